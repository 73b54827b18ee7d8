//! What resolving one site leaves to the next.
//!
//! Where each page goes follows from a few of its fields. As long as these stay as they are for all
//! pages, and all else that a site is made of, so do the addresses; what names stand for follows the
//! pages whose titles or terms have changed; and a page that was not parsed again resolved to what it
//! led to, unless it uses a name that stands for something else now, or names a heading of a page
//! whose headings have changed.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::model::lang::Lang;
use crate::model::page::{Page, Target};
use crate::model::print_request::Format;
use crate::model::site::{PageIndex, ResolvedLinks, Route, Site, SitePage, Tag, Work, WorkIndex};
use crate::model::source::Spanned;
use crate::resolve::names::{Names, folded};
use crate::resolve::own_fields::Joined;
use crate::resolve::parts::Parts;
use crate::resolve::routes::cites;

/// Belongs to one project.
#[derive(Debug, Default)]
pub struct ResolveCache {
    pub(super) last: Option<PreviousSite>,
    pub(super) joined: Joined,
}

/// A site without what its texts say of one another.
#[derive(Debug)]
pub(super) struct PreviousSite {
    of: Parts,
    pages: Vec<PlacedPage>,
    works: Vec<Work>,
    tags: Arc<BTreeMap<(Lang, String), Tag>>,
    routes: Arc<BTreeMap<String, Vec<Route>>>,
    names: Names,
    /// The pages that were made for every language.
    builtin: Vec<Route>,
}

/// Where a page is, and what it resolved to.
#[derive(Debug)]
struct PlacedPage {
    page: Arc<Page>,
    url: String,
    work: Option<WorkIndex>,
    translations: Vec<PageIndex>,
    resolved: Arc<ResolvedLinks>,
}

impl PreviousSite {
    /// Keeps what is known of a site that is made of `parts`.
    pub(super) fn new(of: Parts, site: &Site, names: Names, builtin: Vec<Route>) -> Self {
        let pages = site.pages.iter().map(|page| PlacedPage {
            page: page.page.clone(),
            url: page.url.clone(),
            work: page.work,
            translations: page.translations.clone(),
            resolved: page.resolved.clone(),
        });
        PreviousSite {
            of,
            pages: pages.collect(),
            works: site.works.clone(),
            tags: site.tags.clone(),
            routes: site.routes.clone(),
            names,
            builtin,
        }
    }

    /// Whether it holds for a site that is made of `parts` and has these pages made for it.
    pub(super) fn holds(&self, parts: &Parts, builtin: &[Route]) -> bool {
        let of = &self.of;
        self.builtin == builtin
            && of.drafts == parts.drafts
            && of.withheld == parts.withheld
            && of.config == parts.config
            && of.schema == parts.schema
            && of.layers == parts.layers
            && of.unlisted == parts.unlisted
            && of.files.keys().eq(parts.files.keys())
            && alike(&of.records, &parts.records, Arc::ptr_eq)
            && alike(&of.pages, &parts.pages, |one, other| {
                Arc::ptr_eq(one, other) || go_to_the_same_place(one, other, of)
            })
    }

    /// Places the pages of a site for which the cache still holds. Gives what names stand for there, and what
    /// pages lead to where that is the same.
    pub(super) fn place(mut self, site: &mut Site) -> (Names, Vec<Option<Arc<ResolvedLinks>>>) {
        let mut renamed = HashSet::new();
        for (index, (page, placed)) in site.pages.iter().zip(&self.pages).enumerate() {
            if !Arc::ptr_eq(&page.page, &placed.page) {
                let (old, new) = (&placed.page, &page.page);
                renamed.extend(self.names.follow(&site.config, index, old, new));
            }
        }
        // Links into a page name its headings by their places, which only the same headings keep.
        let pages = || site.pages.iter().zip(&self.pages);
        let changed = |(page, placed): (&SitePage, &PlacedPage)| {
            let same = Arc::ptr_eq(&page.page, &placed.page);
            !same && !have_the_same_headings(&page.page, &placed.page)
        };
        let changed: Vec<bool> = pages().map(changed).collect();
        let resolved = site
            .pages
            .par_iter()
            .zip(&self.pages)
            .map(|(page, placed)| {
                let mut headings = placed.resolved.headings_of.iter();
                let same = Arc::ptr_eq(&page.page, &placed.page)
                    && headings.all(|page| !changed[*page])
                    && (renamed.is_empty() || !uses(&page.page, &renamed));
                same.then(|| placed.resolved.clone())
            });
        let resolved = resolved.collect();
        for (page, placed) in site.pages.iter_mut().zip(self.pages) {
            page.url = placed.url;
            page.work = placed.work;
            page.translations = placed.translations;
        }
        site.works = self.works;
        site.tags = self.tags;
        site.routes = self.routes;
        (self.names, resolved)
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
        && one.place == other.place
        && one.standing == other.standing
        && meta.lang == other_meta.lang
        && meta.draft == other_meta.draft
        && meta.withheld == other_meta.withheld
        && meta.id.value == other_meta.id.value
        && meta.kind.value.id == other_meta.kind.value.id
        // What pages that are left out are called, and their terms, are known too, so that a link to one can say so.
        && (!of.leaves_out(meta)
            || (meta.title() == other_meta.title() && have_the_same_headings(one, other)))
        && values(&meta.translation_of).eq(values(&other_meta.translation_of))
        && values(&meta.aliases).eq(values(&other_meta.aliases))
        && values(&meta.redirects).eq(values(&other_meta.redirects))
        && values(&meta.tags).eq(values(&other_meta.tags))
        && cites(one) == cites(other)
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
    one.body.title_id == other.body.title_id
        && one.body.anchors == other.body.anchors
        && alike(&one.body.headings, &other.body.headings, |one, other| {
            let same = (one.level, one.public) == (other.level, other.public);
            same && one.id == other.id && one.text == other.text
        })
}
