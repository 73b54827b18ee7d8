//! Findings for the preview, which draws them over the page in the browser.
//!
//! Takes findings and the line indexes, and gives plain data: each cause with its first place, the
//! lines it speaks of in pieces that are marked or not, the addresses that open it in an editor, and
//! where else it is.

use serde::Serialize;

use super::cause::{Cause, causes};
use super::excerpt::{Excerpt, excerpts, is_whole};
use super::place::{Places, Unit};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::FEW;
use crate::model::editor::Editor;
use crate::model::source::{Sources, Span};

/// A cause as the preview draws it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The name of its rule.
    pub rule: &'static str,
    /// `note`, `warning` or `error`.
    pub severity: &'static str,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// Where the finding is shown.
    pub place: Location,
    /// The lines that it speaks of, those of its own place first; what is said of a whole file has none.
    pub excerpts: Vec<Lines>,
    /// What is said of whole files, which have no line to stand at.
    pub notes: Vec<Note>,
    /// At how many places it is.
    pub count: usize,
    /// The first few of the other places.
    pub others: Vec<Location>,
}

/// A place that a writer can go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// From the project's root.
    pub path: String,
    /// `None` for the file as a whole.
    pub line: Option<usize>,
    /// What opens it in the writer's editor.
    pub open: Option<String>,
}

/// Some lines of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// Where they are, as `path:line:column`.
    pub place: String,
    /// The number of the first, from 1.
    pub first_line: usize,
    /// In order, the whole text of the lines but for the last line end.
    pub pieces: Vec<Piece>,
}

/// A stretch of some lines, marked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// As it stands in the source.
    pub text: String,
    /// What a mark says of it: nothing for the place of the finding itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
}

/// What a finding says of another file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The file.
    pub place: Location,
    /// What it has to do with the finding.
    pub message: String,
}

/// Draws the first `most` causes of `diagnostics`, whose spans lie in `sources`, in the order given.
pub fn overlay<'a>(
    diagnostics: impl Iterator<Item = &'a Diagnostic>,
    sources: &Sources,
    editor: Option<&Editor>,
    most: usize,
) -> Vec<Finding> {
    let causes = causes(diagnostics, most);
    let others = causes.iter().flat_map(few_others);
    let first = causes.iter().map(|cause| cause.finding);
    let places = Places::locate(first, sources).and(others);
    let findings = causes.iter();
    findings
        .map(|cause| finding(cause, &places, editor))
        .collect()
}

/// The places beside the first that are named.
fn few_others(cause: &Cause<'_>) -> impl Iterator<Item = Span> {
    cause.others.iter().copied().take(FEW)
}

/// Where `spans` begin.
pub fn locate(spans: &[Span], sources: &Sources, editor: Option<&Editor>) -> Vec<Location> {
    let places = Places::at(spans.iter().copied(), sources);
    let spans = spans.iter();
    spans.map(|span| location(*span, &places, editor)).collect()
}

fn finding(cause: &Cause<'_>, places: &Places, editor: Option<&Editor>) -> Finding {
    let diagnostic = cause.finding;
    let excerpts = excerpts(diagnostic, places).into_iter().map(lines);
    let of_files = diagnostic.notes.iter().filter(|note| is_whole(note.span));
    let notes = of_files.map(|note| Note {
        place: location(note.span, places, editor),
        message: note.message.clone(),
    });
    let others = few_others(cause).map(|span| location(span, places, editor));
    Finding {
        rule: diagnostic.rule.name,
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        place: location(diagnostic.span, places, editor),
        excerpts: excerpts.collect(),
        notes: notes.collect(),
        count: cause.count(),
        others: others.collect(),
    }
}

fn location(span: Span, places: &Places, editor: Option<&Editor>) -> Location {
    let path = places.path(span);
    let place = places.place(span, Unit::Utf16);
    Location {
        path: path.to_owned(),
        line: (!is_whole(span)).then_some(place.line),
        open: editor.map(|editor| editor.open(path, place.line, place.column)),
    }
}

/// The text of an excerpt cut at its marks. Where two overlap, what the first has taken stays its own.
fn lines(excerpt: Excerpt) -> Lines {
    let mut marks = excerpt.marks;
    marks.sort_by_key(|mark| mark.range.start);
    let text = excerpt.text.trim_end_matches('\n');
    let mut pieces = Vec::new();
    let mut add = |text: &str, mark| {
        pieces.push(Piece {
            text: text.to_owned(),
            mark,
        });
    };
    // All of the text is kept, with a mark or without, so that the pieces side by side are the excerpt.
    let mut at = 0;
    for mark in marks {
        let start = mark.range.start.clamp(at, text.len());
        let end = mark.range.end.clamp(start, text.len());
        if start > at {
            add(&text[at..start], None);
        }
        add(&text[start..end], Some(mark.label.unwrap_or_default()));
        at = end;
    }
    if at < text.len() {
        add(&text[at..], None);
    }
    Lines {
        place: excerpt.place,
        first_line: excerpt.first_line,
        pieces,
    }
}

#[cfg(test)]
mod tests {
    use super::{Editor, locate, overlay};
    use crate::model::source::Span;
    use crate::report::sample;

    #[test]
    #[expect(clippy::too_many_lines, reason = "it is one text to compare with")]
    fn a_finding_has_its_place_its_lines_and_a_way_to_them() {
        let (sources, findings) = sample::project();
        let editor = Editor::new("code://{path}:{line}:{column}", "/my kb").expect("it is one");
        let twice = findings.iter().chain(&findings[..1]);
        let drawn = overlay(twice, &sources, Some(&editor), 3);
        let json = serde_json::to_value(&drawn).expect("it is plain data");
        let expected = serde_json::json!([
            {
                "rule": "dead-link",
                "severity": "error",
                "message": "no page has the id `one-to-one`",
                "help": "did you mean `[[one-to-ones]]`?",
                "place": {
                    "path": "content/a.md",
                    "line": 3,
                    "open": "code:///my%20kb/content/a.md:3:8",
                },
                "excerpts": [{
                    "place": "content/a.md:3:7",
                    "first_line": 3,
                    "pieces": [
                        { "text": "See \u{1f600} " },
                        { "text": "[[one-to-one]]", "mark": "" },
                        { "text": ", 50%." },
                    ],
                }],
                "notes": [],
                "count": 2,
                "others": [{
                    "path": "content/a.md",
                    "line": 3,
                    "open": "code:///my%20kb/content/a.md:3:8",
                }],
            },
            {
                "rule": "duplicate-id",
                "severity": "warning",
                "message": "another page has the id `a`, 100% alike",
                "help": null,
                "place": {
                    "path": "content/b: c.md",
                    "line": 2,
                    "open": "code:///my%20kb/content/b%3A%20c.md:2:1",
                },
                "excerpts": [
                    {
                        "place": "content/b: c.md:2:1",
                        "first_line": 2,
                        "pieces": [{ "text": "id = \"a\"", "mark": "" }],
                    },
                    {
                        "place": "content/a.md:1:3",
                        "first_line": 1,
                        "pieces": [{ "text": "# " }, { "text": "A", "mark": "its title" }],
                    },
                ],
                "notes": [{
                    "place": {
                        "path": "content/a.md",
                        "line": null,
                        "open": "code:///my%20kb/content/a.md:1:1",
                    },
                    "message": "it takes its id from its path",
                }],
                "count": 1,
                "others": [],
            },
            {
                "rule": "unused-source",
                "severity": "note",
                "message": "no page cites `smith`",
                "help": null,
                "place": {
                    "path": "content/sources.bib",
                    "line": null,
                    "open": "code:///my%20kb/content/sources.bib:1:1",
                },
                "excerpts": [],
                "notes": [],
                "count": 1,
                "others": [],
            },
        ]);
        assert_eq!(json, expected);
    }

    #[test]
    fn without_an_editor_a_place_is_only_named() {
        let (sources, _) = sample::project();
        let a = sources.find("content/a.md").expect("it is there");
        let places = locate(&[Span::new(a, 5..6)], &sources, None);
        assert_eq!((places[0].line, &places[0].open), (Some(3), &None));
    }
}
