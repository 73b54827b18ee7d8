//! The ids that pages will have, and what links by name will find.

use std::collections::{BTreeMap, HashMap};

use crate::import::draft::Draft;
use crate::import::paths;
use crate::model::slug::slug;
use crate::model::unicode::nfc;
use crate::parse::is_id;
use crate::resolve::names::folded;

/// The id of each page, and for which of them it has to be typed.
#[derive(Debug, Default)]
pub(super) struct Ids {
    pub(super) ids: Vec<String>,
    pub(super) typed: Vec<bool>,
}

/// Gives each page an id that no other of its language has.
pub(super) fn ids(drafts: &[Draft]) -> Ids {
    let mut found = Ids {
        ids: drafts
            .iter()
            .map(|draft| nfc(&draft.page.meta.id.value).into_owned())
            .collect(),
        typed: vec![false; drafts.len()],
    };
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    let has_own = |at: usize| !drafts[at].page.meta.id.span.range().is_empty();
    // Who comes first keeps the id: pages that have typed one, then those nearer to the top.
    order.sort_by_key(|at| {
        let path = &drafts[*at].page.path;
        (!has_own(*at), path.matches('/').count(), path.clone())
    });
    let mut taken: HashMap<(u16, String), usize> = HashMap::new();
    for at in order {
        let lang = drafts[at].page.meta.lang.0;
        let mut id = found.ids[at].clone();
        if taken.contains_key(&(lang, id.clone())) && !has_own(at) {
            id = free_id(&drafts[at].page.place, &id, |id| {
                taken.contains_key(&(lang, id.to_owned()))
            });
            found.typed[at] = true;
        }
        taken.insert((lang, id.clone()), at);
        found.ids[at] = id;
    }
    found
}

/// An id with as many names of folders before it as it takes.
fn free_id(place: &str, id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = paths::without_ending(place);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let folders: Vec<&str> = paths::folder(stem)
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let mut name = slug(id);
    for folder in folders.iter().rev() {
        name = format!("{}-{name}", slug(folder));
        if !is_taken(&name) && is_id(&name) {
            return name;
        }
    }
    let numbers = 2..;
    let mut named = numbers.map(|number| format!("{name}-{number}"));
    named.find(|name| !is_taken(name)).unwrap_or(name)
}

/// What a link by name finds here.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: HashMap<String, Vec<usize>>,
    others: BTreeMap<String, Vec<usize>>,
}

impl Names {
    pub(super) fn new(drafts: &[Draft], ids: &Ids) -> Self {
        let mut names = Names::default();
        for (at, draft) in drafts.iter().enumerate() {
            let meta = &draft.page.meta;
            let id = &ids.ids[at];
            names.ids.entry(id.clone()).or_default().push(at);
            let stem = paths::without_ending(&draft.page.place);
            let stem = stem.strip_suffix("/index").unwrap_or(stem);
            let path = paths::without_ending(&draft.page.path);
            // Other tools name a page by any of these in a link.
            let mut all = vec![
                folded(id).into_owned(),
                folded(stem).into_owned(),
                folded(path).into_owned(),
            ];
            let titles = meta.title.iter().chain(&meta.aliases);
            all.extend(titles.map(|name| folded(&name.value).into_owned()));
            if let Some((folder, _)) = stem.rsplit_once('/') {
                all.push(folded(&format!("{}/{id}", paths::name(folder))).into_owned());
            }
            all.sort();
            all.dedup();
            for name in all {
                names.others.entry(name).or_default().push(at);
            }
        }
        names
    }

    /// The one page that a name stands for, on a page in this language.
    pub(super) fn find(&self, drafts: &[Draft], name: &str, lang: u16) -> Option<usize> {
        let by_id = self.ids.get(&*nfc(name));
        let of_lang = |found: &Vec<usize>| {
            let own: Vec<usize> = found
                .iter()
                .copied()
                .filter(|at| drafts[*at].page.meta.lang.0 == lang)
                .collect();
            if own.is_empty() { found.clone() } else { own }
        };
        if let Some(found) = by_id {
            return of_lang(found).first().copied();
        }
        let found = of_lang(self.others.get(&*folded(name))?);
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}
