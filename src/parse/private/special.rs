//! What hides by whole lines or blocks: blocks between `:::`, lines that begin with `%`, code that
//! other tools run and do not show; and what looks hidden, but would be shown.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::kramdown;
use super::layout::Layout;
use super::named;
use super::percent;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::publication as say;
use crate::diagnostic::{private_text, swallowed_text};
use crate::model::source::{SourceId, Span};
use crate::parse::lines;
use crate::parse::publication;

/// A stretch, and whether it is hidden or a fault.
#[derive(Debug, Clone)]
pub(super) struct Special {
    pub(super) range: Range<usize>,
    pub(super) hides: bool,
    /// Whether it is a line that begins with `%`, or several of them.
    is_line: bool,
    pub(super) finding: Option<Diagnostic>,
}

/// Classes of blocks that no reader sees.
const HIDING: [&str; 4] = ["content-hidden", "hidden", "comment", "private"];

/// Classes of blocks that some readers see.
const PARTLY_HIDING: [&str; 5] = [
    "content-visible",
    "notes",
    "speaker-notes",
    "instructor",
    "only",
];

/// All of these in a body, by their places.
pub(super) fn find(
    source: SourceId,
    text: &str,
    body: &Range<usize>,
    layout: &Layout,
) -> Vec<Special> {
    let finder = Finder {
        source,
        text,
        body,
        layout,
    };
    let mut found = finder.lines();
    found.extend(finder.chunks());
    found.extend(finder.kramdown());
    let stretch = &text[body.clone()];
    found.extend(finder.shown(named::classes(stretch), private_text::class));
    found.extend(finder.shown(named::named(stretch), private_text::named));
    found.extend(finder.shown(
        matches(&SHOWN_COMMENT, stretch),
        private_text::shown_comment,
    ));
    found.extend(finder.shown(matches(&UNSEEN, stretch), private_text::unseen));
    // One withholds the page, and its end often looks like the head of another.
    let broken = finder.shown(
        matches(&BROKEN_COMMENT, stretch),
        private_text::broken_comment,
    );
    found.extend(broken.into_iter().take(1));
    found.extend(finder.fields());
    found.extend(finder.markers());
    found.sort_by_key(|special| special.range.start);
    found
}

/// `[//]: # (text)` and its like, where they are no definitions of links; with a space before the colon, or with
/// the backslashes of an editor.
static SHOWN_COMMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let label = r"\\?\[(?://|[Cc]omments?|[-_.#*])?\\?\](?::|[ \t]+:[ \t]*[#<])";
    let empty = r"\[[^\]\n^@!][^\]\n]*\]:[ \t]*(?:\#|<\#?>)[ \t]+[(\x22']";
    Regex::new(&format!(r"(?m)^[ \t>]*(?:{label}|{empty})")).ok()
});

/// `<p hidden>` and `<p style="display:none">`, which pages do not keep.
static UNSEEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let style = r#"style\s*=\s*["'][^"'<>]*(?:display\s*:\s*none|visibility\s*:\s*hidden)"#;
    Regex::new(&format!(r"(?i)<[a-z][^<>]*\s(?:hidden[\s=/>]|{style})")).ok()
});

/// The head of a comment as writing programs mistype it, with a dash for two hyphens or a space within, or as
/// an editor of rich text keeps it; and `%%` in the width of Chinese letters.
pub(super) const BROKEN_COMMENT_SIGNS: &str = concat!(
    r"<[!！](?:[ \t]+[-‐‑–—−]|[‐‑–—−]|-[^-\n])|<[ \t]+[!！][ \t]*[-‐‑–—−]|<[-‐‑–—−]{1,2}!",
    r"|(?:&(?:lt|LT|\#60|\#[xX]3[cC]);|[＜﹤‹])[ \t]*[!！][ \t]*[-‐‑–—−]|<！-|％[％%]|%％",
);

static BROKEN_COMMENT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(BROKEN_COMMENT_SIGNS).ok());

/// `public:: false`, as Logseq and Obsidian's Dataview have it, alone or in a list or in brackets.
static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?m)(?:^[ \t>]*(?:[-*+][ \t]+)?|[\[(])([A-Za-z0-9_-]+)::[ \t]*([^\n\])]*)").ok()
});

/// `> [!SAY]: text`, which Markdown takes for the definition of a link.
static MARKER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(\[\s*[!！][^\[\]\n]*\]):").ok());

/// Options by which R Markdown and Quarto keep code to themselves.
static UNSHOWN_CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:include|echo)\s*[=:]\s*(?:false|f(?-u:\b)|'?hide)").ok()
});

/// The first line of a block between colons or slashes that is open.
struct Fence {
    sign: char,
    start: usize,
    /// Whether it is hidden, and whether that is certain.
    hides: Option<bool>,
}

struct Finder<'a> {
    source: SourceId,
    text: &'a str,
    body: &'a Range<usize>,
    layout: &'a Layout,
}

impl Finder<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    /// Lines that begin with `%`, and blocks between colons.
    fn lines(&self) -> Vec<Special> {
        let mut found: Vec<Special> = Vec::new();
        let mut is_said = false;
        // Where hidden blocks that are open begin, or nothing for others.
        let mut open: Vec<Fence> = Vec::new();
        let mut start = self.body.start;
        for line in self.text[self.body.clone()].split_inclusive('\n') {
            let at = start + lines::container(line).0;
            start += line.len();
            let end = at.max(start - (line.len() - line.trim_end().len()));
            let words = &self.text[at..end];
            let is_sign = words.starts_with([':', '/', '%', '!', '?']);
            if !is_sign || self.layout.code_at(at).is_some() {
                continue;
            }
            if is_hiding_admonition(words) {
                found.push(self.admonition(at, start));
                continue;
            }
            if let Some(fence) = lines::block_fence(words) {
                self.fence(at..end, fence, &mut open, &mut found);
            } else if is_comment_line(words) {
                self.comment_line(at..end, &mut is_said, &mut found);
            }
        }
        let unclosed = open.into_iter().filter(|fence| fence.hides.is_some());
        found.extend(unclosed.map(|fence| {
            let signs = fence.start..fence.start + 3;
            let end = &self.text[signs.clone()];
            Special {
                finding: Some(private_text::unclosed(self.span(signs.clone()), end)),
                range: signs,
                hides: false,
                is_line: false,
            }
        }));
        found
    }

    fn fence(
        &self,
        range: Range<usize>,
        (sign, words): (char, &str),
        open: &mut Vec<Fence>,
        found: &mut Vec<Special>,
    ) {
        if !words.is_empty() {
            // A title is no class.
            let titled = words.split_once('|').filter(|_| sign == '/');
            let words = titled.map_or(words, |(name, _)| name);
            open.push(Fence {
                sign,
                start: range.start,
                hides: hides(words),
            });
            return;
        }
        let ended = open.pop_if(|fence| fence.sign == sign);
        let Some((start, is_certain)) = ended.and_then(|fence| Some((fence.start, fence.hides?)))
        else {
            return;
        };
        // What stands in a hidden block is hidden with it.
        while found.last().is_some_and(|inner| inner.range.start > start) {
            found.pop();
        }
        let place = lines::around(self.text, start);
        let place = self.span(start..place.end);
        found.push(Special {
            range: start..range.end,
            hides: true,
            is_line: false,
            finding: (!is_certain).then(|| private_text::conditional(place)),
        });
    }

    /// A block of MkDocs that is hidden, whose first line begins at `at`, and the next one at `next`: its text
    /// stands further in. Without such text nobody knows what was to be hidden.
    fn admonition(&self, at: usize, next: usize) -> Special {
        const INDENT: usize = 4;
        let first = lines::around(self.text, at);
        let base = columns(&self.text[first.start..at]);
        let (mut end, mut line_start) = (first.end, next);
        for line in self.text[next..self.body.end].split_inclusive('\n') {
            line_start += line.len();
            let words = line.trim_start_matches([' ', '\t', '>']);
            if words.trim().is_empty() {
                continue;
            }
            if columns(&line[..line.len() - words.len()]) < base + INDENT {
                break;
            }
            end = line_start - (line.len() - line.trim_end().len());
        }
        let place = self.span(at..first.end);
        let hides = end > first.end;
        Special {
            range: at..end,
            hides,
            is_line: false,
            finding: (!hides).then(|| private_text::empty_block(place)),
        }
    }

    /// Joins a line to those right before it.
    fn comment_line(&self, range: Range<usize>, is_said: &mut bool, found: &mut Vec<Special>) {
        let is_next = |last: &Special| {
            let between = &self.text[last.range.end..range.start];
            last.is_line && between.matches('\n').count() == 1 && between.trim().is_empty()
        };
        match found.last_mut().filter(|last| is_next(last)) {
            Some(last) => last.range.end = range.end,
            None => {
                // One finding a page: such lines come in numbers.
                let finding = private_text::percent_line(self.span(range.clone()));
                found.push(Special {
                    range,
                    hides: true,
                    is_line: true,
                    finding: (!std::mem::replace(is_said, true)).then_some(finding),
                });
            }
        }
    }

    fn chunks(&self) -> Vec<Special> {
        let Some(unshown) = UNSHOWN_CODE.as_ref() else {
            return Vec::new();
        };
        let chunks = self.layout.chunks.iter();
        let chunks = chunks.filter(|chunk| unshown.is_match(&chunk.options));
        let special = chunks.map(|chunk| Special {
            range: chunk.range.clone(),
            hides: true,
            is_line: false,
            finding: None,
        });
        special.collect()
    }

    fn kramdown(&self) -> Vec<Special> {
        let found = kramdown::find(self.text, self.body, self.layout).into_iter();
        let special = found.map(|(range, is_closed)| Special {
            finding: (!is_closed)
                .then(|| private_text::unclosed(self.span(range.clone()), "{:/comment}")),
            range,
            hides: is_closed,
            is_line: false,
        });
        special.collect()
    }

    /// Fields in the text that hide the page.
    fn fields(&self) -> Vec<Special> {
        let body = &self.text[self.body.clone()];
        let fields = FIELD.iter().flat_map(|field| field.captures_iter(body));
        let hiding = fields.filter_map(|found| {
            let (name, value) = (found.get(1)?, found.get(2)?);
            let range = self.body.start + name.start()..self.body.start + value.end();
            let hides = publication::hides(name.as_str(), value.as_str());
            (hides && self.layout.code_at(range.start).is_none()).then_some(range)
        });
        let special = hiding.map(|range| Special {
            finding: Some(say::misplaced(self.span(range.clone()))),
            range,
            hides: false,
            is_line: false,
        });
        special.collect()
    }

    /// The colons by which markers would become definitions, and what they mark would be shown.
    fn markers(&self) -> Vec<Special> {
        let body = &self.text[self.body.clone()];
        let markers = MARKER.iter().flat_map(|marker| marker.captures_iter(body));
        let special = markers.filter_map(|found| {
            let label = found.get(1)?;
            let start = self.body.start + label.start();
            let colon = self.body.start + label.end();
            let is_shown = self.layout.text_at(start).is_some();
            if is_shown || self.layout.code_at(start).is_some() {
                return None;
            }
            let line = lines::around(self.text, start);
            let place = self.span(start..start + self.text[start..line.end].trim_end().len());
            Some(Special {
                range: colon..colon + 1,
                hides: true,
                is_line: false,
                finding: Some(swallowed_text::marker(place, label.as_str())),
            })
        });
        special.collect()
    }

    /// What looks hidden, and stands in a text, so that it would be shown.
    fn shown(&self, found: Vec<Range<usize>>, finding: fn(Span) -> Diagnostic) -> Vec<Special> {
        let place = |at: usize| self.body.start + at;
        let ranges = found.into_iter().map(|found| {
            let range = place(found.start)..place(found.end);
            let words = &self.text[range.clone()];
            let space = words.len() - words.trim_start_matches([' ', '\t', '>']).len();
            range.start + space..range.end
        });
        let shown = ranges.filter(|range| {
            let is_code = self.layout.code_at(range.end - 1).is_some();
            let is_heading = self.text[range.start..].starts_with('#');
            let is_escaped = percent::is_escaped(self.text, range.start);
            // The backslash of a sign is no part of the text that shows it.
            let mut ends = [range.start, range.end - 1].into_iter();
            let is_text = ends.any(|at| self.layout.text_at(at).is_some());
            !is_code && !is_escaped && (is_heading || is_text)
        });
        let special = shown.map(|range| Special {
            finding: Some(finding(self.span(range.clone()))),
            range,
            hides: false,
            is_line: false,
        });
        special.collect()
    }
}

fn matches(pattern: &Option<Regex>, text: &str) -> Vec<Range<usize>> {
    let matches = pattern.iter().flat_map(|pattern| pattern.find_iter(text));
    matches.map(|found| found.range()).collect()
}

/// Whether a block of these attributes is hidden, and whether that is certain.
fn hides(attributes: &str) -> Option<bool> {
    let words = || {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        attributes
            .split(move |c| !is_word(c))
            .map(str::to_lowercase)
    };
    let has = |classes: &[&str]| words().any(|word| classes.contains(&word.as_str()));
    let is_conditional = attributes.contains("when-") || attributes.contains("unless-");
    if has(&HIDING) {
        return Some(!is_conditional);
    }
    has(&PARTLY_HIDING).then_some(false)
}

/// `!!! private`, or any other block of this form that no reader sees.
fn is_hiding_admonition(line: &str) -> bool {
    let signs = ["!!!", "???+", "???"];
    let info = signs.iter().find_map(|sign| line.strip_prefix(sign));
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    info.is_some_and(|info| {
        let names = info.trim_start().split(|c| !is_name(c)).next();
        let mut names = names.unwrap_or_default().split_whitespace();
        names.any(|name| HIDING.contains(&name.to_lowercase().as_str()))
    })
}

/// How many columns the signs of quotations and the white space at the head of a line take.
fn columns(head: &str) -> usize {
    let widths = head.chars().map(|c| if c == '\t' { 4 } else { 1 });
    widths.sum()
}

/// A line that MyST takes for a comment.
fn is_comment_line(line: &str) -> bool {
    let rest = &line[1..];
    line.starts_with('%') && rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic())
}
