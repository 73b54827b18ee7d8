//! Claims that were read in one work and rest on another, and the works that are known so alone.

use crate::model::site::Site;
use crate::status::place::OpenPlace;

/// The marks that name what their works cite, in the order of pages.
pub(super) fn marks(site: &Site) -> Vec<OpenPlace> {
    let pages = site.pages.iter().map(|page| &page.page.body);
    let items = pages
        .flat_map(|body| &body.citations)
        .flat_map(|mark| &mark.items);
    let items = items.filter(|item| !item.citing.is_empty());
    let places = items.map(|item| {
        let inner: Vec<&str> = item.citing.iter().map(|inner| &*inner.key).collect();
        OpenPlace {
            span: item.key_span,
            text: format!("{} citing {}", item.key, inner.join(" and ")),
            changes: Vec::new(),
        }
    });
    places.collect()
}

/// The works that pages name by way of others alone.
pub(super) fn works(site: &Site) -> Vec<OpenPlace> {
    let works = site.works.iter().filter(|work| work.is_second_hand());
    let places = works.map(|work| OpenPlace {
        span: work.record.span,
        text: work.title(),
        changes: Vec::new(),
    });
    places.collect()
}
