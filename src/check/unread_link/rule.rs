//! The rule of links that are shown as text.

use crate::diagnostic::{Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "unread-link",
    severity: Severity::Warning,
    about: "A link or a picture that is shown as it was typed: its address has a space in it or is never closed, as in \
            `[text](my page.md)`, a space stands before it, another link stands in its words, or it is only nearly one.",
};
