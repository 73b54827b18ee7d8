//! A picture that a browser shows and that cannot be set on paper, or not as it is meant.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unprintable-picture",
    severity: Severity::Warning,
    about: "A picture of a page that is printed which cannot be set on paper, so that its place stays \
            empty there, or a color of a drawing that is not understood.",
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
