//! What is open in a handbook, for people and for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::place::{Places, Unit};
use super::visible::visible_line;
use crate::model::adaptation::{Change, PartChange};
use crate::model::source::{Sources, Span};
use crate::status::{OpenList, Status};

/// How many places of a list are shown to people who do not ask for all.
const FIRST: usize = 5;

/// How many sentences of a part that has changed are shown.
const SENTENCES: usize = 3;

/// Writes the lists that have places, each with its first ones, or with all of them.
///
/// # Errors
/// When `out` fails.
pub fn draw_status(
    status: &Status,
    sources: &Sources,
    is_full: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let places = locate(status, sources);
    let (pages, works) = (counted(status.pages, ["page", "pages"]), status.sources);
    let works = counted(works, ["source", "sources"]);
    let marks = counted(status.marks, ["mark", "marks"]);
    let placed = status.marks_with_a_place;
    let more = match status.unused_sources {
        0 => String::new(),
        many => format!(", {many} more that no page cites"),
    };
    writeln!(out, "{pages}, {works}{more}")?;
    if status.marks > 0 {
        writeln!(out, "{marks}, {placed} of them with a place in the source")?;
    }
    let open = status.lists.iter().filter(|list| !list.places.is_empty());
    let open: Vec<&OpenList> = open.collect();
    // The first of each list fit on one screen; who wants them all has asked for them.
    let mut is_cut = false;
    for list in &open {
        let count = list.places.len();
        let shown = if is_full { count } else { count.min(FIRST) };
        writeln!(out, "\n{}: {}", counted(count, list.words), list.about)?;
        for place in &list.places[..shown] {
            let span = sources.typed_at(place.span);
            let (path, line) = (places.path(span), line(&places, span));
            writeln!(out, "  {path}:{line}  {}", place.text)?;
            draw_changes(&place.changes, out)?;
        }
        if shown < count {
            writeln!(out, "  … and {} more", count - shown)?;
            is_cut = true;
        }
    }
    if open.is_empty() {
        writeln!(out, "\nNothing is left open.")?;
    }
    if is_cut {
        writeln!(out, "\ngroundwork status --full shows every place")?;
    }
    Ok(())
}

/// What has changed in an original, part by part.
/// Writes what has changed in a page, part by part and in sentences.
///
/// # Errors
/// When `out` fails.
pub fn draw_changes(changes: &[PartChange], out: &mut dyn Write) -> io::Result<()> {
    for part in changes {
        let name = match (&*part.name, part.is_field) {
            ("", _) => "the beginning",
            (name, _) => name,
        };
        let how = match part.change {
            Change::New => "is new",
            Change::Gone => "has gone",
            Change::Words => "has changed",
            Change::Heading => "has another heading",
            Change::Place => "stands elsewhere",
        };
        let field = if part.is_field { "the field " } else { "" };
        writeln!(out, "    {field}{} {how}", visible_line(name))?;
        // As in a patch, which those who keep their pages in Git know how to read.
        for (sign, sentences) in [("-", &part.before), ("+", &part.after)] {
            for sentence in sentences.iter().take(SENTENCES) {
                writeln!(out, "      {sign} {}", visible_line(sentence))?;
            }
            if sentences.len() > SENTENCES {
                writeln!(
                    out,
                    "      {sign} … and {} more",
                    sentences.len() - SENTENCES
                )?;
            }
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Report<'a> {
    /// The version of this shape, which grows when a reader of the old one would stumble.
    format: u32,
    pages: usize,
    sources: usize,
    unused_sources: usize,
    marks: usize,
    marks_with_a_place: usize,
    lists: Vec<List<'a>>,
}

#[derive(Serialize)]
struct List<'a> {
    name: &'a str,
    count: usize,
    places: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    line: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    /// The id of a section, or the name of a field.
    part: &'a str,
    name: &'a str,
    is_field: bool,
    change: &'static str,
    before: &'a [String],
    after: &'a [String],
}

fn parts(changes: &[PartChange]) -> Vec<Part<'_>> {
    let parts = changes.iter().map(|change| Part {
        part: change.id.trim_start_matches('='),
        name: &change.name,
        is_field: change.is_field,
        change: change.change.name(),
        before: &change.before,
        after: &change.after,
    });
    parts.collect()
}

/// Writes all lists with all places as one JSON object.
///
/// # Errors
/// When `out` fails.
pub fn draw_status_json(status: &Status, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let places = locate(status, sources);
    let lists = status.lists.iter().map(|list| {
        let open = list
            .places
            .iter()
            .map(|place| (place, sources.typed_at(place.span)));
        let open = open.map(|(place, span)| Place {
            path: places.path(span),
            line: line(&places, span),
            text: &place.text,
            changes: parts(&place.changes),
        });
        List {
            name: list.name,
            count: list.places.len(),
            places: open.collect(),
        }
    });
    // Programs get all that people get, and the names of lists, which never change as their words may.
    let report = Report {
        format: 1,
        pages: status.pages,
        sources: status.sources,
        unused_sources: status.unused_sources,
        marks: status.marks,
        marks_with_a_place: status.marks_with_a_place,
        lists: lists.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn locate<'a>(status: &Status, sources: &'a Sources) -> Places<'a> {
    let places = status.lists.iter().flat_map(|list| &list.places);
    Places::at(places.map(|place| sources.typed_at(place.span)), sources)
}

fn line(places: &Places<'_>, span: Span) -> usize {
    places.place(span, Unit::Characters).line
}

fn counted(count: usize, words: [&str; 2]) -> String {
    format!("{count} {}", words[usize::from(count != 1)])
}

#[cfg(test)]
mod tests {
    use super::{draw_status, draw_status_json};
    use crate::model::source::{Sources, Span};
    use crate::status::{OpenList, OpenPlace, Status};

    fn status(count: usize) -> (Status, Sources) {
        let mut sources = Sources::default();
        let source = sources.insert("content/a.md", "+++\ntitle = \"A\"\n+++\n");
        let place = || OpenPlace {
            span: Span::new(source, 12..15),
            text: "A".to_owned(),
            changes: Vec::new(),
        };
        let list = OpenList {
            name: "stubs",
            words: ["stub", "stubs"],
            about: "hardly more than a title",
            places: (0..count).map(|_| place()).collect(),
        };
        let status = Status {
            pages: count,
            sources: 0,
            unused_sources: 0,
            marks: 0,
            marks_with_a_place: 0,
            lists: vec![list],
        };
        (status, sources)
    }

    fn drawn(count: usize, is_full: bool) -> String {
        let (status, sources) = status(count);
        let mut out = Vec::new();
        draw_status(&status, &sources, is_full, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("it is text")
    }

    #[test]
    fn people_see_the_first_places_and_how_to_see_all() {
        assert_eq!(
            drawn(0, false),
            "0 pages, 0 sources\n\nNothing is left open.\n"
        );
        assert_eq!(
            drawn(1, false),
            "1 page, 0 sources\n\n1 stub: hardly more than a title\n  content/a.md:2  A\n"
        );
        let seven = drawn(7, false);
        assert!(
            seven.contains("  … and 2 more\n\ngroundwork status --full"),
            "{seven}"
        );
        assert_eq!(drawn(7, true).matches("content/a.md:2").count(), 7);
    }

    #[test]
    fn programs_get_every_list_and_every_place() {
        let (status, sources) = status(7);
        let mut out = Vec::new();
        draw_status_json(&status, &sources, &mut out).expect("memory takes it");
        let report: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
        assert_eq!(report["lists"][0]["count"], 7);
        assert_eq!(report["lists"][0]["places"][6]["line"], 2);
    }
}
