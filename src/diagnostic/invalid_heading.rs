//! A heading whose id is taken.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-heading",
    severity: Severity::Error,
    about: "Two headings of a page with one id, so that links to the second lead to the first.",
};

pub(crate) fn duplicate(span: Span, id: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("another heading of this page has the id `{id}` already"),
    )
    .help("give this one another id between its braces")
}
