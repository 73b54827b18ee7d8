//! Finds which pages are one page in several languages.
//!
//! Pages of one id are; so is a page and the one that its `translation_of` names.

use std::collections::BTreeMap;

use crate::model::site::{PageIndex, Site};

/// Fills the translations of every page.
pub(super) fn join(site: &mut Site) {
    if site.config.languages.len() < 2 {
        return;
    }
    let mut groups: BTreeMap<String, Vec<PageIndex>> = BTreeMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let original = page.page.meta.original();
        groups
            .entry(original.value.clone())
            .or_default()
            .push(index);
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
