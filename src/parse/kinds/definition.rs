//! A kind as one table gives it.

use crate::model::value::{Data, Entry, Table};

/// A kind as one table gives it.
pub(super) struct Definition<'a> {
    pub(super) entry: &'a Entry,
    pub(super) table: &'a Table,
    /// Its place among the kinds.
    pub(super) kind: usize,
}

impl<'a> Definition<'a> {
    /// The kind that it begins with.
    pub(super) fn like(&self) -> Option<&'a str> {
        match &self.table.get("like")?.value.data {
            Data::String(like) => Some(like),
            _ => None,
        }
    }
}
