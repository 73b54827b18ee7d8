//! Something in a page that paper cannot show as it is written.
//!
//! It is printed more simply, and everything around it as it stands: no text stops a sheet.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unprintable",
    severity: Severity::Warning,
    about: "Something in a page that paper cannot show as it is written, such as a list within nine \
            others or a picture that cannot be set. It is printed more simply.",
};

/// `place` is that of the block that is nested too deep.
pub(crate) fn deep(place: Span) -> Diagnostic {
    RULE.at(
        place,
        "so much stands within each other here that paper has no room for all its levels",
    )
    .help("put less within each other: paper shows eight levels, and what is deeper at the eighth")
}

/// `path` is that of the picture, from the content folder.
pub(crate) fn picture(place: Span, path: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("`{path}` cannot be set on paper, so its words are printed in its place"),
    )
    .help("save the picture anew as PNG, or as a plain SVG whose letters are drawn as shapes")
}

pub(crate) fn plain(place: Span) -> Diagnostic {
    RULE.at(
        place,
        "paper cannot show this in its form, so its words are printed as plain paragraphs",
    )
    .help("write it more simply, with less within each other")
}

pub(crate) fn left_out(place: Span) -> Diagnostic {
    RULE.at(
        place,
        "this cannot be printed at all, so a … stands in its place on paper",
    )
    .help("write it more simply, in plain words")
}

/// `file` is that of the sheet, `cause` what Typst says.
pub(crate) fn untagged(place: Span, file: &str, cause: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("{file} is printed, but programs that read aloud may not find their way in it: {cause}"),
    )
    .help("write the page more simply, or make the theme's template as `themes/default/print/README.md` says")
}
