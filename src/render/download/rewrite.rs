//! Makes a page part of a file that holds many: its ids carry its path, and what it leads to is in the
//! same file.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use scraper::node::Element;
use scraper::{Html, Node};

use super::reference::resolve;

/// Attributes that name ids, several with spaces between them.
const NAMING: [&str; 10] = [
    "for",
    "list",
    "form",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "aria-activedescendant",
];

/// Whether an element has no place in a part of a file. A script that is data has.
fn is_left_out(element: &Element) -> bool {
    match element.name() {
        "link" | "meta" | "base" => true,
        "script" => element.attr("type") != Some("application/json"),
        _ => false,
    }
}

/// What a page of the file may lead to.
pub(super) struct Known<'a> {
    /// The paths of all pages in the file.
    pub(super) pages: &'a [&'a str],
    /// The bytes of other files, by path.
    pub(super) files: &'a BTreeMap<String, Vec<u8>>,
}

/// The id that a place in a page has in the file. An id has no spaces; `search-results.js` makes the same of a
/// path.
pub(super) fn id(path: &str, fragment: &str) -> String {
    let leaf = path.replace(char::is_whitespace, "\u{2423}");
    match fragment {
        "" => leaf,
        fragment => format!("{leaf}/{fragment}"),
    }
}

/// Rewrites the document of the page at `path`. Links to what the file does not hold lead nowhere any
/// more; their words stay.
pub(super) fn page(page: &mut Html, path: &str, known: &Known<'_>) {
    rewrite(page, path, known, true);
}

/// As [`page`], for the document that lends what stands round all pages. Its ids stay what they are.
pub(super) fn shell(page: &mut Html, path: &str, known: &Known<'_>) {
    rewrite(page, path, known, false);
}

fn rewrite(page: &mut Html, path: &str, known: &Known<'_>, is_part: bool) {
    let nodes: Vec<_> = page.tree.nodes().map(|node| node.id()).collect();
    for id in nodes {
        let Some(mut node) = page.tree.get_mut(id) else {
            continue;
        };
        let Node::Element(element) = node.value() else {
            continue;
        };
        if is_left_out(element) {
            node.detach();
        } else {
            rewrite_addresses(element, path, known);
            if is_part {
                rewrite_ids(element, path);
            }
        }
    }
}

fn rewrite_ids(element: &mut Element, path: &str) {
    for (name, value) in &mut element.attrs {
        let new = match &*name.local {
            "id" => id(path, value),
            name if NAMING.contains(&name) => {
                let ids = value.split_whitespace().map(|own| id(path, own));
                ids.collect::<Vec<_>>().join(" ")
            }
            // Patterns and the like in drawings.
            _ if value.starts_with("url(#") => {
                value.replace("url(#", &format!("url(#{}/", id(path, "")))
            }
            _ => continue,
        };
        *value = new.into();
    }
}

fn rewrite_addresses(element: &mut Element, path: &str, known: &Known<'_>) {
    let is_link = matches!(element.name(), "a" | "area");
    let mut leads = true;
    for (name, value) in &mut element.attrs {
        let new = match &*name.local {
            "href" if is_link => link(path, value, known),
            "src" | "href" | "poster" => Some(file(path, value, known)),
            _ => continue,
        };
        match new {
            Some(address) => *value = address.into(),
            None => leads = false,
        }
    }
    if !leads {
        let of_links = ["href", "download", "rel", "hreflang", "target", "type"];
        element
            .attrs
            .retain(|(name, _)| !of_links.contains(&&*name.local));
    }
}

/// The address in the file of what a link leads to; `None` for what is not in it.
fn link(path: &str, address: &str, known: &Known<'_>) -> Option<String> {
    let Some(found) = resolve(path, address) else {
        return Some(address.to_owned());
    };
    if known.pages.binary_search(&found.path.as_str()).is_ok() {
        return Some(format!("#{}", encoded(&id(&found.path, &found.fragment))));
    }
    known
        .files
        .get(&found.path)
        .map(|bytes| data(&found.path, bytes))
}

/// The bytes of a picture as an address; a place in a drawing of the page itself stays one. Nothing is
/// shown of what is not there.
fn file(path: &str, address: &str, known: &Known<'_>) -> String {
    let Some(found) = resolve(path, address) else {
        return address.to_owned();
    };
    match known.files.get(&found.path) {
        Some(bytes) => data(&found.path, bytes),
        None if found.path == path => format!("#{}", encoded(&id(path, &found.fragment))),
        None => "data:,".to_owned(),
    }
}

/// An address that is the file itself.
pub(super) fn data(path: &str, bytes: &[u8]) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))
}

/// A fragment as it stands in an address.
fn encoded(fragment: &str) -> String {
    crate::render::address::encode(fragment).into_owned()
}
