//! What leads to each page, and what cites each work.

use crate::model::site::{Backlink, CitingMark, Site};

/// The backlinks of every page, by the path of the page that links.
pub(super) fn backlinks(site: &Site) -> Vec<Vec<Backlink>> {
    let mut found: Vec<Vec<Backlink>> = vec![Vec::new(); site.pages.len()];
    for (from, page) in site.pages.iter().enumerate() {
        let links = &page.page.body.links;
        for &(to, link) in &page.resolved.to_pages {
            let quote = link.and_then(|link| links[link as usize].quote);
            let heading = link.and_then(|link| page.resolved.links[link as usize].heading());
            found[to].push(Backlink {
                from,
                quote,
                heading,
            });
        }
    }
    found
}

/// The marks that cite each work, by the path of their page.
pub(super) fn citing(site: &Site) -> Vec<Vec<CitingMark>> {
    let mut found: Vec<Vec<CitingMark>> = vec![Vec::new(); site.works.len()];
    for (from, page) in site.pages.iter().enumerate() {
        let citations = &page.page.body.citations;
        for &(work, mark) in &page.resolved.to_works {
            let quote = citations[mark as usize].quote;
            found[work].push(CitingMark { from, mark, quote });
        }
    }
    found
}

/// The marks of claims that rest on each work by way of another, by the path of their page.
pub(super) fn cited_through(site: &Site) -> Vec<Vec<CitingMark>> {
    let mut found: Vec<Vec<CitingMark>> = vec![Vec::new(); site.works.len()];
    for (from, page) in site.pages.iter().enumerate() {
        for inner in page.resolved.citations.inner() {
            let citation = &page.page.body.citations[inner.mark as usize];
            let Some(work) = inner.work.filter(|_| citation.public) else {
                continue;
            };
            let mark = CitingMark {
                from,
                mark: inner.mark,
                quote: citation.quote,
            };
            // A mark may name it by way of two works.
            if found[work].last() != Some(&mark) {
                found[work].push(mark);
            }
        }
    }
    found
}
