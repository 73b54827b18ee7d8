//! A footnote that nothing refers to, so that nobody sees it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "unused-footnote",
    severity: Severity::Warning,
    about: "A footnote that nothing refers to. It appears nowhere, so its text would be lost.",
};

pub(crate) fn finding(span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("nothing refers to the footnote `{label}`, so it is left out"),
    )
    .help(format!(
        "write [^{label}] where it belongs, or delete the footnote"
    ))
}
