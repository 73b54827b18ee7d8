//! Hugo: `hugo.toml` or its like, `content/`, `static/` and `assets/`.

mod addresses;
mod withheld;

use std::collections::HashMap;

use super::sidebar;
use crate::import::fields;
use crate::import::handbook::{Handbook, NavEntry, SourcePage};
use crate::import::licence;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};
use crate::model::value::Data;

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let listed = listed_beside(original, path);
    let languages = languages(&settings, listed.as_ref());
    let content = settings
        .text(&["contentDir"])
        .or_else(|| settings.text(&["contentdir"]))
        .unwrap_or_else(|| "content".to_owned());
    let content = paths::beside(base, &content);
    let mut handbook = Handbook {
        title: title(&settings, listed.as_ref(), &languages),
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
    let folders = own_folders(&settings, listed.as_ref(), base, &languages);
    take_languages(&mut handbook, original, &folders, &content);
    for folder in ["static", "assets"] {
        handbook.take_static(original, &paths::beside(base, folder));
    }
    addresses::give(&mut handbook, original, &settings, &languages);
    join_translations(&mut handbook, original, &languages);
    withheld::hide(&mut handbook, original, &settings, base);
    take_params(&mut handbook, original, &settings, path);
    handbook
        .address_prefixes
        .extend(folder_of(handbook.base_url.as_deref()));
    handbook.languages = languages;
    let menus = menus_beside(original, path, &handbook.languages);
    handbook.navigation = menu(&settings, original, &menus);
    handbook.settings.extend(menus);
    handbook
}

/// What pages may show by a name: what the settings give, or a file of its own beside them.
fn take_params(
    handbook: &mut Handbook,
    original: &Original,
    settings: &Settings,
    path: Option<&str>,
) {
    let files = MENU_ENDINGS.map(|ending| {
        let folder = path.map_or("", paths::folder);
        paths::beside(folder, &format!("params.{ending}"))
    });
    let beside = original
        .first(files.iter().map(String::as_str))
        .filter(|_| path.is_some_and(|path| path.contains("_default/")));
    let own = beside.as_ref().map(|file| settings::read(original, file));
    let own = own.iter().flat_map(|own| &own.table.entries);
    let own = own.map(|entry| (entry.key.as_str(), &entry.value));
    for (name, value) in own.chain(settings.entries(&["params"])) {
        if let Some(text) = settings::text(value) {
            handbook.variables.insert(name.to_lowercase(), text);
        }
    }
    handbook.settings.extend(beside);
}

/// The files of menus beside the settings: that of all languages, and that of the first.
fn menus_beside(original: &Original, path: Option<&str>, languages: &[String]) -> Vec<String> {
    let Some(folder) = path.map(paths::folder) else {
        return Vec::new();
    };
    let first = languages.first().map_or("en", String::as_str);
    let names = ["menus", "menu"];
    let stems = names
        .into_iter()
        .flat_map(|name| [name.to_owned(), format!("{name}.{first}")]);
    let files = stems.flat_map(|stem| MENU_ENDINGS.map(|ending| format!("{stem}.{ending}")));
    let files = files.map(|file| paths::beside(folder, &file));
    let found = files.filter(|path| original.files.contains_key(path));
    found.collect()
}

/// What settings may be written in.
const MENU_ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// The main menu, by the weights of its entries.
fn menu(settings: &Settings, original: &Original, beside: &[String]) -> Vec<NavEntry> {
    let beside = beside.iter().map(|path| settings::read(original, path));
    let beside: Vec<Settings> = beside.collect();
    let menus = [
        settings.items(&["menu", "main"]),
        settings.items(&["menus", "main"]),
    ];
    let mut entries = menus.concat();
    entries.extend(beside.iter().flat_map(|file| file.items(&["main"])));
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

fn title(settings: &Settings, listed: Option<&Settings>, languages: &[String]) -> Option<String> {
    let of_first = languages.first().and_then(|code| {
        let beside = listed.and_then(|listed| listed.text(&[code, "title"]));
        beside.or_else(|| settings.text(&["languages", code, "title"]))
    });
    settings.text(&["title"]).or(of_first)
}

/// The file of languages beside the settings.
fn listed_beside(original: &Original, path: Option<&str>) -> Option<Settings> {
    let folder = paths::folder(path?);
    let names = ["languages.toml", "languages.yaml", "languages.yml"];
    let mut beside = names.iter().map(|name| paths::beside(folder, name));
    let path = beside.find(|path| original.files.contains_key(path))?;
    Some(settings::read(original, &path))
}

/// The codes of its languages, the default first.
fn languages(settings: &Settings, listed: Option<&Settings>) -> Vec<String> {
    let first = settings
        .text(&["defaultContentLanguage"])
        .or_else(|| {
            settings
                .text(&["languageCode"])
                .map(|code| code.to_lowercase())
        })
        .or_else(|| settings.text(&["locale"]));
    // A file of its own for the languages lists them in order; in the settings their weights do.
    let listed = match listed {
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

/// The pages of each language: in a folder of its own, or in the general one.
fn take_languages(
    handbook: &mut Handbook,
    original: &Original,
    folders: &[(String, Option<String>)],
    content: &str,
) {
    let own = folders.iter().enumerate();
    for (at, (code, folder)) in
        own.filter_map(|(at, (code, own))| Some((at, (code, own.as_ref()?))))
    {
        take_language(handbook, original, folder, (at > 0).then_some(code));
    }
    // Folders of languages may lie within the general one, so it comes last: a file is taken once.
    let without = folders.iter().position(|(_, own)| own.is_none());
    if without.is_some() || handbook.pages.is_empty() {
        let other = without.filter(|at| *at > 0).map(|at| &folders[at].0);
        take_language(handbook, original, content, other);
    }
}

/// A folder of pages; those of a language other than the first get places below its code.
fn take_language(
    handbook: &mut Handbook,
    original: &Original,
    folder: &str,
    other: Option<&String>,
) {
    let (pages, assets) = (handbook.pages.len(), handbook.assets.len());
    handbook.take_folder(original, folder, &[], |_| true);
    if let Some(code) = other {
        for page in &mut handbook.pages[pages..] {
            page.to = paths::beside(code, &page.to);
        }
        for asset in &mut handbook.assets[assets..] {
            asset.to = paths::beside(code, &asset.to);
        }
    }
}

/// Pages of several languages are one where they have the same `translationKey`.
fn join_translations(handbook: &mut Handbook, original: &Original, languages: &[String]) {
    let key = |page: &SourcePage| {
        let text = original.text(&page.from).map_or("", |text| text);
        let head = fields::head(text).table;
        settings::text(&head.get("translationKey")?.value)
    };
    let is_first = |page: &SourcePage| {
        let stem = paths::without_ending(&page.to);
        let mut others = languages.iter().skip(1);
        !others.any(|code| {
            page.to.starts_with(&format!("{code}/")) || stem.ends_with(&format!(".{code}"))
        })
    };
    let keys: Vec<Option<String>> = handbook.pages.iter().map(key).collect();
    let pages = handbook.pages.iter().zip(&keys);
    let first: HashMap<String, String> = pages
        .filter(|(page, _)| is_first(page))
        .filter_map(|(page, key)| Some((key.clone()?, page.from.clone())))
        .collect();
    for (page, key) in handbook.pages.iter_mut().zip(keys) {
        if !is_first(page) {
            page.translates = key.and_then(|key| first.get(&key).cloned());
        }
    }
}

/// Each language with the folder that the settings give it alone.
fn own_folders(
    settings: &Settings,
    listed: Option<&Settings>,
    base: &str,
    languages: &[String],
) -> Vec<(String, Option<String>)> {
    let folder = |code: &str| {
        let names = ["contentDir", "contentdir"].into_iter();
        let mut found = names.filter_map(|name| {
            let beside = listed.and_then(|listed| listed.text(&[code, name]));
            beside.or_else(|| settings.text(&["languages", code, name]))
        });
        found.next().map(|folder| paths::beside(base, &folder))
    };
    let all = languages.iter();
    all.map(|code| (code.clone(), folder(code))).collect()
}
