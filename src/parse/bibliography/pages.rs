//! Lists and ranges of pages.
//!
//! hayagriva loses what stands between the ranges of a BibLaTeX list, so that `12--15, 20` becomes
//! `12–1520`, takes `1,234` for two pages, and finds no plural in what holds no number
//! (hayagriva 0.10.1). So the parts are made here, each with its text as it is written.

use hayagriva::types::{MaybeTyped, Numeric, NumericValue, PageRanges, PageRangesPart};

use super::labels::{self, Labelled};

/// The pages that a text names; a text that is no list of pages stays as it is.
pub(super) fn pages(text: &str) -> MaybeTyped<PageRanges> {
    let text = labels::without_label(text, Labelled::Pages);
    let mut parts = Vec::new();
    for (nth, piece) in pieces(text).into_iter().enumerate() {
        if nth > 0 {
            let joint = if piece.ampersand {
                PageRangesPart::Ampersand
            } else {
                PageRangesPart::Comma
            };
            parts.push(joint);
        }
        match part(piece.text) {
            Some(part) => parts.push(part),
            None => return MaybeTyped::String(text.to_owned()),
        }
    }
    MaybeTyped::Typed(PageRanges::new(parts))
}

struct Piece<'t> {
    text: &'t str,
    /// Whether `&` stands before it, and no comma.
    ampersand: bool,
}

/// The parts between commas and the like. A comma before three digits is within a number where
/// every comma is.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let whole_numbers = has_thousands(text);
    let mut pieces = Vec::new();
    let (mut start, mut ampersand) = (0, false);
    for (at, sign) in text.match_indices([',', '&', ';']) {
        if sign == "," && whole_numbers {
            continue;
        }
        pieces.push(Piece {
            text: text[start..at].trim(),
            ampersand,
        });
        (start, ampersand) = (at + 1, sign == "&");
    }
    pieces.push(Piece {
        text: text[start..].trim(),
        ampersand,
    });
    // `3, & 5` has one joint.
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Whether every comma of a text is that of a number of thousands: `1,234–1,245`.
fn has_thousands(text: &str) -> bool {
    let mut commas = text.match_indices(',').map(|(at, _)| at).peekable();
    commas.peek().is_some()
        && commas.all(|at| {
            let before = text[..at]
                .bytes()
                .rev()
                .take_while(u8::is_ascii_digit)
                .count();
            let after = text[at + 1..]
                .bytes()
                .take_while(u8::is_ascii_digit)
                .count();
            (1..=3).contains(&before) && after == 3
        })
        && text.contains(['–', '-'])
}

/// A page or a range of two; `None` for a text that is neither.
fn part(text: &str) -> Option<PageRangesPart> {
    let dash = text.find(['–', '—']).or_else(|| only_hyphen(text));
    let Some(at) = dash else {
        let is_page = !text.contains(char::is_whitespace) && text.len() <= 20;
        return is_page.then(|| PageRangesPart::SinglePage(page(text)));
    };
    let (start, end) = text.split_at(at);
    let end = end.trim_start_matches(['–', '—', '-', ' ']);
    let is_range = [start.trim(), end.trim()]
        .iter()
        .all(|page| !page.is_empty() && !page.contains([' ', '–', '—']) && page.len() <= 20);
    is_range.then(|| PageRangesPart::Range(page(start.trim()), page(end.trim())))
}

/// The hyphen of a range: the only one, between two pages of one kind. `A-12` is a page.
fn only_hyphen(text: &str) -> Option<usize> {
    let at = text.find("--").or_else(|| text.find('-'))?;
    let (start, end) = (text[..at].trim(), text[at..].trim_start_matches(['-', ' ']));
    let ends_in_digit = |page: &str| page.ends_with(|c: char| c.is_ascii_digit());
    let is_roman = |page: &str| page.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b));
    let one_kind =
        (ends_in_digit(start) && ends_in_digit(end)) || (is_roman(start) && is_roman(end));
    (one_kind && !start.is_empty() && !end.contains('-')).then_some(at)
}

/// A page with its text as it is written: hayagriva prints what stands before a number as it is.
fn page(text: &str) -> Numeric {
    Numeric {
        value: NumericValue::Set(Vec::new()),
        prefix: Some(Box::new(text.to_owned())),
        suffix: None,
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::types::MaybeTyped;

    use super::pages;

    #[test]
    fn lists_and_ranges_come_out_as_they_are_written() {
        for (written, parts, plural) in [
            ("12–15, 20", 3, true),
            ("12, 15, 20", 5, true),
            ("431–456, 791–823", 3, true),
            ("1,234–1,245", 1, true),
            ("1234", 1, false),
            ("xii–xv", 1, true),
            ("S1-S10", 1, true),
            ("A-12", 1, false),
            ("e0123456", 1, false),
            ("12 & 15", 3, true),
            ("5-7", 1, true),
            ("12+", 1, false),
            ("12ff.", 1, false),
        ] {
            let MaybeTyped::Typed(found) = pages(written) else {
                panic!("{written}");
            };
            assert_eq!(found.ranges.len(), parts, "{written}");
            assert_eq!(found.is_plural(), plural, "{written}");
        }
        assert!(matches!(
            pages("chapter 3 of part 2"),
            MaybeTyped::String(_)
        ));
    }
}
