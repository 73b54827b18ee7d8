//! The style sheets of a drawing as rules, in the order in which they apply.
//!
//! Reads what CSS 2.1 calls rule sets, and those within the at-rules that hold on white paper. A rule
//! whose selector is not understood is passed over, as browsers do. `simplecss` matches selectors.

use simplecss::Selector;

/// A property and its value, as they stand in a sheet or an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Declaration<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) important: bool,
}

pub(super) struct Rule<'a> {
    pub(super) selector: Selector<'a>,
    pub(super) declarations: Vec<Declaration<'a>>,
}

/// How deep rules may stand within conditions.
const MAX_DEPTH: usize = 8;

/// The rules of a sheet without comments, the most particular last.
pub(super) fn rules(css: &str) -> Vec<Rule<'_>> {
    let mut rules = Vec::new();
    add_rules(css, 0, &mut rules);
    rules.sort_by_cached_key(|rule| rule.selector.specificity());
    rules
}

fn add_rules<'a>(css: &'a str, depth: usize, rules: &mut Vec<Rule<'a>>) {
    let mut rest = css;
    while let Some(open) = position(rest, &['{', ';']) {
        let head = rest[..open].trim();
        if rest[open..].starts_with(';') {
            // A statement such as `@charset`.
            rest = &rest[open + 1..];
            continue;
        }
        let inside = &rest[open + 1..];
        let close = closing_brace(inside);
        let body = &inside[..close];
        rest = inside.get(close + 1..).unwrap_or_default();
        if head.starts_with('@') {
            if depth < MAX_DEPTH && holds_on_paper(head) {
                add_rules(body, depth + 1, rules);
            }
            continue;
        }
        let declarations: Vec<Declaration<'a>> = declarations(body).collect();
        for selector in head
            .split(',')
            .filter_map(|one| Selector::parse(one.trim()))
        {
            let declarations = declarations.clone();
            rules.push(Rule {
                selector,
                declarations,
            });
        }
    }
}

/// Whether the rules within an at-rule hold for a drawing on white paper.
fn holds_on_paper(head: &str) -> bool {
    let head = head.to_ascii_lowercase();
    let Some(condition) = head.strip_prefix("@media") else {
        return head.starts_with("@supports") || head.starts_with("@layer");
    };
    let refused = [
        "not ", "dark", "screen", "width", "height", "reduce", "hover",
    ];
    !refused.iter().any(|word| condition.contains(word))
}

/// The declarations of a rule or of an attribute `style`.
pub(super) fn declarations(css: &str) -> impl Iterator<Item = Declaration<'_>> {
    let mut rest = css;
    let parts = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = position(rest, &[';']).unwrap_or(rest.len());
        let part = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(part)
    });
    parts.filter_map(|part| {
        let (name, value) = part.split_once(':')?;
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

/// Where the first of `wanted` stands outside quotation marks and brackets.
pub(super) fn position(css: &str, wanted: &[char]) -> Option<usize> {
    let (mut quote, mut brackets) = (None, 0_usize);
    for (at, letter) in css.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[') => brackets += 1,
            (None, ')' | ']') if brackets > 0 => brackets -= 1,
            (None, letter) if brackets == 0 && wanted.contains(&letter) => return Some(at),
            (None, _) => {}
        }
    }
    None
}

/// Where the block ends whose opening brace stands just before.
fn closing_brace(css: &str) -> usize {
    let (mut quote, mut braces) = (None, 0_usize);
    for (at, letter) in css.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '{') => braces += 1,
            (None, '}') if braces == 0 => return at,
            (None, '}') => braces -= 1,
            (None, _) => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::{Declaration, declarations, rules};

    #[test]
    fn rules_within_conditions_that_paper_meets_are_rules() {
        let css = "@charset 'x'; @media (prefers-color-scheme: dark){.a{b:dark}} @media print{.a,svg .b{c:d}} \
                   @font-face{font-family:x} .a > .b, {e:f;g:'}'} :what(x){h:i} #a{j:k}";
        let found = rules(css);
        let found: Vec<(String, &str)> = found
            .iter()
            .map(|rule| (rule.selector.to_string(), rule.declarations[0].name))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), *b)).collect();
        assert_eq!(
            found,
            [
                ("*[class~='a']", "c"),
                ("svg *[class~='b']", "c"),
                ("*[class~='a'] > *[class~='b']", "e"),
                ("*[id='a']", "j")
            ]
        );
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
