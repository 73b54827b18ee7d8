//! A character that no font for printing has a letter for.

use std::collections::{BTreeMap, BTreeSet};

use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::{SourceId, Span};

pub(crate) static RULE: Rule = Rule {
    name: "missing-glyph",
    severity: Severity::Warning,
    about: "A character of a page that is printed or of a drawing on it, for which no font has a letter. On \
            paper the mark � stands in its place.",
};

/// So many letters are named at once: of a script that no font has, a page holds dozens.
const NAMED: usize = 6;

/// What is to be said of letters, each one character or one with the marks that stand on it, with the place of the text
/// that holds it first: one finding for each page and each font that lacks.
pub(crate) fn findings(
    site: &Site,
    letters: impl IntoIterator<Item = (String, Span)>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut missing: BTreeMap<(SourceId, String), Vec<(String, Span)>> = BTreeMap::new();
    for (letters, place) in letters {
        let first = letters.chars().next().unwrap_or_default();
        let page = page(site, place.source);
        let place = narrowed(page, place, &letters);
        if first.is_control() {
            findings.push(unseen(place, &letters));
            continue;
        }
        let lang = page.map_or("", |page| site.config.code(page.meta.lang));
        let key = (place.source, font(first, lang));
        missing.entry(key).or_default().push((letters, place));
    }
    findings.extend(
        missing
            .iter()
            .map(|((_, font), letters)| of_font(font, letters)),
    );
    findings
}

fn page(site: &Site, source: SourceId) -> Option<&Page> {
    let mut pages = site.pages.iter().map(|page| &*page.page);
    pages.find(|page| page.source == source)
}

/// The first place of these letters within the text at `place`; that as a whole where they are not found.
fn narrowed(page: Option<&Page>, place: Span, letters: &str) -> Span {
    let text = page.and_then(|page| page.text.get(place.start as usize..));
    let within = text.map(|text| {
        if place.end > place.start {
            text.get(..(place.end - place.start) as usize)
                .unwrap_or(text)
        } else {
            // The whole of a file is written as nothing at its start.
            text
        }
    });
    let found = within.and_then(|text| text.find(letters));
    found.map_or(place, |at| {
        let start = place.start as usize + at;
        Span::new(place.source, start..start + letters.len())
    })
}

fn unseen(place: Span, letters: &str) -> Diagnostic {
    let codes = codes(letters);
    RULE.at(
        place,
        format!("a character that cannot be seen ({codes}) is printed as �"),
    )
    .help("take out this one character, which came in with text from elsewhere: type the words around it anew")
}

fn of_font(font: &str, letters: &[(String, Span)]) -> Diagnostic {
    let place = letters
        .iter()
        .map(|(_, place)| *place)
        .min_by_key(|place| place.start);
    let place = place.unwrap_or(letters[0].1);
    let named = named(
        letters.iter().map(|(letters, _)| letters.as_str()),
        letters.len(),
    );
    RULE.at(
        place,
        format!("no font has a letter for {named}, so � is printed"),
    )
    .help(format!(
        "put the font {font} into the theme's folder `fonts`, or write it in other letters"
    ))
}

/// The first of some letters, with their numbers.
fn named<'a>(letters: impl Iterator<Item = &'a str>, count: usize) -> String {
    let first = letters.take(NAMED);
    let first = first.map(|letters| format!("`{letters}` ({})", codes(letters)));
    let mut named = first.collect::<Vec<_>>().join(", ");
    if count > NAMED {
        named.push_str(&format!(" and {} more", count - NAMED));
    }
    named
}

fn codes(letters: &str) -> String {
    let codes = letters
        .chars()
        .map(|letter| format!("U+{:04X}", u32::from(letter)));
    codes.collect::<Vec<_>>().join(" ")
}

/// The same of a drawing that `place` shows.
pub(crate) fn in_picture(place: Span, path: &str, letters: &BTreeSet<char>) -> Diagnostic {
    let each: Vec<String> = letters.iter().map(char::to_string).collect();
    let named = named(each.iter().map(String::as_str), each.len());
    let fonts: BTreeSet<String> = letters.iter().map(|letter| font(*letter, "")).collect();
    let fonts: Vec<String> = fonts.into_iter().collect();
    RULE.at(
        place,
        format!("no font has a letter for {named} in `{path}`, so � is printed there"),
    )
    .help(format!(
        "put the font {} into the theme's folder `fonts`, or turn the drawing's words into shapes where it is made",
        fonts.join(" and ")
    ))
}

/// A font, free to use, that has a letter for a character of a text in the language `lang`: those of Noto are named after
/// scripts, but for those of East Asia, of which each draws the signs that all share as its language does.
fn font(letter: char, lang: &str) -> String {
    match letter.script() {
        Script::Hiragana | Script::Katakana => "Noto Sans JP".to_owned(),
        Script::Hangul => "Noto Sans KR".to_owned(),
        Script::Bopomofo => "Noto Sans TC".to_owned(),
        Script::Han => of_east_asia(lang),
        _ if is_wide_mark(letter) => of_east_asia(lang),
        Script::Common | Script::Inherited | Script::Unknown if is_emoji(letter) => {
            "Noto Emoji".to_owned()
        }
        Script::Common | Script::Inherited if is_arrow_or_sign(letter) => {
            "Noto Sans Math".to_owned()
        }
        Script::Common | Script::Inherited | Script::Unknown => "Noto Sans Symbols 2".to_owned(),
        script => format!("Noto Sans {}", script.full_name().replace('_', " ")),
    }
}

fn of_east_asia(lang: &str) -> String {
    let code = lang.to_lowercase();
    let name = match code.split(['-', '_']).next() {
        Some("ja") => "JP",
        Some("ko") => "KR",
        Some("zh") if ["hant", "tw", "hk"].iter().any(|part| code.contains(part)) => "TC",
        _ => "SC",
    };
    format!("Noto Sans {name}")
}

/// Punctuation of East Asia, and letters as wide as its own.
fn is_wide_mark(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{30fb}'..='\u{30fc}' | '\u{ff00}'..='\u{ffef}')
}

/// Arrows and signs of mathematics are in these blocks of Unicode.
fn is_arrow_or_sign(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{22ff}' | '\u{27c0}'..='\u{27ff}' | '\u{2900}'..='\u{2aff}')
}

/// Most emoji are in these blocks of Unicode.
fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::font;

    #[test]
    fn a_font_is_named_for_each_script() {
        for (letter, lang, expected) in [
            ('漢', "en", "Noto Sans SC"),
            ('漢', "ja", "Noto Sans JP"),
            ('漢', "zh-TW", "Noto Sans TC"),
            ('「', "ja", "Noto Sans JP"),
            ('ひ', "en", "Noto Sans JP"),
            ('ש', "he", "Noto Sans Hebrew"),
            ('ไ', "th", "Noto Sans Thai"),
            ('🎉', "en", "Noto Emoji"),
            ('𝄞', "en", "Noto Sans Symbols 2"),
            ('→', "en", "Noto Sans Math"),
        ] {
            assert_eq!(font(letter, lang), expected, "{letter} {lang}");
        }
    }
}
