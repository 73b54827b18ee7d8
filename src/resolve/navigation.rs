//! Tags, and what the menu of `site.toml` names.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::lang::Lang;
use crate::model::menu::{self, LeadsTo, MenuSetting};
use crate::model::site::{MenuEntry, MenuItem, PageIndex, Site, Tag};
use crate::model::slug::tag_key;
use crate::model::source::Spanned;
use crate::resolve::routes;

/// The tags of each language by their keys; the first spelling of a tag is its label.
pub(super) fn tags(site: &Site) -> BTreeMap<(Lang, String), Tag> {
    let mut tags: Vec<((Lang, String), Tag)> = Vec::new();
    let mut of_key: HashMap<(Lang, String), usize> = HashMap::new();
    // A few labels stand on many pages, and a key takes longer to make than a label to find.
    let mut of_label: HashMap<(Lang, &str), usize> = HashMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let meta = &page.page.meta;
        for label in &meta.tags {
            let label = label.value.as_str();
            let tag = of_label.entry((meta.lang, label)).or_insert_with(|| {
                let key = (meta.lang, tag_key(label));
                *of_key.entry(key.clone()).or_insert_with(|| {
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
    let mut tags: BTreeMap<_, _> = tags.into_iter().collect();
    part(&mut tags);
    tags
}

/// Gives tags whose labels come to one path a path each, in the order of their keys.
fn part(tags: &mut BTreeMap<(Lang, String), Tag>) {
    let mut taken: HashSet<String> = HashSet::new();
    for tag in tags.values_mut() {
        let stem = tag.url.strip_suffix(".html").unwrap_or(&tag.url).to_owned();
        let mut number = 2;
        while !taken.insert(tag.url.to_lowercase()) {
            tag.url = format!("{stem}-{number}.html");
            number += 1;
        }
    }
}

fn tag(site: &Site, lang: Lang, label: &str) -> Tag {
    Tag {
        label: label.to_owned(),
        url: routes::tag(&site.config.folder(lang), label),
        pages: Vec::new(),
    }
}

/// What each entry of the menu stands for: a page by its id, a page made for every site, the list of a kind, an address,
/// or a group of these.
pub(super) fn menu(site: &Site) -> Vec<MenuEntry> {
    let names = menu::names(&site.config.menu);
    let wanted: HashSet<&str> = names.iter().map(|name| name.value.as_str()).collect();
    let mut pages: HashMap<&str, PageIndex> = HashMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        let id = page.page.meta.id.value.as_str();
        if page.lang == Lang(0) && wanted.contains(id) {
            pages.entry(id).or_insert(index);
        }
    }
    entries(site, &site.config.menu, &pages)
}

fn entries(
    site: &Site,
    settings: &[MenuSetting],
    pages: &HashMap<&str, PageIndex>,
) -> Vec<MenuEntry> {
    let entries = settings.iter().map(|setting| MenuEntry {
        label: setting.label.clone(),
        leads_to: match &setting.leads_to {
            LeadsTo::Name(name) => find_item(site, name, pages),
            LeadsTo::Address(address) => MenuItem::Address(address.clone()),
            LeadsTo::Group(settings) => MenuItem::Group(entries(site, settings, pages)),
        },
    });
    entries.collect()
}

fn find_item(site: &Site, name: &Spanned<String>, pages: &HashMap<&str, PageIndex>) -> MenuItem {
    let wanted = name.value.as_str();
    if let Some(page) = pages.get(wanted) {
        return MenuItem::Page(*page);
    }
    // `sources` is the list of all sources, not that of the pages of kind `source`.
    let mut builtin = site.builtin_pages.iter().copied();
    if let Some(page) = builtin.find(|page| page.name == wanted) {
        return MenuItem::Builtin(page);
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
}
