//! The pages of a language by the folders that they are in, for the first page of a site that has written
//! none. What lists of kinds have is not among them.

use std::collections::BTreeMap;

use crate::model::lang::Lang;
use crate::model::site::{PageIndex, Site};
use crate::render::collation::by_title;
use crate::render::view::{FolderGroup, Linked};

/// The pages that stand in no folder, and then each folder at the root.
pub(crate) fn folders(site: &Site, lang: Lang) -> Vec<FolderGroup> {
    let root = site.config.folder(lang);
    let mut groups: BTreeMap<&str, Vec<PageIndex>> = BTreeMap::new();
    for (index, page) in site.pages.iter().enumerate() {
        if page.lang == lang && page.kind.unlisted && page.work.is_none() {
            let path = page.url.strip_prefix(&root).unwrap_or(&page.url);
            let folder = path.split_once('/').map_or("", |(folder, _)| folder);
            groups.entry(folder).or_default().push(index);
        }
    }
    let groups = groups.into_iter();
    groups
        .map(|(folder, pages)| group(site, lang, folder, pages))
        .collect()
}

fn group(site: &Site, lang: Lang, folder: &str, pages: Vec<PageIndex>) -> FolderGroup {
    let code = site.config.code(lang);
    let own_url = format!("{}{folder}/index.html", site.config.folder(lang));
    let own = pages
        .iter()
        .copied()
        .find(|page| site.pages[*page].url == own_url);
    let pages = pages.into_iter().filter(|page| Some(*page) != own);
    let mut pages = by_title(site, pages.collect(), code);
    // Those that say their place stand in it.
    let order = |page: &PageIndex| site.pages[*page].page.meta.order.unwrap_or(f64::INFINITY);
    pages.sort_by(|one, other| order(one).total_cmp(&order(other)));
    let pages = pages.into_iter().map(|page| Linked {
        title: site.pages[page].title.to_string(),
        url: site.pages[page].url.clone(),
    });
    let name = (!folder.is_empty()).then(|| words(folder));
    FolderGroup {
        title: own.map(|own| site.pages[own].title.to_string()).or(name),
        url: own.map(|own| site.pages[own].url.clone()),
        pages: pages.collect(),
    }
}

/// A folder's name in words.
fn words(folder: &str) -> String {
    let words = folder.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
