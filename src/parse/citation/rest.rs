//! What follows the key of a source in a mark: the place in it, and a remark. What stands between quotation marks is one thing:
//! the commas, semicolons and words in it part nothing.

use std::ops::Range;

use crate::model::bibliography::LocatorKind;
use crate::model::page::Locator;
use crate::parse::locator::locator;

/// The locator and the suffix after a key. A locator goes on after a comma as long as what follows is
/// one too: `pp. 3, 5–7`, `ch. 2, p. 5`.
pub(super) fn rest_of_item(rest: &str) -> (Option<Locator>, Option<Box<str>>) {
    let rest = rest.trim_start().trim_start_matches(',').trim();
    if !rest.contains(',') {
        let locator = locator(rest).map(found);
        return match locator {
            Some(_) => (locator, None),
            None => (None, words(rest)),
        };
    }
    let commas = rest.match_indices(',').map(|(at, _)| at);
    let quoted = quoted(rest);
    let commas = commas.filter(|at| !is_within(*at, &quoted));
    let mut end = 0;
    for next in commas.chain([rest.len()]) {
        let part = rest[end..next].trim_start_matches(',');
        if locator(part).is_none() {
            break;
        }
        end = next;
    }
    let locator = locator(&rest[..end]).map(found);
    (locator, words(rest[end..].trim_start_matches(',')))
}

fn found((kind, value): (LocatorKind, String)) -> Locator {
    Locator {
        kind,
        value: value.into(),
    }
}

pub(super) fn words(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.replace("&amp;", "&").into())
}

/// The stretches between quotation marks, which are counted in: straight ones that begin a word, and curly ones.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '"') if !before.is_alphanumeric() => open = Some((at, '"')),
            (None, '“') => open = Some((at, '”')),
            (None, '„') => open = Some((at, '“')),
            (None, '«') => open = Some((at, '»')),
            (Some((start, end)), c) if c == end => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            _ => {}
        }
        before = c;
    }
    found
}

/// Whether a byte lies in one of these stretches.
pub(super) fn is_within(at: usize, stretches: &[Range<usize>]) -> bool {
    stretches.iter().any(|stretch| stretch.contains(&at))
}
