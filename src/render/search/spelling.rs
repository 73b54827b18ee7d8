//! The two spellings of English words, so that readers of either find both.
//!
//! It need not be right about words that have one spelling: what it makes of them is a form that
//! nobody types. It has to treat all forms of a word alike, so that they share a stem.

/// Endings after `is` and `iz`: organise, organized, organisations.
const IZE: [&str; 12] = [
    "e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational", "able", "ement", "ements",
];
/// Endings after `ys` and `yz`: analyse, paralyzing.
const YZE: [&str; 6] = ["e", "ed", "es", "er", "ers", "ing"];
/// Endings after `our` and `or`: neighbour, labored, favourite, behavioral.
const OUR: [&str; 13] = [
    "", "s", "ed", "ing", "er", "ers", "able", "ite", "ites", "hood", "hoods", "al", "ful",
];
/// The words that have a `u` before the `r` on one side of the ocean, without that.
const WITH_U: [&str; 18] = [
    "arm", "behavi", "cand", "col", "demean", "endeav", "fav", "ferv", "harb", "hon", "hum", "lab",
    "neighb", "rig", "rum", "savi", "val", "vig",
];
/// Endings after `ll` and `l`: travelled, counselors, enrollment.
const LL: [&str; 9] = ["", "s", "ed", "ing", "er", "ers", "or", "ors", "ment"];
/// Single words: British and American.
const WORDS: [(&str, &str); 16] = [
    ("centre", "center"),
    ("centres", "centers"),
    ("centred", "centered"),
    ("theatre", "theater"),
    ("theatres", "theaters"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("dialogue", "dialog"),
    ("dialogues", "dialogs"),
    ("catalogue", "catalog"),
    ("catalogues", "catalogs"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("licence", "license"),
    ("judgement", "judgment"),
    ("grey", "gray"),
];

/// A word as it is spelled in America.
pub(crate) fn american(word: &str) -> String {
    if let Some((_, american)) = WORDS.iter().find(|(british, _)| *british == word) {
        return (*american).to_owned();
    }
    // To practise is the same word as a practice.
    if let Some(ending) = word.strip_prefix("practis") {
        return format!("practic{ending}");
    }
    let changed = change(word, "is", "iz", &IZE, long)
        .or_else(|| change(word, "ys", "yz", &YZE, long))
        .or_else(|| change(word, "our", "or", &OUR, |stem| WITH_U.contains(&stem)))
        .or_else(|| change(word, "ll", "l", &LL, has_two_vowels));
    changed.unwrap_or_else(|| word.to_owned())
}

/// A word as it is spelled in Britain, where that may differ.
pub(crate) fn british(word: &str) -> Option<String> {
    if let Some((british, _)) = WORDS.iter().find(|(_, american)| *american == word) {
        return Some((*british).to_owned());
    }
    if let Some(ending) = word.strip_prefix("practic") {
        let is_verb = ["e", "ed", "es", "ing"].contains(&ending);
        return is_verb.then(|| format!("practis{ending}"));
    }
    let is_with_u = |stem: &str| WITH_U.contains(&stem);
    change(word, "iz", "is", &IZE, long)
        .or_else(|| change(word, "yz", "ys", &YZE, long))
        .or_else(|| change(word, "or", "our", &OUR, is_with_u))
        .or_else(|| change(word, "l", "ll", &LL[2..8], has_two_vowels))
}

/// The word with `from` before one of `endings` changed to `to`, where `fits` says so of what stands
/// before.
fn change(
    word: &str,
    from: &str,
    to: &str,
    endings: &[&str],
    fits: impl Fn(&str) -> bool,
) -> Option<String> {
    endings.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?.strip_suffix(from)?;
        fits(stem).then(|| format!("{stem}{to}{ending}"))
    })
}

/// Whether this is more than the beginning of a short word, such as `rise` or `prize`.
fn long(stem: &str) -> bool {
    stem.chars().nth(2).is_some()
}

/// Whether this ends with a vowel after which the letter is doubled, and has another before it: travel
/// and enrol, not call or feel.
fn has_two_vowels(stem: &str) -> bool {
    let is_vowel = |c: char| "aeiou".contains(c);
    let mut letters = stem.chars().rev();
    let last = letters.next().is_some_and(is_vowel);
    let before = letters.next().is_some_and(|c| !is_vowel(c));
    last && before && letters.any(is_vowel)
}
