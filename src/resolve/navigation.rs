//! Tags, and what the menu of `site.toml` names.

use std::collections::BTreeMap;

use crate::config::Lang;
use crate::parse::slug;
use crate::resolve::urls;
use crate::site::{Generated, MenuItem, Site, Tag};

/// The tags of each language by their slugs; the first spelling of a tag is its label.
pub(super) fn tags(site: &Site) -> BTreeMap<(Lang, String), Tag> {
    let mut tags: BTreeMap<(Lang, String), Tag> = BTreeMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let meta = &page.page.meta;
        for label in &meta.tags {
            let key = (meta.lang, slug(&label.value));
            let tag = tags.entry(key).or_insert_with(|| Tag {
                label: label.value.clone(),
                url: urls::tag(&site.config.folder(meta.lang), &label.value),
                pages: Vec::new(),
            });
            if tag.pages.last() != Some(&index) {
                tag.pages.push(index);
            }
        }
    }
    tags
}

/// What each name of the menu stands for: a page by its id, a page made for every site, or the list
/// of a kind.
pub(super) fn menu(site: &Site) -> Vec<MenuItem> {
    site.config
        .menu
        .iter()
        .map(|name| {
            let wanted = name.value.as_str();
            let page = site.pages.iter().position(|page| {
                page.page.meta.id.value == wanted && page.page.meta.lang == Lang(0)
            });
            if let Some(page) = page {
                return MenuItem::Page(page);
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
