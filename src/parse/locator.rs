//! Locators: the place in a source that a citation names.
//!
//! The words are those of CSL's locator terms in English with their usual shortenings, as Pandoc
//! reads them, and those in use in French, German and Spanish; the reference is printed in the page's own.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::model::bibliography::LocatorKind;
use crate::model::page::Locator;
use crate::parse::quoted::{is_within, quoted};
use crate::parse::roman::roman;

/// Reads a locator such as `p. 12`, `pp. 3–5`, `ch. 4`, `§ 3`, `12-14` or `xii`, and such as `sec. Rounds, p. 3`,
/// whose places are parted by commas.
///
/// Gives the kind of the first place, and the value of all with an en dash in ranges; a bare number or roman numeral
/// is a page. `None` for a text that is no locator, which is then a remark.
pub fn locator(text: &str) -> Option<(LocatorKind, String)> {
    let (found, rest) = leading_locator(text);
    found.filter(|_| rest.is_empty())
}

/// The locator at the head of a text, and what stands behind it: from its comma on where that is a remark, all of the
/// text where it begins with no locator.
pub(crate) fn leading_locator(text: &str) -> (Option<(LocatorKind, String)>, &str) {
    let quoted = quoted(text);
    let commas = text.match_indices(',').map(|(at, _)| at);
    let commas = commas.filter(|at| !is_within(*at, &quoted) && !is_within_number(text, *at));
    let mut ends = commas.chain([text.len()]);
    let first_end = ends.next().unwrap_or(text.len());
    let Some((kind, mut value)) = place(&text[..first_end]) else {
        return (None, text);
    };
    let mut end = first_end;
    for next in ends {
        let part = text[end + 1..next].trim();
        if place(part).is_none() {
            break;
        }
        value.push_str(", ");
        value.push_str(&as_printed(part));
        end = next;
    }
    (Some((kind, value)), &text[end..])
}

/// Whether the comma at `at` parts the digits of one number, as in `1,234`.
fn is_within_number(text: &str, at: usize) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit();
    let before = text[..at].chars().rev().take_while(is_digit).count();
    let after = text[at + 1..].chars().take_while(is_digit).count();
    (1..=3).contains(&before) && after == 3
}

/// One place, without a comma that would part it from the next.
fn place(text: &str) -> Option<(LocatorKind, String)> {
    let text = text.trim();
    if is_time(text) {
        return Some((LocatorKind::Timestamp, as_printed(text)));
    }
    let Some((word, rest)) = split_label(text) else {
        return is_number(text).then(|| (LocatorKind::Page, as_printed(text)));
    };
    let rest = rest.trim();
    let Some(kind) = kind(word).or_else(|| german_page(word, rest)) else {
        return is_number(text).then(|| (LocatorKind::Page, as_printed(text)));
    };
    if let Some(name) = unquoted(rest) {
        return Some((kind, as_printed(name)));
    }
    let is_value = is_number(rest) || has_digit(rest) || names_itself(kind);
    (is_value && !rest.is_empty()).then(|| (kind, with_unit(kind, word, as_printed(rest))))
}

/// `S. 12` is a page in German. Without a number the letter may be anything.
fn german_page(word: &str, rest: &str) -> Option<LocatorKind> {
    (word == "S" && is_number(rest)).then_some(LocatorKind::Page)
}

/// A value with what no style says of its kind: CSL has no label for minutes, nor for the numbers in the margin of
/// German commentaries.
fn with_unit(kind: LocatorKind, word: &str, value: String) -> String {
    match kind {
        LocatorKind::Timestamp if word.starts_with(['m', 'M']) && !value.contains(':') => {
            format!("{value} min")
        }
        LocatorKind::Custom => format!("{word}. {value}"),
        _ => value,
    }
}

/// `1:02:30`, or a range of such.
fn is_time(text: &str) -> bool {
    text.contains(':')
        && text
            .split(['-', '–'])
            .filter(|part| !part.is_empty())
            .all(|time| has_sixtieths(time.trim(), 2..=2))
}

/// Whether a text is figures and then so many pairs of them, each of which counts to 59: `12:33`, `1:02:30`.
fn has_sixtieths(time: &str, pairs: RangeInclusive<usize>) -> bool {
    let is_figures = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let is_pair = |part: &&str| part.len() == 2 && is_figures(part) && **part < *"60";
    let mut parts = time.split(':');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    (1..=3).contains(&first.len())
        && is_figures(first)
        && pairs.contains(&rest.len())
        && rest.iter().all(is_pair)
}

/// A place as it is meant in a work: what was taken for a page is a time, `12:33`, where the work runs in time, or has no pages
/// at all. In a book it is the volume and the page.
pub(crate) fn in_work<'a>(locator: &'a Locator, work: &Entry) -> Cow<'a, Locator> {
    let mut times = locator
        .value
        .split(['–', '-', ',', '&', ' '])
        .filter(|part| !part.is_empty() && !JOINTS.contains(part));
    let is_time = locator.kind == LocatorKind::Page
        && locator.value.contains(':')
        && times.all(|time| has_sixtieths(time, 1..=2));
    if !is_time || !runs_in_time(work) {
        return Cow::Borrowed(locator);
    }
    Cow::Owned(Locator {
        kind: LocatorKind::Timestamp,
        value: locator.value.clone(),
    })
}

/// Whether a place in a work may be a time and no page: of recordings, and of what has neither pages nor volumes, such as a
/// conversation or a page on the web.
fn runs_in_time(work: &Entry) -> bool {
    use EntryType as Type;
    match work.entry_type() {
        Type::Audio | Type::Video | Type::Scene | Type::Performance => true,
        Type::Web | Type::Blog | Type::Post | Type::Thread | Type::Misc => {
            work.page_range().is_none() && work.volume().is_none()
        }
        _ => work.runtime().is_some() || work.time_range().is_some(),
    }
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
        "p" | "pp" | "pg" | "pgs" | "page" | "pages" | "pág" | "págs" | "página" | "páginas"
        | "seite" | "seiten" => Kind::Page,
        "ch" | "chs" | "chap" | "chaps" | "chapter" | "chapters" | "chapitre" | "chapitres"
        | "cap" | "caps" | "capítulo" | "capítulos" | "kap" | "kapitel" => Kind::Chapter,
        "§" | "sec" | "secs" | "sect" | "section" | "sections" | "sección" | "secciones"
        | "abschn" | "abschnitt" | "abschnitte" => Kind::Section,
        "¶" | "para" | "paras" | "par" | "pars" | "paragraph" | "paragraphs" | "paragraphe"
        | "paragraphes" | "párrafo" | "párrafos" | "abs" | "absatz" => Kind::Paragraph,
        "v" | "vv" | "verse" | "verses" => Kind::Verse,
        "l" | "ll" | "line" | "lines" | "ligne" | "lignes" | "línea" | "líneas" | "zeile"
        | "zeilen" => Kind::Line,
        "fig" | "figs" | "figure" | "figures" | "figura" | "figuras" | "abb" | "abbildung" => {
            Kind::Figure
        }
        "tbl" | "tab" | "table" | "tables" | "tableau" | "tabla" | "tablas" | "tabelle" => {
            Kind::Table
        }
        "vol" | "vols" | "volume" | "volumes" | "volumen" | "bd" | "bde" | "band" | "bände" => {
            Kind::Volume
        }
        "n" | "nn" | "note" | "notes" | "nota" | "notas" | "anm" | "anmerkung" | "fn"
        | "fußnote" => Kind::Note,
        "no" | "nos" | "issue" | "issues" | "nr" => Kind::Issue,
        "bk" | "bks" | "book" | "books" => Kind::Book,
        "pt" | "pts" | "part" | "parts" | "partie" | "parte" | "partes" | "teil" => Kind::Part,
        "col" | "cols" | "column" | "columns" => Kind::Column,
        "fol" | "fols" | "folio" | "folios" => Kind::Folio,
        "op" | "opp" | "opus" => Kind::Opus,
        "app" | "appendix" | "annexe" | "apéndice" | "anhang" => Kind::Appendix,
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
        "rn" | "rdnr" | "rz" => Kind::Custom,
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

/// What joins two numbers, in the languages of which the labels are.
pub(crate) const JOINTS: [&str; 6] = ["and", "und", "et", "y", "e", "&amp;"];

/// Whether a text is made of numbers alone: `12`, `3–5`, `7 & 9ff.`, `7 and 12`, `A12`, `1,234`.
fn is_number(text: &str) -> bool {
    let mut parts = text
        .split(['-', '–', '—', '&', ';', ' ', '\u{a0}'])
        .filter(|part| !part.is_empty());
    // What joins or goes on stands behind a number: `7-9 and 12`, `12 ff.`
    let begins = parts.next().is_some_and(is_single);
    let mut joined = false;
    begins
        && parts.all(|part| {
            joined = JOINTS.contains(&part);
            joined || is_single(part) || matches!(part, "f." | "ff." | "f" | "ff" | "sq." | "sqq.")
        })
        && !joined
}

/// One arabic or roman number, with the letters that may go with it.
fn is_single(part: &str) -> bool {
    let part = part.trim_end_matches('.');
    let digits = part.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let prefix = part.len() - digits.len();
    let letters =
        digits.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
    let is_arabic = prefix <= 1
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && letters.len() <= 2
        && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    is_arabic || roman(part).is_some()
}

/// The value as it is printed: one kind of blank, and an en dash between numbers.
fn as_printed(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.replace("&amp;", "&");
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
    use hayagriva::Entry;
    use hayagriva::types::EntryType;

    use super::{in_work, locator};
    use crate::model::bibliography::LocatorKind as Kind;
    use crate::model::page::Locator;

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
            ("min. 12", Kind::Timestamp, "12 min"),
            ("00:12:30", Kind::Timestamp, "00:12:30"),
            ("sec. Rounds, p. 3", Kind::Section, "Rounds, p. 3"),
            ("ch. Introduction, 12", Kind::Chapter, "Introduction, 12"),
            ("app. B, p. 3", Kind::Appendix, "B, p. 3"),
            (
                "sec. \"Commit, stay and win\", p. 3",
                Kind::Section,
                "Commit, stay and win, p. 3",
            ),
            ("12, ch. 3", Kind::Page, "12, ch. 3"),
            ("pp. 3, 5, 7-9 and 12", Kind::Page, "3, 5, 7–9 and 12"),
            ("chapters 3 and 4", Kind::Chapter, "3 and 4"),
            ("p. 1,234", Kind::Page, "1,234"),
            ("S. 12", Kind::Page, "12"),
            ("S. 12 ff.", Kind::Page, "12 ff."),
            ("12 f.", Kind::Page, "12 f."),
            ("Seite 3", Kind::Page, "3"),
            ("Kap. 3", Kind::Chapter, "3"),
            ("Abschn. 3", Kind::Section, "3"),
            ("Bd. 2, S. 5", Kind::Volume, "2, S. 5"),
            ("Rn. 3", Kind::Custom, "Rn. 3"),
            ("página 3", Kind::Page, "3"),
            ("vol. 2, p. 5", Kind::Volume, "2, p. 5"),
        ] {
            assert_eq!(locator(text), Some((kind, value.to_owned())), "{text}");
        }
    }

    #[test]
    fn minutes_are_a_time_in_what_runs_in_time() {
        let kind = |text: &str, work| {
            let (kind, value) = locator(text).unwrap();
            let locator = Locator {
                kind,
                value: value.into(),
            };
            in_work(&locator, &Entry::new("a", work)).kind
        };
        for text in ["12:33", "12:33-14:00", "12:33, 14:00", "102:33", "1:02:33"] {
            assert_eq!(kind(text, EntryType::Video), Kind::Timestamp, "{text}");
            assert_eq!(kind(text, EntryType::Web), Kind::Timestamp, "{text}");
        }
        for text in ["12", "12:75", "12:3", "12:33, 4", "12:333"] {
            assert_eq!(kind(text, EntryType::Video), Kind::Page, "{text}");
        }
        for text in ["12:33", "12:33–14:00"] {
            assert_eq!(kind(text, EntryType::Book), Kind::Page, "{text}");
            assert_eq!(kind(text, EntryType::Article), Kind::Page, "{text}");
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
            "S. Smith",
            "and 12",
            "12 and",
            "p. 3, a survey",
        ] {
            assert_eq!(locator(text), None, "{text}");
        }
    }
}
