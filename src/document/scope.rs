//! How much of a text is wanted.

use crate::document::context::PublishedFiles;

/// How much of a text is handed on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    /// The marks of sources and notes, and the ids of headings; without them a fragment can stand
    /// anywhere.
    pub(crate) marks: bool,
    /// What is for the facilitator; of text that other pages lend, only what everyone may read.
    pub(crate) facilitators: bool,
    /// The text of embeds.
    pub(crate) embeds: bool,
    /// The numbers of what links lead to.
    pub(crate) link_numbers: bool,
    /// Whether marks of sources are numbers of notes, which say what is cited.
    pub(crate) cites_in_notes: bool,
}

impl Scope {
    /// A whole page for everyone.
    pub(crate) const PAGE: Scope = Scope {
        marks: true,
        facilitators: false,
        embeds: true,
        link_numbers: true,
        cites_in_notes: false,
    };

    /// A part of a page, shown where neither the page's sources nor its notes are.
    pub(crate) const FRAGMENT: Scope = Scope {
        marks: false,
        link_numbers: false,
        ..Scope::PAGE
    };

    /// What paper shows, which says where a link leads at the link.
    pub(crate) const PRINTED: Scope = Scope {
        link_numbers: false,
        ..Scope::PAGE
    };

    /// Whether a file is named to the facilitator alone, and so is not published.
    pub(super) fn withholds(self, files: &dyn PublishedFiles, path: &str) -> bool {
        self.facilitators && !files.is_published(path)
    }
}
