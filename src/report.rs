//! Draws findings for those who read them: writers at a terminal, editors, GitHub, code scanners.
//!
//! Takes the findings of every phase and the sources they point into, and writes text in one of
//! four formats, or gives the preview plain data. Each format has a file of its own here; `place` alone turns bytes into lines and
//! columns.

mod changes;
mod excerpt;
mod github;
mod json;
pub mod overlay;
mod place;
mod sarif;
mod terminal;
mod visible;

use std::cmp::Reverse;
use std::io::{self, BufWriter, Write};

use clap::ValueEnum;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Sources;
use place::Places;

pub use changes::changes;

/// Who reads a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A person at a terminal.
    Text,
    /// An editor or a script.
    Json,
    /// The log of a GitHub workflow, which shows findings beside the lines of a pull request.
    Github,
    /// A code scanner, in SARIF 2.1.0.
    Sarif,
}

/// Writes `diagnostics` to `out`, in the order given.
///
/// Every span lies in `sources`. `rules` is the list of all rules, which SARIF files carry. Only
/// text is coloured, and only with `color`. Fails when `out` does.
pub fn draw(
    format: Format,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    rules: &[&Rule],
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = Places::of(diagnostics, sources);
    let mut out = BufWriter::new(out);
    match format {
        Format::Text => terminal::draw(diagnostics, &places, color, &mut out)?,
        Format::Json => json::draw(diagnostics, &places, &mut out)?,
        Format::Github => github::draw(diagnostics, &places, &mut out)?,
        Format::Sarif => sarif::draw(diagnostics, &places, rules, &mut out)?,
    }
    out.flush()
}

/// How many findings there are: `2 errors, 1 warning, 3 notes`, without those that do not occur,
/// or `no findings`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let name = severity.name();
        match count(diagnostics, severity) {
            0 => None,
            1 => Some(format!("1 {name}")),
            many => Some(format!("{many} {name}s")),
        }
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        return "no findings".to_owned();
    }
    counts.join(", ")
}

/// Sorts by path, then byte, then severity with errors first, then rule, then message.
///
/// What is alike in all of these is sorted by its remaining parts, so that the order never depends
/// on the one in which the findings were made.
pub fn sort(diagnostics: &mut [Diagnostic], sources: &Sources) {
    let path = |d: &Diagnostic| &*sources.get(d.span.source).path;
    let place = |d: &Diagnostic| (d.span.start, Reverse(d.severity), d.rule);
    diagnostics.sort_by(|a, b| {
        path(a)
            .cmp(path(b))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.message.cmp(&b.message))
            .then_with(|| a.span.end.cmp(&b.span.end))
            .then_with(|| a.help.cmp(&b.help))
            .then_with(|| notes(a, sources).cmp(&notes(b, sources)))
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

/// Whether any finding is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

pub(crate) fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    let of_this = diagnostics.iter().filter(|d| d.severity == severity);
    of_this.count()
}

#[cfg(test)]
mod sample {
    //! One small project with findings of every severity, which each format draws in its tests.

    use crate::diagnostic::{Diagnostic, Rule, Severity};
    use crate::source::{Sources, Span};

    pub(crate) const RULES: [&Rule; 3] = [&DEAD_LINK, &DUPLICATE_ID, &UNUSED_SOURCE];

    const DEAD_LINK: Rule = Rule {
        name: "dead-link",
        severity: Severity::Error,
        about: "A link leads nowhere. Readers stop where it stands.",
    };

    const DUPLICATE_ID: Rule = Rule {
        name: "duplicate-id",
        severity: Severity::Warning,
        about: "Two pages have one id",
    };

    const UNUSED_SOURCE: Rule = Rule {
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
                .help("did you mean `[[one-to-ones]]`?"),
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
    use super::{sample, sort, summary};
    use crate::diagnostic::{Diagnostic, Severity};
    use crate::source::{Sources, Span};

    #[test]
    fn the_summary_counts_what_there_is() {
        let of = |severity, times| vec![finding(severity, "r", "m"); times];
        let (error, warning, note) = (Severity::Error, Severity::Warning, Severity::Note);
        for (findings, expected) in [
            (vec![], "no findings"),
            (of(error, 1), "1 error"),
            (of(note, 2), "2 notes"),
            (
                [of(note, 3), of(error, 2), of(warning, 1)].concat(),
                "2 errors, 1 warning, 3 notes",
            ),
        ] {
            assert_eq!(summary(&findings), expected);
        }
    }

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

    fn finding(severity: Severity, rule: &'static str, message: &str) -> Diagnostic {
        let (_, findings) = sample::project();
        Diagnostic {
            severity,
            rule,
            message: message.to_owned(),
            help: None,
            notes: Vec::new(),
            ..findings[0].clone()
        }
    }
}
