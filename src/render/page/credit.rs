//! What a page says of the work that it is a version of.

use crate::model::layer::Layer;
use crate::model::site::{PageIndex, Site};
use crate::model::site_original::MadeFrom;
use crate::render::page_facts::is_web;
use crate::render::view::AdaptedData;
use crate::resolve::routes;

/// The work that the page itself names, or else the page beneath from which it was made.
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
    let from = site.made_from(index)?;
    let layer = site.layers.get(usize::from(from.layer))?;
    Some(credit(&from, layer))
}

fn credit(from: &MadeFrom<'_>, layer: &Layer) -> AdaptedData {
    let base = layer.base_url.as_ref();
    let url = base.map(|base| {
        let path = routes::elsewhere(from.place, from.lang, &layer.languages);
        format!("{base}{path}")
    });
    let own = from.page.meta.licence.clone();
    AdaptedData {
        title: format!("{}: {}", layer.name, from.page.meta.title()),
        url,
        licence: own.or_else(|| layer.licence.clone()),
        changes: None,
    }
}
