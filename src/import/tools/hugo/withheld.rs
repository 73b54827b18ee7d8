//! Pages that Hugo does not publish though they do not say so: what the page of a folder hands down, and the
//! parts of a bundle.

use std::collections::BTreeSet;

use crate::import::fields;
use crate::import::handbook::{Handbook, SourcePage};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::value::Value;

/// What hides pages below a folder.
struct Cascade {
    /// The folder, as the places of pages have it.
    folder: String,
    /// Of these alone, where it says so.
    target: Option<Patterns>,
    /// The field by which a page says otherwise.
    field: &'static str,
}

/// Hides them.
pub(super) fn hide(handbook: &mut Handbook, original: &Original, settings: &Settings) {
    hide_parts(handbook);
    let mut cascades = Vec::new();
    if let Some(value) = settings.value(&["cascade"]) {
        cascades.extend(read(value, ""));
    }
    for page in &handbook.pages {
        if paths::name(&page.to).starts_with("_index.") {
            let text = original.text(&page.from).map_or("", |text| text);
            if let Some(entry) = fields::head(text).table.get("cascade") {
                cascades.extend(read(&entry.value, paths::folder(&page.to)));
            }
        }
    }
    if cascades.is_empty() {
        return;
    }
    for page in &mut handbook.pages {
        let fitting = cascades.iter().filter(|cascade| fits(cascade, page));
        let names: BTreeSet<&str> = fitting.map(|cascade| cascade.field).collect();
        if names.is_empty() || page.hidden.is_some() {
            continue;
        }
        let text = original.text(&page.from).map_or("", |text| text);
        let table = fields::head(text).table;
        let is_own = |name: &&str| {
            table.get(name).is_some() || (*name == "build" && table.get("_build").is_some())
        };
        if !names.iter().all(is_own) {
            page.hidden = Some("withheld by `cascade`");
        }
    }
}

fn fits(cascade: &Cascade, page: &SourcePage) -> bool {
    let folder = &cascade.folder;
    let is_below = folder.is_empty() || page.to.starts_with(&format!("{folder}/"));
    let stem = paths::without_ending(&page.to);
    is_below
        && cascade
            .target
            .as_ref()
            .is_none_or(|target| target.fit(stem) || target.fit(paths::folder(stem)))
}

/// What a `cascade` hides: it is one group of fields or a list of them.
fn read(value: &Value, folder: &str) -> Vec<Cascade> {
    let items = settings::items(value);
    let found = items.into_iter().flat_map(|item| {
        let target = settings::entry(item, "target").or_else(|| settings::entry(item, "_target"));
        let path = target.and_then(|target| settings::text_of(target, "path"));
        hiding_fields(item).into_iter().map(move |field| Cascade {
            folder: folder.to_owned(),
            target: path.as_deref().map(|path| Patterns::new([path])),
            field,
        })
    });
    found.collect()
}

fn hiding_fields(item: &Value) -> Vec<&'static str> {
    let mut found = Vec::new();
    if settings::text_of(item, "draft").as_deref() == Some("true") {
        found.push("draft");
    }
    let build = settings::entry(item, "build").or_else(|| settings::entry(item, "_build"));
    let render = build.and_then(|build| settings::text_of(build, "render"));
    if matches!(render.as_deref(), Some("never" | "false")) {
        found.push("build");
    }
    found
}

/// The pages beside and below an `index.md` are parts of its page.
fn hide_parts(handbook: &mut Handbook) {
    let is_index = |page: &SourcePage| paths::name(&page.to).starts_with("index.");
    let pages = handbook.pages.iter().filter(|page| is_index(page));
    let bundles: BTreeSet<String> = pages
        .map(|page| paths::folder(&page.to).to_owned())
        .filter(|folder| !folder.is_empty())
        .collect();
    for page in &mut handbook.pages {
        let mut folder = paths::folder(&page.to);
        let is_first = is_index(page);
        if is_first {
            folder = paths::folder(folder);
        }
        while !folder.is_empty() {
            if bundles.contains(folder) {
                page.hidden = Some("a part of a bundle, which Hugo does not publish by itself");
                break;
            }
            folder = paths::folder(folder);
        }
    }
}
