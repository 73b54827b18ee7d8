//! The tokens of a theme as style sheets and printed sheets are given them.

#[cfg(feature = "pdf")]
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::model::theme::{Scheme, Token, Tokens};

/// The custom properties of all schemes, to stand at the head of a style sheet. A reader's own choice stands in
/// `data-scheme` of the root, where there is one.
pub(crate) fn css(tokens: &Tokens) -> String {
    let mut css = String::new();
    for scheme in Scheme::ALL {
        let set = tokens.of(scheme);
        if set.is_empty() {
            continue;
        }
        let properties = properties(set);
        _ = match scheme {
            Scheme::Light => writeln!(css, ":root {{\n{properties}}}\n"),
            // Paper is always light, hence `screen`; a reader's choice wins over what the system asks for.
            Scheme::Dark => writeln!(
                css,
                "@media screen and (prefers-color-scheme: dark) {{\n:root:not([data-scheme=\"light\"]) {{\n{properties}}}\n}}\n\
                 @media screen {{\n:root[data-scheme=\"dark\"] {{\n{properties}}}\n}}\n"
            ),
            Scheme::MoreContrast => writeln!(
                css,
                "@media screen and (prefers-contrast: more) {{\n:root:root {{\n{properties}}}\n}}\n"
            ),
            Scheme::MoreContrastDark => writeln!(
                css,
                "@media screen and (prefers-contrast: more) and (prefers-color-scheme: dark) {{\n:root:not([data-scheme=\"light\"]) {{\n{properties}}}\n}}\n\
                 @media screen and (prefers-contrast: more) {{\n:root[data-scheme=\"dark\"] {{\n{properties}}}\n}}\n"
            ),
        };
    }
    css
}

fn properties(set: &[Token]) -> String {
    let mut properties = String::new();
    for token in set {
        _ = writeln!(properties, "  --{}: {};", token.name, token.value);
    }
    properties
}

/// What sheets of paper are given: the values of a light screen, colours as `#a32a17`.
#[cfg(feature = "pdf")]
pub(crate) fn for_paper(tokens: &Tokens) -> BTreeMap<String, String> {
    let names = tokens.of(Scheme::Light).iter();
    let values = names.filter_map(|token| {
        let name = &token.name;
        let colour = tokens.colour(Scheme::Light, name);
        let colour = colour.map(|colour| colour.to_string());
        let value = colour.or_else(|| tokens.value(Scheme::Light, name).map(str::to_owned))?;
        Some((name.clone(), value))
    });
    values.collect()
}
