//! A marker of an unknown word, or in a place where it marks nothing.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::page::Condition;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-marker",
    severity: Severity::Error,
    about: "A marker such as `> [!SAY]` whose word is unknown, that does not stand at the head of \
            a line of a quotation, or in which nothing stands. Its block is withheld from every page, since it may be meant for \
            the facilitator alone.",
};

/// `ours` are the words of this program, and `known` all that mark a block on this page.
pub(crate) fn unknown(span: Span, word: &str, ours: &[&str], known: &[&str]) -> Diagnostic {
    let finding = withheld(span, word);
    if word.eq_ignore_ascii_case("cue") {
        return finding.help("say whose cue it is: > [!CUE timekeeper]");
    }
    if let Some(open) = word.strip_prefix('[') {
        return finding.help(format!("close the bracket: > [{open}] text"));
    }
    if let Some((closed, _)) = word.split_once("](") {
        return finding.help(format!("put a space after the bracket: > [!{closed}] (…"));
    }
    if let Some(help) = condition_meant(word) {
        return finding.help(help);
    }
    let first = word.split_whitespace().next().unwrap_or(word);
    let whole = suggest(word, known.iter().copied());
    match whole.or_else(|| suggest(first, known.iter().copied())) {
        Some(near) => finding
            .help(format!("did you mean > [!{near}]?"))
            .suggest(whole.map(|near| Suggestion::maybe(span, format!("[!{near}]")))),
        None => finding.help(format!("the markers are {}", ours.join(", "))),
    }
}

/// What to type where a marker is followed by what is perhaps meant for a condition.
fn condition_meant(word: &str) -> Option<String> {
    const EXAMPLE: &str = "write one condition of people or minutes with < <= > >= or = and a whole number: > [!WHAT IF people > 18] text";
    let words: Vec<&str> = word.split_whitespace().collect();
    let upper = word.to_uppercase();
    if upper.starts_with("WHAT IF") && words.len() > 2 {
        let is_condition = word.contains(['<', '>', '=', '≤', '≥', '≠'])
            || words[2].eq_ignore_ascii_case("people")
            || words[2].eq_ignore_ascii_case("minutes");
        return Some(if is_condition {
            EXAMPLE.to_owned()
        } else {
            let rest = words[2..].join(" ");
            format!("write the words behind the bracket: > [!WHAT IF] {rest}")
        });
    }
    let mut conditions = (1..words.len()).map(|at| words[at..].join(" "));
    let condition = conditions.find(|rest| Condition::parse(rest).is_some())?;
    Some(format!(
        "only WHAT IF takes a condition: > [!WHAT IF {condition}] text"
    ))
}

/// As [`unknown`], for a block that begins with a line such as `:::facilitatr`.
/// `meant` is the word in it that says for whom it is, or that it is for nobody.
pub(crate) fn unknown_block(
    span: Span,
    word: &str,
    meant: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let finding = withheld(span, word);
    let is_marker = |word: &str| known.iter().any(|one| one.eq_ignore_ascii_case(word));
    match meant.or_else(|| suggest(word, known.iter().copied())) {
        Some(hiding) if !is_marker(hiding) => finding.help(
            "write it as <!-- text --> if nobody is to see it, or > [!FACILITATOR] text if the facilitator is",
        ),
        Some(near) if !near.eq_ignore_ascii_case(word) => {
            finding.help(format!("did you mean :::{}?", near.to_lowercase()))
        }
        _ => finding.help("write it as a quotation that begins with a marker: > [!NOTE] text"),
    }
}

fn withheld(span: Span, word: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("there is no marker `{word}`, so its block is withheld"),
    )
}

pub(crate) fn near(span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is no marker in this form, so its block is withheld");
    RULE.at(span, message).help(format!(
        "a marker stands in square brackets, after an exclamation mark: > [!{word}] text"
    ))
}

/// A marker that is not for everyone, where the text that was meant to stand in it stands behind it.
pub(crate) fn empty(span: Span, label: &str) -> Diagnostic {
    let message = format!("nothing stands in `{label}`, so the block behind it is withheld");
    RULE.at(span, message).help(format!(
        "begin each line of its text with >, and each empty line within it too: > {label} text"
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
