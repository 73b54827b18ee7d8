//! Which pages link to each page.

use crate::site::{Backlink, PageIndex, Site};

/// Fills the backlinks of every page, by the path of the page that links. Only links that everyone
/// may read count, and none of a page to itself.
pub(super) fn gather(site: &mut Site) {
    let mut found: Vec<Vec<Backlink>> = vec![Vec::new(); site.pages.len()];
    for (from, page) in site.pages.iter().enumerate() {
        let body = &page.page.body;
        for (at, (link, to)) in body.links.iter().zip(&page.links).enumerate() {
            if let (true, Some(to)) = (link.public, to.page())
                && let Some(backlink) = note(&mut found, from, to)
            {
                backlink.links.push(at as u32);
            }
        }
        for (embed, to) in body.embeds.iter().zip(&page.embeds) {
            if let (true, Some(to)) = (embed.public, to.page()) {
                note(&mut found, from, to);
            }
        }
    }
    for (page, backlinks) in site.pages.iter_mut().zip(found) {
        page.backlinks = backlinks;
    }
}

fn note(found: &mut [Vec<Backlink>], from: PageIndex, to: PageIndex) -> Option<&mut Backlink> {
    if from == to {
        return None;
    }
    if found[to].last().is_none_or(|last| last.from != from) {
        found[to].push(Backlink {
            from,
            links: Vec::new(),
        });
    }
    found[to].last_mut()
}
