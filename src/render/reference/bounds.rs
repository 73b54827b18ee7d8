//! How much a CSL style may ask for.
//!
//! A style is a program: macros that call others, in groups within groups. A file from anywhere may call in circles, stand so
//! deep that no stack holds it, or double itself thirty times over. None of these is tried; they are told from the text and
//! from what was read of it.

use std::collections::{HashMap, HashSet};

use citationberg::{CslMacro, IndependentStyle, LayoutRenderingElement as Element, TextTarget};

use crate::limits::{STYLE_DEPTH, STYLE_MACROS, STYLE_PARTS, STYLE_TEXT};

/// How deep the parts of a style may stand in each other: hayagriva goes through them one call within another.
const DEEPEST: usize = STYLE_DEPTH.most;
/// How many parts a style may come to, once each macro is written out wherever it is called. The largest of the archive comes to
/// less than 4 000.
const MOST_PARTS: usize = STYLE_PARTS.most;
/// How long an attribute may be: what is printed between names and dates takes a few letters.
const LONGEST_ATTRIBUTE: usize = STYLE_TEXT.most;
/// How many macros there may be: hayagriva looks each one up in a list.
const MOST_MACROS: usize = STYLE_MACROS.most;

/// Whether the text of a style is read without a stack that overflows, and holds no attribute that is longer than any style's.
///
/// Goes through the tags alone: whether they are in order is for the reader of the XML to say.
pub(super) fn is_readable(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        // Tags and quotation marks within a comment mean nothing, so it ends at `-->` alone (XML 1.0, 2.5).
        let (end, closes) = if rest.starts_with("<!--") {
            (rest.find("-->").map_or(rest.len(), |end| end + 3), true)
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            (tag_length(rest), true)
        } else {
            let end = tag_length(rest);
            let tag = &rest[..end];
            let is_alone = tag.ends_with("/>") || tag.starts_with("<?") || tag.starts_with("<!");
            if tag
                .split(['"', '\''])
                .any(|part| part.len() > LONGEST_ATTRIBUTE)
            {
                return false;
            }
            (end, is_alone)
        };
        depth += usize::from(!closes);
        if depth > DEEPEST {
            return false;
        }
        rest = &rest[end..];
    }
    true
}

/// How many bytes a tag has, at whose `<` the text begins. A `>` between quotation marks does not end it.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// A macro that the style calls and does not have. hayagriva 0.10.1 shows nothing in its place.
pub(super) fn missing_macro(style: &IndependentStyle) -> Option<&str> {
    let known: HashSet<&str> = style.macros.iter().map(|one| one.name.as_str()).collect();
    let layouts = std::iter::once(&style.citation.layout.elements);
    let layouts = layouts.chain(style.bibliography.iter().map(|all| &all.layout.elements));
    let macros = style.macros.iter().map(|one| &one.children);
    let mut all = layouts.chain(macros);
    all.find_map(|elements| missing_of(elements, &known))
}

fn missing_of<'s>(elements: &'s [Element], known: &HashSet<&str>) -> Option<&'s str> {
    let mut found = elements.iter().map(|element| match element {
        Element::Text(text) => match &text.target {
            TextTarget::Macro { name } => Some(name.as_str()).filter(|name| !known.contains(name)),
            _ => None,
        },
        Element::Group(group) => missing_of(&group.children, known),
        Element::Names(names) => missing_of(&names.substitute()?.children, known),
        Element::Choose(choose) => {
            let branches = choose.branches().map(|branch| &branch.children);
            let otherwise = choose.otherwise.iter().map(|branch| &branch.children);
            let mut all = branches.chain(otherwise);
            all.find_map(|children| missing_of(children, known))
        }
        _ => None,
    });
    found.find_map(|found| found)
}

/// Whether a macro of the style calls itself, by way of others or not, and whether its parts stand too deep in each other or
/// are too many once each macro is written out where it is called.
pub(super) fn is_endless(style: &IndependentStyle) -> bool {
    if style.macros.len() > MOST_MACROS {
        return true;
    }
    let macros = style.macros.iter().rev();
    let mut measured = Measured {
        macros: macros.map(|one| (one.name.as_str(), one)).collect(),
        extents: HashMap::new(),
    };
    let layouts = std::iter::once(&style.citation.layout.elements);
    let mut layouts = layouts.chain(style.bibliography.iter().map(|all| &all.layout.elements));
    let mut names = style.macros.iter().map(|one| one.name.as_str());
    names.any(|name| measured.of_macro(name).is_none())
        || layouts.any(|elements| measured.of_elements(elements).is_none())
}

/// How deep parts stand in each other, and how many they are.
#[derive(Clone, Copy)]
struct Extent {
    depth: usize,
    parts: usize,
}

/// What is known of the extents of a style's macros.
struct Measured<'s> {
    macros: HashMap<&'s str, &'s CslMacro>,
    extents: HashMap<&'s str, Option<Extent>>,
}

impl<'s> Measured<'s> {
    /// The extent of a macro; `None` where it has no end.
    fn of_macro(&mut self, name: &'s str) -> Option<Extent> {
        if let Some(known) = self.extents.get(name) {
            return *known;
        }
        // Met again while it is looked into, it calls itself.
        self.extents.insert(name, None);
        let found = match self.macros.get(name).copied() {
            Some(found) => self.of_elements(&found.children),
            None => Some(Extent { depth: 0, parts: 0 }),
        };
        self.extents.insert(name, found);
        found
    }

    fn of_elements(&mut self, elements: &'s [Element]) -> Option<Extent> {
        let mut all = Extent { depth: 0, parts: 0 };
        for element in elements {
            let inner = self.within(element)?;
            all.depth = all.depth.max(inner.depth + 1);
            all.parts = all.parts.saturating_add(inner.parts).saturating_add(1);
        }
        (all.depth <= DEEPEST && all.parts <= MOST_PARTS).then_some(all)
    }

    /// What stands within an element.
    fn within(&mut self, element: &'s Element) -> Option<Extent> {
        match element {
            Element::Text(text) => match &text.target {
                TextTarget::Macro { name } => self.of_macro(name),
                _ => self.of_elements(&[]),
            },
            Element::Group(group) => self.of_elements(&group.children),
            Element::Names(names) => {
                let substitute = names.substitute();
                self.of_elements(substitute.map_or(&[], |all| &all.children))
            }
            // One branch is taken.
            Element::Choose(choose) => {
                let branches = choose.branches().map(|branch| &branch.children);
                let otherwise = choose.otherwise.iter().map(|branch| &branch.children);
                let mut all = Extent { depth: 0, parts: 0 };
                for children in branches.chain(otherwise) {
                    let inner = self.of_elements(children)?;
                    all.depth = all.depth.max(inner.depth);
                    all.parts = all.parts.max(inner.parts);
                }
                Some(all)
            }
            _ => self.of_elements(&[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_readable;

    #[test]
    fn what_stands_too_deep_is_told_from_the_text() {
        let nested =
            |depth: usize| format!("{}{}", "<a x='>'>".repeat(depth), "</a>".repeat(depth));
        assert!(is_readable(&nested(100)));
        assert!(!is_readable(&nested(101)));
        let flat = "<?xml?><!-- <a> <a> --><a/><b c=\"/\"></b>".repeat(200);
        assert!(is_readable(&flat));
        assert!(!is_readable(&format!("<a b=\"{}\"/>", "x".repeat(1_001))));
        assert!(is_readable(&format!("<a>{}</a>", "x".repeat(5_000))));
        assert!(is_readable("<a b=\"never closed"));
    }
}
