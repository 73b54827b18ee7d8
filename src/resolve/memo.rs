//! What resolving one site leaves to the next.
//!
//! Where each page goes and what each name stands for follow from what the pages show to each other:
//! paths, metadata and headings. As long as these and all else that a site is made of stay as they
//! are, so does what each name stands for, and a page that was not parsed again leads to what it
//! led to.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Lang;
use crate::page::{Heading, Page};
use crate::resolve::Parts;
use crate::resolve::names::Names;
use crate::site::{Leads, Owner, PageIndex, Site, Tag, Work, WorkIndex};

/// Belongs to one project.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) last: Option<Known>,
}

/// A site without what its texts say of one another.
#[derive(Debug)]
pub(super) struct Known {
    of: Parts,
    pages: Vec<Placed>,
    works: Vec<Work>,
    tags: Arc<BTreeMap<(Lang, String), Tag>>,
    urls: Arc<BTreeMap<String, Vec<Owner>>>,
    names: Names,
}

/// Where a page is, and what it leads to.
#[derive(Debug)]
struct Placed {
    page: Arc<Page>,
    url: String,
    work: Option<WorkIndex>,
    translations: Vec<PageIndex>,
    leads: Arc<Leads>,
}

impl Known {
    /// Keeps what is known of a site that is made of `parts`.
    pub(super) fn new(of: Parts, site: &Site, names: Names) -> Self {
        let pages = site.pages.iter().map(|page| Placed {
            page: page.page.clone(),
            url: page.url.clone(),
            work: page.work,
            translations: page.translations.clone(),
            leads: page.leads.clone(),
        });
        Known {
            of,
            pages: pages.collect(),
            works: site.works.clone(),
            tags: site.tags.clone(),
            urls: site.urls.clone(),
            names,
        }
    }

    /// Whether it holds for a site that is made of `parts`.
    pub(super) fn holds(&self, parts: &Parts) -> bool {
        let of = &self.of;
        of.drafts == parts.drafts
            && of.config == parts.config
            && of.schema == parts.schema
            && of.files.keys().eq(parts.files.keys())
            && alike(&of.records, &parts.records, Arc::ptr_eq)
            && alike(&of.pages, &parts.pages, |one, other| {
                Arc::ptr_eq(one, other) || show_the_same(one, other)
            })
    }

    /// Places the pages of a site for which it holds. Gives what names stand for there, and for each
    /// page that is the same what it leads to.
    pub(super) fn place(self, site: &mut Site) -> (Names, Vec<Option<Arc<Leads>>>) {
        let mut leads = Vec::with_capacity(self.pages.len());
        for (page, placed) in site.pages.iter_mut().zip(self.pages) {
            let same = Arc::ptr_eq(&page.page, &placed.page);
            leads.push(same.then_some(placed.leads));
            page.url = placed.url;
            page.work = placed.work;
            page.translations = placed.translations;
        }
        site.works = self.works;
        site.tags = self.tags;
        site.urls = self.urls;
        (self.names, leads)
    }
}

fn alike<T>(these: &[T], those: &[T], alike: impl Fn(&T, &T) -> bool) -> bool {
    let mut pairs = these.iter().zip(those);
    these.len() == those.len() && pairs.all(|(one, other)| alike(one, other))
}

/// Whether two pages are the same but for their texts.
fn show_the_same(one: &Page, other: &Page) -> bool {
    let heading = |one: &Heading, other: &Heading| {
        let same = (one.level, one.public) == (other.level, other.public);
        same && one.id == other.id && one.text == other.text
    };
    one.source == other.source
        && one.path == other.path
        && one.meta == other.meta
        && alike(&one.body.headings, &other.body.headings, heading)
}
