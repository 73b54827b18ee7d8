//! Docusaurus: `docusaurus.config`, `docs/`, `blog/`, `src/pages/`, `static/`, `sidebars` and `i18n/`.

mod addresses;

use self::addresses::numbered;
use super::hugo::folder_of;
use super::sidebar;
use crate::import::handbook::{Handbook, NavEntry, SourcePage};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::value::Value;

const PAGES: [&str; 1] = ["mdx"];

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let preset = preset_settings(&settings, "docs");
    let of_docs = |key: &str| {
        let own = preset.and_then(|docs| settings::text_of(docs, key));
        own.unwrap_or_else(|| "docs".to_owned())
    };
    let docs = join_up(base, &of_docs("path"));
    let route = of_docs("routeBasePath").trim_matches('/').to_owned();
    let first = settings.text(&["i18n", "defaultLocale"]);
    let others = settings
        .texts(&["i18n", "locales"])
        .into_iter()
        .filter(|code| first.as_ref() != Some(code));
    let languages: Vec<String> = first.clone().into_iter().chain(others).collect();
    let mut handbook = Handbook {
        title: settings.text(&["title"]),
        base_url: settings.text(&["url"]),
        address_prefixes: settings.text(&["baseUrl"]).into_iter().collect(),
        include_folders: vec![base.to_owned()],
        links_by_address: true,
        ..Handbook::default()
    };
    take_docs(&mut handbook, original, &docs, &route, "");
    let blog = paths::beside(base, "blog");
    take_docs(&mut handbook, original, &blog, "blog", "blog");
    let pages = paths::beside(base, "src/pages");
    take_docs(&mut handbook, original, &pages, "", "");
    // A translation stands in a folder of its language, with the paths of the original within it.
    for code in languages.iter().skip(1) {
        let folder = format!("i18n/{code}/docusaurus-plugin-content-docs/current");
        let folder = paths::beside(base, &folder);
        let route = paths::beside(code, &route);
        take_docs(&mut handbook, original, &folder, &route, code);
    }
    handbook.languages = languages;
    handbook.take_static(original, &paths::beside(base, "static"));
    handbook
        .address_prefixes
        .extend(folder_of(handbook.base_url.as_deref()));
    for (part, folder) in [("docs", &docs), ("blog", &blog), ("pages", &pages)] {
        exclude(&mut handbook, preset_settings(&settings, part), folder);
    }
    categories(&mut handbook, original, &docs);
    navigation(&mut handbook, original, base, &docs);
    handbook.menu = menu(&settings, &handbook, original, &docs);
    handbook
}

/// Pages below `folder` that the settings of this part of the site leave out.
fn exclude(handbook: &mut Handbook, settings: Option<&Value>, folder: &str) {
    let Some(list) = settings.and_then(|settings| settings::entry(settings, "exclude")) else {
        return;
    };
    let list: Vec<String> = settings::items(list)
        .into_iter()
        .filter_map(settings::text)
        .collect();
    let patterns = Patterns::new(list.iter().map(String::as_str));
    for page in &mut handbook.pages {
        let local = page.from.strip_prefix(folder);
        let local = local.map(|local| local.trim_start_matches('/'));
        if local.is_some_and(|local| patterns.fit(local)) {
            page.hidden = Some("excluded in the settings");
        }
    }
}

/// The settings of the pages (`docs`), the posts (`blog`) or single pages (`pages`), of a preset or a plugin.
fn preset_settings<'a>(settings: &'a Settings, part: &str) -> Option<&'a Value> {
    let presets = settings.items(&["presets"]);
    presets.into_iter().find_map(|preset| {
        let parts = settings::items(preset);
        parts
            .into_iter()
            .find_map(|options| settings::entry(options, part))
    })
}

/// A path that may lead out of the folder of the settings, `../docs`.
fn join_up(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The pages of a folder, which stand below `route` on the site and below `to` here.
fn take_docs(handbook: &mut Handbook, original: &Original, folder: &str, route: &str, to: &str) {
    let (pages, assets) = (handbook.pages.len(), handbook.assets.len());
    let is_own = |path: &str| {
        paths::name(path) == "_category_.json" || paths::name(path) == "_category_.yml"
    };
    handbook.take_folder(original, folder, &PAGES, |path| !is_own(path));
    for page in &mut handbook.pages[pages..] {
        let stem = paths::without_ending(&page.to).to_owned();
        page.address = Some(addresses::of(original, &page.from, &stem, route));
        if stem.split('/').any(|part| part.starts_with('_')) {
            page.hidden = Some("a part that other pages show");
        }
        number(page, &stem);
        if route != "blog" && is_first(original, &page.from) {
            page.address = Some(addresses::by_place("", route));
            page.to = "index.md".to_owned();
        }
        page.to = paths::beside(to, &page.to);
    }
    for asset in &mut handbook.assets[assets..] {
        asset.to = paths::beside(to, &asset.to);
    }
}

/// Whether a page says that it is the first of the site.
fn is_first(original: &Original, path: &str) -> bool {
    let text = original.text(path).map_or("", |text| text);
    let mut fields = text
        .lines()
        .skip(1)
        .take_while(|line| line.trim_end() != "---");
    text.starts_with("---")
        && fields.any(|line| {
            let slug = line.strip_prefix("slug:").map(str::trim);
            slug.is_some_and(|slug| slug.trim_matches(['"', '\'']) == "/")
        })
}

/// Numbers before names of files order them, and are no part of addresses.
fn number(page: &mut SourcePage, stem: &str) {
    let (number, _) = numbered(paths::name(stem));
    if let Some(number) = number {
        page.order = Some(f64::from(number));
    }
}

/// What the folders are called, by `_category_.json`.
fn categories(handbook: &mut Handbook, original: &Original, docs: &str) {
    for (path, _) in original.below(docs) {
        if matches!(paths::name(path), "_category_.json" | "_category_.yml") {
            handbook.settings.push(path.to_owned());
        }
    }
}

/// The menu of `sidebars`, or the folders as they stand.
fn navigation(handbook: &mut Handbook, original: &Original, base: &str, docs: &str) {
    let files = [
        "sidebars.js",
        "sidebars.ts",
        "sidebars.json",
        "sidebars.mjs",
    ];
    let files = files.map(|name| paths::beside(base, name));
    let Some(path) = original.first(files.iter().map(String::as_str)) else {
        return;
    };
    let sidebars = settings::read(original, &path);
    let ids = ids(handbook, original, docs);
    let place = |id: &str| {
        if id.contains('*') {
            return paths::beside(docs, id);
        }
        let known = ids.iter().find(|(known, _)| known == id);
        known.map_or_else(
            || paths::beside(docs, &format!("{id}.md")),
            |(_, path)| path.clone(),
        )
    };
    let mut entries: Vec<NavEntry> = Vec::new();
    for entry in &sidebars.table.entries {
        // A menu may be written as an object of sections.
        let sections = settings::entries(&entry.value);
        if sections.is_empty() {
            entries.extend(sidebar::entries(&entry.value, &place));
        } else {
            let read = sections.into_iter().map(|(label, value)| {
                NavEntry::section(Some(label.to_owned()), sidebar::entries(value, &place))
            });
            entries.extend(read);
        }
    }
    handbook.settings.push(path);
    handbook.orders_pages = !entries.is_empty();
    handbook.navigation = entries;
}

/// The entries at the head of each page. One that stands for a whole sidebar is what that lists.
fn menu(
    settings: &Settings,
    handbook: &Handbook,
    original: &Original,
    docs: &str,
) -> Vec<NavEntry> {
    let ids = ids(handbook, original, docs);
    let place = |target: &str| {
        let known = ids.iter().find(|(known, _)| known == target);
        known.map_or_else(|| target.to_owned(), |(_, path)| path.clone())
    };
    let items = settings
        .items(&["themeConfig", "navbar", "items"])
        .into_iter();
    let entries = items.flat_map(|item| match settings::text_of(item, "type").as_deref() {
        Some("docSidebar") => handbook.navigation.clone(),
        _ => sidebar::entries(item, &place),
    });
    entries.collect()
}

/// What menus call the pages: their paths, without numbers and endings, or with an id of the page.
fn ids(handbook: &Handbook, original: &Original, docs: &str) -> Vec<(String, String)> {
    let mut ids = Vec::new();
    for page in &handbook.pages {
        let Some(local) = page.from.strip_prefix(docs) else {
            continue;
        };
        let stem = paths::without_ending(local.trim_start_matches('/'));
        let parts: Vec<&str> = stem.split('/').map(|part| numbered(part).1).collect();
        let plain = parts.join("/");
        let text = original.text(&page.from).map_or("", |text| text);
        let mut lines = text
            .lines()
            .skip(1)
            .take_while(|line| line.trim_end() != "---");
        let own = lines.find_map(|line| line.strip_prefix("id:"));
        if let Some(own) = own {
            let own = own.trim().trim_matches(['"', '\'']);
            ids.push((paths::beside(paths::folder(&plain), own), page.from.clone()));
        }
        ids.push((plain, page.from.clone()));
        ids.push((stem.to_owned(), page.from.clone()));
    }
    ids
}
