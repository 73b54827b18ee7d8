//! BibLaTeX files.
//!
//! 1. Cut the text into one piece for each entry ([`split_entries`]).
//! 2. Put every entry and value in braces ([`brackets`]).
//! 3. Read each piece by itself, or say why it cannot be read ([`raw_entries`], [`error_message`]).
//! 4. Make plain text of the LaTeX in it ([`latex`]).
//! 5. Gather the abbreviations of `@string` ([`strings`]).
//! 6. Resolve each entry's fields, dropping those that cannot be read ([`fields`]).
//! 7. Let entries inherit by `crossref` and `xdata` ([`inherit`]).
//! 8. Convert to hayagriva's entries ([`convert`]).

mod beside;
mod brackets;
mod convert;
mod depth;
mod draft;
mod error_message;
mod fields;
mod inherit;
mod latex;
mod names;
mod raw_entries;
mod split_entries;
mod stand_in;
mod strings;
mod unheld;

use std::borrow::Cow;
use std::ops::Range;

use biblatex::EntryType;

use crate::parse::bibliography::bibtex::draft::Draft;
use crate::parse::bibliography::reading::Reading;

/// Reads a whole file.
pub(super) fn parse(reading: &mut Reading, text: &str) {
    let pieces = split_entries::cut(text);
    let text = blanked(text, &pieces.comments);
    let braced = brackets::braced(&text, &pieces.entries);
    let file = raw_entries::read(reading, &text, &braced, &pieces.entries);
    let plain = latex::plain_texts(reading, &file);
    let file = latex::with_plain_texts(file, &plain);
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
