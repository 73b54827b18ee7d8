//! Footnotes as HTML.

use std::fmt::Write as _;

use super::citation::mark_id;
use super::markup::Markup;

/// The raised number that names a note; `mark` is the number of the mark whose note it is.
pub(super) fn reference(out: &mut Markup, number: usize, times: usize, mark: Option<usize>) {
    let _ = write!(
        out.out,
        "<sup class=\"footnote-reference\" id=\"{}\"><a ",
        reference_id(number, times)
    );
    if let Some(mark) = mark {
        let _ = write!(out.out, "id=\"{}\" ", mark_id(mark));
    }
    let _ = write!(out.out, "href=\"#page-note-{number}\">{number}</a></sup>");
}

/// The id of the place that names a note for the so manieth time.
fn reference_id(number: usize, times: usize) -> String {
    match times {
        1 => format!("page-noteref-{number}"),
        _ => format!("page-noteref-{number}-{times}"),
    }
}

pub(super) fn open_all(out: &mut Markup, title: &str) {
    out.open("<section class=\"footnotes\" role=\"doc-endnotes\"><h2 id=\"page-notes\">");
    out.text(title);
    out.raw("</h2>\n<ol>\n");
}

pub(super) fn open(out: &mut Markup, number: usize) {
    let _ = writeln!(out.out, "<li id=\"page-note-{number}\">");
}

/// Ends a note with the ways back to where it is named, which are called by `label`.
pub(super) fn close(out: &mut Markup, number: usize, references: usize, label: &str) {
    for times in 1..=references {
        let _ = write!(
            out.out,
            "<a class=\"footnote-back\" href=\"#{}\" role=\"doc-backlink\" aria-label=\"",
            reference_id(number, times)
        );
        out.attribute(label);
        // Several ways back are told from each other, also by those who only hear them.
        if references > 1 {
            let _ = write!(out.out, " ({times})");
        }
        out.raw("\">↩</a> ");
    }
    out.raw("</li>\n");
}
