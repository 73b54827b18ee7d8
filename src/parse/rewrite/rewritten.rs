//! A text without the notation of other tools, and what that notation says.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::place_map::PlaceMap;
use crate::model::page::{Fold, MarkerKind, Scale};
use crate::parse::attributes::Attributes;

/// Stands for a colon that opens no definition. No writer types it.
pub(crate) const COLON: char = '\u{2}';

/// A text without the notation of other tools.
#[derive(Debug, Default)]
pub(crate) struct Rewritten {
    /// `None` where it is as it was typed.
    pub(crate) text: Option<String>,
    pub(crate) map: PlaceMap,
    /// The rules that stand for lines of blocks, by their places in the text that was made; and where the
    /// line was typed that says so.
    pub(crate) rules: BTreeMap<usize, (BlockEdge, usize)>,
    /// The attributes of pictures, by where in that text the pictures end.
    pub(crate) braces: BTreeMap<usize, Attributes>,
    /// The sizes of pictures, by where in that text something stands within each.
    pub(crate) sizes: BTreeMap<usize, Scale>,
    /// Where in that text the headings begin that have a label on a line before them, and where the line
    /// was typed.
    pub(super) labels: BTreeMap<usize, usize>,
    /// Where in that text nothing stands for a line of attributes, and where the line was typed.
    pub(crate) lists: BTreeMap<usize, usize>,
    /// Lines of blocks that nobody knows, by their places as they were typed.
    pub(crate) unknown: Vec<Range<usize>>,
}

/// Where a block of another tool begins or ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum BlockEdge {
    Open {
        kind: MarkerKind,
        fold: Option<Fold>,
        /// Where its title stands, as typed.
        title: Option<usize>,
    },
    Close,
}

/// What in a text is taken for what another tool means by it. All are places as typed.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// What looks so and is none, such as lines of code.
    pub(super) refused: BTreeSet<usize>,
    /// Colons that would open definitions, with no white space behind them.
    pub(super) colons: BTreeSet<usize>,
}
