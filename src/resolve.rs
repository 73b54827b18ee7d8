//! Joins all pages and sources into one immutable [`Site`].
//!
//! 1. `urls`: where each page goes in the output; `prose`: which pages are those of sources.
//! 2. `translations`: which pages are one page in several languages.
//! 3. `names`: what each name that links use stands for.
//! 4. `links`: what all that a page names leads to.
//! 5. `embeds`, `backlinks`, `relations`, `agenda`, tags, menu: what follows from these.
//!
//! What the first three give is kept in a [`Memo`] for as long as it holds. Judges nothing: what
//! leads nowhere is recorded for `check`.

mod agenda;
mod backlinks;
mod embeds;
mod links;
mod memo;
pub(crate) mod names;
mod navigation;
pub(crate) mod prints;
mod prose;
mod relations;
mod translations;
pub(crate) mod urls;
pub(crate) mod web;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::bibliography::Record;
use crate::config::{Config, Schema};
use crate::page::{Meta, Page};
use crate::resolve::links::Links;
use crate::resolve::memo::Known;
use crate::resolve::names::Names;
use crate::site::{File, Leads, Site, SitePage, Work};

pub use self::memo::Memo;

/// What a site is made of.
#[derive(Debug, Clone)]
pub struct Parts {
    pub config: Config,
    pub schema: Schema,
    /// By path.
    pub pages: Vec<Arc<Page>>,
    /// In the order of their files.
    pub records: Vec<Arc<Record>>,
    pub files: Arc<BTreeMap<String, File>>,
    /// Whether drafts are pages like others.
    pub drafts: bool,
    /// Whether pages that are never published are.
    pub withheld: bool,
}

impl Parts {
    /// Whether a page is left out of the site.
    fn leaves_out(&self, meta: &Meta) -> bool {
        meta.draft && !self.drafts || meta.withheld.is_some() && !self.withheld
    }
}

/// Resolves everything that one page says of another. `memo` spares what the last site had too, and
/// changes nothing else.
pub fn resolve(parts: Parts, memo: &mut Memo) -> Site {
    let known = memo.last.take().filter(|known| known.holds(&parts));
    let mut site = unresolved(&parts);
    let (names, known) = match known {
        Some(known) => known.place(&mut site),
        None => (place(&mut site, &parts), vec![None; site.pages.len()]),
    };
    lead(&mut site, &names, known);
    memo.last = Some(Known::new(parts, &site, names));
    embeds::bound(&mut site);
    relations::fill(&mut site);
    lead_back(&mut site);
    site.role_pages = agenda::role_pages(&site);
    site.menu = navigation::menu(&site);
    site
}

/// The site as far as no page of it is placed.
fn unresolved(parts: &Parts) -> Site {
    let left_out = |page: &&Arc<Page>| parts.leaves_out(&page.meta);
    let (drafts, pages): (Vec<_>, Vec<_>) = parts.pages.iter().partition(left_out);
    let mut kinds = HashSet::new();
    let pages = pages.into_iter().map(|page| unplaced(page, &mut kinds));
    Site {
        config: parts.config.clone(),
        schema: parts.schema.clone(),
        pages: pages.collect(),
        works: Vec::new(),
        drafts: drafts.into_iter().cloned().collect(),
        files: parts.files.clone(),
        tags: Arc::default(),
        menu: Vec::new(),
        role_pages: Vec::new(),
        urls: Arc::default(),
    }
}

/// A page of which the site knows nothing yet; `kinds` holds the kinds of those before it.
fn unplaced(page: &Arc<Page>, kinds: &mut HashSet<Arc<str>>) -> SitePage {
    let kind = page.meta.kind.value.as_str();
    let kind = kinds.get(kind).cloned().unwrap_or_else(|| {
        let kind: Arc<str> = kind.into();
        kinds.insert(kind.clone());
        kind
    });
    SitePage {
        page: page.clone(),
        title: page.meta.title().into(),
        kind,
        lang: page.meta.lang,
        url: String::new(),
        leads: Arc::default(),
        linked_embeds: Vec::new(),
        inverses: Vec::new(),
        backlinks: Vec::new(),
        translations: Vec::new(),
        series: Vec::new(),
        parts: Vec::new(),
        work: None,
    }
}

/// Places every page and finds what names stand for.
fn place(site: &mut Site, parts: &Parts) -> Names {
    for page in &mut site.pages {
        page.url = urls::page(&page.page, &site.config);
    }
    site.works = works(parts.records.clone());
    prose::attach(site);
    translations::join(site);
    let urls = || {
        let tags = navigation::tags(site);
        let urls = urls::all(site, &tags);
        (tags, urls)
    };
    let ((tags, urls), names) = rayon::join(urls, || Names::of(site));
    site.tags = Arc::new(tags);
    site.urls = Arc::new(urls);
    names
}

/// Fills what each page leads to, where it is not `known`.
fn lead(site: &mut Site, names: &Names, known: Vec<Option<Arc<Leads>>>) {
    let links = Links::new(site, names);
    let leads: Vec<Arc<Leads>> = known
        .into_par_iter()
        .enumerate()
        .map(|(index, known)| known.unwrap_or_else(|| Arc::new(links.of(index))))
        .collect();
    for (page, leads) in site.pages.iter_mut().zip(leads) {
        page.leads = leads;
    }
}

/// Fills what leads to each page and cites each work.
fn lead_back(site: &mut Site) {
    let backlinks = || backlinks::backlinks(site);
    let (backlinks, citing) = rayon::join(backlinks, || backlinks::citing(site));
    for (page, backlinks) in site.pages.iter_mut().zip(backlinks) {
        page.backlinks = backlinks;
    }
    for (work, citing) in site.works.iter_mut().zip(citing) {
        work.citing = citing;
    }
}

/// The sources by id; of two with one id, which is a finding already, the first stays.
fn works(mut records: Vec<Arc<Record>>) -> Vec<Work> {
    records.sort_by(|one, other| one.id.cmp(&other.id));
    records.dedup_by(|later, first| later.id == first.id);
    records
        .into_iter()
        .map(|record| Work {
            url: urls::work(&record.id),
            record,
            prose: Vec::new(),
            citing: Vec::new(),
        })
        .collect()
}
