//! Where readers of a page write what they would change.
//!
//! Who has the site on a stick has no other way to say which page, and which edition of it, is meant: so the address
//! has both.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::document::address;
use crate::model::layer::OURS;
use crate::model::page::Page;
use crate::model::site::{Route, Site, SitePage};

/// What may stand in a part of an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The same for the path of a file.
const FILE: &AsciiSet = &PLAIN.remove(b'/');

/// The address for the page at `path`; `None` where `site.toml` gives none, or asks for a file where there is none.
pub(crate) fn href(site: &Site, path: &str, title: &str) -> Option<String> {
    let config = &site.config;
    let route = site.routes.get(path).and_then(|routes| routes.first());
    let content = match route {
        Some(Route::Page(index)) => Some(&site.pages[*index]),
        _ => None,
    };
    let wanted = wanted(site, content)?;
    let page = match &config.base_url {
        Some(base) => address::absolute(base, path),
        None => path.to_owned(),
    };
    let version = config.version.clone();
    let version = version
        .or_else(|| Some(config.date?.to_string()))
        .unwrap_or_default();
    let file = content.map_or(path, |page| file(&page.page));
    let lang = content.map_or(config.default_code(), |page| config.code(page.lang));
    if wanted.contains('{') {
        let parts = [
            ("{title}", title),
            ("{page}", &page),
            ("{file}", file),
            ("{version}", &version),
            ("{lang}", lang),
        ];
        let filled = parts
            .iter()
            .fold(wanted.to_owned(), |address, (name, value)| {
                // The path of a file may be part of a path.
                let kept = if *name == "{file}" { FILE } else { PLAIN };
                address.replace(name, &utf8_percent_encode(value, kept).to_string())
            });
        return Some(filled);
    }
    let subject = [title, &version]
        .into_iter()
        .filter(|part| !part.is_empty());
    let subject = subject.collect::<Vec<_>>().join(" · ");
    let parts = if wanted.to_ascii_lowercase().starts_with("mailto:") {
        [("subject", subject.as_str()), ("body", &page)]
    } else {
        [("page", page.as_str()), ("version", &version)]
    };
    let parts = parts.map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, PLAIN)));
    let (before, fragment) = wanted.split_at(wanted.find('#').unwrap_or(wanted.len()));
    let sign = if before.contains('?') { '&' } else { '?' };
    Some(format!("{before}{sign}{}{fragment}", parts.join("&")))
}

/// The address of ours, or for a file of a project beneath that of this one. A list that is made for every site has no file.
fn wanted<'a>(site: &'a Site, content: Option<&SitePage>) -> Option<&'a str> {
    let own = site.config.feedback.as_deref()?;
    if !own.contains("{file}") {
        return Some(own);
    }
    match content?.page.standing.layer {
        OURS => Some(own),
        layer => site.layers.get(usize::from(layer))?.feedback.as_deref(),
    }
}

/// The path of a page's own file.
fn file(page: &Page) -> &str {
    page.standing.file.as_deref().unwrap_or(&page.path)
}
