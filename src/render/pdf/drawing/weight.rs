//! How much work a drawing makes for the typesetter, before it is given any.
//!
//! Parts that take their look from other parts multiply, and those that do so one after another need room for each
//! step; words are set anew for each part of a text. Browsers bear more of this than Typst does.

use std::collections::HashMap;
use std::ops::Range;

use usvg::roxmltree::{Document, Node, ParsingOptions};

use crate::limits::{DRAWING_CHAIN, DRAWING_PARTS, DRAWING_WORDS};

/// How often parts may take their look from themselves, which no browser shows.
const MAX_CIRCLES: usize = 100;

/// How much more a part of a text weighs whose letters are in another font.
const OTHER_FONT: usize = 20;

/// How many letters of one text weigh as much as one that is set once.
const LETTERS_SQUARED: usize = 500;

/// # Errors
/// Says of what there is too much, in words that follow “it”.
pub(super) fn check(svg: &str) -> Result<(), String> {
    let options = ParsingOptions {
        nodes_limit: 1_000_000,
        ..ParsingOptions::default()
    };
    let document =
        Document::parse_with_options(svg, options).map_err(|_| "is damaged".to_owned())?;
    let parts = Parts::of(&document);
    parts.check()?;
    words(&document)
}

/// What a part takes from another one.
struct Reference {
    at: usize,
    id: String,
    /// How often it does.
    times: usize,
}

/// The elements of a drawing, in its order.
#[derive(Default)]
struct Parts {
    count: usize,
    named: HashMap<String, Range<usize>>,
    references: Vec<Reference>,
}

impl Parts {
    fn of(document: &Document<'_>) -> Self {
        let mut parts = Parts::default();
        parts.add(document.root_element());
        parts.references.sort_by_key(|reference| reference.at);
        parts
    }

    /// Adds an element with those within; gives how many points they have.
    fn add(&mut self, node: Node<'_, '_>) -> usize {
        let at = self.count;
        self.count += 1;
        let shape = node.attribute("d").or_else(|| node.attribute("points"));
        let is_part = |c: char| !c.is_ascii_digit() && !matches!(c, '.' | 'e' | 'E');
        let numbers = shape.map_or(0, |shape| {
            let numbers = shape.split(is_part);
            numbers.filter(|number| !number.is_empty()).count()
        });
        let mut points = numbers / 2;
        for child in node.children().filter(Node::is_element) {
            points += self.add(child);
        }
        let range = at..self.count;
        for (name, id) in references(node) {
            let times = match name {
                name if name.starts_with("marker") => points,
                "fill" | "stroke" => range.len(),
                _ => 1,
            };
            self.references.push(Reference {
                at,
                id: id.to_owned(),
                times: times.max(1),
            });
        }
        if let Some(id) = node.attribute("id") {
            self.named.entry(id.to_owned()).or_insert(range);
        }
        points
    }

    fn check(&self) -> Result<(), String> {
        let mut known = Known::default();
        self.within(0..self.count, 0, &mut known).map(|_| ())
    }

    /// How many elements there are in a row of them, with all that they take from others.
    fn within<'p>(
        &'p self,
        range: Range<usize>,
        depth: usize,
        known: &mut Known<'p>,
    ) -> Result<usize, String> {
        if depth > DRAWING_CHAIN.most {
            return Err("has parts that take their look from others, too many in a row".to_owned());
        }
        let mut elements = range.len();
        let first = self
            .references
            .partition_point(|reference| reference.at < range.start);
        let own = self.references[first..]
            .iter()
            .take_while(|reference| reference.at < range.end);
        for reference in own {
            let taken = self.taken(&reference.id, depth, known)?;
            elements = elements.saturating_add(taken.saturating_mul(reference.times));
            if elements > DRAWING_PARTS.most {
                return Err("has far too many parts, each of which is drawn".to_owned());
            }
        }
        Ok(elements)
    }

    fn taken<'p>(
        &'p self,
        id: &'p str,
        depth: usize,
        known: &mut Known<'p>,
    ) -> Result<usize, String> {
        match known.counts.get(id) {
            Some(Some(count)) => return Ok(*count),
            Some(None) => {
                known.circles += 1;
                return if known.circles > MAX_CIRCLES {
                    Err("has parts that take their look from themselves".to_owned())
                } else {
                    Ok(0)
                };
            }
            None => {}
        }
        let Some(range) = self.named.get(id) else {
            return Ok(0);
        };
        known.counts.insert(id, None);
        let count = self.within(range.clone(), depth + 1, known)?;
        known.counts.insert(id, Some(count));
        Ok(count)
    }
}

/// What was counted.
#[derive(Default)]
struct Known<'p> {
    /// Of what has an id; none while it is being counted.
    counts: HashMap<&'p str, Option<usize>>,
    circles: usize,
}

/// The ids that an element names, with the attribute or property that does.
fn references<'n>(node: Node<'n, '_>) -> Vec<(&'n str, &'n str)> {
    let mut found = Vec::new();
    for attribute in node.attributes() {
        let (name, value) = (attribute.name(), attribute.value());
        if name == "href" {
            found.extend(value.strip_prefix('#').map(|id| (name, id)));
        } else if name == "style" {
            for part in value.split(';').filter(|part| part.contains("url(")) {
                let (name, value) = part.split_once(':').unwrap_or(("", part));
                found.extend(named(value).map(|id| (name.trim(), id)));
            }
        } else {
            found.extend(named(value).map(|id| (name, id)));
        }
    }
    found
}

/// The ids that a value names, as `url(#a)`.
fn named(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|part| {
        let inside = part.split(')').next()?;
        inside.trim().trim_matches(['"', '\'']).strip_prefix('#')
    })
}

/// Words are set anew for each part of the row in which they stand.
fn words(document: &Document<'_>) -> Result<(), String> {
    let mut total = 0_usize;
    let is_text = |node: &Node<'_, '_>| node.tag_name().name() == "text";
    for text in document.descendants().filter(is_text) {
        let mut row = Row::default();
        for node in text.descendants() {
            if node.is_element() && (node.has_attribute("x") || node.has_attribute("y")) {
                total = total.saturating_add(std::mem::take(&mut row).weight());
            }
            if let Some(words) = node.text().filter(|_| node.is_text()) {
                let style = node.parent().and_then(|parent| parent.attribute("style"));
                let is_other = style.is_some_and(|style| style.starts_with("font-family:\""));
                row.letters += words.chars().count();
                row.parts += if is_other { OTHER_FONT } else { 1 };
            }
        }
        total = total.saturating_add(row.weight());
    }
    if total > DRAWING_WORDS.most {
        Err("has far too many words, or too many parts of one text".to_owned())
    } else {
        Ok(())
    }
}

/// Words that stand in one row, whatever parts they have.
#[derive(Default)]
struct Row {
    letters: usize,
    parts: usize,
}

impl Row {
    fn weight(self) -> usize {
        self.letters
            .saturating_mul(self.parts + self.letters / LETTERS_SQUARED)
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    fn checked(inner: &str) -> Result<(), String> {
        check(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>"
        ))
    }

    /// Ten steps, in each of which ten parts take their look from the next.
    fn laughs(step: impl Fn(usize, usize) -> String) -> String {
        (0..10).map(|number| step(number, number + 1)).collect()
    }

    #[test]
    fn drawings_of_usual_size_are_set() {
        let inner = "<linearGradient id=\"a\"><stop/><stop/></linearGradient>\
                     <marker id=\"m\"><path d=\"M0 0L1 1\"/></marker>"
            .to_owned()
            + &"<path d=\"M0 0L1 1L2 2\" fill=\"url(#a)\" style=\"marker-mid:url(#m)\"/>"
                .repeat(5_000)
            + &"<text>some words<tspan>and more</tspan></text>".repeat(1_000);
        assert_eq!(checked(&inner), Ok(()));
    }

    #[test]
    fn what_multiplies_is_refused() {
        for inner in [
            laughs(|this, next| {
                let inner = format!("<rect fill=\"url(#p{next})\"/>").repeat(10);
                format!("<pattern id=\"p{this}\">{inner}</pattern>")
            }) + "<rect fill=\"url(#p0)\"/>",
            laughs(|this, next| {
                let inner = format!("<rect style=\"fill:red;mask:url('#p{next}')\"/>").repeat(10);
                format!("<mask id=\"p{this}\">{inner}</mask>")
            }) + "<rect mask=\"url(#p0)\"/>",
            laughs(|this, next| {
                let path = "M0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9";
                format!(
                    "<marker id=\"m{this}\"><g marker-mid=\"url(#m{next})\"><path d=\"{path}\"/></g></marker>"
                )
            }) + "<g marker-mid=\"url(#m0)\"><path d=\"M0 0 1 1 2 2\"/></g>",
            laughs(|this, next| {
                let inner = format!("<feImage href=\"#r{next}\"/>").repeat(10);
                format!(
                    "<filter id=\"f{this}\">{inner}</filter><g id=\"r{this}\" filter=\"url(#f{this})\"/>"
                )
            }),
        ] {
            let found = checked(&inner).expect_err("it is refused");
            assert!(found.contains("far too many parts"), "{found}");
        }
    }

    #[test]
    fn long_rows_of_references_are_refused() {
        let row: String = (0..100)
            .map(|number| {
                format!(
                    "<linearGradient id=\"g{number}\" href=\"#g{}\"/>",
                    number + 1
                )
            })
            .collect();
        assert!(checked(&row).is_err_and(|why: String| why.contains("in a row")));
        let circles: String = (0..200)
            .map(|number| format!("<clipPath id=\"c{number}\" clip-path=\"url(#c{number})\"/>"))
            .collect();
        assert!(checked(&circles).is_err_and(|why: String| why.contains("from themselves")));
    }

    #[test]
    fn texts_of_too_many_parts_are_refused() {
        let spans =
            |start: &str| format!("<text>{}</text>", format!("{start}a</tspan>").repeat(2_000));
        assert!(checked(&spans("<tspan>")).is_err());
        assert_eq!(checked(&spans("<tspan x=\"1\">")), Ok(()));
        assert!(checked(&format!("<text>{}</text>", "word ".repeat(20_000))).is_err());
        let fonts = "a<tspan style=\"font-family:&quot;B&quot;\">b</tspan>".repeat(300);
        assert!(checked(&format!("<text>{fonts}</text>")).is_err());
    }
}
