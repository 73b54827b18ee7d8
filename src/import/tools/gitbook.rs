//! GitBook: `SUMMARY.md`, and perhaps `.gitbook.yaml` or `book.json`. A page that is neither listed nor linked
//! is not published there.

use super::mdbook::lists;
use super::summary;
use crate::import::handbook::Handbook;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};

pub(super) fn read(original: &Original, base: &str) -> Handbook {
    let own = |name: &str| {
        let path = paths::beside(base, name);
        original
            .files
            .contains_key(&path)
            .then(|| settings::read(original, &path))
    };
    let (new, old) = (
        own(".gitbook.yaml"),
        own("book.json").or_else(|| own("book.json-gitbook")),
    );
    let text = |settings: &Option<Settings>, keys: &[&str]| {
        settings.as_ref().and_then(|found| found.text(keys))
    };
    let root = text(&new, &["root"])
        .or_else(|| text(&old, &["root"]))
        .unwrap_or_default();
    let root = paths::beside(base, &root);
    let summary = text(&new, &["structure", "summary"])
        .or_else(|| text(&old, &["structure", "summary"]))
        .unwrap_or_else(|| "SUMMARY.md".to_owned());
    let list = paths::beside(&root, &summary);
    let mut handbook = Handbook {
        title: text(&old, &["title"]),
        languages: text(&old, &["language"]).into_iter().collect(),
        settings: vec![list.clone()],
        ..Handbook::default()
    };
    let is_hidden = |path: &str| {
        path.split('/')
            .any(|part| part.starts_with('.') && part != ".gitbook")
    };
    handbook.take_folder(original, &root, &[], |path| {
        !is_hidden(path) && !path.starts_with("node_modules/") && !path.starts_with("_book/")
    });
    handbook.pages.retain(|page| page.from != list);
    let text = original.text(&list);
    handbook.navigation = text
        .map(|text| summary::chapters(text, paths::folder(&list)))
        .unwrap_or_default();
    handbook.orders_pages = true;
    let readme = paths::beside(&root, "README.md");
    for page in &mut handbook.pages {
        let stem = paths::without_ending(&page.to);
        page.address = Some(match paths::name(stem) {
            "README" | "readme" if paths::folder(stem).is_empty() => "/".to_owned(),
            "README" | "readme" => format!("/{}/", paths::folder(stem)),
            _ => format!("/{stem}/"),
        });
        // GitBook publishes what the summary lists and the first page; without a summary, everything.
        if text.is_some() && page.from != readme && !lists(&handbook.navigation, &page.from) {
            page.hidden = Some("not listed in SUMMARY.md");
        }
    }
    handbook.publish_linked = true;
    handbook
}
