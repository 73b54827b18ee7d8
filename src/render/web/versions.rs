//! The same page in several languages.

use serde::Serialize;

use crate::document::address;
use crate::model::lang::Lang;
use crate::model::site::{PageIndex, Route, Site};

/// A version of a page, for `hreflang`.
#[derive(Debug, Serialize, PartialEq)]
pub(crate) struct Alternate {
    /// A language, or `x-default` for readers of all others.
    pub(crate) lang: String,
    /// As it is written in an address.
    pub(crate) href: String,
}

/// The versions that the head of the page at `path` names: those in other languages, or, with whole
/// addresses where the site's is known, all of them, which is how search engines want it.
pub(crate) fn alternates(site: &Site, path: &str) -> Vec<Alternate> {
    let owner = site
        .routes
        .get(path)
        .and_then(|owners| Route::first(owners));
    match (owner, &site.config.base_url) {
        (Some(owner), Some(base)) => whole(site, owner, |version| address::absolute(base, version)),
        (Some(Route::Page(page)), None) => of_page(site, *page)
            .into_iter()
            .filter(|(_, version)| version != path)
            .map(|(lang, version)| Alternate {
                lang: site.config.code(lang).to_owned(),
                href: address::href(path, &version),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// All versions of what stands at a path, the default language's once more for readers of all
/// others; none where there is but one.
pub(super) fn whole(
    site: &Site,
    owner: &Route,
    address: impl Fn(&str) -> String,
) -> Vec<Alternate> {
    let versions = versions(site, owner);
    if versions.len() < 2 {
        return Vec::new();
    }
    let named = versions.iter().map(|(lang, path)| Alternate {
        lang: site.config.code(*lang).to_owned(),
        href: address(path),
    });
    let default = versions.iter().find(|(lang, _)| *lang == Lang(0));
    let default = default.map(|(_, path)| Alternate {
        lang: "x-default".to_owned(),
        href: address(path),
    });
    named.chain(default).collect()
}

/// The paths of what stands for the same in each language that has it, in the order of languages.
fn versions(site: &Site, owner: &Route) -> Vec<(Lang, String)> {
    let made = |lang: Lang, path: String, same: Route| {
        let owners = site.routes.get(&path)?;
        (Route::first(owners) == Some(&same)).then_some((lang, path))
    };
    let langs = site.config.langs();
    // Only what has a page in each language has versions; a sheet or a download goes with its page.
    match owner {
        Route::Page(page) => of_page(site, *page),
        Route::Work(_, work) => langs
            .filter_map(|lang| made(lang, site.work_url(lang, *work), Route::Work(lang, *work)))
            .collect(),
        Route::Kind(_, kind) => langs
            .filter_map(|lang| {
                let same = Route::Kind(lang, kind.clone());
                made(lang, site.kind_url(lang, kind), same)
            })
            .collect(),
        Route::Builtin(_, page) => langs
            .filter_map(|lang| {
                let same = Route::Builtin(lang, page);
                made(lang, site.builtin_url(lang, page.name), same)
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn of_page(site: &Site, page: PageIndex) -> Vec<(Lang, String)> {
    let translations = site.pages[page].translations.iter().copied();
    let mut versions: Vec<(Lang, String)> = translations
        .chain([page])
        .map(|page| &site.pages[page])
        .map(|page| (page.page.meta.lang, page.url.clone()))
        .collect();
    versions.sort();
    versions
}
