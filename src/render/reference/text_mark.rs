//! A mark of a text, as it was typed.

use crate::model::page::{CitationItem as TypedItem, Locator};

/// One source of a mark: which of the text's works it is, and what was typed of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CitedWork {
    /// Its place among the works of the text.
    pub work: usize,
    /// The place in it.
    pub locator: Option<Locator>,
    /// The words before it.
    pub prefix: Option<Box<str>>,
    /// The words after it.
    pub suffix: Option<Box<str>>,
    /// Whether to leave out the author.
    pub suppress_author: bool,
}

impl CitedWork {
    /// What was typed of a work.
    pub fn new(work: usize, item: &TypedItem) -> Self {
        Self {
            work,
            locator: item.locator.clone(),
            prefix: item.prefix.clone(),
            suffix: item.suffix.clone(),
            suppress_author: item.suppress_author,
        }
    }
}

/// A mark of a text: its sources in the order in which they were typed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextMark {
    /// None where the mark stands as words within a note that the writer wrote.
    pub note: Option<usize>,
    /// At least one.
    pub sources: Vec<CitedWork>,
}

impl TextMark {
    /// The mark of a text that cites its first work alone, without a place.
    pub(super) fn alone() -> Self {
        Self {
            note: Some(1),
            sources: vec![CitedWork::default()],
        }
    }
}
