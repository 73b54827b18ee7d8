//! Where the stretches of a composed text come from.
//!
//! A page that extends another is a text made of stretches of both files. It is parsed like any text, and
//! what is found in it is said of the file in which a writer typed it.

use std::ops::Range;

use crate::model::span::{SourceId, Span};

/// The stretches of a composed text, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origins {
    pieces: Vec<Piece>,
}

/// A stretch, and what it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// In the composed text.
    range: Range<usize>,
    of: Span,
    /// Whether it is a copy of that place, byte for byte. Otherwise only the two as wholes belong together.
    verbatim: bool,
}

/// A text that is being composed.
#[derive(Debug, Default)]
pub struct Composition {
    /// What there is of it.
    pub text: String,
    origins: Origins,
}

impl Composition {
    /// Adds a stretch of `text`, which is that of `source`.
    pub fn add(&mut self, source: SourceId, text: &str, range: Range<usize>) {
        self.add_copy(source, &text[range.clone()], range.start);
    }

    /// Adds words that stand, byte for byte, at `start` in the text of `source`.
    pub fn add_copy(&mut self, source: SourceId, words: &str, start: usize) {
        if !words.is_empty() {
            let span = Span::new(source, start..start + words.len());
            self.push(words, span, true);
        }
    }

    /// Adds words that stand for what is at `of`.
    pub fn add_words(&mut self, words: &str, of: Span) {
        self.push(words, of, false);
    }

    fn push(&mut self, words: &str, of: Span, verbatim: bool) {
        let start = self.text.len();
        self.text.push_str(words);
        let range = start..self.text.len();
        self.origins.pieces.push(Piece {
            range,
            of,
            verbatim,
        });
    }

    /// The text, and where its stretches come from.
    pub fn finish(self) -> (String, Origins) {
        (self.text, self.origins)
    }
}

impl Origins {
    /// The place from which the beginning of a stretch of the text comes, as long as it comes from one
    /// file; `None` for a text of nothing.
    pub fn place(&self, range: &Range<usize>) -> Option<Span> {
        let piece = self.piece(range.start)?;
        if !piece.verbatim {
            return Some(piece.of);
        }
        let start = range.start.clamp(piece.range.start, piece.range.end);
        let end = range.end.clamp(start, piece.range.end);
        let from = piece.of.start as usize;
        let moved = |at: usize| from + at - piece.range.start;
        Some(Span::new(piece.of.source, moved(start)..moved(end)))
    }

    /// The place that a stretch was copied from, byte for byte; `None` where it was written anew.
    pub fn exact(&self, range: &Range<usize>) -> Option<Span> {
        let piece = self.piece(range.start)?;
        let is_whole = piece.verbatim && range.end <= piece.range.end;
        is_whole.then(|| self.place(range)).flatten()
    }

    /// The stretches and where they come from, in order.
    pub fn stretches(&self) -> impl Iterator<Item = (&Range<usize>, Span)> {
        self.pieces.iter().map(|piece| (&piece.range, piece.of))
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.range.end <= at);
        self.pieces.get(next).or(self.pieces.last())
    }
}

#[cfg(test)]
mod tests {
    use super::Composition;
    use crate::model::source::{Sources, Span};

    #[test]
    fn a_place_in_a_composed_text_is_one_in_the_file_that_it_was_taken_from() {
        let mut sources = Sources::default();
        let (one, other) = (sources.insert("a.md", ""), sources.insert("b.md", ""));
        let mut text = Composition::default();
        text.add(one, "0123456789", 2..5);
        text.add_words("new", Span::new(other, 7..9));
        text.add(other, "abcdef", 3..6);
        let (text, origins) = text.finish();
        assert_eq!(text, "234newdef");
        for (range, expected, exact) in [
            (1..2, Span::new(one, 3..4), true),
            (1..5, Span::new(one, 3..5), false),
            (3..4, Span::new(other, 7..9), false),
            (6..9, Span::new(other, 3..6), true),
            (9..9, Span::new(other, 6..6), true),
        ] {
            assert_eq!(origins.place(&range), Some(expected), "{range:?}");
            assert_eq!(origins.exact(&range).is_some(), exact, "{range:?}");
        }
    }
}
