//! What comes of setting a sheet: a PDF, and what of it is not as it was written.

use std::sync::Arc;

use super::picture::PictureFault;
use crate::model::source::Span;

/// A finished PDF.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Pdf {
    pub(crate) bytes: Arc<[u8]>,
    /// What it was made from in the end, as JSON, with all that was changed so that it could be set and ends well.
    pub(crate) data: Arc<str>,
    pub(crate) pages: usize,
    /// How many the file has, which are fewer or more where the pages are imposed.
    pub(crate) file_pages: usize,
    /// How many of them hold the text itself, where the template says so.
    pub(crate) sides: usize,
    /// Where each text in it ends that begins a page, where the template says so.
    pub(crate) last_sides: Vec<LastSide>,
    /// Where the blocks of its parts end, where the template says so.
    pub(crate) ends: Vec<BlockEnd>,
    /// Whether the template has left out what another sheet has, to save a side.
    pub(crate) is_shortened: bool,
    /// What there was no room for.
    pub(crate) left_out: Vec<LeftOut>,
    /// The ids of the cards that do not fit their places.
    pub(crate) long_cards: Vec<String>,
    /// What is wrong with its pictures, by the names that its data has for them.
    pub(crate) picture_faults: Vec<(String, PictureFault)>,
    /// What of it is not as it was written.
    pub(crate) changes: Vec<Change>,
}

/// The last side of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LastSide {
    pub(crate) page: usize,
    /// How much of it is full, from 0 to 1.
    pub(crate) full: f64,
}

/// Where a block of a part ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct BlockEnd {
    pub(crate) part: usize,
    /// The number of the page, and how far down on it.
    pub(crate) at: f64,
}

/// A part for which there was no room.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LeftOut {
    /// None for what has no heading.
    pub(crate) title: Option<String>,
    /// Whether its beginning is there.
    pub(crate) has_begun: bool,
}

/// Something in a sheet that was set otherwise than it was written, so that the sheet could be set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// Letters that no font has together, such as an accent on a letter of another script.
    Letters(String),
    /// The picture of this name, in whose place its words stand.
    Picture(String),
    /// A block, as JSON, that is set as plain words; and the place where a template stopped.
    Plain(String, Stop),
    /// A block, as JSON, that is not there at all.
    LeftOut(String, Stop),
    /// All of it is there, but nothing says what is a heading and what is a list.
    Untagged(Stop),
}

/// Where a template stopped, and why.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stop {
    pub(crate) place: Option<Span>,
    pub(crate) cause: String,
}
