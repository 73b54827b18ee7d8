//! Where the pages of a project stand among each other: which is its folder's own page, and which is home.
//!
//! Takes the paths of all pages; gives for each the path that it would have if it were named after this
//! program's own custom, in Unicode form C, by which everything that counts on places goes. A folder's own page is `index.md`,
//! or else `_index.md` (Hugo, Zola), or else `README.md` (GitHub, GitBook, mdBook), and at the root `Home.md`
//! (wikis) where there is none of these.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::model::lang::Lang;
use crate::model::unicode::nfc;
use crate::parse::file_name::{language, split_suffix};

/// The stem of a page that is its folder's own.
const INDEX: &str = "index";

/// For each path the place of that page.
pub(crate) fn places<'a>(
    paths: impl Iterator<Item = &'a str>,
    languages: &[String],
) -> Vec<Cow<'a, str>> {
    let mut places: Vec<Cow<'a, str>> = paths.map(nfc).collect();
    let mut first: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for (at, path) in places.iter().enumerate() {
        if let Some((folder, rank, suffix)) = candidate(path, languages) {
            let best = first.entry((folder, suffix)).or_insert((rank, at));
            *best = (*best).min((rank, at));
        }
    }
    for ((folder, suffix), (_, at)) in first {
        let dot = if suffix.is_empty() { "" } else { "." };
        let slash = if folder.is_empty() { "" } else { "/" };
        places[at] = Cow::Owned(format!("{folder}{slash}{INDEX}{dot}{suffix}.md"));
    }
    move_home(&mut places, languages);
    places
}

/// Whether a page at this place is a folder's own.
pub(crate) fn is_index(place: &str, languages: &[String]) -> bool {
    let file = place.rsplit('/').next().unwrap_or(place);
    let (stem, _) = split_suffix(file.strip_suffix(".md").unwrap_or(file), languages);
    stem == INDEX
}

/// Whether a page at this place has a name by which other tools know a folder's own page, but is none,
/// since another stands beside it.
pub(crate) fn is_second(place: &str, languages: &[String]) -> bool {
    candidate(place, languages).is_some_and(|(_, rank, _)| rank > 0)
}

/// The folder, how far behind `index` the name counts, and the suffix of the language.
fn candidate(path: &str, languages: &[String]) -> Option<(String, usize, String)> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, suffix) = split_suffix(file.strip_suffix(".md")?, languages);
    let rank = match stem.to_ascii_lowercase().as_str() {
        _ if stem == INDEX => 0,
        "_index" => 1,
        "readme" => 2,
        "home" if folder.is_empty() => 3,
        _ => return None,
    };
    Some((folder.to_owned(), rank, suffix.unwrap_or("").to_lowercase()))
}

/// The own page of the folder of the first language is home where the root has none.
fn move_home(places: &mut [Cow<'_, str>], languages: &[String]) {
    let known: HashSet<&str> = places.iter().map(|place| &**place).collect();
    let home = format!("{INDEX}.md");
    if known.contains(&*home) {
        return;
    }
    let is_first = |place: &str| {
        let folder = place
            .strip_suffix(&home)
            .and_then(|rest| rest.strip_suffix('/'));
        let lang = folder.and_then(|folder| language(folder, languages));
        lang == Some(Lang(0))
    };
    if let Some(at) = places.iter().position(|place| is_first(place)) {
        places[at] = Cow::Owned(home);
    }
}

#[cfg(test)]
mod tests {
    use super::{is_second, places};

    #[test]
    fn a_folder_has_one_own_page_in_each_language() {
        let languages = ["en".to_owned(), "fr".to_owned()];
        for (paths, expected) in [
            (&["README.md", "a.md"][..], &["index.md", "a.md"][..]),
            (&["Home.md", "a/Home.md"], &["index.md", "a/Home.md"]),
            (
                &["a/README.md", "a/_index.md", "a/index.md"],
                &["a/README.md", "a/_index.md", "a/index.md"],
            ),
            (
                &["a/README.md", "a/_index.md", "a/README.fr.md"],
                &["a/README.md", "a/index.md", "a/index.fr.md"],
            ),
            (
                &["en/README.md", "fr/_index.md"],
                &["index.md", "fr/index.md"],
            ),
            (&["README.md", "en/index.md"], &["index.md", "en/index.md"]),
            (
                &["Readme.v2.md", "reader.md"],
                &["Readme.v2.md", "reader.md"],
            ),
        ] {
            assert_eq!(
                places(paths.iter().copied(), &languages),
                expected,
                "{paths:?}"
            );
        }
    }

    #[test]
    fn what_stands_beside_an_own_page_is_told_from_it() {
        let languages = ["en".to_owned()];
        assert!(is_second("a/README.md", &languages));
        assert!(!is_second("a/index.md", &languages));
        assert!(!is_second("a/reader.md", &languages));
    }
}
