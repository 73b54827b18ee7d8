//! One declaration of a style as it stands on paper.

use super::colour;
use super::length::{Measures, plain};
use super::property::{Effect, effect, initial, is_inherited};
use super::transform;

/// Properties and values for the typesetter.
pub(super) type Plain = Vec<(String, String)>;

/// What becomes of a declaration.
#[derive(Debug, PartialEq)]
pub(super) enum Outcome {
    /// It stands on paper as these.
    Plain(Plain),
    /// It holds, and does nothing.
    Nothing,
    /// No browser understands it, so that an earlier one holds.
    Void,
    /// A browser may understand it, and paper does not.
    Elsewhere,
    /// As `Elsewhere`, of a colour.
    UnknownColour(String),
}

/// Where a declaration stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) element: &'a str,
    pub(super) is_root: bool,
    /// Whether the element stands in something that is made larger or smaller.
    pub(super) is_scaled: bool,
    pub(super) measures: Measures,
}

/// Elements with the properties that say where they are and how large.
const GEOMETRY: [(&str, &[&str]); 9] = [
    ("circle", &["cx", "cy", "r"]),
    ("ellipse", &["cx", "cy", "rx", "ry"]),
    ("foreignObject", &["x", "y", "width", "height"]),
    ("image", &["x", "y", "width", "height"]),
    ("mask", &["x", "y", "width", "height"]),
    ("path", &["d"]),
    ("rect", &["x", "y", "width", "height", "rx", "ry"]),
    ("svg", &["x", "y", "width", "height"]),
    ("use", &["x", "y"]),
];

/// Whether a property says where an element is, and so is an attribute in SVG 1.1.
pub(super) fn is_geometry(name: &str) -> bool {
    GEOMETRY.iter().any(|(_, names)| names.contains(&name))
}

/// What a declaration, without variables, comes to.
pub(super) fn on_paper(name: &str, value: &str, place: Place<'_>) -> Outcome {
    let name = unprefixed(name);
    if name == "all" {
        return Outcome::Elsewhere;
    }
    let word = value.trim().to_ascii_lowercase();
    if ["inherit", "initial", "unset", "revert", "revert-layer"].contains(&&*word) {
        return by_default(name, &word);
    }
    match name {
        "marker" => {
            let each = ["marker-start", "marker-mid", "marker-end"];
            Outcome::Plain(each.map(|name| (name.to_owned(), value.to_owned())).into())
        }
        "font" => font(value, place),
        "vector-effect" if word == "non-scaling-stroke" && !place.is_scaled => Outcome::Nothing,
        // Lines between letters are as good as one property of old.
        "text-decoration-line" => one("text-decoration", value, place),
        "font-variant-caps" if word == "small-caps" => one("font-variant", value, place),
        _ if transform::PROPERTIES.contains(&name) => transformed(name, value, place),
        _ if is_geometry(name) => geometry(name, value, place),
        _ => one(name, value, place),
    }
}

/// Whether a declaration means on paper what it means in a browser.
pub(super) fn is_set(declaration: &str) -> bool {
    let Some((name, value)) = declaration.split_once(':') else {
        return false;
    };
    let place = Place {
        element: "rect",
        is_root: false,
        is_scaled: false,
        measures: Measures::default(),
    };
    matches!(
        on_paper(name.trim(), value.trim(), place),
        Outcome::Plain(_)
    )
}

fn one(name: &str, value: &str, place: Place<'_>) -> Outcome {
    if name == "font-family" {
        return Outcome::Plain(vec![(name.to_owned(), value.to_owned())]);
    }
    let was = effect(name, value, place.is_root);
    if was == Effect::Nothing {
        return Outcome::Nothing;
    }
    let Ok(value) = plain(value, &place.measures) else {
        return Outcome::Elsewhere;
    };
    let value = match colour::plain(name, value) {
        Ok(value) => value,
        Err(unknown) => return Outcome::UnknownColour(unknown),
    };
    match effect(name, &value, place.is_root) {
        Effect::Same => Outcome::Plain(vec![(name.to_owned(), known(name, value))]),
        Effect::Nothing => Outcome::Nothing,
        Effect::Elsewhere => Outcome::Elsewhere,
    }
}

/// A value in words that the typesetter knows.
fn known(name: &str, value: String) -> String {
    match name {
        "font-weight" => match value.parse::<f64>() {
            Ok(weight) => format!("{}", ((weight / 100.0).round() * 100.0).clamp(100.0, 900.0)),
            Err(_) => value,
        },
        "font-style" if value.starts_with("oblique") => "oblique".to_owned(),
        _ => value,
    }
}

/// Older names of browsers for properties of today.
fn unprefixed(name: &str) -> &str {
    const KNOWN: [&str; 8] = [
        "animation",
        "animation-name",
        "clip-path",
        "filter",
        "mask",
        "mask-image",
        "transform",
        "transform-origin",
    ];
    let plain = name.strip_prefix("-webkit-");
    plain.filter(|plain| KNOWN.contains(plain)).unwrap_or(name)
}

fn by_default(name: &str, word: &str) -> Outcome {
    let value = match word {
        "inherit" => Some("inherit"),
        "initial" => initial(name),
        _ if is_inherited(name) => Some("inherit"),
        _ => initial(name),
    };
    match value {
        Some(_) if initial(name).is_none() => Outcome::Nothing,
        Some(value) => Outcome::Plain(vec![(name.to_owned(), value.to_owned())]),
        None => Outcome::Nothing,
    }
}

fn transformed(name: &str, value: &str, place: Place<'_>) -> Outcome {
    let Ok(value) = plain(value, &place.measures) else {
        return Outcome::Elsewhere;
    };
    match transform::matrix(name, &value, &place.measures) {
        // The place of a whole drawing is that of its picture.
        Ok(matrix) if place.is_root && matrix != transform::Matrix::NONE => Outcome::Elsewhere,
        Ok(matrix) => Outcome::Plain(vec![(name.to_owned(), matrix.written())]),
        Err(transform::Unread::Invalid) => Outcome::Void,
        Err(transform::Unread::Unknown) => Outcome::Elsewhere,
    }
}

fn geometry(name: &str, value: &str, place: Place<'_>) -> Outcome {
    let own = GEOMETRY
        .iter()
        .find(|(element, _)| *element == place.element);
    if place.is_root || !own.is_some_and(|(_, names)| names.contains(&name)) {
        return Outcome::Nothing;
    }
    let said = |value: &str| Outcome::Plain(vec![(name.to_owned(), value.to_owned())]);
    if name == "d" {
        let inside = value.trim().strip_prefix("path(");
        let path = inside.and_then(|inside| inside.strip_suffix(')'));
        return match path {
            Some(path) => said(path.trim().trim_matches(['"', '\''])),
            None if value.trim() == "none" => said(""),
            None => Outcome::Elsewhere,
        };
    }
    match plain(value, &place.measures) {
        // As if the attribute were not there.
        Ok(value) if value.trim() == "auto" => said("auto"),
        Ok(value) if value.contains('(') => Outcome::Elsewhere,
        Ok(value) => said(value.trim()),
        Err(_) => Outcome::Elsewhere,
    }
}

/// `font: italic bold 24px/1.2 serif` in its parts. Those that it does not name are as if nobody had said them.
fn font(value: &str, place: Place<'_>) -> Outcome {
    const SYSTEM: [&str; 6] = [
        "caption",
        "icon",
        "menu",
        "message-box",
        "small-caption",
        "status-bar",
    ];
    if SYSTEM.contains(&value.trim()) {
        return Outcome::Elsewhere;
    }
    let Ok(value) = plain(value, &place.measures) else {
        return Outcome::Elsewhere;
    };
    let mut parts: Plain = ["font-style", "font-variant", "font-weight"]
        .map(|name| (name.to_owned(), "normal".to_owned()))
        .into();
    let mut rest = value.trim();
    loop {
        let Some((word, after)) = rest.split_once(char::is_whitespace) else {
            return Outcome::Void;
        };
        let at = match &*word.to_ascii_lowercase() {
            "italic" | "oblique" => Some(0),
            "small-caps" => Some(1),
            "bold" | "bolder" | "lighter" => Some(2),
            word if word.parse::<f64>().is_ok() => Some(2),
            "normal" => None,
            word if word.ends_with("condensed") || word.ends_with("expanded") => None,
            _ => {
                let size = word.split('/').next().unwrap_or(word);
                let family = after.trim_start();
                // The height of lines may stand apart.
                let family = family.strip_prefix('/').map_or(family, |rest| {
                    rest.trim_start()
                        .split_once(' ')
                        .map_or("", |(_, family)| family)
                });
                parts.push(("font-size".to_owned(), size.to_owned()));
                parts.push(("font-family".to_owned(), family.trim().to_owned()));
                return Outcome::Plain(parts);
            }
        };
        if let Some(at) = at {
            parts[at].1 = known(&parts[at].0, word.to_ascii_lowercase());
        }
        rest = after.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Place, on_paper};
    use crate::render::pdf::drawing::length::Measures;

    const PLACE: Place<'static> = Place {
        element: "rect",
        is_root: false,
        is_scaled: false,
        measures: Measures {
            font: 10.0,
            root_font: 16.0,
            view: None,
            window: None,
        },
    };

    fn plain(declaration: &str) -> String {
        let (name, value) = declaration.split_once(':').expect("it has a value");
        match on_paper(name, value, PLACE) {
            Outcome::Plain(parts) => {
                let parts = parts.iter().map(|(name, value)| format!("{name}:{value};"));
                parts.collect()
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn declarations_are_told_in_words_that_are_known() {
        for (declaration, expected) in [
            ("fill:red", "fill:#ff0000;"),
            ("fill:rgb(calc(10*20) 0 0)", "fill:#c80000;"),
            ("width:calc(20px + 1em)", "width:30px;"),
            ("cx:20px", "Nothing"),
            (
                "-webkit-transform:rotate(0deg)",
                "transform:matrix(1 0 0 1 0 0);",
            ),
            ("transform:rotate(20)", "Void"),
            ("transform:rotateX(20deg)", "Elsewhere"),
            ("fill:unset", "fill:inherit;"),
            ("opacity:unset", "opacity:1;"),
            ("stroke:initial", "stroke:none;"),
            ("cursor:initial", "Nothing"),
            (
                "marker:url(#a)",
                "marker-start:url(#a);marker-mid:url(#a);marker-end:url(#a);",
            ),
            ("font-weight:650", "font-weight:700;"),
            ("vector-effect:non-scaling-stroke", "Nothing"),
            ("clip-path:circle(2px)", "Elsewhere"),
            (
                "fill:color-mix(in srgb, red, blue)",
                "UnknownColour(\"color-mix(in srgb, red, blue)\")",
            ),
            (
                "font:italic 700 24px/1.2 'A B', serif",
                "font-style:italic;font-variant:normal;font-weight:700;font-size:24px;font-family:'A B', serif;",
            ),
            (
                "font:2rem / 3 a",
                "font-style:normal;font-variant:normal;font-weight:normal;font-size:32px;font-family:a;",
            ),
            ("font:menu", "Elsewhere"),
        ] {
            assert_eq!(plain(declaration), expected, "{declaration}");
        }
        let scaled = Place {
            is_scaled: true,
            ..PLACE
        };
        let outcome = on_paper("vector-effect", "non-scaling-stroke", scaled);
        assert_eq!(outcome, Outcome::Elsewhere);
    }

    #[test]
    fn a_path_may_be_a_style() {
        let path = Place {
            element: "path",
            ..PLACE
        };
        let outcome = on_paper("d", "path(\"M0 0L9 9\")", path);
        assert_eq!(
            outcome,
            Outcome::Plain(vec![("d".to_owned(), "M0 0L9 9".to_owned())])
        );
    }
}
