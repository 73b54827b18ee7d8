//! What making a tree asks of the site, and what it tells.

use super::tree::Tree;
use crate::document::{Citation, Target, WorkEntry};
use crate::model::agenda::Agenda;
use crate::model::meeting_word::MeetingWord;
use crate::model::page::MarkerKind;
use crate::model::source::Span;
use crate::render::reference::{MarkPiece, Run};

pub(crate) trait Surroundings {
    /// Where a link leads; `None` where nobody gets there from paper.
    fn destination(&self, target: Target<'_>) -> Option<Destination>;

    /// The name under which a picture is given to the template, by its path from the content folder.
    fn picture(&mut self, path: &str) -> Option<String>;

    /// What a word for what is known only of one meeting comes to, perhaps before a full stop; `None` where that is not known.
    fn meeting_word(&self, agenda: &Agenda, word: MeetingWord, before_stop: bool)
    -> Option<String>;

    /// What stands at the head of a callout.
    fn label(&self, kind: &MarkerKind) -> String;

    /// What a callout is called in templates.
    fn mark_kind(&self, kind: &MarkerKind) -> &'static str;

    /// The pieces of a mark, as text.
    fn mark(&self, citation: Citation<'_>) -> Vec<MarkPiece>;

    /// The reference of an entry in a list of works, and what is said beside it.
    fn entry(&self, entry: WorkEntry) -> (Vec<Run>, Vec<String>);

    /// Whether there is a letter for this character.
    fn has_letter(&mut self, letter: char) -> bool;

    /// Told of the place in the sources of what comes next.
    fn reach(&mut self, origin: Span);

    /// Told of each block that stands within no other, with its origin.
    fn keep(&mut self, origin: Span, block: Tree);

    /// Told that what was reached is nested deeper than paper has room for.
    fn too_deep(&mut self);
}

/// Where a link leads, as paper says it.
#[derive(Debug)]
pub(crate) enum Destination {
    Site {
        title: Option<String>,
        /// Where the site's own address is known. A path within it leads nowhere from paper.
        address: Option<String>,
    },
    Elsewhere {
        /// What a reader's program opens.
        href: String,
        /// What people read and type.
        address: String,
        /// The address without its scheme, as people say it.
        short: String,
    },
}

/// What a note at a link says.
#[derive(Debug, PartialEq)]
pub(crate) struct LinkNote {
    /// What it leads to, in words.
    pub(crate) title: Option<String>,
    /// The address as it is read, and as it is opened.
    pub(crate) address: Option<(String, String)>,
}

impl Destination {
    /// What a reader's program opens; `None` where it can open nothing.
    pub(crate) fn href(&self) -> Option<&str> {
        match self {
            Destination::Site { address, .. } => address.as_deref(),
            Destination::Elsewhere { href, .. } => Some(href),
        }
    }

    /// What a note at a link with these words says; `None` where the words say it already.
    pub(crate) fn note(self, words: &str) -> Option<LinkNote> {
        let (title, address) = match self {
            Destination::Site { title, address } => (
                title.filter(|title| !title.eq_ignore_ascii_case(words)),
                address.map(|address| (address.clone(), address)),
            ),
            Destination::Elsewhere {
                href,
                address,
                short,
            } => {
                let is_said = words == address || words == short;
                (None, (!is_said).then_some((address, href)))
            }
        };
        (title.is_some() || address.is_some()).then_some(LinkNote { title, address })
    }
}
