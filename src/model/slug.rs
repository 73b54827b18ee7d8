//! The form of a name that stands in addresses.

use unicode_normalization::char::is_combining_mark;

use crate::model::unicode::nfc;

/// The words as GitHub makes an anchor of them: lower case, spaces as hyphens, punctuation gone. The marks
/// of letters stay, since in many scripts they make other words.
pub(crate) fn slug(words: &str) -> String {
    let words = words.to_lowercase();
    let kept = nfc(&words)
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_') => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect::<String>();
    if kept.is_empty() {
        "section".to_owned()
    } else {
        kept
    }
}

/// What two spellings of one tag have in common: their letters, whether capital or not, and all other
/// signs but spaces, since C++ is not C#.
pub(crate) fn tag_key(label: &str) -> String {
    let words = label.to_lowercase().replace('&', " & ");
    let words = words.split(|c: char| c.is_whitespace() || c == '-' || c == '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let key = words.join("-");
    nfc(&key).into_owned()
}

/// As [`slug`], with the signs spelled out that tags are told apart by.
pub(crate) fn tag_slug(label: &str) -> String {
    let mut words = String::new();
    for c in label.chars() {
        let sign = match c {
            '+' => "-plus",
            '#' => "-sharp",
            '&' => "-and-",
            c => {
                words.push(c);
                continue;
            }
        };
        words.push_str(sign);
    }
    let words = words.split(|c: char| c.is_whitespace() || c == '-');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    slug(&words.join("-"))
}

#[cfg(test)]
mod tests {
    use super::{slug, tag_key, tag_slug};

    #[test]
    fn marks_of_letters_stay_in_slugs() {
        assert_eq!(slug("ไม้"), "ไม้");
        assert_ne!(slug("ไม้"), slug("ไม่"));
        assert_eq!(slug("मन्त्र"), "मन्त्र");
        assert_eq!(slug("E\u{301}tapes"), "étapes");
    }

    #[test]
    fn tags_that_differ_in_signs_are_two() {
        let labels = ["C++", "C#", "C", "R&D", "RD", "Été & co"];
        let slugs = ["c-plus-plus", "c-sharp", "c", "r-and-d", "rd", "été-and-co"];
        assert_eq!(labels.map(tag_slug), slugs);
        let keys = labels.map(tag_key);
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{key}");
        }
        assert_eq!(tag_key("Power mapping"), tag_key("power-mapping"));
        assert_eq!(tag_key("R & D"), tag_key("R&D"));
    }
}
