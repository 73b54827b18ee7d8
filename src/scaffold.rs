//! First texts: a page of a kind, and a project of one's own.
//!
//! Takes a kind, or a name and a language; gives the texts that a writer goes on from. What a new page still
//! lacks is marked `TODO`, which `check` finds until it is gone.

mod fork;
mod of;
mod page;
mod project;
mod quoted;
mod source;
mod theme;

pub use fork::{Fork, beside_copy, fork, of_copy};
pub use of::{adaptation, translation};
pub use page::{NewPage, page};
pub use project::{OTHER_FILES, project};
pub use source::{NewSources, new_sources, without_archive};
pub use theme::{ejected, ejected_words, theme};
