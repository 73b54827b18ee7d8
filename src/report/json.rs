//! Findings for editors and scripts.
//!
//! Takes findings and the line indexes, and writes one JSON object. `format` is the version of this
//! shape and grows when a reader of the old one would stumble. Columns count characters, `start`
//! and `end` bytes; an end is the first place after the span.

use std::io::{self, Write};

use serde::Serialize;

use super::fixed::{Fix, Fixed, fixes};
use super::place::{Place, Places, Unit};
use crate::diagnostic::{Diagnostic, Related, Severity, Suggestion, count};
use crate::model::source::Span;

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    /// What `--fix` has done, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<Vec<Fix<'a>>>,
    findings: Vec<Finding<'a>>,
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: u32,
    end: u32,
    message: &'a str,
    help: Option<&'a str>,
    notes: Vec<Note<'a>>,
    suggestion: Option<Edits<'a>>,
}

/// What could be typed instead: edits of one file, by place.
#[derive(Serialize)]
struct Edits<'a> {
    /// `sure`, or `maybe` where the writer decides.
    applicability: &'a str,
    path: &'a str,
    edits: Vec<OneEdit<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OneEdit<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Note<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// `fixed` is what was mended before these were found, where that was asked for.
pub(crate) fn draw(
    diagnostics: &[Diagnostic],
    places: &Places,
    fixed: Option<&Fixed>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings = diagnostics.iter().map(|d| finding(d, places));
    let report = Report {
        format: 1,
        fixes: fixed.map(fixes),
        findings: findings.collect(),
        errors: count(diagnostics, Severity::Error),
        warnings: count(diagnostics, Severity::Warning),
        notes: count(diagnostics, Severity::Note),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn finding<'a>(diagnostic: &'a Diagnostic, places: &Places<'a>) -> Finding<'a> {
    let Place {
        line,
        column,
        end_line,
        end_column,
    } = places.place(diagnostic.span, Unit::Characters);
    let notes = diagnostic.notes.iter().map(|related| note(related, places));
    Finding {
        rule: diagnostic.rule.name,
        severity: diagnostic.severity.name(),
        path: places.path(diagnostic.span),
        line,
        column,
        end_line,
        end_column,
        start: diagnostic.span.start,
        end: diagnostic.span.end,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        notes: notes.collect(),
        suggestion: diagnostic.suggestion.as_ref().map(|one| edits(one, places)),
    }
}

fn edits<'a>(suggestion: &'a Suggestion, places: &Places<'a>) -> Edits<'a> {
    let source = suggestion.source;
    let edits = suggestion.edits.iter().map(|edit| {
        let Place {
            line,
            column,
            end_line,
            end_column,
        } = places.edited(source, &edit.range, Unit::Characters);
        // Lines and columns for people and editors, bytes for programs that apply the edit.
        OneEdit {
            line,
            column,
            end_line,
            end_column,
            start: edit.range.start,
            end: edit.range.end,
            text: &edit.text,
        }
    });
    Edits {
        applicability: suggestion.applicability.name(),
        path: places.path(Span::whole(source)),
        edits: edits.collect(),
    }
}

fn note<'a>(related: &'a Related, places: &Places<'a>) -> Note<'a> {
    let place = places.place(related.span, Unit::Characters);
    Note {
        path: places.path(related.span),
        line: place.line,
        column: place.column,
        message: &related.message,
    }
}

#[cfg(test)]
mod tests {
    use crate::model::source::Sources;
    use crate::report::{Format, draw, sample};

    const ONE_OBJECT: &str = r#"{
  "format": 1,
  "findings": [
    {
      "rule": "dead-link",
      "severity": "error",
      "path": "content/a.md",
      "line": 3,
      "column": 7,
      "endLine": 3,
      "endColumn": 21,
      "start": 14,
      "end": 28,
      "message": "no page has the id `one-to-one`",
      "help": "did you mean `[[one-to-ones]]`?",
      "notes": [],
      "suggestion": {
        "applicability": "maybe",
        "path": "content/a.md",
        "edits": [
          {
            "line": 3,
            "column": 9,
            "endLine": 3,
            "endColumn": 19,
            "start": 16,
            "end": 26,
            "text": "one-to-ones"
          }
        ]
      }
    },
    {
      "rule": "duplicate-id",
      "severity": "warning",
      "path": "content/b: c.md",
      "line": 2,
      "column": 1,
      "endLine": 2,
      "endColumn": 9,
      "start": 4,
      "end": 12,
      "message": "another page has the id `a`, 100% alike",
      "help": null,
      "notes": [
        {
          "path": "content/a.md",
          "line": 1,
          "column": 1,
          "message": "it takes its id from its path"
        },
        {
          "path": "content/a.md",
          "line": 1,
          "column": 3,
          "message": "its title"
        }
      ],
      "suggestion": null
    },
    {
      "rule": "unused-source",
      "severity": "note",
      "path": "content/sources.bib",
      "line": 1,
      "column": 1,
      "endLine": 1,
      "endColumn": 1,
      "start": 0,
      "end": 0,
      "message": "no page cites `smith`",
      "help": null,
      "notes": [],
      "suggestion": null
    }
  ],
  "errors": 1,
  "warnings": 1,
  "notes": 1
}
"#;

    #[test]
    fn findings_are_one_object() {
        let (sources, findings) = sample::project();
        let mut out = Vec::new();
        draw(Format::Json, &findings, &sources, &[], true, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), ONE_OBJECT);
    }

    #[test]
    fn no_findings_are_an_empty_list() {
        let mut out = Vec::new();
        let sources = Sources::default();
        draw(Format::Json, &[], &sources, &[], false, &mut out).unwrap();
        let expected = r#"{
  "format": 1,
  "findings": [],
  "errors": 0,
  "warnings": 0,
  "notes": 0
}
"#;
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
