//! VitePress: `.vitepress/config`, pages beside it, `public/`.

use super::sidebar;
use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::value::{Data, Value};

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let source = settings.text(&["srcDir"]).unwrap_or_default();
    let root = paths::beside(base, &source);
    let mut handbook = Handbook {
        title: settings.text(&["title"]),
        languages: languages(&settings),
        address_prefixes: settings.text(&["base"]).into_iter().collect(),
        include_folders: vec![root.clone()],
        orders_pages: true,
        ..Handbook::default()
    };
    let is_own = |path: &str| {
        path.split('/')
            .any(|part| part.starts_with('.') || part == "node_modules")
            || path.starts_with("public/")
    };
    handbook.take_folder(original, &root, &[], |path| !is_own(path));
    let excluded = settings.texts(&["srcExclude"]);
    let excluded = Patterns::new(excluded.iter().map(String::as_str));
    for page in &mut handbook.pages {
        let local = page.from[root.len()..].trim_start_matches('/');
        if excluded.fit(local) {
            page.hidden = Some("excluded in the settings");
        }
        let stem = paths::without_ending(&page.to);
        page.address = Some(match paths::name(stem) {
            "index" => format!("/{}/", paths::folder(stem)).replace("//", "/"),
            _ => format!("/{stem}.html"),
        });
    }
    handbook.take_static(original, &paths::beside(&root, "public"));
    // A site in several languages has the settings of its first one under `root`.
    let menu = |key: &str| {
        settings
            .value(&["themeConfig", key])
            .or_else(|| settings.value(&["locales", "root", "themeConfig", key]))
    };
    handbook.navigation = menu("sidebar").map(sections).unwrap_or_default();
    if handbook.navigation.is_empty() {
        handbook.navigation = menu("nav").map(sections).unwrap_or_default();
    }
    of_first_language(&mut handbook.navigation, &other_folders(&settings));
    handbook
}

/// The folders of all languages but the first.
fn other_folders(settings: &Settings) -> Vec<String> {
    let locales = settings.entries(&["locales"]);
    let has_root = locales.iter().any(|(code, _)| *code == "root");
    let others = locales.iter().filter(|(code, _)| *code != "root");
    others
        .skip(usize::from(!has_root))
        .map(|(code, _)| format!("/{code}/"))
        .collect()
}

/// A menu is that of the first language; the pages of others are reached from its pages.
fn of_first_language(entries: &mut Vec<NavEntry>, others: &[String]) {
    let is_other = |entry: &NavEntry| match &entry.target {
        Some(NavTarget::Path(path)) => others.iter().any(|folder| path.starts_with(folder)),
        _ => false,
    };
    entries.retain_mut(|entry| {
        let had_children = !entry.children.is_empty();
        of_first_language(&mut entry.children, others);
        let is_emptied = had_children && entry.children.is_empty() && entry.target.is_none();
        !is_other(entry) && !is_emptied
    });
}

/// The languages of `locales`; `root` is the first.
fn languages(settings: &Settings) -> Vec<String> {
    let root = settings
        .text(&["locales", "root", "lang"])
        .or_else(|| settings.text(&["lang"]));
    let locales = settings.entries(&["locales"]);
    let others = locales
        .into_iter()
        .filter(|(code, _)| *code != "root")
        .map(|(code, _)| code.to_owned());
    let others: Vec<String> = others.collect();
    if others.is_empty() {
        root.into_iter().collect()
    } else {
        root.into_iter().chain(others).collect()
    }
}

/// A menu for all pages, or one for each folder.
fn sections(value: &Value) -> Vec<NavEntry> {
    let place = |folder: &str, link: &str| {
        let link = if link.starts_with('/') {
            link.to_owned()
        } else {
            format!("{folder}{link}")
        };
        format!("/{}", link.trim_start_matches('/'))
    };
    match &value.data {
        Data::Table(table) => {
            let folders = table.entries.iter().flat_map(|entry| {
                let folder = entry.key.clone();
                // A folder may have its items in an object with what they count from.
                let items = settings::entry(&entry.value, "items").unwrap_or(&entry.value);
                let from = settings::text_of(&entry.value, "base").unwrap_or(folder);
                sidebar::entries(items, &|link| place(&from, link))
            });
            folders.collect()
        }
        _ => sidebar::entries(value, &|link| place("/", link)),
    }
}
