//! The parts of a series that its own lists name.

use std::collections::HashSet;

use crate::model::page::{Body, Lead};
use crate::model::site::{PageIndex, ResolvedLinks, SeriesPart};

/// The other pages and the works with which the list items of the page at `from` begin, each once.
pub(super) fn listed(resolved: &ResolvedLinks, body: &Body, from: PageIndex) -> Vec<SeriesPart> {
    let mut parts = Vec::new();
    let mut known = HashSet::new();
    for entry in &body.entries {
        let begins_with = match entry.lead {
            Lead::Link(link) => linked(resolved, body, from, link, &entry.joined),
            Lead::Citation(mark) => cited(resolved, body, mark),
        };
        parts.extend(begins_with.into_iter().filter(|part| known.insert(*part)));
    }
    parts
}

fn linked(
    resolved: &ResolvedLinks,
    body: &Body,
    from: PageIndex,
    first: u32,
    joined: &[u32],
) -> Vec<SeriesPart> {
    let links = std::iter::once(&first).chain(joined);
    let links = links.filter(|link| body.links[**link as usize].public);
    let pages = links.filter_map(|link| resolved.links[*link as usize].page());
    pages
        .filter(|page| *page != from)
        .map(SeriesPart::Page)
        .collect()
}

fn cited(resolved: &ResolvedLinks, body: &Body, mark: u32) -> Vec<SeriesPart> {
    if !body.citations[mark as usize].public {
        return Vec::new();
    }
    let works = resolved.citations.of(mark).iter().flatten();
    works.copied().map(SeriesPart::Work).collect()
}
