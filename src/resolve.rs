//! Joins all pages and sources into one immutable [`Site`].
//!
//! 1. `urls`: where each page goes in the output.
//! 2. `translations`: which pages are one page in several languages.
//! 3. `names`: what each name that links use stands for.
//! 4. `links`, `citations`, `relations`: what each of them leads to.
//! 5. `backlinks`, inverses, series, tags, menu: what follows from these.
//!
//! Judges nothing: what leads nowhere is recorded for `check`.

mod backlinks;
mod citations;
mod links;
pub(crate) mod names;
mod navigation;
mod relations;
mod translations;
pub(crate) mod urls;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bibliography::Record;
use crate::config::{Config, Schema};
use crate::page::Page;
use crate::site::{File, Site, SitePage, Work};

/// What a site is made of.
pub struct Parts {
    pub config: Config,
    pub schema: Schema,
    /// By path.
    pub pages: Vec<Arc<Page>>,
    pub records: Vec<Record>,
    pub files: BTreeMap<String, File>,
    /// Whether drafts are pages like others.
    pub drafts: bool,
}

/// Resolves everything that one page says of another.
pub fn resolve(parts: Parts) -> Site {
    let (drafts, pages): (Vec<_>, Vec<_>) = parts
        .pages
        .into_iter()
        .partition(|page| page.meta.draft && !parts.drafts);
    let mut site = Site {
        works: works(parts.records),
        pages: pages
            .into_iter()
            .map(|page| unresolved(page, &parts.config))
            .collect(),
        config: parts.config,
        schema: parts.schema,
        drafts,
        files: parts.files,
        tags: BTreeMap::new(),
        menu: Vec::new(),
        urls: BTreeMap::new(),
    };
    citations::attach_prose(&mut site);
    translations::join(&mut site);
    site.tags = navigation::tags(&site);
    site.urls = urls::all(&site);
    let names = names::Names::of(&site);
    links::resolve(&mut site, &names);
    citations::resolve(&mut site);
    relations::resolve(&mut site, &names);
    backlinks::gather(&mut site);
    site.menu = navigation::menu(&site);
    site
}

fn unresolved(page: Arc<Page>, config: &Config) -> SitePage {
    SitePage {
        url: urls::page(&page, config),
        page,
        links: Vec::new(),
        images: Vec::new(),
        embeds: Vec::new(),
        citations: Vec::new(),
        relations: Vec::new(),
        inverses: Vec::new(),
        backlinks: Vec::new(),
        translations: Vec::new(),
        series: Vec::new(),
        parts: Vec::new(),
        work: None,
    }
}

/// The sources by id; of two with one id, which is a finding already, the first stays.
fn works(mut records: Vec<Record>) -> Vec<Work> {
    records.sort_by(|one, other| one.id.cmp(&other.id));
    records.dedup_by(|later, first| later.id == first.id);
    records
        .into_iter()
        .map(|record| Work {
            url: urls::work(&record.id),
            record,
            citing: Vec::new(),
        })
        .collect()
}
