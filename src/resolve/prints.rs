//! What a build prints, and where it goes.

use crate::config::Lang;
use crate::parse::fitting;
use crate::print::{Printing, Sheet, Wish, files};
use crate::site::{PageIndex, Site};

/// The files that a build prints of a page, by their paths in the output.
pub(crate) fn of_build(site: &Site, index: PageIndex) -> Vec<(String, Printing)> {
    let page = &site.pages[index].page;
    let config = &site.config.print;
    if !is_printed(site, index) {
        return Vec::new();
    }
    let mut wish = Wish {
        sheets: Sheet::usual(page),
        papers: config.papers.clone(),
        large: false,
    };
    let mut printed = files(page, &wish);
    if config.large {
        wish.large = true;
        printed.extend(files(page, &wish));
    }
    let folder = folder(site, index);
    let placed = printed.into_iter();
    placed
        .map(|(name, printing)| (format!("{folder}{name}"), printing))
        .collect()
}

fn is_printed(site: &Site, index: PageIndex) -> bool {
    let meta = &site.pages[index].page.meta;
    let is_of_kind = site.config.print.has_kind(&meta.kind.value);
    site.config.print.makes_pdfs && meta.print.unwrap_or(is_of_kind)
}

/// Whether there is anything to print in a language, as a PDF or from a browser.
pub(crate) fn are_in(site: &Site, lang: Lang) -> bool {
    let mut pages = site.pages.iter().enumerate();
    pages.any(|(index, page)| {
        page.page.meta.lang == lang && (page.page.agenda.is_some() || is_printed(site, index))
    })
}

/// The folder of a page's files: `print/monthly-meeting/`, `fr/print/monthly-meeting/`.
pub(crate) fn folder(site: &Site, index: PageIndex) -> String {
    let meta = &site.pages[index].page.meta;
    let folder = site.config.folder(meta.lang);
    format!("{folder}print/{}/", fitting(&meta.id.value))
}
