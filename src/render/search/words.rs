//! Text as words: what a reader may type, folded, and the stem that its forms share.
//!
//! `words.js` of the theme folds and divides what is typed by the same rules; `tests/js/words.json` holds both to them.
//! Words are runs of letters, digits and their marks. Scripts without spaces between words are
//! divided into pairs of letters.

use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::spelling;
use crate::kind::base;

/// What dividing text depends on.
pub(crate) struct Language {
    stemmer: Option<Stemmer>,
    is_english: bool,
}

impl Language {
    /// For the language of this code. One that has no stemmer finds words as they are written, and by
    /// their beginnings.
    pub(crate) fn new(code: &str) -> Self {
        let algorithm = match base(code) {
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "nb" | "nn" | "no" => Some(Algorithm::Norwegian),
            "nl" => Some(Algorithm::Dutch),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        Language {
            stemmer: algorithm.map(Stemmer::create),
            is_english: base(code) == "en",
        }
    }

    /// The stem of a word of [`each`], folded. Both spellings of an English word have the same.
    pub(crate) fn stem(&self, word: &str) -> String {
        let Some(stemmer) = &self.stemmer else {
            return fold(word);
        };
        match self.is_english {
            true => fold(&stemmer.stem(&spelling::american(word))),
            false => fold(&stemmer.stem(word)),
        }
    }

    /// What readers may type for a word of [`each`], folded: itself, and how it is spelled elsewhere.
    pub(crate) fn forms(&self, word: &str) -> Vec<String> {
        let mut forms = vec![fold(word)];
        if self.is_english {
            forms.push(fold(&spelling::american(word)));
            forms.extend(spelling::british(word).map(|word| fold(&word)));
        }
        forms.sort();
        forms.dedup();
        forms.retain(|form| !form.is_empty());
        forms
    }
}

/// Gives `take` the words of a text one by one, in lower case, with their accents.
pub(crate) fn each(text: &str, take: &mut impl FnMut(&str)) {
    let text = text.to_ascii_lowercase();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if BYTES[usize::from(*byte)] == Byte::Other {
            at += 1;
            continue;
        }
        let end = end_of_letters(&text, at);
        if end == at {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if !is_remnant(&text, at..end) {
            divide(&text[at..end], take);
        }
        at = end;
    }
}

/// Where the run of letters ends that begins at `at`.
#[inline]
fn end_of_letters(text: &str, mut at: usize) -> usize {
    // Nearly all of most texts is ASCII, which need not be decoded.
    while let Some(byte) = text.as_bytes().get(at) {
        match BYTES[usize::from(*byte)] {
            Byte::Letter => at += 1,
            Byte::Other => break,
            Byte::Part => match text[at..].chars().next() {
                Some(c) if is_letter(c) => at += c.len_utf8(),
                _ => break,
            },
        }
    }
    at
}

#[derive(Clone, Copy, PartialEq)]
enum Byte {
    Letter,
    Other,
    /// Of a character that is not ASCII.
    Part,
}

const BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Part; 256];
    let mut at = 0;
    while at < 128 {
        bytes[at as usize] = match at {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Byte::Letter,
            _ => Byte::Other,
        };
        at += 1;
    }
    bytes
};

/// Whether a run of letters is what an apostrophe leaves of `l'assemblée` and `people's`.
fn is_remnant(text: &str, run: Range<usize>) -> bool {
    let first = text[run.start..].chars().next();
    first.map(char::len_utf8) == Some(run.len())
        && (is_apostrophe(text[..run.start].chars().next_back())
            || is_apostrophe(text[run.end..].chars().next()))
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_apostrophe(c: Option<char>) -> bool {
    matches!(c, Some('\'' | '’'))
}

/// Gives `take` the words of a run of letters, of which those of ASCII are in lower case.
fn divide(run: &str, take: &mut impl FnMut(&str)) {
    if run.is_ascii() {
        return take(run);
    }
    let mut rest = run;
    while let Some(first) = rest.chars().next() {
        let spaceless = is_spaceless(first);
        let end = rest.find(|c| is_spaceless(c) != spaceless);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        if spaceless {
            let letters: Vec<char> = part.chars().collect();
            for pair in letters.windows(2.min(letters.len())) {
                take(&pair.iter().collect::<String>());
            }
        } else {
            take(&part.nfc().collect::<String>().to_lowercase());
        }
        rest = after;
    }
}

/// Whether a letter is of a script that puts no spaces between words.
fn is_spaceless(c: char) -> bool {
    // Hardly any text has such letters.
    c >= '\u{0e00}'
        && matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

/// A word without accents, and without what a keyboard may not have.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let plain: String = word.nfkd().filter(|c| !is_accent(*c)).collect();
    let mut folded = String::with_capacity(plain.len());
    for c in plain.to_lowercase().nfc() {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            c if is_letter(c) => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// Accents of Latin, Greek and Cyrillic letters, points of Hebrew, vowels of Arabic and its stroke. The
/// marks of other scripts tell words apart.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0640}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}')
}
