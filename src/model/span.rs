//! Places in texts: a [`Span`] is a byte range in one source.

use std::ops::Range;

/// Names a source within the [`Sources`] that gave it out, and keeps its value for as long as they live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(u32);

impl SourceId {
    /// Names the source at this place among all.
    pub(super) fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// Its place among all.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A byte range in one source. Its start and end lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file that it is a range of.
    pub source: SourceId,
    /// The byte of the text at which it begins.
    pub start: u32,
    /// The byte after its last, which is `start` for an empty span.
    pub end: u32,
}

impl Span {
    /// The span of `range`; ranges beyond 4 GiB do not occur, since `load` refuses such files.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        Self {
            source,
            start: range.start as u32,
            end: range.end.max(range.start) as u32,
        }
    }

    /// The empty span at the head of a source, for what concerns the file as a whole.
    pub fn whole(source: SourceId) -> Self {
        Self::new(source, 0..0)
    }

    /// The bytes of the source's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands, or the head of the file for a value that stands nowhere.
    pub span: Span,
}
