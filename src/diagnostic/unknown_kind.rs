//! A page of a kind that neither the theme nor `site.toml` defines.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::{is_only_case, suggest};
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
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
    match suggest(kind, known.clone()) {
        Some(near) => {
            let applicability = Applicability::of(is_only_case(kind, near, known));
            finding.did_you_mean(near, Suggestion::value(applicability, span, kind, near))
        }
        None => {
            let known: Vec<&str> = known.collect();
            finding.help(format!(
                "the kinds are {}; site.toml can add one under [kinds.{kind}]",
                known.join(", ")
            ))
        }
    }
}
