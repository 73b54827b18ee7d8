//! Pieces to raw entries, each piece by itself: biblatex gives up a whole file at the first
//! mistake, so it is only ever given one entry.

use std::ops::Range;

use biblatex::{Pair, ParseError, RawBibliography, RawChunk, RawEntry, Spanned};

use super::error_message::error_message;
use super::split_entries::{Piece, closing};
use crate::diagnostic::bibliography_syntax;
use crate::parse::bibliography::reading::Reading;

/// The entries and abbreviations of a file, with places in that file.
#[derive(Default)]
pub(super) struct RawFile<'t> {
    pub entries: Vec<RawEntry<'t>>,
    pub strings: Vec<Pair<'t>>,
}

/// Reads every piece of `text`; one that cannot be read is a finding that quotes it as `written`.
pub(super) fn read<'t>(
    reading: &mut Reading,
    written: &str,
    text: &'t str,
    pieces: &[Piece],
) -> RawFile<'t> {
    let mut file = RawFile::default();
    let mut budget = text.len().saturating_mul(4);
    let mut next = 0;
    while let Some(piece) = pieces.get(next) {
        let range = piece.range.clone();
        match RawBibliography::parse(&text[range.clone()]) {
            Ok(found) => {
                file.take(reading, found, range.start);
                next += 1;
            }
            Err(error) => match extended(text, &pieces[next..], &mut budget) {
                Some((found, taken)) => {
                    file.take(reading, found, range.start);
                    next += taken;
                }
                None => {
                    report(reading, written, range, &error);
                    next += 1;
                }
            },
        }
    }
    file
}

/// Reads the first piece on beyond what looked like the heads of others, for a field may hold
/// lines that begin with `@word{`. Gives the number of pieces used up.
///
/// What can only be the head of an entry is not swallowed. The budget keeps all attempts of a file
/// linear in its length.
fn extended<'t>(
    text: &'t str,
    pieces: &[Piece],
    budget: &mut usize,
) -> Option<(RawBibliography<'t>, usize)> {
    let (first, rest) = pieces.split_first()?;
    let certain = rest.iter().position(|piece| piece.certain);
    let swallowable = certain.unwrap_or(rest.len());
    if first.closed || swallowable == 0 {
        return None;
    }
    let limit = certain.map_or(text.len(), |at| rest[at].range.start) - first.range.start;
    *budget = budget.checked_sub(limit)?;
    let end = closing(text, first.range.start, limit)?;
    let found = RawBibliography::parse(&text[first.range.start..end]).ok()?;
    let taken = rest.iter().filter(|piece| piece.range.start < end).count();
    Some((found, taken + 1))
}

fn report(reading: &mut Reading, text: &str, range: Range<usize>, error: &ParseError) {
    let broken = error_message(&text[range.clone()], error);
    let place = broken.range.start + range.start..broken.range.end + range.start;
    let span = reading.span(place);
    reading.report(bibliography_syntax::broken(
        span,
        broken.message,
        broken.help,
    ));
}

impl<'t> RawFile<'t> {
    /// Takes in what a piece that begins at `start` has given.
    fn take(&mut self, reading: &mut Reading, found: RawBibliography<'t>, start: usize) {
        for mut pair in found.abbreviations {
            shift_pair(&mut pair, start);
            self.strings.push(pair);
        }
        for Spanned { v: mut entry, .. } in found.entries {
            shift(&mut entry.key.span, start);
            shift(&mut entry.kind.span, start);
            for pair in &mut entry.fields {
                shift_pair(pair, start);
            }
            if entry.key.v.is_empty() {
                let span = reading.span(entry.kind.span.clone());
                reading.report(bibliography_syntax::missing_id(span));
            } else {
                self.entries.push(entry);
            }
        }
    }
}

fn shift_pair(pair: &mut Pair<'_>, by: usize) {
    shift(&mut pair.key.span, by);
    shift(&mut pair.value.span, by);
    for chunk in &mut pair.value.v {
        let Spanned {
            v: RawChunk::Normal(_) | RawChunk::Abbreviation(_),
            span,
        } = chunk;
        shift(span, by);
    }
}

fn shift(span: &mut Range<usize>, by: usize) {
    *span = span.start + by..span.end + by;
}
