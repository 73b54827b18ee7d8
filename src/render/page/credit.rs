//! What a page says of the work that it is a version of.

use crate::model::layer::Layer;
use crate::model::page::Original;
use crate::model::site::{PageIndex, Site};
use crate::render::page_facts::is_web;
use crate::render::view::AdaptedData;
use crate::resolve::routes;

/// The work that the page itself names, or else the page beneath that it is a version of: one that it
/// extends, or in whose place it stands and of which a copy is kept.
pub(super) fn adapted_from(site: &Site, index: PageIndex) -> Option<AdaptedData> {
    let page = &site.pages[index];
    if let Some(work) = &page.page.meta.adapted_from {
        return Some(AdaptedData {
            title: work.title.clone(),
            url: work.url.clone().filter(|url| is_web(url)),
            licence: work.licence.clone(),
            changes: work.changes.clone(),
        });
    }
    let standing = &page.page.standing;
    let original = standing.original.as_ref()?;
    let is_kept = page
        .adaptation
        .as_ref()
        .is_some_and(|adaptation| adaptation.is_kept);
    let layer = site.layers.get(usize::from(original.layer))?;
    let is_adapted = !standing.inherited.is_empty() || is_kept;
    is_adapted.then(|| credit(original, layer))
}

fn credit(original: &Original, layer: &Layer) -> AdaptedData {
    let base = layer.base_url.as_ref();
    let url = base.map(|base| {
        let path = routes::elsewhere(&original.place, &original.lang, &layer.languages);
        format!("{base}{path}")
    });
    let own = original.page.meta.licence.clone();
    AdaptedData {
        title: format!("{}: {}", layer.name, original.page.meta.title()),
        url,
        licence: own.or_else(|| layer.licence.clone()),
        changes: None,
    }
}
