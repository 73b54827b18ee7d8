//! What a build prints, and where it goes.

use crate::model::edition::Edition;
use crate::model::file_name::fitting;
use crate::model::lang::Lang;
use crate::model::print_request::{PrintRequest, files, usual_sheets};
use crate::model::sheet::Printing;
use crate::model::site::{PageIndex, Site};

/// The files that an edition has printed of a page, by their paths in the output.
pub(crate) fn of_build(site: &Site, index: PageIndex, edition: Edition) -> Vec<(String, Printing)> {
    let page = &site.pages[index].page;
    let config = &site.config.print;
    if !is_printed(site, index, edition) {
        return Vec::new();
    }
    let mut request = PrintRequest {
        sheets: usual_sheets(page),
        papers: config.papers.clone(),
        large: false,
    };
    let mut printed = files(page, &request);
    if config.large {
        request.large = true;
        printed.extend(files(page, &request));
    }
    let folder = folder(site, index);
    let placed = printed.into_iter();
    placed
        .map(|(name, printing)| (format!("{folder}{name}"), printing))
        .collect()
}

fn is_printed(site: &Site, index: PageIndex, edition: Edition) -> bool {
    let meta = &site.pages[index].page.meta;
    let is_of_kind = site.config.print.prints(&meta.kind.value);
    let makes_pdfs = site.config.print.makes_pdfs && edition.has_pdfs();
    makes_pdfs && meta.print.unwrap_or(is_of_kind)
}

/// Whether an edition has anything to print in a language, as a PDF or from a browser.
pub(crate) fn are_in(site: &Site, lang: Lang, edition: Edition) -> bool {
    let mut pages = site.pages.iter().enumerate();
    pages.any(|(index, page)| {
        let is_printed = || page.page.agenda.is_some() || is_printed(site, index, edition);
        page.page.meta.lang == lang && is_printed()
    })
}

/// The folder of a page's files: `print/monthly-meeting/`, `fr/print/monthly-meeting/`.
pub(crate) fn folder(site: &Site, index: PageIndex) -> String {
    let meta = &site.pages[index].page.meta;
    let folder = site.config.folder(meta.lang);
    format!("{folder}print/{}/", fitting(&meta.id.value))
}
