//! Letters that no font has, found in a document that is set already.
//!
//! Whether fonts have a letter by itself is known before anything is set. Whether one of them has a
//! letter together with the marks on it shows only here; PDF/UA refuses a text that has no glyph.

use serde_json::Value;
use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_segmentation::UnicodeSegmentation;

/// The number of the glyph that stands for what a font does not have.
const NOT_THERE: u16 = 0;

/// The letters, with the marks that stand on them, for which a font has shown that it has none; each
/// once.
pub(super) fn missing(document: &PagedDocument) -> Vec<String> {
    let mut missing = Vec::new();
    for page in document.pages() {
        add_of_frame(&page.frame, &mut missing);
    }
    missing
}

fn add_of_frame(frame: &Frame, missing: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => add_of_frame(&group.frame, missing),
            FrameItem::Text(text) => add_of_text(text, missing),
            _ => {}
        }
    }
}

fn add_of_text(item: &TextItem, missing: &mut Vec<String>) {
    for glyph in item.glyphs.iter().filter(|glyph| glyph.id == NOT_THERE) {
        let at = glyph.range().start;
        let mut letters = item.text.grapheme_indices(true);
        let letter = letters.find(|(start, letter)| (*start..start + letter.len()).contains(&at));
        if let Some((_, letter)) = letter
            && missing.iter().all(|known| known != letter)
        {
            missing.push(letter.to_owned());
        }
    }
}

/// The data with a mark in place of these letters, wherever they stand; with `each`, in place of each
/// character of theirs, since what is one letter in a line may not be one in the data.
pub(super) fn replace(
    data: &mut Value,
    letters: &[String],
    each: bool,
    has_letter: &dyn Fn(char) -> bool,
) {
    let characters = letters.iter().flat_map(|letters| letters.chars());
    let characters: Vec<String> = characters
        .filter(|letter| !letter.is_ascii())
        .map(String::from)
        .collect();
    let letters = if each { &characters } else { letters };
    let marks = [char::REPLACEMENT_CHARACTER, '?', '-'];
    let mark = marks.into_iter().find(|mark| has_letter(*mark));
    let mark = mark.map(String::from).unwrap_or_default();
    replace_with(data, &|text| {
        let has = letters.iter().any(|letter| text.contains(letter));
        has.then(|| marked(text, letters, &mark, each))
    });
}

/// A text with `mark` in place of each of these letters.
fn marked(text: &str, letters: &[String], mark: &str, each: bool) -> String {
    let parts: Vec<&str> = if each {
        text.split("").collect()
    } else {
        text.graphemes(true).collect()
    };
    let is_missing = |part: &str| letters.iter().any(|letter| letter == part);
    let parts = parts.into_iter();
    let parts = parts.map(|part| if is_missing(part) { mark } else { part });
    parts.collect()
}

fn replace_with(data: &mut Value, one: &dyn Fn(&str) -> Option<String>) {
    match data {
        Value::String(text) => {
            if let Some(replaced) = one(text) {
                *text = replaced;
            }
        }
        Value::Array(values) => {
            for value in values {
                replace_with(value, one);
            }
        }
        Value::Object(entries) => {
            for (_, value) in entries {
                replace_with(value, one);
            }
        }
        _ => {}
    }
}
