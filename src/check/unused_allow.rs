//! An allowance that silences nothing.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "unused-allow",
    severity: Severity::Note,
    about: "An allowance of a rule that finds nothing there any more. It would hide the next finding \
            of the rule, which nobody has thought about.",
};

pub(crate) fn finding(span: Span, rule: &str) -> Diagnostic {
    RULE.at(span, format!("`{rule}` finds nothing here"))
        .help("delete the allowance")
}
