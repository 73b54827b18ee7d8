//! What the commands have in common on a terminal.

use std::io::{self, IsTerminal, Write};

use groundwork::check::RULES;
use groundwork::diagnostic::{Diagnostic, Severity};
use groundwork::report::{self, Format};
use groundwork::source::Sources;

/// Whether to write colours to a stream: on a terminal, unless `NO_COLOR` is set.
pub fn colours(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Writes findings to standard error, notes aside, and a line that counts all.
///
/// # Errors
/// When standard error is closed.
pub fn explain(findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
    show(findings, sources)?;
    if !findings.is_empty() {
        let notes = findings.iter().any(|one| one.severity == Severity::Note);
        let hint = if notes {
            "; groundwork check shows the notes"
        } else {
            ""
        };
        writeln!(io::stderr(), "{}{hint}", report::summary(findings))?;
    }
    Ok(())
}

/// Writes findings to standard error, notes aside.
///
/// # Errors
/// When standard error is closed.
pub fn show(findings: &[Diagnostic], sources: &Sources) -> io::Result<()> {
    let serious: Vec<Diagnostic> = findings
        .iter()
        .filter(|finding| finding.severity > Severity::Note)
        .cloned()
        .collect();
    let mut out = io::stderr().lock();
    let colour = colours(&out);
    report::draw(Format::Text, &serious, sources, RULES, colour, &mut out)
}

/// `1 page`, `2 pages`.
pub fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}
