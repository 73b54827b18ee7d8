//! What parsing a body depends on beside its text: where it stands, its language and its dialect.

use crate::model::kind::{Ability, Kind};
use crate::model::source::SourceId;

/// Which language a text is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Dialect {
    /// CommonMark alone, raw HTML included.
    Plain,
    /// With GFM, links by id, citations and markers.
    Groundwork { smart_punctuation: bool },
}

/// What parsing a body depends on beside its text.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) source: SourceId,
    /// The page's path from the content folder.
    pub(crate) path: &'a str,
    /// Whether it is its folder's own page.
    pub(crate) is_index: bool,
    /// The title that front matter gives.
    pub(crate) title: Option<&'a str>,
    pub(crate) lang: &'a str,
    pub(crate) kind: Option<&'a Kind>,
    pub(crate) dialect: Dialect,
}

impl Context<'_> {
    /// Whether the page is one meeting, in which what is not understood is shown to nobody.
    pub(crate) fn is_timed(&self) -> bool {
        self.kind.is_some_and(|kind| kind.can(Ability::Timed))
    }
}
