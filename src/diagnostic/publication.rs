//! Pages that are withheld by their fields, their places or what cannot be read of them.

use crate::diagnostic::data_syntax;
use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::private_text::typed;
use crate::model::front_matter::Notation;
use crate::model::source::{SourceId, Span};
use crate::model::value::Data;

pub(crate) static UNCLEAR: Rule = Rule {
    name: "unclear-publishing",
    severity: Severity::Error,
    about: "A field such as `draft`, `publish` or `private` whose value is neither yes nor no, two \
            that contradict each other, fields at a place where none are read, or a field that is not known \
            here and says `private`, `draft` or the like. The page is withheld until it is clear.",
};

pub(crate) static WITHHELD: Rule = Rule {
    name: "withheld-page",
    severity: Severity::Warning,
    about: "A page that other tools hide or show to some readers only, by a field or by a name that \
            begins with `_`. It is not published here.",
};

/// A field, and how to type it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    pub(crate) field: &'a str,
    pub(crate) notation: Option<Notation>,
}

impl Place<'_> {
    fn typed(&self, value: &str) -> String {
        typed(self.notation, self.field, value)
    }
}

pub(crate) fn unclear(place: Place<'_>, value: &Data) -> Diagnostic {
    let what = match value {
        Data::String(word) => format!("\"{word}\""),
        other => other.type_name().to_owned(),
    };
    let message = format!(
        "`{}` is {what}, which is neither yes nor no, so the page is withheld",
        place.field
    );
    let (yes, no) = (place.typed("true"), place.typed("false"));
    UNCLEAR
        .at(place.span, message)
        .help(format!("write {yes} or {no}"))
}

pub(crate) fn empty(place: Place<'_>) -> Diagnostic {
    let message = format!("`{}` has no value, so the page is withheld", place.field);
    let (yes, no) = (place.typed("true"), place.typed("false"));
    WITHHELD
        .at(place.span, message)
        .help(format!("write {yes} or {no}, or take the line out"))
}

pub(crate) fn no_day(place: Place<'_>) -> Diagnostic {
    let message = format!(
        "whether `{}` has come is not known, so the page is withheld",
        place.field
    );
    WITHHELD.at(place.span, message).help(
        "take the field out, or give the site its day in site.toml: date = 2026-11-22; no clock is \
         asked, so that each build of the same files is the same",
    )
}

pub(crate) fn foreign(place: Place<'_>) -> Diagnostic {
    let message = format!(
        "by `{}` other tools hide this page, so it is withheld",
        place.field
    );
    let private = typed(place.notation, "private", "true");
    WITHHELD.at(place.span, message).help(format!(
        "take the field out to publish the page, or write {private}"
    ))
}

/// `name` is that of the field that was meant, which hides the page by being `value`.
pub(crate) fn meant(place: Place<'_>, name: &str, value: bool) -> Diagnostic {
    let message = format!(
        "`{}` reads as if it were to hide this page, and no field is called so; the page is withheld",
        place.field
    );
    let typed = typed(place.notation, name, &value.to_string());
    UNCLEAR.at(place.span, message).help(format!(
        "write {typed} to hide the page, or take the line out"
    ))
}

/// A field that nothing here reads, and that says of the page that it is hidden.
pub(crate) fn worded(place: Place<'_>, word: &str) -> Diagnostic {
    let message = format!(
        "nothing here reads `{}`, which says that this page is {word}, so the page is withheld",
        place.field
    );
    let private = typed(place.notation, "private", "true");
    UNCLEAR.at(place.span, message).help(format!(
        "write {private} to hide the page, or take the line out to publish it"
    ))
}

/// A field that would hide the page, if it did not stand within the field `outer`.
pub(crate) fn within(place: Place<'_>, outer: &str, value: &str) -> Diagnostic {
    let message = format!(
        "`{}` stands within `{outer}`, where it hides nothing, so the page is withheld",
        place.field
    );
    let typed = place.typed(value);
    let help = match place.notation {
        Some(Notation::Toml) => {
            format!("move {typed} above the first line that stands in square brackets")
        }
        _ => format!("write {typed} on a line of its own, with no space before it"),
    };
    UNCLEAR.at(place.span, message).help(help)
}

/// A field within the field `outer` that says with a word that the page is hidden.
pub(crate) fn word_within(place: Place<'_>, outer: &str, word: &str) -> Diagnostic {
    let message = format!(
        "`{}` within `{outer}` says that this page is {word}, and nothing here reads it there, so the page is withheld",
        place.field
    );
    let private = typed(place.notation, "private", "true");
    UNCLEAR.at(place.span, message).help(format!(
        "write {private} among the fields at the top to hide the page, or take the line out to publish it"
    ))
}

/// `visibility` and its like, of which the value is not known.
pub(crate) fn readers(place: Place<'_>, value: &Data) -> Diagnostic {
    let what = match value {
        Data::String(word) => format!("\"{word}\""),
        other => other.type_name().to_owned(),
    };
    let message = format!(
        "`{}` is {what}, which does not say who may read this page, so it is withheld",
        place.field
    );
    let (public, private) = (place.typed("public"), place.typed("private"));
    let (public, private) = match place.notation {
        Some(Notation::Toml) => (place.typed("\"public\""), place.typed("\"private\"")),
        _ => (public, private),
    };
    UNCLEAR
        .at(place.span, message)
        .help(format!("write {public} or {private}"))
}

/// The pages of a folder that are hidden by what its own page says.
pub(crate) fn folder(place: Place<'_>) -> Diagnostic {
    let message = format!(
        "by `{}` other tools hide the pages of this folder, so all of them are withheld",
        place.field
    );
    WITHHELD.at(place.span, message).help(
        "take it out to publish them; to hide single pages, write draft = true or draft: true in each",
    )
}

pub(crate) fn contradiction(hidden: Place<'_>, shown: Place<'_>) -> Diagnostic {
    let message = format!(
        "`{}` hides this page and `{}` publishes it, so it is withheld",
        hidden.field, shown.field
    );
    UNCLEAR
        .at(hidden.span, message)
        .note(shown.span, format!("`{}` is here", shown.field))
        .help("take one of the two out")
}

pub(crate) fn underscore(source: SourceId, notation: Option<Notation>) -> Diagnostic {
    let publish = typed(notation, "publish", "true");
    WITHHELD
        .at(
            Span::new(source, 0..0),
            "other tools make no page of a file or folder whose name begins with _, so it is withheld",
        )
        .help(format!(
            "rename it, or write {publish} in its front matter, to publish it"
        ))
}

pub(crate) fn misplaced(span: Span) -> Diagnostic {
    UNCLEAR
        .at(
            span,
            "this reads like a field that hides the page, but it stands in the text, so the page is \
             withheld",
        )
        .help(
            "put the fields at the very top of the file, between two lines ---; if it is text, \
             put it between `…`",
        )
}

/// Fields that stand below the head of the text, between lines as they are around fields.
pub(crate) fn below(span: Span) -> Diagnostic {
    data_syntax::RULE
        .at(
            span,
            "these lines read like fields, but they do not stand at the top, so they would be shown as text",
        )
        .help(
            "move them, with the lines around them, to the very top of the file; to show them as they \
             are, put four spaces before each line",
        )
}
