//! Letters as a reader may type them: without accents, of whatever keyboard, digits of whatever script.
//!
//! `words.js` of the theme folds by the same rules; `tests/js/words.json` holds both to them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The zeros of scripts whose digits stand in a row from there on.
const ZEROS: [char; 19] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}',
    '\u{1090}', '\u{17e0}', '\u{1810}',
];

pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether it is seen by nobody and divides nothing: soft hyphens, joiners, marks of direction.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// The digit of any script that a letter is, as all keyboards have it.
pub(super) fn digit(c: char) -> Option<char> {
    if c < ZEROS[0] {
        return None;
    }
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..).take(10).any(|own| own == c))?;
    char::from_digit(c as u32 - *zero as u32, 10)
}

/// What one of the Arabic keyboards has in the place of another's letter.
fn of_any_keyboard(c: char) -> char {
    match c {
        '\u{6cc}' | '\u{6d0}' => '\u{64a}',
        '\u{6a9}' | '\u{6aa}' => '\u{643}',
        '\u{6c1}' | '\u{6be}' | '\u{6d5}' => '\u{647}',
        '\u{6c3}' => '\u{629}',
        '\u{671}' => '\u{627}',
        c => digit(c).unwrap_or(c),
    }
}

/// A word in the letters and digits that all keyboards for its script share.
pub(super) fn plain(word: &str) -> Cow<'_, str> {
    if word.chars().all(|c| of_any_keyboard(c) == c) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().map(of_any_keyboard).collect())
}

/// A word without accents, and without what a keyboard may not have.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain: String = word.nfkd().filter(|c| !is_accent(*c)).collect();
    let mut folded = String::with_capacity(plain.len());
    for c in plain.to_lowercase().nfc().map(of_any_keyboard) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            // At the end of a word, one is often typed for the other.
            '\u{649}' => folded.push('\u{64a}'),
            '\u{629}' => folded.push('\u{647}'),
            c if is_letter(c) => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// Accents of Latin, Greek and Cyrillic letters and their apostrophes, points of Hebrew, vowels of Arabic
/// and its stroke. The marks of other scripts tell words apart.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{02b9}'..='\u{02bc}' | '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}'
        | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}')
}
