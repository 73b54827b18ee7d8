//! The languages of a handbook, where only the names of its folders and files say them.

use std::collections::BTreeSet;

use crate::import::handbook::Handbook;
use crate::import::paths;
use crate::parse::is_language_code;

/// Languages of two letters that folders are more often called for another reason.
const OTHER_WORDS: [&str; 8] = ["hr", "it", "pr", "ui", "qa", "ai", "io", "id"];

/// The folders and suffixes that hold translations: those where at least half of the pages stand under the
/// same name elsewhere too.
pub(super) fn found(handbook: &Handbook) -> Vec<String> {
    let places: BTreeSet<&str> = handbook.pages.iter().map(|page| page.to.as_str()).collect();
    let mut codes: BTreeSet<&str> = BTreeSet::new();
    for place in &places {
        if let Some((folder, _)) = place.split_once('/')
            && is_language_code(folder)
        {
            codes.insert(folder);
        }
    }
    let folders: Vec<&str> = codes.iter().copied().collect();
    let mut languages: Vec<String> = Vec::new();
    for code in &folders {
        let own = places.iter().filter_map(|place| {
            let rest = place.strip_prefix(code)?;
            rest.strip_prefix('/')
        });
        let own: Vec<&str> = own.collect();
        let is_elsewhere = |rest: &&&str| {
            let mut others = folders.iter().filter(|other| *other != code);
            places.contains(**rest)
                || others.any(|other| places.contains(format!("{other}/{rest}").as_str()))
        };
        let same = own.iter().filter(is_elsewhere).count();
        // A code such as `no` or `it` is a word as well: one page of the same name may be chance.
        let is_word = OTHER_WORDS.contains(&code.to_lowercase().as_str());
        if same * 2 >= own.len() && same > usize::from(is_word) {
            languages.push((*code).to_owned());
        }
    }
    languages.extend(suffixes(&places).filter(|code| !folders.contains(&code.as_str())));
    languages
}

/// The languages at the ends of names, `meet.fr.md` beside `meet.md`.
fn suffixes(places: &BTreeSet<&str>) -> impl Iterator<Item = String> {
    let mut codes = BTreeSet::new();
    for place in places {
        let stem = paths::without_ending(place);
        if let Some((rest, code)) = stem.rsplit_once('.')
            && is_language_code(code)
            && places.contains(format!("{rest}.md").as_str())
        {
            codes.insert(code.to_owned());
        }
    }
    codes.into_iter()
}
