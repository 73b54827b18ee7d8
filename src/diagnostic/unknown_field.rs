//! A field that nothing reads, most often a spelling mistake.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-field",
    severity: Severity::Warning,
    about: "A field that no part of the program reads, though it is called nearly as one that is. Fields \
            for a theme of one's own belong under `extra`.",
};

/// Fields of other tools that are near one of ours by chance.
const FOREIGN: [&str; 12] = [
    "type", "parent", "parents", "time", "file", "files", "icon", "ord", "style", "part", "topics",
    "use",
];

/// `place` says whose field it is: "a page", "`site.toml`"; `is_given` whether a field is there
/// already.
pub(crate) fn finding(
    span: Span,
    field: &str,
    place: &str,
    known: &[&str],
    is_given: impl Fn(&str) -> bool,
) -> Diagnostic {
    let finding = RULE.at(span, format!("{place} has no field `{field}`"));
    match suggest(field, known.iter().copied()) {
        Some(near) => {
            let new = Some(near).filter(|near| !is_given(near));
            finding.did_you_mean(
                near,
                new.and_then(|near| Suggestion::value(Maybe, span, field, near)),
            )
        }
        None => finding.help("put it under [extra] if your theme reads it, or take the line out"),
    }
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
    (!is_foreign && near().is_some()).then(|| finding(span, field, place, known, is_given))
}
