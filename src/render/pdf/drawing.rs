//! A drawing as it is set on paper.
//!
//! Takes a cleaned SVG; gives one that shows in Typst what a browser shows of it in light colours:
//!
//! 1. Style sheets become attributes of the elements that they are for, with what they look up resolved and what they
//!    calculate worked out.
//! 2. What SVG 2 says in styles is said in the attributes of SVG 1.1, which are what the typesetter knows.
//! 3. A colour behind the whole drawing becomes a rectangle.
//! 4. Colours are said in plain words, and words stand in fonts that have them; letters that no font has
//!    become marks. What cannot be shown as it is meant is told.

mod cascade;
mod colour;
mod condition;
mod declaration;
mod inherited;
mod length;
mod letters;
mod outside;
mod property;
mod selector;
mod selector_reader;
mod styled;
mod stylesheet;
#[cfg(test)]
mod tests;
mod transform;
mod value;
mod weight;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use quick_xml::escape::escape;
use usvg::roxmltree::{Document, Node, ParsingOptions};

use self::cascade::Cascade;
use self::condition::{Holds, media};
use self::declaration::{Plain, is_geometry, on_paper};
use self::inherited::Inherited;
pub(super) use self::letters::Letters;
use self::styled::{Styled, styled};
use self::stylesheet::Sheets;
use self::value::{MAX_LOOKUPS, resolve};
use crate::limits::{DRAWING_RULES, DRAWING_STYLES};

/// How many elements there may be for all rules together to be tried on each.
const MAX_TRIALS: usize = DRAWING_RULES.most;

/// How many things are told of one drawing.
const MOST_TOLD: usize = 50;

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
    /// What else of it a browser understands, and paper does not.
    pub(super) elsewhere: BTreeSet<String>,
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
    let mut sheets = Sheets::default();
    for (css, condition) in &css {
        sheets.add(css, condition.clone());
    }
    sheets.sort();
    if sheets
        .rules
        .len()
        .saturating_mul(document.descendants().count())
        > MAX_TRIALS
    {
        return Err(TOO_MANY_RULES.to_owned());
    }
    let mut drawing = Drawing::default();
    let unknown = sheets.unknown.iter();
    drawing
        .elsewhere
        .extend(unknown.map(|selector| format!("{selector} {{…}}")));
    let mut writer = Writer {
        root: Inherited::of_root(document.root_element()),
        sheets,
        letters,
        lookups: MAX_LOOKUPS,
        trials: Cell::new(MAX_TRIALS),
        styles: DRAWING_STYLES.most,
        drawing,
    };
    writer.element(document.root_element(), &writer.root.clone());
    writer.finish()
}

const TOO_MANY_RULES: &str = "has too many rules of style for its many elements";

/// The style sheets, with the conditions under which they hold if paper cannot know them.
fn style_sheets(document: &Document<'_>) -> Vec<(String, Option<Rc<str>>)> {
    let is_css = |node: &Node<'_, '_>| {
        let kind = node.attribute("type").unwrap_or_default().trim();
        node.tag_name().name() == "style"
            && (kind.is_empty() || kind.eq_ignore_ascii_case("text/css"))
    };
    let styles = document.descendants().filter(is_css);
    let sheets = styles.filter_map(|style| {
        let medium = style.attribute("media").unwrap_or_default();
        let condition = match media(medium) {
            Holds::No => return None,
            Holds::Yes => None,
            Holds::Unknown => Some(Rc::from(format!("@media {medium}"))),
        };
        let texts = style.children().filter_map(|node| node.text());
        Some((texts.collect(), condition))
    });
    sheets.collect()
}

struct Writer<'a, 'l> {
    sheets: Sheets<'a>,
    letters: Letters<'l>,
    root: Inherited,
    /// How many lookups are left.
    lookups: usize,
    /// How many more times an element may be tried.
    trials: Cell<usize>,
    /// How many more declarations may be read.
    styles: usize,
    drawing: Drawing,
}

impl Writer<'_, '_> {
    fn element(&mut self, node: Node<'_, '_>, above: &Inherited) {
        let name = node.tag_name().name();
        if name == "style" || self.styles == 0 {
            return;
        }
        if name.starts_with("animate") || name == "set" {
            // Paper shows how it begins.
            return self.tell(format!("<{name}>"));
        }
        if matches!(name, "feConvolveMatrix" | "feDisplacementMap") {
            self.tell(format!("<{name}>"));
        }
        let styles = self.styles(node);
        let mut own = above.clone();
        own.take_variables(&styles);
        self.styles = self.styles.saturating_sub(own.added_variables(above));
        self.size_of_font(node, &styles, &mut own);
        let style = self.style(node, &styles, &own);
        own.take(node, &style);
        self.start(node, &own, style);
        if own.is_root {
            self.background(node, &styles, &own);
        }
        own.is_root = false;
        for child in node.children() {
            if child.is_element() {
                self.element(child, &own);
            } else if let Some(text) = child.text().filter(|_| own.in_text) {
                let text = own.cased(text);
                let words = self.letters.write(&text, &mut self.drawing.missing);
                self.out().push_str(&words);
            }
        }
        self.out().push_str(&format!("</{name}>"));
    }

    fn finish(self) -> Result<Drawing, String> {
        if self.trials.get() == 0 {
            return Err(TOO_MANY_RULES.to_owned());
        }
        if self.styles == 0 {
            return Err("says far too much of how its elements look".to_owned());
        }
        if self.lookups == 0 {
            return Err("looks colors up too often".to_owned());
        }
        weight::check(&self.drawing.svg)?;
        Ok(self.drawing)
    }

    fn start(&mut self, node: Node<'_, '_>, own: &Inherited, style: Plain) {
        self.out().push_str(&format!("<{}", node.tag_name().name()));
        if own.is_root {
            self.out().push_str(&format!(
                " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"{XLINK}\""
            ));
        }
        // A style wins over the attribute of the same name, as in a browser.
        let (places, style): (Plain, Plain) =
            style.into_iter().partition(|(name, _)| is_geometry(name));
        self.attributes(node, own, &places);
        for (name, value) in places.iter().filter(|(_, value)| value != "auto") {
            self.attribute(name, value);
        }
        let style = style.iter().map(|(name, value)| format!("{name}:{value};"));
        let style = style.collect::<String>() + &own.added_style(node);
        if !style.is_empty() {
            self.attribute("style", &style);
        }
        if own.keeps_spaces(node) {
            self.attribute("xml:space", "preserve");
        }
        self.out().push('>');
    }

    /// All declarations for an element, those that win last.
    fn styles(&mut self, node: Node<'_, '_>) -> Vec<Styled> {
        let mut styles = Vec::new();
        for rule in &self.sheets.rules {
            if self.styles == 0 || !rule.selector.matches(node, &self.trials) {
                continue;
            }
            self.styles = self.styles.saturating_sub(rule.declarations.len());
            let all = rule.declarations.iter();
            styles.extend(all.map(|said| styled(said, rule.condition.clone())));
        }
        let own = node.attribute("style").unwrap_or_default();
        let before = styles.len();
        styles.extend(stylesheet::declarations(own).map(|said| styled(&said, None)));
        self.styles = self.styles.saturating_sub(styles.len() - before);
        // What is important holds against what comes later.
        styles.sort_by_key(|styled| styled.important);
        styles
    }

    fn size_of_font(&mut self, node: Node<'_, '_>, styles: &[Styled], own: &mut Inherited) {
        let measures = own.measures(&self.root);
        let mut sizes = Cascade::default();
        let fonts = styles.iter().filter(|styled| styled.is_of_font());
        for styled in fonts.rev() {
            let place = own.place(node, measures);
            if let Some(value) = resolve(&styled.value, &own.variables, &mut self.lookups) {
                sizes.add(styled, on_paper(&styled.name, &value, place));
            }
        }
        let styled = sizes.value("font-size").map(str::to_owned);
        let size = styled.or_else(|| node.attribute("font-size").map(str::to_owned));
        own.size_font(size.as_deref(), &self.root);
        if own.is_root {
            self.root = own.clone();
        }
    }

    /// The styles of an element as they are on paper.
    fn style(&mut self, node: Node<'_, '_>, styles: &[Styled], own: &Inherited) -> Plain {
        let place = own.place(node, own.measures(&self.root));
        let mut cascade = Cascade::default();
        for styled in styles.iter().rev().filter(|styled| !styled.is_variable()) {
            if cascade.has(&styled.name) {
                continue;
            }
            if let Some(condition) = &styled.condition {
                self.tell(condition.to_string());
                continue;
            }
            let Some(value) = resolve(&styled.value, &own.variables, &mut self.lookups) else {
                continue;
            };
            if let Some(said) = cascade.add(styled, on_paper(&styled.name, &value, place)) {
                self.told(said);
            }
            if let Some(font) = self.font_within(&styled.name, &value) {
                self.tell(format!("@font-face {font}"));
            }
        }
        cascade.finish(node, own)
    }

    /// The font of a value that the drawing brings along, and paper does not take.
    fn font_within(&self, name: &str, value: &str) -> Option<String> {
        if !matches!(name, "font-family" | "font") || self.sheets.fonts.is_empty() {
            return None;
        }
        let first = value.split(',').next().unwrap_or(value);
        let family = stylesheet::family_name(first);
        let known = self.sheets.fonts.iter();
        let mut known = known.filter(|known| match name {
            "font" => family.ends_with(known.as_str()),
            _ => family == **known,
        });
        known.next().cloned()
    }

    fn attributes(&mut self, node: Node<'_, '_>, own: &Inherited, places: &Plain) {
        for attribute in node.attributes() {
            let name = match attribute.namespace() {
                None if attribute.name() == "style" => continue,
                None => attribute.name().to_owned(),
                Some(XLINK) => format!("xlink:{}", attribute.name()),
                Some(XML) => format!("xml:{}", attribute.name()),
                Some(_) => continue,
            };
            if places.iter().any(|(place, _)| *place == name) {
                continue;
            }
            if let Some(value) = self.value(node, &name, attribute.value(), own) {
                self.attribute(&name, &value);
            }
        }
    }

    /// The value of an attribute as it is on paper; `None` for a void one.
    fn value(
        &mut self,
        node: Node<'_, '_>,
        name: &str,
        value: &str,
        own: &Inherited,
    ) -> Option<String> {
        let value = resolve(value, &own.variables, &mut self.lookups)?;
        if name == "font-size" && own.in_text {
            return Some(format!("{}px", own.font));
        }
        if name == "font-family"
            && let Some(font) = self.font_within(name, &value)
        {
            self.tell(format!("@font-face {font}"));
        }
        if let Some(said) = cascade::only_of_browsers(node, name, &value, own) {
            self.tell(said);
        }
        match cascade::of_attribute(name, &value, own.place(node, own.measures(&self.root))) {
            Ok(value) => value,
            Err(said) => {
                self.told(said);
                None
            }
        }
    }

    fn told(&mut self, said: cascade::Told) {
        match said {
            cascade::Told::Colour(colour) if self.drawing.unknown_colours.len() < MOST_TOLD => {
                self.drawing.unknown_colours.insert(colour);
            }
            cascade::Told::Colour(_) => {}
            cascade::Told::Elsewhere(said) => self.tell(said),
        }
    }

    fn tell(&mut self, said: String) {
        if self.drawing.elsewhere.len() < MOST_TOLD {
            self.drawing.elsewhere.insert(said);
        }
    }

    fn out(&mut self) -> &mut String {
        &mut self.drawing.svg
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let attribute = format!(" {name}=\"{}\"", escape(value));
        self.out().push_str(&attribute);
    }

    /// What a browser paints behind the whole drawing.
    fn background(&mut self, root: Node<'_, '_>, styles: &[Styled], own: &Inherited) {
        let is_background =
            |styled: &&Styled| matches!(&*styled.name, "background" | "background-color");
        let Some(last) = styles.iter().rfind(is_background) else {
            return;
        };
        let Some(value) = resolve(&last.value, &own.variables, &mut self.lookups) else {
            return;
        };
        let colour = match colour::behind(&value) {
            Ok(Some(colour)) => colour,
            Ok(None) => return,
            Err(unknown) => return self.told(cascade::Told::Colour(unknown)),
        };
        let Some([x, y, width, height]) = inherited::view_box(root) else {
            return;
        };
        self.out().push_str("<rect");
        for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
            self.attribute(name, &value.to_string());
        }
        self.attribute("style", &format!("fill:{colour};stroke:none"));
        self.out().push_str("/>");
    }
}
