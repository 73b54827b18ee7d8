//! The menu as templates are given it, in a language and at a page.

use tera::Value;

use crate::model::kind::localized;
use crate::model::lang::Lang;
use crate::model::site::{self, MenuItem, in_lang};
use crate::render::edition_routes::EditionRoutes;
use crate::render::view::MenuEntry;

/// The entry of the menu that a page belongs to, counted through all of them, those of groups too.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Here {
    /// It leads to the page itself.
    Page(usize),
    /// It leads to the list that has the page.
    Section(usize),
}

/// What the menu leads to in a language: the page's own version of it where there is one.
pub(crate) fn entries(routes: EditionRoutes<'_>, lang: Lang) -> Vec<MenuEntry> {
    entries_of(routes, lang, &routes.site.menu)
}

fn entries_of(routes: EditionRoutes<'_>, lang: Lang, menu: &[site::MenuEntry]) -> Vec<MenuEntry> {
    let config = &routes.site.config;
    let (code, fallback) = (config.code(lang), config.default_code());
    let entries = menu.iter().filter_map(|entry| {
        let shown = entry_of(routes, lang, &entry.leads_to)?;
        let label = entry.label.as_ref();
        let label = label.and_then(|label| localized(label, code, fallback));
        Some(match label {
            Some(label) => MenuEntry {
                title: label.to_owned(),
                title_lang: None,
                ..shown
            },
            None => shown,
        })
    });
    entries.collect()
}

fn entry_of(routes: EditionRoutes<'_>, lang: Lang, item: &MenuItem) -> Option<MenuEntry> {
    let (site, words) = (routes.site, &routes.theme.words[lang.0 as usize]);
    let leads = |title: &str, url: String| MenuEntry {
        title: title.to_owned(),
        url: Some(url),
        ..MenuEntry::default()
    };
    match item {
        MenuItem::Page(page) => {
            let index = in_lang(&site.pages, *page, lang);
            let page = &site.pages[index];
            let own = site.lang_of(index);
            let other = (own != site.config.code(lang)).then(|| own.to_owned());
            Some(MenuEntry {
                lang: other.clone(),
                title_lang: other,
                ..leads(page.page.meta.title(), page.url.clone())
            })
        }
        MenuItem::Kind(kind) => {
            // A list that a language has no page for is not made, so it is not named.
            site.pages_of_kind(lang, kind).next()?;
            let (code, fallback) = (site.config.code(lang), site.config.default_code());
            let title = site.schema.kind(kind)?.plural(code, fallback);
            Some(leads(title, site.kind_url(lang, kind)))
        }
        MenuItem::Builtin(builtin) => {
            let is_made = routes.has_builtin(lang, builtin);
            let url = site.builtin_url(lang, builtin.name);
            is_made.then(|| leads(words.plain(builtin.word), url))
        }
        MenuItem::Address(address) => Some(MenuEntry {
            title: address.clone(),
            href: Some(address.clone()),
            ..MenuEntry::default()
        }),
        MenuItem::Group(entries) => {
            let items = entries_of(routes, lang, entries);
            // One that holds nothing in a language is not named there.
            (!items.is_empty()).then(|| MenuEntry {
                items,
                ..MenuEntry::default()
            })
        }
        MenuItem::Missing { .. } => None,
    }
}

/// Which entry leads to a url.
pub(crate) fn position(menu: &[MenuEntry], url: &str) -> Option<usize> {
    let all = menu
        .iter()
        .flat_map(|entry| [entry].into_iter().chain(&entry.items));
    let mut urls = all.map(|entry| entry.url.as_deref());
    urls.position(|known| known == Some(url))
}

/// The menu of a page, as a template is given it.
pub(crate) fn value(menu: &[MenuEntry], here: Option<Here>) -> Value {
    let mut at = 0;
    Value::from_serializable(&marked(menu, here, &mut at))
}

fn marked(menu: &[MenuEntry], here: Option<Here>, at: &mut usize) -> Vec<MenuEntry> {
    let entries = menu.iter().map(|entry| {
        let own = *at;
        *at += 1;
        let items = marked(&entry.items, here, at);
        let is_inside = items.iter().any(|item| item.current || item.within);
        MenuEntry {
            current: here == Some(Here::Page(own)),
            within: here == Some(Here::Section(own)) || is_inside,
            items,
            ..entry.clone()
        }
    });
    entries.collect()
}
