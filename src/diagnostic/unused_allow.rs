//! An allowance that silences nothing.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unused-allow",
    severity: Severity::Note,
    about: "An allowance of a rule that finds nothing there any more. It would hide the next finding \
            of the rule, which nobody has thought about.",
};

pub(crate) fn finding(span: Span, rule: &str) -> Diagnostic {
    RULE.at(span, format!("`{rule}` finds nothing here"))
        .help("take the allowance out")
}
