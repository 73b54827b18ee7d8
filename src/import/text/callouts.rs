//! The words and titles of boxes, in the notation that is read here: `:::tip Title`.

use crate::parse::OTHER_CALLOUTS;

/// The alerts of GitHub, which every tool has in some form.
const OWN: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// Words of themes for what has a word here.
const LIKE: [(&str, &str); 18] = [
    ("primary", "note"),
    ("default", "note"),
    ("plain", "note"),
    ("light", "note"),
    ("dark", "note"),
    ("blue", "info"),
    ("green", "tip"),
    ("orange", "warning"),
    ("yellow", "warning"),
    ("red", "danger"),
    ("expand", "details"),
    ("accordion", "details"),
    ("accordionitem", "details"),
    ("collapse", "details"),
    ("dropdown", "details"),
    ("spoiler", "details"),
    ("aside", "note"),
    ("notice", "note"),
];

/// The word here for one of another tool; nothing for words that nobody knows.
pub(in crate::import) fn word(foreign: &str) -> Option<&'static str> {
    let foreign = foreign.trim().to_lowercase();
    let foreign = foreign.rsplit('/').next().unwrap_or(&foreign);
    // bookdown's own books say `rmdnote`, `rmdtip` and the like.
    let foreign = foreign.strip_prefix("rmd").unwrap_or(foreign);
    let own = OWN.into_iter().find(|word| *word == foreign);
    let other = || {
        OTHER_CALLOUTS
            .iter()
            .map(|(word, _)| *word)
            .find(|word| *word == foreign)
    };
    let like = || {
        LIKE.iter()
            .find(|(word, _)| *word == foreign)
            .map(|(_, like)| *like)
    };
    own.or_else(other).or_else(like)
}

/// The line that begins a box.
pub(super) fn opening(word: &str, title: Option<&str>) -> String {
    let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    match title.filter(|title| !title.is_empty()) {
        Some(title) => format!(":::{word} {title}"),
        None => format!(":::{word}"),
    }
}
