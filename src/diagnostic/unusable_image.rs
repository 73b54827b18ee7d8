//! A picture that cannot be published.

use crate::diagnostic::few::few;
use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::limits::PICTURE_FILE;
use crate::model::failure;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unusable-image",
    severity: Severity::Error,
    about: "A picture, shown or linked, that browsers cannot show, or from which camera and place cannot be taken \
            out: it is not published. Or a drawing that names a file or an address outside itself, which no picture \
            in a page may load: it is published without that.",
};

/// A picture that a drawing names and does not hold. `addresses` are those that it names.
pub(crate) fn picture_elsewhere(place: Span, path: &str, addresses: &[&str]) -> Diagnostic {
    let message = format!(
        "`{path}` names {}, which no picture in a page may load, so it is shown without it",
        quoted(addresses)
    );
    RULE.at(place, message).help(
        "put the picture into the drawing where it is made, and save it again: in Inkscape mark it, and take \
         Extensions, Images, Embed Images",
    )
}

/// As [`picture_elsewhere`], of colors, masks and the like.
pub(crate) fn look_elsewhere(place: Span, path: &str, addresses: &[&str]) -> Diagnostic {
    let message = format!(
        "`{path}` takes a part of its look from {}, which no picture in a page may load",
        quoted(addresses)
    );
    RULE.at(place, message)
        .help("save the drawing as plain SVG with all that it needs, or as PNG")
}

/// As [`picture_elsewhere`], of fonts. A warning, since another font is taken.
pub(crate) fn font_elsewhere(place: Span, path: &str, addresses: &[&str]) -> Diagnostic {
    let message = format!(
        "`{path}` takes fonts or styles from {}, which no picture in a page may load, so others are shown",
        quoted(addresses)
    );
    Diagnostic {
        severity: Severity::Warning,
        ..RULE.at(place, message)
    }
    .help(
        "where the drawing is made turn its words into paths, or save it as PNG, to keep its look",
    )
}

/// As [`picture_elsewhere`], of links. A note, since a picture in a page has none anyway.
pub(crate) fn link_elsewhere(place: Span, path: &str, addresses: &[&str]) -> Diagnostic {
    let message = format!(
        "in `{path}` words link to {}, and pictures in pages have no links",
        quoted(addresses)
    );
    Diagnostic {
        severity: Severity::Note,
        ..RULE.at(place, message)
    }
    .help("link to it in the text beside the picture, if readers need it")
}

fn quoted(addresses: &[&str]) -> String {
    let shown = addresses.iter().map(|address| format!("`{address}`"));
    few(shown, ", ")
}

/// `problem` is a sentence about the picture, `help` says what to do about it.
pub(crate) fn problem(span: Span, path: &str, problem: &str, help: &str) -> Diagnostic {
    RULE.at(span, format!("`{path}` cannot be shown: {problem}"))
        .help(help)
}

pub(crate) fn too_many_bytes(span: Span, path: &str, bytes: u64) -> Diagnostic {
    let message = format!(
        "`{path}` is too large for a picture: {} MB, where {} are the most",
        bytes >> 20,
        PICTURE_FILE.most_in_words()
    );
    RULE.at(span, message)
        .help("make it smaller: 2,000 pixels across are enough for a page")
}

/// As [`problem`], of a picture that pages link to and none shows.
pub(crate) fn linked(span: Span, path: &str, problem: &str, help: &str) -> Diagnostic {
    RULE.at(span, format!("`{path}` cannot be published: {problem}"))
        .help(help)
}

/// A file of another kind that a page wants to show.
pub(crate) fn no_picture(span: Span, path: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    RULE.at(span, format!("`{path}` cannot be shown: it is no picture"))
        .help(format!("take the `!` away to link to it: [{name}]({name})"))
}

pub(crate) fn unreadable(span: Span, path: &str, error: &anyhow::Error) -> Diagnostic {
    RULE.at(
        span,
        format!("`{path}` cannot be read: {}", failure::reasons(error)),
    )
    .help("see who may read it, and whether it is still there")
}
