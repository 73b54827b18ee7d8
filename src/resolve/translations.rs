//! Finds which pages are one page in several languages.
//!
//! Pages of one id are; so is a page and the one that its `translation_of` names. A page is found under an id that it had
//! before as well: it may have been renamed in a handbook beneath, whose writers know nothing of our translations.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::lang::Lang;
use crate::model::site::{PageIndex, Site};

/// Fills the translations of every page.
pub(super) fn join(site: &mut Site) {
    if site.config.languages.len() < 2 {
        return;
    }
    let mut groups: BTreeMap<String, Vec<PageIndex>> = BTreeMap::new();
    let former = FormerIds::of(site);
    for (index, page) in site.pages.iter().enumerate() {
        let original = page.page.meta.original().value.as_str();
        let now = former.id_now(original, page.lang);
        groups.entry(now.to_owned()).or_default().push(index);
    }
    for mut group in groups.into_values() {
        // Two pages of a group may have one language by mistake: the first counts, and another rule tells it.
        group.sort_by_key(|index| (site.pages[*index].page.meta.lang, *index));
        for &page in &group {
            let lang = site.pages[page].page.meta.lang;
            let mut others: Vec<PageIndex> = group
                .iter()
                .copied()
                .filter(|other| site.pages[*other].page.meta.lang != lang)
                .collect();
            others.dedup_by_key(|other| site.pages[*other].page.meta.lang);
            site.pages[page].translations = others;
        }
    }
}

/// What pages were called before.
struct FormerIds<'a> {
    /// For each such id the page that had it, in its language, by what it is called now.
    now: HashMap<&'a str, (&'a str, Lang)>,
    ids: HashSet<(&'a str, Lang)>,
}

impl<'a> FormerIds<'a> {
    fn of(site: &'a Site) -> Self {
        let mut former = FormerIds {
            now: HashMap::new(),
            ids: HashSet::new(),
        };
        for page in &site.pages {
            let id = page.page.meta.id.value.as_str();
            former.ids.insert((id, page.lang));
            for alias in &page.page.meta.aliases {
                former.now.entry(&alias.value).or_insert((id, page.lang));
            }
        }
        former
    }

    /// What the page is called now that a page in the language `lang` names as its original: by `id`, unless it had that id
    /// before, and another page of its language has not got it.
    fn id_now<'b>(&self, id: &'b str, lang: Lang) -> &'b str
    where
        'a: 'b,
    {
        match self.now.get(id) {
            Some((now, of)) if *of != lang && !self.ids.contains(&(id, *of)) => now,
            _ => id,
        }
    }
}
