//! What an element has from those above it, as far as paper has to be told.

use std::borrow::Cow;
use std::rc::Rc;

use usvg::roxmltree::Node;

use super::declaration::{Place, Plain};
use super::length::{Measures, pixels};
use super::styled::Styled;
use super::transform::{self, Notation};
use super::value::Variables;

/// How large letters are where nothing says it, as in a browser.
const MEDIUM: f64 = 16.0;

#[derive(Clone)]
pub(super) struct Inherited {
    pub(super) is_root: bool,
    pub(super) variables: Rc<Variables>,
    pub(super) in_text: bool,
    /// The size of the font in pixels.
    pub(super) font: f64,
    /// Whether lines are drawn in dashes.
    pub(super) is_dashed: bool,
    /// Whether paths have marks at their points.
    has_markers: bool,
    /// Whether lengths are made larger or smaller.
    is_scaled: bool,
    /// Whether its words run from right to left.
    is_rtl: bool,
    /// The end of a text at which its place is, if it is not where it begins.
    anchor: Option<String>,
    /// The line of the letters that is at their place.
    baseline: Option<String>,
    case: Option<String>,
    white_space: Option<String>,
    view: Option<[f64; 2]>,
    window: Option<[f64; 2]>,
}

impl Inherited {
    /// What the outermost element finds.
    pub(super) fn of_root(root: Node<'_, '_>) -> Self {
        let view = view_box(root).map(|[_, _, width, height]| [width, height]);
        let side = |name: &str| pixels(root.attribute(name)?.trim(), &Measures::default());
        let sides = side("width").zip(side("height"));
        let window = sides.map(|(width, height)| [width, height]).or(view);
        let is_scaled = match (view, window) {
            (Some(view), Some(window)) => (window[0] / view[0] - 1.0).abs() > 0.01,
            _ => false,
        };
        Inherited {
            is_root: true,
            variables: Rc::default(),
            in_text: false,
            font: MEDIUM,
            is_dashed: false,
            has_markers: false,
            is_scaled,
            is_rtl: false,
            anchor: None,
            baseline: None,
            case: None,
            white_space: None,
            view: view.or(window),
            window,
        }
    }

    pub(super) fn measures(&self, root: &Inherited) -> Measures {
        Measures {
            font: self.font,
            root_font: root.font,
            view: self.view,
            window: self.window,
        }
    }

    pub(super) fn place<'n>(&self, node: Node<'n, '_>, measures: Measures) -> Place<'n> {
        Place {
            element: node.tag_name().name(),
            is_root: self.is_root,
            is_scaled: self.is_scaled,
            measures,
        }
    }

    /// The custom properties of an element: those of the one above, and its own.
    pub(super) fn take_variables(&mut self, styles: &[Styled]) {
        let mut own = styles
            .iter()
            .filter(|styled| styled.is_variable() && styled.condition.is_none());
        let Some(first) = own.next() else {
            return;
        };
        let variables = Rc::make_mut(&mut self.variables);
        for styled in std::iter::once(first).chain(own) {
            variables.insert(styled.name.clone(), styled.value.clone());
        }
    }

    /// How many custom properties were copied for those of this element.
    pub(super) fn added_variables(&self, above: &Inherited) -> usize {
        if Rc::ptr_eq(&self.variables, &above.variables) {
            0
        } else {
            self.variables.len()
        }
    }

    /// Reads how large the letters of an element are.
    pub(super) fn size_font(&mut self, size: Option<&str>, root: &Inherited) {
        let Some(size) = size.map(str::trim) else {
            return;
        };
        let percent = size.strip_suffix('%');
        let percent = percent.and_then(|number| number.parse::<f64>().ok());
        let read = match (percent, &*size.to_ascii_lowercase()) {
            (Some(percent), _) => Some(self.font * percent / 100.0),
            (_, "xx-small") => Some(9.0),
            (_, "x-small") => Some(10.0),
            (_, "small") => Some(13.0),
            (_, "medium") => Some(MEDIUM),
            (_, "large") => Some(18.0),
            (_, "x-large") => Some(24.0),
            (_, "xx-large") => Some(32.0),
            (_, "xxx-large") => Some(48.0),
            (_, "smaller") => Some(self.font / 1.2),
            (_, "larger") => Some(self.font * 1.2),
            (None, size) => pixels(size, &self.measures(root)),
        };
        let read = read.filter(|size| size.is_finite() && *size >= 0.0);
        self.font = read.map_or(self.font, |size| (size * 1e4).round() / 1e4);
    }

    /// Takes what an element says for those within.
    pub(super) fn take(&mut self, node: Node<'_, '_>, style: &Plain) {
        let name = node.tag_name().name();
        let last = |name: &str| {
            let found = style.iter().rfind(|(known, _)| known == name);
            let found = found.map(|(_, value)| value.as_str());
            let found = found.or_else(|| node.attribute(name));
            found.filter(|value| *value != "inherit").map(str::to_owned)
        };
        self.in_text |= name == "text";
        if let Some(direction) = last("direction") {
            self.is_rtl = direction == "rtl";
        }
        if let Some(dashes) = last("stroke-dasharray") {
            self.is_dashed = dashes != "none" && dashes != "0";
        }
        for marker in ["marker-start", "marker-mid", "marker-end"] {
            self.has_markers |= last(marker).is_some_and(|marker| marker != "none");
        }
        let own_case = style.iter().rfind(|(name, _)| name == "text-transform");
        self.case = own_case.map_or(self.case.take(), |(_, case)| Some(case.clone()));
        let own_space = style.iter().rfind(|(name, _)| name == "white-space");
        self.white_space =
            own_space.map_or(self.white_space.take(), |(_, space)| Some(space.clone()));
        self.anchor = last("text-anchor").or_else(|| self.anchor.take());
        self.baseline = last("dominant-baseline").or_else(|| self.baseline.take());
        self.is_scaled |= last("transform").is_some_and(|transform| {
            let matrix = transform::functions(&transform, Notation::Attribute);
            !matrix.is_ok_and(transform::Matrix::keeps_lengths)
        });
        self.is_scaled |= !self.is_root && node.has_attribute("viewBox");
    }

    /// What is said of an element that the drawing itself does not say.
    pub(super) fn added_style(&self, node: Node<'_, '_>) -> String {
        let mut words = String::new();
        // Words that run from right to left begin at their right, which Typst does not know.
        match self.anchor.as_deref().unwrap_or("start") {
            "start" if self.in_text && self.is_rtl => words.push_str("text-anchor:end !important;"),
            "end" if self.in_text && self.is_rtl => words.push_str("text-anchor:start !important;"),
            _ => {}
        }
        // Each part of a text has it from those around, which Typst looks for in the nearest alone.
        if let Some(baseline) = &self.baseline
            && matches!(node.tag_name().name(), "tspan" | "textPath")
            && !node.has_attribute("dominant-baseline")
        {
            words.push_str(&format!("dominant-baseline:{baseline};"));
        }
        // Typst puts marks on all shapes, and browsers put them on lines alone.
        if self.has_markers && matches!(node.tag_name().name(), "circle" | "ellipse" | "rect") {
            words.push_str("marker-start:none;marker-mid:none;marker-end:none;");
        }
        words
    }

    /// Whether an element is a text that keeps its spaces as they were typed, by a style.
    pub(super) fn keeps_spaces(&self, node: Node<'_, '_>) -> bool {
        const KEEPING: [&str; 3] = ["pre", "pre-wrap", "break-spaces"];
        let has_own = node
            .attributes()
            .any(|attribute| attribute.name() == "space");
        let keeps = self
            .white_space
            .as_deref()
            .is_some_and(|space| KEEPING.contains(&space));
        keeps && !has_own && node.tag_name().name() == "text"
    }

    /// Words in the letters that the drawing shows them in.
    pub(super) fn cased<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.case.as_deref() {
            Some("uppercase") => Cow::Owned(text.to_uppercase()),
            Some("lowercase") => Cow::Owned(text.to_lowercase()),
            Some("capitalize") => Cow::Owned(capitalized(text)),
            _ => Cow::Borrowed(text),
        }
    }
}

fn capitalized(text: &str) -> String {
    let mut is_first = true;
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_first && letter.is_alphabetic() {
            out.extend(letter.to_uppercase());
        } else {
            out.push(letter);
        }
        is_first = letter.is_whitespace();
    }
    out
}

/// The four numbers that say which part of the plane a drawing shows.
pub(super) fn view_box(root: Node<'_, '_>) -> Option<[f64; 4]> {
    let typed = root.attribute("viewBox")?;
    let numbers = typed.split([' ', ',', '\t', '\n', '\r']);
    let numbers = numbers.filter(|number| !number.is_empty());
    let numbers: Option<Vec<f64>> = numbers.map(|number| number.parse().ok()).collect();
    numbers?.try_into().ok()
}
