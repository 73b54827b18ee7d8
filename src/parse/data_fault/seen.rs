//! A field at fault, as a person sees it.

use std::ops::Range;

use crate::diagnostic::data_syntax::Mistake;
use crate::parse::entry;

/// A field that cannot be read. Ranges are of the whole text.
#[derive(Debug, PartialEq)]
pub(in crate::parse) struct Fault {
    pub(in crate::parse) range: Range<usize>,
    pub(in crate::parse) mistake: Mistake,
    /// What to type, and in place of what.
    pub(in crate::parse) typed: Option<(Range<usize>, String)>,
}

/// As an entry is seen: what is wrong, where in it, and what to type.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) mistake: Mistake,
    pub(super) range: Range<usize>,
    pub(super) typed: Option<(Range<usize>, String)>,
}

impl Seen {
    /// Of a whole line, with another in its place.
    pub(super) fn line(entry: &str, mistake: Mistake, typed: Option<String>) -> Self {
        let end = entry.lines().next().unwrap_or_default().trim_end().len();
        Self {
            mistake,
            range: 0..end,
            typed: typed.map(|typed| (0..end, typed)),
        }
    }

    /// Of the value of a line; `typed` is the whole line as it should be.
    pub(super) fn value(entry: &str, mistake: Mistake, typed: Option<String>) -> Self {
        let whole = Self::line(entry, mistake, typed);
        let start = entry::line(entry).value_at.min(whole.range.end);
        Self {
            range: start..whole.range.end,
            ..whole
        }
    }

    pub(super) fn within(self, offset: usize) -> Fault {
        let moved = |range: Range<usize>| range.start + offset..range.end + offset;
        Fault {
            range: moved(self.range),
            mistake: self.mistake,
            typed: self.typed.map(|(range, text)| (moved(range), text)),
        }
    }
}
