//! Gives each file a place that no other has, on any computer.

use std::collections::HashSet;

use crate::import::handbook::Handbook;
use crate::import::notes::{Kind, Notes};
use crate::import::paths;
use crate::model::unicode::nfc;
use crate::render::builtin_pages;

/// The places that are taken, as all computers compare them.
#[derive(Debug, Default)]
pub(super) struct Places {
    taken: HashSet<String>,
}

impl Places {
    /// The places of pages that every handbook has, in each of these languages; the first stands at the root.
    pub(super) fn of_site(languages: &[String]) -> Self {
        let mut places = Places::default();
        let folders = languages.iter().skip(1).map(String::as_str);
        for folder in std::iter::once("").chain(folders) {
            for name in own_names() {
                places.take(&paths::beside(folder, &format!("{name}.md")));
            }
        }
        places
    }

    /// Takes a place, or the next free one beside it.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let wanted = nfc(wanted).into_owned();
        let mut place = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(key(&place)) {
            let ending = &wanted[paths::without_ending(&wanted).len()..];
            place = format!("{}-{number}{ending}", paths::without_ending(&wanted));
            number += 1;
        }
        place
    }
}

/// The names of pages that are made for every site, and that no written page may have.
pub(super) fn own_names() -> impl Iterator<Item = &'static str> {
    let all = builtin_pages::routes().filter(|route| !route.page.is_replaceable);
    all.map(|route| route.page.name)
}

/// A page that is the home in all but its capitals is the home, where there is no other.
fn name_homes(handbook: &mut Handbook) {
    let is_home = |page: &crate::import::handbook::SourcePage| {
        let name = paths::name(&page.to);
        matches!(name, "index.md" | "_index.md") || name.eq_ignore_ascii_case("README.md")
    };
    let homes: HashSet<String> = handbook
        .pages
        .iter()
        .filter(|page| is_home(page))
        .map(|page| paths::folder(&page.to).to_owned())
        .collect();
    for page in &mut handbook.pages {
        let folder = paths::folder(&page.to).to_owned();
        let is_meant = paths::name(&page.to).eq_ignore_ascii_case("index.md") && !is_home(page);
        if is_meant && !homes.contains(&folder) {
            let former = std::mem::replace(&mut page.to, paths::beside(&folder, "index.md"));
            handbook.former.insert(page.from.clone(), former);
        }
    }
}

fn key(place: &str) -> String {
    let small: String = place.chars().flat_map(char::to_lowercase).collect();
    nfc(&small).into_owned()
}

/// Leaves out what is no page, and gives all others their places.
pub(super) fn place(handbook: &mut Handbook, notes: &mut Notes) -> Places {
    handbook.pages.retain(|page| {
        let is_part = page.hidden.is_some_and(|why| {
            why.starts_with("a part ")
                || why.starts_with("a template")
                || why.starts_with("a drawing")
        });
        if is_part {
            notes.add(Kind::LeftOut, &page.from, page.hidden.unwrap_or_default());
        }
        !is_part
    });
    // Pages come first, so that no picture takes the name of one.
    let mut places = Places::of_site(&handbook.languages);
    name_homes(handbook);
    let mut known = HashSet::new();
    handbook
        .pages
        .retain(|page| known.insert(page.from.clone()));
    handbook.pages.sort_by(|a, b| a.from.cmp(&b.from));
    for page in &mut handbook.pages {
        let place = places.take(&page.to);
        if place != *nfc(&page.to) {
            notes.add(Kind::Clash, &page.from, format!("is now {place}"));
            let former = nfc(&page.to).into_owned();
            handbook.former.insert(page.from.clone(), former);
        }
        page.to = place;
    }
    let mut known = HashSet::new();
    handbook
        .assets
        .retain(|asset| known.insert(asset.from.clone()));
    for asset in &mut handbook.assets {
        let place = places.take(&asset.to);
        if place != *nfc(&asset.to) {
            let former = nfc(&asset.to).into_owned();
            handbook.former.insert(asset.from.clone(), former);
            if asset.wanted {
                notes.add(Kind::Clash, &asset.from, format!("is now {place}"));
            }
        }
        asset.to = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn names_that_differ_in_capitals_or_form_get_places_of_their_own() {
        let mut places = Places::default();
        assert_eq!(places.take("a/Note.md"), "a/Note.md");
        assert_eq!(places.take("a/note.md"), "a/note-2.md");
        assert_eq!(places.take("Caf\u{e9}.md"), "Caf\u{e9}.md");
        assert_eq!(places.take("Cafe\u{301}.md"), "Caf\u{e9}-2.md");
        assert_eq!(places.take("a/NOTE.md"), "a/NOTE-3.md");
        let mut places = Places::of_site(&["en".to_owned(), "fr".to_owned()]);
        assert_eq!(places.take("sources.md"), "sources-2.md");
        assert_eq!(places.take("fr/404.md"), "fr/404-2.md");
        assert_eq!(places.take("a/sources.md"), "a/sources.md");
        assert_eq!(places.take("index.md"), "index.md");
    }
}
