//! A citation style that cannot be used, or gives up on something.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::invalid_setting;
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::model::source::{Span, Spanned};

pub(crate) static RULE: Rule = Rule {
    name: "citation-style",
    severity: Severity::Warning,
    about: "A citation style that stops at one work or at the sources of one page, which are shown in a plainer style then; one \
            whose name is also that of a file of yours; one whose marks show no pages; or one that a page asks for and cannot be \
            used.",
};

/// What `wanted` names cannot be used at all; `message` says why.
pub(crate) fn unusable(wanted: &Spanned<String>, message: &str) -> Diagnostic {
    invalid_setting::citation_style(wanted.span, message)
}

/// The same of a page, which then cites as the site does.
pub(crate) fn unusable_on_page(wanted: &Spanned<String>, message: &str) -> Diagnostic {
    let mut finding = RULE.at(
        wanted.span,
        format!("{message}; the page cites in the style of the site"),
    );
    finding.severity = Severity::Error;
    finding
}

/// The marks of the style of a site show no places, though some name one.
pub(crate) fn unshown_places(wanted: &Spanned<String>) -> Diagnostic {
    let mut finding = RULE.at(
        wanted.span,
        format!("marks in the style `{}` show no pages or chapters, so these stand in the list of sources", wanted.value),
    );
    finding.severity = Severity::Note;
    finding.help("nothing is lost; a style such as \"ieee\" or \"apa\" shows them in the text")
}

/// `wanted` names a style that the program has, and the file at `path` has that name too.
pub(crate) fn namesake(wanted: &Spanned<String>, path: &str) -> Diagnostic {
    let name = &wanted.value;
    RULE.at(
        wanted.span,
        format!("two citation styles are called `{name}`: one that comes with groundwork, which is used, and content/{path}"),
    )
    .help(format!("write \"{path}\" to use yours, or give the file another name"))
    .suggest(Suggestion::value(Applicability::Maybe, wanted.span, name, path))
}

/// The style gives up on the record that is named at `place`.
pub(crate) fn stops_at_work(place: Span, id: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("the citation style stops at `{id}`, so that it is shown in a plainer one"),
    )
    .fact("the citation style stops at a work")
    .help(OTHER)
}

/// The style gives up on the marks of a page together.
pub(crate) fn stops_at_page(place: Span, title: &str) -> Diagnostic {
    RULE.at(
        place,
        format!("the citation style stops at the sources of the page “{title}”, so that they are shown in a plainer one"),
    )
    .fact("the citation style stops at the sources of a page")
    .help(OTHER)
}

const OTHER: &str = "take the file of the style from https://www.zotero.org/styles, or name another style below [citations] in \
                     site.toml";
