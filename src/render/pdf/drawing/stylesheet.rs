//! The style sheets of a drawing as rules, in the order in which they apply.
//!
//! Reads what CSS 2.1 calls rule sets, those within at-rules, and rules within rules. A rule whose selector no browser
//! understands is passed over, as browsers do; what a browser may understand is told.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::condition::{Holds, holds};
use super::declaration::is_set;
use super::outside::{closing_brace, parts, position};
use super::selector::{Selector, Unread};
use super::selector_reader::selectors;

/// A property and its value, as they stand in a sheet or an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Declaration<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) important: bool,
}

pub(super) struct Rule<'a> {
    pub(super) selector: Selector,
    pub(super) declarations: Rc<[Declaration<'a>]>,
    /// The condition that it stands in, if paper cannot know whether it holds.
    pub(super) condition: Option<Rc<str>>,
    /// Which of the layers it is in; what is in none comes last.
    layer: usize,
}

/// All that the style sheets of a drawing say.
#[derive(Default)]
pub(super) struct Sheets<'a> {
    /// The most particular last, once they are [sorted](Sheets::sort).
    pub(super) rules: Vec<Rule<'a>>,
    /// The names of fonts that they bring along, in lower case.
    pub(super) fonts: BTreeSet<String>,
    /// Selectors that a browser may understand.
    pub(super) unknown: BTreeSet<String>,
    layers: Vec<String>,
}

/// What a part of a sheet stands in.
#[derive(Clone)]
struct Around {
    /// The selectors of the rule around it.
    selectors: Option<Rc<str>>,
    condition: Option<Rc<str>>,
    layer: Option<String>,
    depth: usize,
}

/// How deep rules may stand within conditions and rules.
const MAX_DEPTH: usize = 8;

/// How long the selectors of rules within rules may become.
const LONGEST: usize = 2_000;

/// How many selectors are told.
const MOST_TOLD: usize = 50;

impl<'a> Sheets<'a> {
    /// Adds a sheet without comments; `condition` is what its element says of it.
    pub(super) fn add(&mut self, css: &'a str, condition: Option<Rc<str>>) {
        let around = Around {
            selectors: None,
            condition,
            layer: None,
            depth: 0,
        };
        self.read(css, &around);
    }

    pub(super) fn sort(&mut self) {
        self.rules
            .sort_by_cached_key(|rule| (rule.layer, rule.selector.specificity()));
    }

    /// Reads rules, and gives the declarations that stand between them.
    fn read(&mut self, css: &'a str, around: &Around) -> Vec<Declaration<'a>> {
        let mut own = Vec::new();
        let mut rest = css;
        while let Some(at) = position(rest, &['{', ';']) {
            if rest[at..].starts_with(';') {
                let statement = &rest[..at];
                own.extend(declarations(statement));
                self.note_layers(statement);
                rest = &rest[at + 1..];
                continue;
            }
            let inside = &rest[at + 1..];
            let close = closing_brace(inside);
            self.block(rest[..at].trim(), &inside[..close], around);
            rest = inside.get(close + 1..).unwrap_or_default();
        }
        own.extend(declarations(rest));
        own
    }

    fn block(&mut self, head: &'a str, body: &'a str, around: &Around) {
        let inner = Around {
            depth: around.depth + 1,
            ..around.clone()
        };
        if inner.depth > MAX_DEPTH {
            self.note_unknown(head);
        } else if head.starts_with('@') {
            self.at_rule(head, body, inner);
        } else {
            self.rule(head, body, inner);
        }
    }

    fn at_rule(&mut self, head: &'a str, body: &'a str, mut around: Around) {
        let lower = head.to_ascii_lowercase();
        if lower == "@font-face" {
            let family =
                declarations(body).find(|said| said.name.eq_ignore_ascii_case("font-family"));
            self.fonts
                .extend(family.map(|family| family_name(family.value)));
        }
        if let Some(layer) = lower.strip_prefix("@layer") {
            let layer = self.layer(layer.trim(), around.layer.as_deref());
            around.layer = Some(layer);
        }
        match holds(head, &is_set) {
            Holds::No => return,
            Holds::Yes => {}
            Holds::Unknown => around.condition = Some(Rc::from(head)),
        }
        let own = self.read(body, &around);
        // Declarations within a condition that stands in a rule are for the elements of that rule.
        if let Some(list) = around.selectors.clone() {
            self.push(&list, own, &around);
        }
    }

    fn rule(&mut self, head: &'a str, body: &'a str, around: Around) {
        let list = within(head, around.selectors.as_deref());
        if list.len() > LONGEST && around.selectors.is_some() {
            return self.note_unknown(head);
        }
        let inner = Around {
            selectors: Some(Rc::from(&*list)),
            ..around.clone()
        };
        let own = self.read(body, &inner);
        self.push(&list, own, &around);
    }

    fn push(&mut self, list: &str, declarations: Vec<Declaration<'a>>, around: &Around) {
        if declarations.is_empty() {
            return;
        }
        let selectors = match selectors(list) {
            Ok(selectors) => selectors,
            Err(Unread::Invalid) => return,
            Err(Unread::Unknown) => return self.note_unknown(list),
        };
        let layer = around.layer.as_ref();
        let layer = layer.and_then(|layer| self.layers.iter().position(|known| known == layer));
        let declarations: Rc<[Declaration<'a>]> = declarations.into();
        self.rules
            .extend(selectors.into_iter().map(|selector| Rule {
                selector,
                declarations: declarations.clone(),
                condition: around.condition.clone(),
                layer: layer.unwrap_or(usize::MAX),
            }));
    }

    fn note_unknown(&mut self, selector: &str) {
        if self.unknown.len() < MOST_TOLD {
            self.unknown.insert(selector.to_owned());
        }
    }

    /// `@layer a, b;` says in which order they come.
    fn note_layers(&mut self, statement: &str) {
        let statement = statement.trim().to_ascii_lowercase();
        if let Some(names) = statement.strip_prefix("@layer") {
            for name in names.split(',') {
                self.layer(name.trim(), None);
            }
        }
    }

    /// The full name of a layer, which comes after those that are known.
    fn layer(&mut self, name: &str, outer: Option<&str>) -> String {
        let name = match name {
            "" => format!("({})", self.layers.len()),
            name => name.to_owned(),
        };
        let name = outer.map_or(name.clone(), |outer| format!("{outer}.{name}"));
        if !self.layers.contains(&name) && self.layers.len() < MOST_TOLD {
            self.layers.push(name.clone());
        }
        name
    }
}

/// The name of a font as it is compared with others.
pub(super) fn family_name(typed: &str) -> String {
    typed.trim().trim_matches(['"', '\'']).to_ascii_lowercase()
}

/// The selectors of a rule that stands in another.
fn within(head: &str, around: Option<&str>) -> String {
    let Some(around) = around else {
        return head.to_owned();
    };
    let around = format!(":is({around})");
    let parts = parts(head, ',').map(|part| {
        if part.contains('&') {
            part.replace('&', &around)
        } else {
            format!("{around} {}", part.trim())
        }
    });
    parts.collect::<Vec<_>>().join(",")
}

/// The declarations of a rule or of an attribute `style`.
pub(super) fn declarations(css: &str) -> impl Iterator<Item = Declaration<'_>> {
    parts(css, ';').filter_map(|part| {
        let (name, value) = part.split_once(':')?;
        if name.trim_start().starts_with('@') {
            return None;
        }
        let value = value.trim();
        let plain = value
            .rsplit_once('!')
            .filter(|(_, word)| word.trim().eq_ignore_ascii_case("important"));
        Some(Declaration {
            name: name.trim(),
            value: plain.map_or(value, |(value, _)| value.trim_end()),
            important: plain.is_some(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Declaration, Sheets, declarations};

    /// The properties of the rules that hold, in the order in which they apply, with the conditions that they stand in.
    fn read(css: &str) -> (Vec<String>, Sheets<'_>) {
        let mut sheets = Sheets::default();
        sheets.add(css, None);
        sheets.sort();
        let rules = sheets.rules.iter().map(|rule| {
            let names = rule.declarations.iter().map(|said| said.name);
            let condition = rule.condition.as_deref().unwrap_or_default();
            names.collect::<Vec<_>>().join(" ") + condition
        });
        (rules.collect(), sheets)
    }

    #[test]
    fn rules_within_conditions_that_paper_meets_are_rules() {
        let css = "@charset 'x'; @media (prefers-color-scheme: dark){.a{b:dark}} @media print{.a,svg .b{c:d}} \
                   @font-face{font-family:'X y'} .a > .b {e:f;g:'}'} :what(x){h:i} #a{j:k} g:has(a){l:m} \
                   @media (width > 9px){.a{n:o}}";
        let (rules, sheets) = read(css);
        assert_eq!(rules, ["c", "n@media (width > 9px)", "c", "e g", "j"]);
        assert!(sheets.fonts.contains("x y"));
        assert!(sheets.unknown.contains("g:has(a)"));
    }

    #[test]
    fn rules_within_rules_are_for_what_stands_in_both() {
        let (rules, _) = read(".a{b:c;&.d{e:f}.g{h:i}j:k;@media print{l:m}}");
        assert_eq!(rules, ["l", "b j", "e", "h"]);
    }

    #[test]
    fn what_is_in_no_layer_comes_last() {
        let (rules, _) = read("a{b:c}@layer d,e;@layer e{#f{g:h}}@layer d{#i{j:k}}");
        assert_eq!(rules, ["j", "g", "b"]);
    }

    #[test]
    fn rules_in_rules_without_end_are_told() {
        let css = "&,&{".repeat(20) + "a:b" + &"}".repeat(20);
        let (rules, sheets) = read(&css);
        assert!(rules.is_empty());
        assert!(!sheets.unknown.is_empty());
    }

    #[test]
    fn declarations_end_at_semicolons_outside_brackets() {
        let found: Vec<_> =
            declarations("fill: url('a;b') ! Important; --x:a:b;junk; stroke:rgb(1,2,3)").collect();
        let declaration = |name, value, important| Declaration {
            name,
            value,
            important,
        };
        assert_eq!(
            found,
            [
                declaration("fill", "url('a;b')", true),
                declaration("--x", "a:b", false),
                declaration("stroke", "rgb(1,2,3)", false),
            ]
        );
    }
}
