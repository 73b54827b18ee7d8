//! The lines that a suggestion changes, small enough to draw.
//!
//! Takes a suggestion and the line indexes, and gives the lines from its first edit to its last, with
//! what takes the place of each stretch. Of a long line only what surrounds the edits is shown. What is
//! too much to look at gives nothing: then the help says it alone.

use std::ops::{Range, RangeInclusive};

use super::excerpt::{cut_at, drawn};
use super::place::{LineIndex, Places};
use crate::diagnostic::Suggestion;
use crate::model::edit::Edit;

/// Lines that follow one another, and the edits in them.
#[derive(Debug)]
pub(crate) struct Patched {
    pub first_line: usize,
    /// Each line ends with a line feed. Nothing in it can harm a terminal.
    pub text: String,
    /// Places within the text, and what is to stand there.
    pub patches: Vec<(Range<usize>, String)>,
}

/// The most columns of a line that is shown from end to end.
const SHORT: usize = 100;

/// How many columns of a long line are shown on either side of its edits.
const AROUND: usize = 30;

/// The most bytes from the first edit to the last.
const MOST_BYTES: usize = 4_000;

/// The most edits that are shown.
const MOST_EDITS: usize = 12;

/// What stands where a long line goes on.
const MORE: &str = "…";

/// The lines that a suggestion changes.
pub(crate) fn patched(suggestion: &Suggestion, places: &Places) -> Option<Patched> {
    let index = places.source(suggestion.source);
    let (first, last) = (suggestion.edits.first()?, suggestion.edits.last()?);
    let lines = lines(index, first.range.start, last);
    let whole = index.content(*lines.start()).start..index.content(*lines.end()).end;
    let is_shown = first.range.start >= whole.start
        && whole.len() <= MOST_BYTES.max(SHORT + last.range.end - first.range.start)
        && suggestion.edits.len() <= MOST_EDITS;
    if !is_shown {
        return None;
    }
    // A paragraph is one line in most pages, of which only the part around the edits is shown.
    let is_short = |line| cut_at(index.text[index.content(line)].chars(), SHORT).is_none();
    let cut = if lines.clone().all(is_short) {
        whole.clone()
    } else {
        around(index, &whole, first.range.start..last.range.end, &lines)?
    };
    let [before, after] = [cut.start > whole.start, cut.end < whole.end];
    let lead = if before { MORE } else { "" };
    let edits = suggestion.edits.iter();
    let patches = edits.map(|edit| {
        let at = |offset: usize| {
            let offset = before_line_break(index.text, offset).min(cut.end);
            lead.len() + drawn(&index.text[cut.start..offset]).len()
        };
        (at(edit.range.start)..at(edit.range.end), drawn(&edit.text))
    });
    Some(Patched {
        first_line: *lines.start(),
        patches: patches.collect(),
        text: [
            lead,
            &drawn(&index.text[cut.clone()]),
            if after { MORE } else { "" },
            "\n",
        ]
        .concat(),
    })
}

/// The same offset, or the one before a line break of two characters that it would part.
fn before_line_break(text: &str, offset: usize) -> usize {
    let parts_one = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
    offset - usize::from(parts_one)
}

/// The lines of the first edit to the last; one that takes a line break out ends before it.
fn lines(index: &LineIndex, start: usize, last: &Edit) -> RangeInclusive<usize> {
    let taken = &index.text[last.range.clone()];
    let end = last.range.end - usize::from(taken.ends_with('\n'));
    index.line_at(start)..=index.line_at(end.max(start))
}

/// What of one long line surrounds its edits, unless these take too much of it themselves.
fn around(
    index: &LineIndex,
    whole: &Range<usize>,
    edited: Range<usize>,
    lines: &RangeInclusive<usize>,
) -> Option<Range<usize>> {
    let edited = edited.start..edited.end.min(whole.end);
    let is_one_line = lines.start() == lines.end();
    if !is_one_line || cut_at(index.text[edited.clone()].chars(), SHORT).is_some() {
        return None;
    }
    let before = cut_at(index.text[whole.start..edited.start].chars().rev(), AROUND);
    let after = cut_at(index.text[edited.end..whole.end].chars(), AROUND);
    let start = before.map_or(whole.start, |length| edited.start - length);
    let end = after.map_or(whole.end, |length| edited.end + length);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
    use crate::limits::FINDINGS_OF_RULE;
    use crate::model::source::{Sources, Span};
    use crate::report::{Format, draw};

    static RULE: Rule = Rule {
        name: "rule",
        severity: Severity::Error,
        about: "",
    };

    fn drawn(findings: &[Diagnostic], sources: &Sources, format: Format) -> String {
        let mut out = Vec::new();
        draw(format, findings, sources, &[], false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Every edit of a text full of traps, in every format.
    #[test]
    fn no_suggestion_stops_a_report() {
        let page = "\u{feff}é\t\r\n\n\u{200b}\r日\0\r\n\u{1f600}e\u{301}\n\n";
        let mut sources = Sources::default();
        let source = sources.insert("a.md", page);
        let offsets = || (0..=page.len()).filter(|&at| page.is_char_boundary(at));
        let spans = offsets().flat_map(|start| offsets().map(move |end| (start, end)));
        let spans = spans.filter(|(start, end)| start <= end);
        let spans = spans.map(|(start, end)| Span::new(source, start..end));
        let findings: Vec<Diagnostic> = spans
            .flat_map(|span| {
                let texts = ["", "x", "\u{1b}[2J\r\n\nx", "\n"].into_iter().enumerate();
                let end = Span::new(source, page.len()..page.len());
                let of = move |text| Suggestion::maybe(span, text);
                // Each says something else, or it would be told once.
                let of_its_own = move |at: usize| RULE.at(span, format!("{span:?} {at}"));
                let one = texts.map(move |(at, text)| of_its_own(at).suggest(of(text)));
                let two = of_its_own(4).help("h");
                one.chain([two.suggest(Suggestion::maybe(span, "y").and(end, "z\n"))])
            })
            .collect();
        for some in findings.chunks(FINDINGS_OF_RULE.most) {
            for format in [Format::Text, Format::Json, Format::Sarif] {
                let drawn = drawn(some, &sources, format);
                assert!(!drawn.contains('\u{1b}'));
            }
        }
    }

    #[test]
    fn a_suggestion_shows_the_line_as_it_would_be() {
        let mut sources = Sources::default();
        let long = "long ".repeat(100);
        let page = format!("one\ntwo\nthree\n{long}[[x]] {long}\n");
        let source = sources.insert("a.md", page.as_str());
        let span = |start: usize, end: usize| Span::new(source, start..end);
        let at = 14 + long.len() + 2;
        let findings = [
            RULE.at(span(0, 3), "changed")
                .help("write 1")
                .suggest(Suggestion::maybe(span(0, 3), "1")),
            RULE.at(span(4, 7), "goes")
                .help("delete it")
                .suggest(Suggestion::sure(span(4, 8), "")),
            RULE.at(span(4, 7), "comes")
                .help("write a line above")
                .suggest(Suggestion::sure(span(4, 4), "new\n")),
            RULE.at(span(at, at + 1), "in a long line")
                .help("did you mean [[y]]?")
                .suggest(Suggestion::maybe(span(at, at + 1), "y")),
        ];
        let drawn = drawn(&findings, &sources, Format::Text);
        assert_eq!(drawn, EXPECTED);
    }

    const EXPECTED: &str = "\
error[rule]: changed
 --> a.md:1:1
  |
1 | one
  | ^^^
  |
help: write 1
  |
1 - one
1 + 1
  |

error[rule]: goes
 --> a.md:2:1
  |
2 | two
  | ^^^
  |
help: delete it
  |
2 - two
  |

error[rule]: comes
 --> a.md:2:1
  |
2 | two
  | ^^^
  |
help: write a line above
  |
2 + new
  |

error[rule]: in a long line
 --> a.md:4:503
  |
4 | ...g long long long long long long long long long long long long [[x]] long long long long long long long long long long long long lo...
  |                                                                    ^
  |
help: did you mean [[y]]?
  |
4 - …ng long long long long long [[x]] long long long long long lo…
4 + …ng long long long long long [[y]] long long long long long lo…
  |

";
}
