//! Text that a sign of this or another program hides, where it is not clear what is meant.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::front_matter::Notation;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "private-text",
    severity: Severity::Error,
    about: "A sign that hides text, such as `%%`, whose other end is missing, or a comment of another \
            tool in a form or a place that cannot be read. The page is not published until it is \
            mended, since it may hold what is not for everyone.",
};

pub(crate) static HIDDEN: Rule = Rule {
    name: "hidden-text",
    severity: Severity::Warning,
    about: "Text that other tools show to nobody, or not everywhere: a line that begins with `%`, a \
            block with a condition. It is hidden, and said to be, since it may be meant to be shown.",
};

pub(crate) fn lone_percent(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this %% hides nothing, since no other in its paragraph ends what it begins",
    )
    .help(
        "put %% at both ends of what is private; around several paragraphs, each %% on a line of \
         its own; to show the signs, type \\%% or `%%`",
    )
}

pub(crate) fn unclosed(span: Span, end: &str) -> Diagnostic {
    RULE.at(span, "what this begins to hide never ends")
        .help(format!(
            "type {end} where it ends; to show the signs, put them between `…`"
        ))
}

pub(crate) fn shown_comment(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this looks like a comment, but it is in a form that would be shown",
    )
    .help(
        "leave an empty line before it, and no round brackets within: [//]: # (text); or write \
         <!-- text -->",
    )
}

/// The head of a comment as it was mistyped or mangled.
pub(crate) fn broken_comment(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "this looks like the beginning of a comment, but its signs are other ones, so all of it would be shown",
    )
    .help(
        "write it as <!-- text -->, with two plain hyphens and no space within the signs; to show the \
         signs, put them between `…`",
    )
}

/// A block that would be hidden, and holds nothing.
pub(crate) fn empty_block(span: Span) -> Diagnostic {
    RULE.at(span, "nothing stands in this block, so it hides nothing")
        .help("put four spaces before each line that is private, or write it as <!-- text -->")
}

pub(crate) fn class(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "words, headings and blocks are not hidden by their class here",
    )
    .help("put %% at both ends of what is private, or write it as <!-- text -->")
}

/// A tag, a shortcode or a class whose name says that what it holds is not for everyone.
pub(crate) fn named(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "by its name this is not for everyone, and nothing here hides what stands in it, so the page is withheld",
    )
    .help(
        "for the facilitator, write it as a quotation that begins with a marker: > [!FACILITATOR] text; for \
         nobody, write it as <!-- text -->; to show it to all, give it another name",
    )
}

pub(crate) fn unseen(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "HTML that is hidden like this would be shown here, and be in the file anyway",
    )
    .help("write it as <!-- text --> if it is private; else take `hidden` or the style out")
}

pub(crate) fn unclear(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "what is hidden on this page cannot be told: this is left when all that is hidden is taken out",
    )
    .help("hide each private stretch by itself, as <!-- text -->")
}

pub(crate) fn in_field(span: Span, field: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{field}` holds a comment, and fields have none"),
    )
    .help("take the comment out; the text of the page may hold it, between %% and %%")
}

pub(crate) fn percent_line(span: Span) -> Diagnostic {
    HIDDEN
        .at(span, "this line begins with %, and is hidden as a comment, like any other such line of the page")
        .help("write it as <!-- text --> if it is private; to show it, type \\% at its head")
}

pub(crate) fn conditional(span: Span) -> Diagnostic {
    HIDDEN
        .at(
            span,
            "other tools show this under a condition only, so it is hidden here",
        )
        .help("take the signs around it out to show it; as it is, nobody sees it")
}

pub(crate) fn glued(span: Span) -> Diagnostic {
    HIDDEN
        .at(
            span,
            "this %% stands right behind a number or an address, and hides what follows",
        )
        .help("type \\%% at both places to show it; a space before %% says that it is to hide")
}

/// A text field as it is typed in the front matter of `page`, whose notation its first line says.
pub(crate) fn typed_in(page: &str, field: &str, value: &str) -> String {
    Notation::of(page).field(field, format!("\"{value}\""))
}

/// How a field is written in front matter of this notation.
pub(crate) fn typed(notation: Option<Notation>, field: &str, value: &str) -> String {
    notation.unwrap_or(Notation::Yaml).field(field, value)
}
