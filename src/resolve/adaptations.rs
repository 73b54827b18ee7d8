//! What has changed in what our pages were made from.
//!
//! The original of a page is the one of a project beneath in whose place it stands, or else the one that it
//! translates. Its copy as it was then is compared with what it is now, part by part.

mod parts;
mod units;

pub(crate) use parts::changes as part_changes;

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::adaptation::{Adaptation, KeptCopy};
use crate::model::lang::Lang;
use crate::model::layer::OURS;
use crate::model::page::Page;
use crate::model::site::{PageIndex, Site};

/// Fills the adaptation of every page of ours that was made from another.
pub(super) fn fill(site: &mut Site, kept: &[KeptCopy]) {
    if site.layers.len() < 2 && kept.is_empty() {
        return;
    }
    let kept: HashMap<(Lang, &str), &KeptCopy> = kept
        .iter()
        .map(|copy| ((copy.lang, copy.id.as_str()), copy))
        .collect();
    let pages = 0..site.pages.len();
    let found: Vec<_> = pages
        .into_par_iter()
        .map(|page| adaptation(site, page, &kept))
        .collect();
    for (page, found) in site.pages.iter_mut().zip(found) {
        page.adaptation = found;
    }
}

fn adaptation(
    site: &Site,
    index: PageIndex,
    kept: &HashMap<(Lang, &str), &KeptCopy>,
) -> Option<Arc<Adaptation>> {
    let page = &*site.pages[index].page;
    if page.standing.layer != OURS {
        return None;
    }
    let copy = kept.get(&(page.meta.lang, page.meta.id.value.as_str()));
    let beneath = page.standing.original.as_ref();
    let beneath = beneath.map(|original| original.page.clone());
    let is_translation = beneath.is_none();
    // Nobody has to keep copies of what was translated.
    let translated = || copy.and_then(|_| translated(site, index));
    let original = beneath.or_else(translated)?;
    let lang = site.config.code(original.meta.lang);
    let changes = copy.map_or_else(Vec::new, |copy| parts::changes(&copy.page, &original, lang));
    Some(Arc::new(Adaptation {
        original,
        is_translation,
        is_kept: copy.is_some(),
        changes,
    }))
}

/// The page of an earlier language that a page translates.
fn translated(site: &Site, index: PageIndex) -> Option<Arc<Page>> {
    let lang = site.pages[index].page.meta.lang;
    let translations = site.pages[index].translations.iter();
    let mut originals = translations.map(|other| &site.pages[*other].page);
    originals.find(|other| other.meta.lang < lang).cloned()
}
