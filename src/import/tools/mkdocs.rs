//! MkDocs, with its theme Material: `mkdocs.yml` and a folder of pages.

mod addresses;
mod plugins;
mod withheld;

use self::plugins::{plugin, posts};
use super::summary;
use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::licence;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};
use crate::model::value::{Data, Value};
use crate::parse::join;

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let mut inherited = Vec::new();
    let settings = path
        .map(|path| whole(original, path, &mut inherited))
        .unwrap_or_default();
    let docs = settings
        .text(&["docs_dir"])
        .unwrap_or_else(|| "docs".to_owned());
    let docs = paths::beside(base, &docs);
    let mut handbook = Handbook {
        title: settings.value(&["site_name"]).and_then(title),
        base_url: settings.text(&["site_url"]),
        licence: settings
            .text(&["copyright"])
            .and_then(|words| licence::short_name(&words)),
        languages: languages(&settings),
        include_folders: include_folders(&settings, base, &docs),
        ..Handbook::default()
    };
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    handbook.take_folder(original, &docs, &[], |path| {
        !is_hidden(path) && !path.starts_with("templates/")
    });
    withheld::hide(&mut handbook, original, &settings, &docs);
    let is_pretty = settings.flag(&["use_directory_urls"]) != Some(false);
    let of_first = folder_of_first(&settings, &handbook.languages);
    if let Some(folder) = &of_first {
        set_first(&mut handbook, folder);
    }
    let posts = posts(&settings);
    for page in &mut handbook.pages {
        let post = posts
            .as_deref()
            .and_then(|posts| addresses::post(original, page, posts));
        let place = || addresses::of(&page.to, is_pretty, &handbook.languages);
        page.address = Some(post.unwrap_or_else(place));
    }
    let listed = paths::beside(&docs, of_first.as_deref().unwrap_or_default());
    handbook.navigation = navigation(&mut handbook, original, &settings, &listed);
    handbook.orders_pages = true;
    handbook.settings.extend(inherited);
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

/// So many files of settings may build on each other.
const DEEPEST: usize = 5;

/// The settings at a path, with those of the file that they build on beneath them, which goes to `inherited`.
fn whole(original: &Original, path: &str, inherited: &mut Vec<String>) -> Settings {
    let mut settings = settings::read(original, path);
    // Zensical keeps the same settings in a table of their own.
    if path.ends_with(".toml")
        && let Some(Data::Table(table)) =
            settings.value(&["project"]).map(|value| value.data.clone())
    {
        settings.table = table;
    }
    let beneath = settings.text(&["INHERIT"]);
    let beneath = beneath.and_then(|name| join(paths::folder(path), &name));
    if let Some(beneath) = beneath.filter(|_| inherited.len() < DEEPEST) {
        inherited.push(beneath.clone());
        let beneath = whole(original, &beneath, inherited);
        settings.table = settings::laid_over(settings.table, beneath.table);
        settings.fault = settings.fault.or(beneath.fault);
    }
    settings
}

/// The name of the site; of one that the environment may give, what stands for it otherwise.
fn title(value: &Value) -> Option<String> {
    settings::items(value)
        .last()
        .and_then(|value| settings::text(value))
}

/// The folder of the first language, where each language has one.
fn folder_of_first(settings: &Settings, languages: &[String]) -> Option<String> {
    let structure = settings::text_of(plugin(settings, &["i18n"])?, "docs_structure")?;
    let first = languages.first().filter(|_| structure == "folder")?;
    Some(first.clone())
}

/// Sets the pages of the first language to the root, where they are on the site.
fn set_first(handbook: &mut Handbook, folder: &str) {
    let start = format!("{folder}/");
    let pages = handbook.pages.iter_mut().map(|page| &mut page.to);
    let assets = handbook.assets.iter_mut().map(|asset| &mut asset.to);
    for place in pages.chain(assets) {
        if let Some(rest) = place.strip_prefix(&start) {
            *place = rest.to_owned();
        }
    }
}

/// The menu of the settings, or of a list in a file of its own that the plugin `literate-nav` reads.
fn navigation(
    handbook: &mut Handbook,
    original: &Original,
    settings: &Settings,
    docs: &str,
) -> Vec<NavEntry> {
    let entries = settings.items(&["nav"]).into_iter();
    let entries: Vec<NavEntry> = entries.filter_map(|item| entry(item, docs)).collect();
    let is_literate = settings
        .texts(&["plugins"])
        .iter()
        .any(|name| name == "literate-nav")
        || plugin(settings, &["literate-nav"]).is_some();
    if !entries.is_empty() || !is_literate {
        return entries;
    }
    let file = plugin(settings, &["literate-nav"])
        .and_then(|plugin| settings::text_of(plugin, "nav_file"));
    let path = paths::beside(docs, file.as_deref().unwrap_or("SUMMARY.md"));
    let Some(text) = original.text(&path) else {
        return entries;
    };
    handbook.pages.retain(|page| page.from != path);
    handbook.settings.push(path);
    summary::chapters(text, docs)
}

/// The folders in which pages look for snippets: those of the settings, and those that are usual.
fn include_folders(settings: &Settings, base: &str, docs: &str) -> Vec<String> {
    let extensions = settings.items(&["markdown_extensions"]).into_iter();
    let snippets = extensions.filter_map(|one| settings::entry(one, "pymdownx.snippets"));
    let folders = snippets.filter_map(|snippets| settings::entry(snippets, "base_path"));
    let folders = folders.flat_map(settings::items).filter_map(settings::text);
    let folders = folders.map(|folder| paths::beside(base, &folder));
    let usual = [base.to_owned(), docs.to_owned()];
    folders.chain(usual).collect()
}

fn languages(settings: &Settings) -> Vec<String> {
    let i18n = plugin(settings, &["i18n"]);
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
