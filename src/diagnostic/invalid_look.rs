//! A logo, an accent or an address for suggestions that cannot be used. The rule is `invalid-setting`.

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::invalid_setting::RULE;
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) fn no_colour(span: Span, text: &str) -> Diagnostic {
    let hashed = format!("#{text}");
    let is_hex = matches!(text.len(), 3 | 6) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    RULE.at(span, format!("`{text}` is no color"))
        .help("write a color such as accent = \"#a32a17\" or accent = \"darkred\"")
        .suggest(
            Some(hashed)
                .filter(|_| is_hex)
                .and_then(|hashed| Suggestion::value(Maybe, span, text, &hashed)),
        )
}

/// `known` are the paths of the pictures that there are.
pub(crate) fn no_logo<'a>(
    span: Span,
    path: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no picture `{path}` for the logo"));
    match suggest(path, known) {
        Some(near) => finding.did_you_mean(near, Suggestion::value(Maybe, span, path, near)),
        None => finding.help(
            "put the picture into the folder content, and write its path from there: logo = \"pictures/logo.svg\"",
        ),
    }
}

pub(crate) fn logo_is_no_picture(span: Span, path: &str) -> Diagnostic {
    RULE.at(span, format!("the logo `{path}` is no picture"))
        .help(
            "name a picture: a file of the kind SVG, PNG, JPEG, GIF or WebP in the folder content",
        )
}

pub(crate) fn feedback(span: Span, address: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{address}` is no address to which somebody can write"),
    )
    .help("write feedback = \"mailto:book@example.org\", or an address that begins with https://")
    .suggest(
        Some(format!("mailto:{address}"))
            .filter(|_| address.contains('@') && !address.contains([':', ' ']))
            .and_then(|whole| Suggestion::value(Maybe, span, address, &whole)),
    )
}

/// `name` stands in braces, `known` are the names that may.
pub(crate) fn unknown_part(span: Span, name: &str, known: &[&str]) -> Diagnostic {
    let finding = RULE.at(
        span,
        format!("`{{{name}}}` in this address stands for nothing"),
    );
    match suggest(name, known.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{{{near}}}`?")),
        None => finding.help(format!("write one of these: {{{}}}", known.join("}, {"))),
    }
}
