//! Text as words, in lower case and with their accents.
//!
//! `words.js` of the theme divides what is typed by the same rules; `tests/js/words.json` holds both to them.
//! Words are runs of letters, digits and their marks, and whatever within them divides nothing. Scripts without
//! spaces between words are divided into pairs of letters. A spelling that stands for several words
//! ([`super::inclusive`]) gives all of them.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use super::inclusive;
use super::letters::{digit, is_ignored, is_letter, plain};

/// Gives `take` the words of a text one by one, in lower case, with their accents.
pub(crate) fn for_each_word(text: &str, take: &mut impl FnMut(&str)) {
    let lower = text.to_ascii_lowercase();
    let mut at = 0;
    while let Some(byte) = lower.as_bytes().get(at) {
        if BYTES[usize::from(*byte)] == Byte::Other {
            at += 1;
            continue;
        }
        let end = end_of_run(&lower, at);
        if end == at {
            at += lower[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        if let Some(inclusive) = inclusive::read(text, &lower, at..end) {
            inclusive.words.iter().for_each(|word| take(&plain(word)));
            at = inclusive.end;
            continue;
        }
        if !is_remnant(&lower, at..end) {
            divide(&lower[at..end], take);
        }
        at = end;
    }
}

/// Where the run ends that begins at `at`: letters, and what stands between them without dividing them.
fn end_of_run(text: &str, at: usize) -> usize {
    let mut end = end_of_letters(text, at);
    while end > at && end < text.len() {
        let Some(length) = joining(&text[..end], &text[end..]) else {
            break;
        };
        end = end_of_letters(text, end + length);
    }
    end
}

/// How long that is which joins two runs of letters; `None` where they are divided.
fn joining(before: &str, rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    // Most runs are followed by a space, or stand in a text of ASCII.
    let is_quote = matches!(first, '\'' | '"');
    if first.is_ascii() && (!is_quote || before.ends_with(|c: char| c.is_ascii())) {
        return None;
    }
    if is_ignored(first) {
        let length = rest.find(|c| !is_ignored(c))?;
        return rest[length..].starts_with(is_letter).then_some(length);
    }
    let last = before.chars().next_back()?;
    let next = rest.chars().nth(1)?;
    let are = |script| last.script() == script && next.script() == script;
    let is_joined = match first {
        '·' | '‧' => last == 'l' && matches!(next, 'l' | 'L'),
        '"' | '”' | '״' | '׳' => are(Script::Hebrew),
        '\'' | '’' => are(Script::Hebrew) || are(Script::Cyrillic),
        _ => false,
    };
    is_joined.then(|| first.len_utf8())
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

fn is_apostrophe(c: Option<char>) -> bool {
    matches!(c, Some('\'' | '’'))
}

/// Gives `take` the words of a run, whose ASCII letters are in lower case.
fn divide(run: &str, take: &mut impl FnMut(&str)) {
    if run.is_ascii() {
        take(run);
        return inclusive::with_vowels(run)
            .iter()
            .for_each(|word| take(word));
    }
    let letters: String = run.chars().filter(|c| is_letter(*c)).collect();
    let mut rest = letters.as_str();
    while let Some(first) = rest.chars().next() {
        let spaceless = is_spaceless(first);
        let end = rest.find(|c| is_spaceless(c) != spaceless);
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        // Scripts without blanks are found by pairs of letters, since nothing shows where a word ends.
        if spaceless {
            let letters: Vec<char> = part.chars().collect();
            for pair in letters.windows(2.min(letters.len())) {
                take(&pair.iter().collect::<String>());
            }
        } else {
            let word = part.nfc().collect::<String>().to_lowercase();
            take(&plain(&word));
            inclusive::with_vowels(&word)
                .iter()
                .for_each(|word| take(word));
        }
        rest = after;
    }
    divide_at_joiners(run, take);
}

/// Gives `take` the parts of an Arabic word between which a joiner stands: some write a space there.
fn divide_at_joiners(run: &str, take: &mut impl FnMut(&str)) {
    if !run.contains('\u{200c}') || !run.starts_with(|c: char| c.script() == Script::Arabic) {
        return;
    }
    for part in run.split('\u{200c}') {
        let part: String = part.chars().filter(|c| is_letter(*c)).nfc().collect();
        if !part.is_empty() {
            take(&plain(&part));
        }
    }
}

/// Whether a letter is of a script that puts no spaces between words.
fn is_spaceless(c: char) -> bool {
    // Hardly any text has such letters.
    c >= '\u{0e00}'
        && digit(c).is_none()
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
