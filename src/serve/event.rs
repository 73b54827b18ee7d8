//! What a page that is shown in a browser is told of a change.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report;
use crate::report::overlay::{self, Finding, Location};
use crate::serve::board::Published;

/// The most findings that a page draws. More are only counted.
const MOST_FINDINGS: usize = 60;

#[derive(Serialize)]
struct Message<'a> {
    /// Whether the page in the browser may be of an older revision.
    is_new: bool,
    /// Whether what is shown is older than the project, which has errors.
    is_stale: bool,
    failure: Option<&'a str>,
    /// What to know of the preview itself.
    notice: Option<&'a str>,
    page: Page<'a>,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// The first of them; of each severity those of this page's file come first.
    findings: Vec<Finding>,
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

/// What to tell who shows the artifact `path`, as one line of JSON.
pub(crate) fn message(published: &Published, path: &str, is_new: bool) -> String {
    let shown = published.shown.as_ref();
    let exists = shown.is_some_and(|shown| shown.output.contains(path));
    let redirect = shown.and_then(|shown| shown.output.redirect(path));
    let moved_to = redirect.or_else(|| match exists {
        true => None,
        false => published.moves.follow(path),
    });
    let editor = published.editor.as_ref();
    let origin = shown.and_then(|shown| {
        let origin = shown.output.origin(path)?;
        overlay::locate(&[origin], &shown.sources, editor).pop()
    });
    let count = |severity| report::count(&published.findings, severity);
    let first = first(published, origin.as_ref());
    let message = Message {
        is_new,
        is_stale: published.is_stale(),
        failure: published.failure.as_deref(),
        notice: published.notice.as_deref(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        findings: overlay::overlay(&first, &published.sources, editor),
        page: Page {
            exists,
            moved_to,
            origin,
        },
    };
    serde_json::to_string(&message).unwrap_or_else(|_| "{}".to_owned())
}

/// The findings to draw: errors, warnings, notes; of each those of the page's own file first.
fn first(published: &Published, origin: Option<&Location>) -> Vec<Diagnostic> {
    let own = origin.and_then(|origin| published.sources.find(&origin.path));
    let mut first: Vec<&Diagnostic> = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        for is_own in [true, false] {
            let findings = published
                .findings
                .iter()
                .filter(|one| one.severity == severity && (Some(one.span.source) == own) == is_own);
            first.extend(findings.take(MOST_FINDINGS - first.len()));
        }
    }
    first.into_iter().cloned().collect()
}
