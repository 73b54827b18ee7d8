//! Front matter whose values are of the right type but cannot be used.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "invalid-front-matter",
    severity: Severity::Error,
    about: "A field of front matter that has the right type but a value that cannot be used, such as \
            a language that `site.toml` does not list.",
};

pub(crate) fn id(span: Span, id: &str) -> Diagnostic {
    RULE.at(span, format!("`{id}` cannot be an id"))
        .help("use letters, digits, hyphens and underscores: id = \"one-to-ones\"")
}

pub(crate) fn lang(span: Span, code: &str, known: &[String]) -> Diagnostic {
    let finding = RULE.at(span, format!("`{code}` is not a language of this site"));
    match nearest(code, known.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!(
            "add it to `languages` in site.toml, which lists: {}",
            known.join(", ")
        )),
    }
}

pub(crate) fn no_date(span: Span) -> Diagnostic {
    RULE.at(span, "`updated` says no day")
        .help("write updated = { on = 2026-11-20, what = \"…\" }")
}

pub(crate) fn no_title_adapted(span: Span) -> Diagnostic {
    RULE.at(span, "`adapted_from` names no work").help(
        "write adapted_from = { title = \"…\", url = \"…\", licence = \"…\", changes = \"…\" }",
    )
}
