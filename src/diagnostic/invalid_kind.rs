//! A kind of page that is to be or to do what it cannot.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::sheet::Sheet;
use crate::model::slug::slug;
use crate::model::source::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-kind",
    severity: Severity::Error,
    about: "A kind of page, in `site.toml` or in a theme, that claims what its pages cannot have: meetings \
            without a field for minutes, sheets that there are not, an icon that is no file of the theme, two abilities of which \
            one rules out the other.",
};

/// `claimed` and `had` are abilities; `is_both` tells whether one place claims them both.
pub(crate) fn exclusive(
    span: Span,
    kind: &str,
    (claimed, had): (&str, &str),
    why: &str,
    is_both: bool,
) -> Diagnostic {
    let message = format!("the kind `{kind}` cannot have `{claimed}` and `{had}` at once: {why}");
    let help = if is_both {
        format!("leave out `{claimed}` or `{had}`")
    } else {
        format!("leave out `{claimed}`, or write {had} = false below it")
    };
    RULE.at(span, message).help(help)
}

/// `known` are the files of the theme's folder `static`.
pub(crate) fn no_icon<'a>(
    icon: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let Spanned { value, span } = icon;
    let finding = RULE.at(
        *span,
        format!("there is no file `{value}` in the folder static of the theme"),
    );
    match suggest(value, known) {
        Some(near) => finding.did_you_mean(near, Suggestion::value(Maybe, *span, value, near)),
        None => finding.help(
            "put a picture into the folder static of a theme of your own, and write its whole name: icon = \"fire.svg\"",
        ),
    }
}

/// `model` is a kind that has the field.
pub(crate) fn no_field(span: Span, kind: &str, field: &str, model: Option<&str>) -> Diagnostic {
    let message = format!("the kind `{kind}` is timed, but has no field `{field}` to be timed by");
    let own = format!("fields = [{{ id = \"{field}\", type = \"number\" }}]");
    let help = match model {
        Some(model) => {
            format!("write like = \"{model}\" to begin with all that `{model}` has, or {own}")
        }
        None => format!("write {own}"),
    };
    RULE.at(span, message).help(help)
}

pub(crate) fn field_type(
    span: Span,
    kind: &str,
    field: &str,
    found: &str,
    wanted: &str,
) -> Diagnostic {
    RULE.at(
        span,
        format!(
            "the kind `{kind}` is timed, and a meeting's `{field}` cannot be of type \"{found}\""
        ),
    )
    .help(format!(
        "write type = \"{wanted}\", or call the field otherwise"
    ))
}

pub(crate) fn unknown_sheet(name: &Spanned<String>) -> Diagnostic {
    let finding = RULE.at(name.span, format!("there is no sheet `{}`", name.value));
    let known = Sheet::ALL.map(Sheet::name);
    match suggest(&name.value, known) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("write some of these: {}", known.join(", "))),
    }
}

pub(crate) fn sheet_of_meetings(span: Span, kind: &str, sheet: Sheet) -> Diagnostic {
    RULE.at(
        span,
        format!(
            "`{}` is a sheet of meetings, and pages of the kind `{kind}` are none",
            sheet.name()
        ),
    )
    .help("leave it out, or write timed = true")
}

pub(crate) fn sheet_twice(span: Span, sheet: Sheet) -> Diagnostic {
    RULE.at(span, format!("the sheet `{}` is named twice", sheet.name()))
        .help("take one of the two out")
}

pub(crate) fn no_sheets(span: Span, kind: &str) -> Diagnostic {
    RULE.at(span, format!("the kind `{kind}` names no sheet"))
        .help("name at least one, such as \"sheet\"; to have none made, write printed = false")
}

pub(crate) fn not_timed(span: Span, kind: &str, what: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("`{what}` is of use in meetings alone, and pages of the kind `{kind}` are none"),
    )
    .help("leave it out, or write timed = true")
}

pub(crate) fn unknown_model<'a>(
    like: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = format!("there is no kind `{}` to be like", like.value);
    let finding = RULE.at(like.span, message);
    match suggest(&like.value, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => {
            let known: Vec<&str> = known.collect();
            finding.help(format!("write one of these: {}", known.join(", ")))
        }
    }
}

pub(crate) fn circle(like: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "`{}` is itself like this kind, so neither has anything",
        like.value
    );
    RULE.at(like.span, message)
        .help("name a kind that stands by itself, or leave `like` out")
}

pub(crate) fn two_defaults(span: Span, kind: &str, first: &str) -> Diagnostic {
    let message = format!("a page that says no kind cannot be of `{first}` and of `{kind}`");
    RULE.at(span, message)
        .help("write default = true for one kind alone")
}

/// For a theme from before its kinds said what their pages can do, above all.
pub(crate) fn no_default_in_theme(span: Span, kind: &str) -> Diagnostic {
    RULE.at(span, "no kind of this theme is that of pages which do not say theirs")
        .help(format!(
            "write default = true and listed = false below [{kind}]; what the pages of each kind can do, \
             such as timed = true, has to stand there too"
        ))
}

pub(crate) fn no_default(span: Span) -> Diagnostic {
    RULE.at(span, "no kind is left for pages that do not say theirs")
        .help("write default = true for one of the kinds")
}

/// A field or a section, `what`, that has no id, so that nothing reads it; `name` is what it may be called.
pub(crate) fn no_id(span: Span, what: &str, name: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("this {what} of a kind has no id, so nothing reads it"),
    )
    .help(format!(
        "write what pages call it: {{ id = \"{}\", … }}",
        slug(name)
    ))
}

/// An id that no field of a page can be called.
pub(crate) fn odd_id(span: Span, id: &str) -> Diagnostic {
    let message = format!("`{id}` cannot be the name of a field");
    let right = slug(id).replace('-', "_");
    let suggestion = Suggestion::value(Maybe, span, id, &right);
    RULE.at(span, message)
        .help(format!(
            "write id = \"{right}\", and what readers see as its label"
        ))
        .suggest(suggestion.filter(|_| !right.is_empty()))
}

/// A choice among nothing.
pub(crate) fn no_choices(span: Span) -> Diagnostic {
    RULE.at(span, "this field is a choice, and there is nothing to choose among")
        .help("write what may be chosen beside it: choices = { calm = { en = \"Calm\" }, wild = { en = \"Wild\" } }")
}

/// A section or a field that an earlier one of the same kind is called as well.
pub(crate) fn twice(span: Span, what: &str, id: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("this kind has two {what}s called `{id}`, of which the last alone counts"),
    )
    .help("give one of them another id, or take it out")
}
