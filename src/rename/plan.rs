//! What a renaming writes and moves, as plain data.

use std::collections::BTreeMap;

use crate::model::edit::{Change, Move};
use crate::rename::paths::differ_in_capitals_alone;
use crate::rename::renaming::Renaming;

/// What is to be written and moved, in this order: the files that move are changed first, where they
/// are, then moved; then the others are changed.
#[derive(Debug)]
pub struct Plan {
    /// By path.
    pub changes: Vec<Change>,
    /// Files, and folders with all that is in them.
    pub moves: Vec<Move>,
    /// How many references are typed anew.
    pub references: usize,
    /// The page itself: its path before and after, from the content folder.
    pub page: (String, String),
    /// What links will call the page.
    pub new_id: String,
    /// Pages that move to another folder and hold HTML, whose relative addresses stay as they are.
    pub raw: Vec<String>,
    pub(crate) renaming: Renaming,
    /// What each page's aliases must hold afterwards, by its new path.
    pub(crate) aliases: BTreeMap<String, Vec<String>>,
}

impl Plan {
    /// Whether old and new differ in capital letters alone, so that no alias can tell them apart.
    pub fn changes_capitals_only(&self) -> bool {
        let Renaming { old_id, new_id, .. } = &self.renaming;
        differ_in_capitals_alone(old_id, new_id)
            && differ_in_capitals_alone(&self.page.0, &self.page.1)
    }
}
