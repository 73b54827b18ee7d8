//! A page of a kind that neither the theme nor `site.toml` defines.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "unknown-kind",
    severity: Severity::Error,
    about: "A page of a kind that neither the theme nor `site.toml` defines.",
};

pub(crate) fn finding<'a>(
    span: Span,
    kind: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no kind of page `{kind}`"));
    match nearest(kind, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => {
            let known: Vec<&str> = known.collect();
            finding.help(format!(
                "the kinds are {}; site.toml can add one under [kinds.{kind}]",
                known.join(", ")
            ))
        }
    }
}
