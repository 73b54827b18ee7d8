//! MyST and Jupyter Book: `myst.yml`, or `_toc.yml` and `_config.yml`. Notebooks are no pages here.

use super::sidebar;
use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::licence;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::value::Value;

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let is_new = path.is_some_and(|path| path.ends_with("myst.yml"));
    let main = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let config = settings_of(original, base, is_new, &main);
    let first = |keys: &[&[&str]]| {
        keys.iter()
            .find_map(|keys| config.text(keys).or_else(|| main.text(keys)))
    };
    let mut handbook = Handbook {
        title: first(&[&["project", "title"], &["site", "title"], &["title"]]),
        base_url: first(&[&["html", "baseurl"]]),
        languages: first(&[&["sphinx", "config", "language"]])
            .into_iter()
            .collect(),
        licence: first(&[&["project", "license", "content"], &["project", "license"]])
            .and_then(|words| licence::short_name(&words)),
        include_folders: vec![base.to_owned()],
        ..Handbook::default()
    };
    handbook.take_folder(original, base, &[], |path| {
        let is_own = |part: &str| {
            part.starts_with('.') || matches!(part, "_build" | "node_modules" | "_templates")
        };
        !path.split('/').any(is_own)
    });
    exclude(&mut handbook, &config, base);
    let list = if is_new {
        paths::beside(base, "myst.yml")
    } else {
        paths::beside(base, "_toc.yml")
    };
    handbook.settings.push(paths::beside(base, "_config.yml"));
    let toc = settings::read(original, &list);
    handbook.navigation = navigation(&toc, &handbook, base);
    handbook.orders_pages = !handbook.navigation.is_empty();
    let root = toc.text(&["root"]).map(|root| paths::beside(base, &root));
    for page in &mut handbook.pages {
        let stem = paths::without_ending(&page.to);
        page.address = Some(format!("/{stem}.html"));
        // The first page of a book may have any name; here it is the index of its folder.
        if let Some(root) = &root
            && paths::without_ending(&page.from) == paths::without_ending(root)
            && paths::folder(&page.to).is_empty()
        {
            page.to = "index.md".to_owned();
        }
    }
    handbook
}

/// Pages that the settings leave out.
fn exclude(handbook: &mut Handbook, config: &Settings, base: &str) {
    let keys = [
        &["project", "exclude"][..],
        &["exclude_patterns"],
        &["sphinx", "config", "exclude_patterns"],
    ];
    let excluded: Vec<String> = keys.iter().flat_map(|keys| config.texts(keys)).collect();
    let patterns = Patterns::new(excluded.iter().map(String::as_str));
    for page in &mut handbook.pages {
        if patterns.fit(page.from[base.len()..].trim_start_matches('/')) {
            page.hidden = Some("excluded in the settings");
        }
    }
}

/// The settings beside the list of chapters.
fn settings_of(original: &Original, base: &str, is_new: bool, main: &Settings) -> Settings {
    if is_new {
        return Settings {
            table: main.table.clone(),
            fault: None,
        };
    }
    let path = paths::beside(base, "_config.yml");
    if original.files.contains_key(&path) {
        settings::read(original, &path)
    } else {
        Settings::default()
    }
}

/// Parts and chapters, by either form of the list.
fn navigation(toc: &Settings, handbook: &Handbook, base: &str) -> Vec<NavEntry> {
    let place = |file: &str| {
        let path = paths::beside(base, file);
        let is_it = |known: &str| known == path || paths::without_ending(known) == path;
        let found = handbook.pages.iter().find(|page| is_it(&page.from));
        found.map_or(path.clone(), |page| page.from.clone())
    };
    let mut entries = Vec::new();
    if let Some(root) = toc.text(&["root"]) {
        entries.push(NavEntry {
            label: None,
            target: Some(NavTarget::Path(place(&root))),
            children: Vec::new(),
        });
    }
    // The list has stood under each of these names in one version or another; a file has one of them.
    for keys in [
        &["project", "toc"][..],
        &["list"],
        &["parts"],
        &["chapters"],
    ] {
        if let Some(value) = toc.value(keys) {
            entries.extend(parts(value, &place));
        }
    }
    entries
}

/// A part has its title under `caption`.
fn parts(value: &Value, place: &dyn Fn(&str) -> String) -> Vec<NavEntry> {
    let items = settings::items(value);
    let read = items.into_iter().flat_map(|item| {
        let caption = settings::text_of(item, "caption");
        match (caption, settings::entry(item, "chapters")) {
            (Some(caption), Some(chapters)) => {
                vec![NavEntry::section(
                    Some(caption),
                    sidebar::entries(chapters, place),
                )]
            }
            _ => sidebar::entries(item, place),
        }
    });
    read.collect()
}
