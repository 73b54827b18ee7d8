//! Pages that MkDocs does not publish: what the settings and a plugin leave out, drafts, days to come.

use super::plugins::{plugin, posts};
use crate::import::days;
use crate::import::handbook::Handbook;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};

/// What is excluded is not published there; drafts are seen by the writer alone.
pub(super) fn hide(handbook: &mut Handbook, original: &Original, settings: &Settings, docs: &str) {
    let listed = |name: &'static str| settings.texts(&[name]).join("\n");
    let (excluded, drafts) = (listed("exclude_docs"), listed("draft_docs"));
    let (excluded, drafts) = (Patterns::of_lines(&excluded), Patterns::of_lines(&drafts));
    let (globs, expressions) = by_plugin(settings);
    let waiting = waiting_posts(settings);
    hide_second(handbook);
    let place = |from: &str| from[docs.len()..].trim_start_matches('/').to_owned();
    for page in &mut handbook.pages {
        let place = place(&page.from);
        if excluded.fit(&place) || globs.fit(&place) || expressions.fit(&place) {
            page.hidden = Some("excluded in mkdocs.yml");
        } else if drafts.fit(&place) {
            page.hidden = Some("a draft by mkdocs.yml");
        } else if waiting
            .as_ref()
            .is_some_and(|folder| place.starts_with(folder))
        {
            let day = days::said(original, &page.from, &["date"]);
            if days::is_to_come(original, day) {
                page.hidden = Some(days::TO_COME);
            }
        }
    }
    handbook.assets.retain(|asset| {
        let place = place(&asset.from);
        !excluded.fit(&place) && !globs.fit(&place) && !expressions.fit(&place)
    });
}

/// What the plugin `exclude` leaves out: patterns of a shell, and expressions from the head of a path on.
fn by_plugin(settings: &Settings) -> (Patterns, Patterns) {
    let plugin = plugin(settings, &["exclude", "mkdocs-exclude"]);
    let texts = |name: &str| -> Vec<String> {
        let value = plugin.and_then(|plugin| settings::entry(plugin, name));
        let items = value.map(settings::items).unwrap_or_default().into_iter();
        items.filter_map(settings::text).collect()
    };
    let expressions: Vec<String> = texts("regex")
        .iter()
        .map(|words| format!("^(?:{words})"))
        .collect();
    (
        Patterns::of_shell(&texts("glob")),
        Patterns::of_expressions(&expressions),
    )
}

/// Where the posts stand that wait for their day, if the plugin for them says that they do.
fn waiting_posts(settings: &Settings) -> Option<String> {
    let plugin = plugin(settings, &["blog", "material/blog"])?;
    let waits = settings::text_of(plugin, "draft_if_future_date")? == "true";
    let folder = posts(settings).filter(|_| waits)?;
    Some(if folder.is_empty() {
        folder
    } else {
        folder + "/"
    })
}

/// A README beside an `index.md` is no page of the site.
fn hide_second(handbook: &mut Handbook) {
    let indexes = handbook.folders_with_index();
    for page in &mut handbook.pages {
        if paths::name(&page.to) == "README.md" && indexes.contains(paths::folder(&page.to)) {
            page.hidden = Some("left out for the index.md beside it");
        }
    }
}
