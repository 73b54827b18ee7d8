//! What a page that is shown in a browser is told of a change.

use serde::Serialize;

use crate::output::Output;
use crate::report::overlay::{Finding, Location};
use crate::serve::board::Published;
use crate::source::Sources;

/// The most findings that a page draws. More are only counted.
const MOST_FINDINGS: usize = 100;

#[derive(Serialize)]
struct Message<'a> {
    /// Whether the page in the browser may be of an older revision.
    is_new: bool,
    /// Whether what is shown is older than the project, which has errors.
    is_stale: bool,
    failure: Option<&'a str>,
    page: Page<'a>,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Those of this page's file first, among findings of one severity.
    findings: Vec<&'a Finding>,
}

#[derive(Serialize)]
struct Page<'a> {
    /// Whether the page is still there.
    exists: bool,
    /// Its new address, from the root, where it has one.
    moved_to: Option<&'a str>,
    /// What it is made from.
    origin: Option<Location>,
}

/// Names a revision of one run of the preview.
pub(crate) fn id(run: &str, revision: u64) -> String {
    format!("{run}.{revision}")
}

/// What to tell who shows the artifact `path`, as one line of JSON. `origin` finds the page's file.
pub(crate) fn message(
    published: &Published,
    path: &str,
    is_new: bool,
    origin: impl FnOnce(&Output, &Sources) -> Option<Location>,
) -> String {
    let shown = published.shown.as_ref();
    let exists = shown.is_some_and(|shown| shown.output.contains(path));
    let redirect = shown.and_then(|shown| shown.output.redirect(path));
    let moved_to = redirect.or_else(|| match exists {
        true => None,
        false => published.moves.follow(path),
    });
    let page = Page {
        exists,
        moved_to,
        origin: shown.and_then(|shown| origin(&shown.output, &shown.sources)),
    };
    let count = |severity| {
        let of_this = published.findings.iter();
        of_this.filter(|one| one.severity == severity).count()
    };
    let message = Message {
        is_new,
        is_stale: published.is_stale(),
        failure: published.failure.as_deref(),
        errors: count("error"),
        warnings: count("warning"),
        notes: count("note"),
        findings: first(published, page.origin.as_ref()),
        page,
    };
    serde_json::to_string(&message).unwrap_or_else(|_| "{}".to_owned())
}

/// The findings to draw: errors, warnings, notes; of each those of the page's own file first.
fn first<'a>(published: &'a Published, origin: Option<&Location>) -> Vec<&'a Finding> {
    let mut findings: Vec<&Finding> = published.findings.iter().collect();
    findings.sort_by_key(|finding| {
        let weight = ["error", "warning", "note"]
            .iter()
            .position(|severity| *severity == finding.severity);
        let elsewhere = origin.is_none_or(|origin| origin.path != finding.place.path);
        (weight, elsewhere)
    });
    findings.truncate(MOST_FINDINGS);
    findings
}
