//! A reference to a footnote that is not there.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "missing-footnote",
    severity: Severity::Error,
    about: "A reference such as `[^1]` to a footnote that the page does not define.",
};

pub(crate) fn finding<'a>(
    span: Span,
    label: &str,
    defined: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no footnote `{label}` on this page"));
    match nearest(label, defined) {
        Some(near) => finding.help(format!("did you mean [^{near}]?")),
        None => finding.help(format!("write it on a line of its own: [^{label}]: …")),
    }
}
