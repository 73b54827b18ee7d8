//! Menus as scripts of settings have them: lists of objects with a text, a link and items.

use crate::import::handbook::{NavEntry, NavTarget};
use crate::import::settings;
use crate::model::value::Value;

/// The entries of a menu. `place` makes the path or the address of what an item names.
pub(super) fn entries(value: &Value, place: &dyn Fn(&str) -> String) -> Vec<NavEntry> {
    let found = settings::items(value);
    found
        .into_iter()
        .filter_map(|item| entry(item, place))
        .collect()
}

/// What tools call the label of an entry, its target, and the entries below it.
const LABELS: [&str; 5] = ["text", "label", "title", "name", "part"];
const TARGETS: [&str; 9] = [
    "pageRef", "url", "link", "href", "file", "id", "slug", "to", "chapter",
];
const CHILDREN: [&str; 6] = [
    "items", "children", "contents", "sections", "chapters", "entries",
];

fn entry(item: &Value, place: &dyn Fn(&str) -> String) -> Option<NavEntry> {
    if let Some(text) = settings::text(item) {
        return Some(NavEntry {
            label: None,
            target: target(&text, place),
            children: Vec::new(),
        });
    }
    let text = |keys: &[&str]| keys.iter().find_map(|key| settings::text_of(item, key));
    let children = CHILDREN.iter().find_map(|key| settings::entry(item, key));
    let mut label = text(&LABELS);
    // A section of Quarto may be the path of its own page.
    let own = text(&["section", "part"]).filter(|name| name.contains('.') && !name.contains(' '));
    label = label.or_else(|| {
        text(&["section", "type"])
            .filter(|word| !matches!(word.as_str(), "category" | "doc" | "link"))
    });
    if own.is_some() && label == own {
        label = None;
    }
    let address = text(&TARGETS).or(own).or_else(|| {
        let link = settings::entry(item, "link")?;
        ["id", "slug"]
            .iter()
            .find_map(|key| settings::text_of(link, key))
    });
    let entry = NavEntry {
        label,
        target: address.and_then(|address| target(&address, place)),
        children: children
            .map(|value| entries(value, place))
            .unwrap_or_default(),
    };
    let is_empty = entry.target.is_none() && entry.children.is_empty();
    (!is_empty).then_some(entry)
}

fn target(text: &str, place: &dyn Fn(&str) -> String) -> Option<NavTarget> {
    if text.contains("://") {
        return Some(NavTarget::Web(text.to_owned()));
    }
    let text = text.split('#').next().unwrap_or_default();
    (!text.is_empty()).then(|| NavTarget::Path(place(text)))
}
