//! Quarto: `_quarto.yml`, and pages that end with `.qmd` or `.md`. Nothing that they compute is run.

use super::sidebar;
use crate::import::handbook::{Handbook, NavEntry};
use crate::import::licence;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};

const PAGES: [&str; 2] = ["qmd", "rmd"];

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let first = |keys: &[&[&str]]| keys.iter().find_map(|keys| settings.text(keys));
    let mut handbook = Handbook {
        title: first(&[&["website", "title"], &["book", "title"], &["title"]]),
        base_url: first(&[&["website", "site-url"], &["book", "site-url"]]),
        licence: first(&[&["license"], &["book", "license"]]).and_then(|words| licence(&words)),
        languages: settings.text(&["lang"]).into_iter().collect(),
        include_folders: vec![base.to_owned()],
        ..Handbook::default()
    };
    let output = first(&[&["project", "output-dir"]]).unwrap_or_else(|| "_site".to_owned());
    handbook.take_folder(original, base, &PAGES, |path| takes(path, &output));
    hide(&mut handbook, &settings, base);
    for page in &mut handbook.pages {
        let stem = paths::without_ending(&page.to);
        // Old addresses lead to their pages, so each page keeps the one that Quarto gave it.
        page.address = Some(match paths::name(stem) {
            "index" => format!("/{}/", paths::folder(stem)).replace("//", "/"),
            _ => format!("/{stem}.html"),
        });
    }
    handbook.navigation = navigation(&settings, base);
    handbook.orders_pages = !handbook.navigation.is_empty();
    variables(&mut handbook, original, base);
    handbook
}

/// Quarto means the fourth version of Creative Commons where none is named.
fn licence(words: &str) -> Option<String> {
    let name = licence::short_name(words)?;
    let has_version = name.contains(|c: char| c.is_ascii_digit());
    Some(if name.starts_with("CC-BY") && !has_version {
        format!("{name}-4.0")
    } else {
        name
    })
}

/// Names that begin with `_` or a dot are no pages; what they hold may be shown on pages.
fn takes(path: &str, output: &str) -> bool {
    let is_own =
        |part: &str| part.starts_with(['.', '_']) || matches!(part, "renv" | "node_modules");
    !path.split('/').any(is_own) && !path.starts_with(&format!("{output}/"))
}

/// What the list of pages to make leaves out; of a book, what is no chapter; on each site, `README.md`.
fn hide(handbook: &mut Handbook, settings: &Settings, base: &str) {
    let render = settings.texts(&["project", "render"]);
    let patterns = Patterns::new(render.iter().map(String::as_str));
    let is_book = settings.value(&["book"]).is_some();
    let chapters = format!("{:?}", navigation(settings, base));
    for page in &mut handbook.pages {
        let local = page.from[base.len()..].trim_start_matches('/');
        if !render.is_empty() && !patterns.fit(local) {
            page.hidden = Some("not in the list of pages to make");
        } else if is_book && !chapters.contains(&format!("\"{}\"", page.from)) {
            page.hidden = Some("not a chapter of the book");
        } else if local.eq_ignore_ascii_case("readme.md") {
            page.hidden = Some("about the project, which Quarto does not publish");
        }
    }
}

/// The side bars and the bar at the top of a website, or the chapters of a book.
fn navigation(settings: &Settings, base: &str) -> Vec<NavEntry> {
    let place = |path: &str| paths::beside(base, path.trim_start_matches('/'));
    if settings.value(&["book"]).is_some() {
        let mut entries = Vec::new();
        for key in ["chapters", "appendices"] {
            if let Some(value) = settings.value(&["book", key]) {
                entries.extend(sidebar::entries(value, &place));
            }
        }
        return entries;
    }
    let bars = settings.items(&["website", "sidebar"]);
    let bars = bars
        .into_iter()
        .filter_map(|bar| settings::entry(bar, "contents"));
    let mut entries: Vec<NavEntry> = bars.flat_map(|bar| sidebar::entries(bar, &place)).collect();
    if entries.is_empty() {
        let top = ["left", "right"]
            .iter()
            .filter_map(|side| settings.value(&["website", "navbar", side]));
        entries = top.flat_map(|bar| sidebar::entries(bar, &place)).collect();
    }
    entries
}

/// `{{< var name >}}` shows what `_variables.yml` calls so.
fn variables(handbook: &mut Handbook, original: &Original, base: &str) {
    let path = paths::beside(base, "_variables.yml");
    if !original.files.contains_key(&path) {
        return;
    }
    let settings = settings::read(original, &path);
    for entry in &settings.table.entries {
        if let Some(text) = settings::text(&entry.value) {
            handbook
                .variables
                .insert(format!("var {}", entry.key), text);
        }
        for (name, value) in settings::entries(&entry.value) {
            if let Some(text) = settings::text(value) {
                handbook
                    .variables
                    .insert(format!("var {}.{name}", entry.key), text);
            }
        }
    }
    handbook.settings.push(path);
}
