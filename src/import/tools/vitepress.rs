//! VitePress: `.vitepress/config`, pages beside it, `public/`.

use super::sidebar;
use crate::import::collect::page_place;
use crate::import::handbook::{Handbook, NavEntry, NavTarget};
use crate::import::original::Original;
use crate::import::paths;
use crate::import::patterns::Patterns;
use crate::import::settings::{self, Settings};
use crate::model::value::{Data, Value};

pub(super) fn read(original: &Original, base: &str, path: Option<&str>) -> Handbook {
    let settings = path
        .map(|path| settings::read(original, path))
        .unwrap_or_default();
    let source = settings.text(&["srcDir"]).unwrap_or_default();
    let root = paths::beside(base, &source);
    let mut handbook = Handbook {
        title: settings.text(&["title"]),
        languages: languages(&settings),
        address_prefixes: settings.text(&["base"]).into_iter().collect(),
        include_folders: vec![root.clone()],
        orders_pages: true,
        ..Handbook::default()
    };
    let is_own = |path: &str| {
        path.split('/')
            .any(|part| part.starts_with('.') || part == "node_modules")
            || path.starts_with("public/")
    };
    handbook.take_folder(original, &root, &[], |path| !is_own(path));
    let excluded = settings.texts(&["srcExclude"]);
    let excluded = Patterns::new(excluded.iter().map(String::as_str));
    let rewrites = rewrites(&settings);
    for page in &mut handbook.pages {
        let local = page.from[root.len()..].trim_start_matches('/');
        if excluded.fit(local) {
            page.hidden = Some("excluded in the settings");
        }
        if let Some(to) = rewrites
            .iter()
            .find_map(|(from, to)| rewritten(local, from, to))
        {
            page.to = page_place(&to);
        }
        let stem = paths::without_ending(&page.to);
        page.address = Some(match paths::name(stem) {
            "index" => format!("/{}/", paths::folder(stem)).replace("//", "/"),
            _ => format!("/{stem}.html"),
        });
    }
    handbook.take_static(original, &paths::beside(&root, "public"));
    // A site in several languages has the settings of its first one under `root`.
    let menu = |key: &str| {
        settings
            .value(&["themeConfig", key])
            .or_else(|| settings.value(&["locales", "root", "themeConfig", key]))
    };
    handbook.navigation = menu("sidebar").map(sections).unwrap_or_default();
    handbook.menu = menu("nav").map(sections).unwrap_or_default();
    let others = other_folders(&settings);
    of_first_language(&mut handbook.navigation, &others);
    of_first_language(&mut handbook.menu, &others);
    if handbook.navigation.is_empty() {
        handbook.navigation = std::mem::take(&mut handbook.menu);
    }
    handbook
}

/// Which files stand elsewhere on the site: from a path with names behind colons to one with the same names.
fn rewrites(settings: &Settings) -> Vec<(String, String)> {
    let entries = settings.entries(&["rewrites"]).into_iter();
    let texts = entries.filter_map(|(from, to)| Some((from.to_owned(), settings::text(to)?)));
    texts.collect()
}

/// Where `path` stands by a rewriting; `None` where it is not meant. `:name` is a folder or a file, `:name*` all that follows.
fn rewritten(path: &str, from: &str, to: &str) -> Option<String> {
    let mut parts = path.split('/').peekable();
    let mut named: Vec<(&str, String)> = Vec::new();
    for pattern in from.trim_start_matches('/').split('/') {
        let is_rest = pattern.ends_with('*');
        if let Some(name) = pattern
            .strip_suffix('*')
            .filter(|name| name.starts_with(':'))
        {
            let rest: Vec<&str> = parts.by_ref().collect();
            named.push((name, rest.join("/")));
            continue;
        }
        let part = parts.next()?;
        // A name may have an ending behind it: `:slug.md`.
        let (name, ending) = pattern.split_once('.').unwrap_or((pattern, ""));
        let ending = format!(".{ending}");
        match (name.starts_with(':'), part.strip_suffix(&ending)) {
            (true, Some(stem)) if pattern.contains('.') => named.push((name, stem.to_owned())),
            (true, _) if !pattern.contains('.') => named.push((name, part.to_owned())),
            _ if part == pattern && !is_rest => {}
            _ => return None,
        }
    }
    if parts.next().is_some() {
        return None;
    }
    // A longer name may begin with a shorter one.
    named.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let filled = named
        .iter()
        .fold(to.trim_start_matches('/').to_owned(), |to, (name, part)| {
            to.replace(&format!("{name}*"), part).replace(name, part)
        });
    (!filled.contains(':') && !filled.is_empty()).then_some(filled)
}

/// The folders of all languages but the first.
fn other_folders(settings: &Settings) -> Vec<String> {
    let locales = settings.entries(&["locales"]);
    let has_root = locales.iter().any(|(code, _)| *code == "root");
    let others = locales.iter().filter(|(code, _)| *code != "root");
    others
        .skip(usize::from(!has_root))
        .map(|(code, _)| format!("/{code}/"))
        .collect()
}

/// A menu is that of the first language; the pages of others are reached from its pages.
fn of_first_language(entries: &mut Vec<NavEntry>, others: &[String]) {
    let is_other = |entry: &NavEntry| match &entry.target {
        Some(NavTarget::Path(path)) => others.iter().any(|folder| path.starts_with(folder)),
        _ => false,
    };
    entries.retain_mut(|entry| {
        let had_children = !entry.children.is_empty();
        of_first_language(&mut entry.children, others);
        let is_emptied = had_children && entry.children.is_empty() && entry.target.is_none();
        !is_other(entry) && !is_emptied
    });
}

/// The languages of `locales`; `root` is the first.
fn languages(settings: &Settings) -> Vec<String> {
    let root = settings
        .text(&["locales", "root", "lang"])
        .or_else(|| settings.text(&["lang"]));
    let locales = settings.entries(&["locales"]);
    let others = locales
        .into_iter()
        .filter(|(code, _)| *code != "root")
        .map(|(code, _)| code.to_owned());
    let others: Vec<String> = others.collect();
    if others.is_empty() {
        root.into_iter().collect()
    } else {
        root.into_iter().chain(others).collect()
    }
}

/// A menu for all pages, or one for each folder.
fn sections(value: &Value) -> Vec<NavEntry> {
    let place = |folder: &str, link: &str| {
        let link = if link.starts_with('/') {
            link.to_owned()
        } else {
            format!("{folder}{link}")
        };
        format!("/{}", link.trim_start_matches('/'))
    };
    match &value.data {
        Data::Table(table) => {
            let folders = table.entries.iter().flat_map(|entry| {
                let folder = entry.key.clone();
                // A folder may have its items in an object with what they count from.
                let items = settings::entry(&entry.value, "items").unwrap_or(&entry.value);
                let from = settings::text_of(&entry.value, "base").unwrap_or(folder);
                sidebar::entries(items, &|link| place(&from, link))
            });
            folders.collect()
        }
        _ => sidebar::entries(value, &|link| place("/", link)),
    }
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn files_stand_where_the_settings_put_them() {
        for (path, from, to, expected) in [
            ("a/b.md", "a/b.md", "c.md", Some("c.md")),
            (
                "packages/x/src/y/z.md",
                "packages/:pkg/src/:slug*",
                ":pkg/:slug*",
                Some("x/y/z.md"),
            ),
            ("en/guide.md", "en/:rest*", ":rest*", Some("guide.md")),
            (
                "docs/one.md",
                "docs/:page.md",
                "guides/:page/index.md",
                Some("guides/one/index.md"),
            ),
            ("docs/a/one.md", "docs/:page.md", "x.md", None),
            ("other/b.md", "a/:rest*", ":rest*", None),
        ] {
            assert_eq!(rewritten(path, from, to).as_deref(), expected, "{path}");
        }
    }
}
