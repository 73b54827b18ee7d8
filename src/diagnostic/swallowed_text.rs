//! Text that Markdown would take out of the page without a word.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "swallowed-text",
    severity: Severity::Error,
    about: "Text that Markdown takes for something else, so that it would vanish from the page: a \
            line such as `[@a]: Start` defines a link, a comment that is never closed hides \
            the rest of the page, and code that is never closed takes it for code.",
};

/// `text` is that of the page.
pub(crate) fn definition(text: &str, span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("Markdown takes `[{label}]:` for the definition of a link, and this line vanishes"),
    )
    .help(format!("leave the colon out: [{label}]"))
    .suggest(Suggestion::within(Maybe, text, span, "]:", "]"))
}

/// As [`definition`], where the line is read as the marker that it was meant to be.
pub(crate) fn marker(span: Span, label: &str) -> Diagnostic {
    let end = span.start as usize + label.len();
    let colon = Span::new(span.source, end..end + 1);
    RULE.at(
        span,
        format!("Markdown takes `{label}:` for the definition of a link, so its colon is not read"),
    )
    .help(format!("leave the colon out: {label}"))
    .suggest(Suggestion::sure(colon, ""))
}

pub(crate) fn unclosed_comment(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this comment is never closed, and all text after it vanishes",
    )
    .help("end the comment with -->")
}

/// Code that begins with `signs`, and with which the page ends.
pub(crate) fn open_fence(span: Span, signs: &str, is_private: bool) -> Diagnostic {
    let (severity, shown) = if is_private {
        (
            Severity::Error,
            "withheld, since some of it is not for everyone",
        )
    } else {
        (Severity::Warning, "shown as code")
    };
    let finding = RULE.at(
        span,
        format!("nothing ends the code that begins here, so the rest of the page is {shown}"),
    );
    let help = format!("write {signs} on a line of its own below the last line of the code");
    Diagnostic {
        severity,
        ..finding.help(help)
    }
}
