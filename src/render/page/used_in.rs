//! Where the terms of a glossary are used.

use std::collections::HashSet;

use crate::model::kind::Ability;
use crate::model::site::{PageIndex, Site};
use crate::render::view::{Linked, UsedIn};

/// For each term of a page of terms that other pages link to, in the order of the page: these pages, each once. Of other pages
/// none.
pub(super) fn used_in(site: &Site, index: PageIndex) -> Vec<UsedIn> {
    let page = &site.pages[index];
    if !page.kind.can(Ability::Terms) {
        return Vec::new();
    }
    let headings = page.page.body.headings.iter().zip(0..);
    let terms = headings.filter(|(heading, _)| heading.level == 2 && !heading.nested);
    let terms = terms.map(|(heading, at)| UsedIn {
        title: heading.text.to_string(),
        anchor: heading.id.to_string(),
        pages: linking(site, index, at),
    });
    terms.filter(|term| !term.pages.is_empty()).collect()
}

/// The pages that link to a heading of a page.
fn linking(site: &Site, index: PageIndex, heading: u32) -> Vec<Linked> {
    let links = site.pages[index].backlinks.iter();
    let links = links.filter(|link| link.heading == Some(heading));
    let mut known = HashSet::new();
    let pages = links.filter(|link| known.insert(link.from));
    pages
        .map(|link| Linked {
            title: site.pages[link.from].title.to_string(),
            url: site.pages[link.from].url.clone(),
        })
        .collect()
}
