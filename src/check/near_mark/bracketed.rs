//! Brackets whose first word is a known source, and which are no mark: `[@ han-2014]`, `[source han-2014]`,
//! `[han-2014, p. 3]`, `[see han-2014, p. 3]`, `@[han-2014]`, `(source han-2014)`.

use std::ops::Range;

use crate::parse::locator::locator;

/// So many bytes behind a bracket, what closes it is looked for.
const LONGEST: usize = 1_000;

/// `source` in the languages in which the program speaks.
const WORDS: [&str; 8] = [
    "source", "sources", "quelle", "quellen", "fuente", "fuentes", "fonte", "fonti",
];

/// Words before an id that stand in a mark: `see @id`.
pub(super) const LEADS: [&str; 6] = ["see", "cf.", "siehe", "vgl.", "voir", "véase"];

/// A bracket that was meant for a mark: where it stands, and the mark.
pub(super) struct Bracketed {
    pub(super) range: Range<usize>,
    pub(super) mark: String,
}

/// The brackets in a text that were meant for marks; `known` gives the id that a key stands for.
pub(super) fn bracketed<'i>(text: &str, known: impl Fn(&str) -> Option<&'i str>) -> Vec<Bracketed> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['[', '(']) {
        if text[..at].ends_with(['[', '\\', '!', ']']) {
            continue;
        }
        if open == "(" {
            found.extend(in_parentheses(text, at, &known));
            continue;
        }
        let behind = &text[at + 1..];
        let behind = &behind[..behind.floor_char_boundary(LONGEST)];
        let Some(end) = behind
            .find(['[', ']'])
            .filter(|end| behind[*end..].starts_with(']'))
        else {
            continue;
        };
        // What is followed by an address or a second label is a link.
        if behind[end + 1..].starts_with(['(', '[', ':']) {
            continue;
        }
        // `@[han-2014]`, with the sign on the wrong side.
        let is_signed = text[..at].ends_with('@')
            && !text[..at - 1].ends_with(|c: char| c.is_alphanumeric() || c == '@');
        let label = &behind[..end];
        let mark = if is_signed {
            meant(&format!("@{label}"), &known)
        } else {
            meant(label, &known)
        };
        if let Some(mark) = mark {
            found.push(Bracketed {
                range: at - usize::from(is_signed)..at + end + 2,
                mark,
            });
        }
    }
    found
}

/// `(source han-2014, p. 3)`: parentheses hold prose, so the word for a source has to stand there, and behind it what is
/// no prose.
fn in_parentheses<'i>(
    text: &str,
    at: usize,
    known: &impl Fn(&str) -> Option<&'i str>,
) -> Option<Bracketed> {
    let behind = &text[at + 1..];
    let behind = &behind[..behind.floor_char_boundary(LONGEST)];
    let end = behind
        .find(['(', ')', '[', ']'])
        .filter(|end| behind[*end..].starts_with(')'))?;
    let label = &behind[..end];
    let typed = without_word(label);
    if typed.len() == label.len() || label.contains([':', '：']) {
        return None;
    }
    let length = typed.find([' ', ',', ';']).unwrap_or(typed.len());
    let (key, rest) = typed.split_at(length);
    is_alone(key, rest).then_some(())?;
    let range = at..at + end + 2;
    meant(label, known).map(|mark| Bracketed { range, mark })
}

/// The mark that a label was meant for.
pub(super) fn meant<'i>(label: &str, known: &impl Fn(&str) -> Option<&'i str>) -> Option<String> {
    let label = label.trim();
    let (lead, label) = LEADS
        .iter()
        .find_map(|lead| Some((*lead, label.strip_prefix(lead)?.strip_prefix(' ')?)))
        .unwrap_or(("", label));
    let typed = without_word(label);
    let key = typed.trim_start_matches(['-', '@', '＠', '{', ' ', '\u{a0}', '\t']);
    let is_signed = typed[..typed.len() - key.len()].contains(['@', '＠']);
    let end = key
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '}'))
        .unwrap_or(key.len());
    let (key, rest) = key.split_at(end);
    let rest = rest.trim_start_matches(['}', ' ', '\u{a0}', '\t']);
    let id = known(key)?;
    // A comma or the like behind the word may be one of prose: `[source, power and money]`.
    let is_prose = label[..label.len() - typed.len()].contains([',', ';', '=']) && !rest.is_empty();
    let is_said = is_signed || typed.len() < label.len() && !is_prose;
    let lead = if lead.is_empty() {
        String::new()
    } else {
        format!("{lead} ")
    };
    (is_said || key == id && is_alone(key, rest)).then(|| match rest {
        "" => format!("[{lead}@{id}]"),
        rest if rest.starts_with([',', ';']) => format!("[{lead}@{id}{rest}]"),
        rest if locator(rest).is_some() => format!("[{lead}@{id}, {rest}]"),
        rest => format!("[{lead}@{id} {rest}]"),
    })
}

/// A label without the word for a source at its head, which a colon, a blank or the like ends.
fn without_word(label: &str) -> &str {
    let end = label
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(label.len());
    let (word, rest) = label.split_at(end);
    let is_word = WORDS.contains(&&*word.to_lowercase());
    const ENDS: [char; 7] = [' ', '\u{a0}', ':', '：', ';', ',', '='];
    if is_word && rest.starts_with(ENDS) {
        return rest.trim_start_matches(ENDS);
    }
    label
}

/// Whether an id without any sign before it was meant for a source: it stands alone or before a place, and is no
/// plain word unless a place follows.
fn is_alone(key: &str, rest: &str) -> bool {
    let place = rest.strip_prefix(',');
    let is_plain = key.chars().all(char::is_alphabetic);
    let has_place =
        place.is_some_and(|place| locator(place.split(';').next().unwrap_or(place)).is_some());
    has_place || !is_plain && (rest.is_empty() || rest.starts_with([',', ';']))
}

#[cfg(test)]
mod tests {
    use super::bracketed;

    #[test]
    fn brackets_that_name_a_known_source_are_found() {
        let known = |key: &str| {
            ["han-2014", "power"]
                .into_iter()
                .find(|id| id.eq_ignore_ascii_case(key))
        };
        let meant = |text: &str| {
            let found = bracketed(text, known);
            found.into_iter().map(|one| one.mark).collect::<Vec<_>>()
        };
        for (text, mark) in [
            ("[@ han-2014]", "[@han-2014]"),
            ("[@{han-2014}, p. 3]", "[@han-2014, p. 3]"),
            ("[＠han-2014]", "[@han-2014]"),
            ("[source han-2014]", "[@han-2014]"),
            ("[source：han-2014]", "[@han-2014]"),
            ("[quelle: han-2014]", "[@han-2014]"),
            ("[Fuente: han-2014 p. 3]", "[@han-2014, p. 3]"),
            ("[han-2014]", "[@han-2014]"),
            ("[han-2014, p. 3]", "[@han-2014, p. 3]"),
            ("[power, p. 3]", "[@power, p. 3]"),
            ("[source power]", "[@power]"),
            ("[Source; han-2014]", "[@han-2014]"),
            ("[source, power]", "[@power]"),
            ("[source= han-2014]", "[@han-2014]"),
            ("[source, han-2014, p. 3]", "[@han-2014, p. 3]"),
            ("@[power]", "[@power]"),
            ("[see power, p. 3]", "[see @power, p. 3]"),
            ("(Source power, p. 3)", "[@power, p. 3]"),
            ("(source han-2014)", "[@han-2014]"),
        ] {
            assert_eq!(meant(&format!("True {text}.")), [mark], "{text}");
        }
        for text in [
            "[han-2014](x.md)",
            "[han-2014]: x",
            "[[han-2014]]",
            "[^han-2014]",
            "\\[han-2014]",
            "[power]",
            "[power, they said]",
            "[sources of power]",
            "[source, power and money]",
            "[see power]",
            "(source power)",
            "(sources, power)",
            "(power, p. 3)",
            "me@[power]",
            "[han-2014 [x]",
        ] {
            assert!(meant(text).is_empty(), "{text}");
        }
    }
}
