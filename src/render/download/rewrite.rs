//! Makes a page part of a file that holds many: its ids carry its path, and what it leads to is in the
//! same file.
//!
//! Links between pages in a text are so already, and marked as settled. What is left are the addresses
//! that templates and raw HTML write, ids, and pictures, whose bytes go into the file.

use html5ever::{QualName, local_name, ns};
use scraper::node::{Element, Text};
use scraper::{Html, Node};

use super::carried::Carried;
use super::ids::Ids;
use super::markup::{data, shared};
use super::players::{self, put_before};
use super::reference::resolve;
use crate::document::{address, part_id};
use crate::parse::srcset;
use crate::render::html::link::SETTLED;

/// Whether an element has no place in a part of a file. A script that is data has. Of a picture in several
/// widths the file holds one.
fn is_left_out(element: &Element) -> bool {
    match element.name() {
        "link" | "meta" | "base" => true,
        "script" => element.attr("type") != Some("application/json"),
        "source" => element.attr("srcset").is_some(),
        _ => false,
    }
}

/// What a page of the file may lead to.
pub(super) struct Known<'a> {
    /// The paths of all pages in the file.
    pub(super) pages: &'a [&'a str],
    pub(super) carried: &'a Carried,
    /// The site's address on the web, where what the file does not hold can be had.
    pub(super) base: Option<&'a str>,
    /// What stands behind the words of a link that leads nowhere any more, with the file's name.
    pub(super) not_here: &'a str,
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
    let own = is_part.then(|| Ids::new(page, path));
    let mut drawings = Vec::new();
    let players = players::find(page, path, known.carried);
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
            continue;
        }
        show_first_of_set(element);
        if let Some(drawing) = shared_picture(element, path, known) {
            // The tree cannot grow while one of its elements is held, so drawings are put in at the end.
            drawings.push((id, drawing));
            continue;
        }
        let missing = rewrite_addresses(element, path, known);
        if let Some(own) = &own {
            own.rewrite(element);
        }
        if let Some(missing) = missing {
            let name = known.carried.name(&missing);
            let words = known.not_here.replace("{name}", name);
            let text = format!(" ({words})").into();
            node.insert_after(Node::Text(Text { text }));
        }
    }
    for (id, drawing) in drawings {
        put_before(page, id, &drawing, "svg");
        if let Some(mut node) = page.tree.get_mut(id) {
            node.detach();
        }
    }
    players::settle(page, players, known.carried);
}

/// Gives a picture that stands in a set alone the first address of that set, since sets are left out.
fn show_first_of_set(element: &mut Element) {
    if element.name() != "img" || element.attr("src").is_some() {
        return;
    }
    let set = element.attr("srcset").unwrap_or_default();
    let first = srcset::candidates(set).into_iter().next();
    if let Some(address) = first.map(|first| set[first.address].to_owned()) {
        let name = QualName::new(None, ns!(), local_name!("src"));
        element.attrs.push((name, address.into()));
    }
}

/// A picture that the file holds once and shows here, in place of an element that shows it.
fn shared_picture(element: &Element, path: &str, known: &Known<'_>) -> Option<String> {
    if element.name() != "img" {
        return None;
    }
    let found = resolve(path, element.attr("src")?)?;
    let (path, size) = known.carried.shared(&found.path)?;
    let words = element.attr("alt").unwrap_or_default();
    Some(shared(path, size, words))
}

/// Rewrites what an element leads to or shows; gives the path of a file of the site that it led to and that
/// the file does not hold.
fn rewrite_addresses(element: &mut Element, path: &str, known: &Known<'_>) -> Option<String> {
    if element.attr(SETTLED).is_some() {
        element.attrs.retain(|(name, _)| &*name.local != SETTLED);
        return None;
    }
    let is_link = matches!(element.name(), "a" | "area");
    let mut leads = Leads::There;
    for (name, value) in &mut element.attrs {
        let new = match &*name.local {
            "href" if is_link => {
                leads = link(path, value, known);
                match &mut leads {
                    Leads::To(address) => std::mem::take(address),
                    _ => continue,
                }
            }
            "src" | "href" | "poster" => file(path, value, known),
            _ => continue,
        };
        *value = new.into();
    }
    element
        .attrs
        .retain(|(name, _)| !matches!(&*name.local, "srcset" | "sizes"));
    match leads {
        Leads::There => None,
        Leads::To(_) => {
            // What it leads to is in the file already.
            element.attrs.retain(|(name, _)| &*name.local != "download");
            None
        }
        Leads::Nowhere(missing) => {
            let of_links = ["href", "download", "rel", "hreflang", "target", "type"];
            element
                .attrs
                .retain(|(name, _)| !of_links.contains(&&*name.local));
            missing
        }
    }
}

/// Where a link leads in the file.
enum Leads {
    /// Where it did.
    There,
    To(String),
    /// Nowhere any more; with the path of a file that pages lead to.
    Nowhere(Option<String>),
}

fn link(path: &str, address: &str, known: &Known<'_>) -> Leads {
    let Some(found) = resolve(path, address) else {
        return Leads::There;
    };
    if known.pages.binary_search(&found.path.as_str()).is_ok() {
        let id = encoded(&part_id(&found.path, &found.fragment));
        return Leads::To(format!("#{id}"));
    }
    if known.carried.travels(&found.path) {
        let part = known.carried.stands_at(&found.path);
        return Leads::To(format!("#{}", encoded(&part_id(part, ""))));
    }
    match (known.carried.is_left(&found.path), known.base) {
        (true, Some(base)) => Leads::To(address::absolute(base, &address::encode(&found.path))),
        (true, None) => Leads::Nowhere(Some(found.path)),
        (false, _) => Leads::Nowhere(None),
    }
}

/// The bytes of a picture or a recording as an address; a place in a drawing of the page itself stays one.
/// Nothing is shown of what is not there.
fn file(path: &str, address: &str, known: &Known<'_>) -> String {
    let Some(found) = resolve(path, address) else {
        return address.to_owned();
    };
    match known.carried.bytes(&found.path) {
        Some(bytes) => data(&found.path, bytes),
        // A place in a drawing of the page itself, of which its ids take care.
        None if found.path == path => format!("#{}", found.fragment),
        None => "data:,".to_owned(),
    }
}

/// A fragment as it stands in an address.
fn encoded(fragment: &str) -> String {
    address::encode(fragment).into_owned()
}
