//! Which pages link to each page.

use crate::site::{Backlink, Site};

/// The backlinks of every page, by the path of the page that links. Only links that everyone may
/// read count, and none of a page to itself.
pub(super) fn gather(site: &Site) -> Vec<Vec<Backlink>> {
    let mut found: Vec<Vec<Backlink>> = vec![Vec::new(); site.pages.len()];
    for (from, page) in site.pages.iter().enumerate() {
        let body = &page.page.body;
        for (at, (link, to)) in body.links.iter().zip(&page.links).enumerate() {
            if let (true, Some(to)) = (link.public, to.page().filter(|to| *to != from)) {
                let link = Some(at as u32);
                found[to].push(Backlink { from, link });
            }
        }
        for (embed, to) in body.embeds.iter().zip(&page.embeds) {
            if let (true, Some(to)) = (embed.public, to.page().filter(|to| *to != from))
                && found[to].last().is_none_or(|last| last.from != from)
            {
                found[to].push(Backlink { from, link: None });
            }
        }
    }
    found
}
