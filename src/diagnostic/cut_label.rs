//! A drawing whose words are cut off.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "cut-label",
    severity: Severity::Warning,
    about: "A drawing, mostly from draw.io, that holds its longer words as pieces of a web page, which no picture \
            may have. Its copy of them in plain text is cut off, so that readers see only a part.",
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
