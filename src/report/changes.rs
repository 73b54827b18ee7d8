//! Draws what is to be changed: the files that move, and each line that changes, before and after.

use std::io::{self, Write};
use std::ops::Range;

use super::place::LineIndex;
use super::visible::visible_line;
use crate::model::edit::{Change, Edit, Move, applied};
use crate::model::source::Sources;

const BOLD: &str = "\x1b[1m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const PLAIN: &str = "\x1b[0m";

/// Writes what moves and what changes to `out`. Lines are counted in the files as they are, which `sources` holds.
///
/// # Errors
/// When `out` fails.
pub fn changes(
    moves: &[Move],
    changes: &[Change],
    sources: &Sources,
    colour: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for one in moves {
        let (from, to) = (visible_line(&one.from), visible_line(&one.to));
        writeln!(out, "{from} moves to {to}")?;
    }
    for change in changes {
        for hunk in hunks(change, &sources.get(change.source).text) {
            // As a patch shows it, with the line of the file as it is now, which is the one that an editor finds.
            let place = format!("{}:{}", visible_line(&change.path), hunk.line);
            writeln!(out, "\n{}", painted(&place, BOLD, colour))?;
            for line in &hunk.before {
                let line = format!("- {}", visible_line(line));
                writeln!(out, "{}", painted(&line, RED, colour))?;
            }
            for line in &hunk.after {
                let line = format!("+ {}", visible_line(line));
                writeln!(out, "{}", painted(&line, GREEN, colour))?;
            }
        }
    }
    Ok(())
}

fn painted(text: &str, paint: &str, colour: bool) -> String {
    if colour {
        format!("{paint}{text}{PLAIN}")
    } else {
        text.to_owned()
    }
}

/// Lines that change together.
#[derive(Debug, PartialEq)]
struct Hunk {
    /// The first of them, or the one that new lines come before.
    line: usize,
    before: Vec<String>,
    after: Vec<String>,
}

fn hunks(change: &Change, text: &str) -> Vec<Hunk> {
    let index = LineIndex::new(text);
    let mut hunks = Vec::new();
    let mut rest = change.edits.as_slice();
    while let Some(first) = rest.first() {
        let mut lines = lines_of(&index, &first.range);
        let mut count = 1;
        while let Some(next) = rest.get(count) {
            let next = lines_of(&index, &next.range);
            if next.start > lines.end {
                break;
            }
            lines.end = lines.end.max(next.end);
            count += 1;
        }
        let (these, others) = rest.split_at(count);
        hunks.push(hunk(&index, lines, these));
        rest = others;
    }
    hunks
}

/// The first and the last line that a range touches.
fn lines_of(index: &LineIndex<'_>, range: &Range<usize>) -> Range<usize> {
    index.line_at(range.start)..index.line_at(range.end)
}

fn hunk(index: &LineIndex<'_>, lines: Range<usize>, edits: &[Edit]) -> Hunk {
    let text = index.text;
    let start = index.content(lines.start).start.min(edits[0].range.start);
    let last = edits.last().map_or(start, |edit| edit.range.end);
    let end = index.content(lines.end).end.max(last);
    let shifted = edits.iter().map(|edit| Edit {
        range: edit.range.start - start..edit.range.end - start,
        text: edit.text.clone(),
    });
    let edited = applied(&text[start..end], shifted);
    let owned = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let (mut before, mut after) = (owned(&text[start..end]), owned(&edited));
    // Lines that stay the same at either end say nothing of the change.
    let pairs = before.iter().zip(&after);
    let same = pairs.take_while(|(one, other)| one == other).count();
    before.drain(..same);
    after.drain(..same);
    while before.last().is_some() && before.last() == after.last() {
        before.pop();
        after.pop();
    }
    Hunk {
        line: lines.start + same,
        before,
        after,
    }
}

#[cfg(test)]
mod tests {
    use super::{Hunk, hunks};
    use crate::model::edit::{Change, Edit};
    use crate::model::source::Sources;

    fn of(text: &str, edits: &[(usize, usize, &str)]) -> Vec<Hunk> {
        let edits = edits.iter().map(|(start, end, text)| Edit {
            range: *start..*end,
            text: (*text).to_owned(),
        });
        let change = Change {
            source: Sources::default().insert("a.md", ""),
            path: "a.md".to_owned(),
            edits: edits.collect(),
        };
        hunks(&change, text)
    }

    fn hunk(line: usize, before: &[&str], after: &[&str]) -> Hunk {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Hunk {
            line,
            before: owned(before),
            after: owned(after),
        }
    }

    #[test]
    fn each_line_that_changes_is_shown_once_with_its_number() {
        let text = "\u{feff}one\r\ntwo two\r\nthree";
        assert_eq!(
            of(text, &[(8, 11, "2"), (12, 15, "2"), (17, 22, "3")]),
            [hunk(2, &["two two"], &["2 2"]), hunk(3, &["three"], &["3"]),]
        );
    }

    #[test]
    fn a_new_line_stands_alone_and_so_does_one_that_goes() {
        assert_eq!(of("a\nb\n", &[(2, 2, "x\n")]), [hunk(2, &[], &["x"])]);
        assert_eq!(of("a\nb\n", &[(1, 1, "\nx")]), [hunk(2, &[], &["x"])]);
        assert_eq!(of("a\nb\n", &[(0, 2, "")]), [hunk(1, &["a"], &[])]);
        assert_eq!(of("", &[(0, 0, "x\n")]), [hunk(1, &[], &["x"])]);
    }
}
