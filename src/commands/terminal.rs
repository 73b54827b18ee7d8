//! What the commands have in common on a terminal.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};

use anyhow::Context as _;
use groundwork::check::RULES;
use groundwork::diagnostic::{Diagnostic, Severity};
use groundwork::model::source::Sources;
use groundwork::report::{self, Format};

/// Whether to write colours to a stream: on a terminal, unless `NO_COLOR` is set.
pub(super) fn colours(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes a line to standard output.
///
/// # Errors
/// When it cannot be written, as on a full disk; not when its reader has gone away.
pub(super) fn say(line: impl Display) -> anyhow::Result<()> {
    told(writeln!(io::stdout().lock(), "{line}"))
}

/// Takes it for well done where the reader of standard output has gone away, as `head` does when it has
/// seen enough.
///
/// # Errors
/// Any other that writing gave.
pub(super) fn told(written: io::Result<()>) -> anyhow::Result<()> {
    match written.and_then(|()| io::stdout().flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write what there is to say"),
    }
}

/// Writes a line to standard error. Where that cannot be written to, nobody is there to be told.
pub(super) fn warn(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes findings to standard error, notes aside, and a line that counts all.
///
/// # Errors
/// When standard error is closed.
pub(super) fn explain(findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
    show(findings, sources)?;
    if findings.is_empty() {
        return Ok(());
    }
    let hint = notes_hint(findings).map_or_else(String::new, |hint| format!("; {hint}"));
    writeln!(io::stderr(), "{}{hint}", report::verdict(findings))
}

/// Where to see the notes, if there are any.
pub(super) fn notes_hint(findings: &[Diagnostic]) -> Option<&'static str> {
    let mut findings = findings.iter();
    findings
        .any(|one| one.severity == Severity::Note)
        .then_some("groundwork check --notes shows the notes")
}

/// The findings that ask for something.
pub(super) fn without_notes(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let serious = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note);
    serious.cloned().collect()
}

/// Writes findings to standard error, notes aside.
///
/// # Errors
/// When standard error is closed.
pub(super) fn show(findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
    let mut out = io::stderr().lock();
    let colour = colours(&out);
    let serious = without_notes(findings);
    report::draw(Format::Text, &serious, sources, RULES, colour, &mut out)
}

/// `1 page`, `2 pages`.
pub(super) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
