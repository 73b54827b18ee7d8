//! A field that nothing reads, most often a spelling mistake.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::field_set::{
    CITATIONS, FIELD_OF_KIND, FieldSet, KIND, LOOK, PREVIEW, PRINT, SECTION_OF_KIND, SITE, UPSTREAM,
};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Warning,
    about: "A field that no part of the program reads, though it is called nearly as one that is, or a setting \
            that stands in the wrong part of `site.toml`.",
};

/// Fields of other tools that are near one of ours by chance.
const FOREIGN: [&str; 12] = [
    "type", "parent", "parents", "time", "file", "files", "icon", "ord", "style", "part", "topics",
    "use",
];

/// `set` are the fields that the place takes of which the field is, and `known` those that may have been meant; `is_given` tells
/// whether a field is there already.
pub(crate) fn finding(
    span: Span,
    field: &str,
    set: &FieldSet,
    known: &[&str],
    is_given: impl Fn(&str) -> bool,
) -> Diagnostic {
    let finding = RULE.at(span, message(set.place, field));
    if let Some(help) = elsewhere(field, set, &is_given) {
        return finding.help(help);
    }
    match suggest(field, known.iter().copied()) {
        Some(near) => misspelled(finding, span, field, near, is_given),
        None => finding.help(without(set)),
    }
}

fn message(place: &str, field: &str) -> String {
    format!("{place} has no field `{field}`")
}

fn misspelled(
    finding: Diagnostic,
    span: Span,
    field: &str,
    near: &str,
    is_given: impl Fn(&str) -> bool,
) -> Diagnostic {
    let new = Some(near).filter(|near| !is_given(near));
    finding.did_you_mean(
        near,
        new.and_then(|near| Suggestion::value(Maybe, span, field, near)),
    )
}

/// The parts of `site.toml` that a line in square brackets begins, each by its name.
static PARTS: [(&str, &FieldSet); 4] = [
    ("print", &PRINT),
    ("citations", &CITATIONS),
    ("look", &LOOK),
    ("preview", &PREVIEW),
];

/// Where a setting belongs that stands in another part of `site.toml`: it is easily typed at the top, or behind
/// the line that begins a part.
fn elsewhere(field: &str, set: &FieldSet, is_given: impl Fn(&str) -> bool) -> Option<String> {
    let is_of_top = set.place == SITE.place;
    let parts = PARTS.iter().map(|(_, part)| part.place);
    let others = [&UPSTREAM, &KIND, &FIELD_OF_KIND, &SECTION_OF_KIND].map(|set| set.place);
    if !is_of_top && !parts.chain(others).any(|place| place == set.place) {
        return None;
    }
    let part = PARTS.iter().find(|(_, part)| part.has(field));
    match part {
        Some((name, _)) if is_of_top && is_given(name) => {
            Some(format!("move it below the line [{name}]"))
        }
        Some((name, _)) => Some(format!("write it below a line of its own: [{name}]")),
        None if !is_of_top && SITE.has(field) => Some(
            "move it above the first line in square brackets: all that stands below such a line belongs to it"
                .to_owned(),
        ),
        None => None,
    }
}

/// What to do about a field that nothing is near.
fn without(set: &FieldSet) -> String {
    /// More names than these are no help.
    const MOST: usize = 8;
    if set.fields.len() > MOST {
        return "take it out: nothing reads it".to_owned();
    }
    let names: Vec<&str> = set.names().collect();
    format!("take it out; what may stand there: {}", names.join(", "))
}

/// As [`finding`], where the field is near one of `known`, and is not among those that other tools have.
pub(crate) fn near(
    span: Span,
    field: &str,
    place: &str,
    known: &[&str],
    is_given: impl Fn(&str) -> bool,
) -> Option<Diagnostic> {
    let is_foreign = FOREIGN.contains(&field.to_ascii_lowercase().as_str());
    let near = || suggest(field, known.iter().copied());
    let near = near().filter(|_| !is_foreign)?;
    let finding = RULE.at(span, message(place, field));
    Some(misspelled(finding, span, field, near, is_given))
}
