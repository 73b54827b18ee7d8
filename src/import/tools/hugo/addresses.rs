//! The addresses of Hugo's pages: by their places, or as their fields and the settings say.

use crate::import::fields;
use crate::import::handbook::Handbook;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};
use crate::model::slug::slug;
use crate::model::value::Table;

/// Gives each page its address; none where it cannot be told.
pub(super) fn give(
    handbook: &mut Handbook,
    original: &Original,
    settings: &Settings,
    languages: &[String],
) {
    let first = languages.first().map_or("", String::as_str);
    let is_below = settings.flag(&["defaultContentLanguageInSubdir"]) == Some(true);
    for page in &mut handbook.pages {
        let text = original.text(&page.from).map_or("", |text| text);
        let head = fields::head(text).table;
        let place = address(&page.to, languages);
        let mut others = languages.iter().skip(1);
        let other = others.find(|code| place.starts_with(&format!("/{code}/")));
        let lang = other.map(String::as_str);
        // A pattern is of a folder of pages, within that of the language.
        let within = |path: &str| -> String {
            let start = lang.map(|code| format!("{code}/")).unwrap_or_default();
            let path = path.trim_start_matches('/');
            path.strip_prefix(&start).unwrap_or(path).to_owned()
        };
        let local = format!("/{}", within(&place));
        let found = said(&head, &within(&page.to), &local, settings);
        // What fields and settings say stands below the folder of the language, too.
        let found = match (found, lang) {
            (Said::Place, _) => Some(place),
            (Said::Address(address), Some(code)) => Some(format!("/{code}{address}")),
            (Said::Address(address), None) => Some(address),
            (Said::Unclear, _) => None,
        };
        page.address = found.map(|address| match lang {
            None if is_below => format!("/{first}{address}"),
            _ => address,
        });
    }
}

/// What is said of an address.
enum Said {
    /// Nothing: it goes by the place of the page.
    Place,
    Address(String),
    /// Something that cannot be worked out here.
    Unclear,
}

fn said(head: &Table, to: &str, place: &str, settings: &Settings) -> Said {
    let text = |name: &str| {
        head.get(name)
            .and_then(|entry| settings::text(&entry.value))
    };
    if let Some(url) = text("url") {
        return if url.contains([':', '?']) {
            Said::Unclear
        } else {
            Said::Address(format!("/{}", url.trim_start_matches('/')))
        };
    }
    let name = paths::name(to);
    // Pages of folders have other rules, which few sites change.
    if name.starts_with("_index.") || !to.contains('/') {
        return match text("slug").filter(|_| !name.starts_with("_index.")) {
            Some(slug) => Said::Address(format!("/{slug}/")),
            None => Said::Place,
        };
    }
    let section = to.split('/').next().unwrap_or_default();
    let pattern = settings
        .text(&["permalinks", section])
        .or_else(|| settings.text(&["permalinks", "page", section]));
    match (pattern, text("slug")) {
        (Some(pattern), own) => filled(&pattern, head, place, own),
        (None, Some(own)) => {
            let folder = paths::folder(place.trim_matches('/'));
            Said::Address(format!("/{folder}/{own}/"))
        }
        (None, None) => Said::Place,
    }
}

/// A pattern such as `/:year/:slug/`, filled in for a page.
fn filled(pattern: &str, head: &Table, place: &str, own: Option<String>) -> Said {
    let text = |name: &str| {
        head.get(name)
            .and_then(|entry| settings::text(&entry.value))
    };
    let date = text("date").unwrap_or_default();
    let mut parts = date.get(..10).unwrap_or_default().split('-');
    let mut part = || {
        parts
            .next()
            .map(str::to_owned)
            .filter(|part| !part.is_empty())
    };
    let (year, month, day) = (part(), part(), part());
    let plain = place.trim_matches('/');
    let name = paths::name(plain).to_owned();
    let title = text("title").map(|title| slug(&title));
    let folders = paths::folder(plain).to_owned();
    let section = plain.split('/').next().unwrap_or_default().to_owned();
    let mut words = Vec::new();
    for part in pattern.split('/') {
        let word = match part {
            ":year" => year.clone(),
            ":month" => month.clone(),
            ":day" => day.clone(),
            ":slug" => own.clone().or_else(|| title.clone()),
            ":slugorfilename" | ":slugorcontentbasename" => own.clone().or(Some(name.clone())),
            ":title" => title.clone(),
            ":filename" | ":contentbasename" => Some(name.clone()),
            ":section" => Some(section.clone()),
            ":sections" => Some(folders.clone()),
            part if part.contains(':') => None,
            part => Some(part.to_owned()),
        };
        match word {
            Some(word) => words.push(word),
            None => return Said::Unclear,
        }
    }
    words.retain(|word| !word.is_empty());
    Said::Address(format!("/{}/", words.join("/")))
}

/// Where a page stands: names become small letters with hyphens, an index stands for its folder.
fn address(place: &str, languages: &[String]) -> String {
    let stem = paths::without_ending(place);
    let (stem, suffix) = match stem.rsplit_once('.') {
        Some((rest, code)) if languages.iter().any(|known| known == code) => (rest, Some(code)),
        _ => (stem, None),
    };
    let parts = stem
        .split('/')
        .filter(|part| !matches!(*part, "index" | "_index"));
    let parts: Vec<String> = parts.map(slug).collect();
    let folder = match suffix.filter(|code| languages.first().is_none_or(|first| first != code)) {
        Some(code) => format!("/{code}"),
        None => String::new(),
    };
    match parts.join("/").as_str() {
        "" => format!("{folder}/"),
        path => format!("{folder}/{path}/"),
    }
}
