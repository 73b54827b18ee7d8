//! From each claim to its source and back: on every page of the shipped site each way back in the list of sources has exactly one
//! claim, and each claim one way back; and the page of each source quotes each claim that rests on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use crate::project::{self, Project};

/// The shipped site in a style.
fn shipped(style: &str) -> BTreeMap<String, Html> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = fs::read_to_string(root.join("site.toml")).unwrap();
    let site = site.replace("style = \"ieee\"", &format!("style = \"{style}\""));
    assert!(site.contains(style));
    // Nothing here is about paper.
    let project = Project::bare(&[("site.toml", &format!("{site}kinds = []\n"))]);
    for (path, bytes) in project::files(&root.join("content")) {
        project.write(&format!("content/{path}"), bytes);
    }
    project.run(&["build"]).ends(0);
    let files = project.files("public").into_iter();
    let pages = files.filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, bytes)| {
            (
                path,
                Html::parse_document(&String::from_utf8(bytes).unwrap()),
            )
        })
        .collect()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn attribute<'a>(element: ElementRef<'a>, name: &str) -> &'a str {
    element.attr(name).unwrap_or_default()
}

/// The claims of a page: the id of each mark, and that of each entry to which it leads.
fn claims(page: &Html) -> Vec<(String, String)> {
    let mut claims = Vec::new();
    let mut mark = String::new();
    let mut note = String::new();
    // In the order of the page: the numbers of notes come before the notes.
    let mut marks_of_notes = BTreeMap::new();
    for element in all(page, "sup > a[id^=page-cite], .footnotes > ol > li, a.cite") {
        let (id, href) = (attribute(element, "id"), attribute(element, "href"));
        if href.starts_with("#page-note-") {
            marks_of_notes.insert(href[1..].to_owned(), id.to_owned());
        } else if id.starts_with("page-note-") {
            note = id.to_owned();
            mark = marks_of_notes.get(&note).cloned().unwrap_or_default();
        } else {
            if !id.is_empty() {
                mark = id.to_owned();
            }
            let claim = (mark.clone(), href[1..].to_owned());
            // A mark may name a source twice.
            if claims.last() != Some(&claim) {
                claims.push(claim);
            }
        }
    }
    assert!(note.is_empty() || !claims.is_empty());
    claims
}

/// The ways back of a page's list of sources, as [`claims`] has them.
fn ways_back(page: &Html) -> Vec<(String, String)> {
    let mut ways = Vec::new();
    for entry in all(page, ".sources li[id]") {
        for back in entry.select(&Selector::parse(".back > a").unwrap()) {
            let label: String = back.text().collect();
            assert!(label.chars().any(char::is_alphabetic), "{label}");
            ways.push((
                attribute(back, "href")[1..].to_owned(),
                attribute(entry, "id").to_owned(),
            ));
        }
    }
    ways
}

/// What the page of a source quotes: the page and the mark of each claim.
fn quoted(path: &str, page: &Html) -> Vec<(String, String)> {
    let quotes = all(page, "section[aria-labelledby=page-cited-by] blockquote a");
    let quotes = quotes.into_iter().map(|quote| {
        let (to, mark) = attribute(quote, "href").split_once('#').unwrap();
        let to = to.trim_start_matches("../");
        assert!(
            path.matches('/').count() == 1 || to.contains('/'),
            "{path}: {to}"
        );
        (to.to_owned(), mark.to_owned())
    });
    quotes.collect()
}

fn once<T: Ord + std::fmt::Debug + Clone>(things: &[T], what: &str) -> BTreeSet<T> {
    let set: BTreeSet<T> = things.iter().cloned().collect();
    assert_eq!(set.len(), things.len(), "{what}: {things:?}");
    set
}

fn every_claim_has_one_way_there_and_one_back(style: &str) {
    let pages = shipped(style);
    let mut shown = 0;
    let mut marks_of_works: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (path, page) in &pages {
        let ids: Vec<&str> = all(page, "[id]")
            .iter()
            .map(|one| attribute(*one, "id"))
            .collect();
        let ids = once(&ids, path);
        let claims = claims(page);
        shown += claims.len();
        let claims_once: BTreeSet<_> = claims.iter().cloned().collect();
        assert_eq!(claims_once, once(&ways_back(page), path), "{path}");
        assert!(
            claims
                .iter()
                .all(|(mark, entry)| ids.contains(&**mark) && ids.contains(&**entry)),
            "{path}"
        );
        let embedded: BTreeSet<&str> = all(page, ".embed [id]")
            .iter()
            .map(|one| attribute(*one, "id"))
            .collect();
        for (mark, entry) in claims_once
            .iter()
            .filter(|(mark, _)| !embedded.contains(&**mark))
        {
            let work = entry.trim_start_matches("page-source-").to_owned();
            marks_of_works
                .entry(work)
                .or_default()
                .insert((path.clone(), mark.clone()));
        }
        // An entry of a reading list is a claim of its own page.
        for entry in all(page, ".entry[id] > a.more") {
            let work = attribute(entry, "href")
                .rsplit('/')
                .next()
                .unwrap()
                .trim_end_matches(".html");
            let id = attribute(ElementRef::wrap(entry.parent().unwrap()).unwrap(), "id");
            marks_of_works
                .entry(work.to_owned())
                .or_default()
                .insert((path.clone(), id.to_owned()));
        }
    }
    assert!(shown > 300, "{shown}");
    for (path, page) in pages
        .iter()
        .filter(|(path, _)| path.starts_with("sources/"))
    {
        let work = path
            .trim_start_matches("sources/")
            .trim_end_matches(".html");
        let claims = marks_of_works.remove(work).unwrap_or_default();
        assert_eq!(claims, once(&quoted(path, page), path), "{path}");
    }
    assert_eq!(marks_of_works, BTreeMap::new());
}

#[test]
fn every_claim_has_one_way_there_and_one_back_by_number() {
    every_claim_has_one_way_there_and_one_back("ieee");
}

#[test]
fn every_claim_has_one_way_there_and_one_back_in_notes() {
    every_claim_has_one_way_there_and_one_back("chicago-notes");
}
