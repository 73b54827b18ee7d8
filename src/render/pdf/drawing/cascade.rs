//! Which declarations hold for one element.
//!
//! Declarations are added from the one that wins downward, so that the first that is understood holds.

use usvg::roxmltree::Node;

use super::declaration::{Outcome, Place, Plain, is_geometry, on_paper};
use super::inherited::Inherited;
use super::length::plain;
use super::styled::Styled;
use super::transform::{self, Matrix, Notation};

/// What is to be told of a declaration.
#[derive(Debug, PartialEq)]
pub(super) enum Told {
    Colour(String),
    Elsewhere(String),
}

/// How many letters of a declaration are told.
const LONGEST: usize = 80;

fn elsewhere(name: &str, value: &str) -> Told {
    Told::Elsewhere(told(&format!("{name}: {value}")))
}

fn told(said: &str) -> String {
    let mut told: String = said.chars().take(LONGEST).collect();
    if told.len() < said.len() {
        told.push('…');
    }
    told
}

/// The declarations that hold.
#[derive(Default)]
pub(super) struct Cascade {
    /// The last first.
    holding: Plain,
    /// Properties that are said, and do nothing.
    idle: Vec<String>,
}

impl Cascade {
    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some() || self.idle.iter().any(|idle| idle == name)
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let found = self.holding.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| &**value)
    }

    /// Adds what comes of a declaration, which those that were added before win over.
    pub(super) fn add(&mut self, styled: &Styled, outcome: Outcome) -> Option<Told> {
        match outcome {
            Outcome::Plain(parts) => {
                for (name, value) in parts.into_iter().rev() {
                    if !self.has(&name) {
                        self.holding.push((name, value));
                    }
                }
                None
            }
            Outcome::Nothing => {
                self.idle.push(styled.name.clone());
                None
            }
            Outcome::Void => None,
            Outcome::Elsewhere => Some(elsewhere(&styled.name, &styled.value)),
            Outcome::UnknownColour(colour) => Some(Told::Colour(colour)),
        }
    }

    /// All that hold, with one transformation in the place of several.
    pub(super) fn finish(self, node: Node<'_, '_>, own: &Inherited) -> Plain {
        let matrix = self.matrix(node);
        let mut holding = self.holding;
        holding.reverse();
        if let Some(matrix) = matrix {
            holding.retain(|(name, _)| !transform::PROPERTIES.contains(&&**name));
            holding.push(("transform".to_owned(), matrix.written()));
        }
        for (name, value) in &mut holding {
            if name == "font-size" {
                *value = format!("{}px", own.font);
            }
        }
        if own.is_root && !holding.iter().any(|(name, _)| name == "font-size") {
            holding.push(("font-size".to_owned(), format!("{}px", own.font)));
        }
        holding
    }

    fn matrix(&self, node: Node<'_, '_>) -> Option<Matrix> {
        let of_style = |name: &str| {
            let value = self.value(name)?;
            transform::functions(value, Notation::Attribute).ok()
        };
        let parts = transform::PROPERTIES.map(of_style);
        if parts.iter().all(Option::is_none) {
            return None;
        }
        let of_attribute = || {
            let typed = node.attribute("transform")?;
            transform::functions(typed, Notation::Attribute).ok()
        };
        let [moved, rotated, scaled, transformed] = parts;
        let all = [moved, rotated, scaled, transformed.or_else(of_attribute)];
        let all = all.into_iter().flatten();
        Some(all.fold(Matrix::NONE, Matrix::of))
    }
}

/// Attributes that are no styles, and hold lengths.
const LENGTHS: [&str; 17] = [
    "dx",
    "dy",
    "fr",
    "fx",
    "fy",
    "markerHeight",
    "markerWidth",
    "offset",
    "refX",
    "refY",
    "startOffset",
    "textLength",
    "x1",
    "x2",
    "y1",
    "y2",
    "z",
];

/// Attributes that are styles as well.
const STYLES: [&str; 50] = [
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "cursor",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "image-rendering",
    "letter-spacing",
    "lighting-color",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "opacity",
    "overflow",
    "paint-order",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "unicode-bidi",
    "vector-effect",
    "visibility",
    "word-spacing",
    "writing-mode",
];

/// The value of an attribute on paper, which may be none.
///
/// # Errors
/// Gives what is to be told.
pub(super) fn of_attribute(
    name: &str,
    value: &str,
    place: Place<'_>,
) -> Result<Option<String>, Told> {
    if STYLES.contains(&name) {
        return match on_paper(name, value, place) {
            Outcome::Plain(parts) => Ok(parts.into_iter().next().map(|(_, value)| value)),
            Outcome::Nothing => Ok(Some(value.to_owned())),
            Outcome::Void => Ok(None),
            Outcome::Elsewhere => Err(elsewhere(name, value)),
            Outcome::UnknownColour(colour) => Err(Told::Colour(colour)),
        };
    }
    if LENGTHS.contains(&name) || (is_geometry(name) && name != "d") {
        let lengths = plain(value, &place.measures).map_err(|_| elsewhere(name, value))?;
        return Ok(Some(lengths));
    }
    Ok(Some(value.to_owned()))
}

/// An attribute by which a drawing looks otherwise in a browser, though paper takes it as it is.
pub(super) fn only_of_browsers(
    node: Node<'_, '_>,
    name: &str,
    value: &str,
    own: &Inherited,
) -> Option<String> {
    let is_nothing = value
        .trim()
        .trim_end_matches(['%', '.'])
        .trim_matches('0')
        .is_empty();
    match (node.tag_name().name(), name) {
        (_, "pathLength") => own.is_dashed,
        ("textPath", "path") => true,
        ("radialGradient", "spreadMethod") => value != "pad",
        ("radialGradient", "fr") => !is_nothing,
        _ => false,
    }
    .then(|| told(&format!("{name}=\"{value}\"")))
}
