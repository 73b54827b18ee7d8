//! A picture that cannot be published.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::failure;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unusable-image",
    severity: Severity::Error,
    about: "A picture that browsers cannot show, or from which camera and place cannot be taken out, \
            shown or linked. It is not published.",
};

/// `problem` is a sentence about the picture, `help` says what to do about it.
pub(crate) fn problem(span: Span, path: &str, problem: &str, help: &str) -> Diagnostic {
    RULE.at(span, format!("`{path}` cannot be shown: {problem}"))
        .help(help)
}

pub(crate) fn too_many_bytes(span: Span, path: &str, bytes: u64) -> Diagnostic {
    let message = format!(
        "`{path}` is too large for a picture: {} MB, where 100 MB are the most",
        bytes >> 20
    );
    RULE.at(span, message)
        .help("make it smaller: 2,000 pixels across are enough for a page")
}

/// As [`problem`], of a picture that pages link to and none shows.
pub(crate) fn linked(span: Span, path: &str, problem: &str, help: &str) -> Diagnostic {
    RULE.at(span, format!("`{path}` cannot be published: {problem}"))
        .help(help)
}

/// A file of another kind that a page wants to show.
pub(crate) fn no_picture(span: Span, path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    RULE.at(span, format!("`{path}` cannot be shown: it is no picture"))
        .help(format!("take the `!` away to link to it: [{name}]({name})"))
}

pub(crate) fn unreadable(span: Span, path: &str, error: &anyhow::Error) -> Diagnostic {
    RULE.at(
        span,
        format!("`{path}` cannot be read: {}", failure::reasons(error)),
    )
    .help("see who may read it, and whether it is still there")
}
