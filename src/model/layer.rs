//! The projects that a site is made of: ours, and those beneath it that `[[upstream]]` names.

use std::path::PathBuf;

use crate::model::span::{Span, Spanned};

/// A project that lies beneath another, as the `site.toml` of that one names it.
#[derive(Debug, Clone, PartialEq)]
pub struct Upstream {
    /// The whole entry, where something is to be said of it.
    pub span: Span,
    /// The way to its folder, as typed.
    pub path: Spanned<String>,
    /// What it is called; its title where nothing is said.
    pub name: Option<String>,
    /// The ids of its pages that are left out.
    pub hide: Vec<Spanned<String>>,
}

/// Which project a file is of: 0 is ours, and each further one lies beneath those before it.
pub type LayerIndex = u16;

/// Our own project, among [the layers](LayerIndex).
pub const OURS: LayerIndex = 0;

/// A project as one layer of a site.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layer {
    /// As `[[upstream]]` calls it, or else its title.
    pub name: String,
    /// The way to its folder from ours, with `/`; empty for ours.
    pub folder: String,
    /// Where it is on disk.
    pub root: PathBuf,
    /// Our entry with which it came; none for ours.
    pub named_at: Option<Span>,
    /// The address of its own site; ends with a slash.
    pub base_url: Option<String>,
    /// Where readers of its own site write what they would change.
    pub feedback: Option<String>,
    /// The licence of its pages that name none of their own.
    pub licence: Option<String>,
    /// The codes of its languages, the default first.
    pub languages: Vec<String>,
}

/// Pages that an entry of `[[upstream]]` leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Hiding {
    /// What the entry calls the project, for findings.
    pub name: String,
    /// The layer whose `site.toml` says so.
    pub by: LayerIndex,
    /// The layers that come with the entry.
    pub of: Vec<LayerIndex>,
    /// As typed.
    pub ids: Vec<Spanned<String>>,
}
