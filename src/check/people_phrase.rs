//! Words a crowd, for the rules that judge an agenda by how long its items take.

use crate::model::agenda::{Agenda, Item};

/// "with 30 people", where their number matters to how long the items take.
pub(crate) fn with(agenda: &Agenda, people: u32) -> String {
    let each = |item: &Item| {
        item.minutes
            .is_some_and(|m| m.per_person > 0 || m.per_member > 0)
    };
    match (agenda.items.iter().any(each), people) {
        (false, _) => String::new(),
        (true, 1) => " with one person".to_owned(),
        (true, people) => format!(" with {people} people"),
    }
}
