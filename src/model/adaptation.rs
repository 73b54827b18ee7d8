//! What a page was made from, and what has changed there since.
//!
//! A page is made from another where it takes the place of one of a project beneath, or translates one of
//! another language. As that was then it is kept beside the project's pages.

use std::sync::Arc;

use crate::model::lang::Lang;
use crate::model::page::Page;

/// A copy of what a page was made from, as it was then.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptCopy {
    /// The language of the page that was made from it.
    pub lang: Lang,
    /// The id of that page.
    pub id: String,
    /// What it was made from.
    pub page: Arc<Page>,
}

/// A page of ours, and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Adaptation {
    /// What it was made from, as it is now.
    pub original: Arc<Page>,
    /// Whether that is a page of the same site, in another language.
    pub is_translation: bool,
    /// Whether it is known what the original was then.
    pub is_kept: bool,
    /// What has changed since; nothing where that is not known.
    pub changes: Vec<PartChange>,
}

/// A part of a page that has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// Which part it is: the id of a section, the name of a field, or nothing for what stands before the
    /// first section.
    pub id: String,
    /// What readers see it called.
    pub name: String,
    /// Whether it is a field.
    pub is_field: bool,
    /// How it has changed.
    pub change: Change,
    /// The sentences that have gone.
    pub before: Vec<String>,
    /// The sentences that have come.
    pub after: Vec<String>,
}

/// How a part of a page has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// It has gone.
    Gone,
    /// Its words have changed.
    Words,
    /// Its heading has changed.
    Heading,
    /// It stands in another order among the others.
    Place,
}

impl Change {
    /// Its word for programs.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Gone => "gone",
            Change::Words => "changed",
            Change::Heading => "heading",
            Change::Place => "moved",
        }
    }
}
