//! The rule of links that lead nowhere.

use crate::diagnostic::{Rule, Severity};

pub(crate) static RULE: Rule = Rule {
    name: "dead-link",
    severity: Severity::Error,
    about: "A link, an embed, an image or a relation that leads nowhere: to a page or file that is \
            not there, to a draft that is left out, or out of the content folder.",
};
