//! Starlight: `astro.config`, `src/content/docs/`, `public/`.

use super::sidebar;
use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings;
use crate::model::value::Value;

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let plugins = settings.items(&["integrations"]);
    let starlight = plugins
        .into_iter()
        .find(|one| settings::text_of(one, "(called)").as_deref() == Some("starlight"));
    let text = |key: &str| starlight.and_then(|one| settings::text_of(one, key));
    // A title may be given for each language; the first is that of the site.
    let title = text("title").or_else(|| {
        let titles = settings::entry(starlight?, "title")?;
        settings::entries(titles)
            .first()
            .and_then(|(_, value)| settings::text(value))
    });
    let locales = starlight.and_then(|one| settings::entry(one, "locales"));
    let docs = paths::beside(base, "src/content/docs");
    let mut handbook = Handbook {
        title,
        base_url: settings.text(&["site"]),
        languages: locales
            .map(|value| languages(value, text("defaultLocale")))
            .unwrap_or_default(),
        address_prefixes: settings.text(&["base"]).into_iter().collect(),
        include_folders: vec![base.to_owned()],
        links_by_address: true,
        ..Handbook::default()
    };
    handbook.take_folder(original, &docs, &["mdx", "mdoc"], |_| true);
    for page in &mut handbook.pages {
        let stem = paths::without_ending(&page.to);
        page.address = Some(match paths::name(stem) {
            "index" => format!("/{}/", paths::folder(stem)).replace("//", "/"),
            _ => format!("/{}/", stem.to_lowercase()),
        });
    }
    handbook.take_static(original, &paths::beside(base, "public"));
    let assets = paths::beside(base, "src/assets");
    for (from, rest) in original.below(&assets) {
        handbook.take_asset(from, format!("assets/{rest}"));
    }
    let menu = starlight.and_then(|one| settings::entry(one, "sidebar"));
    handbook.navigation = menu
        .map(|value| entries(value, &handbook, &docs))
        .unwrap_or_default();
    handbook.orders_pages = menu.is_some();
    handbook
}

/// The languages; the one at the root is the first.
fn languages(locales: &Value, default: Option<String>) -> Vec<String> {
    let entries = settings::entries(locales);
    let code = |(name, value): &(&str, &Value)| match *name {
        "root" => settings::text_of(value, "lang").unwrap_or_else(|| "en".to_owned()),
        name => name.to_owned(),
    };
    let is_first = |(name, _): &(&str, &Value)| match &default {
        Some(default) => default == name,
        None => *name == "root",
    };
    let first = entries.iter().filter(|entry| is_first(entry)).map(code);
    let others = entries.iter().filter(|entry| !is_first(entry)).map(code);
    first.chain(others).collect()
}

/// The menu; a folder that it names stands for its pages.
fn entries(value: &Value, handbook: &Handbook, docs: &str) -> Vec<NavEntry> {
    let place = |slug: &str| format!("/{}/", slug.trim_matches('/')).replace("//", "/");
    let items = settings::items(value);
    let read = items.into_iter().flat_map(|item| {
        let folder = settings::entry(item, "autogenerate")
            .and_then(|made| settings::text_of(made, "directory"));
        let Some(folder) = folder else {
            let list = sidebar::entries(item, &place);
            return nested(item, list, handbook, docs);
        };
        let label = settings::text_of(item, "label");
        vec![NavEntry::section(label, pages_of(&folder, handbook, docs))]
    });
    read.collect()
}

/// Sections may hold folders too.
fn nested(item: &Value, list: Vec<NavEntry>, handbook: &Handbook, docs: &str) -> Vec<NavEntry> {
    let Some(inner) = settings::entry(item, "items") else {
        return list;
    };
    let label = settings::text_of(item, "label");
    vec![NavEntry::section(label, entries(inner, handbook, docs))]
}

fn pages_of(folder: &str, handbook: &Handbook, docs: &str) -> Vec<NavEntry> {
    let start = format!("{docs}/{}/", folder.trim_matches('/'));
    let pages = handbook
        .pages
        .iter()
        .filter(|page| page.from.starts_with(&start));
    let entries = pages.map(|page| NavEntry {
        label: None,
        target: Some(NavTarget::Path(page.from.clone())),
        children: Vec::new(),
    });
    entries.collect()
}
