//! Text that Markdown would take out of the page without a word.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "swallowed-text",
    severity: Severity::Error,
    about: "Text that Markdown takes for something else, so that it would vanish from the page: a \
            line such as `[@a]: Start` defines a link, and a comment that is never closed hides \
            the rest of the page.",
};

/// `text` is that of the page.
pub(crate) fn definition(text: &str, span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("Markdown takes `[{label}]:` for the definition of a link, and this line vanishes"),
    )
    .help(format!("leave the colon out: [{label}]"))
    .suggest(Suggestion::within(Maybe, text, span, "]:", "]"))
}

/// As [`definition`], where the line is read as the marker that it was meant to be.
pub(crate) fn marker(span: Span, label: &str) -> Diagnostic {
    let end = span.start as usize + label.len();
    let colon = Span::new(span.source, end..end + 1);
    RULE.at(
        span,
        format!("Markdown takes `{label}:` for the definition of a link, so its colon is not read"),
    )
    .help(format!("leave the colon out: {label}"))
    .suggest(Suggestion::sure(colon, ""))
}

pub(crate) fn unclosed_comment(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this comment is never closed, and all text after it vanishes",
    )
    .help("end the comment with -->")
}
