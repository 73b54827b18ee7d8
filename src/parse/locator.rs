//! Locators: the place in a source that a citation names.
//!
//! The words are those of CSL's locator terms in English with their usual shortenings, as Pandoc
//! reads them, and a few of French and Spanish; the reference is printed in the page's own.

use std::borrow::Cow;

use crate::model::bibliography::LocatorKind;

/// Reads a locator such as `p. 12`, `pp. 3–5`, `ch. 4`, `§ 3`, `12-14` or `xii`.
///
/// Gives its kind and its value with an en dash in ranges; a bare number or roman numeral is a
/// page. `None` for a text that is no locator, which is then a remark.
pub fn locator(text: &str) -> Option<(LocatorKind, String)> {
    let text = text.trim();
    if let Some((word, rest)) = split_label(text)
        && let Some(kind) = kind(word)
    {
        let rest = rest.trim();
        if let Some(name) = unquoted(rest) {
            return Some((kind, value(name)));
        }
        // After a comma only numbers go on; words are a remark.
        let is_value = rest
            .split(',')
            .map(str::trim)
            .all(|part| is_number(part) || has_digit(part))
            || names_itself(kind) && !rest.contains(',');
        return (is_value && !rest.is_empty()).then(|| (kind, value(rest)));
    }
    is_number(text).then(|| (LocatorKind::Page, value(text)))
}

/// What stands between quotation marks, where that is all of a text.
fn unquoted(text: &str) -> Option<&str> {
    let marks = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];
    let mut within = marks.into_iter().filter_map(|(open, close)| {
        let within = text.strip_prefix(open)?.strip_suffix(close)?.trim();
        let is_one = !within.is_empty() && !within.contains([open, close]);
        is_one.then_some(within)
    });
    within.next()
}

/// The label at the head of a locator and what follows it.
fn split_label(text: &str) -> Option<(&str, &str)> {
    let sign = text.chars().next().filter(|c| matches!(c, '§' | '¶'));
    if let Some(sign) = sign {
        let rest = text.trim_start_matches(sign);
        return Some((&text[..sign.len_utf8()], rest));
    }
    if let Some(rest) = text.strip_prefix("s.v.") {
        return Some(("sv", rest));
    }
    let end = text.find(|c: char| !c.is_alphabetic())?;
    let rest = &text[end..];
    match rest.strip_prefix('.') {
        Some(rest) => Some((&text[..end], rest)),
        None if rest.starts_with(char::is_whitespace) => {
            // Two words name one kind only in "sub verbo".
            match rest.trim_start().strip_prefix("verbo") {
                Some(behind) if text[..end].eq_ignore_ascii_case("sub") => Some(("sv", behind)),
                _ => Some((&text[..end], rest)),
            }
        }
        None if rest.starts_with(|c: char| c.is_ascii_digit()) => Some((&text[..end], rest)),
        None => None,
    }
}

fn kind(word: &str) -> Option<LocatorKind> {
    use LocatorKind as Kind;
    let word = if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    };
    Some(match &*word {
        // A table: each kind with its names and the shortenings in use, as CSL lists the kinds.
        "p" | "pp" | "pg" | "pgs" | "page" | "pages" | "pág" | "págs" => Kind::Page,
        "ch" | "chs" | "chap" | "chaps" | "chapter" | "chapters" | "chapitre" | "chapitres"
        | "cap" | "caps" => Kind::Chapter,
        "§" | "sec" | "secs" | "sect" | "section" | "sections" => Kind::Section,
        "¶" | "para" | "paras" | "par" | "pars" | "paragraph" | "paragraphs" | "paragraphe"
        | "paragraphes" => Kind::Paragraph,
        "v" | "vv" | "verse" | "verses" => Kind::Verse,
        "l" | "ll" | "line" | "lines" | "ligne" | "lignes" => Kind::Line,
        "fig" | "figs" | "figure" | "figures" => Kind::Figure,
        "tbl" | "tab" | "table" | "tables" | "tableau" => Kind::Table,
        "vol" | "vols" | "volume" | "volumes" => Kind::Volume,
        "n" | "nn" | "note" | "notes" => Kind::Note,
        "no" | "nos" | "issue" | "issues" => Kind::Issue,
        "bk" | "bks" | "book" | "books" => Kind::Book,
        "pt" | "pts" | "part" | "parts" | "partie" => Kind::Part,
        "col" | "cols" | "column" | "columns" => Kind::Column,
        "fol" | "fols" | "folio" | "folios" => Kind::Folio,
        "op" | "opp" | "opus" => Kind::Opus,
        "app" | "appendix" | "annexe" => Kind::Appendix,
        "art" | "arts" | "article" | "articles" => Kind::ArticleLocator,
        "eq" | "eqs" | "equation" | "equations" => Kind::Equation,
        "r" | "rr" | "rule" | "rules" => Kind::Rule,
        "act" => Kind::Act,
        "sc" | "scs" | "scene" | "scenes" => Kind::Scene,
        "canon" | "canons" => Kind::Canon,
        "supp" | "supplement" => Kind::Supplement,
        "loc" | "locs" | "location" | "locations" => Kind::Elocation,
        "time" | "min" | "timestamp" => Kind::Timestamp,
        "sv" | "svv" => Kind::SubVerbo,
        _ => return None,
    })
}

/// Kinds that may have a name where others have a number.
fn names_itself(kind: LocatorKind) -> bool {
    matches!(
        kind,
        LocatorKind::SubVerbo | LocatorKind::Appendix | LocatorKind::Section | LocatorKind::Chapter
    )
}

fn has_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '[')
        || text
            .split([' ', '.', '-'])
            .any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text is made of numbers alone: `12`, `3–5`, `iv, 7 & 9ff.`, `A12`.
fn is_number(text: &str) -> bool {
    let mut parts = text
        .split([',', '-', '–', '—', '&', ';', ' ', '\u{a0}'])
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && parts.all(is_single)
}

/// One arabic or roman number, with the letters that may go with it.
fn is_single(part: &str) -> bool {
    let part = part.trim_end_matches('.');
    let digits = part.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let prefix = part.len() - digits.len();
    let letters = digits.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let is_arabic = prefix <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && letters.len() <= 2
        && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    is_arabic || is_roman(part)
}

/// Roman numerals from the greatest, with how often each may stand in a row.
const ROMAN_NUMERALS: [(&str, usize); 13] = [
    ("m", 4),
    ("cm", 1),
    ("d", 1),
    ("cd", 1),
    ("c", 3),
    ("xc", 1),
    ("l", 1),
    ("xl", 1),
    ("x", 3),
    ("ix", 1),
    ("v", 1),
    ("iv", 1),
    ("i", 3),
];

/// Whether `part` is a roman number in its usual spelling, in small or capital letters alone.
fn is_roman(part: &str) -> bool {
    let has_one_case = part.chars().all(|c| c.is_ascii_lowercase())
        || part.chars().all(|c| c.is_ascii_uppercase());
    let lower = part.to_ascii_lowercase();
    let mut rest = lower.as_str();
    for (numeral, most) in ROMAN_NUMERALS {
        for _ in 0..most {
            rest = rest.strip_prefix(numeral).unwrap_or(rest);
        }
    }
    has_one_case && !part.is_empty() && rest.is_empty()
}

/// The value as it is printed: one kind of blank, and an en dash between numbers.
fn value(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.contains('-') {
        return text;
    }
    let mut value = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        let c = characters[at];
        let run = characters[at..].iter().take_while(|c| **c == '-').count();
        let between = value.ends_with(|c: char| c.is_alphanumeric())
            && characters
                .get(at + run)
                .is_some_and(|c| c.is_alphanumeric());
        // A hyphen between letters belongs to a name such as "sub-verbo"; between numbers it means a range.
        let numbers =
            value.ends_with(|c: char| c.is_ascii_digit()) || (is_number(&text) && between);
        if run > 0 && between && numbers {
            value.push('–');
            at += run;
        } else {
            value.push(c);
            at += 1;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::locator;
    use crate::model::bibliography::LocatorKind as Kind;

    #[test]
    fn labels_are_read_long_and_short() {
        for (text, kind, value) in [
            ("p. 12", Kind::Page, "12"),
            ("pp. 3–5", Kind::Page, "3–5"),
            ("pp.3--5, 9", Kind::Page, "3–5, 9"),
            ("p12", Kind::Page, "12"),
            ("Page 12", Kind::Page, "12"),
            ("ch. 4", Kind::Chapter, "4"),
            ("chap. IV", Kind::Chapter, "IV"),
            ("sec. 2.1", Kind::Section, "2.1"),
            ("§ 3", Kind::Section, "3"),
            ("§§3-4", Kind::Section, "3–4"),
            ("para. 7", Kind::Paragraph, "7"),
            ("¶ 7", Kind::Paragraph, "7"),
            ("fig. 2", Kind::Figure, "2"),
            ("vol. 1", Kind::Volume, "1"),
            ("n. 3", Kind::Note, "3"),
            ("ll. 3-4", Kind::Line, "3–4"),
            ("v. 16", Kind::Verse, "16"),
            ("art. 5a", Kind::ArticleLocator, "5a"),
            ("sub verbo power", Kind::SubVerbo, "power"),
            ("s.v. power", Kind::SubVerbo, "power"),
            ("app. B", Kind::Appendix, "B"),
            (
                "sec. \"Commit, stay and win\"",
                Kind::Section,
                "Commit, stay and win",
            ),
            ("part “Two”", Kind::Part, "Two"),
            ("min. 12:30", Kind::Timestamp, "12:30"),
            ("vol. 2, p. 5", Kind::Volume, "2, p. 5"),
        ] {
            assert_eq!(locator(text), Some((kind, value.to_owned())), "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_a_page() {
        for (text, value) in [
            ("12", "12"),
            ("12-14", "12–14"),
            ("xii", "xii"),
            ("xii-xv, 3", "xii–xv, 3"),
            ("33ff.", "33ff."),
            ("B12", "B12"),
            (" 3 & 5 ", "3 & 5"),
        ] {
            assert_eq!(
                locator(text),
                Some((Kind::Page, value.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn other_words_are_no_locator() {
        for text in [
            "",
            " ",
            "p.",
            "see also",
            "emphasis mine",
            "mild",
            "did",
            "note that",
            "part of it",
            "é",
            "§",
            "page after page",
            "in 2020",
            "l'an 3",
            "p. é",
            "-",
        ] {
            assert_eq!(locator(text), None, "{text}");
        }
    }
}
