//! A marker of an unknown word, or in a place where it marks nothing.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "unknown-marker",
    severity: Severity::Error,
    about: "A marker such as `> [!SAY]` whose word is unknown, or that does not stand at the head of \
            a line of a quotation. Its block is withheld from every page, since it may be meant for \
            the facilitator alone.",
};

pub(crate) fn unknown(span: Span, word: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("there is no marker `{word}`, so its block is withheld"),
    );
    if word.eq_ignore_ascii_case("cue") {
        return finding.help("say whose cue it is: > [!CUE timekeeper]");
    }
    if let Some(open) = word.strip_prefix('[') {
        return finding.help(format!("close the bracket: > [{open}] text"));
    }
    if let Some((closed, _)) = word.split_once("](") {
        return finding.help(format!("put a space after the bracket: > [!{closed}] (…"));
    }
    let first = word.split_whitespace().next().unwrap_or(word);
    match nearest(word, known.iter().copied()).or_else(|| nearest(first, known.iter().copied())) {
        Some(near) => finding.help(format!("did you mean > [!{near}]?")),
        None => finding.help(format!("the markers are {}", known.join(", "))),
    }
}

pub(crate) fn near(span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is no marker in this form, so its block is withheld");
    RULE.at(span, message).help(format!(
        "a marker stands in square brackets, after an exclamation mark: > [!{word}] text"
    ))
}

pub(crate) fn misplaced(span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`[{label}]` marks nothing here, so its block is withheld"),
    )
    .help(format!(
        "begin a line of a quotation with it: > [{label}] text"
    ))
}
