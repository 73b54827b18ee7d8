//! Which properties mean on paper what they mean in a browser.
//!
//! What is on none of the lists here is told: a browser may do something with it that paper does not.

use super::outside::functions;
use super::transform::PROPERTIES as TRANSFORMS;

/// What becomes of a declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Effect {
    /// It means the same on paper.
    Same,
    /// It means nothing, in a browser as on paper.
    Nothing,
    /// It means something in a browser alone.
    Elsewhere,
}

/// Set as in a browser, whatever their words are.
const SAME: [&str; 62] = [
    "alignment-baseline",
    "baseline-shift",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "cx",
    "cy",
    "d",
    "direction",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-kerning",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "image-rendering",
    "isolation",
    "letter-spacing",
    "lighting-color",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask-type",
    "mix-blend-mode",
    "opacity",
    "overflow",
    "paint-order",
    "r",
    "rx",
    "ry",
    "shape-rendering",
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
    "text-rendering",
    "text-transform",
    "transform-origin",
    "visibility",
    "white-space",
    "width",
    "word-spacing",
    "writing-mode",
    "x",
    "y",
];

/// What a browser does something with in a drawing, and paper does not.
const ELSEWHERE: [&str; 25] = [
    "all",
    "animation",
    "backdrop-filter",
    "clip-path",
    "filter",
    "font-size-adjust",
    "mask",
    "mask-border",
    "mask-clip",
    "mask-composite",
    "mask-image",
    "mask-mode",
    "mask-origin",
    "mask-position",
    "mask-repeat",
    "mask-size",
    "offset",
    "outline",
    "text-decoration",
    "text-orientation",
    "text-shadow",
    "transform-box",
    "unicode-bidi",
    "vector-effect",
    "zoom",
];

/// All but the first and the last are the same to a drawing.
const DISPLAYS: [&str; 18] = [
    "none",
    "block",
    "flex",
    "flow-root",
    "grid",
    "inherit",
    "inline",
    "inline-block",
    "inline-flex",
    "inline-grid",
    "inline-table",
    "list-item",
    "math",
    "run-in",
    "table",
    "table-cell",
    "table-row",
    "contents",
];

/// What lays out the boxes of a web page, moves, or says how something is pointed at or chosen. The first part of a name stands
/// for all that begin with it.
const NOTHING: [&str; 94] = [
    "accent",
    "align",
    "appearance",
    "aspect",
    "audio",
    "backface",
    "block",
    "bottom",
    "box",
    "break",
    "buffered",
    "caption",
    "caret",
    "clear",
    "clip",
    "color",
    "column",
    "columns",
    "contain",
    "container",
    "content",
    "corner",
    "counter",
    "cursor",
    "empty",
    "enable",
    "field",
    "flex",
    "float",
    "font",
    "forced",
    "gap",
    "glyph",
    "grid",
    "hanging",
    "hyphenate",
    "hyphens",
    "image",
    "initial",
    "inline",
    "inset",
    "interpolate",
    "justify",
    "kerning",
    "left",
    "line",
    "list",
    "margin",
    "math",
    "max",
    "min",
    "nav",
    "object",
    "order",
    "orphans",
    "overflow",
    "overscroll",
    "page",
    "perspective",
    "place",
    "pointer",
    "position",
    "print",
    "quotes",
    "reading",
    "resize",
    "right",
    "row",
    "ruby",
    "scroll",
    "scrollbar",
    "shape",
    "solid",
    "speak",
    "src",
    "tab",
    "table",
    "text",
    "timeline",
    "top",
    "touch",
    "transform",
    "transition",
    "unicode",
    "user",
    "vertical",
    "view",
    "viewport",
    "white",
    "widows",
    "will",
    "word",
    "writing",
    "z",
];

/// Boxes of a web page too, which a browser draws around a whole drawing.
const AROUND: [&str; 4] = ["background", "border", "outline", "padding"];

/// Words by which a property does nothing.
const IDLE: [&str; 12] = [
    "", "0", "0px", "0s", "auto", "inherit", "initial", "mixed", "none", "normal", "unset",
    "view-box",
];

/// What a property does in a drawing, with a value without variables; `is_root` is true of the whole drawing.
pub(super) fn effect(name: &str, value: &str, is_root: bool) -> Effect {
    let value = value.trim().to_ascii_lowercase();
    if is_same(name, &value) {
        return Effect::Same;
    }
    if IDLE.contains(&&*value) || name.starts_with('-') || name == "display" {
        return Effect::Nothing;
    }
    let family = name.split('-').next().unwrap_or(name);
    if ELSEWHERE.contains(&name) || ["animation", "offset", "mask", "outline"].contains(&family) {
        return if is_idle(name, &value) {
            Effect::Nothing
        } else {
            Effect::Elsewhere
        };
    }
    if AROUND.contains(&family) || name == "box-shadow" {
        return around(name, &value, is_root);
    }
    if !is_drawn(name) && NOTHING.contains(&family) {
        Effect::Nothing
    } else {
        Effect::Elsewhere
    }
}

fn is_same(name: &str, value: &str) -> bool {
    match name {
        "clip-path" | "mask" => value == "none" || is_reference(value),
        "filter" => value == "none" || is_row_of_filters(value),
        "text-decoration" | "text-decoration-line" => value
            .split_ascii_whitespace()
            .all(|word| ["none", "underline", "overline", "line-through", "solid"].contains(&word)),
        "color-interpolation" => value != "linearrgb",
        "display" => DISPLAYS.contains(&value),
        "font-family" => true,
        "writing-mode" => !value.starts_with("sideways"),
        // A paint or a colour may be a reference, and a path has words of its own; colours are plain before.
        _ => is_drawn(name) && (!value.contains('(') || starts_with_known(value)),
    }
}

fn is_drawn(name: &str) -> bool {
    SAME.contains(&name) || TRANSFORMS.contains(&name)
}

fn starts_with_known(value: &str) -> bool {
    ["url(", "matrix(", "path("]
        .iter()
        .any(|known| value.starts_with(known))
}

/// A reference to a part of the drawing, and nothing else.
fn is_reference(value: &str) -> bool {
    value.starts_with("url(") && value.find(')') == Some(value.len() - 1)
}

fn is_row_of_filters(value: &str) -> bool {
    const KNOWN: [&str; 11] = [
        "blur",
        "brightness",
        "contrast",
        "drop-shadow",
        "grayscale",
        "hue-rotate",
        "invert",
        "opacity",
        "saturate",
        "sepia",
        "url",
    ];
    let names = functions(value).map(|(_, name)| name);
    let colours = ["rgb", "rgba", "hsl", "hsla"];
    let mut names = names.filter(|name| !colours.contains(name)).peekable();
    names.peek().is_some() && names.all(|name| KNOWN.contains(&name))
}

/// Whether words of its own make a property do nothing.
fn is_idle(name: &str, value: &str) -> bool {
    match name {
        // Nothing moves by these alone.
        _ if name.starts_with("animation-") => name != "animation-name",
        "animation" => value.split_ascii_whitespace().any(|word| word == "none"),
        "unicode-bidi" => !value.contains("override"),
        "outline-color" | "outline-offset" | "outline-style" | "outline-width" => true,
        "outline" => value
            .split_ascii_whitespace()
            .any(|word| word == "none" || word == "0"),
        // They place a mask that a picture makes, and the picture is told.
        _ if name.starts_with("mask-") => name != "mask-image" && !name.starts_with("mask-border"),
        _ if name.starts_with("offset-") => name != "offset-path",
        "text-decoration" => false,
        _ => false,
    }
}

/// A colour behind the whole drawing is painted; what else is around it is not.
fn around(name: &str, value: &str, is_root: bool) -> Effect {
    let is_line =
        matches!(name, "border" | "box-shadow" | "background-image") || name.starts_with("padding");
    let has_nothing = value
        .split_ascii_whitespace()
        .any(|word| ["none", "0", "0px", "hidden"].contains(&word));
    if is_root && is_line && !has_nothing {
        Effect::Elsewhere
    } else {
        Effect::Nothing
    }
}

/// Those that the parts of an element take from it.
pub(super) fn is_inherited(name: &str) -> bool {
    const OWN: [&str; 20] = [
        "alignment-baseline",
        "baseline-shift",
        "clip-path",
        "cx",
        "cy",
        "d",
        "display",
        "filter",
        "flood-color",
        "flood-opacity",
        "height",
        "isolation",
        "lighting-color",
        "mask",
        "mix-blend-mode",
        "opacity",
        "overflow",
        "stop-color",
        "stop-opacity",
        "width",
    ];
    let is_geometry = ["r", "rx", "ry", "x", "y"].contains(&name);
    !OWN.contains(&name) && !is_geometry && !TRANSFORMS.contains(&name)
}

/// What a property is where nothing says it.
pub(super) fn initial(name: &str) -> Option<&'static str> {
    Some(match name {
        "fill" | "color" | "flood-color" | "stop-color" => "#000",
        "lighting-color" => "#fff",
        "fill-opacity" | "flood-opacity" | "opacity" | "stop-opacity" | "stroke-opacity"
        | "stroke-width" => "1",
        "stroke" | "clip-path" | "filter" | "mask" | "marker-end" | "marker-mid"
        | "marker-start" | "stroke-dasharray" | "text-decoration" | "text-transform" | "rotate"
        | "scale" | "transform" | "translate" => "none",
        "stroke-dashoffset" => "0",
        "stroke-linecap" => "butt",
        "stroke-linejoin" => "miter",
        "stroke-miterlimit" => "4",
        "clip-rule" | "fill-rule" => "nonzero",
        "direction" => "ltr",
        "display" => "inline",
        "dominant-baseline" => "auto",
        "font-size" => "16px",
        "font-style" | "font-variant" | "font-weight" | "letter-spacing" | "mix-blend-mode"
        | "paint-order" | "white-space" | "word-spacing" => "normal",
        "overflow" | "visibility" => "visible",
        "text-anchor" => "start",
        "writing-mode" => "horizontal-tb",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Effect, effect};

    #[test]
    fn properties_do_on_paper_what_they_do_in_a_browser_or_are_told() {
        for (declaration, expected) in [
            ("fill: #fff", Effect::Same),
            ("fill: url(#a)", Effect::Same),
            ("fill: image(#a)", Effect::Elsewhere),
            ("clip-path: url(#a)", Effect::Same),
            ("clip-path: circle(20px)", Effect::Elsewhere),
            ("clip-path: url(#a) fill-box", Effect::Elsewhere),
            ("mask: linear-gradient(#000, #fff)", Effect::Elsewhere),
            ("mask-image: url(#a)", Effect::Elsewhere),
            ("mask-image: none", Effect::Nothing),
            (
                "filter: blur(3px) drop-shadow(1px 1px rgb(0,0,0))",
                Effect::Same,
            ),
            ("filter: url(#a) what(3)", Effect::Elsewhere),
            ("filter: none", Effect::Same),
            ("transform: matrix(1 0 0 1 0 0)", Effect::Same),
            ("transform-box: fill-box", Effect::Elsewhere),
            ("transform-box: view-box", Effect::Nothing),
            ("transform-style: flat", Effect::Nothing),
            ("animation: none", Effect::Nothing),
            ("animation: turn 2s infinite", Effect::Elsewhere),
            ("animation-duration: 2s", Effect::Nothing),
            ("text-decoration: underline", Effect::Same),
            ("text-decoration: underline wavy red", Effect::Elsewhere),
            ("text-shadow: 2px 2px red", Effect::Elsewhere),
            ("text-align: center", Effect::Nothing),
            ("text-orientation: upright", Effect::Elsewhere),
            ("unicode-bidi: bidi-override", Effect::Elsewhere),
            ("unicode-bidi: isolate", Effect::Nothing),
            ("font-feature-settings: 'kern'", Effect::Nothing),
            ("background: red", Effect::Nothing),
            ("border: 1px solid red", Effect::Nothing),
            ("-inkscape-font-specification: 'x'", Effect::Nothing),
            ("cursor: pointer", Effect::Nothing),
            ("line-height: 1.25", Effect::Nothing),
            ("max-width: 400px", Effect::Nothing),
            ("backdrop-filter: blur(3px)", Effect::Elsewhere),
            ("novelty: 3", Effect::Elsewhere),
        ] {
            let (name, value) = declaration.split_once(": ").expect("it has a value");
            assert_eq!(effect(name, value, false), expected, "{declaration}");
        }
        assert_eq!(effect("border", "1px solid red", true), Effect::Elsewhere);
        assert_eq!(effect("border", "none", true), Effect::Nothing);
    }
}
