//! The letters of a text for paper: which can be printed. Where words may be broken, the template decides,
//! which knows how much room there is.

use super::surroundings::Surroundings;

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
