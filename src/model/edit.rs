//! Edits and moves of a project's files, as data: what is planned, shown and then carried out.

use std::ops::Range;

use crate::model::source::SourceId;

/// The edits of one file.
#[derive(Debug, PartialEq)]
pub struct Change {
    /// The file, by its number in the sources that the edits were planned with.
    pub source: SourceId,
    /// From the project's root, before anything is moved.
    pub path: String,
    /// By place; none overlap.
    pub edits: Vec<Edit>,
}

/// A stretch of bytes and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    /// Bytes of the text as it was; empty where something is put in.
    pub range: Range<usize>,
    /// Empty where something is taken out.
    pub text: String,
}

/// A file or a folder that gets another path, both from the project's root.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Where it is.
    pub from: String,
    /// Where it will be.
    pub to: String,
}

impl Change {
    /// The file's text with its edits.
    pub fn applied(&self, text: &str) -> String {
        applied(text, self.edits.iter().cloned())
    }
}

/// A text with edits, which come by place and do not overlap.
pub fn applied(text: &str, edits: impl IntoIterator<Item = Edit>) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(&text[at..edit.range.start]);
        changed.push_str(&edit.text);
        at = edit.range.end;
    }
    changed + &text[at..]
}
