//! An entry of `[[upstream]]` in `site.toml` that cannot be used as it is.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::{Applicability, Suggestion};
use crate::limits;
use crate::model::layer::Hiding;
use crate::model::source::{Span, Spanned};
use crate::model::value::Data;

pub(crate) static RULE: Rule = Rule {
    name: "unusable-upstream",
    severity: Severity::Error,
    about: "A handbook beneath this one, `[[upstream]]` in `site.toml`, that is not there or cannot be built on, \
            so that its pages are missing from the site; or a handbook that asks for a newer groundwork with `requires`.",
};

pub(crate) static UNKNOWN_HIDDEN: Rule = Rule {
    name: "unknown-hidden-page",
    severity: Severity::Warning,
    about: "`hide` in `site.toml` names a page that the handbook beneath does not have: it is misspelled, or the \
            page has gone there.",
};

/// Why a folder cannot be built on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// There is nothing at the path.
    Missing,
    /// It is a file, such as an archive.
    File,
    /// It is a folder without a `site.toml`.
    NoProject,
    /// It is the project itself.
    Itself,
    /// It is built on a project that is built on it; the folders on the way, in order.
    Circle(Vec<String>),
    /// It lies in the folder of our own pages.
    InContent,
    /// Our own project lies in the folder of its pages.
    InTheirs,
    /// The system refuses it, with its reason.
    Unreadable(String),
    /// Another entry names the same folder.
    Twice,
    /// There are more of them than may be.
    TooMany,
    /// It is for a newer program than this one.
    Newer(String),
}

/// At our entry `span`, with which the project at `path` comes. `through` is the folder of the project that
/// names it, where that is not ours.
pub(crate) fn finding(span: Span, path: &str, why: &Unusable, through: Option<&str>) -> Diagnostic {
    let (message, help) = said(path, why);
    let message = match through {
        Some(folder) => format!("{folder} is built on another handbook: {message}"),
        None => message,
    };
    RULE.at(span, message).help(help)
}

fn said(path: &str, why: &Unusable) -> (String, String) {
    let a_folder = "name the folder that holds its site.toml, seen from yours: path = \"upstream\"";
    match why {
        Unusable::Missing if path.contains("://") => (
            format!("`{path}` is an address, not a folder"),
            "fetch it beside your folder `content`, for example with: git clone ADDRESS upstream; and write path = \"upstream\""
                .to_owned(),
        ),
        Unusable::Missing => (
            format!("there is no folder `{path}`"),
            "put the other handbook there, or name the folder where it is; a submodule is fetched with: \
             git submodule update --init"
                .to_owned(),
        ),
        Unusable::File => (format!("`{path}` is a file, not a folder"), of_a_file(path)),
        Unusable::NoProject => (
            format!("the folder `{path}` holds no site.toml, so it is no handbook of groundwork"),
            a_folder.to_owned(),
        ),
        // What it says and what to do about it stand together, for whoever changes either.
        Unusable::Itself => (
            "a handbook cannot be built on itself".to_owned(),
            a_folder.to_owned(),
        ),
        Unusable::Circle(way) => (
            format!("these handbooks are built on each other in a circle: {}", way.join(", then ")),
            "take one of their [[upstream]] entries out".to_owned(),
        ),
        Unusable::InContent => (
            format!("`{path}` lies in the folder of your own pages, so its pages would be read as yours"),
            "move it beside the folder `content`, for example to `upstream`".to_owned(),
        ),
        Unusable::Unreadable(reason) => (
            format!("the handbook in `{path}` cannot be read: {reason}"),
            "see who may read it, and whether it is still there".to_owned(),
        ),
        Unusable::InTheirs => (
            format!("this handbook lies in the folder of the pages of `{path}`, so its pages would be read as those of that one too"),
            "move this handbook out of that folder, for example beside the other".to_owned(),
        ),
        Unusable::Twice => (
            format!("`{path}` is named twice"),
            "take one of the two entries out".to_owned(),
        ),
        Unusable::TooMany => (
            format!(
                "more than {} handbooks lie beneath this one, so `{path}` is left out",
                limits::UPSTREAMS.most
            ),
            "build on fewer of them".to_owned(),
        ),
        Unusable::Newer(version) => newer(&format!("the handbook in `{path}`"), version),
    }
}

/// What to name in place of a file: what comes of an archive, or the folder in which any other file lies.
fn of_a_file(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
    let is_archive = [".zip", ".tar", ".gz", ".tgz", ".xz", ".7z"]
        .iter()
        .any(|ending| path.to_ascii_lowercase().ends_with(ending));
    match folder {
        _ if is_archive => "unpack it, and name the folder that comes of it".to_owned(),
        "." | "" => {
            "name the folder of the other handbook, seen from yours: path = \"upstream\"".to_owned()
        }
        folder => format!("name the folder in which it lies: path = \"{folder}\""),
    }
}

/// A project of ours that is for a newer program than this one.
pub(crate) fn own_requires(requires: &Spanned<String>) -> Diagnostic {
    let (message, help) = newer("this handbook", &requires.value);
    RULE.at(requires.span, message).help(help)
}

fn newer(what: &str, version: &str) -> (String, String) {
    let own = env!("CARGO_PKG_VERSION");
    (
        format!("{what} is for groundwork {version} or later, and this is {own}"),
        "install the newer groundwork; until then some of it may be shown wrongly".to_owned(),
    )
}

/// What stands for `requires` is no version.
pub(crate) fn no_version(requires: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a version of groundwork", requires.value);
    let own = env!("CARGO_PKG_VERSION");
    RULE.at(requires.span, message)
        .help(format!("write numbers with dots: requires = \"{own}\""))
}

pub(crate) fn no_path(span: Span) -> Diagnostic {
    RULE.at(span, "this does not say where the other handbook is")
        .help("write below [[upstream]]: path = \"upstream\"")
}

pub(crate) fn no_table(span: Span, data: &Data) -> Diagnostic {
    let named = match data {
        Data::String(path) => path.as_str(),
        _ => "upstream",
    };
    RULE.at(span, "`upstream` takes a table for each handbook")
        .help(format!(
            "write two lines at the end of site.toml: [[upstream]] and path = \"{named}\""
        ))
}

/// A page that is hidden under an id that it had before.
pub(crate) fn hidden_renamed(id: &Spanned<String>, hiding: &Hiding, now: &str) -> Diagnostic {
    let message = format!("{} calls the page `{}` now `{now}`", hiding.name, id.value);
    let edit = Suggestion::value(Applicability::Maybe, id.span, &id.value, now);
    Diagnostic {
        severity: Severity::Note,
        ..UNKNOWN_HIDDEN.at(id.span, message)
    }
    .help(format!("it stays hidden; write \"{now}\" in `hide`"))
    .suggest(edit)
}

/// `known` are the ids of the pages that could be hidden.
pub(crate) fn unknown_hidden<'a>(
    id: &Spanned<String>,
    hiding: &Hiding,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("{} has no page `{}` to hide", hiding.name, id.value);
    let finding = UNKNOWN_HIDDEN.at(id.span, message);
    match suggest(&id.value, known) {
        Some(near) => {
            let edit = Suggestion::value(Applicability::Maybe, id.span, &id.value, near);
            finding.did_you_mean(near, edit)
        }
        None => finding.help("take it out of `hide`, or write the id of a page of that handbook"),
    }
}
