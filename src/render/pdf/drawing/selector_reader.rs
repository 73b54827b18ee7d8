//! Reads selectors.

use super::outside::position;
use super::selector::{Operator, Relation, Selector, Step, Test, Unread};

/// How far selectors may stand in each other, in `:is()` and `:not()`.
const MAX_DEPTH: usize = 8;

/// What is true of elements on a screen alone.
const NEVER: [&str; 24] = [
    "active",
    "any-link",
    "autofill",
    "checked",
    "default",
    "disabled",
    "enabled",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "hover",
    "indeterminate",
    "invalid",
    "link",
    "modal",
    "open",
    "optional",
    "playing",
    "popover-open",
    "required",
    "target",
    "valid",
    "visited",
];

/// The parts of elements that have names.
const PARTS: [&str; 20] = [
    "after",
    "backdrop",
    "before",
    "cue",
    "details-content",
    "file-selector-button",
    "first-letter",
    "first-line",
    "grammar-error",
    "highlight",
    "marker",
    "part",
    "placeholder",
    "selection",
    "slotted",
    "spelling-error",
    "target-text",
    "view-transition",
    "view-transition-group",
    "view-transition-new",
];

/// What a browser may know and this does not.
const UNKNOWN: [&str; 8] = [
    "defined", "dir", "has", "host", "lang", "scope", "state", "heading",
];

/// Reads a list of selectors.
///
/// # Errors
/// When one of them is not understood: browsers pass over the whole rule.
pub(super) fn selectors(list: &str) -> Result<Vec<Selector>, Unread> {
    let mut reader = Reader::new(list);
    let selectors = reader.list(0)?;
    reader.end()?;
    Ok(selectors)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Reader { rest: text }
    }

    fn end(&self) -> Result<(), Unread> {
        if self.rest.trim().is_empty() {
            Ok(())
        } else {
            Err(Unread::Invalid)
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Selector>, Unread> {
        if depth > MAX_DEPTH {
            return Err(Unread::Unknown);
        }
        let mut selectors = vec![self.selector(depth)?];
        while self.takes(",") {
            selectors.push(self.selector(depth)?);
        }
        Ok(selectors)
    }

    fn selector(&mut self, depth: usize) -> Result<Selector, Unread> {
        let mut steps = Vec::new();
        let mut relation = Relation::Within;
        loop {
            self.skip_spaces();
            let tests = self.tests(depth)?;
            steps.push(Step { relation, tests });
            let is_apart = self.skip_spaces();
            relation = match self.rest.chars().next() {
                None | Some(',' | ')') => return Ok(Selector { steps }),
                Some('>') => Relation::Child,
                Some('+') => Relation::Next,
                Some('~') => Relation::After,
                Some(_) if is_apart => {
                    relation = Relation::Within;
                    continue;
                }
                Some(_) => return Err(Unread::Invalid),
            };
            self.rest = &self.rest[1..];
        }
    }

    /// All that is asked of one element.
    fn tests(&mut self, depth: usize) -> Result<Vec<Test>, Unread> {
        let mut tests = Vec::new();
        let mut is_any = self.takes_here("*");
        if !is_any && self.rest.starts_with(is_letter_of_a_name) {
            tests.push(Test::Name(self.name()?));
        }
        // A name of a namespace: cleaned drawings have one alone.
        if self.takes_here("|") {
            tests.clear();
            is_any = self.takes_here("*");
            if !is_any {
                tests.push(Test::Name(self.name()?));
            }
        }
        loop {
            let test = match self.rest.chars().next() {
                Some('#') => {
                    self.rest = &self.rest[1..];
                    Test::Id(self.name()?)
                }
                Some('.') => {
                    self.rest = &self.rest[1..];
                    Test::Class(self.name()?)
                }
                Some('[') => self.attribute()?,
                Some(':') => self.pseudo(depth)?,
                _ if tests.is_empty() && !is_any => return Err(Unread::Invalid),
                _ => return Ok(tests),
            };
            tests.push(test);
        }
    }

    fn attribute(&mut self) -> Result<Test, Unread> {
        self.rest = &self.rest[1..];
        self.skip_spaces();
        let mut name = self.name()?;
        // The name of a namespace, and not the sign `|=`.
        if self.rest.starts_with('|') && !self.rest.starts_with("|=") {
            self.rest = &self.rest[1..];
            name = self.name()?;
        }
        self.attribute_value(name)
    }

    fn attribute_value(&mut self, name: String) -> Result<Test, Unread> {
        let found = self.operator();
        let Some(operator) = found else {
            return self.closed(Test::Attribute {
                name,
                operator: Operator::Exists,
                value: String::new(),
                ignores_case: false,
            });
        };
        self.skip_spaces();
        let value = self.value()?;
        self.skip_spaces();
        let ignores_case = self.takes_here("i") || self.takes_here("I");
        if !ignores_case {
            let _ = self.takes_here("s") || self.takes_here("S");
        }
        self.closed(Test::Attribute {
            name,
            operator,
            value,
            ignores_case,
        })
    }

    fn closed(&mut self, test: Test) -> Result<Test, Unread> {
        if self.takes("]") {
            Ok(test)
        } else {
            Err(Unread::Invalid)
        }
    }

    fn operator(&mut self) -> Option<Operator> {
        self.skip_spaces();
        let operators = [
            ("=", Operator::Equals),
            ("~=", Operator::Word),
            ("|=", Operator::Dash),
            ("^=", Operator::Begins),
            ("$=", Operator::Ends),
            ("*=", Operator::Contains),
        ];
        let found = operators
            .into_iter()
            .find(|(sign, _)| self.takes_here(sign));
        found.map(|(_, operator)| operator)
    }

    /// A word, or what stands in quotation marks.
    fn value(&mut self) -> Result<String, Unread> {
        let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            return self.name();
        };
        let inside = &self.rest[1..];
        let (value, rest) = inside.split_once(quote).ok_or(Unread::Invalid)?;
        self.rest = rest;
        Ok(value.to_owned())
    }

    fn pseudo(&mut self, depth: usize) -> Result<Test, Unread> {
        self.rest = &self.rest[1..];
        if self.takes_here(":") {
            // A part of an element is no element.
            let part = self.name()?.to_ascii_lowercase();
            if self.takes_here("(") {
                self.arguments()?;
            }
            let is_known = PARTS.contains(&&*part) || part.starts_with("-webkit-");
            return is_known.then_some(Test::Never).ok_or(Unread::Invalid);
        }
        let name = self.name()?.to_ascii_lowercase();
        if self.takes_here("(") {
            return self.function(&name, depth);
        }
        let nth = |offset, from_end, of_type| Test::Nth {
            step: 0,
            offset,
            from_end,
            of_type,
        };
        Ok(match &*name {
            "root" => Test::Root,
            "empty" => Test::Empty,
            "first-child" => nth(1, false, false),
            "last-child" => nth(1, true, false),
            "first-of-type" => nth(1, false, true),
            "last-of-type" => nth(1, true, true),
            "only-child" => only(false),
            "only-of-type" => only(true),
            // Older sheets write them with one colon.
            "before" | "after" | "first-letter" | "first-line" => Test::Never,
            name if NEVER.contains(&name) => Test::Never,
            name if UNKNOWN.contains(&name) || name.starts_with('-') => {
                return Err(Unread::Unknown);
            }
            _ => return Err(Unread::Invalid),
        })
    }

    fn function(&mut self, name: &str, depth: usize) -> Result<Test, Unread> {
        let inside = self.arguments()?;
        let list = || {
            let mut reader = Reader::new(inside);
            let list = reader.list(depth + 1)?;
            reader.end()?;
            Ok(list)
        };
        let nth = |from_end, of_type| {
            let [step, offset] = formula(inside)?;
            Ok(Test::Nth {
                step,
                offset,
                from_end,
                of_type,
            })
        };
        match name {
            "not" => Ok(Test::Not(list()?)),
            "is" | "matches" | "-webkit-any" | "-moz-any" => Ok(Test::Any(list()?, true)),
            "where" => Ok(Test::Any(list()?, false)),
            "nth-child" => nth(false, false),
            "nth-last-child" => nth(true, false),
            "nth-of-type" => nth(false, true),
            "nth-last-of-type" => nth(true, true),
            name if UNKNOWN.contains(&name) || name.starts_with('-') => Err(Unread::Unknown),
            _ => Err(Unread::Invalid),
        }
    }

    /// What stands in brackets, the first of which was read.
    fn arguments(&mut self) -> Result<&'a str, Unread> {
        let end = position(self.rest, &[')']).ok_or(Unread::Invalid)?;
        let inside = &self.rest[..end];
        self.rest = &self.rest[end + 1..];
        Ok(inside)
    }

    fn name(&mut self) -> Result<String, Unread> {
        let end = self.rest.find(|c| !is_letter_of_a_name(c));
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if name.is_empty() {
            return Err(Unread::Invalid);
        }
        self.rest = rest;
        Ok(name.to_owned())
    }

    /// Whether there were any.
    fn skip_spaces(&mut self) -> bool {
        let before = self.rest.len();
        self.rest = self.rest.trim_start();
        self.rest.len() < before
    }

    /// Whether this comes next, after spaces.
    fn takes(&mut self, wanted: &str) -> bool {
        self.skip_spaces();
        self.takes_here(wanted)
    }

    fn takes_here(&mut self, wanted: &str) -> bool {
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn is_letter_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_') || !letter.is_ascii()
}

/// An element that has no sibling: the first and the last in one.
fn only(of_type: bool) -> Test {
    let end = |from_end| Selector {
        steps: vec![Step {
            relation: Relation::Within,
            tests: vec![Test::Nth {
                step: 0,
                offset: 1,
                from_end,
                of_type,
            }],
        }],
    };
    let mut both = end(false);
    both.steps[0].tests.extend(end(true).steps.remove(0).tests);
    Test::Any(vec![both], true)
}

/// The step and the offset of `2n+1`, `odd`, `-n + 3`.
fn formula(text: &str) -> Result<[i64; 2], Unread> {
    let text = text.trim().to_ascii_lowercase();
    if text.contains(" of ") {
        return Err(Unread::Unknown);
    }
    match &*text {
        "odd" => return Ok([2, 1]),
        "even" => return Ok([2, 0]),
        _ => {}
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = |number: &str| number.parse::<i64>().map_err(|_| Unread::Invalid);
    let Some((step, offset)) = text.split_once('n') else {
        return Ok([0, whole(&text)?]);
    };
    let step = match step {
        "" | "+" => 1,
        "-" => -1,
        number => whole(number)?,
    };
    let offset = if offset.is_empty() { 0 } else { whole(offset)? };
    Ok([step, offset])
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use usvg::roxmltree::Document;

    use super::{Unread, selectors};

    const DRAWING: &str = "<svg><g id='a' class='x y'><path id='b'/><rect id='c' class='z'/><path id='d' \
                           lang='en-GB'/></g><g id='e'>w<rect id='f' class='y z'/></g></svg>";

    /// The ids of those that are selected.
    fn selected(list: &str) -> String {
        let document = Document::parse(DRAWING).expect("it is well-formed");
        let budget = Cell::new(10_000);
        let list = selectors(list).expect("it is understood");
        let elements = document.descendants().filter(|node| {
            node.is_element() && list.iter().any(|selector| selector.matches(*node, &budget))
        });
        elements
            .map(|node| node.attribute("id").unwrap_or("-"))
            .collect()
    }

    #[test]
    fn elements_are_selected_as_in_a_browser() {
        for (list, expected) in [
            ("*", "-abcdef"),
            ("path, #f", "bdf"),
            (":root", "-"),
            ("g.x > path", "bd"),
            ("svg path+rect", "c"),
            ("#b ~ path", "d"),
            ("[class]", "acf"),
            ("[class~=y]", "af"),
            ("[lang|='en']", "d"),
            ("[class^=x]", "a"),
            ("[class$=\"z\"]", "cf"),
            ("[class*='Y' i]", "af"),
            ("rect:not(.y)", "c"),
            ("g > :not(path, .y)", "c"),
            (":is(path, .z):last-child", "df"),
            ("path:nth-child(2n+1)", "bd"),
            ("g > :nth-child( -n + 2 )", "bcf"),
            ("g > :nth-last-child(odd)", "bdf"),
            ("path:nth-of-type(even)", "d"),
            ("path:first-of-type", "b"),
            ("rect:only-child", "f"),
            ("path:empty", "bd"),
            ("path:hover, rect::before, text::selection", ""),
            ("svg|path", "bd"),
        ] {
            assert_eq!(selected(list), expected, "{list}");
        }
    }

    #[test]
    fn what_is_not_understood_is_told_from_what_no_browser_understands() {
        for (list, expected) in [
            (".a, .b:what", Unread::Invalid),
            (".a, .b::what", Unread::Invalid),
            (".a >", Unread::Invalid),
            ("", Unread::Invalid),
            ("a{", Unread::Invalid),
            ("[a=b", Unread::Invalid),
            ("svg:has(.a)", Unread::Unknown),
            (":nth-child(2 of .a)", Unread::Unknown),
            ("text:lang(en)", Unread::Unknown),
        ] {
            assert_eq!(selectors(list).err(), Some(expected), "{list}");
        }
    }

    #[test]
    fn what_is_more_particular_weighs_more() {
        let weight = |list: &str| selectors(list).expect("it is understood")[0].specificity();
        assert_eq!(weight("svg g.x#a"), [1, 1, 2]);
        assert_eq!(weight(":is(#a, g):where(.x)[id]:not(.y)"), [1, 2, 0]);
    }

    #[test]
    fn tests_end_with_the_budget() {
        let deep = "<g>".repeat(200) + &"</g>".repeat(200);
        let document = Document::parse(&deep).expect("it is well-formed");
        let budget = Cell::new(10_000);
        let selector =
            &selectors(&"g ".repeat(40).replace("g g ", "g x ")).expect("it is understood")[0];
        let last = document.descendants().next_back().expect("there are some");
        assert!(!selector.matches(last, &budget));
        let long = &selectors(&("x ".to_owned() + &"g ".repeat(20))).expect("it is understood")[0];
        assert!(!long.matches(last, &budget));
        assert_eq!(budget.get(), 0);
    }
}
