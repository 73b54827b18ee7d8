//! Which routes of a site one edition of it has, with the theme it is made with.

use crate::model::edition::Edition;
use crate::model::lang::Lang;
use crate::model::sheet::Sheet;
use crate::model::site::{BuiltinPage, Route, Site};
use crate::render::builtin_pages;
use crate::render::theme::Theme;

#[derive(Clone, Copy)]
pub(crate) struct EditionRoutes<'a> {
    pub(crate) site: &'a Site,
    pub(crate) theme: &'a Theme,
    pub(crate) edition: Edition,
}

impl EditionRoutes<'_> {
    /// Whether the edition has what is at a route of the site. A theme of a group's own may lack the
    /// template for it.
    pub(crate) fn has(self, route: &Route) -> bool {
        self.edition.has(route)
            && match route {
                Route::Sheet(_, sheet) => self.theme.has(&template_of(*sheet)),
                Route::Builtin(lang, page) => {
                    let has_template = !page.is_optional || self.theme.has(page.template);
                    has_template && builtin_pages::is_in(page, self.site, *lang, self.edition)
                }
                _ => true,
            }
    }

    /// Whether the edition has a page that is made for every site.
    pub(crate) fn has_builtin(self, lang: Lang, page: &'static BuiltinPage) -> bool {
        let url = self.site.builtin_url(lang, page.name);
        self.site.routes.contains_key(&url) && self.has(&Route::Builtin(lang, page))
    }
}

/// The template of a sheet.
pub(crate) fn template_of(sheet: Sheet) -> String {
    format!("sheets/{}.html", sheet.name())
}
