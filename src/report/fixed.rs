//! Says what `check --fix` has done: a line for each finding whose suggestion is sure.
//!
//! Lines and columns are those of the files as they were before. The list goes before the findings that
//! remain; JSON has it within its one object.

use std::io::{self, Write};

use serde::Serialize;

use super::place::{Place, Places, Unit};
use super::visible::visible_line;
use crate::diagnostic::fixes::{Left, Outcome};
use crate::model::source::Sources;

/// What was done, and the sources as they were before.
pub struct Fixed {
    /// One for each finding whose suggestion is sure, in the order of the findings.
    pub outcomes: Vec<Outcome>,
    /// The texts before the edits, into which the findings point.
    pub sources: Sources,
}

/// An outcome as JSON has it.
#[derive(Serialize)]
pub(super) struct Fix<'a> {
    rule: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    fixed: bool,
    /// Why it was left as it is.
    reason: Option<&'a str>,
}

/// The outcomes in their order.
pub(super) fn fixes(fixed: &Fixed) -> Vec<Fix<'_>> {
    let spans = fixed.outcomes.iter().map(|outcome| outcome.finding.span);
    let places = Places::at(spans, &fixed.sources);
    let outcomes = fixed.outcomes.iter().map(|outcome| {
        let finding = &outcome.finding;
        let Place { line, column, .. } = places.place(finding.span, Unit::Characters);
        Fix {
            rule: finding.rule.name,
            path: places.path(finding.span),
            line,
            column,
            message: &finding.message,
            fixed: outcome.left.is_none(),
            reason: outcome.left.as_ref().map(Left::words),
        }
    });
    outcomes.collect()
}

/// Writes a line for each outcome, and one that counts them.
///
/// # Errors
/// When `out` fails.
pub fn draw_fixed(fixed: &Fixed, out: &mut dyn Write) -> io::Result<()> {
    for fix in fixes(fixed) {
        let Fix {
            rule, line, column, ..
        } = fix;
        let (path, message) = (visible_line(fix.path), visible_line(fix.message));
        let what = if fix.fixed { "fixed" } else { "left" };
        write!(out, "{what} {path}:{line}:{column} [{rule}] {message}")?;
        match fix.reason {
            Some(reason) => writeln!(out, ": {}", visible_line(reason))?,
            None => writeln!(out)?,
        }
    }
    let left = fixed.outcomes.iter().filter(|one| one.left.is_some());
    let left = left.count();
    let done = fixed.outcomes.len() - left;
    match (done, left) {
        (0, 0) => writeln!(out, "nothing was fixed: no suggestion is sure\n"),
        (_, 0) => writeln!(out, "{done} fixed\n"),
        _ => writeln!(out, "{done} fixed, {left} left\n"),
    }
}
