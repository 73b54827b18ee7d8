//! A picture that a browser shows and that cannot be set on paper, or not as it is meant.

use std::collections::BTreeSet;

use crate::diagnostic::few::few;
use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unprintable-picture",
    severity: Severity::Warning,
    about: "A picture of a page that is printed which cannot be set on paper, so that its place stays \
            empty there. Or something in the style of a drawing that a browser shows and paper does not, such as \
            `clip-path: circle(20px)`, a rule `@media (min-width: 600px)` or an animation: it is printed without that.",
};

/// `why` follows “it”.
pub(crate) fn finding(place: Span, path: &str, why: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("`{path}` cannot be printed: it {why}, so its place stays empty on paper"),
    )
    .help("open it in a picture program, save a copy as PNG, and name that copy here")
}

pub(crate) fn colour(place: Span, path: &str, colour: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("the color `{colour}` of `{path}` is not understood, so it is left out on paper"),
    )
    .help("write it with # and six figures, such as #cc3300, or save the picture as PNG")
}

/// `said` is what of a drawing's look only a browser understands, as it stands in the file.
pub(crate) fn elsewhere(place: Span, path: &str, said: &BTreeSet<String>) -> Diagnostic {
    let quoted = said.iter().map(|said| format!("`{said}`"));
    let message = format!(
        "`{path}` looks otherwise on paper than on a screen, where alone {} can be shown",
        few(quoted, ", ")
    );
    RULE.at(place, message).help(
        "look at the sheet; if it matters, draw it without that, or save the drawing as PNG and show that",
    )
}
