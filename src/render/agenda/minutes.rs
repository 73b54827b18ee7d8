//! Minutes as timelines and tables show them.

use crate::model::timing::{Change, LOST, Slot};

/// The minutes lost of each column of the table for running late: none comes first.
pub(crate) fn columns() -> impl Iterator<Item = u32> {
    std::iter::once(0).chain(LOST)
}

/// Minutes as hours and minutes since the start: `1:05`.
pub(crate) fn elapsed(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// An item of [`Times`](super::table), but when it begins is counted from `start`.
pub(super) fn slot(slot: &Slot, of: u32, start: u32) -> Vec<u32> {
    let begins = slot.start - start;
    match slot.change {
        Change::None => vec![begins, slot.minutes],
        Change::Shortened => vec![begins, slot.minutes, of],
        Change::Dropped => vec![begins],
    }
}
