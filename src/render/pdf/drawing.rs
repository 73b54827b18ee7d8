//! A drawing as it is set on paper.
//!
//! Takes a cleaned SVG; gives one that shows in Typst what a browser shows of it in light colours:
//!
//! 1. Style sheets become attributes of the elements that they are for, with what they look up resolved.
//! 2. A colour behind the whole drawing becomes a rectangle.
//! 3. Colours are said in plain words, and words stand in fonts that have them; letters that no font has
//!    become marks. What cannot be shown as it is meant is told.

mod colour;
mod letters;
mod stylesheet;
mod value;

use std::collections::BTreeSet;
use std::rc::Rc;

use quick_xml::escape::escape;
use simplecss::{AttributeOperator, Element, PseudoClass};
use usvg::roxmltree::{Document, Node, ParsingOptions};

use crate::limits::DRAWING_RULES;

pub(super) use self::letters::Letters;
use self::stylesheet::{Declaration, Rule, declarations, rules};
use self::value::{MAX_LOOKUPS, Variables, resolve};

/// How many elements there may be for all rules together to be tried on each.
const MAX_TRIALS: usize = DRAWING_RULES.most;

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// A drawing for paper.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) svg: String,
    /// Those of its letters that no font has.
    pub(super) missing: BTreeSet<char>,
    /// Its colours that are not understood here.
    pub(super) unknown_colours: BTreeSet<String>,
}

/// Makes a drawing ready for paper.
///
/// # Errors
/// Says why it cannot be, in words that follow “it”.
pub(super) fn for_paper(svg: &str, letters: Letters<'_>) -> Result<Drawing, String> {
    let options = ParsingOptions {
        nodes_limit: 1_000_000,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(svg, options)
        .map_err(|error| format!("is damaged in line {}", error.pos().row))?;
    let css = style_sheets(&document);
    let rules = rules(&css);
    if rules.len().saturating_mul(document.descendants().count()) > MAX_TRIALS {
        return Err("has too many rules of style for its many elements".to_owned());
    }
    let mut writer = Writer {
        rules,
        letters,
        lookups: MAX_LOOKUPS,
        drawing: Drawing::default(),
    };
    writer.element(document.root_element(), &Inherited::default());
    if writer.lookups == 0 {
        return Err("looks colors up too often".to_owned());
    }
    Ok(writer.drawing)
}

/// All style sheets as one. The matcher of selectors knows the root by its name alone.
fn style_sheets(document: &Document<'_>) -> String {
    let styles = document
        .descendants()
        .filter(|node| node.tag_name().name() == "style");
    let texts = styles.flat_map(|style| style.children().filter_map(|node| node.text()));
    texts.collect::<Vec<_>>().join("\n").replace(":root", "svg")
}

struct Writer<'a, 'l> {
    rules: Vec<Rule<'a>>,
    letters: Letters<'l>,
    /// How many lookups are left.
    lookups: usize,
    drawing: Drawing,
}

/// What an element has from those above it.
#[derive(Clone, Default)]
struct Inherited {
    variables: Rc<Variables>,
    in_text: bool,
    /// Whether its words run from right to left.
    is_rtl: bool,
    /// The end of a text at which its place is, if it is not where it begins.
    anchor: Option<String>,
}

impl Writer<'_, '_> {
    fn element(&mut self, node: Node<'_, '_>, above: &Inherited) {
        let name = node.tag_name().name();
        if name == "style" {
            return;
        }
        let styles = self.styles(node);
        let own = self.inherited(node, &styles, above);
        let variables = &*own.variables;
        let is_root = node.parent().is_some_and(|parent| parent.is_root());
        self.out().push_str(&format!("<{name}"));
        if is_root {
            self.out().push_str(&format!(
                " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"{XLINK}\""
            ));
        }
        self.attributes(node, variables);
        // A style wins over the attribute of the same name, as in a browser.
        let mut style = self.style(&styles, variables);
        style.push_str(turned_anchor(&own));
        if !style.is_empty() {
            self.attribute("style", &style);
        }
        self.out().push('>');
        if is_root {
            self.background(node, &styles, variables);
        }
        for child in node.children() {
            if child.is_element() {
                self.element(child, &own);
            } else if let Some(text) = child.text().filter(|_| own.in_text) {
                let words = self.letters.write(text, &mut self.drawing.missing);
                self.out().push_str(&words);
            }
        }
        self.out().push_str(&format!("</{name}>"));
    }

    /// All declarations for an element, those of its own attribute last.
    fn styles(&self, node: Node<'_, '_>) -> Vec<Styled> {
        let matching = self
            .rules
            .iter()
            .filter(|rule| rule.selector.matches(&Selected(node)));
        let of_sheets = matching.flat_map(|rule| rule.declarations.iter().map(Styled::from));
        let own = node.attribute("style").unwrap_or_default();
        of_sheets
            .chain(declarations(own).map(|declaration| Styled::from(&declaration)))
            .collect()
    }

    fn inherited(&self, node: Node<'_, '_>, styles: &[Styled], above: &Inherited) -> Inherited {
        let last = |name: &str| {
            let styled = styles.iter().rfind(|styled| styled.name == name);
            let styled = styled.map(|styled| styled.value.as_str());
            styled.or_else(|| node.attribute(name))
        };
        Inherited {
            variables: variables(styles, &above.variables),
            in_text: above.in_text || node.tag_name().name() == "text",
            is_rtl: last("direction").map_or(above.is_rtl, |direction| direction == "rtl"),
            anchor: last("text-anchor")
                .map_or_else(|| above.anchor.clone(), |anchor| Some(anchor.to_owned())),
        }
    }

    /// A value as it is on paper; `None` for a void one.
    fn value(&mut self, name: &str, value: &str, variables: &Variables) -> Option<String> {
        let value = resolve(value, variables, &mut self.lookups)?;
        match colour::plain(name, value) {
            Ok(value) => Some(value),
            Err(unknown) => {
                self.drawing.unknown_colours.insert(unknown);
                None
            }
        }
    }

    fn out(&mut self) -> &mut String {
        &mut self.drawing.svg
    }

    fn attributes(&mut self, node: Node<'_, '_>, variables: &Variables) {
        for attribute in node.attributes() {
            let name = match attribute.namespace() {
                None if attribute.name() == "style" => continue,
                None => attribute.name().to_owned(),
                Some(XLINK) => format!("xlink:{}", attribute.name()),
                Some(XML) => format!("xml:{}", attribute.name()),
                Some(_) => continue,
            };
            if let Some(value) = self.value(&name, attribute.value(), variables) {
                self.attribute(&name, &value);
            }
        }
    }

    fn style(&mut self, styles: &[Styled], variables: &Variables) -> String {
        let mut style = String::new();
        for styled in styles.iter().filter(|styled| !styled.is_variable()) {
            if let Some(value) = self.value(&styled.name, &styled.value, variables) {
                let important = if styled.important { " !important" } else { "" };
                style.push_str(&format!("{}:{value}{important};", styled.name));
            }
        }
        style
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let attribute = format!(" {name}=\"{}\"", escape(value));
        self.out().push_str(&attribute);
    }

    /// What a browser paints behind the whole drawing.
    fn background(&mut self, root: Node<'_, '_>, styles: &[Styled], variables: &Variables) {
        let is_background =
            |styled: &&Styled| matches!(&*styled.name, "background" | "background-color");
        let Some(last) = styles.iter().rfind(is_background) else {
            return;
        };
        let Some(colour) = self.value("fill", &last.value, variables) else {
            return;
        };
        let nothing = ["", "none", "transparent", "initial", "inherit", "unset"];
        if nothing.contains(&&*colour.to_ascii_lowercase()) || colour.contains("url(") {
            return;
        }
        let Some([x, y, width, height]) = view_box(root) else {
            return;
        };
        self.out().push_str("<rect");
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            self.attribute(name, value);
        }
        self.attribute("style", &format!("fill:{colour};stroke:none"));
        self.out().push_str("/>");
    }
}

/// A declaration for one element.
struct Styled {
    name: String,
    value: String,
    important: bool,
}

impl From<&Declaration<'_>> for Styled {
    fn from(declaration: &Declaration<'_>) -> Self {
        Styled {
            name: declaration.name.to_owned(),
            value: declaration.value.to_owned(),
            important: declaration.important,
        }
    }
}

impl Styled {
    fn is_variable(&self) -> bool {
        self.name.starts_with("--")
    }
}

/// The four numbers that say which part of the plane a drawing shows.
fn view_box<'d>(root: Node<'d, '_>) -> Option<[&'d str; 4]> {
    let typed = root.attribute("viewBox")?;
    let numbers = typed.split([' ', ',', '\t', '\n']);
    let numbers: Vec<&str> = numbers.filter(|number| !number.is_empty()).collect();
    numbers.try_into().ok()
}

/// Words that run from right to left begin at their right, which Typst does not know.
fn turned_anchor(own: &Inherited) -> &'static str {
    match own.anchor.as_deref().unwrap_or("start") {
        "start" if own.in_text && own.is_rtl => "text-anchor:end !important;",
        "end" if own.in_text && own.is_rtl => "text-anchor:start !important;",
        _ => "",
    }
}

/// The custom properties of an element: those of the one above, and its own.
fn variables(styles: &[Styled], above: &Rc<Variables>) -> Rc<Variables> {
    if !styles.iter().any(Styled::is_variable) {
        return above.clone();
    }
    let mut variables = Variables::clone(above);
    let own = styles.iter().filter(|styled| styled.is_variable());
    // What is important holds against what comes later.
    for important in [false, true] {
        for styled in own.clone().filter(|styled| styled.important == important) {
            variables.insert(styled.name.clone(), styled.value.clone());
        }
    }
    Rc::new(variables)
}

/// An element as the matcher of selectors sees it.
#[derive(Clone, Copy)]
struct Selected<'a, 'i>(Node<'a, 'i>);

impl Element for Selected<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Selected)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Selected)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0
            .attribute(name)
            .is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.prev_sibling_element().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, for_paper};

    const LETTERS: Letters<'static> = Letters {
        has: &|letter| letter != '→',
        family: &|_| None,
    };

    fn drawn(contents: &str) -> String {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"{contents}</svg>"
        );
        let drawing = for_paper(&svg, LETTERS).expect("it can be read");
        let (_, inner) = drawing
            .svg
            .split_once("viewBox=\"0 0 9 9\"")
            .expect("it has one");
        inner.trim_end_matches("</svg>").to_owned()
    }

    #[test]
    fn styles_of_sheets_and_of_elements_hold_as_in_a_browser() {
        let style = "<style>:root{--c:#c00}.v{fill:var(--c)} rect{stroke:red!important;fill:blue} \
                     @media (prefers-color-scheme: dark){.v{fill:white}}</style>";
        assert_eq!(
            drawn(&format!(
                ">{style}<rect class=\"v\" style=\"stroke:light-dark(a,b)\"/>"
            )),
            "><rect class=\"v\" style=\"stroke:#ff0000 !important;fill:#0000ff;fill:#c00;stroke:a;\"></rect>"
        );
    }

    #[test]
    fn attributes_are_resolved_and_void_ones_left_out() {
        assert_eq!(
            drawn("><rect fill=\"var(--x, #fff)\" stroke=\"var(--x)\" transform=\"rotate(3)\"/>"),
            "><rect fill=\"#fff\" transform=\"rotate(3)\"></rect>"
        );
    }

    #[test]
    fn variables_are_those_of_the_nearest_element_above() {
        assert_eq!(
            drawn(
                "><g style=\"--c:red\"><g style=\"--c:blue\"/><path fill=\"var(--c)\"/></g><path fill=\"var(--c)\"/>"
            ),
            "><g><g></g><path fill=\"#ff0000\"></path></g><path></path>"
        );
    }

    #[test]
    fn words_from_right_to_left_begin_at_their_right() {
        assert_eq!(
            drawn(
                " direction=\"rtl\"><text>a</text><text text-anchor=\"end\">b<tspan style=\"direction:ltr\">c</tspan></text><g text-anchor=\"middle\"><text>d</text></g>"
            ),
            " direction=\"rtl\"><text style=\"text-anchor:end !important;\">a</text>\
             <text text-anchor=\"end\" style=\"text-anchor:start !important;\">b<tspan style=\"direction:ltr;\">c</tspan></text>\
             <g text-anchor=\"middle\"><text>d</text></g>"
        );
    }

    #[test]
    fn a_colour_that_is_not_understood_is_told() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path fill=\"color-mix(in srgb, red, blue)\"/></svg>";
        let drawing = for_paper(svg, LETTERS).expect("it can be read");
        let unknown: Vec<String> = drawing.unknown_colours.into_iter().collect();
        assert_eq!(unknown, ["color-mix(in srgb, red, blue)"]);
    }

    #[test]
    fn a_colour_behind_the_drawing_is_painted() {
        assert_eq!(
            drawn(" style=\"background: #222; background-color: light-dark(#fff, #121212)\">"),
            " style=\"background:#222;background-color:#fff;\"><rect x=\"0\" y=\"0\" width=\"9\" height=\"9\" style=\"fill:#fff;stroke:none\"/>"
        );
    }

    #[test]
    fn letters_that_no_font_has_are_marks_and_told() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>a → b<tspan>&lt;→</tspan></text><title>→</title></svg>";
        let drawing = for_paper(svg, LETTERS).expect("it can be read");
        assert!(
            drawing
                .svg
                .contains("<text>a \u{fffd} b<tspan>&lt;\u{fffd}</tspan></text>"),
            "{}",
            drawing.svg
        );
        assert_eq!(drawing.missing.into_iter().collect::<String>(), "→");
    }

    #[test]
    fn a_drawing_that_would_take_minutes_is_refused() {
        let rules: String = (0..5_000)
            .map(|number| format!(".c{number}{{fill:red}}"))
            .collect();
        let elements = "<path/>".repeat(5_000);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>{rules}</style>{elements}</svg>"
        );
        assert!(for_paper(&svg, LETTERS).is_err());
    }
}
