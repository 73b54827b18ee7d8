//! What follows the key of a source in a mark: the place in it, and a remark. What stands between quotation marks is one thing:
//! the commas, semicolons and words in it part nothing.

use crate::model::bibliography::LocatorKind;
use crate::model::page::Locator;
use crate::parse::locator::leading_locator;

/// The locator and the suffix after a key. A locator goes on after a comma as long as what follows is
/// one too: `pp. 3, 5–7`, `ch. 2, p. 5`. A suffix keeps the comma before it.
pub(super) fn rest_of_item(rest: &str) -> (Option<Locator>, Option<Box<str>>) {
    let rest = rest.trim();
    let behind_comma = rest.trim_start_matches(',').trim_start();
    match leading_locator(behind_comma) {
        (None, _) if behind_comma.len() < rest.len() => (None, behind(behind_comma)),
        (None, _) => (None, words(rest)),
        (Some(locator), "") => (Some(found(locator)), None),
        (Some(locator), suffix) => {
            let suffix = suffix.trim_start_matches(',').trim_start();
            (Some(found(locator)), behind(suffix))
        }
    }
}

/// Words behind a comma. Punctuation needs none.
fn behind(text: &str) -> Option<Box<str>> {
    let is_apart = text.starts_with([',', '.', ';', ':', ')', ']', '!', '?']);
    words(text).map(|words| {
        if is_apart {
            words
        } else {
            format!(", {words}").into()
        }
    })
}

fn found((kind, value): (LocatorKind, String)) -> Locator {
    Locator {
        kind,
        value: value.into(),
    }
}

pub(super) fn words(text: &str) -> Option<Box<str>> {
    let text = without_emphasis(text.trim());
    (!text.is_empty()).then(|| text.replace("&amp;", "&").into())
}

/// A text without the signs of emphasis, which a mark has none of: those at the beginning and the end of words.
fn without_emphasis(text: &str) -> String {
    if !text.contains(['*', '_']) {
        return text.to_owned();
    }
    let words = text.split(' ').map(|word| {
        let inner = word.trim_matches(['*', '_']);
        if inner.is_empty() { word } else { inner }
    });
    words.collect::<Vec<_>>().join(" ")
}
