//! A setting of `site.toml` that cannot be used.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::editor;
use crate::source::{Span, Spanned};

pub(crate) const RULE: Rule = Rule {
    name: "invalid-setting",
    severity: Severity::Error,
    about: "A setting of `site.toml` that has the right type but a value that cannot be used.",
};

pub(crate) fn no_title(span: Span) -> Diagnostic {
    RULE.at(span, "the site has no title")
        .help("write in site.toml: title = \"Organizing Methods\"")
}

pub(crate) fn base_url(span: Span, url: &str) -> Diagnostic {
    RULE.at(span, format!("`{url}` is not a full address"))
        .help("begin it with https:// or leave it out")
}

pub(crate) fn language(span: Span, code: &str) -> Diagnostic {
    RULE.at(span, format!("`{code}` is not a language code"))
        .help("write a code such as \"en\", \"fr\" or \"pt-BR\"")
}

pub(crate) fn language_twice(span: Span, code: &str) -> Diagnostic {
    RULE.at(span, format!("the language `{code}` is listed twice"))
        .help("delete one of the two")
}

pub(crate) fn theme_name(span: Span, name: &str) -> Diagnostic {
    RULE.at(span, format!("`{name}` is not a theme's name"))
        .help("name a folder of themes/, in letters, digits, hyphens and underscores")
}

pub(crate) fn no_such_theme(span: Span, name: &str) -> Diagnostic {
    RULE.at(span, format!("there is no theme `{name}`"))
        .help(format!(
            "make the folder themes/{name}, or write theme = \"default\""
        ))
}

pub(crate) fn citation_style(span: Span, message: &str) -> Diagnostic {
    RULE.at(span, message.to_owned())
        .help("write a numeric style such as \"ieee\" or \"vancouver\"")
}

pub(crate) fn paper(span: Span, name: &str) -> Diagnostic {
    RULE.at(span, format!("`{name}` is not a paper to print on"))
        .help("write paper = \"a4\" or paper = \"letter\"; each stands for its larger and smaller sizes too")
}

/// `known` are the ids of the site's kinds.
pub(crate) fn printed_kind(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("`{name}` is no kind of page, so nothing is printed for it"),
    );
    match nearest(name, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("write one of these: {}", known.join(", "))),
    }
}

/// What is wrong with the address of an editor, if anything is.
pub(crate) fn editor(template: &Spanned<String>) -> Option<Diagnostic> {
    let fault = editor::check(&template.value).err()?;
    Some(RULE.at(template.span, fault).help(editor::EXAMPLE))
}

pub(crate) fn menu(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("the menu names `{name}`, which is nothing here"),
    );
    match nearest(name, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(
            "name a page by its id, a list of pages such as \"methods\", or a page such as \"sources\"",
        ),
    }
}
