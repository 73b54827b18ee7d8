//! A character that no font for printing has a letter for.

use std::collections::BTreeSet;

use unicode_script::{Script, UnicodeScript};

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "missing-glyph",
    severity: Severity::Warning,
    about: "A character of a page that is printed or of a drawing on it, for which no font has a letter. On \
            paper the mark � stands in its place.",
};

/// So many letters of a drawing are named; one in a foreign script has dozens.
const NAMED: usize = 6;

/// `letters` are one character, or one with the marks that stand on it, of a text that comes from
/// `place`.
pub(crate) fn finding(site: &Site, place: Span, letters: &str) -> Diagnostic {
    let pages = site.pages.iter().map(|page| &page.page);
    let page = pages.into_iter().find(|page| page.source == place.source);
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
    let place = found.map_or(place, |at| {
        let start = place.start as usize + at;
        Span::new(place.source, start..start + letters.len())
    });
    let codes = letters
        .chars()
        .map(|letter| format!("U+{:04X}", u32::from(letter)));
    let codes = codes.collect::<Vec<_>>().join(" ");
    let first = letters.chars().next().unwrap_or_default();
    if first.is_control() {
        return RULE
            .at(
                place,
                format!("a character that cannot be seen ({codes}) is printed as �"),
            )
            .help("take out this one character, which came in with text from elsewhere: type the words around it anew");
    }
    RULE.at(
        place,
        format!("no font has a letter for `{letters}` ({codes}), so � is printed"),
    )
    .help(format!(
        "put the font {} into the theme's folder `fonts`, or write it in other letters",
        font(first)
    ))
}

/// The same of a drawing that `place` shows.
pub(crate) fn in_picture(place: Span, path: &str, letters: &BTreeSet<char>) -> Diagnostic {
    let named = letters.iter().take(NAMED);
    let named = named.map(|letter| format!("`{letter}` (U+{:04X})", u32::from(*letter)));
    let mut named = named.collect::<Vec<_>>().join(", ");
    if letters.len() > NAMED {
        named.push_str(&format!(" and {} more", letters.len() - NAMED));
    }
    let fonts: BTreeSet<String> = letters.iter().map(|letter| font(*letter)).collect();
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

/// A font, free to use, that has a letter for a character: those of Noto are named after scripts.
fn font(letter: char) -> String {
    match letter.script() {
        Script::Han => "Noto Sans SC".to_owned(),
        Script::Hiragana | Script::Katakana | Script::Bopomofo => "Noto Sans JP".to_owned(),
        Script::Hangul => "Noto Sans KR".to_owned(),
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
        for (letter, expected) in [
            ('漢', "Noto Sans SC"),
            ('ひ', "Noto Sans JP"),
            ('ש', "Noto Sans Hebrew"),
            ('ไ', "Noto Sans Thai"),
            ('🎉', "Noto Emoji"),
            ('𝄞', "Noto Sans Symbols 2"),
            ('→', "Noto Sans Math"),
        ] {
            assert_eq!(font(letter), expected);
        }
    }
}
