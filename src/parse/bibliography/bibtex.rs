//! BibLaTeX files.
//!
//! 1. Cut the text into one piece for each entry ([`pieces`]).
//! 2. Read each piece by itself, or say why it cannot be read ([`raw`], [`explain`]).
//! 3. Gather the abbreviations of `@string` ([`strings`]).
//! 4. Resolve each entry's fields, dropping those that cannot be read ([`fields`]).
//! 5. Let entries inherit by `crossref` and `xdata` ([`inherit`]).
//! 6. Convert to hayagriva's entries ([`convert`]), without what is left of LaTeX ([`latex`]).

mod convert;
mod explain;
mod fields;
mod inherit;
mod latex;
mod names;
mod pieces;
mod raw;
mod strings;

use std::borrow::Cow;
use std::ops::Range;

use biblatex::{Entry, EntryType, RawEntry};

use crate::parse::bibliography::Reading;

/// An entry on its way: as written, without what cannot be read, and resolved.
struct Draft<'t> {
    raw: RawEntry<'t>,
    entry: Entry,
}

/// Reads a whole file.
pub(super) fn parse(reading: &mut Reading, text: &str) {
    let pieces = pieces::cut(text);
    let text = blanked(text, &pieces.comments);
    let file = raw::read(reading, &text, &pieces.entries);
    let strings = strings::gather(reading, file.strings);
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for entry in file.entries {
        drafts.extend(fields::resolve(reading, entry, &strings));
    }
    inherit::inherit(reading, &mut drafts, &strings);
    for draft in drafts {
        if draft.entry.entry_type != EntryType::XData {
            convert::convert(reading, draft);
        }
    }
}

/// The text with blanks for the ranges, so that every other byte keeps its place.
fn blanked<'t>(text: &'t str, ranges: &[Range<usize>]) -> Cow<'t, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    for range in ranges {
        blanked.push_str(&text[blanked.len()..range.start]);
        blanked.extend(std::iter::repeat_n(' ', range.len()));
    }
    blanked.push_str(&text[blanked.len()..]);
    Cow::Owned(blanked)
}

#[cfg(test)]
mod tests;
