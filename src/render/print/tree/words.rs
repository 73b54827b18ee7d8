//! The letters of a text for paper: which can be printed, and where words may be broken.

use unicode_segmentation::UnicodeSegmentation;

use super::Surroundings;

/// A word longer than this may be broken anywhere: no column is wide enough for it.
const LONGEST_WORD: usize = 30;

/// The words without line ends and rows of spaces, which mean no more than one space.
pub(super) fn one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        let letter = if matches!(letter, '\n' | '\r' | '\t') {
            ' '
        } else {
            letter
        };
        if letter != ' ' || !out.ends_with(' ') {
            out.push(letter);
        }
    }
    out
}

/// The words with a mark in place of each character that has no letter.
pub(super) fn lettered(words: &str, around: &mut dyn Surroundings) -> String {
    let letters = words.chars();
    let shown = letters.map(|letter| match letter {
        // At the start of a file it is a mark of bytes; elsewhere it joins words, which this does too.
        // PDF/UA has no place for it.
        '\u{feff}' => '\u{2060}',
        letter if around.has_letter(letter) => letter,
        _ => char::REPLACEMENT_CHARACTER,
    });
    shown.collect()
}

/// The words with a place to break after each letter of those that are too long for any line.
pub(super) fn breakable(words: &str) -> String {
    let is_long = |word: &str| word.chars().count() > LONGEST_WORD;
    if !words.split(' ').any(is_long) {
        return words.to_owned();
    }
    let parts = words.split(' ').map(|word| match is_long(word) {
        true => word.graphemes(true).collect::<Vec<_>>().join("\u{200b}"),
        false => word.to_owned(),
    });
    parts.collect::<Vec<_>>().join(" ")
}
