//! Pages that add prose to a source.

use std::collections::HashMap;

use crate::model::kind::Ability;
use crate::model::site::{Site, WorkIndex};

/// Joins each page that may be about a source to the record of its id: the record's page holds its prose.
pub(super) fn attach(site: &mut Site) {
    let ids = ids(site);
    let joined: Vec<Option<WorkIndex>> = site
        .pages
        .iter()
        .map(|page| {
            let meta = &page.page.meta;
            let is_about_source = meta.kind.value.can(Ability::ProseOfSource);
            is_about_source.then(|| ids.get(meta.id.value.as_str()).copied())?
        })
        .collect();
    drop(ids);
    for (index, work) in joined.into_iter().enumerate() {
        if let Some(work) = work {
            let page = &mut site.pages[index];
            let folder = site.config.folder(page.page.meta.lang);
            page.url = format!("{folder}{}", site.works[work].url);
            page.work = Some(work);
            site.works[work].source_pages.push(index);
        }
    }
}

fn ids(site: &Site) -> HashMap<&str, WorkIndex> {
    let ids = site.works.iter().enumerate();
    ids.map(|(index, work)| (work.record.id.as_str(), index))
        .collect()
}
