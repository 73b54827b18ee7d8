//! HTML comments: they never reach the output, and some of them silence a rule.
//!
//! `<!-- allow rule-name: reason -->` silences the rule in the paragraph that begins on the next
//! line that is not blank; behind words, in their own line and the rest of their paragraph.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::invalid_allow;
use crate::model::page::Suppression;
use crate::model::source::{Span, Spanned};

/// A part of a stretch of HTML.
#[derive(Debug, PartialEq)]
pub(crate) enum Comment<'a> {
    None(&'a str),
    Closed {
        text: &'a str,
        range: Range<usize>,
    },
    /// A comment that runs to the end and takes the rest of the page with it.
    Unclosed {
        range: Range<usize>,
    },
}

/// Whether readers see nothing of a text: it is blank but for comments.
pub(crate) fn is_blank(text: &str) -> bool {
    parts(text).iter().all(|part| match part {
        Comment::None(words) => words.trim().is_empty(),
        Comment::Closed { .. } => true,
        Comment::Unclosed { .. } => false,
    })
}

/// Cuts HTML at its comments.
pub(crate) fn parts(html: &str) -> Vec<Comment<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find("<!--").map(|found| at + found) {
        parts.push(Comment::None(&html[at..start]));
        if let Some(end) = abrupt_end(html, start) {
            parts.push(Comment::Closed {
                text: "",
                range: start..end,
            });
            at = end;
            continue;
        }
        // A browser takes all that follows an open comment for its text, so none of it may count as shown.
        let Some(length) = html[start + 4..].find("-->") else {
            parts.push(Comment::Unclosed {
                range: start..html.len(),
            });
            return parts;
        };
        let end = start + 4 + length + 3;
        parts.push(Comment::Closed {
            text: &html[start + 4..end - 3],
            range: start..end,
        });
        at = end;
    }
    parts.push(Comment::None(&html[at..]));
    parts
}

/// Where the comment at `start` ends if it is `<!-->` or `<!--->`, which HTML takes for whole.
pub(super) fn abrupt_end(html: &str, start: usize) -> Option<usize> {
    let wholes = ["<!-->", "<!--->"];
    let whole = wholes
        .iter()
        .find(|whole| html[start..].starts_with(**whole))?;
    Some(start + whole.len())
}

/// Whether HTML is the source's own stretch, as it is not in a quotation.
pub(crate) fn is_verbatim(source: &str, span: Span, html: &str) -> bool {
    source[span.range()].starts_with(html.trim_end())
}

/// The place of a comment in the source; where the HTML is not verbatim, that of all of it.
pub(crate) fn place(span: Span, is_verbatim: bool, range: Range<usize>) -> Span {
    if is_verbatim {
        let start = span.start as usize;
        return Span::new(span.source, start + range.start..start + range.end);
    }
    span
}

/// What a comment allows, if it is written to allow something.
pub(crate) fn allow(
    source: &str,
    comment: &str,
    place: Span,
    paragraphs: &mut NextParagraphs,
    findings: &mut Vec<Diagnostic>,
) -> Option<Suppression> {
    let text = comment.trim().strip_prefix("allow")?;
    if !text.starts_with([' ', '\t', ':', '\n']) {
        return None;
    }
    let (rule, reason) = text.split_once(':').unwrap_or((text, ""));
    let rule = rule.trim();
    if rule.is_empty() || rule.contains(char::is_whitespace) {
        findings.push(invalid_allow::form(place));
        return None;
    }
    // Without a reason it suppresses nothing; that is told where all allowances of a page are judged.
    let reason = reason.trim();
    Some(Suppression {
        rule: Spanned {
            value: rule.to_owned(),
            span: place,
        },
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
        place: Some(paragraphs.after(source, place)),
    })
}

/// Finds the paragraphs that comments hold for. Many comments may hold for one, so the last that was
/// looked for is remembered.
#[derive(Default)]
pub(crate) struct NextParagraphs {
    /// From the comment before to the end of its line.
    line: Range<usize>,
    /// Where the paragraph after it ends.
    end: usize,
    /// Where that line begins.
    line_start: usize,
    /// Where the paragraph ends of which the line is.
    own_end: usize,
    /// How far the line was looked through for words.
    seen: usize,
    /// Whether words stand before the comment on its line.
    is_behind_words: bool,
}

impl NextParagraphs {
    /// From the comment to the end of the paragraph after it; of one behind words, from the beginning of its line to the end of
    /// its own paragraph.
    fn after(&mut self, source: &str, comment: Span) -> Span {
        let start = comment.end as usize;
        if !self.line.contains(&start) {
            let length = source[start..].find('\n').map(|length| length + 1);
            let line_end = length.map_or(source.len(), |length| start + length);
            // A comment on one of the paragraph's own lines holds to its end too, but for the last.
            if start < self.line.start || line_end >= self.end {
                self.end = paragraph_end(source, line_end);
            }
            self.line = start..line_end;
            let before = &source[..comment.start as usize];
            self.line_start = before.rfind('\n').map_or(0, |at| at + 1);
            self.own_end = line_end + rest_of_paragraph(&source[line_end..]);
            self.seen = self.line_start;
            self.is_behind_words = false;
        }
        let between = source.get(self.seen..comment.start as usize);
        self.is_behind_words |= between.is_some_and(|text| text.contains(char::is_alphabetic));
        self.seen = start;
        if self.is_behind_words {
            return Span::new(comment.source, self.line_start..self.own_end);
        }
        Span::new(comment.source, start..self.end)
    }
}

/// How long the lines are up to the next that is blank.
fn rest_of_paragraph(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    let lines = lines.take_while(|line| !line.trim().is_empty());
    lines.map(str::len).sum()
}

/// Where the paragraph ends that begins on the line at `start` or on the next that is not blank.
fn paragraph_end(source: &str, start: usize) -> usize {
    let mut end = start;
    let mut begun = false;
    for line in source[start..].split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if begun && blank {
            break;
        }
        begun |= !blank;
        end += line.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{Comment, NextParagraphs, allow, parts};
    use crate::model::source::{Sources, Span};

    #[test]
    fn html_is_cut_at_its_comments() {
        assert_eq!(
            parts("a<!-- b -->c<!-- d"),
            [
                Comment::None("a"),
                Comment::Closed {
                    text: " b ",
                    range: 1..11
                },
                Comment::None("c"),
                Comment::Unclosed { range: 12..18 },
            ]
        );
    }

    #[test]
    fn the_shortest_comments_are_whole() {
        for html in ["<!-->", "<!--->"] {
            let whole = Comment::Closed {
                text: "",
                range: 0..html.len(),
            };
            assert_eq!(
                parts(&format!("{html}b")),
                [Comment::None(""), whole, Comment::None("b")]
            );
        }
    }

    #[test]
    fn a_comment_allows_a_rule_in_the_next_paragraph() {
        let text = "<!-- allow dead-link: not yet written -->\nOne\ntwo.\n\nThree.\n";
        let source = Sources::default().insert("a.md", text);
        let place = Span::new(source, 0..41);
        let mut findings = Vec::new();
        let read = allow(
            text,
            " allow dead-link: not yet written ",
            place,
            &mut NextParagraphs::default(),
            &mut findings,
        );
        let read = read.unwrap();
        assert_eq!(read.rule.value, "dead-link");
        assert_eq!(read.reason.as_deref(), Some("not yet written"));
        assert_eq!(&text[read.place.unwrap().range()], "\nOne\ntwo.\n");
        let text = "See [[bb]]. <!-- allow dead-link: later -->\nMore.\n\nOther [[cc]].\n";
        let start = text.find("<!--").unwrap();
        let read = allow(
            text,
            " allow dead-link: later ",
            Span::new(source, start..start + 31),
            &mut NextParagraphs::default(),
            &mut findings,
        );
        let place = read.and_then(|read| read.place).unwrap();
        assert_eq!(
            &text[place.range()],
            "See [[bb]]. <!-- allow dead-link: later -->\nMore.\n"
        );
        let text = "<!-- allow dead-link: not yet written -->\nOne\ntwo.\n\nThree.\n";
        let place = Span::new(source, 0..41);
        let mut paragraphs = NextParagraphs::default();
        assert_eq!(
            allow(text, " allowed? ", place, &mut paragraphs, &mut findings),
            None
        );
        assert!(findings.is_empty());
        assert_eq!(
            allow(
                text,
                " allow two words: x ",
                place,
                &mut paragraphs,
                &mut findings
            ),
            None
        );
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn comments_one_after_another_hold_for_one_paragraph() {
        let text = "<!-- 1 --> <!-- 2 -->\nOne\n<!-- 3 -->\n\nTwo.\n<!-- 4 -->";
        let source = Sources::default().insert("a.md", text);
        let mut paragraphs = NextParagraphs::default();
        let held = text.match_indices("-->").map(|(at, _)| {
            let comment = Span::new(source, 0..at + 3);
            text[paragraphs.after(text, comment).range()].to_owned()
        });
        let held: Vec<String> = held.collect();
        assert_eq!(
            held,
            [
                " <!-- 2 -->\nOne\n<!-- 3 -->\n",
                "\nOne\n<!-- 3 -->\n",
                "\n\nTwo.\n<!-- 4 -->",
                "",
            ]
        );
    }
}
