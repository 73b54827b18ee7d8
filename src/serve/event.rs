//! What a page that is shown in a browser is told of a change.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, count};
use crate::report::overlay::{self, Finding, Location};
use crate::serve::published::Published;

/// The most causes of findings that a page draws. More are only counted.
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
    let moved_to = redirect.or_else(|| {
        if exists {
            None
        } else {
            published.moves.follow(path)
        }
    });
    let editor = published.editor.as_ref();
    // Findings of the page that is shown come first, so it has to be known which source it comes from.
    let origin = shown.and_then(|shown| {
        let origin = shown.output.origin(path)?;
        overlay::locate(&[origin], &shown.sources, editor).pop()
    });
    let count = |severity| count(&published.findings, severity);
    let findings = in_order(published, origin.as_ref());
    let sources = &published.sources;
    let message = Message {
        is_new,
        is_stale: published.is_stale(),
        failure: published.failure.as_deref(),
        notice: published.notice.as_deref(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        findings: overlay::overlay(findings, sources, editor, MOST_FINDINGS),
        page: Page {
            exists,
            moved_to,
            origin,
        },
    };
    serde_json::to_string(&message).unwrap_or_else(|_| "{}".to_owned())
}

/// The findings in the order in which to draw them: errors, warnings, notes; of each those of the
/// page's own file first.
fn in_order<'a>(
    published: &'a Published,
    origin: Option<&Location>,
) -> impl Iterator<Item = &'a Diagnostic> {
    let own = origin.and_then(|origin| published.sources.find(&origin.path));
    let is_own = move |finding: &Diagnostic| Some(finding.span.source) == own;
    let severities = [Severity::Error, Severity::Warning, Severity::Note];
    let parts = severities
        .into_iter()
        .flat_map(|one| [(one, true), (one, false)]);
    parts.flat_map(move |(severity, of_page)| {
        let findings = published.findings.iter();
        findings.filter(move |one| one.severity == severity && is_own(one) == of_page)
    })
}
