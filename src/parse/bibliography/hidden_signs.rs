//! Signs that nobody sees. Some turn the direction of all text behind them: in a title or an address they make another be seen
//! than the one that stands there (Unicode's overrides, embeddings and isolates). Others tell a terminal or a printer what to
//! do, and no page, feed or export may hold them (the control characters of Unicode). They are read as blanks, so that all
//! places stay where they are.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, bibliography_field};
use crate::model::source::{SourceId, Span};

/// Whether texts of a notation spell characters by their numbers: `\u202e`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escapes {
    /// As JSON, YAML and TOML do.
    Numbered,
    /// A backslash means something else.
    None,
}

/// What a hidden sign does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Turns,
    Controls,
    /// It stood between pages or at the end of old files, and harms nobody who reads them.
    Nothing,
}

/// A text with blanks in the place of such signs, of as many bytes; a finding at the first of them.
pub(crate) fn without_hidden_signs(
    source: SourceId,
    text: &str,
    escapes: Escapes,
) -> (Cow<'_, str>, Option<Diagnostic>) {
    let signs = signs(text, escapes);
    if signs.is_empty() {
        return (Cow::Borrowed(text), None);
    }
    let mut plain = String::with_capacity(text.len());
    for (range, _) in &signs {
        plain.push_str(&text[plain.len()..range.start]);
        plain.extend(std::iter::repeat_n(' ', range.len()));
    }
    plain.push_str(&text[plain.len()..]);
    let told = || signs.iter().filter(|(_, does)| *does != Does::Nothing);
    let finding = told().next().map(|(first, _)| {
        let span = Span::new(source, first.start..first.end);
        let turns = told().any(|(_, does)| *does == Does::Turns);
        bibliography_field::hidden_signs(told().count(), turns, span)
    });
    (Cow::Owned(plain), finding)
}

/// The places of hidden signs, in order.
fn signs(text: &str, escapes: Escapes) -> Vec<(Range<usize>, Does)> {
    let mut found = Vec::new();
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        if c == '\\' && escapes == Escapes::Numbered {
            let length = escape(&text[at..]);
            let (length, does) = length.unwrap_or((2, None));
            found.extend(does.map(|does| (at..at + length, does)));
            // What follows a backslash belongs to it, and so does a backslash.
            while rest.offset() < at + length && rest.next().is_some() {}
        } else if let Some(does) = does(c) {
            found.push((at..at + c.len_utf8(), does));
        }
    }
    found
}

fn does(c: char) -> Option<Does> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{c}' | '\u{1a}' => Some(Does::Nothing),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Does::Turns),
        '\u{2028}' | '\u{2029}' => Some(Does::Controls),
        c => c.is_control().then_some(Does::Controls),
    }
}

/// How long an escape at the head of a text is, and what its sign does if it is a hidden one.
fn escape(text: &str) -> Option<(usize, Option<Does>)> {
    let letter = text[1..].chars().next()?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        // YAML's and TOML's own names for signs that are hidden.
        'a' | 'b' | 'e' | 'v' | 'N' | 'L' | 'P' => return Some((2, Some(Does::Controls))),
        'f' => return Some((2, Some(Does::Nothing))),
        _ => return Some((1 + letter.len_utf8(), None)),
    };
    let number = text.get(2..2 + digits)?;
    let number = u32::from_str_radix(number, 16).ok()?;
    Some((2 + digits, char::from_u32(number).and_then(does)))
}

#[cfg(test)]
mod tests {
    use super::{Escapes, without_hidden_signs};
    use crate::model::source::Sources;

    /// The text without its hidden signs, and what is told of them.
    fn read(text: &str, escapes: Escapes) -> (String, Option<String>) {
        let source = Sources::default().insert("a.bib", "");
        let (plain, finding) = without_hidden_signs(source, text, escapes);
        assert_eq!(plain.len(), text.len(), "{text}");
        let told = finding.map(|one| format!("{:?} {}", one.span.range(), one.message));
        (plain.into_owned(), told)
    }

    #[test]
    fn what_nobody_sees_is_read_as_blanks_and_told() {
        let (plain, told) = read("a\u{202e}b\u{2069}", Escapes::None);
        assert_eq!(plain, "a   b   ");
        assert!(told.unwrap().starts_with("1..4 2 hidden signs would turn"));
        let (plain, told) = read("a\u{7}b\u{85}c\u{2028}\u{1b}[31m\0", Escapes::None);
        assert_eq!(plain, "a b  c    [31m ");
        assert!(
            told.unwrap()
                .starts_with("1..2 5 hidden signs are none that readers know, and are left out")
        );
        for text in ["a b\t\r\n\\u202e", "a\u{200b}\u{200f}ب\u{ad}"] {
            assert_eq!(read(text, Escapes::None), (text.to_owned(), None));
        }
        assert_eq!(
            read("a\u{c}b\u{1a}", Escapes::None),
            ("a b ".to_owned(), None)
        );
    }

    #[test]
    fn signs_that_are_spelled_by_their_numbers_are_found_too() {
        for (text, shown) in [
            (r"a\u202eb", "a      b"),
            (r"a\x07b\e\u0085", "a    b        "),
            (r"a\U0000202Eb", "a          b"),
            (r"a\\u202eb\n\té\é", r"a\\u202eb\n\té\é"),
            (r#"\u00e9\"\/\\"#, r#"\u00e9\"\/\\"#),
            (r"\u20", r"\u20"),
            ("a\\", "a\\"),
        ] {
            let (plain, told) = read(text, Escapes::Numbered);
            assert_eq!(plain, shown, "{text}");
            assert_eq!(told.is_some(), text != shown, "{text}");
        }
    }
}
