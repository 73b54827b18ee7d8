//! Folders that hold pages in languages which `site.toml` does not list.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::page::Page;
use crate::model::site::Site;
use crate::parse::is_language_code;

/// The pages in each such folder: one that is called like a language, and holds a page that stands at the
/// same place outside of it or in the folder of another language beside it.
pub(super) fn unlisted(site: &Site) -> BTreeMap<&str, Vec<&Page>> {
    let pages = || site.pages.iter().map(|page| &*page.page);
    let mut found: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    let has_one =
        pages().any(|page| split(&page.place).is_some_and(|of| is_unlisted(site, of.code)));
    if !has_one {
        return found;
    }
    let mut places: HashSet<(&str, &str, &str)> = HashSet::new();
    let mut codes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for page in pages() {
        let place = &*page.place;
        places.insert(("", "", place));
        if let Some(of) = split(place) {
            places.insert((of.above, of.code, of.rest));
            codes.entry(of.above).or_default().insert(of.code);
        }
    }
    // Of each folder with folders of languages in it, whether some page of each language is there twice.
    let mut is_one: HashMap<(&str, &str), bool> = HashMap::new();
    for of in pages().filter_map(|page| split(&page.place)) {
        let is_twice = is_one.entry((of.above, of.code)).or_default();
        *is_twice = *is_twice || {
            let mut beside = codes[of.above].iter().filter(|code| **code != of.code);
            let whole = of.without();
            places.contains(&("", "", whole.as_str()))
                || beside.any(|code| places.contains(&(of.above, *code, of.rest)))
        };
    }
    for page in pages() {
        if let Some(of) = split(&page.place)
            && is_unlisted(site, of.code)
            && is_one[&(of.above, of.code)]
        {
            found.entry(of.code).or_default().push(page);
        }
    }
    found
}

/// A place in a folder that may be a language's.
struct InFolder<'a> {
    above: &'a str,
    code: &'a str,
    rest: &'a str,
}

impl InFolder<'_> {
    /// The place outside of that folder.
    fn without(&self) -> String {
        if self.above.is_empty() {
            self.rest.to_owned()
        } else {
            format!("{}/{}", self.above, self.rest)
        }
    }
}

/// Splits a place at the innermost folder that may be a language's.
fn split(place: &str) -> Option<InFolder<'_>> {
    let (mut end, _) = place.rmatch_indices('/').next()?;
    loop {
        let folders = &place[..end];
        let start = folders.rfind('/').map_or(0, |at| at + 1);
        let code = &place[start..end];
        if is_language_code(code) {
            return Some(InFolder {
                above: place[..start].trim_end_matches('/'),
                code,
                rest: &place[end + 1..],
            });
        }
        end = start.checked_sub(1)?;
    }
}

fn is_unlisted(site: &Site, folder: &str) -> bool {
    site.config.lang(folder).is_none()
}
