//! Titles in lines that fit a box.
//!
//! Nothing measures letters where a site is built, and nobody knows with which letters it will be
//! read. So widths are those of wide faces, by class of letter, and a line is rather too short than too
//! long.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// How wide a text is at most, in ems.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

/// A text in lines of at most `most` ems; a word that is longer is broken.
pub(super) fn wrap(text: &str, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if width(&line) + width(piece.trim_end()) <= most {
            line.push_str(piece);
            continue;
        }
        end(&mut lines, &mut line);
        if width(piece.trim_end()) <= most {
            line.push_str(piece);
        } else {
            line = break_word(piece, most, &mut lines);
        }
    }
    end(&mut lines, &mut line);
    lines
}

fn end(lines: &mut Vec<String>, line: &mut String) {
    let text = line.trim();
    if !text.is_empty() {
        lines.push(text.to_owned());
    }
    line.clear();
}

/// Adds all lines but the last of a word that is longer than one.
fn break_word(word: &str, most: f64, lines: &mut Vec<String>) -> String {
    let mut line = String::new();
    for letter in word.graphemes(true) {
        let hyphen = if takes_hyphen(letter) { "-" } else { "" };
        if !line.is_empty() && width(&line) + width(letter) + width(hyphen) > most {
            line.push_str(hyphen);
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(letter);
    }
    line
}

/// Whether a word of such letters takes a hyphen where it is broken: those of the alphabets that have
/// upper and lower case.
fn takes_hyphen(letter: &str) -> bool {
    let first = letter.chars().next();
    first.is_some_and(|c| c.is_lowercase() || c.is_uppercase())
}

/// Cuts a text wherever a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = "";
    for (at, letter) in text.grapheme_indices(true) {
        if may_break(before, letter) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = letter;
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    let first = |letter: &str| letter.chars().next().unwrap_or(' ');
    let (before, after) = (first(before), first(after));
    let is_word = |c: char| c.is_alphanumeric();
    match before {
        '\u{A0}' | '\u{202F}' => false,
        _ if before.is_whitespace() => !after.is_whitespace(),
        '-' | '–' | '—' | '/' | '\u{2010}' => is_word(after),
        _ => {
            let ends = is_word(before) || is_closing(before);
            let begins = is_word(after) || is_opening(after);
            (is_wide(before) || is_wide(after)) && ends && begins
        }
    }
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Wide signs with which a line may not begin.
fn is_closing(c: char) -> bool {
    "、。，．：；？！」』）】〉》〕".contains(c)
}

fn is_opening(c: char) -> bool {
    "「『（【〈《〔".contains(c)
}

/// How wide a letter is at most, in ems.
fn letter(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 0.36,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '"' | '“' | '”' | '/' => 0.45,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1.0,
        _ if c.width().unwrap_or(0) == 0 => 0.0,
        _ if is_wide(c) => 1.05,
        _ if c.is_uppercase() => 0.76,
        _ => 0.66,
    }
}

#[cfg(test)]
mod tests {
    use super::{width, wrap};

    #[test]
    fn lines_end_between_words_and_after_hyphens() {
        let title = "Partnerships, alliances and coalitions";
        assert_eq!(
            wrap(title, 9.0),
            ["Partnerships,", "alliances and", "coalitions"]
        );
        assert_eq!(wrap("Relationship-based", 9.0), ["Relationship-", "based"]);
        assert_eq!(wrap("Go-round", 9.0), ["Go-round"]);
        assert!(wrap("  ", 9.0).is_empty());
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        let lines = wrap("Gemeinwesenorganisation lernen", 8.0);
        assert_eq!(lines, ["Gemeinwese-", "norganisatio-", "n lernen"]);
        assert_eq!(
            wrap("あいうえおかきくけこ", 4.3),
            ["あいうえ", "おかきく", "けこ"]
        );
    }

    #[test]
    fn ideographs_break_anywhere_but_before_closing_signs() {
        assert_eq!(wrap("組織化、と動員", 4.3), ["組織化、", "と動員"]);
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        let titles = [
            "العلاقات والتنظيم المجتمعي في أماكن العمل",
            "WWWWWWWWWWWWWWWWWWWW",
            "नागरिक संगठन और आन्दोलन",
            "組織化と動員、そして関係づくり",
            "Supercalifragilisticexpialidocious-methods/and others",
        ];
        for title in titles {
            let lines = wrap(title, 8.0);
            assert!(lines.iter().all(|line| width(line) <= 8.0), "{lines:?}");
            let letters = |text: &str| text.replace([' ', '-'], "");
            assert_eq!(letters(&lines.concat()), letters(title));
        }
    }
}
