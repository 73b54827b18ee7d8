//! Hides what a body says to nobody: `%%…%%`, and the comments of other tools.
//!
//! 1. `layout` parses the body once, to learn where code, addresses and texts are.
//! 2. [`Scan`] finds each sign that hides outside code, and where what it hides ends.
//! 3. `mask` overwrites what is hidden, byte for byte, before the body is parsed for good. So no
//!    later phase can show, quote or count it, and all places stay what they are.
//! 4. What was masked is scanned again: a sign that comes to light only then makes it unclear what
//!    was meant.
//!
//! Takes a page's text; gives it without what is hidden, whether the page must be withheld, and
//! findings. A text without such a sign is not parsed here at all.

mod kramdown;
mod layout;

mod mask;
mod named;
mod notation;
mod percent;
mod special;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;
use pulldown_cmark::Options;
use regex::Regex;

pub(crate) use self::layout::Callback;
use self::layout::Layout;
pub(crate) use self::mask::{FILL, strip, without_emptied};
use self::notation::Opened;
use self::percent::Sign;
use crate::diagnostic::{Diagnostic, private_text, swallowed_text};
use crate::model::source::{SourceId, Span};
use crate::parse::comment;

/// A page's text without what is hidden in its body.
#[derive(Debug)]
pub(crate) struct Revealed<'t> {
    /// With [`FILL`] for each byte that is hidden within a text, so that what stands around it is
    /// parsed as if a word stood there.
    pub(crate) masked: Cow<'t, str>,
    /// Whether the page must not be published.
    pub(crate) withheld: bool,
    pub(crate) findings: Vec<Diagnostic>,
}

/// A stretch that is hidden.
#[derive(Debug, Clone, PartialEq)]
struct Hidden {
    range: Range<usize>,
    finding: Option<Diagnostic>,
}

/// What a scan finds.
#[derive(Debug, Default)]
struct Found {
    /// In order; none reaches into the next.
    hidden: Vec<Hidden>,
    /// What cannot be understood, so that the page is withheld.
    faults: Vec<Diagnostic>,
    /// What hides text for want of an end, which is said elsewhere too.
    findings: Vec<Diagnostic>,
}

/// Takes what is hidden out of the stretch `body` of `text`.
pub(crate) fn reveal(
    source: SourceId,
    text: &str,
    body: Range<usize>,
    options: Options,
    callback: Callback,
) -> Revealed<'_> {
    let mut revealed = Revealed {
        masked: Cow::Borrowed(text),
        withheld: false,
        findings: Vec::new(),
    };
    if !may_hide(&text[body.clone()]) {
        return revealed;
    }
    let scan = |text: &str| scan(source, text, body.clone(), options, callback);
    let (layout, found) = scan(text);
    revealed.withheld = !found.faults.is_empty();
    revealed.findings.extend(found.faults);
    revealed.findings.extend(found.findings);
    if found.hidden.is_empty() {
        return revealed;
    }
    let ranges: Vec<Range<usize>> = found.hidden.iter().map(|one| one.range.clone()).collect();
    let said = found.hidden.into_iter().filter_map(|one| one.finding);
    revealed.findings.extend(said);
    let masked = mask::mask(text, &ranges, &layout);
    // Taking a stretch out can make a sign of what stood on both sides of it: the rest is scanned again
    // before anyone sees it.
    if !revealed.withheld
        && let Some(place) = first_of(scan(&masked).1)
    {
        revealed.withheld = true;
        let place = Span::new(source, place);
        revealed.findings.push(private_text::unclear(place));
    }
    revealed.masked = Cow::Owned(masked);
    revealed
}

/// The layout of the stretch `body` of `text`, and what hides something in it.
fn scan(
    source: SourceId,
    text: &str,
    body: Range<usize>,
    options: Options,
    callback: Callback,
) -> (Layout, Found) {
    let layout = Layout::parse(source, text, body.clone(), options, callback);
    let found = Scan::new(source, text, body, &layout).run();
    (layout, found)
}

/// What a text hides that was revealed before, and changed since.
#[derive(Debug, Default)]
pub(crate) struct Exposed {
    /// In order; none reaches into the next.
    pub(crate) hidden: Vec<Range<usize>>,
    /// What seems to hide something, and where its end is cannot be told.
    pub(crate) unclear: Option<Range<usize>>,
}

impl Exposed {
    /// Where it begins.
    pub(crate) fn first(&self) -> Option<&Range<usize>> {
        self.unclear.as_ref().or(self.hidden.first())
    }

    /// The same, at the places of another text.
    pub(crate) fn moved(self, place: impl Fn(&Range<usize>) -> Range<usize>) -> Self {
        Self {
            hidden: self.hidden.iter().map(&place).collect(),
            unclear: self.unclear.as_ref().map(&place),
        }
    }
}

/// What the whole of `text` hides, which was revealed before it was changed.
pub(crate) fn exposed(
    source: SourceId,
    text: &str,
    options: Options,
    callback: Callback,
) -> Exposed {
    if !may_hide(text) {
        return Exposed::default();
    }
    let (_, found) = scan(source, text, 0..text.len(), options, callback);
    let faults = found.faults.iter().chain(&found.findings);
    Exposed {
        unclear: faults.map(|fault| fault.span.range()).next(),
        hidden: found.hidden.into_iter().map(|one| one.range).collect(),
    }
}

impl Revealed<'_> {
    /// Takes out more.
    pub(crate) fn hide(&mut self, ranges: &[Range<usize>]) {
        self.masked = Cow::Owned(mask::mask(&self.masked, ranges, &Layout::default()));
    }

    /// The text as a page keeps it: with spaces for what is hidden. `None` where nothing is.
    pub(crate) fn shown(&self) -> Option<String> {
        match &self.masked {
            Cow::Borrowed(_) => None,
            Cow::Owned(masked) => Some(masked.replace(FILL, " ")),
        }
    }
}

/// The place of what is found first.
fn first_of(found: Found) -> Option<Range<usize>> {
    let hidden = found.hidden.into_iter().map(|one| one.range);
    let faults = found.faults.into_iter().chain(found.findings);
    hidden.chain(faults.map(|fault| fault.span.range())).next()
}

/// What opens a comment, or looks like it: most pages have nothing of the kind, and are parsed once.
static SIGNS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let signs = [
        r"%%|<!--|\{[%{>]|\{--|\{\#\s|\#\}|/\*|<%|::",
        r"\\begin\{comment|\#\+(?:begin|BEGIN)_",
        r"\]:[ \t]*[\#<]|\[(?://|[Cc]omments?|[-_.\#*])?\\?\][ \t]*:",
        r"\shidden[\s=/>]|(?:display|visibility)\s*:|^[ \t>*+\-0-9.)]*///",
        r"\[\s*[!！][^\]\n]*\]:",
        special::BROKEN_COMMENT_SIGNS,
        r"(?:!!!|\?\?\?)[^\n]*(?i:hidden|private|comment)",
        r"(?:```|~~~) ?\{|^[ \t>*+\-0-9.)\[\]\^:]*%[^%0-9]",
    ];
    Regex::new(&format!("(?m){}", signs.join("|"))).ok()
});

/// Whether anything in a text could hide something.
fn may_hide(text: &str) -> bool {
    SIGNS.as_ref().is_none_or(|signs| signs.is_match(text)) || named::may_hold(text)
}

/// What begins to hide at some place.
enum Opening {
    Percent(usize),
    Notation(Opened),
    Html(usize),
    Special(usize),
}

/// Goes through a body from its head to its end.
struct Scan<'a> {
    source: SourceId,
    text: &'a str,
    body: Range<usize>,
    layout: &'a Layout,
    signs: Vec<Sign>,
    special: Vec<special::Special>,
    found: Found,
    /// The next sign, special line, opening of another tool and HTML comment, each as far as it was
    /// looked for.
    sign: usize,
    line: usize,
    opened: Option<Opened>,
    has_notations: bool,
    html: Option<usize>,
    last_close: usize,
    /// Whether a lone `%%` was found: what the others belong to is anybody's guess.
    is_lost: bool,
    /// Whether one was found that is perhaps to be shown.
    is_glued: bool,
}

impl<'a> Scan<'a> {
    fn new(source: SourceId, text: &'a str, body: Range<usize>, layout: &'a Layout) -> Self {
        let mut scan = Scan {
            source,
            signs: percent::signs(text, &body, layout),
            special: special::find(source, text, &body, layout),
            text: &text[..body.end],
            layout,
            found: Found::default(),
            sign: 0,
            line: 0,
            opened: None,
            has_notations: true,
            html: None,
            last_close: notation::last_close(&text[..body.end]),
            is_lost: false,
            is_glued: false,
            body,
        };
        scan.look_for_notation(scan.body.start);
        scan.look_for_html(scan.body.start);
        scan
    }

    fn run(mut self) -> Found {
        while let Some(opening) = self.next() {
            match opening {
                Opening::Percent(sign) => self.percent(sign),
                Opening::Notation(opened) => self.notation(&opened),
                Opening::Html(start) => self.html(start),
                Opening::Special(line) => self.special(line),
            }
        }
        self.found
    }

    /// What opens first of all that may open.
    fn next(&mut self) -> Option<Opening> {
        let sign = self.signs.get(self.sign).map(|sign| sign.range.start);
        let line = self.special.get(self.line).map(|line| line.range.start);
        let opened = self.opened.as_ref().map(|opened| opened.range.start);
        let first = [sign, line, opened, self.html]
            .into_iter()
            .flatten()
            .min()?;
        if sign == Some(first) {
            return Some(Opening::Percent(self.sign));
        }
        if self.html == Some(first) {
            return Some(Opening::Html(first));
        }
        if line == Some(first) {
            return Some(Opening::Special(self.line));
        }
        self.opened.take().map(Opening::Notation)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    /// Goes on after `at`.
    fn go_on(&mut self, at: usize) {
        let signs = &self.signs[self.sign..];
        self.sign += signs.partition_point(|sign| sign.range.start < at);
        let special = &self.special[self.line..];
        self.line += special.partition_point(|line| line.range.start < at);
        let is_behind = |opened: &Opened| opened.range.start < at;
        if self.has_notations && self.opened.as_ref().is_none_or(is_behind) {
            self.look_for_notation(at);
        }
        if self.html.is_some_and(|start| start < at) {
            self.look_for_html(at);
        }
    }

    fn hide(&mut self, range: Range<usize>, finding: Option<Diagnostic>) {
        let end = range.end;
        self.found.hidden.push(Hidden { range, finding });
        self.go_on(end);
    }

    fn percent(&mut self, first: usize) {
        let range = self.signs[first].range.clone();
        if self.is_lost {
            return self.go_on(range.end);
        }
        let Some(partner) = percent::partner(&self.signs, first) else {
            self.is_lost = true;
            let finding = private_text::lone_percent(self.span(range.clone()));
            self.found.faults.push(finding);
            return self.go_on(range.end);
        };
        let before = self.text[..range.start].chars().next_back();
        let is_glued = before.is_some_and(|c| c.is_ascii_digit())
            || percent::stands_in_address(self.text, range.start);
        // Said once a page: where one is meant to be shown, the others are.
        let is_new = is_glued && !self.is_glued;
        self.is_glued |= is_glued;
        let finding = is_new.then(|| private_text::glued(self.span(range.clone())));
        self.hide(range.start..self.signs[partner].range.end, finding);
    }

    fn look_for_notation(&mut self, mut at: usize) {
        self.opened = None;
        while let Some(opened) = notation::opening(self.text, at, self.last_close) {
            let start = opened.range.start;
            if let Some(end) = self.layout.code_at(start) {
                at = end.max(opened.range.end);
            } else if percent::is_escaped(self.text, start) {
                at = opened.range.end;
            } else {
                self.opened = Some(opened);
                return;
            }
        }
        self.has_notations = false;
    }

    fn notation(&mut self, opened: &Opened) {
        let end = opened.end(self.text, |at| self.layout.code_at(at));
        let notation = opened.notation();
        let range = opened.range.clone();
        match end {
            Some(end) => {
                let place = self.span(range.clone());
                let is_conditional = notation.is_conditional;
                let finding = is_conditional.then(|| private_text::conditional(place));
                self.hide(range.start..end, finding);
            }
            None => {
                let finding = private_text::unclosed(self.span(range.clone()), notation.end);
                // One is enough to withhold the page: without an end each of the others would be
                // looked for through the whole text.
                self.found.faults.push(finding);
                self.go_on(self.body.end);
            }
        }
    }

    fn look_for_html(&mut self, mut at: usize) {
        self.html = None;
        let bytes = self.text.as_bytes();
        while let Some(start) = memmem::find(&bytes[at..], b"<!--").map(|found| at + found) {
            if let Some(end) = self.layout.code_at(start) {
                at = end.max(start + 4);
            } else if percent::is_escaped(self.text, start) {
                at = start + 4;
            } else {
                self.html = Some(start);
                return;
            }
        }
    }

    /// An HTML comment within one text is left to the parser, which reads what it allows. One that
    /// ends elsewhere, or nowhere, would be shown in part.
    fn html(&mut self, start: usize) {
        let end = comment::abrupt_end(self.text, start).or_else(|| {
            let found = memmem::find(&self.text.as_bytes()[start + 4..], b"-->")?;
            Some(start + 4 + found + 3)
        });
        match end {
            Some(end) if self.layout.is_one_text(&(start..end)) => self.go_on(end),
            Some(end) => self.hide(start..end, None),
            None => {
                let place = self.span(start..self.body.end);
                self.found
                    .findings
                    .push(swallowed_text::unclosed_comment(place));
                self.hide(start..self.body.end, None);
            }
        }
    }

    fn special(&mut self, line: usize) {
        let special = self.special[line].clone();
        if special.hides {
            self.hide(special.range, special.finding);
        } else {
            self.found.faults.extend(special.finding);
            self.line += 1;
        }
    }
}
