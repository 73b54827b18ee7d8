//! Conditions of a style sheet: whether they hold for a drawing on white paper.
//!
//! Follows Media Queries Level 4, as far as it can be known: paper has colours, is light, never moves and is never
//! pointed at. What asks for the size of a screen has no answer there.

use super::outside::position;

/// The rules within an at-rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Holds {
    Yes,
    No,
    /// A browser may know.
    Unknown,
}

impl Holds {
    pub(super) fn and(self, other: Holds) -> Holds {
        match (self, other) {
            (Holds::No, _) | (_, Holds::No) => Holds::No,
            (Holds::Yes, Holds::Yes) => Holds::Yes,
            _ => Holds::Unknown,
        }
    }

    fn or(self, other: Holds) -> Holds {
        self.not().and(other.not()).not()
    }

    fn not(self) -> Holds {
        match self {
            Holds::Yes => Holds::No,
            Holds::No => Holds::Yes,
            Holds::Unknown => Holds::Unknown,
        }
    }
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Self {
        if holds { Holds::Yes } else { Holds::No }
    }
}

/// Whether the rules within an at-rule hold; `is_set` tells whether a declaration means on paper what it means
/// in a browser.
pub(super) fn holds(head: &str, is_set: &dyn Fn(&str) -> bool) -> Holds {
    let head = head.trim().to_ascii_lowercase();
    let (name, condition) = head.split_at(head.find([' ', '(']).unwrap_or(head.len()));
    match name {
        "@media" => media(condition),
        "@supports" => formula(condition, &|feature| supports(feature, is_set)),
        "@layer" => Holds::Yes,
        // They hold for what they name: letters, pages, movements.
        "@font-face"
        | "@keyframes"
        | "@-webkit-keyframes"
        | "@page"
        | "@property"
        | "@counter-style"
        | "@font-feature-values"
        | "@font-palette-values"
        | "@namespace"
        | "@view-transition"
        | "@starting-style" => Holds::No,
        name if name.starts_with("@-moz-") || name.starts_with("@-ms-") => Holds::No,
        _ => Holds::Unknown,
    }
}

/// A list of media queries, one of which has to hold.
pub(super) fn media(queries: &str) -> Holds {
    let queries = queries.trim().to_ascii_lowercase();
    if queries.is_empty() {
        return Holds::Yes;
    }
    let queries = queries.split(',').map(|query| query_holds(query.trim()));
    queries.fold(Holds::No, Holds::or)
}

fn query_holds(query: &str) -> Holds {
    if query.starts_with('(') || query.starts_with("not (") || query.starts_with("not(") {
        return formula(query, &feature);
    }
    let (is_not, query) = match query.strip_prefix("not ") {
        Some(rest) => (true, rest),
        None => (false, query.strip_prefix("only ").unwrap_or(query)),
    };
    let (medium, rest) = query.trim().split_once(' ').unwrap_or((query, ""));
    let medium = match medium {
        "all" | "print" => Holds::Yes,
        // What is for screens alone is seen in a browser, and left out here.
        "screen" => Holds::Unknown,
        _ => Holds::No,
    };
    let rest = rest.trim().strip_prefix("and ").unwrap_or(rest);
    let features = if rest.is_empty() {
        Holds::Yes
    } else {
        formula(rest, &feature)
    };
    let holds = medium.and(features);
    if is_not { holds.not() } else { holds }
}

/// Features in brackets with `not`, `and` and `or` between them.
fn formula(text: &str, feature: &dyn Fn(&str) -> Holds) -> Holds {
    formula_within(text, feature, 0)
}

fn formula_within(text: &str, feature: &dyn Fn(&str) -> Holds, depth: usize) -> Holds {
    const MAX_DEPTH: usize = 8;
    let mut rest = text.trim();
    let (mut so_far, mut joins_by_or) = (None, false);
    if depth > MAX_DEPTH {
        return Holds::Unknown;
    }
    while !rest.is_empty() {
        let is_not = rest.starts_with("not");
        rest = rest.strip_prefix("not").unwrap_or(rest).trim_start();
        // `selector(…)` and its like.
        let Some(inside) = rest.strip_prefix('(') else {
            return Holds::Unknown;
        };
        let Some(end) = position(inside, &[')']) else {
            return Holds::Unknown;
        };
        let (one, after) = (inside[..end].trim(), inside[end + 1..].trim_start());
        let holds = if one.starts_with('(') || one.starts_with("not") {
            formula_within(one, feature, depth + 1)
        } else {
            feature(one)
        };
        let holds = if is_not { holds.not() } else { holds };
        so_far = Some(match so_far {
            None => holds,
            Some(before) if joins_by_or => Holds::or(before, holds),
            Some(before) => Holds::and(before, holds),
        });
        joins_by_or = after.starts_with("or");
        let joint = after
            .strip_prefix("and")
            .or_else(|| after.strip_prefix("or"));
        if joint.is_none() && !after.is_empty() {
            return Holds::Unknown;
        }
        rest = joint.unwrap_or_default().trim_start();
    }
    so_far.unwrap_or(Holds::Unknown)
}

/// What paper is.
fn feature(feature: &str) -> Holds {
    let (name, value) = feature.split_once(':').unwrap_or((feature, ""));
    let (name, value) = (name.trim(), value.trim());
    let is = |truth: &str| Holds::from(value == truth);
    match name {
        "prefers-color-scheme" => is("light"),
        "prefers-contrast" | "prefers-reduced-motion" | "prefers-reduced-transparency" => {
            is("no-preference")
        }
        "forced-colors" | "inverted-colors" | "hover" | "any-hover" | "pointer" | "any-pointer"
        | "scripting" | "update" => is("none"),
        "color" if value.is_empty() => Holds::Yes,
        "monochrome" if value.is_empty() => Holds::No,
        _ => Holds::Unknown,
    }
}

fn supports(declaration: &str, is_set: &dyn Fn(&str) -> bool) -> Holds {
    if is_set(declaration) {
        Holds::Yes
    } else {
        Holds::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::{Holds, holds};

    #[test]
    fn conditions_hold_as_on_white_paper() {
        for (head, expected) in [
            ("@media print", Holds::Yes),
            ("@media all and (prefers-color-scheme: light)", Holds::Yes),
            ("@media (prefers-color-scheme: dark)", Holds::No),
            ("@media not all and (prefers-color-scheme:dark)", Holds::Yes),
            ("@media not (prefers-color-scheme:dark)", Holds::Yes),
            ("@media speech, print", Holds::Yes),
            ("@media (prefers-reduced-motion: reduce)", Holds::No),
            ("@media (hover: hover) and (min-width: 9px)", Holds::No),
            ("@media (hover: none) or (min-width: 9px)", Holds::Yes),
            ("@media screen", Holds::Unknown),
            ("@media screen and (prefers-color-scheme: dark)", Holds::No),
            ("@media (min-width: 9px)", Holds::Unknown),
            ("@media (100px < width)", Holds::Unknown),
            ("@media ((hover: none) and (color))", Holds::Yes),
            ("@supports (fill: red)", Holds::Yes),
            ("@supports not (fill: red)", Holds::No),
            ("@supports (fill: red) and (fill: what())", Holds::Unknown),
            ("@supports selector(:has(a))", Holds::Unknown),
            ("@layer base", Holds::Yes),
            ("@font-face", Holds::No),
            ("@keyframes x", Holds::No),
            ("@container (width > 9px)", Holds::Unknown),
        ] {
            let found = holds(head, &|declaration| declaration == "fill: red");
            assert_eq!(found, expected, "{head}");
        }
    }
}
