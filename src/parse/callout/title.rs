//! What stands behind a marker on its line: the sign that folds the callout, and its title.

use crate::model::page::{Body, Event, EventKind, Fold, MarkerKind, Text};
use crate::model::source::Span;
use crate::parse::piece::Piece;

/// Takes the sign off that stands right behind a marker: `[!note]-` is folded, `[!note]+` can be.
pub(super) fn take_fold(behind: &mut [Piece], marker: Span, text: &str) -> Option<Fold> {
    let Some(Piece::Event(event)) = behind.first_mut() else {
        return None;
    };
    let is_next = event.kind == EventKind::Text(Text::Verbatim) && event.span.start == marker.end;
    let words = text.get(event.span.range()).filter(|_| is_next)?;
    let rest = words.get(1..)?;
    if !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
        return None;
    }
    let fold = match words.as_bytes()[0] {
        b'-' => Fold::Closed,
        b'+' => Fold::Open,
        _ => return None,
    };
    event.span.start += 1;
    Some(fold)
}

/// How many of the pieces behind a marker are its title; `None` where it has none.
///
/// The words on the line of a marker are its text here and its title in Obsidian. They are a title only if
/// text follows; and behind the words that GFM has, where that text begins as a sentence does and they
/// do not end as one.
pub(super) fn length(
    kind: &MarkerKind,
    fold: Option<Fold>,
    behind: &[Piece],
    text: &str,
    body: &Body,
) -> Option<usize> {
    if !kind.is_callout() {
        return None;
    }
    let (length, first) = line(behind)?;
    let follows = &behind[length..];
    let is_shared = fold.is_none() && !matches!(kind, MarkerKind::Other { .. });
    let words = |event: &Event| match event.kind {
        EventKind::Text(words) | EventKind::Code(words) => {
            Some(body.words(words, event.span, text).trim().to_owned())
        }
        _ => None,
    };
    let own = behind[first..length].iter().rev();
    let last = own.filter_map(event_of).find_map(words);
    // A line that reads on in the text below is no title: Markdown breaks lines of one sentence anywhere.
    if is_shared {
        let ends = |last: &String| last.ends_with(['.', ',', ';', ':', '–', '—', '。', '，', '،']);
        if last.as_ref().is_some_and(ends) {
            return None;
        }
        let next = follows.iter().filter_map(event_of).find_map(words);
        let is_small = |next: &String| next.starts_with(char::is_lowercase);
        if next.as_ref().is_some_and(is_small) {
            return None;
        }
    }
    Some(length)
}

/// How many pieces stand on a marker's line, and which is the first of them; `None` where there is none,
/// nothing follows in the same quotation, or something that is open there goes on.
fn line(behind: &[Piece]) -> Option<(usize, usize)> {
    let is_blank = |event: &Event, at: usize| at == 0 && event.span.start >= event.span.end;
    let mut depth = 0usize;
    let mut first = None;
    for (at, piece) in behind.iter().enumerate() {
        let event = event_of(piece)?;
        match event.kind {
            EventKind::SoftBreak | EventKind::HardBreak if depth > 0 => return None,
            EventKind::SoftBreak | EventKind::HardBreak => {
                let follows = !matches!(behind.get(at + 1), Some(Piece::Marker { .. }) | None);
                return first.filter(|_| follows).map(|first| (at, first));
            }
            EventKind::Start(_) => depth += 1,
            // The paragraph ends, and perhaps the quotation.
            EventKind::End(_) if depth == 0 => {
                let next = behind.get(at + 1).and_then(event_of)?;
                let follows = !matches!(next.kind, EventKind::End(_));
                return first
                    .filter(|_| follows && begins(behind, at + 1))
                    .map(|first| (at, first));
            }
            EventKind::End(_) => depth -= 1,
            _ => {}
        }
        if !is_blank(event, at) {
            first.get_or_insert(at);
        }
    }
    None
}

/// Whether the block that begins at `at` is not that of another marker.
fn begins(pieces: &[Piece], at: usize) -> bool {
    !matches!(pieces.get(at + 1), Some(Piece::Marker { .. }))
}

fn event_of(piece: &Piece) -> Option<&Event> {
    match piece {
        Piece::Event(event) => Some(event),
        Piece::Marker { .. } => None,
    }
}
