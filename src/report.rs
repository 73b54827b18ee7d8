//! Draws findings for those who read them: writers at a terminal, editors, GitHub, code scanners.
//!
//! Takes the findings of every phase and the sources they point into, and writes text in one of
//! four formats, or gives the preview plain data. Each format has a file of its own here; `place` alone turns bytes into lines and
//! columns. People are told a cause once (`cause`), programs each of its places.

mod cause;
mod changes;
mod excerpt;
mod fixed;
mod github;
mod gitlab;
mod json;
pub mod overlay;
mod patch;
mod place;
mod sarif;
mod status;
mod summary;
mod terminal;
mod visible;

use std::cmp::Reverse;
use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use crate::diagnostic::{Diagnostic, Rule};
use crate::model::source::Sources;
use place::Places;

pub use changes::changes;
pub use fixed::{Fixed, draw_fixed};
pub use status::{draw_changes, draw_status, draw_status_json};
pub use summary::{by_rule, summary, verdict};

/// Who reads a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A person at a terminal.
    Text,
    /// An editor or a script.
    Json,
    /// The log of a GitHub workflow, which shows findings beside the lines of a pull request.
    Github,
    /// A report of code quality, which GitLab shows beside the lines of a merge request.
    Gitlab,
    /// A code scanner, in SARIF 2.1.0.
    Sarif,
}

/// Writes `diagnostics` to `out`, in the order given.
///
/// Text tells a cause once, with its first places; all other formats hold each place. Every span lies
/// in `sources`. `rules` is the list of all rules, which SARIF files carry. Only
/// text is coloured, and only with `color`. Fails when `out` does.
pub fn draw(
    format: Format,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    rules: &[&Rule],
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = Places::locate(diagnostics, sources);
    let mut out = BufWriter::new(out);
    match format {
        Format::Text => terminal::draw(diagnostics, &places, color, &mut out)?,
        Format::Json => json::draw(diagnostics, &places, None, &mut out)?,
        Format::Github => github::draw(diagnostics, &places, &mut out)?,
        Format::Gitlab => gitlab::draw(diagnostics, &places, &mut out)?,
        Format::Sarif => sarif::draw(diagnostics, &places, rules, &mut out)?,
    }
    out.flush()
}

/// As [`draw`] in JSON, with what was mended before these were found.
///
/// # Errors
/// When `out` fails.
pub fn draw_json_fixed(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    fixed: &Fixed,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = Places::locate(diagnostics, sources);
    let mut out = BufWriter::new(out);
    json::draw(diagnostics, &places, Some(fixed), &mut out)?;
    out.flush()
}

/// As [`draw`] in text, with each place by itself, however many there are.
///
/// # Errors
/// When `out` fails.
pub fn draw_places(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = Places::locate(diagnostics, sources);
    let mut out = BufWriter::new(out);
    terminal::draw_places(diagnostics, &places, color, &mut out)?;
    out.flush()
}

/// Sorts by path, then byte, then severity with errors first, then rule, then message.
///
/// What is alike in all of these is sorted by its remaining parts, so that the order never depends
/// on the one in which the findings were made.
pub fn sort(diagnostics: &mut [Diagnostic], sources: &Sources) {
    let path = |d: &Diagnostic| &*sources.get(d.span.source).path;
    let place = |d: &Diagnostic| (d.span.start, Reverse(d.severity), d.rule.name);
    diagnostics.sort_by(|a, b| {
        path(a)
            .cmp(path(b))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| a.span.end.cmp(&b.span.end))
            .then_with(|| a.help.cmp(&b.help))
            .then_with(|| notes(a, sources).cmp(&notes(b, sources)))
            .then_with(|| edits(a).cmp(&edits(b)))
    });
}

/// All that tells the notes of two findings apart.
fn notes<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> Vec<(&'a str, u32, u32, &'a str)> {
    let notes = diagnostic.notes.iter().map(|note| {
        let path = &*sources.get(note.span.source).path;
        (path, note.span.start, note.span.end, &*note.message)
    });
    notes.collect()
}

/// All that tells the suggestions of two findings apart.
fn edits(diagnostic: &Diagnostic) -> Vec<(usize, usize, &str)> {
    let suggestion = diagnostic.suggestion.iter();
    let edits = suggestion.flat_map(|suggestion| &suggestion.edits);
    let edits = edits.map(|edit| (edit.range.start, edit.range.end, &*edit.text));
    edits.collect()
}

#[cfg(test)]
mod sample {
    //! One small project with findings of every severity, which each format draws in its tests.

    use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
    use crate::model::source::{Sources, Span};

    pub(crate) const RULES: [&Rule; 3] = [&DEAD_LINK, &DUPLICATE_ID, &UNUSED_SOURCE];

    static DEAD_LINK: Rule = Rule {
        name: "dead-link",
        severity: Severity::Error,
        about: "A link leads nowhere. Readers stop where it stands.",
    };

    static DUPLICATE_ID: Rule = Rule {
        name: "duplicate-id",
        severity: Severity::Warning,
        about: "Two pages have one id",
    };

    static UNUSED_SOURCE: Rule = Rule {
        name: "unused-source",
        severity: Severity::Note,
        about: "No page cites a source",
    };

    pub(crate) fn project() -> (Sources, Vec<Diagnostic>) {
        let mut sources = Sources::default();
        let a = sources.insert(
            "content/a.md",
            "# A\n\nSee \u{1f600} [[one-to-one]], 50%.\n",
        );
        let b = sources.insert("content/b: c.md", "+++\nid = \"a\"\n+++\n");
        let bib = sources.insert("content/sources.bib", "");
        let findings = vec![
            DEAD_LINK
                .at(Span::new(a, 14..28), "no page has the id `one-to-one`")
                .help("did you mean `[[one-to-ones]]`?")
                .suggest(Suggestion::maybe(Span::new(a, 16..26), "one-to-ones")),
            DUPLICATE_ID
                .at(
                    Span::new(b, 4..12),
                    "another page has the id `a`, 100% alike",
                )
                .note(Span::whole(a), "it takes its id from its path")
                .note(Span::new(a, 2..3), "its title"),
            UNUSED_SOURCE.at(Span::whole(bib), "no page cites `smith`"),
        ];
        (sources, findings)
    }
}

#[cfg(test)]
mod tests {
    use super::{sample, sort};
    use crate::diagnostic::{Diagnostic, Rule, Severity};
    use crate::model::source::{Sources, Span};

    #[test]
    fn findings_are_sorted_by_place_then_weight_then_words_whatever_their_first_order() {
        let mut sources = Sources::default();
        let b = sources.insert("b.md", "text");
        let a = sources.insert("a.md", "text");
        let at = |source, range, finding: Diagnostic| Diagnostic {
            span: Span::new(source, range),
            ..finding
        };
        let sorted = vec![
            at(a, 0..1, finding(Severity::Note, "z", "z")),
            at(a, 1..2, finding(Severity::Error, "z", "z")),
            at(a, 1..2, finding(Severity::Warning, "a", "z")),
            at(a, 1..2, finding(Severity::Warning, "b", "y")),
            at(a, 1..2, finding(Severity::Warning, "b", "z")),
            at(a, 1..3, finding(Severity::Warning, "b", "z")),
            at(a, 1..3, finding(Severity::Warning, "b", "z")).help("a"),
            at(a, 1..3, finding(Severity::Warning, "b", "z")).help("b"),
            at(a, 1..3, finding(Severity::Warning, "b", "z"))
                .help("b")
                .note(Span::whole(b), "n"),
            at(b, 0..1, finding(Severity::Error, "a", "a")),
        ];
        for turn in 0..sorted.len() {
            let mut findings = sorted.clone();
            findings.rotate_left(turn);
            sort(&mut findings, &sources);
            assert_eq!(findings, sorted);
            findings.reverse();
            sort(&mut findings, &sources);
            assert_eq!(findings, sorted);
        }
    }

    fn finding(severity: Severity, name: &'static str, message: &str) -> Diagnostic {
        let (_, findings) = sample::project();
        let rule = Rule {
            name,
            severity,
            about: "",
        };
        Diagnostic {
            severity,
            rule: Box::leak(Box::new(rule)),
            message: message.to_owned(),
            help: None,
            notes: Vec::new(),
            ..findings[0].clone()
        }
    }
}
