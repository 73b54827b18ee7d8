//! Tags, and what the menu of `site.toml` names.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::config::Lang;
use crate::parse::slug;
use crate::resolve::urls;
use crate::site::{Generated, MenuItem, PageIndex, Site, Tag};

/// The tags of each language by their slugs; the first spelling of a tag is its label.
pub(super) fn tags(site: &Site) -> BTreeMap<(Lang, String), Tag> {
    let mut tags: Vec<((Lang, String), Tag)> = Vec::new();
    let mut of_slug: HashMap<(Lang, String), usize> = HashMap::new();
    // A few labels stand on many pages, and a slug takes longer to make than a label to find.
    let mut of_label: HashMap<(Lang, &str), usize> = HashMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let meta = &page.page.meta;
        for label in &meta.tags {
            let label = label.value.as_str();
            let tag = of_label.entry((meta.lang, label)).or_insert_with(|| {
                let key = (meta.lang, slug(label));
                *of_slug.entry(key.clone()).or_insert_with(|| {
                    tags.push((key, tag(site, meta.lang, label)));
                    tags.len() - 1
                })
            });
            let pages = &mut tags[*tag].1.pages;
            if pages.last() != Some(&index) {
                pages.push(index);
            }
        }
    }
    tags.into_iter().collect()
}

fn tag(site: &Site, lang: Lang, label: &str) -> Tag {
    Tag {
        label: label.to_owned(),
        url: urls::tag(&site.config.folder(lang), label),
        pages: Vec::new(),
    }
}

/// What each name of the menu stands for: a page by its id, a page made for every site, or the list
/// of a kind.
pub(super) fn menu(site: &Site) -> Vec<MenuItem> {
    let names = site.config.menu.iter();
    let wanted: HashSet<&str> = names.map(|name| name.value.as_str()).collect();
    let mut pages: HashMap<&str, PageIndex> = HashMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let id = page.page.meta.id.value.as_str();
        if page.lang == Lang(0) && wanted.contains(id) {
            pages.entry(id).or_insert(index);
        }
    }
    site.config
        .menu
        .iter()
        .map(|name| {
            let wanted = name.value.as_str();
            if let Some(page) = pages.get(wanted) {
                return MenuItem::Page(*page);
            }
            // `sources` is the list of all sources, not that of the pages of kind `source`.
            let generated = Generated::ALL
                .into_iter()
                .find(|page| page.name() == wanted);
            if let Some(generated) = generated {
                return MenuItem::Generated(generated);
            }
            let kind = site
                .listed_kinds()
                .find(|kind| kind.listing.as_deref() == Some(wanted) || kind.id == wanted);
            match kind {
                Some(kind) => MenuItem::Kind(kind.id.clone()),
                None => MenuItem::Missing {
                    name: wanted.to_owned(),
                    span: name.span,
                },
            }
        })
        .collect()
}
