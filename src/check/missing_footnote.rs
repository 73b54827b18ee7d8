//! A reference to a footnote that is not there.

use crate::check::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
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
    let mut vocabulary = Vocabulary::default();
    defined.for_each(|label| vocabulary.add(label));
    let near = vocabulary.nearest_of_each(missing.iter().map(|(_, label)| *label));
    let missing = missing.iter();
    missing
        .map(|(span, label)| finding(*span, label, near.get(label).copied()))
        .collect()
}

fn finding(span: Span, label: &str, near: Option<&str>) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no footnote `{label}` on this page"));
    match near {
        Some(near) => finding.help(format!("did you mean [^{near}]?")),
        None => finding.help(format!("write it on a line of its own: [^{label}]: …")),
    }
}
