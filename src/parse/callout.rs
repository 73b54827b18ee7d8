//! Markers: quotations that begin with `[!…]`, and whom they are for.
//!
//! Takes the builder's pieces; gives events in which each marked quotation is one node, and the
//! stretches that are not for everyone. A marker stands at the head of a line of a quotation and
//! holds to the next marker or the quotation's end. Any other place, and any other word, is an
//! error, and the block is withheld from everyone: a spelling mistake must not show to the whole
//! room what was meant for one person.

mod near;
mod open_fence;
mod title;
mod words;

use self::near::{near_marker, unescaped};
pub use self::words::OTHERS;
use self::words::read;
pub(crate) use self::words::{kind_named, known};
use crate::diagnostic::{Diagnostic, unknown_marker};
use crate::model::field_set::MARKERS;
use crate::model::page::{
    Audience, Body, Event, EventKind, Fold, Marker, MarkerKind, Node, Restricted, Text,
};
use crate::model::source::Span;
use crate::parse::context::Context;
use crate::parse::lines;
use crate::parse::piece::Piece;
use crate::parse::restricted::outermost;

/// Whether a label between brackets is a marker, known or not.
pub(crate) fn is_label(label: &str) -> bool {
    let is_unseen =
        |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let word = label.trim_start_matches(is_unseen);
    // `- [!] text` is a task of Obsidian, as `- [?] text` is: a marker has a word.
    word.starts_with(['!', '！']) && word.contains(char::is_alphanumeric)
}

/// Whether a text is the word of a marker, in capitals as it is usually written.
pub(crate) fn is_word(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    MARKERS.has(text) || first == "CUE"
}

/// The events of a text without markers.
pub(crate) fn plain(pieces: Vec<Piece>) -> Vec<Event> {
    pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Event(event) => Some(event),
            Piece::Marker { .. } => None,
        })
        .collect()
}

/// Gives quotations their markers.
pub(crate) fn apply(
    mut pieces: Vec<Piece>,
    context: &Context<'_>,
    text: &str,
    body: &mut Body,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Event>, Vec<Restricted>) {
    let mut walk = Walk {
        events: Vec::with_capacity(pieces.len()),
        open: Vec::new(),
        restricted: Vec::new(),
        trim: false,
        title_end: None,
        behind_empty: None,
        is_timed: context.is_timed(),
        text,
        body,
        findings,
    };
    for at in 0..pieces.len() {
        // Nothing marks the end of a title: its marker has counted the pieces that belong to it.
        walk.end_title(at);
        match &pieces[at] {
            Piece::Event(event) => {
                let event = *event;
                walk.event(event);
            }
            Piece::Marker { label, span } => {
                let (label, span) = (label.clone(), *span);
                let fold = title::take_fold(&mut pieces[at + 1..], span, text);
                walk.marker(&label, span, fold, &pieces[at + 1..], at + 1);
            }
        }
    }
    let (events, restricted) = (walk.events, walk.restricted);
    let nobodys = restricted.iter();
    let nobodys = nobodys.filter(|stretch| stretch.audience == Audience::Nobody);
    let withheld = outermost(nobodys.cloned().collect()).into_iter();
    body.withheld = withheld.map(|stretch| stretch.events).collect();
    (events, outermost(restricted))
}

/// A node that is open.
struct Open {
    node: Node,
    /// The index of its start.
    start: u32,
    /// Whether a misplaced marker withholds it.
    withheld: bool,
}

struct Walk<'a> {
    events: Vec<Event>,
    open: Vec<Open>,
    restricted: Vec<Restricted>,
    /// Whether white space and a line end are to be left out, since a marker was just before.
    trim: bool,
    /// The piece before which the title ends that is open.
    title_end: Option<usize>,
    /// How many nodes are open where a marker has just ended in which nothing stood: what comes next was
    /// meant to stand in it.
    behind_empty: Option<usize>,
    is_timed: bool,
    text: &'a str,
    body: &'a mut Body,
    findings: &'a mut Vec<Diagnostic>,
}

impl Walk<'_> {
    fn event(&mut self, event: Event) {
        let depth = self.behind_empty.take();
        let is_stray = depth == Some(self.open.len());
        match event.kind {
            EventKind::Start(node) => {
                self.trim = false;
                self.start(node, event.span);
                if is_stray && !matches!(node, Node::Heading(_)) {
                    self.withhold_last();
                }
            }
            EventKind::End(_) => {
                self.trim = false;
                self.end(event.span);
            }
            EventKind::SoftBreak | EventKind::HardBreak if self.trim => self.trim = false,
            // The sign that folds a callout was all of it.
            EventKind::Text(_) if self.trim && event.span.start == event.span.end => {}
            EventKind::Text(text) if self.trim => {
                self.trim = false;
                self.trimmed(text, event.span);
            }
            EventKind::Text(_) => {
                self.trim = false;
                self.near_marker(event.span);
                self.events.push(event);
            }
            EventKind::Html(html) => {
                self.html(html, event.span);
                self.events.push(event);
            }
            EventKind::CodeBlock(_) => {
                self.trim = false;
                let swallowed = open_fence::swallowed(self.text, event.span);
                let is_private = swallowed.as_ref().is_some_and(|one| one.is_private);
                self.findings.extend(swallowed.map(|one| one.finding));
                self.block(event, is_stray || is_private);
            }
            _ => {
                self.trim = false;
                self.block(event, is_stray && event.kind != EventKind::Rule);
            }
        }
    }

    /// An event that may be a block by itself.
    fn block(&mut self, event: Event, is_withheld: bool) {
        let at = self.events.len() as u32;
        self.events.push(event);
        if is_withheld {
            self.restricted.push(Restricted {
                events: at..at + 1,
                audience: Audience::Nobody,
            });
        }
    }

    fn withhold_last(&mut self) {
        if let Some(last) = self.open.last_mut() {
            last.withheld = true;
        }
    }

    /// Withholds a quotation that begins with what was perhaps meant for a marker, and a paragraph that an
    /// editor has made of one.
    fn near_marker(&mut self, span: Span) {
        let start = span.start as usize;
        let is_quoted = self.at_head_of_text();
        let escapes = self.text[start..].starts_with(['>', '&']);
        if !(is_quoted || escapes && self.at_head_of_paragraph()) {
            return;
        }
        let words = &self.text[span.range()];
        if let Some(word) = near_marker(words).filter(|_| is_quoted) {
            self.findings.push(unknown_marker::near(span, word));
            return self.withhold();
        }
        // Markdown cuts a text at each backslash and entity, so that only the line shows what it says.
        const FARTHEST: usize = 100;
        let end = lines::near(self.text, start, FARTHEST).end;
        let line = unescaped(&self.text[start..end]);
        let words = match line.trim_start().strip_prefix('>') {
            _ if is_quoted => &line,
            Some(quoted) => quoted.trim_start_matches(['>', ' ']),
            None => return,
        };
        if let Some(word) = near_marker(words) {
            let end = start + self.text[start..end].trim_end().len();
            let place = Span::new(span.source, start..end);
            self.findings.push(unknown_marker::near(place, word));
            self.withhold();
        }
    }

    /// Withholds raw HTML that holds a marker, which would be shown with what it marks.
    fn html(&mut self, html: Text, span: Span) {
        self.trim = false;
        let words = self.body.words(html, span, self.text);
        let Some(label) = near::in_html(words) else {
            return;
        };
        let label = label.trim_matches(['[', ']']);
        self.findings.push(unknown_marker::misplaced(span, label));
        self.withhold();
    }

    fn at_head_of_paragraph(&self) -> bool {
        let is_paragraph = |open: &Open| open.node == Node::Paragraph;
        let last = self.events.last().map(|event| event.kind);
        self.open.last().is_some_and(is_paragraph) && is_head(last)
    }

    /// As [`Walk::at_head_of_line`], in emphasis too.
    fn at_head_of_text(&self) -> bool {
        let depth = self
            .open
            .iter()
            .rev()
            .take_while(|open| open.node.is_stress());
        let depth = depth.count();
        let [.., quote, paragraph] = &self.open[..self.open.len() - depth] else {
            return false;
        };
        let before = self.events.len().checked_sub(depth + 1);
        let last = before
            .and_then(|at| self.events.get(at))
            .map(|event| event.kind);
        let begins =
            |event: &Event| matches!(event.kind, EventKind::Start(node) if node.is_stress());
        let (quote, paragraph) = match (quote.node, &self.open[..self.open.len() - depth]) {
            // The first line of a quotation may be taken for a term that is defined in the next.
            (Node::DefinitionList, [.., outer, _, term]) => (outer, term),
            _ => (quote, paragraph),
        };
        let holds_text = matches!(
            paragraph.node,
            Node::Paragraph | Node::Term | Node::Heading(_)
        );
        matches!(quote.node, Node::Quote | Node::Marker(_))
            && holds_text
            && is_head(last)
            && self.events[self.events.len() - depth..].iter().all(begins)
    }

    fn start(&mut self, node: Node, span: Span) {
        self.open.push(Open {
            node,
            start: self.events.len() as u32,
            withheld: false,
        });
        self.events.push(Event {
            kind: EventKind::Start(node),
            span,
        });
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else {
            return;
        };
        // A marker that stood alone on its line leaves an empty paragraph behind, which goes.
        let empty = open.start as usize + 1 == self.events.len();
        if open.node == Node::Paragraph && empty {
            self.events.pop();
            return;
        }
        if let Node::Marker(at) = open.node
            && empty
        {
            self.empty_marker(at);
        }
        self.events.push(Event {
            kind: EventKind::End(open.node),
            span,
        });
        let audience = match open.node {
            _ if open.withheld => Audience::Nobody,
            Node::Marker(at) => self.body.markers[at as usize].kind.audience(),
            _ => Audience::Everyone,
        };
        if audience != Audience::Everyone {
            self.restricted.push(Restricted {
                events: open.start..self.events.len() as u32,
                audience,
            });
        }
    }

    /// What was to stand in a marker that is not for everyone stands behind it.
    fn empty_marker(&mut self, at: u32) {
        let marker = &self.body.markers[at as usize];
        if marker.kind.audience() == Audience::Everyone {
            return;
        }
        if !matches!(marker.kind, MarkerKind::Unknown(_)) {
            let label = &self.text[marker.span.range()];
            let finding = unknown_marker::empty(marker.span, label);
            self.findings.push(finding);
        }
        self.behind_empty = Some(self.open.len());
    }

    /// The first text after a marker, without the space between the two.
    fn trimmed(&mut self, text: Text, span: Span) {
        let (text, span) = match text {
            Text::Verbatim => {
                let Some(rest) = self.after_space(span) else {
                    return;
                };
                (text, rest)
            }
            Text::Stored(at) => {
                let words: Box<str> = self.body.strings[at as usize].trim_start().into();
                self.body.strings.push(words);
                (Text::Stored(self.body.strings.len() as u32 - 1), span)
            }
        };
        self.events.push(Event {
            kind: EventKind::Text(text),
            span,
        });
    }

    fn after_space(&self, span: Span) -> Option<Span> {
        let words = &self.text[span.range()];
        let space = words.len() - words.trim_start().len();
        let start = span.start + space as u32;
        (start < span.end).then_some(Span { start, ..span })
    }

    /// A marker, which the pieces `behind` follow, from the piece `next` on.
    fn marker(
        &mut self,
        label: &str,
        span: Span,
        fold: Option<Fold>,
        behind: &[Piece],
        next: usize,
    ) {
        let kind = read(label, self.is_timed);
        if let MarkerKind::Unknown(word) = &kind {
            let (ours, known): (Vec<_>, _) = (MARKERS.names().collect(), known(self.is_timed));
            let finding = unknown_marker::unknown(span, word, &ours, &known);
            self.findings.push(finding);
        }
        // A marker within a line may have been meant to hide what follows, so the page must not show it.
        if !self.at_head_of_line() {
            if !matches!(kind, MarkerKind::Unknown(_)) {
                self.findings.push(unknown_marker::misplaced(span, label));
            }
            self.withhold();
            return;
        }
        self.close_paragraph(span);
        let title = title::length(&kind, fold, behind, self.text, self.body);
        let marker = self.body.markers.len() as u32;
        self.body.markers.push(Marker {
            kind,
            span,
            fold,
            has_title: title.is_some(),
        });
        self.open_marker(Node::Marker(marker), span);
        let node = title.map_or(Node::Paragraph, |_| Node::CalloutTitle(marker));
        self.start(node, span);
        self.title_end = title.map(|length| next + length);
        self.trim = true;
    }

    /// Ends the title that ends before the piece `at`, and begins the text.
    fn end_title(&mut self, at: usize) {
        if self.title_end != Some(at) {
            return;
        }
        self.title_end = None;
        let span = self.events.last().map(|event| event.span);
        if let Some(span) = span {
            self.end(span);
            self.start(Node::Paragraph, span);
            self.trim = true;
        }
    }

    /// Whether a marker here is at the head of a line of a paragraph that stands right in a
    /// quotation.
    fn at_head_of_line(&self) -> bool {
        let [.., quote, paragraph] = self.open.as_slice() else {
            return false;
        };
        let quoted = matches!(quote.node, Node::Quote | Node::Marker(_));
        let last = self.events.last().map(|event| event.kind);
        quoted && paragraph.node == Node::Paragraph && is_head(last)
    }

    fn close_paragraph(&mut self, span: Span) {
        if let Some(EventKind::SoftBreak | EventKind::HardBreak) =
            self.events.last().map(|event| event.kind)
        {
            self.events.pop();
        }
        let span = Span {
            end: span.start,
            ..span
        };
        self.end(span);
    }

    /// Turns the quotation into a marker when nothing of it has come yet, and else ends it and
    /// begins the marker after it.
    fn open_marker(&mut self, node: Node, span: Span) {
        let empty = self.open.last().is_some_and(|quote| {
            quote.node == Node::Quote && quote.start as usize + 1 == self.events.len()
        });
        if empty {
            self.open.pop();
            let start = self.events.pop();
            self.start(node, start.map_or(span, |event| event.span));
        } else {
            let end = Span {
                end: span.start,
                ..span
            };
            self.end(end);
            self.start(node, span);
        }
    }

    /// Withholds the outermost quotation, or else the nearest block.
    fn withhold(&mut self) {
        let quoted = self
            .open
            .iter()
            .position(|open| matches!(open.node, Node::Quote | Node::Marker(_)));
        let inline = |node: Node| node.is_stress() || matches!(node, Node::Link(_));
        let at = quoted.or_else(|| self.open.iter().rposition(|open| !inline(open.node)));
        if let Some(at) = at {
            self.open[at].withheld = true;
        }
    }
}

/// Whether what comes after this stands at the head of a line of a paragraph.
fn is_head(last: Option<EventKind>) -> bool {
    matches!(
        last,
        Some(
            EventKind::Start(Node::Paragraph | Node::Term | Node::Heading(_))
                | EventKind::SoftBreak
                | EventKind::HardBreak
        )
    )
}
