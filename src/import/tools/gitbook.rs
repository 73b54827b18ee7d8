//! GitBook: `SUMMARY.md`, and perhaps `.gitbook.yaml` or `book.json`. A page that is neither listed nor linked
//! is not published there.

use super::mdbook::lists;
use super::summary;
use crate::import::handbook::{Handbook, NavTarget, SourcePage};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings::{self, Settings};
use crate::parse::is_language_code;

pub(super) fn read(original: &Original, base: &str) -> Handbook {
    let languages = languages(original, base);
    let Some((first, others)) = languages.split_first() else {
        return read_book(original, base);
    };
    // A handbook in several languages is a book for each, in a folder of its own.
    let of = |code: &String| {
        let mut book = read_book(original, &paths::beside(base, code));
        let to = if code == first { "" } else { code };
        for page in &mut book.pages {
            page.to = paths::beside(to, &page.to);
            page.address = page
                .address
                .as_ref()
                .map(|address| format!("/{code}{address}"));
        }
        for asset in &mut book.assets {
            asset.to = paths::beside(to, &asset.to);
        }
        book
    };
    let mut handbook = of(first);
    for book in others.iter().map(of) {
        handbook.pages.extend(book.pages);
        handbook.assets.extend(book.assets);
        handbook.settings.extend(book.settings);
    }
    handbook.settings.push(paths::beside(base, "LANGS.md"));
    handbook.languages = languages;
    handbook
}

/// The folders that `LANGS.md` lists, which are called by the codes of their languages.
fn languages(original: &Original, base: &str) -> Vec<String> {
    let text = original.text(&paths::beside(base, "LANGS.md"));
    let listed = text
        .map(|text| summary::chapters(text, ""))
        .unwrap_or_default();
    let folders = listed.into_iter().filter_map(|entry| match entry.target? {
        NavTarget::Path(path) => Some(path.split('/').next().unwrap_or_default().to_owned()),
        NavTarget::Web(_) => None,
    });
    let is_language = |code: &String| {
        let list = paths::beside(base, &format!("{code}/SUMMARY.md"));
        is_language_code(code) && original.files.contains_key(&list)
    };
    folders.filter(is_language).collect()
}

fn read_book(original: &Original, base: &str) -> Handbook {
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
    let listed = original.text(&list);
    handbook.navigation = listed
        .map(|text| summary::chapters(text, paths::folder(&list)))
        .unwrap_or_default();
    handbook.orders_pages = true;
    let first =
        text(&new, &["structure", "readme"]).or_else(|| text(&old, &["structure", "readme"]));
    let readme = paths::beside(&root, first.as_deref().unwrap_or("README.md"));
    for page in &mut handbook.pages {
        if page.from.contains(".gitbook/includes/") {
            page.hidden = Some("a part that other pages show");
            continue;
        }
        give_address(page, first.is_some() && page.from == readme);
        // GitBook publishes what the summary lists and the first page; without a summary, everything.
        if listed.is_some() && page.from != readme && !lists(&handbook.navigation, &page.from) {
            page.hidden = Some("not listed in SUMMARY.md");
        }
    }
    if let Some(new) = &new {
        redirects(&mut handbook, new, &root);
    }
    handbook.publish_linked = true;
    handbook
}

/// The address of a page. The first may have any name; here it is the index of its folder.
fn give_address(page: &mut SourcePage, is_first: bool) {
    if is_first {
        page.to = "index.md".to_owned();
        page.address = Some("/".to_owned());
        return;
    }
    let stem = paths::without_ending(&page.to);
    page.address = Some(match paths::name(stem) {
        "README" | "readme" if paths::folder(stem).is_empty() => "/".to_owned(),
        "README" | "readme" => format!("/{}/", paths::folder(stem)),
        _ => format!("/{stem}/"),
    });
}

/// Old addresses, each with the file of the page that it leads to.
fn redirects(handbook: &mut Handbook, settings: &Settings, root: &str) {
    for (old, file) in settings.entries(&["redirects"]) {
        let file = settings::text(file).unwrap_or_default();
        let file = paths::beside(root, file.trim_start_matches("./"));
        let mut pages = handbook.pages.iter_mut();
        if let Some(page) = pages.find(|page| page.from == file) {
            page.old.push(format!("/{}/", old.trim_matches('/')));
        }
    }
}
