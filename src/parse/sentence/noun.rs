//! Whether a citation is a word of its sentence: `See [@a] and [@b].` would say nothing without it.

/// Words behind which something is named.
const LEADING: [(&str, &str); 5] = [
    (
        "en",
        "see in by of and or from to with per than both after following also at on like via under \
         read use cite consult compare between against about through without for into is are says cite cites uses reads quote quotes",
    ),
    (
        "de",
        "siehe vgl in bei nach von und oder laut mit aus auch wie zu zur zum gegen über durch für \
         lies nutze zwischen ohne ist sind im beim vom",
    ),
    (
        "fr",
        "voir dans de par selon et ou chez à avec aussi comme contre pour sur sans entre lire d’après \
         du des est sont",
    ),
    (
        "es",
        "ver véase en de por según y o a con como también contra para sobre sin entre leer del es son",
    ),
    (
        "it",
        "vedi in di da per secondo e o con come anche contro su tra fra leggi è sono",
    ),
];

/// Whether a citation that stands behind `before` is a word there.
pub(super) fn stands_here(before: &str, lang: &str) -> bool {
    let before = before.trim_end();
    if before.is_empty() {
        return true;
    }
    let start = before.rfind(char::is_whitespace).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let word = before[start..].trim_start_matches(['(', '[', '“', '"', '„', '«']);
    let code = lang.split(['-', '_']).next().unwrap_or_default();
    let own = LEADING.iter().find(|(known, _)| *known == code);
    let words = own.map_or(LEADING[0].1, |(_, words)| *words);
    let word = word.trim_end_matches([':', '.']).to_lowercase();
    words.split_ascii_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::stands_here;

    #[test]
    fn a_mark_behind_a_leading_word_is_a_word() {
        for before in ["", "See ", "as shown in ", "See X and ", "(see "] {
            assert!(stands_here(before, "en"), "{before}");
        }
        for before in ["Meetings need an end ", "It works. ", "many people, "] {
            assert!(!stands_here(before, "en"), "{before}");
        }
        assert!(stands_here("Siehe ", "de") && stands_here("selon ", "fr"));
    }
}
