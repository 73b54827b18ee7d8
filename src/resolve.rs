//! Joins all pages and sources into one immutable [`Site`].
//!
//! 1. `own_fields`: what is said of sources beside their records; `used_sources`: which of them are published.
//! 2. `routes`: where each page goes in the output; `source_pages`: which pages are those of sources.
//! 3. `translations`: which pages are one page in several languages.
//! 4. `names`: what each name that links use stands for.
//! 5. `links`: what all that a page names resolved to.
//! 6. `adaptations`: what has changed in what pages were made from.
//! 7. `embeds`, `backlinks`, `relations`, `agenda`, tags, menu: what follows from these.
//!
//! What the first four give is kept in a [`ResolveCache`] for as long as it holds. Judges nothing: what
//! leads nowhere is recorded for `check`.

mod adaptations;
mod agenda;
mod backlinks;
mod cache;
pub(crate) mod cycles;
mod embeds;
mod links;
pub(crate) mod names;
mod navigation;
pub(crate) mod own_fields;
mod parts;
pub(crate) mod prints;
mod relations;
pub(crate) mod routes;
mod series_parts;
mod source_pages;
pub mod tonight;
mod translations;
mod used_sources;
pub(crate) mod web;

use std::sync::Arc;

use rayon::prelude::*;

pub use self::cache::ResolveCache;
pub use self::parts::Parts;
pub use self::routes::BuiltinRoute;
use crate::model::bibliography::BibEntry;
use crate::model::page::Page;
use crate::model::site::{ResolvedLinks, Route, Site, SitePage, Work};
use crate::resolve::cache::PreviousSite;
use crate::resolve::links::Links;
use crate::resolve::names::Names;
pub(crate) use adaptations::part_changes;

/// Resolves everything that one page says of another. `cache` spares what the last site had too, and
/// changes nothing else.
pub fn resolve(mut parts: Parts, cache: &mut ResolveCache) -> Site {
    let mut records = own_fields::join(&parts, &mut cache.joined);
    let unused = used_sources::take_unused(&parts, &mut records);
    parts.records = records;
    let mut site = unresolved(&parts);
    site.unused = unused;
    let builtin = routes::builtin(&site, &parts.builtin_pages);
    let known = cache.last.take();
    let known = known.filter(|known| known.holds(&parts, &builtin));
    let (names, known) = match known {
        Some(known) => known.place(&mut site),
        None => (
            place(&mut site, &parts, &builtin),
            vec![None; site.pages.len()],
        ),
    };
    // What is kept for the next build is the site as it is here; all that follows is worked out anew.
    resolve_links(&mut site, &names, known);
    adaptations::fill(&mut site, &parts.kept);
    cache.last = Some(PreviousSite::new(parts, &site, names, builtin));
    embeds::bound(&mut site);
    relations::fill(&mut site);
    collect_backlinks(&mut site);
    site.role_pages = agenda::role_pages(&site);
    site.menu = navigation::menu(&site);
    site
}

/// The site as far as no page of it is placed.
fn unresolved(parts: &Parts) -> Site {
    let left_out = |page: &&Arc<Page>| parts.leaves_out(&page.meta);
    let (drafts, pages): (Vec<_>, Vec<_>) = parts.pages.iter().partition(left_out);
    let pages = pages.into_iter().map(unplaced);
    Site {
        config: parts.config.clone(),
        schema: parts.schema.clone(),
        pages: pages.collect(),
        // What is empty here is filled by the steps that come next, in an order that `resolve` shows.
        works: Vec::new(),
        second_records: parts.second_records.clone(),
        unused: Vec::new(),
        own_fields: parts.own_fields.clone(),
        drafts: drafts.into_iter().cloned().collect(),
        known_beneath: parts.known_beneath.clone(),
        layers: parts.layers.clone(),
        unlisted: parts.unlisted.clone(),
        files: parts.files.clone(),
        tags: Arc::default(),
        menu: Vec::new(),
        builtin_pages: parts
            .builtin_pages
            .iter()
            .map(|route| &route.page)
            .collect(),
        role_pages: Vec::new(),
        routes: Arc::default(),
    }
}

/// A page that has not been placed in the site yet.
fn unplaced(page: &Arc<Page>) -> SitePage {
    SitePage {
        page: page.clone(),
        adaptation: None,
        title: page.meta.title().into(),
        kind: page.meta.kind.value.clone(),
        lang: page.meta.lang,
        url: String::new(),
        resolved: Arc::default(),
        linked_embeds: Vec::new(),
        inverses: Vec::new(),
        backlinks: Vec::new(),
        translations: Vec::new(),
        series: Vec::new(),
        series_parts: Vec::new(),
        parts: Vec::new(),
        work: None,
    }
}

/// Places every page and finds what names stand for.
fn place(site: &mut Site, parts: &Parts, builtin: &[Route]) -> Names {
    for page in &mut site.pages {
        page.url = routes::page(&page.page, &site.config);
    }
    site.works = works(parts.records.clone());
    source_pages::attach(site);
    translations::join(site);
    let routes = || {
        let tags = navigation::tags(site);
        let routes = routes::all(site, &tags, builtin);
        (tags, routes)
    };
    let ((tags, routes), names) = rayon::join(routes, || Names::of(site));
    site.tags = Arc::new(tags);
    site.routes = Arc::new(routes);
    names
}

/// Fills what each page resolved to, where it is not `known`.
fn resolve_links(site: &mut Site, names: &Names, known: Vec<Option<Arc<ResolvedLinks>>>) {
    let links = Links::new(site, names);
    let resolved: Vec<Arc<ResolvedLinks>> = known
        .into_par_iter()
        .enumerate()
        .map(|(index, known)| known.unwrap_or_else(|| Arc::new(links.of(index))))
        .collect();
    for (page, resolved) in site.pages.iter_mut().zip(resolved) {
        page.resolved = resolved;
    }
}

/// Fills what leads to each page and cites each work.
fn collect_backlinks(site: &mut Site) {
    let backlinks = || backlinks::backlinks(site);
    let citing = || (backlinks::citing(site), backlinks::cited_through(site));
    let (backlinks, (citing, cited_through)) = rayon::join(backlinks, citing);
    for (page, backlinks) in site.pages.iter_mut().zip(backlinks) {
        page.backlinks = backlinks;
    }
    let citing = citing.into_iter().zip(cited_through);
    for (work, (citing, cited_through)) in site.works.iter_mut().zip(citing) {
        work.citing = citing;
        work.cited_through = cited_through;
    }
}

/// The sources by id; of two with one id, which is a finding already, the first stays.
fn works(mut records: Vec<Arc<BibEntry>>) -> Vec<Work> {
    records.sort_by(|one, other| one.id.cmp(&other.id));
    records.dedup_by(|later, first| later.id == first.id);
    records
        .into_iter()
        .map(|record| Work {
            url: routes::work(&record.id),
            record,
            source_pages: Vec::new(),
            citing: Vec::new(),
            cited_through: Vec::new(),
            series: Vec::new(),
        })
        .collect()
}
