//! A setting of `site.toml` that cannot be used.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::{is_only_case, suggest};
use crate::diagnostic::suggestion::Applicability::{self, Maybe};
use crate::diagnostic::suggestion::Suggestion;
use crate::model::editor;
use crate::model::source::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-setting",
    severity: Severity::Error,
    about: "A setting of `site.toml` that has the right type but a value that cannot be used.",
};

pub(crate) fn no_title(span: Span) -> Diagnostic {
    RULE.at(span, "the site has no title")
        .help("write in site.toml: title = \"Organizing Methods\"")
}

pub(crate) fn base_url(span: Span, url: &str) -> Diagnostic {
    let finding = RULE.at(span, format!("`{url}` is not a full address"));
    if url.contains("://") {
        return finding.help(
            "write all of it, without spaces: base_url = \"https://example.org/handbook/\"; or leave it out",
        );
    }
    finding
        .help("begin it with https:// or leave it out")
        .suggest(
            Some(format!("https://{url}"))
                .filter(|_| url.contains('.') && !url.contains(':'))
                .and_then(|whole| Suggestion::value(Maybe, span, url, &whole)),
        )
}

pub(crate) fn language(span: Span, code: &str) -> Diagnostic {
    RULE.at(span, format!("`{code}` is not a language code"))
        .help("write a code such as \"en\", \"fr\" or \"pt-BR\"")
        .suggest(
            Some(code.replace('_', "-"))
                .filter(|hyphened| hyphened != code)
                .and_then(|hyphened| Suggestion::value(Maybe, span, code, &hyphened)),
        )
}

pub(crate) fn language_twice(span: Span, code: &str) -> Diagnostic {
    RULE.at(span, format!("the language `{code}` is listed twice"))
        .help("take one of the two out")
}

pub(crate) fn theme_name(span: Span, name: &str) -> Diagnostic {
    RULE.at(span, format!("`{name}` is not a theme's name"))
        .help("name a folder of themes/, in letters, digits, hyphens and underscores")
}

/// `known` are the names of themes.
pub(crate) fn no_such_theme(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no theme `{name}`"));
    match suggest(name, known.iter().copied()) {
        Some(near) => finding.did_you_mean(near, respelled(span, name, near, known)),
        None => finding.help(format!(
            "make the folder themes/{name}, or write theme = \"default\""
        )),
    }
}

pub(crate) fn citation_style(span: Span, message: &str) -> Diagnostic {
    RULE.at(span, message.to_owned())
        .help("write a style such as \"apa\", \"chicago-notes\" or \"ieee\"")
}

pub(crate) fn uncited(span: Span, word: &str) -> Diagnostic {
    let message = format!("sources that no page cites can be hidden or listed, not `{word}`");
    RULE.at(span, message)
        .help("type \"hide\", which leaves them out of the site, or \"list\"")
}

pub(crate) fn clock(span: Span) -> Diagnostic {
    RULE.at(span, "a clock has 12 hours or 24")
        .help("write clock = 12 for 7:00 pm, or clock = 24 for 19:00")
}

pub(crate) fn paper(span: Span, name: &str) -> Diagnostic {
    RULE.at(span, format!("`{name}` is not a paper to print on"))
        .help("write paper = \"a4\" or paper = \"letter\"; each stands for its larger and smaller sizes too")
        .suggest(
            suggest(name, ["a4", "letter"])
                .and_then(|near| Suggestion::value(Maybe, span, name, near)),
        )
}

/// `known` are the ids of the site's kinds.
pub(crate) fn printed_kind(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("`{name}` is no kind of page, so nothing is printed for it"),
    );
    match suggest(name, known.iter().copied()) {
        Some(near) => finding.did_you_mean(near, respelled(span, name, near, known)),
        None => finding.help(format!("write one of these: {}", known.join(", "))),
    }
}

/// A name of `known` in the place of one that is near it; sure where only capital letters differ.
pub(super) fn respelled(span: Span, name: &str, near: &str, known: &[&str]) -> Option<Suggestion> {
    let is_sure = is_only_case(name, near, known.iter().copied());
    Suggestion::value(Applicability::of(is_sure), span, name, near)
}

/// What is wrong with the address of an editor, if anything is.
pub(crate) fn editor(template: &Spanned<String>) -> Option<Diagnostic> {
    let fault = editor::check(&template.value).err()?;
    Some(RULE.at(template.span, fault).help(editor::EXAMPLE))
}
