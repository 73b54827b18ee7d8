//! A reference to a footnote that is not there.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::Candidates;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "missing-footnote",
    severity: Severity::Error,
    about: "A reference such as `[^1]` to a footnote that the page does not define.",
};

/// The findings on a page's references to labels that none of its footnotes has.
pub(crate) fn findings<'a>(
    missing: &[(Span, &str)],
    defined: impl Iterator<Item = &'a str>,
) -> Vec<Diagnostic> {
    if missing.is_empty() {
        return Vec::new();
    }
    let mut candidates = Candidates::default();
    defined.for_each(|label| candidates.add(label));
    let near = candidates.nearest_of_each(missing.iter().map(|(_, label)| *label));
    let missing = missing.iter();
    missing
        .map(|(span, label)| finding(*span, label, near.get(label).copied()))
        .collect()
}

fn finding(span: Span, label: &str, near: Option<&str>) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no footnote `{label}` on this page"));
    match near {
        Some(near) => finding
            .help(format!("did you mean [^{near}]?"))
            .suggest(Suggestion::maybe(span, format!("[^{near}]"))),
        None => finding.help(format!("write it on a line of its own: [^{label}]: …")),
    }
}
