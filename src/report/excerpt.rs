//! Chooses which lines of a source to show for a finding.
//!
//! Takes a finding and the line indexes, and gives pieces of text small enough to draw, with the
//! marks on them. The steps: a region for each place, of its lines or, if they are many or long, of
//! its first; regions of one source that lie near each other are joined; each region is cut out,
//! and from a long line only what surrounds its mark.

use std::ops::{Range, RangeInclusive};

use super::place::{LineIndex, Places, Unit};
use super::visible::{visible, visible_line};
use crate::diagnostic::Diagnostic;
use crate::model::source::Span;

/// Lines of a source that follow one another, or a piece of one long line.
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// `path:line:column` of the first mark.
    pub place: String,
    pub first_line: usize,
    /// Each line ends with a line feed. Nothing in it can harm a terminal.
    pub text: String,
    pub marks: Vec<Mark>,
}

/// A place within the text of an excerpt.
#[derive(Debug)]
pub(crate) struct Mark {
    pub range: Range<usize>,
    /// What a note says of the place; the finding's own place has none.
    pub label: Option<String>,
}

/// The lines to show for a finding: first those of its own place, then those of its notes.
///
/// What concerns a file as a whole has no excerpt.
pub(crate) fn excerpts(diagnostic: &Diagnostic, places: &Places) -> Vec<Excerpt> {
    let own = (diagnostic.span, None);
    let notes = diagnostic.notes.iter();
    let notes = notes.map(|note| (note.span, Some(note.message.as_str())));
    let mut regions: Vec<Region> = Vec::new();
    for (span, label) in [own].into_iter().chain(notes) {
        if is_whole(span) {
            continue;
        }
        let region = Region::of(span, label, places.index(span));
        match regions
            .iter_mut()
            .find(|other| other.takes(&region, places))
        {
            Some(other) => other.join(region),
            None => regions.push(region),
        }
    }
    let cut = regions.into_iter().map(|region| region.excerpt(places));
    cut.collect()
}

/// Whether `span` stands for its file as a whole, as [`Span::whole`] makes it.
pub(crate) fn is_whole(span: Span) -> bool {
    span.range() == (0..0)
}

/// The lines of one or more places.
struct Region<'a> {
    first: Span,
    lines: RangeInclusive<usize>,
    marks: Vec<(Range<usize>, Option<&'a str>)>,
    /// Whether all lines that hold a mark can be shown from end to end.
    short: bool,
}

/// The most columns that a line may take to be shown from end to end, and a mark on a longer one.
const SHORT: usize = 100;

/// How much of a long line to keep on either side of a mark: more than is drawn, so that what draws
/// it sees that the line goes on.
const AROUND: usize = 200;

/// The most lines that a place may lie on to be shown in full.
const MOST_LINES: usize = 6;

/// The most bytes that joined regions may span, with what lies between them.
const MOST_BYTES: usize = 2_000;

impl<'a> Region<'a> {
    fn of(span: Span, label: Option<&'a str>, index: &LineIndex) -> Self {
        let mut range = index.shown(span);
        let first = index.line_at(range.start);
        let mut last = index.line_at(range.end);
        let is_short = |line| cut_at(index.text[index.content(line)].chars(), SHORT).is_none();
        let mut short = last - first < MOST_LINES && (first..=last).all(is_short);
        if last > first && !short {
            last = first;
            range.end = index.content(first).end;
            short = is_short(first);
        }
        Self {
            first: span,
            lines: first..=last,
            marks: vec![(range, label)],
            short,
        }
    }

    /// Whether `other` lies near enough, in the same source, to be shown together with this one.
    fn takes(&self, other: &Self, places: &Places) -> bool {
        if self.first.source != other.first.source || !self.short || !other.short {
            return false;
        }
        bytes_of(&self.lines_with(other), places.index(self.first)).len() <= MOST_BYTES
    }

    fn join(&mut self, other: Self) {
        self.lines = self.lines_with(&other);
        self.marks.extend(other.marks);
    }

    fn lines_with(&self, other: &Self) -> RangeInclusive<usize> {
        let first = self.lines.start().min(other.lines.start());
        let last = self.lines.end().max(other.lines.end());
        *first..=*last
    }

    fn excerpt(mut self, places: &Places) -> Excerpt {
        let index = places.index(self.first);
        let place = places.place(self.first, Unit::Characters);
        let path = visible_line(places.path(self.first));
        let cut = self.cut(index);
        let marks = self.marks.into_iter().map(|(range, label)| Mark {
            range: drawn(&index.text[cut.start..range.start]).len()
                ..drawn(&index.text[cut.start..range.end]).len(),
            label: label.map(visible_line),
        });
        Excerpt {
            place: format!("{path}:{}:{}", place.line, place.column),
            first_line: *self.lines.start(),
            marks: marks.collect(),
            text: drawn(&index.text[cut]) + "\n",
        }
    }

    /// The bytes to show. On a long line, which holds one mark only, a long mark is shortened.
    fn cut(&mut self, index: &LineIndex) -> Range<usize> {
        let Range { start, end } = bytes_of(&self.lines, index);
        if self.short {
            return start..end;
        }
        let mark = &mut self.marks[0].0;
        if let Some(length) = cut_at(index.text[mark.clone()].chars(), SHORT) {
            mark.end = mark.start + length;
        }
        let before = cut_at(index.text[start..mark.start].chars().rev(), AROUND);
        let after = cut_at(index.text[mark.end..end].chars(), AROUND);
        before.map_or(start, |length| mark.start - length)
            ..after.map_or(end, |length| mark.end + length)
    }
}

fn bytes_of(lines: &RangeInclusive<usize>, index: &LineIndex) -> Range<usize> {
    index.content(*lines.start()).start..index.content(*lines.end()).end
}

/// After how many bytes `characters` exceed `columns`, or nothing if they never do.
pub(super) fn cut_at(characters: impl Iterator<Item = char>, columns: usize) -> Option<usize> {
    let (mut bytes, mut taken) = (0, 0);
    for c in characters {
        taken += width(c);
        if taken > columns {
            return Some(bytes);
        }
        bytes += c.len_utf8();
    }
    None
}

/// At least the columns that a terminal gives to `c`: wide characters all take three bytes or more.
fn width(c: char) -> usize {
    match c {
        '\t' => 4,
        _ if c.len_utf8() >= 3 => 2,
        _ => 1,
    }
}

/// Lines as they are drawn, parted by line feeds alone.
pub(super) fn drawn(text: &str) -> String {
    visible(&text.replace("\r\n", "\n"))
}
