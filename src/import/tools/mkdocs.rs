//! MkDocs, with its theme Material: `mkdocs.yml` and a folder of pages.

use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::licence;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::value::{Data, Value};

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    // Zensical keeps the same settings in a table of their own.
    let key = |name: &'static str| -> Vec<&'static str> {
        if path.is_some_and(|path| path.ends_with(".toml")) {
            vec!["project", name]
        } else {
            vec![name]
        }
    };
    let docs = settings
        .text(&key("docs_dir"))
        .unwrap_or_else(|| "docs".to_owned());
    let docs = paths::beside(base, &docs);
    let mut handbook = Handbook {
        title: settings.text(&key("site_name")),
        base_url: settings.text(&key("site_url")),
        licence: settings
            .text(&key("copyright"))
            .and_then(|words| licence::short_name(&words)),
        languages: languages(&settings),
        include_folders: vec![base.to_owned(), docs.clone()],
        ..Handbook::default()
    };
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    handbook.take_folder(original, &docs, &[], |path| {
        !is_hidden(path) && !path.starts_with("templates/")
    });
    hide(&mut handbook, &settings, &docs);
    let is_pretty = settings.flag(&key("use_directory_urls")) != Some(false);
    for page in &mut handbook.pages {
        page.address = Some(address(&page.to, is_pretty));
    }
    let entries = settings.items(&key("nav"));
    handbook.navigation = entries
        .into_iter()
        .filter_map(|item| entry(item, &docs))
        .collect();
    handbook.orders_pages = true;
    for (name, value) in settings.entries(&["extra"]) {
        if let Some(text) = settings::text(value) {
            handbook.variables.insert(name.to_owned(), text.clone());
            handbook
                .variables
                .insert(format!("config.extra.{name}"), text);
        }
    }
    handbook
}

fn languages(settings: &Settings) -> Vec<String> {
    let plugins = settings.items(&["plugins"]);
    let i18n = plugins
        .into_iter()
        .find_map(|plugin| settings::entry(plugin, "i18n"));
    let listed = i18n.and_then(|plugin| settings::entry(plugin, "languages"));
    let listed = listed.map(settings::items).unwrap_or_default();
    let mut codes: Vec<(bool, String)> = Vec::new();
    for one in listed {
        if let Some(code) = settings::text_of(one, "locale") {
            let is_default = settings::text_of(one, "default").is_some_and(|word| word == "true")
                || matches!(
                    settings::entry(one, "default").map(|value| &value.data),
                    Some(Data::Bool(true))
                );
            codes.push((!is_default, code));
        }
    }
    // The first language of a site is its default, wherever the plugin lists it.
    codes.sort_by_key(|(is_other, _)| *is_other);
    let codes: Vec<String> = codes.into_iter().map(|(_, code)| code).collect();
    if codes.is_empty() {
        settings.text(&["theme", "language"]).into_iter().collect()
    } else {
        codes
    }
}

/// What is excluded is not published there; drafts are seen by the writer alone.
fn hide(handbook: &mut Handbook, settings: &Settings, docs: &str) {
    let excluded = settings.text(&["exclude_docs"]).unwrap_or_default();
    let drafts = settings.text(&["draft_docs"]).unwrap_or_default();
    let (excluded, drafts) = (Patterns::of_lines(&excluded), Patterns::of_lines(&drafts));
    let place = |from: &str| from[docs.len()..].trim_start_matches('/').to_owned();
    for page in &mut handbook.pages {
        let place = place(&page.from);
        if excluded.fit(&place) {
            page.hidden = Some("excluded in mkdocs.yml");
        } else if drafts.fit(&place) {
            page.hidden = Some("a draft by mkdocs.yml");
        }
    }
    handbook
        .assets
        .retain(|asset| !excluded.fit(&place(&asset.from)));
}

/// Where a page stands on the site: `/guide/meet/`, or `/guide/meet.html`.
fn address(place: &str, is_pretty: bool) -> String {
    let stem = paths::without_ending(place);
    let is_index = matches!(paths::name(stem), "index" | "README");
    let folder = paths::folder(stem);
    match (is_index, is_pretty, folder) {
        (true, _, "") => "/".to_owned(),
        (true, true, folder) => format!("/{folder}/"),
        (true, false, folder) => format!("/{folder}/index.html"),
        (false, true, _) => format!("/{stem}/"),
        (false, false, _) => format!("/{stem}.html"),
    }
}

/// `page.md`, `Title: page.md`, `Title: https://…` or `Section: [ … ]`.
fn entry(item: &Value, docs: &str) -> Option<NavEntry> {
    if let Some(text) = settings::text(item) {
        return Some(NavEntry {
            label: None,
            target: Some(target(&text, docs)),
            children: Vec::new(),
        });
    }
    let entries = settings::entries(item);
    let (label, value) = entries.first()?;
    let label = Some((*label).to_owned());
    match &value.data {
        Data::Array(items) => {
            let children = items.iter().filter_map(|item| entry(item, docs)).collect();
            Some(NavEntry::section(label, children))
        }
        _ => Some(NavEntry {
            label,
            target: Some(target(&settings::text(value)?, docs)),
            children: Vec::new(),
        }),
    }
}

fn target(text: &str, docs: &str) -> NavTarget {
    if text.contains("://") {
        NavTarget::Web(text.to_owned())
    } else {
        NavTarget::Path(paths::beside(docs, text))
    }
}
