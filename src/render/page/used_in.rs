//! Where the terms of a glossary are used.

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
    let headings = &page.page.body.headings;
    let linking = linking(site, index, headings.len());
    let terms = headings.iter().zip(linking);
    let terms =
        terms.filter(|(heading, from)| heading.level == 2 && !heading.nested && !from.is_empty());
    terms
        .map(|(heading, from)| UsedIn {
            title: heading.text.to_string(),
            anchor: heading.id.to_string(),
            pages: from.into_iter().map(|page| linked(site, page)).collect(),
        })
        .collect()
}

/// The pages that link to each heading of a page. Its backlinks stand by page, so that one seen twice is the last.
fn linking(site: &Site, index: PageIndex, headings: usize) -> Vec<Vec<PageIndex>> {
    let mut linking = vec![Vec::new(); headings];
    for link in &site.pages[index].backlinks {
        let pages = link.heading.map(|heading| &mut linking[heading as usize]);
        if let Some(pages) = pages.filter(|pages| pages.last() != Some(&link.from)) {
            pages.push(link.from);
        }
    }
    linking
}

fn linked(site: &Site, page: PageIndex) -> Linked {
    Linked {
        title: site.pages[page].title.to_string(),
        url: site.pages[page].url.clone(),
    }
}
