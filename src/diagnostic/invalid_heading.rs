//! A heading whose id is taken.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-heading",
    severity: Severity::Error,
    about: "Two headings of a page with one id, so that links to the second lead to the first; or a heading \
            without words, which is left out.",
};

/// A heading of nothing but its signs.
pub(crate) fn empty(span: Span) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(span, "this heading has no words, so it is left out")
    }
    .help("write its words behind the #, or take the line out")
}

pub(crate) fn duplicate(span: Span, id: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("another heading of this page has the id `{id}` already"),
    )
    .help("give this one another id between its braces")
}
