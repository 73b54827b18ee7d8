//! mdBook: `book.toml`, and `SUMMARY.md` with the chapters. A page that it does not list is not in the book.

use super::summary;
use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};
use crate::parse::join;

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let src = settings
        .text(&["book", "src"])
        .unwrap_or_else(|| "src".to_owned());
    let src = paths::beside(base, &src);
    let mut handbook = Handbook {
        title: settings.text(&["book", "title"]),
        languages: settings.text(&["book", "language"]).into_iter().collect(),
        include_folders: vec![src.clone()],
        ..Handbook::default()
    };
    handbook.take_folder(original, &src, &[], |path| {
        let built = settings.text(&["build", "build-dir"]);
        path != "SUMMARY.md" && built.is_none_or(|built| !path.starts_with(&format!("{built}/")))
    });
    let list = paths::beside(&src, "SUMMARY.md");
    handbook.settings.push(list.clone());
    let text = original.text(&list);
    handbook.navigation = text
        .map(|text| summary::chapters(text, &src))
        .unwrap_or_default();
    handbook.orders_pages = true;
    for page in &mut handbook.pages {
        let stem = paths::without_ending(&page.to);
        let stem = match paths::name(stem) {
            "README" => paths::beside(paths::folder(stem), "index"),
            _ => stem.to_owned(),
        };
        page.address = Some(format!("/{stem}.html"));
        // mdBook publishes only what the summary lists.
        if text.is_some() && !lists(&handbook.navigation, &page.from) {
            page.hidden = Some("not listed in SUMMARY.md");
        }
    }
    redirects(&mut handbook, &settings);
    handbook
}

/// Old addresses of the book, each with the page that it leads to.
fn redirects(handbook: &mut Handbook, settings: &Settings) {
    for (old, new) in settings.entries(&["output", "html", "redirect"]) {
        let Some(new) = settings::text(new).filter(|new| !new.contains("://")) else {
            continue;
        };
        let new = new.split('#').next().unwrap_or_default();
        let folder = paths::folder(old.trim_start_matches('/'));
        let Some(new) = join(
            if new.starts_with('/') { "" } else { folder },
            new.trim_start_matches('/'),
        ) else {
            continue;
        };
        let plain = |address: &str| {
            address
                .trim_matches('/')
                .trim_end_matches(".html")
                .to_owned()
        };
        let mut pages = handbook.pages.iter_mut();
        let page = pages.find(|page| page.address.as_deref().map(plain) == Some(plain(&new)));
        if let Some(page) = page {
            page.old.push(format!("/{}", old.trim_start_matches('/')));
        }
    }
}

/// Whether a page is among these entries or those below them.
pub(super) fn lists(entries: &[NavEntry], path: &str) -> bool {
    entries.iter().any(|entry| {
        let is_it = matches!(&entry.target, Some(NavTarget::Path(known)) if known == path);
        is_it || lists(&entry.children, path)
    })
}
