//! The pages that say what the roles of meetings are.

use crate::model::lang::Lang;
use crate::model::site::{PageIndex, Site};

/// The id of the page whose headings are roles.
const ROLES: &str = "meeting-roles";

/// For each language the page of roles, in that language or else in another; empty for a site
/// without agendas, which has no use for them.
pub(super) fn role_pages(site: &Site) -> Vec<Option<PageIndex>> {
    if site.pages.iter().all(|page| page.page.agenda.is_none()) {
        return Vec::new();
    }
    let pages = site.pages.iter().enumerate();
    let pages: Vec<(Lang, PageIndex)> = pages
        .filter(|(_, page)| page.page.meta.id.value == ROLES)
        .map(|(index, page)| (page.page.meta.lang, index))
        .collect();
    let of = |lang: Lang| pages.iter().find(|(other, _)| *other == lang);
    let langs = site.config.langs();
    langs
        .map(|lang| {
            let any = || site.config.langs().find_map(of);
            of(lang).or_else(any).map(|(_, page)| *page)
        })
        .collect()
}
