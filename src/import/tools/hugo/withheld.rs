//! Pages that Hugo does not publish though they do not say so: what the settings leave out, what the page of a folder
//! hands down, days to come, and the parts of a bundle.

use std::collections::BTreeSet;

use crate::import::days;
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
pub(super) fn hide(handbook: &mut Handbook, original: &Original, settings: &Settings, base: &str) {
    hide_parts(handbook);
    hide_by_cascades(handbook, original, settings);
    hide_left_out(handbook, settings, base);
    if settings.flag(&["buildFuture"]) != Some(true) {
        hide_to_come(handbook, original);
    }
}

/// Fields of Hugo that say from which day on a page is published, the first that a page has being the one that counts.
const DAYS: [&str; 4] = ["publishDate", "pubdate", "published", "date"];

fn hide_to_come(handbook: &mut Handbook, original: &Original) {
    for page in &mut handbook.pages {
        let day = days::said(original, &page.from, &DAYS);
        if page.hidden.is_none() && days::is_to_come(original, day) {
            page.hidden = Some(days::TO_COME);
        }
    }
}

/// Files that `ignoreFiles` names by expressions, and those that a mount of a folder leaves out.
fn hide_left_out(handbook: &mut Handbook, settings: &Settings, base: &str) {
    let ignored = settings.texts(&["ignoreFiles"]);
    let ignored = Patterns::of_expressions(&ignored);
    let mounts = settings.items(&["module", "mounts"]);
    let mounts: Vec<Mount> = mounts
        .into_iter()
        .filter_map(|mount| Mount::read(mount, base))
        .collect();
    // The expressions look at the whole path on the disk, of which the part that is here is known.
    let is_left_out = |from: &str| {
        ignored.fit(&format!("/{from}")) || mounts.iter().any(|mount| mount.leaves_out(from))
    };
    for page in &mut handbook.pages {
        if page.hidden.is_none() && is_left_out(&page.from) {
            page.hidden = Some("left out by `ignoreFiles` or `excludeFiles` in the settings");
        }
    }
    handbook.assets.retain(|asset| !is_left_out(&asset.from));
}

/// A folder that is mounted, and which of its files are not.
struct Mount {
    folder: String,
    without: Patterns,
    /// These alone, where it names any.
    only: Option<Patterns>,
}

impl Mount {
    fn read(mount: &Value, base: &str) -> Option<Self> {
        let texts = |name: &str| -> Vec<String> {
            let items = settings::entry(mount, name).map(settings::items);
            let texts = items.unwrap_or_default().into_iter();
            texts.filter_map(settings::text).collect()
        };
        let mut without = texts("excludeFiles");
        let mut only = texts("includeFiles");
        // In later versions one list has both, and the sign tells them apart.
        for pattern in texts("files") {
            match pattern.strip_prefix('!') {
                Some(pattern) => without.push(pattern.trim().to_owned()),
                None => only.push(pattern),
            }
        }
        let rooted = |patterns: &[String]| {
            let patterns = patterns
                .iter()
                .map(|pattern| format!("/{}", pattern.trim_start_matches('/')));
            let patterns: Vec<String> = patterns.collect();
            Patterns::new(patterns.iter().map(String::as_str))
        };
        Some(Mount {
            folder: paths::beside(base, &settings::text_of(mount, "source")?),
            without: rooted(&without),
            only: (!only.is_empty()).then(|| rooted(&only)),
        })
    }

    fn leaves_out(&self, from: &str) -> bool {
        let local = from
            .strip_prefix(&self.folder)
            .and_then(|local| local.strip_prefix('/'));
        local.is_some_and(|local| {
            self.without.fit(local) || self.only.as_ref().is_some_and(|only| !only.fit(local))
        })
    }
}

fn hide_by_cascades(handbook: &mut Handbook, original: &Original, settings: &Settings) {
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
