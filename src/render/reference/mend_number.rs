//! Numbers that hayagriva 0.10.1 would print otherwise than they are meant.

use std::str::FromStr as _;

use hayagriva::Entry;
use hayagriva::types::{MaybeTyped, Numeric, NumericValue};

use crate::parse::roman::roman;

/// From here on numbers stand in for volumes in Roman numerals. No year stands in from here to the next million.
const ROMAN: u32 = 1_000_000_000;

/// `C` and `L` are no counts of editions: they have a letter.
const LIKELY_LETTER: u32 = 50;

/// Puts stand-ins, which begin at `figures`, for the figures of numbers that would be read as ranges.
pub(super) fn hide(entry: &mut Entry, figures: u32) {
    for key in ["serial", "version", "printing"] {
        let Some(number) = entry.keyed_serial_number(key) else {
            continue;
        };
        let comes_out = match Numeric::from_str(number) {
            Ok(read) => matches!(read.value, NumericValue::Number(_)) && read.to_string() == number,
            Err(_) => true,
        };
        // Behind its label a number is taken for the beginning of a sentence.
        let is_raised = number.starts_with(char::is_lowercase);
        if !comes_out || is_raised {
            let hidden = number.chars().map(|c| match c {
                '0'..='9' | 'a'..='z' => char::from_u32(figures + c as u32).unwrap_or(c),
                _ => c,
            });
            let hidden: String = hidden.collect();
            entry.set_keyed_serial_number(key, hidden);
        }
    }
}

/// Makes numbers of volumes and editions in Roman numerals, which hayagriva takes for words: styles print `vol.` before
/// numbers alone, take all else for a title (APA), and raise its first letter (`Ii`).
///
/// A volume keeps its numerals, which `texts` says for the number that stands in. An edition gets its figures, since
/// styles count it in words of their own: `2nd ed.`
pub(super) fn count(entry: &mut Entry, texts: &mut Vec<(String, String)>) {
    if let Some(MaybeTyped::String(text)) = entry.volume()
        && let Some(value) = roman(text)
    {
        let is_small = u32::from(text.starts_with(char::is_lowercase));
        let number = ROMAN + value * 2 + is_small;
        texts.push((number.to_string(), text.clone()));
        entry.set_volume(MaybeTyped::Typed(Numeric::from(number)));
    }
    if let Some(MaybeTyped::String(text)) = entry.edition()
        && let Some(value) = roman(text).filter(|value| *value < LIKELY_LETTER)
    {
        entry.set_edition(MaybeTyped::Typed(Numeric::from(value)));
    }
    if entry.parents().is_empty() {
        return;
    }
    let mut parents = entry.parents().to_vec();
    parents.iter_mut().for_each(|parent| count(parent, texts));
    entry.set_parents(parents);
}
