//! The order in which the pages of a folder are read: its index first, then those that say their place, then the others by
//! their titles.

use std::collections::BTreeMap;

use crate::model::lang::Lang;
use crate::model::site::{BuiltinPage, PageIndex, Site};
use crate::render::collation::by_title;

/// What comes before each page and after it.
#[derive(Default)]
pub(crate) struct ReadingOrder {
    neighbours: Vec<[Option<PageIndex>; 2]>,
}

impl ReadingOrder {
    pub(crate) fn new(site: &Site) -> Self {
        let mut folders: BTreeMap<(Lang, &str), Vec<PageIndex>> = BTreeMap::new();
        for (index, page) in site.pages.iter().enumerate() {
            let is_home = page.url == site.builtin_url(page.lang, BuiltinPage::HOME);
            if page.work.is_none() && !is_home {
                let folder = page.url.rsplit_once('/').map_or("", |(folder, _)| folder);
                folders.entry((page.lang, folder)).or_default().push(index);
            }
        }
        let mut neighbours = vec![[None, None]; site.pages.len()];
        for ((lang, _), pages) in folders {
            let mut pages = by_title(site, pages, site.config.code(lang));
            pages.sort_by(|one, other| place(site, *one).total_cmp(&place(site, *other)));
            for pair in pages.windows(2) {
                neighbours[pair[0]][1] = Some(pair[1]);
                neighbours[pair[1]][0] = Some(pair[0]);
            }
        }
        ReadingOrder { neighbours }
    }

    /// The page before and the page after.
    pub(crate) fn around(&self, page: PageIndex) -> [Option<PageIndex>; 2] {
        self.neighbours.get(page).copied().unwrap_or_default()
    }
}

/// Where a page says that it stands in its folder.
fn place(site: &Site, page: PageIndex) -> f64 {
    let page = &site.pages[page];
    if page.url.ends_with("/index.html") {
        return f64::NEG_INFINITY;
    }
    page.page.meta.order.unwrap_or(f64::INFINITY)
}
