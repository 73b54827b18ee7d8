//! Values of CSS in which a browser would look something up: `var()` and `light-dark()`.

use std::collections::BTreeMap;

use super::outside::{functions, position};
use crate::limits::DRAWING_LOOKUPS;

/// Custom properties by their names.
pub(super) type Variables = BTreeMap<String, String>;

/// How often a drawing may look a value up: what names itself, or doubles again and again, ends here.
pub(super) const MAX_LOOKUPS: usize = DRAWING_LOOKUPS.most;

/// A value may name others, which name others; a browser follows no circle either.
const MAX_DEPTH: usize = 32;

const LONGEST: usize = 10_000;

/// The value as it is on white paper: `light-dark(a, b)` is a, `var(--x, y)` is what `--x` is or else y.
/// `None` where a browser finds nothing either, so that the declaration is void.
pub(super) fn resolve(value: &str, variables: &Variables, lookups: &mut usize) -> Option<String> {
    resolve_within(value, variables, lookups, 0)
}

fn resolve_within(
    value: &str,
    variables: &Variables,
    lookups: &mut usize,
    depth: usize,
) -> Option<String> {
    let Some((start, function)) = first_function(value) else {
        return Some(value.to_owned());
    };
    if depth > MAX_DEPTH || *lookups == 0 || value.len() > LONGEST {
        return None;
    }
    *lookups -= 1;
    let inside = &value[start + function.len() + 1..];
    let end = position(inside, &[')']).unwrap_or(inside.len());
    let (arguments, after) = (&inside[..end], inside.get(end + 1..).unwrap_or_default());
    let comma = position(arguments, &[',']);
    let first = arguments[..comma.unwrap_or(arguments.len())].trim();
    let second = comma.map(|at| arguments[at + 1..].trim());
    // The bounds hold for all of it together: a few variables that name each other can grow without end.
    let mut inner = |text: &str| resolve_within(text, variables, lookups, depth + 1);
    let found = if function.eq_ignore_ascii_case("light-dark") {
        inner(first)
    } else {
        let known = variables.get(first).and_then(|value| inner(value));
        known.or_else(|| inner(second?))
    }?;
    let after = inner(after)?;
    let whole = format!("{}{found}{after}", &value[..start]);
    (whole.len() <= LONGEST).then_some(whole)
}

/// The first function that looks something up: where it begins, and its name.
fn first_function(value: &str) -> Option<(usize, &str)> {
    functions(value).find(|(_, name)| {
        let mut known = ["var", "light-dark"].iter();
        known.any(|known| name.eq_ignore_ascii_case(known))
    })
}

#[cfg(test)]
mod tests {
    use super::{MAX_LOOKUPS, Variables, resolve};

    fn resolved(value: &str) -> Option<String> {
        let variables = [
            ("--c", "#c00"),
            ("--d", "var(--c)"),
            ("--e", "var(--e)"),
            ("--f", "var(--g, red)"),
        ];
        let variables: Variables = variables
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        resolve(value, &variables, &mut { MAX_LOOKUPS })
    }

    #[test]
    fn values_are_those_of_white_paper() {
        for (value, expected) in [
            ("light-dark(rgb(1, 2, 3), #000)", "rgb(1, 2, 3)"),
            ("var(--c)", "#c00"),
            ("1px solid var( --d , blue) x", "1px solid #c00 x"),
            ("var(--x, light-dark(var(--c), red))", "#c00"),
            ("var(--x, var(--y, a, b))", "a, b"),
            ("VAR(--f)", "red"),
            ("var(--x,)", ""),
            ("url(#a) rgb(1,2,3)", "url(#a) rgb(1,2,3)"),
            ("é var(--c)", "é #c00"),
        ] {
            assert_eq!(resolved(value).as_deref(), Some(expected), "{value}");
        }
    }

    #[test]
    fn what_nobody_defines_and_what_names_itself_is_void() {
        for value in ["var(--x)", "var(--e)", "a var(--x) b", "var("] {
            assert_eq!(resolved(value), None, "{value}");
        }
    }

    #[test]
    fn values_that_double_again_and_again_end() {
        let mut variables = Variables::new();
        for number in 0..60 {
            let next = number + 1;
            variables.insert(
                format!("--v{number}"),
                format!("var(--v{next}) var(--v{next})"),
            );
        }
        variables.insert("--v20".to_owned(), "red".to_owned());
        let mut lookups = MAX_LOOKUPS;
        assert_eq!(resolve("var(--v0)", &variables, &mut lookups), None);
    }
}
