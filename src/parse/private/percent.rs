//! `%%`, which hides from one to the next in a paragraph, or as lines of their own around blocks.
//!
//! Takes the body's text and layout; gives the signs that count, in order, and which of them
//! belong together.

use std::ops::Range;

use memchr::memmem;

use super::layout::Layout;
use crate::parse::lines;

/// A run of two percent signs or more that may hide something.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) range: Range<usize>,
    /// Alone on its line, in as many quotations as this says.
    alone: Option<usize>,
    /// The first of its line, in as many quotations as this says.
    begins: Option<usize>,
    /// The text it stands in.
    text: Option<usize>,
    ends_line: bool,
}

/// The signs of a body outside code and addresses.
pub(super) fn signs(text: &str, body: &Range<usize>, layout: &Layout) -> Vec<Sign> {
    let mut found = Vec::new();
    let mut line = Line::around(text, body.start);
    let mut at = body.start;
    while let Some(start) = memmem::find(&text.as_bytes()[at..body.end], b"%%").map(|f| at + f) {
        if let Some(end) = layout.code_at(start) {
            at = end.max(start + 2);
            continue;
        }
        let start = start + usize::from(is_escaped(text, start));
        let run = text[start..body.end].bytes().take_while(|b| *b == b'%');
        at = start + run.count();
        if at - start >= 2 {
            if start > line.range.end {
                line = Line::around(text, start);
            }
            found.push(line.sign(text, start..at, layout));
        }
        at = at.max(start + 1);
    }
    found.retain(|sign| !is_of_address(text, sign, layout));
    found
}

/// A line, and where its own text begins.
struct Line {
    range: Range<usize>,
    start: usize,
    quotations: usize,
}

impl Line {
    fn around(text: &str, at: usize) -> Self {
        let range = lines::around(text, at);
        let (inner, quotations) = lines::container(&text[range.clone()]);
        Line {
            start: range.start + inner,
            range,
            quotations,
        }
    }

    fn sign(&self, text: &str, range: Range<usize>, layout: &Layout) -> Sign {
        let after = &text[range.end..self.range.end.max(range.end)];
        let ends_line = after.trim_start().is_empty();
        let begins = (range.start <= self.start).then_some(self.quotations);
        Sign {
            alone: begins.filter(|_| ends_line),
            begins,
            text: layout.text_at(range.start),
            ends_line,
            range,
        }
    }
}

/// Whether an odd number of backslashes stands before.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text[..at].bytes().rev();
    before.take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Whether a sign is the only one in an address or a tag and does not end it, as in
/// `https://example.org/a%%b`: there it hides nothing.
fn is_of_address(text: &str, sign: &Sign, layout: &Layout) -> bool {
    let word = match layout.tag_at(sign.range.start) {
        Some(tag) => tag.clone(),
        None => {
            let word = word_around(text, sign.range.start);
            let before = &text[word.start..sign.range.start];
            if !before.contains("://") {
                return false;
            }
            word
        }
    };
    let others = text[word.start..sign.range.start].contains("%%")
        || text[sign.range.end.min(word.end)..word.end].contains("%%");
    let next = text[sign.range.end..].chars().next();
    !others && sign.range.end < word.end && next.is_some_and(|c| !c.is_ascii_whitespace())
}

/// Whether what stands right before `at` is an address.
pub(super) fn stands_in_address(text: &str, at: usize) -> bool {
    text[word_around(text, at).start..at].contains("://")
}

/// The word that holds `at`, as far as an address could reach.
fn word_around(text: &str, at: usize) -> Range<usize> {
    const LONGEST: usize = 500;
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'>' | b'"');
    let bytes = text.as_bytes();
    let start = at.saturating_sub(LONGEST);
    let start = bytes[start..at]
        .iter()
        .rposition(|byte| ends(*byte))
        .map_or(start, |found| start + found + 1);
    let end = bytes.len().min(at + LONGEST);
    let end = bytes[at..end]
        .iter()
        .position(|byte| ends(*byte))
        .map_or(end, |found| at + found);
    let start = (start..=at)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(at);
    let end = (at..=end)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(at);
    start..end
}

/// Whether the sign at `first` begins a line, and the one after it, which is the last of all, stands alone on its own: so
/// the boards of Obsidian end, `%% kanban:settings` above a block of code. No sign is left that either could belong to.
fn ends_page(signs: &[Sign], first: usize) -> bool {
    let begins = signs[first].begins;
    match &signs[first + 1..] {
        [last] => begins.is_some() && last.alone == begins,
        _ => false,
    }
}

/// The sign that ends what the one at `first` begins to hide.
///
/// Between two lines of their own others may stand in pairs; what these hide is hidden anyway. An
/// odd number of them could be read in two ways, so it is not read.
pub(super) fn partner(signs: &[Sign], first: usize) -> Option<usize> {
    let opening = &signs[first];
    let next = first + 1;
    let same_text = signs
        .get(next)
        .is_some_and(|sign| opening.text.is_some() && sign.text == opening.text);
    let Some(depth) = opening.alone else {
        let is_ended = same_text || ends_page(signs, first);
        return is_ended.then_some(next);
    };
    let closing = &signs.get(next)?;
    if closing.alone.is_none() && same_text && closing.ends_line {
        return Some(next);
    }
    let alone = signs[next..].iter().position(|sign| sign.alone.is_some());
    match alone {
        Some(between) if between % 2 == 0 => {
            let partner = next + between;
            (signs[partner].alone == Some(depth)).then_some(partner)
        }
        Some(_) => None,
        None => same_text.then_some(next),
    }
}
