//! Jekyll: `_config.yml`, pages anywhere, posts in `_posts`, drafts in `_drafts`, collections in folders that
//! begin with `_`.

use super::sidebar;
use crate::import::days;
use crate::import::fields;
use crate::import::handbook::{Handbook, SourcePage};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::date::Date;

/// Folders of Jekyll that hold no pages.
const MACHINERY: [&str; 8] = [
    "_includes",
    "_layouts",
    "_sass",
    "_data",
    "_site",
    "_plugins",
    "node_modules",
    "vendor",
];

/// What Jekyll leaves out unless it is told otherwise.
const EXCLUDED: [&str; 5] = [
    "Gemfile",
    "Gemfile.lock",
    "node_modules/",
    "vendor/",
    "*.gemspec",
];

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let source = settings.text(&["source"]).unwrap_or_default();
    let root = paths::beside(base, &source);
    let mut handbook = Handbook {
        title: settings
            .text(&["title"])
            .or_else(|| settings.text(&["name"])),
        base_url: settings.text(&["url"]),
        languages: settings
            .text(&["lang"])
            .or_else(|| settings.text(&["locale"]))
            .into_iter()
            .collect(),
        include_folders: vec![paths::beside(&root, "_includes")],
        address_prefixes: settings.text(&["baseurl"]).into_iter().collect(),
        links_by_address: true,
        ..Handbook::default()
    };
    let collections: Vec<String> = names_of_collections(&settings);
    handbook.take_folder(original, &root, &[], |path| takes(path, &collections));
    hide(&mut handbook, &settings, &root);
    hide_by_defaults(&mut handbook, original, &settings, &root);
    if settings.flag(&["future"]) != Some(true) {
        hide_to_come(&mut handbook, original, &root);
    }
    for page in &mut handbook.pages {
        let categories = categories(original, page);
        place(page, &root, &settings, &categories);
    }
    readdress_second(&mut handbook);
    for asset in &mut handbook.assets {
        asset.to = without_sign(&asset.to);
    }
    navigation(&mut handbook, original, &root);
    // Any setting can be named in a page as `{{ site.name }}`.
    for entry in &settings.table.entries {
        if let Some(text) = settings::text(&entry.value) {
            handbook
                .variables
                .insert(format!("site.{}", entry.key), text);
        }
    }
    handbook
}

fn names_of_collections(settings: &Settings) -> Vec<String> {
    let mut names: Vec<String> = settings.texts(&["collections"]);
    names.extend(
        settings
            .entries(&["collections"])
            .into_iter()
            .map(|(name, _)| name.to_owned()),
    );
    names.extend(["posts".to_owned(), "drafts".to_owned()]);
    names
}

/// The menu, which many themes keep among the data.
fn navigation(handbook: &mut Handbook, original: &Original, root: &str) {
    let names = [
        "navigation.yml",
        "navigation.yaml",
        "nav.yml",
        "toc.yml",
        "menu.yml",
    ];
    let names = names.map(|name| paths::beside(root, &format!("_data/{name}")));
    let Some(path) = original.first(names.iter().map(String::as_str)) else {
        return;
    };
    let settings = settings::read(original, &path);
    let place = |url: &str| format!("/{}", url.trim_start_matches('/'));
    let menus = settings.table.entries.iter();
    handbook.navigation = menus
        .flat_map(|menu| sidebar::entries(&menu.value, &place))
        .collect();
    handbook.settings.push(path);
}

/// Whether Jekyll looks at a file: not in folders of its own, nor at names that begin with a sign.
fn takes(path: &str, collections: &[String]) -> bool {
    let folder_counts = |part: &str| match part.strip_prefix('_') {
        Some(name) => collections.iter().any(|known| known == name),
        None => !part.starts_with(['.', '#', '~']),
    };
    let mut folders = paths::folder(path)
        .split('/')
        .filter(|part| !part.is_empty());
    let name = paths::name(path);
    folders.all(|part| folder_counts(part) && !MACHINERY.contains(&part))
        && !name.starts_with(['.', '_', '#', '~'])
}

/// Pages that the settings exclude, and drafts.
fn hide(handbook: &mut Handbook, settings: &Settings, root: &str) {
    let excluded = settings.texts(&["exclude"]);
    let excluded = Patterns::new(excluded.iter().map(String::as_str).chain(EXCLUDED));
    let local = |from: &str| from[root.len()..].trim_start_matches('/').to_owned();
    for page in &mut handbook.pages {
        let path = local(&page.from);
        if excluded.fit(&path) {
            page.hidden = Some("excluded in _config.yml");
        } else if path.split('/').any(|part| part == "_drafts") {
            page.hidden = Some("in the folder of drafts");
        } else if is_unmade(&path, settings) {
            page.hidden = Some("in a collection without pages of its own");
        }
    }
    handbook
        .assets
        .retain(|asset| !excluded.fit(&local(&asset.from)));
}

/// Whether Jekyll makes no pages of the collection that a path is part of.
fn is_unmade(path: &str, settings: &Settings) -> bool {
    let folders = paths::folder(path).split('/');
    let mut names = folders.filter_map(|folder| folder.strip_prefix('_'));
    names.any(|name| {
        let made = settings.flag(&["collections", name, "output"]);
        // It makes posts unless it is told otherwise, and other collections only where it is told so.
        match name {
            "posts" => made == Some(false),
            _ => made != Some(true),
        }
    })
}

/// Pages that `defaults` withhold. Of two that hold for a page, that of the longer path decides.
fn hide_by_defaults(handbook: &mut Handbook, original: &Original, settings: &Settings, root: &str) {
    let defaults = settings.items(&["defaults"]).into_iter();
    let defaults = defaults.filter_map(|item| {
        let values = settings::entry(item, "values")?;
        let published = settings::text_of(values, "published")? != "false";
        let scope = settings::entry(item, "scope");
        let of = |key: &str| scope.and_then(|scope| settings::text_of(scope, key));
        let path = of("path").unwrap_or_default().trim_matches('/').to_owned();
        let pattern = format!("/{path}");
        Some((
            path,
            Patterns::new([pattern.as_str()]),
            of("type"),
            published,
        ))
    });
    let mut defaults: Vec<_> = defaults.collect();
    defaults.sort_by_key(|(path, _, _, _)| path.len());
    for page in &mut handbook.pages {
        let local = page.from[root.len()..].trim_start_matches('/');
        let folders = paths::folder(local).split('/');
        let mut collections = folders.filter_map(|folder| folder.strip_prefix('_'));
        let own_type = collections.next().unwrap_or("pages");
        let mut fitting = defaults.iter().rev().filter(|(path, pattern, of, _)| {
            (path.is_empty() || pattern.fit(local)) && of.as_deref().is_none_or(|of| of == own_type)
        });
        let is_withheld = fitting
            .next()
            .is_some_and(|(_, _, _, published)| !published);
        if is_withheld && page.hidden.is_none() && !says(original, &page.from, "published") {
            page.hidden = Some("withheld by `defaults` in _config.yml");
        }
    }
}

/// Posts, and pages of collections, whose day has not come. A field says it, or else the name of the file.
fn hide_to_come(handbook: &mut Handbook, original: &Original, root: &str) {
    for page in &mut handbook.pages {
        let local = page.from[root.len()..].trim_start_matches('/');
        let mut folders = paths::folder(local).split('/');
        if page.hidden.is_some() || !folders.any(|folder| folder.starts_with('_')) {
            continue;
        }
        let named = || Date::parse(&dated(paths::name(local))?.0);
        let day = days::said(original, &page.from, &["date"]).or_else(named);
        if days::is_to_come(original, day) {
            page.hidden = Some(days::TO_COME);
        }
    }
}

/// Whether a page has a field of this name.
fn says(original: &Original, path: &str, name: &str) -> bool {
    let text = original.text(path).map_or("", |text| text);
    fields::head(text).table.get(name).is_some()
}

/// The categories of a post as its address has them: those of the folders around `_posts`, and its own.
fn categories(original: &Original, page: &SourcePage) -> String {
    let text = original.text(&page.from).map_or("", |text| text);
    let head = fields::head(text).table;
    let around = page.to.split("_posts/").next().unwrap_or_default();
    let around = around.trim_matches('/').to_owned();
    let own = ["category", "categories"].into_iter().flat_map(|name| {
        let items = head.get(name).map(|entry| settings::items(&entry.value));
        let items = items.unwrap_or_default();
        // A single text is a list with spaces between its items.
        let is_list = name == "categories" && items.len() == 1;
        let words = items.into_iter().filter_map(settings::text);
        words
            .flat_map(move |word| {
                if is_list {
                    word.split(' ').map(str::to_owned).collect()
                } else {
                    vec![word]
                }
            })
            .collect::<Vec<String>>()
    });
    let all = std::iter::once(around).chain(own);
    let all = all.map(|word| word.to_lowercase().replace(' ', "-"));
    all.filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("/")
}

/// The place of a page, its address, and the day that the name of a post begins with.
fn place(page: &mut SourcePage, root: &str, settings: &Settings, categories: &str) {
    let local = page.from[root.len()..].trim_start_matches('/').to_owned();
    let plain = without_sign(&page.to);
    let (folder, name) = (paths::folder(&plain), paths::name(&plain));
    let is_post = local.split('/').any(|part| part == "_posts");
    if let (true, Some((day, rest))) = (is_post, dated(name)) {
        page.fields.push(("date", day.clone()));
        page.to = paths::beside(folder, rest);
        let stem = paths::without_ending(rest);
        let style = settings
            .text(&["permalink"])
            .unwrap_or_else(|| "date".to_owned());
        let style = match style.as_str() {
            "date" => "/:categories/:year/:month/:day/:title.html",
            "pretty" => "/:categories/:year/:month/:day/:title/",
            style => style,
        };
        let style = style.replace(":categories", categories);
        page.address = Some(permalink(&style, folder, stem, Some(&day)));
        return;
    }
    let stem = paths::without_ending(&plain);
    let collection = local
        .strip_prefix('_')
        .and_then(|rest| rest.split('/').next());
    let own = collection.and_then(|name| settings.text(&["collections", name, "permalink"]));
    // A general style that says nothing of the path is for posts alone.
    let general = settings
        .text(&["permalink"])
        .filter(|style| style.contains(":path") || style == "pretty");
    page.address = Some(match (paths::name(stem), own.or(general)) {
        ("index" | "README", _) => format!("/{}/", paths::folder(stem)).replace("//", "/"),
        (_, Some(style)) => {
            let inner =
                collection.map_or(folder, |name| folder.strip_prefix(name).unwrap_or(folder));
            permalink(&style, inner.trim_matches('/'), paths::name(stem), None)
                .replace(":collection", collection.unwrap_or_default())
        }
        _ => format!("/{stem}.html"),
    });
    page.to = plain;
}

/// A README is the page of its folder only where no other is.
fn readdress_second(handbook: &mut Handbook) {
    let indexes = handbook.folders_with_index();
    for page in &mut handbook.pages {
        let stem = paths::without_ending(&page.to);
        if paths::name(stem) == "README" && indexes.contains(paths::folder(stem)) {
            page.address = Some(format!("/{stem}.html"));
        }
    }
}

/// The address that a style gives a page: `pretty`, or a path with words that begin with a colon.
fn permalink(style: &str, folder: &str, name: &str, day: Option<&str>) -> String {
    let pattern = match (style, day) {
        ("pretty", None) => "/:path/",
        ("pretty", Some(_)) => "/:year/:month/:day/:title/",
        ("date", _) => "/:year/:month/:day/:title.html",
        ("none", _) => "/:title.html",
        (style, _) => style,
    };
    let mut parts = day.unwrap_or_default().split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    let path = paths::beside(folder, name);
    let filled = pattern
        .replace(":path", &path)
        .replace(":categories", folder)
        .replace(":title", name)
        .replace(":name", name)
        .replace(":slug", name)
        .replace(":output_ext", ".html")
        .replace(":year", year)
        .replace(":month", month)
        .replace(":day", day);
    filled.replace("//", "/")
}

/// A place without the signs before names of folders.
fn without_sign(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts.len() - 1;
    let parts = parts.iter().enumerate().map(|(at, part)| {
        if at == last {
            *part
        } else {
            part.trim_start_matches('_')
        }
    });
    parts.collect::<Vec<&str>>().join("/")
}

/// `2026-05-01` and `title.md` of `2026-05-01-title.md`.
fn dated(name: &str) -> Option<(String, &str)> {
    const DAY: usize = 10;
    let day = name.get(..DAY)?;
    Date::parse(day)?;
    let rest = name[DAY..].strip_prefix('-')?;
    Some((day.to_owned(), rest))
}
