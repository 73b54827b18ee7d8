//! Hugo: `hugo.toml` or its like, `content/`, `static/` and `assets/`.

mod addresses;
mod withheld;

use super::sidebar;
use crate::import::handbook::{Handbook, NavEntry};
use crate::import::licence;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};
use crate::model::value::Data;

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let languages = languages(&settings, original, path);
    let content = settings
        .text(&["contentDir"])
        .unwrap_or_else(|| "content".to_owned());
    let content = paths::beside(base, &content);
    let mut handbook = Handbook {
        title: title(&settings, &languages),
        base_url: settings
            .text(&["baseURL"])
            .or_else(|| settings.text(&["baseurl"])),
        licence: settings
            .text(&["copyright"])
            .and_then(|words| licence::short_name(&words)),
        include_folders: vec![base.to_owned(), content.clone()],
        links_by_address: true,
        ..Handbook::default()
    };
    take_languages(&mut handbook, original, &settings, base, &languages);
    // Each language may have a folder of its own; a site with one language has only this.
    if handbook.pages.is_empty() {
        handbook.take_folder(original, &content, &[], |_| true);
    }
    for folder in ["static", "assets"] {
        handbook.take_static(original, &paths::beside(base, folder));
    }
    addresses::give(&mut handbook, original, &settings, &languages);
    withheld::hide(&mut handbook, original, &settings);
    for (name, value) in settings.entries(&["params"]) {
        if let Some(text) = settings::text(value) {
            handbook.variables.insert(name.to_lowercase(), text);
        }
    }
    handbook
        .address_prefixes
        .extend(folder_of(handbook.base_url.as_deref()));
    handbook.languages = languages;
    handbook.navigation = menu(&settings);
    handbook
}

/// The main menu, by the weights of its entries.
fn menu(settings: &Settings) -> Vec<NavEntry> {
    let menus = [
        settings.items(&["menu", "main"]),
        settings.items(&["menus", "main"]),
    ];
    let mut entries = menus.concat();
    entries.sort_by_key(|entry| weight(entry));
    let place = |url: &str| format!("/{}", url.trim_start_matches('/'));
    let entries = entries
        .into_iter()
        .flat_map(|entry| sidebar::entries(entry, &place));
    entries.collect()
}

/// The folder of a site on its host: `/handbook` of `https://example.org/handbook/`.
pub(super) fn folder_of(base_url: Option<&str>) -> Option<String> {
    let (_, rest) = base_url?.split_once("://")?;
    let (_, folder) = rest.split_once('/')?;
    let folder = folder.trim_matches('/');
    (!folder.is_empty()).then(|| format!("/{folder}"))
}

fn title(settings: &Settings, languages: &[String]) -> Option<String> {
    let of_first = languages
        .first()
        .and_then(|code| settings.text(&["languages", code, "title"]));
    settings.text(&["title"]).or(of_first)
}

/// The codes of its languages, the default first.
fn languages(settings: &Settings, original: &Original, path: Option<&str>) -> Vec<String> {
    let first = settings
        .text(&["defaultContentLanguage"])
        .or_else(|| {
            settings
                .text(&["languageCode"])
                .map(|code| code.to_lowercase())
        })
        .or_else(|| settings.text(&["locale"]));
    let beside = path.map(|path| paths::beside(paths::folder(path), "languages.toml"));
    let own = beside.filter(|path| original.files.contains_key(path));
    let own = own.map(|path| settings::read(original, &path));
    // A file of its own for the languages lists them in order; in the settings their weights do.
    let listed = match &own {
        Some(own) => own
            .table
            .entries
            .iter()
            .map(|entry| entry.key.clone())
            .collect(),
        None => {
            let mut entries = settings.entries(&["languages"]);
            entries.sort_by_key(|(_, value)| weight(value));
            let codes = entries.into_iter().map(|(code, _)| code.to_owned());
            codes.collect::<Vec<String>>()
        }
    };
    let mut codes: Vec<String> = first.into_iter().chain(listed).collect();
    let mut known: Vec<String> = Vec::new();
    codes.retain(|code| {
        let is_new = !known.contains(&code.to_lowercase());
        known.push(code.to_lowercase());
        is_new
    });
    codes
}

fn weight(value: &crate::model::value::Value) -> i64 {
    match settings::entry(value, "weight").map(|weight| &weight.data) {
        Some(Data::Integer(weight)) => *weight,
        _ => i64::MAX,
    }
}

/// Languages that have a folder each.
fn take_languages(
    handbook: &mut Handbook,
    original: &Original,
    settings: &Settings,
    base: &str,
    languages: &[String],
) {
    for (at, code) in languages.iter().enumerate() {
        if let Some(folder) = settings.text(&["languages", code, "contentDir"]) {
            let before = handbook.pages.len();
            let assets = handbook.assets.len();
            handbook.take_folder(original, &paths::beside(base, &folder), &[], |_| true);
            if at > 0 {
                for page in &mut handbook.pages[before..] {
                    page.to = paths::beside(code, &page.to);
                }
                for asset in &mut handbook.assets[assets..] {
                    asset.to = paths::beside(code, &asset.to);
                }
            }
        }
    }
}
