//! Overwrites what is hidden, and takes out of the parsed body what that leaves behind.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::layout::Layout;
use crate::parse::lines;

/// Stands for a byte that is hidden within a text: no white space and no markup, and nothing that a
/// writer types.
pub(crate) const FILL: char = '\u{1}';

/// The text with these ranges overwritten. Its length and all places in it stay as they are.
pub(super) fn mask(text: &str, ranges: &[Range<usize>], layout: &Layout) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        let is_within_line = !text[range.clone()].contains('\n');
        if is_within_line || layout.is_one_text(range) {
            bytes[range.clone()].fill(FILL as u8);
        } else {
            across_blocks(&mut bytes, text, range);
        }
    }
    // All that was overwritten was whole letters.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Leaves empty lines, in the quotations and list items that they stood in.
fn across_blocks(bytes: &mut [u8], text: &str, range: &Range<usize>) {
    let first = lines::around(text, range.start);
    let (head, quotations) = lines::container(&text[first.clone()]);
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        let whole = at..at + line.trim_end_matches(['\n', '\r']).len();
        at += line.len();
        if whole.start == range.start {
            // An item that had nothing else must not end before what follows.
            let has_sign = text[first.clone()][..head].contains(|c: char| !" \t>".contains(c));
            let is_alone = range.start <= first.start + head && !has_sign;
            bytes[whole].fill(if is_alone { b' ' } else { FILL as u8 });
            continue;
        }
        let kept = lines::quotation(&text[whole.clone()], quotations);
        let rest = whole.start + kept..whole.end;
        let is_last = at >= range.end && !lines_end_follows(text, range.end);
        bytes[rest].fill(if is_last { FILL as u8 } else { b' ' });
    }
}

/// Whether nothing but white space stands between `at` and the end of its line.
fn lines_end_follows(text: &str, at: usize) -> bool {
    text[at..lines::around(text, at).end].trim().is_empty()
}

/// Words without the signs of what was hidden in them.
pub(crate) fn strip(words: &str) -> Cow<'_, str> {
    if words.contains(FILL) {
        Cow::Owned(words.replace(FILL, ""))
    } else {
        Cow::Borrowed(words)
    }
}

/// The events without nodes in which everything is hidden.
pub(crate) fn without_emptied<'t>(
    events: Vec<(Event<'t>, Range<usize>)>,
) -> Vec<(Event<'t>, Range<usize>)> {
    let mut kept: Vec<(Event<'t>, Range<usize>)> = Vec::with_capacity(events.len());
    let mut open: Vec<Open> = Vec::new();
    for (event, range) in events {
        match &event {
            Event::Start(_) => {
                open.push(Open {
                    start: kept.len(),
                    ..Open::default()
                });
                kept.push((event, range));
            }
            Event::End(end) => {
                // A node that the writer left empty stays: only one that held something hidden tells of it.
                let node = open.pop().unwrap_or_default();
                let is_emptied = node.hides && !node.shows && can_go(end, &kept[node.start].0);
                if let Some(outer) = open.last_mut() {
                    outer.hides |= node.hides;
                    outer.shows |= !is_emptied;
                }
                if is_emptied {
                    kept.truncate(node.start);
                } else {
                    kept.push((event, range));
                }
            }
            _ => {
                if let Some(node) = open.last_mut() {
                    node.see(&event);
                }
                kept.push((event, range));
            }
        }
    }
    kept
}

/// A node that is open, and what was seen in it.
#[derive(Default)]
struct Open {
    start: usize,
    hides: bool,
    shows: bool,
}

impl Open {
    fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(words) | Event::Html(words) => {
                self.hides |= words.contains(FILL);
                self.shows |= !strip(words).trim().is_empty();
            }
            Event::SoftBreak | Event::HardBreak | Event::TaskListMarker(_) => {}
            _ => self.shows = true,
        }
    }
}

/// Whether a node may be left out when nothing of it is shown. A cell keeps its place in the table.
fn can_go(end: &TagEnd, start: &Event<'_>) -> bool {
    let is_definition = matches!(start, Event::Start(Tag::FootnoteDefinition(_)));
    let stays = matches!(
        end,
        TagEnd::Image
            | TagEnd::TableCell
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::Table
            | TagEnd::DefinitionListTitle
    );
    !is_definition && !stays
}
