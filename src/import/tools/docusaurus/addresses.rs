//! The addresses of Docusaurus' pages: by their fields, the days of posts, or their places.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::fields;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings;

/// The address of the page at `from`, whose path below `route` is `stem`.
pub(super) fn of(original: &Original, from: &str, stem: &str, route: &str) -> String {
    let text = original.text(from).map_or("", |text| text);
    let table = fields::head(text).table;
    let said = |name: &str| settings::text(&table.get(name)?.value);
    let is_post = route == "blog";
    // A slug takes the place of the name alone, unless it begins at the root.
    let named = said("slug").or_else(|| said("id").filter(|_| !is_post));
    let Some(named) = named.filter(|_| !from.contains("src/pages/")) else {
        let dated = if is_post { post(stem) } else { None };
        return dated.unwrap_or_else(|| by_place(stem, route));
    };
    let path = if named.starts_with('/') || is_post {
        named
    } else {
        let folders = paths::folder(stem).split('/');
        let folders: Vec<&str> = folders.map(|part| numbered(part).1).collect();
        paths::beside(&folders.join("/"), &named)
    };
    format!("/{}/", paths::beside(route, &path)).replace("//", "/")
}

/// `/blog/2026/05/01/news/` of a post whose path begins with its day.
fn post(stem: &str) -> Option<String> {
    static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(.*?)(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?(.*?)(?:/?index)?$").ok()
    });
    let found = DATED.as_ref()?.captures(stem)?;
    let (year, month, day) = (&found[2], &found[3], &found[4]);
    let name = paths::beside(&found[1], &found[5]);
    Some(format!("/blog/{year}/{month}/{day}/{name}/"))
}

/// `1` and `intro` of `01-intro`.
pub(super) fn numbered(name: &str) -> (Option<u32>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &name[digits..];
    let behind = rest.trim_start_matches([' ', '-', '_', '.']);
    let is_number = digits > 0 && digits < 5 && behind.len() < rest.len() && !behind.is_empty();
    // A day of a post is none.
    let is_day = behind.starts_with(|c: char| c.is_ascii_digit());
    if is_number && !is_day {
        (name[..digits].parse().ok(), behind)
    } else {
        (None, name)
    }
}

/// The address of a page by its place below a route.
pub(super) fn by_place(stem: &str, route: &str) -> String {
    let parts: Vec<&str> = stem.split('/').map(|part| numbered(part).1).collect();
    let (last, folders) = parts.split_last().unwrap_or((&"", &[]));
    let is_index =
        matches!(last.to_lowercase().as_str(), "index" | "readme") || folders.last() == Some(last);
    let path = if is_index {
        folders.join("/")
    } else {
        parts.join("/")
    };
    format!("/{}/", paths::beside(route, &path)).replace("//", "/")
}

#[cfg(test)]
mod tests {
    use super::{by_place, numbered, of, post};
    use crate::import::original::{Original, OriginalFile};

    #[test]
    fn numbers_before_names_are_no_part_of_addresses() {
        assert_eq!(numbered("01-intro"), (Some(1), "intro"));
        assert_eq!(numbered("2026-05-01-news"), (None, "2026-05-01-news"));
        assert_eq!(numbered("intro"), (None, "intro"));
        assert_eq!(by_place("02-guides/index", "docs"), "/docs/guides/");
        assert_eq!(by_place("02-guides/1. meet", "docs"), "/docs/guides/meet/");
    }

    #[test]
    fn fields_and_days_make_addresses() {
        let address = |text: &str, stem: &str, route: &str| {
            let mut original = Original::default();
            let file = OriginalFile {
                text: Some(text.into()),
                ..OriginalFile::default()
            };
            original.files.insert("docs/a.md".to_owned(), file);
            of(&original, "docs/a.md", stem, route)
        };
        for (fields, stem, route, expected) in [
            ("slug: /a-slug", "x/a", "docs", "/docs/a-slug/"),
            ("slug: b-slug\nid: b", "01-x/a", "docs", "/docs/x/b-slug/"),
            ("id: idc", "c", "docs", "/docs/idc/"),
            ("slug: hello", "2026-01-05-hello", "blog", "/blog/hello/"),
            (
                "title: A",
                "2026-01-05-hello",
                "blog",
                "/blog/2026/01/05/hello/",
            ),
            ("title: A", "x/a", "docs", "/docs/x/a/"),
        ] {
            let text = format!("---\n{fields}\n---\nText.\n");
            assert_eq!(address(&text, stem, route), expected, "{fields}");
        }
        assert_eq!(
            post("2026-01-05-hello/index").as_deref(),
            Some("/blog/2026/01/05/hello/")
        );
        assert_eq!(post("hello"), None);
    }
}
