//! The ids of a page that becomes a part of a file: they carry its path, so that none stands twice.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use html5ever::ns;
use scraper::node::Element;
use scraper::{Html, Node};

use crate::document::part_id;

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

/// The ids of a page that becomes a part.
pub(super) struct Ids<'a> {
    path: &'a str,
    /// Those within drawings, which have to be names of XML (HTML, section 3.2.6.1, and XML 1.0).
    drawn: BTreeSet<String>,
}

impl<'a> Ids<'a> {
    pub(super) fn new(page: &Html, path: &'a str) -> Self {
        let elements = page.tree.values().filter_map(Node::as_element);
        let drawn = elements.filter(|element| element.name.ns == ns!(svg));
        Ids {
            path,
            drawn: drawn
                .filter_map(|element| Some(element.id()?.to_owned()))
                .collect(),
        }
    }

    /// What an id of the page is in the file.
    fn of(&self, id: &str) -> String {
        if self.drawn.contains(id) {
            drawn_id(self.path, id)
        } else {
            part_id(self.path, id)
        }
    }

    pub(super) fn rewrite(&self, element: &mut Element) {
        let is_drawn = element.name.ns == ns!(svg);
        for (name, value) in &mut element.attrs {
            let new = match &*name.local {
                "id" => self.of(value),
                name if NAMING.contains(&name) => {
                    let ids = value.split_whitespace().map(|own| self.of(own));
                    ids.collect::<Vec<_>>().join(" ")
                }
                // Patterns and the like in drawings.
                _ if value.starts_with("url(#") => {
                    let Some((id, rest)) = value["url(#".len()..].split_once(')') else {
                        continue;
                    };
                    format!("url(#{}){rest}", self.of(id))
                }
                "href" if is_drawn => match value.strip_prefix('#') {
                    Some(id) if self.drawn.contains(id) => format!("#{}", self.of(id)),
                    _ => continue,
                },
                _ => continue,
            };
            *value = new.into();
        }
    }
}

/// As [`part_id`], for an id within a drawing: every character that no name of XML may have is written as
/// its number.
pub(super) fn drawn_id(path: &str, id: &str) -> String {
    let mut name = String::from("in_");
    for c in path.chars().chain(['/']).chain(id.chars()) {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') {
            name.push(c);
        } else {
            _ = write!(name, "_{:x}_", u32::from(c));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::drawn_id;

    #[test]
    fn an_id_within_a_drawing_is_a_name_of_xml() {
        assert_eq!(drawn_id("a/b c.html", "x-1"), "in_a_2f_b_20_c.html_2f_x-1");
        assert_ne!(drawn_id("a", "b_2f_c"), drawn_id("a_2f_b", "c"));
        assert_ne!(drawn_id("a/b", "c"), drawn_id("a", "b_2f_c"));
    }
}
