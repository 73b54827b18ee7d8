//! Text that Markdown would take out of the page without a word.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "swallowed-text",
    severity: Severity::Error,
    about: "Text that Markdown takes for something else, so that it would vanish from the page: a \
            line such as `[@a]: Start` defines a link, and a comment that is never closed hides \
            the rest of the page.",
};

pub(crate) fn definition(span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("Markdown takes `[{label}]:` for the definition of a link, and this line vanishes"),
    )
    .help(format!("leave the colon out: [{label}]"))
}

/// As [`definition`], where the line is read as the marker that it was meant to be.
pub(crate) fn marker(span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("Markdown takes `{label}:` for the definition of a link, so its colon is not read"),
    )
    .help(format!("leave the colon out: {label}"))
}

pub(crate) fn unclosed_comment(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this comment is never closed, and all text after it vanishes",
    )
    .help("end the comment with -->")
}
