//! The addresses of MkDocs' pages: by their places, their languages, or the days of posts.

use crate::import::days;
use crate::import::fields;
use crate::import::handbook::SourcePage;
use crate::import::original::Original;
use crate::import::paths;
use crate::import::settings;
use crate::model::slug::slug;

/// The address of a post of the folder `blog`: `/blog/2026/05/01/title/`. `None` where it cannot be told.
pub(super) fn post(original: &Original, page: &SourcePage, blog: &str) -> Option<String> {
    let posts = paths::beside(blog, "posts");
    page.to.strip_prefix(&format!("{posts}/"))?;
    let day = days::said(original, &page.from, &["date"])?;
    let text = original.text(&page.from)?;
    let head = fields::head(text);
    let said = |name: &str| settings::text(&head.table.get(name)?.value);
    let heading = || {
        let line = text[head.body..]
            .lines()
            .find_map(|line| line.strip_prefix("# "));
        line.map(|line| line.trim().to_owned())
    };
    let name = said("slug").or_else(|| Some(slug(&said("title").or_else(heading)?)))?;
    let day = format!("{:04}/{:02}/{:02}", day.year, day.month, day.day);
    Some(format!(
        "/{}/",
        paths::beside(blog, &format!("{day}/{name}"))
    ))
}

/// The address of a page by its place. The plugin for languages gives each but the first a folder.
pub(super) fn of(place: &str, is_pretty: bool, languages: &[String]) -> String {
    let stem = paths::without_ending(place);
    let by_folder = place.split_once('/');
    let by_suffix = stem.rsplit_once('.');
    let is_code = |code: &&String, typed: &str| code.as_str() == typed;
    let of_folder = by_folder.and_then(|(folder, rest)| {
        let code = languages.iter().find(|code| is_code(code, folder))?;
        Some((code, rest.to_owned()))
    });
    let of_suffix = by_suffix.and_then(|(rest, suffix)| {
        let code = languages.iter().find(|code| is_code(code, suffix))?;
        Some((code, format!("{rest}.md")))
    });
    match of_folder.or(of_suffix).filter(|_| languages.len() > 1) {
        Some((code, rest)) if Some(code) == languages.first() => address(&rest, is_pretty),
        Some((code, rest)) => format!("/{code}{}", address(&rest, is_pretty)),
        None => address(place, is_pretty),
    }
}

/// Where a page stands on the site: `/guide/meet/`, or `/guide/meet.html`.
fn address(place: &str, is_pretty: bool) -> String {
    let stem = paths::without_ending(place);
    let is_index = matches!(paths::name(stem), "index" | "README");
    let folder = paths::folder(stem);
    match (is_index, is_pretty, folder) {
        (true, _, "") => "/".to_owned(),
        (true, true, folder) => format!("/{folder}/"),
        (true, false, folder) => format!("/{folder}/index.html"),
        (false, true, _) => format!("/{stem}/"),
        (false, false, _) => format!("/{stem}.html"),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn pages_of_languages_stand_in_folders() {
        let languages = ["en", "es"].map(str::to_owned);
        for (place, expected) in [
            ("guide/one.md", "/guide/one/"),
            ("en/guide/one.md", "/guide/one/"),
            ("es/guide/one.md", "/es/guide/one/"),
            ("guide/start.es.md", "/es/guide/start/"),
            ("guide/start.en.md", "/guide/start/"),
            ("index.es.md", "/es/"),
            ("v1.2.md", "/v1.2/"),
        ] {
            assert_eq!(of(place, true, &languages), expected, "{place}");
        }
        assert_eq!(of("en/one.md", true, &languages[..1]), "/en/one/");
    }
}
