//! A field that nothing reads, most often a spelling mistake.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Warning,
    about: "A field that no part of the program reads. Fields for a theme of one's own belong under \
            `extra`.",
};

/// `place` says whose field it is: "a page", "`site.toml`".
pub(crate) fn finding(span: Span, field: &str, place: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(span, format!("{place} has no field `{field}`"));
    match nearest(field, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("delete it, or put it under [extra] if your theme reads it"),
    }
}
