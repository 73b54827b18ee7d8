//! Paths that some file systems cannot tell apart.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::check::route_label;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::site::{Route, Site};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "case-clash",
    severity: Severity::Error,
    about: "Two paths of the output that differ only in capital letters or in how accents are \
            written, or a file and a folder of one name. Windows, macOS and USB sticks hold only \
            one of the two.",
};

/// A path, or one of the folders above it, as it was first met.
struct Known<'a> {
    spelling: &'a str,
    folder: bool,
    owners: &'a [Route],
}

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    if !may_clash(site) {
        return;
    }
    let mut known: HashMap<Cow<'_, str>, Known<'_>> = HashMap::new();
    let mut said: HashSet<&str> = HashSet::new();
    // Paths of one folder follow one another, and their folders need to be looked at once.
    let mut last = ("", false);
    for (url, owners) in &*site.routes {
        let folder = url.rfind('/').map_or("", |at| &url[..at]);
        let mut clash = |part, folder| {
            let new = Known {
                spelling: part,
                folder,
                owners,
            };
            let first = known.entry(folded(part)).or_insert(new);
            if folder && first.folder && is_redirect(first.owners) != is_redirect(owners) {
                // Pages and old addresses share a folder there, and none takes the place of another.
                if is_redirect(first.owners) {
                    (first.spelling, first.owners) = (part, owners);
                }
                return false;
            }
            let clash = first.spelling != part || first.folder != folder;
            if clash && said.insert(part) {
                let first = (first.spelling, owner(site, first.owners));
                findings.push(finding(site, first, (part, owner(site, owners))));
            }
            clash
        };
        if folder != last.0 {
            last = (folder, folders(url).any(|part| clash(part, true)));
        }
        if !last.1 {
            clash(url, false);
        }
    }
}

/// Whether there are capitals, accents, or a file that has the name of a folder.
fn may_clash(site: &Site) -> bool {
    let simple = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    let mut last = "";
    site.routes.keys().any(|url| {
        let folder = url.rfind('/').map_or("", |at| &url[..at]);
        let new = std::mem::replace(&mut last, folder) != folder;
        !url.bytes().all(simple) || new && folders(url).any(|part| site.routes.contains_key(part))
    })
}

/// The folders above a path, the outermost first.
fn folders(url: &str) -> impl Iterator<Item = &str> {
    url.match_indices('/').map(|(at, _)| &url[..at])
}

/// Whether nothing stands at a path but what leads to another.
fn is_redirect(owners: &[Route]) -> bool {
    let mut each = owners.iter();
    each.all(|owner| matches!(owner, Route::Redirect(..)))
}

/// Of several who claim a path, the first that has a place.
fn owner<'a>(site: &Site, owners: &'a [Route]) -> &'a Route {
    let mut each = owners.iter();
    let placed = each.find(|owner| route_label::place(site, owner).is_some());
    placed.unwrap_or(&owners[0])
}

/// A path without regard to case and to how accents are written.
fn folded(path: &str) -> Cow<'_, str> {
    if path.is_ascii() {
        return if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(path.to_ascii_lowercase())
        } else {
            Cow::Borrowed(path)
        };
    }
    Cow::Owned(path.to_lowercase().nfc().collect())
}

/// The finding stands at whichever of the two a writer can rename, the second if both.
fn finding(site: &Site, first: (&str, &Route), second: (&str, &Route)) -> Diagnostic {
    let message = if first.0 == second.0 {
        format!("`{}` would be a file and a folder", second.0)
    } else {
        format!(
            "`{}` and `{}` are one name on Windows and macOS",
            first.0, second.0
        )
    };
    let place = |owner| route_label::place(site, owner);
    let (at, other) = match place(second.1) {
        Some(at) => (at, first.1),
        None => (
            place(first.1).unwrap_or(Span::whole(site.config.source)),
            second.1,
        ),
    };
    let other_place = place(other).unwrap_or(at);
    RULE.at(at, message)
        .note(other_place, route_label::words(site, other))
        .help("rename one of the two")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    const PAGE: &str = "+++\ntitle = \"A\"\n+++\nx\n";

    fn clashes(paths: &[&str]) -> Vec<String> {
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, PAGE)).collect();
        of("case-clash", &files)
    }

    #[test]
    fn files_and_folders_that_differ_in_case_are_found_once() {
        assert_eq!(
            clashes(&["content/Base.md", "content/base.md"]),
            [
                "error[case-clash] content/base.md:1:1 `Base.html` and `base.html` are one name on Windows and macOS; help: rename one of the two; note content/Base.md:1:1 the page Base.md"
            ]
        );
        let folders = [
            "content/Cases/a.md",
            "content/cases/b.md",
            "content/cases/c.md",
        ];
        assert_eq!(
            clashes(&folders),
            [
                "error[case-clash] content/cases/b.md:1:1 `Cases` and `cases` are one name on Windows and macOS; help: rename one of the two; note content/Cases/a.md:1:1 the page Cases/a.md"
            ]
        );
        // Two forms of one letter are one name, which is told as that.
        let forms = [("content/e\u{301}.md", PAGE), ("content/\u{e9}.md", PAGE)];
        assert_eq!(of("path-clash", &forms).len(), 1);
        assert!(of("case-clash", &forms).is_empty());
    }

    #[test]
    fn a_page_and_a_list_of_almost_one_name_are_found_at_the_page() {
        assert_eq!(
            clashes(&["content/Sources.md"]),
            [
                "error[case-clash] content/Sources.md:1:1 `Sources.html` and `sources.html` are one name on Windows and macOS; help: rename one of the two; note content/Sources.md:1:1 the list of all sources"
            ]
        );
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_are_found() {
        assert_eq!(
            clashes(&["content/a.md", "content/a.html/b.md"]),
            [
                "error[case-clash] content/a.html/b.md:1:1 `a.html` would be a file and a folder; help: rename one of the two; note content/a.md:1:1 the page a.md"
            ]
        );
    }

    #[test]
    fn a_folder_that_has_the_name_of_the_site_map_or_of_a_feed_is_found() {
        let site = "title = \"T\"\nbase_url = \"https://example.org\"\n";
        let page = ("content/sitemap.xml/a.md", PAGE);
        let found = of("case-clash", &[("site.toml", site), page]);
        assert_eq!(
            found,
            [
                "error[case-clash] content/sitemap.xml/a.md:1:1 `sitemap.xml` would be a file and a folder; help: rename one of the two; note content/sitemap.xml/a.md:1:1 the site map"
            ]
        );
        let page = ("content/changes.atom/a.md", PAGE);
        assert_eq!(of("case-clash", &[("site.toml", site), page]).len(), 1);
        assert!(of("case-clash", &[page]).is_empty());
    }
}
