//! What resolving one site leaves to the next.
//!
//! Where each page goes follows from a few of its fields. As long as these stay as they are for all
//! pages, and all else that a site is made of, so do the addresses; what names stand for follows the
//! pages whose titles or terms have changed; and a page that was not parsed again leads to what it
//! led to, unless it uses a name that stands for something else now, or names a heading of a page
//! whose headings have changed.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Lang;
use crate::page::{Page, Target};
use crate::print::Format;
use crate::resolve::Parts;
use crate::resolve::names::{Names, folded};
use crate::site::{Leads, Owner, PageIndex, Site, SitePage, Tag, Work, WorkIndex};
use crate::source::Spanned;

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
            && of.withheld == parts.withheld
            && of.config == parts.config
            && of.schema == parts.schema
            && of.files.keys().eq(parts.files.keys())
            && alike(&of.records, &parts.records, Arc::ptr_eq)
            && alike(&of.pages, &parts.pages, |one, other| {
                Arc::ptr_eq(one, other) || go_to_the_same_place(one, other, of)
            })
    }

    /// Places the pages of a site for which it holds. Gives what names stand for there, and what
    /// pages lead to where that is the same.
    pub(super) fn place(mut self, site: &mut Site) -> (Names, Vec<Option<Arc<Leads>>>) {
        let mut renamed = HashSet::new();
        for (index, (page, placed)) in site.pages.iter().zip(&self.pages).enumerate() {
            if !Arc::ptr_eq(&page.page, &placed.page) {
                let (old, new) = (&placed.page, &page.page);
                renamed.extend(self.names.follow(&site.config, index, old, new));
            }
        }
        let pages = || site.pages.iter().zip(&self.pages);
        let changed = |(page, placed): (&SitePage, &Placed)| {
            let same = Arc::ptr_eq(&page.page, &placed.page);
            !same && !have_the_same_headings(&page.page, &placed.page)
        };
        let changed: Vec<bool> = pages().map(changed).collect();
        let leads = site
            .pages
            .par_iter()
            .zip(&self.pages)
            .map(|(page, placed)| {
                let mut headings = placed.leads.headings_of.iter();
                let same = Arc::ptr_eq(&page.page, &placed.page)
                    && headings.all(|page| !changed[*page])
                    && (renamed.is_empty() || !uses(&page.page, &renamed));
                same.then(|| placed.leads.clone())
            });
        let leads = leads.collect();
        for (page, placed) in site.pages.iter_mut().zip(self.pages) {
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

/// Whether a page uses one of these names, which are folded.
fn uses(page: &Page, names: &HashSet<Box<str>>) -> bool {
    let links = page.body.links.iter().map(|link| &link.target);
    let embeds = page.body.embeds.iter().map(|embed| &embed.target);
    let mut named = links.chain(embeds).filter_map(|target| match target {
        Target::Name { name, .. } => Some(&**name),
        _ => None,
    });
    let mut related = page
        .meta
        .relations
        .iter()
        .map(|to| to.target.value.as_str());
    let is_one = |name: &str| names.contains(&*folded(name));
    named.any(is_one) || related.any(is_one)
}

/// Whether two pages of a site go to the same place, and have the same lists made, whatever their
/// titles.
fn go_to_the_same_place(one: &Page, other: &Page, of: &Parts) -> bool {
    let (meta, other_meta) = (&one.meta, &other.meta);
    one.path == other.path
        && meta.lang == other_meta.lang
        && meta.draft == other_meta.draft
        && meta.withheld == other_meta.withheld
        && meta.id.value == other_meta.id.value
        && meta.kind.value == other_meta.kind.value
        // The titles of pages that are left out are known too, so that a link to one can say so.
        && (!of.leaves_out(meta) || values(&meta.title).eq(values(&other_meta.title)))
        && values(&meta.translation_of).eq(values(&other_meta.translation_of))
        && meta.has_prerequisites() == other_meta.has_prerequisites()
        && values(&meta.aliases).eq(values(&other_meta.aliases))
        && values(&meta.tags).eq(values(&other_meta.tags))
        && are_printed_alike(one, other)
}

/// Whether the same files are printed of two pages of the same kind.
fn are_printed_alike(one: &Page, other: &Page) -> bool {
    one.meta.print == other.meta.print
        && one.agenda.is_some() == other.agenda.is_some()
        && Format::of(one) == Format::of(other)
}

fn values<'a>(
    texts: impl IntoIterator<Item = &'a Spanned<String>>,
) -> impl Iterator<Item = &'a str> {
    texts.into_iter().map(|text| text.value.as_str())
}

fn have_the_same_headings(one: &Page, other: &Page) -> bool {
    alike(&one.body.headings, &other.body.headings, |one, other| {
        let same = (one.level, one.public) == (other.level, other.public);
        same && one.id == other.id && one.text == other.text
    })
}
