//! Accents: a command that puts a mark on the letter behind it.

use unicode_normalization::UnicodeNormalization as _;

/// The combining character of a command that is a sign: `\'`.
pub(super) fn of_sign(sign: char) -> Option<char> {
    Some(match sign {
        '`' => '\u{300}',
        '\'' | '´' => '\u{301}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        '"' => '\u{308}',
        _ => return None,
    })
}

/// The combining character of a command that is a word: `\c`, and the accents of formulas.
pub(super) fn of_word(name: &str) -> Option<char> {
    Some(match name {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "hat" | "widehat" => '\u{302}',
        "tilde" | "widetilde" => '\u{303}',
        "bar" | "overline" => '\u{304}',
        "u" | "breve" => '\u{306}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "h" => '\u{309}',
        "r" | "mathring" => '\u{30A}',
        "H" => '\u{30B}',
        "v" | "check" => '\u{30C}',
        "G" => '\u{30F}',
        "U" => '\u{30E}',
        "d" => '\u{323}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "b" | "underbar" => '\u{331}',
        "t" => '\u{361}',
        "vec" => '\u{20D7}',
        _ => return None,
    })
}

/// A text with a mark on its first letter, in one character where there is one.
pub(super) fn marked(text: &str, mark: char) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        // An accent on nothing is the sign itself.
        return match mark {
            '\u{302}' => "^".into(),
            '\u{303}' => "~".into(),
            '\u{308}' => "\"".into(),
            '\u{301}' => "'".into(),
            '\u{300}' => "`".into(),
            _ => String::new(),
        };
    };
    // Fonts of old had the letters without a dot for accents.
    let first = match first {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    // A dot on an i is the i.
    let mark = Some(mark).filter(|mark| !(*mark == '\u{307}' && first == 'i'));
    std::iter::once(first)
        .chain(mark)
        .chain(letters)
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn a_mark_stands_on_the_first_letter() {
        assert_eq!(marked("ı", '\u{301}'), "í");
        assert_eq!(marked("ee", '\u{301}'), "ée");
        assert_eq!(marked("ȷ", '\u{30C}'), "ǰ");
        assert_eq!(marked("", '\u{303}'), "~");
        assert_eq!(marked("i", '\u{307}'), "i");
        assert_eq!(marked("I", '\u{307}'), "İ");
    }
}
