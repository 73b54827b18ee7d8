//! Lines and columns, which exist in no other phase.
//!
//! Takes the sources that a report points into and answers, for a span, on which lines and columns
//! it lies. A line ends with LF or CRLF; a line break at the very end of a file begins no further
//! line, so that what is missing at the end is shown on the last line. Lines and columns count from
//! 1, and a byte order mark is no column.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::model::source::{SourceId, Sources, Span};

/// A line index for each source of a report, made once however many findings point into it.
pub(crate) struct Places<'a> {
    sources: &'a Sources,
    indexes: HashMap<SourceId, LineIndex<'a>>,
}

/// Where a span begins and where it ends, the end being the first column after it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

/// What a column counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unit {
    /// Unicode scalar values.
    Characters,
    /// UTF-16 code units, in which SARIF and most editors count.
    Utf16,
}

impl<'a> Places<'a> {
    /// Indexes every source in which one of `diagnostics` or their notes has a place.
    pub(super) fn locate<'d>(
        diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
        sources: &'a Sources,
    ) -> Self {
        let spans = diagnostics.into_iter().flat_map(|diagnostic| {
            let notes = diagnostic.notes.iter().map(|note| note.span);
            let suggestion = diagnostic.suggestion.iter();
            let edited = suggestion.map(|one| Span::whole(one.source));
            notes.chain([diagnostic.span]).chain(edited)
        });
        Self::at(spans, sources)
    }

    /// Indexes every source in which one of `spans` lies.
    pub(super) fn at(spans: impl Iterator<Item = Span>, sources: &'a Sources) -> Self {
        let places = Self {
            sources,
            indexes: HashMap::new(),
        };
        places.and(spans)
    }

    /// Indexes the sources in which these lie too.
    pub(super) fn and(mut self, spans: impl Iterator<Item = Span>) -> Self {
        for span in spans {
            let text = &self.sources.get(span.source).text;
            let index = self.indexes.entry(span.source);
            index.or_insert_with(|| LineIndex::new(text));
        }
        self
    }

    /// The path of the source that `span` lies in.
    pub(super) fn path(&self, span: Span) -> &'a str {
        &self.sources.get(span.source).path
    }

    /// The line index of the source that `span` lies in, which is one of the indexed ones.
    pub(super) fn index(&self, span: Span) -> &LineIndex<'a> {
        self.source(span.source)
    }

    /// The line index of one of the indexed sources.
    pub(super) fn source(&self, source: SourceId) -> &LineIndex<'a> {
        &self.indexes[&source]
    }

    /// Where an edit of `range` begins and ends, in columns of `unit`: line breaks and a byte order mark
    /// count as what they are.
    pub(super) fn edited(&self, source: SourceId, range: &Range<usize>, unit: Unit) -> Place {
        let index = self.source(source);
        let (line, column) = index.exact(range.start, unit);
        let (end_line, end_column) = index.exact(range.end, unit);
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }

    /// Where `span` lies, in columns of `unit`.
    pub(super) fn place(&self, span: Span, unit: Unit) -> Place {
        let index = self.index(span);
        let range = index.shown(span);
        let (line, column) = index.position(range.start, unit);
        let (end_line, end_column) = index.position(range.end, unit);
        Place {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

/// Where the lines of one text begin, and how many characters come before each block of it, so
/// that a column far along a line of many megabytes is found as fast as any other.
pub(crate) struct LineIndex<'a> {
    pub text: &'a str,
    starts: Vec<usize>,
    before: Vec<Count>,
}

/// A number of characters, and of the UTF-16 code units that they take.
#[derive(Clone, Copy, Default)]
struct Count {
    characters: usize,
    utf16: usize,
}

/// How many bytes lie between two counts.
const BLOCK: usize = 1024;

impl<'a> LineIndex<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = [mark]
            .into_iter()
            .chain(breaks.filter(|&at| at < text.len()));
        let mut count = Count::default();
        let mut before = vec![count];
        for block in text.as_bytes().chunks(BLOCK) {
            count = count.and(block);
            before.push(count);
        }
        Self {
            text,
            starts: starts.collect(),
            before,
        }
    }

    /// The line on which `offset` lies.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The bytes of a line, without its line break.
    pub(super) fn content(&self, line: usize) -> Range<usize> {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let content = &self.text[start..end];
        let content = content.strip_suffix('\n').unwrap_or(content);
        let content = content.strip_suffix('\r').unwrap_or(content);
        start..start + content.len()
    }

    /// The bytes of `span` as a reader sees them: never beyond the text, never within a byte order
    /// mark or a line break, and without the line breaks at its end, which would otherwise draw in
    /// the line that follows a paragraph.
    pub(super) fn shown(&self, span: Span) -> Range<usize> {
        let Range { start, end } = span.range();
        let start = self.within_a_line(start);
        let end = self.within_a_line(end).max(start);
        let trimmed = self.text[start..end].trim_end_matches(['\r', '\n']);
        start..start + trimmed.len()
    }

    /// The nearest offset at which a character of a line begins, or its content ends.
    fn within_a_line(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let content = self.content(self.line_at(offset));
        offset.clamp(content.start, content.end)
    }

    fn position(&self, offset: usize, unit: Unit) -> (usize, usize) {
        let line = self.line_at(offset);
        let before = |at| match unit {
            Unit::Characters => self.count_before(at).characters,
            Unit::Utf16 => self.count_before(at).utf16,
        };
        (line, before(offset) - before(self.content(line).start) + 1)
    }

    /// As [`LineIndex::position`], for an offset that need not be within a line: behind the last line
    /// break is the head of a further line.
    fn exact(&self, offset: usize, unit: Unit) -> (usize, usize) {
        let mark = self.starts[0];
        if offset == self.text.len() && self.text.ends_with('\n') {
            return (self.starts.len() + 1, 1);
        }
        self.position(offset.max(mark), unit)
    }

    fn count_before(&self, offset: usize) -> Count {
        let block = offset / BLOCK;
        self.before[block].and(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

impl Count {
    /// Adds the characters that begin in `bytes`. Only those of four bytes take two code units.
    fn and(self, bytes: &[u8]) -> Self {
        let characters = bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
        let of_four_bytes = bytes.iter().filter(|&&byte| byte >= 0xf0).count();
        Self {
            characters: self.characters + characters,
            utf16: self.utf16 + characters + of_four_bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Place, Places, Unit};
    use crate::diagnostic::{Rule, Severity};
    use crate::model::source::{Sources, Span};

    /// `1:2-3:4` in characters, and in UTF-16 where that differs.
    fn places(text: &str, range: Range<usize>) -> String {
        let mut sources = Sources::default();
        let span = Span::new(sources.insert("a.md", text), range);
        static RULE: Rule = Rule {
            name: "rule",
            severity: Severity::Error,
            about: "",
        };
        let findings = [RULE.at(span, "")];
        let places = Places::locate(&findings, &sources);
        let [characters, utf16] = [Unit::Characters, Unit::Utf16].map(|unit| {
            let Place {
                line,
                column,
                end_line,
                end_column,
            } = places.place(span, unit);
            format!("{line}:{column}-{end_line}:{end_column}")
        });
        if characters == utf16 {
            return characters;
        }
        format!("{characters} {utf16}")
    }

    #[test]
    fn a_span_has_lines_and_columns() {
        for (what, text, range, expected) in [
            ("a word", "one two\n", 4..7, "1:5-1:8"),
            ("a later line", "one\n\ntwo\n", 5..8, "3:1-3:4"),
            ("two lines", "one\ntwo", 2..5, "1:3-2:2"),
            ("nothing", "one", 1..1, "1:2-1:2"),
            ("its line break", "one\ntwo\n", 0..4, "1:1-1:4"),
            ("only line breaks", "one\n\n\ntwo", 3..6, "1:4-1:4"),
            ("two bytes each", "éàü x", 7..8, "1:5-1:6"),
            (
                "beyond UCS-2",
                "\u{1f600}\u{1f600} x",
                9..10,
                "1:4-1:5 1:6-1:7",
            ),
            ("a combining mark", "e\u{301}x", 3..4, "1:3-1:4"),
            ("tabs", "\t\tx", 2..3, "1:3-1:4"),
            ("CRLF", "one\r\ntwo\r\n", 5..8, "2:1-2:4"),
            ("a CRLF itself", "one\r\ntwo", 4..5, "1:4-1:4"),
            ("a mark before text", "\u{feff}one\ntwo", 3..6, "1:1-1:4"),
            ("the mark itself", "\u{feff}one\ntwo", 0..3, "1:1-1:1"),
            ("after the mark", "\u{feff}one\ntwo", 7..10, "2:1-2:4"),
            ("only a mark", "\u{feff}", 0..0, "1:1-1:1"),
            ("an empty file", "", 0..0, "1:1-1:1"),
            ("the end", "one", 3..3, "1:4-1:4"),
            ("after the last line break", "one\n", 4..4, "1:4-1:4"),
            ("after an empty last line", "one\n\n", 5..5, "2:1-2:1"),
            ("beyond the end", "one\n", 9..12, "1:4-1:4"),
            ("within a character", "éx", 1..3, "1:1-1:3"),
        ] {
            assert_eq!(places(text, range), expected, "{what}");
        }
    }

    #[test]
    fn columns_hold_across_the_blocks_of_a_long_line() {
        let text = format!("first\n{}", "é\u{1f600}".repeat(10_000));
        for pairs in [0, 170, 171, 1_000, 9_999] {
            let start = 6 + 6 * pairs;
            let characters = format!("2:{}-2:{}", 2 * pairs + 1, 2 * pairs + 3);
            let utf16 = format!("2:{}-2:{}", 3 * pairs + 1, 3 * pairs + 4);
            let expected = format!("{characters} {utf16}");
            assert_eq!(places(&text, start..start + 6), expected);
        }
    }
}
