//! Why a page cannot be renamed.

use crate::diagnostic::{Diagnostic, Rule, Severity};

/// What is said of the project when a page cannot be renamed. No check has findings of this rule.
pub(crate) static RULE: Rule = Rule {
    name: "rename",
    severity: Severity::Error,
    about: "A page that cannot be renamed.",
};

/// Why a page cannot be renamed.
#[derive(Debug)]
pub enum Refusal {
    /// In a sentence without a full stop.
    Words(String),
    /// With the place in the project that stands against it.
    Place(Box<Diagnostic>),
}
