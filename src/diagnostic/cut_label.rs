//! A drawing whose words are cut off.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "cut-label",
    severity: Severity::Warning,
    about: "A drawing whose words are pieces of a web page, which no picture may hold, and stand in it as \
            plain text only in part. draw.io saves long words so.",
};

/// So many letters of the words are shown.
const SHOWN: usize = 60;

pub(crate) fn finding(place: Span, path: &str, words: &str) -> Diagnostic {
    let mut shown: String = words.chars().take(SHOWN).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    RULE.at(place, format!("`{path}` shows only a part of its words “{shown}”"))
        .help("in draw.io take the marks at Word Wrap and Formatted Text away and save it again, or save it as PNG")
}
