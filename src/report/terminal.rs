//! Findings for people at a terminal, in the look of rustc.
//!
//! Takes findings and the line indexes, and writes each cause with its message, its first place, the
//! lines it speaks of, its other places, and help, followed by an empty line. annotate-snippets draws;
//! `excerpt` chooses the lines. Of each rule as many causes are drawn as a person can look at; who asks
//! for it is drawn each place, and the other formats hold all.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Message, Origin, Padding, Patch, Renderer, Snippet,
};

use super::cause::{self, Cause};
use super::excerpt::{Excerpt, Mark, excerpts, is_whole};
use super::patch::{Patched, patched};
use super::place::Places;
use super::visible::{visible, visible_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::limits::{FINDINGS_OF_RULE, grouped};

/// How many columns to draw in, whatever the terminal, so that reports can be compared.
const WIDTH: usize = 140;

/// The longest message that is written in full, in bytes: it may name what is as long as a file.
const LONGEST_MESSAGE: usize = 2_000;

/// Draws each cause, and of each rule as many as [`FINDINGS_OF_RULE`] says.
pub(crate) fn draw(
    diagnostics: &[Diagnostic],
    places: &Places,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut drawn: BTreeMap<&str, usize> = BTreeMap::new();
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    let causes = cause::causes(diagnostics.iter(), usize::MAX).into_iter();
    let causes = causes.filter(|cause| {
        let rule = cause.finding.rule.name;
        let drawn = drawn.entry(rule).or_default();
        *drawn += 1;
        let is_drawn = *drawn <= FINDINGS_OF_RULE.most;
        if !is_drawn {
            *left.entry(rule).or_default() += cause.count();
        }
        is_drawn
    });
    draw_causes(causes, places, color, out)?;
    more(&left, out)
}

/// Draws each place by itself.
pub(crate) fn draw_places(
    diagnostics: &[Diagnostic],
    places: &Places,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let each = cause::each(diagnostics.iter());
    draw_causes(each.into_iter(), places, color, out)
}

fn draw_causes<'a>(
    causes: impl Iterator<Item = Cause<'a>>,
    places: &Places,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(WIDTH);
    for cause in causes {
        let drawn = renderer.render(&groups(&cause, places));
        for line in drawn.lines() {
            writeln!(out, "{}", without_count(line))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// How many more findings there are of the rules that were not drawn in full.
fn more(left: &BTreeMap<&str, usize>, out: &mut dyn Write) -> io::Result<()> {
    for (rule, more) in left {
        writeln!(out, "[{rule}]: and {} more", grouped(*more as u64))?;
    }
    if left.is_empty() {
        return Ok(());
    }
    writeln!(out, "`groundwork check --full` shows all of them\n")
}

/// A message that a terminal can show, cut where it is very long.
fn shown(message: &str) -> String {
    if message.len() <= LONGEST_MESSAGE {
        return visible(message);
    }
    let mut end = LONGEST_MESSAGE;
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    visible(&message[..end]) + "…"
}

/// The finding, and what could be typed instead where that can be shown.
fn groups<'a>(cause: &Cause<'a>, places: &Places) -> Vec<Group<'a>> {
    let diagnostic = cause.finding;
    let suggestion = diagnostic.suggestion.as_ref();
    let help = suggestion
        .and_then(|suggestion| patched(suggestion, places))
        .map(|patched| help(diagnostic, patched));
    let is_said = help.is_some();
    let mut groups = vec![group(cause, is_said, places)];
    groups.extend(help);
    groups
}

/// The help above the lines as they would be.
fn help<'a>(diagnostic: &Diagnostic, patched: Patched) -> Group<'a> {
    let words = diagnostic.help.as_deref().unwrap_or("write");
    let patches = patched.patches.into_iter();
    let snippet = Snippet::source(patched.text)
        .line_start(patched.first_line)
        .patches(patches.map(|(range, text)| Patch::new(range, text)));
    Group::with_title(Level::HELP.secondary_title(shown(words))).element(snippet)
}

/// `is_said` is whether the help stands elsewhere.
fn group<'a>(cause: &Cause<'a>, is_said: bool, places: &Places) -> Group<'a> {
    let diagnostic = cause.finding;
    let title = level(diagnostic.severity).primary_title(shown(&diagnostic.message));
    let mut group = Group::with_title(title.id(diagnostic.rule.name));
    if is_whole(diagnostic.span) {
        let path = visible_line(places.path(diagnostic.span));
        group = group.element(Origin::path(path));
    }
    let snippets: Vec<_> = excerpts(diagnostic, places)
        .into_iter()
        .map(snippet)
        .collect();
    let messages = messages(cause, is_said, places);
    let nothing_shown = snippets.is_empty();
    group = group.elements(snippets);
    if nothing_shown && !messages.is_empty() {
        group = group.element(Padding);
    }
    group.elements(messages)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Ends a place. It occurs in nothing else that is drawn, since `visible` replaces it.
const END_OF_PLACE: char = '\0';

/// A snippet whose path is its whole place. annotate-snippets would count columns in the excerpt,
/// which may begin in the middle of a line, so its count is made to follow [`END_OF_PLACE`] and
/// [`without_count`] takes it away.
fn snippet(excerpt: Excerpt) -> Snippet<'static, Annotation<'static>> {
    Snippet::source(excerpt.text)
        .path(format!("{}{END_OF_PLACE}", excerpt.place))
        .line_start(excerpt.first_line)
        .annotations(excerpt.marks.into_iter().map(annotation))
}

fn annotation(mark: Mark) -> Annotation<'static> {
    let kind = match mark.label {
        None => AnnotationKind::Primary,
        Some(_) => AnnotationKind::Context,
    };
    kind.span(mark.range).label(mark.label)
}

fn without_count(line: &str) -> &str {
    match line.split_once(END_OF_PLACE) {
        Some((place, _)) => place,
        None => line,
    }
}

/// What stands below the lines: notes on whole files, which have no line to stand at, the other places
/// of the same, and help.
fn messages<'a>(cause: &Cause, is_said: bool, places: &Places) -> Vec<Message<'a>> {
    let diagnostic = cause.finding;
    let of_files = diagnostic.notes.iter().filter(|note| is_whole(note.span));
    let of_files = of_files.map(|note| {
        let path = visible_line(places.path(note.span));
        Level::NOTE.message(format!("{path}: {}", shown(&note.message)))
    });
    let help = diagnostic.help.iter().filter(|_| !is_said);
    let help = help.map(|help| Level::HELP.message(shown(help)));
    let others = cause::others(cause, places);
    let others = others.map(|others| Level::NOTE.message(others));
    of_files.chain(others).chain(help).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;
    use std::time::{Duration, Instant};

    use crate::diagnostic::{Diagnostic, Rule, Severity};
    use crate::limits::FINDINGS_OF_RULE;
    use crate::model::source::{Sources, Span};
    use crate::report::{Format, draw, draw_places, sample};

    static RULE: Rule = Rule {
        name: "rule",
        severity: Severity::Error,
        about: "",
    };

    #[test]
    fn findings_look_as_those_of_rustc() {
        let (sources, findings) = sample::project();
        let expected = "\
error[dead-link]: no page has the id `one-to-one`
 --> content/a.md:3:7
  |
3 | See 😀 [[one-to-one]], 50%.
  |        ^^^^^^^^^^^^^^
  |
help: did you mean `[[one-to-ones]]`?
  |
3 | See 😀 [[one-to-ones]], 50%.
  |                    +

warning[duplicate-id]: another page has the id `a`, 100% alike
 --> content/b: c.md:2:1
  |
2 | id = \"a\"
  | ^^^^^^^^
  |
 ::: content/a.md:1:3
  |
1 | # A
  |   - its title
  |
  = note: content/a.md: it takes its id from its path

note[unused-source]: no page cites `smith`
--> content/sources.bib

";
        assert_eq!(text(&findings, &sources, false), expected);
    }

    #[test]
    fn of_each_rule_some_are_drawn_and_the_rest_are_counted() {
        let (sources, findings) = sample::project();
        let mut many: Vec<Diagnostic> = vec![findings[0].clone(); 3_000];
        for (at, finding) in many.iter_mut().enumerate() {
            finding.message = format!("no page has the id `{at}`");
        }
        let all = [&many[..], &many[2_900..], &findings[2..]].concat();
        let drawn = text(&all, &sources, false);
        let most = FINDINGS_OF_RULE.most;
        assert_eq!(drawn.matches("error[dead-link]").count(), most);
        assert_eq!(drawn.matches("note[unused-source]").count(), 1);
        let end = "[dead-link]: and 3,070 more\n`groundwork check --full` shows all of them\n\n";
        assert!(drawn.ends_with(end), "{drawn}");
        let mut out = Vec::new();
        draw_places(&all, &sources, false, &mut out).unwrap();
        let drawn = String::from_utf8(out).unwrap();
        assert_eq!(drawn.matches("error[dead-link]").count(), 3_100);
        assert!(!drawn.contains(" more"));
    }

    #[test]
    fn what_is_the_same_at_many_places_is_told_once() {
        let mut sources = Sources::default();
        let page = sources.insert("a.md", "one\n".repeat(20));
        let at = |line: usize, message| RULE.at(Span::new(page, line * 4..line * 4 + 3), message);
        let mut findings: Vec<Diagnostic> = (0..13).map(|line| at(line, "message")).collect();
        findings.extend([at(13, "another"), at(14, "another")]);
        let expected = "\
error[rule]: message
 --> a.md:1:1
  |
1 | one
  | ^^^
  |
  = note: the same at 12 other places: a.md:2:1, a.md:3:1, a.md:4:1, a.md:5:1, a.md:6:1, a.md:7:1, a.md:8:1, \
a.md:9:1, a.md:10:1, a.md:11:1 and 2 more

error[rule]: another
  --> a.md:14:1
   |
14 | one
   | ^^^
   |
   = note: the same at another place: a.md:15:1

";
        assert_eq!(text(&findings, &sources, false), expected);
    }

    #[test]
    fn a_message_as_long_as_a_file_is_cut() {
        let (sources, findings) = sample::project();
        let long = Diagnostic {
            message: "é".repeat(1_000_000),
            ..findings[0].clone()
        };
        assert!(text(&[long], &sources, false).len() < 3_000);
    }

    #[test]
    fn colours_are_drawn_only_where_they_are_wanted() {
        let (sources, findings) = sample::project();
        let drawn = text(&findings[..1], &sources, true);
        assert!(drawn.starts_with("\x1b[1m\x1b[91merror[dead-link]\x1b[0m"));
        assert!(drawn.contains("--> \x1b[0mcontent/a.md:3:7\n"));
        assert!(!text(&findings, &sources, false).contains('\x1b'));
    }

    #[test]
    fn a_place_is_drawn_wherever_it_lies() {
        for (what, page, range, expected) in [
            (
                "a tab",
                "\tone\ttwo",
                5..8,
                "1:6\n1 |     one    two\n  |            ^^^",
            ),
            (
                "wide characters",
                "日本語 x",
                3..6,
                "1:2\n1 | 日本語 x\n  |   ^^",
            ),
            (
                "no width",
                "x\u{200b}y",
                1..4,
                "1:2\n1 | x\u{200b}y\n  |  ^",
            ),
            ("nothing", "one", 1..1, "1:2\n1 | one\n  |  ^"),
            ("the end", "one\n", 4..4, "1:4\n1 | one\n  |    ^"),
            ("an empty line", "one\n\n", 4..4, "2:1\n2 |\n  | ^"),
            ("a CRLF", "one\r\ntwo", 4..4, "1:4\n1 | one\n  |    ^"),
            (
                "a byte order mark",
                "\u{feff}one",
                0..6,
                "1:1\n1 | one\n  | ^^^",
            ),
            (
                "some lines",
                "one\r\ntwo\r\n",
                1..8,
                "1:2\n1 |   one\n  |  __^\n2 | | two\n  | |___^",
            ),
            (
                "many lines",
                "one\n2\n3\n4\n5\n6\n7\n",
                1..16,
                "1:2\n1 | one\n  |  ^^",
            ),
        ] {
            let expected = expected.replacen('\n', "\n  |\n", 1);
            let expected = format!("error[rule]: message\n --> a.md:{expected}\n\n");
            assert_eq!(one(page, range), expected, "{what}");
        }
    }

    #[test]
    fn of_a_long_line_only_what_is_near_is_drawn() {
        let page = format!("{}[[x]]{}", "word ".repeat(1000), " word".repeat(1000));
        let expected = "\
error[rule]: message
 --> a.md:1:5001
  |
1 | ...d word word word word word word word word word word word word [[x]] \
word word word word word word word word word word word word wo...
  |                                                                  ^^^^^

";
        assert_eq!(one(&page, 5000..5005), expected);
    }

    #[test]
    fn nothing_is_drawn_beyond_the_edge() {
        let columns = |c| match c {
            '日' | '\u{1f600}' => 2,
            '\u{301}' | '\u{200b}' => 0,
            _ => 1,
        };
        for part in [
            "word ",
            "\t",
            "日",
            "\0",
            "e\u{301}",
            "\u{200b}",
            "\u{1f600}\r\n",
        ] {
            let page = part.repeat(3000);
            let third = page.len() / 3;
            for range in [0..third, third..2 * third, third..third, 0..page.len()] {
                let drawn = one(&page, range.clone());
                let widths = drawn
                    .lines()
                    .map(|line| line.chars().map(columns).sum::<usize>());
                assert!(widths.max() <= Some(160), "{part:?} {range:?}\n{drawn}");
                assert!(drawn.contains('^'), "{part:?} {range:?}\n{drawn}");
            }
        }
    }

    /// Every span of a text full of traps, with a note at every other.
    #[test]
    fn no_span_stops_the_report() {
        let page = "\u{feff}é\t\r\n\n\u{200b}\r日\0\r\n\u{1f600}e\u{301}\n\n";
        let mut sources = Sources::default();
        let source = sources.insert("a.md", page);
        let offsets: Vec<usize> = (0..=page.len())
            .filter(|&at| page.is_char_boundary(at))
            .collect();
        let starts = offsets
            .iter()
            .flat_map(|&start| offsets.iter().map(move |&end| start..end));
        let spans: Vec<Span> = starts.map(|range| Span::new(source, range)).collect();
        for &span in &spans {
            let finding = |&note| RULE.at(span, "message").note(note, "note");
            let findings: Vec<_> = spans.iter().map(finding).collect();
            let mut out = Vec::new();
            draw_places(&findings, &sources, false, &mut out).unwrap();
            let drawn = String::from_utf8(out).unwrap();
            assert_eq!(
                drawn.matches("error[rule]: message\n").count(),
                findings.len()
            );
            text(&findings, &sources, false);
        }
    }

    #[test]
    fn notes_near_by_share_the_excerpt_and_others_have_their_own() {
        let mut sources = Sources::default();
        let long = "long ".repeat(1000);
        let text_of_page = format!("one\ntwo\nthree\nfour\nfive\n{long}\nseven\n");
        let page = sources.insert("a.md", &*text_of_page);
        let finding = RULE
            .at(Span::new(page, 19..21), "message")
            .note(Span::new(page, 0..3), "near")
            .note(Span::new(page, 5025..5030), "far");
        let expected = "\
error[rule]: message
 --> a.md:5:1
  |
1 | one
  | --- near
...
5 | five
  | ^^
  |
 ::: a.md:7:1
  |
7 | seven
  | ----- far

";
        assert_eq!(text(&[finding], &sources, false), expected);
    }

    #[test]
    fn what_concerns_a_whole_file_has_no_line() {
        let mut sources = Sources::default();
        let huge = sources.insert("huge.md", "x".repeat(1_000_000));
        let other = sources.insert("other.md", "");
        let finding = RULE
            .at(Span::whole(huge), "two pages have the id `a`")
            .note(Span::whole(other), "the other")
            .help("give one of them another `id`\nor move it");
        let expected = "\
error[rule]: two pages have the id `a`
--> huge.md
 |
 = note: other.md: the other
 = help: give one of them another `id`
         or move it

";
        assert_eq!(text(&[finding], &sources, false), expected);
    }

    #[test]
    fn nothing_raw_reaches_the_terminal() {
        let evil = "\x1b]0;x\x07\u{9b}2J\u{202e}\0\x08\r!";
        let mut sources = Sources::default();
        let page = sources.insert(&format!("{evil}.md"), format!("{evil}\n{evil}\n"));
        let end = evil.len();
        let finding = RULE
            .at(Span::new(page, 0..end), evil)
            .note(Span::new(page, end + 1..end + 2), format!("{evil}\n{evil}"))
            .note(Span::whole(page), evil)
            .help(evil);
        let drawn = text(&[finding], &sources, false);
        let raw = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!drawn.contains(raw), "{drawn:?}");
        assert!(
            drawn.contains("1 | ␛]0;x␇\u{fffd}2J\u{fffd}␀␈␍!\n"),
            "{drawn}"
        );
    }

    /// Ten thousand findings would take minutes if each counted from the head of its file or line.
    #[test]
    fn ten_thousand_findings_in_one_file_are_drawn_soon() {
        for line in [
            "Some words and [[a-link]] that leads nowhere.\n",
            "é words ",
        ] {
            let mut sources = Sources::default();
            let text_of_ten_megabytes = line.repeat(10_000_000 / line.len());
            let page = sources.insert("a.md", text_of_ten_megabytes);
            let findings = (0..10_000).map(|n| RULE.at(Span::new(page, n * 900..n * 900 + 5), "m"));
            let findings: Vec<Diagnostic> = findings.collect();
            let start = Instant::now();
            text(&findings, &sources, false);
            assert!(start.elapsed() < Duration::from_secs(20));
        }
    }

    fn one(page: &str, range: Range<usize>) -> String {
        let mut sources = Sources::default();
        let page = sources.insert("a.md", page);
        text(
            &[RULE.at(Span::new(page, range), "message")],
            &sources,
            false,
        )
    }

    fn text(findings: &[Diagnostic], sources: &Sources, color: bool) -> String {
        let mut out = Vec::new();
        draw(Format::Text, findings, sources, &[], color, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}
