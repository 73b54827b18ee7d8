//! The word that people type before a number, such as `Vol.` or `pp.`: styles print one of their own.

/// A field whose number may have a word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labelled {
    Volume,
    Issue,
    Pages,
}

impl Labelled {
    /// In lower case, in the languages of the interface.
    fn words(self) -> &'static [&'static str] {
        match self {
            Labelled::Volume => &[
                "vol", "vols", "volume", "volumes", "bd", "bde", "band", "bände", "jg", "jahrgang",
                "t", "tom", "tome", "tomes", "tomo", "tomos", "volumen", "volumi", "cilt", "deel",
                "dl", "bind", "årg", "v",
            ],
            Labelled::Issue => &[
                "no", "nos", "nr", "nrs", "n", "nº", "n°", "№", "num", "núm", "numéro", "número",
                "nummer", "issue", "issues", "iss", "heft", "h", "sayı", "fasc",
            ],
            Labelled::Pages => &[
                "p", "pp", "pg", "pgs", "page", "pages", "s", "seite", "seiten", "pág", "págs",
                "página", "páginas", "pag", "pagg", "pagina", "pagine", "str", "side", "blz",
            ],
        }
    }
}

/// A number without the word before it; a text that is no word with a number stays as it is.
pub(super) fn without_label(text: &str, of: Labelled) -> &str {
    let text = text.trim();
    let length = text.find(|c: char| !c.is_alphabetic() && !matches!(c, '°' | '№'));
    let (word, rest) = text.split_at(length.unwrap_or(text.len()));
    let number = rest.trim_start_matches(['.', ':', ' ', '\u{a0}']);
    // `S1` is a page, and `v3` may be a version.
    let is_apart = number.len() < rest.len();
    let is_word = of.words().contains(&&*word.to_lowercase());
    let first = number
        .split([' ', ',', '-', '–', '&'])
        .next()
        .unwrap_or_default();
    let is_number = first.starts_with(|c: char| c.is_ascii_digit()) || is_roman(first);
    if is_word && is_apart && is_number {
        number
    } else {
        text
    }
}

/// Whether a text is a Roman numeral, in capitals or not.
pub(super) fn is_roman(text: &str) -> bool {
    let one_case = text == text.to_uppercase() || text == text.to_lowercase();
    !text.is_empty() && one_case && text.bytes().all(|b| b"ivxlcdmIVXLCDM".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::{Labelled, without_label};

    #[test]
    fn the_word_before_a_number_is_left_out() {
        for (typed, of, number) in [
            ("Vol. 3", Labelled::Volume, "3"),
            ("vol.3", Labelled::Volume, "3"),
            ("VOL II", Labelled::Volume, "II"),
            ("Bd. 2", Labelled::Volume, "2"),
            ("tome 2", Labelled::Volume, "2"),
            ("vols. 2–3", Labelled::Volume, "2–3"),
            ("No. 3", Labelled::Issue, "3"),
            ("n° 3", Labelled::Issue, "3"),
            ("pp. 1–3", Labelled::Pages, "1–3"),
            ("S. 12", Labelled::Pages, "12"),
            ("p. xii", Labelled::Pages, "xii"),
        ] {
            assert_eq!(without_label(typed, of), number, "{typed}");
        }
        for (typed, of) in [
            ("II", Labelled::Volume),
            ("v3", Labelled::Volume),
            ("Volume", Labelled::Volume),
            ("vol. on unions", Labelled::Volume),
            ("Special issue", Labelled::Issue),
            ("S1-S10", Labelled::Pages),
            ("e0123456", Labelled::Pages),
            ("p. see below", Labelled::Pages),
        ] {
            assert_eq!(without_label(typed, of), typed);
        }
    }
}
