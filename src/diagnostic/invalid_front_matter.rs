//! Front matter whose values are of the right type but cannot be used.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::private_text::typed;
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::front_matter::Notation;
use crate::model::slug::slug;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-front-matter",
    severity: Severity::Error,
    about: "A field of front matter that has the right type but a value that cannot be used, such as \
            an id that holds a slash.",
};

pub(crate) fn id(span: Span, id: &str, notation: Option<Notation>) -> Diagnostic {
    let example = typed(notation, "id", "\"one-to-ones\"");
    RULE.at(span, format!("`{id}` cannot be an id"))
        .help(format!(
            "use letters, digits, hyphens and underscores: {example}"
        ))
        .suggest(
            Some(slug(id))
                .filter(|slug| !slug.is_empty())
                .and_then(|slug| Suggestion::value(Maybe, span, id, &slug)),
        )
}

pub(crate) fn lang(span: Span, code: &str, known: &[String]) -> Diagnostic {
    let finding = RULE.at(span, format!("`{code}` is not a language of this site"));
    match suggest(code, known.iter().map(String::as_str)) {
        Some(near) => finding.did_you_mean(near, Suggestion::value(Maybe, span, code, near)),
        None => finding.help(format!(
            "add it to `languages` in site.toml, which lists: {}",
            known.join(", ")
        )),
    }
}

/// Quotation marks of another keyboard around a value are words of it.
pub(crate) fn curly_quotes(span: Span, name: &str, words: &str) -> Diagnostic {
    let message =
        format!("the quotation marks around `{name}` are curly, so they belong to its words");
    let finding = RULE.at(span, message).fact("curly quotation marks");
    Diagnostic {
        severity: Severity::Note,
        ..finding
    }
    .help(format!("if they do not, write {name}: \"{words}\""))
}

/// `lang` says one language, and the file's name or its folder another.
pub(crate) fn other_language(span: Span, code: &str, what: &str, other: &str) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("this page says that it is in `{code}`, and {what} says `{other}`"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
    .help(format!(
        "`{code}` is taken; if that is wrong, write {other} here, or else rename or move the file"
    ))
}

/// The file's name says one language, and its folder another.
pub(crate) fn two_languages(span: Span, suffix: &str, folder: &str) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("this page's name says that it is in `{suffix}`, and its folder says `{folder}`"),
    );
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
    .help(format!(
        "`{suffix}` is taken; if that is wrong, take `.{suffix}` out of the name, or else move the file"
    ))
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
