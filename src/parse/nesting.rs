//! Keeps what stands within each other from standing too deep.
//!
//! A few thousand signs of a quotation in a row are as many quotations within each other, and whoever reads
//! such a page later, a browser or the maker of sheets, takes the square of that or calls itself as
//! often. Takes the builder's pieces; gives them without the quotations, lists and marks of emphasis that are beyond
//! the limit, whose text stays, and with raw HTML that is too deep as the text that was typed.

use crate::diagnostic::{Diagnostic, over_limit};
use crate::limits::{DEPTH, HTML_ATTRIBUTES, HTML_DEPTH, Limit};
use crate::model::page::{Body, Event, EventKind, Node};
use crate::model::source::Span;
use crate::parse::piece::Piece;

/// Takes out what is beyond the limit.
pub(crate) fn flatten(mut pieces: Vec<Piece>, findings: &mut Vec<Diagnostic>) -> Vec<Piece> {
    let mut depth = 0usize;
    let mut deepest = 0usize;
    let mut first: Option<Span> = None;
    pieces.retain(|piece| match piece {
        Piece::Event(Event {
            kind: EventKind::Start(node),
            span,
        }) if nests(*node) => {
            depth += 1;
            deepest = deepest.max(depth);
            if depth > DEPTH.most {
                first.get_or_insert(*span);
            }
            depth <= DEPTH.most
        }
        Piece::Event(Event {
            kind: EventKind::End(node),
            ..
        }) if nests(*node) => {
            depth = depth.saturating_sub(1);
            depth < DEPTH.most
        }
        // A list goes with its items.
        Piece::Event(Event {
            kind: EventKind::Start(node) | EventKind::End(node),
            ..
        }) if matches!(node, Node::List(_) | Node::DefinitionList) => depth < DEPTH.most,
        _ => true,
    });
    findings.extend(first.map(|place| over_limit::finding(place, &DEPTH, deepest)));
    pieces
}

/// Whether nodes of this kind count, since they can stand in each other any number of times.
fn nests(node: Node) -> bool {
    match node {
        // Before markers are dissolved only blocks of other tools are of this kind.
        Node::Quote
        | Node::Marker(_)
        | Node::Item
        | Node::Definition
        | Node::Emphasis
        | Node::Strong
        | Node::Strikethrough => true,
        Node::Paragraph
        | Node::Figure(_)
        | Node::CalloutTitle(_)
        | Node::List(_)
        | Node::DefinitionList
        | Node::Heading(_)
        | Node::FootnoteDefinition(_)
        | Node::Term
        | Node::HtmlBlock
        | Node::Table(_)
        | Node::TableHead
        | Node::TableRow
        | Node::TableCell
        | Node::Link(_) => false,
    }
}

/// Turns raw HTML into text where elements stand too deep in it, or one has too many attributes.
pub(crate) fn bound_html(
    pieces: &mut [Piece],
    body: &mut Body,
    source: &str,
    findings: &mut Vec<Diagnostic>,
) {
    if !body.has_raw_html {
        return;
    }
    let mut elements = Elements::default();
    let beyond = pieces.iter().find_map(|piece| match piece {
        Piece::Event(Event {
            kind: EventKind::Html(text) | EventKind::InlineHtml(text),
            span,
        }) => {
            elements.add(body.words(*text, *span, source));
            elements
                .beyond()
                .map(|(limit, count)| over_limit::finding(*span, limit, count))
        }
        _ => None,
    });
    let Some(finding) = beyond else {
        return;
    };
    // One piece of HTML cannot be left out by itself: elements that it opens may be closed anywhere behind it.
    findings.push(finding);
    body.has_raw_html = false;
    show_html_as_text(pieces);
}

fn show_html_as_text(pieces: &mut [Piece]) {
    for piece in pieces {
        if let Piece::Event(event) = piece {
            event.kind = match event.kind {
                EventKind::Html(text) | EventKind::InlineHtml(text) => EventKind::Text(text),
                EventKind::Start(Node::HtmlBlock) => EventKind::Start(Node::Paragraph),
                EventKind::End(Node::HtmlBlock) => EventKind::End(Node::Paragraph),
                kind => kind,
            };
        }
    }
}

/// Elements that hold nothing, and those that the next of their kind ends.
const FLAT: [&str; 28] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "wbr",
];

/// The elements of raw HTML that are open, counted as generously as HTML allows.
#[derive(Default)]
struct Elements {
    open: usize,
    deepest: usize,
    most_attributes: usize,
}

impl Elements {
    /// The limit that is met, and how many there are.
    fn beyond(&self) -> Option<(&'static Limit, usize)> {
        if self.deepest > HTML_DEPTH.most {
            return Some((&HTML_DEPTH, self.deepest));
        }
        let is_beyond = self.most_attributes > HTML_ATTRIBUTES.most;
        is_beyond.then_some((&HTML_ATTRIBUTES, self.most_attributes))
    }

    fn add(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            rest = &rest[at + 1..];
            let closes = rest.starts_with('/');
            let name = rest.trim_start_matches('/');
            let length = name
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(name.len());
            let (name, after) = name.split_at(length);
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let (attributes, end) = attributes(after);
            rest = &after[end..];
            self.most_attributes = self.most_attributes.max(attributes);
            // Their end tags are optional, so counting them as open would make a long list look deep.
            if FLAT.iter().any(|flat| flat.eq_ignore_ascii_case(name)) {
                continue;
            }
            if closes {
                self.open = self.open.saturating_sub(1);
            } else {
                self.open += 1;
                self.deepest = self.deepest.max(self.open);
            }
        }
    }
}

/// How many attributes a tag has after its name, at the most, and where it ends.
fn attributes(tag: &str) -> (usize, usize) {
    let mut count = 0;
    let mut quote = None;
    let mut was_space = false;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (count, at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, _) => {
                let is_space = byte.is_ascii_whitespace() || byte == b'/';
                count += usize::from(was_space && !is_space);
                was_space = is_space;
                continue;
            }
        }
        was_space = false;
    }
    (count, tag.len())
}

#[cfg(test)]
mod tests {
    use super::{Elements, attributes};

    #[test]
    fn elements_are_counted_as_html_has_them() {
        let mut elements = Elements::default();
        elements.add("<ul><li>a <b c='<i>' d=\"<i>\">e</b> < f</ul><!DOCTYPE x>");
        assert_eq!(
            (elements.open, elements.deepest, elements.most_attributes),
            (0, 2, 2)
        );
        assert_eq!(attributes(" a b=c d = \"e f\" />x"), (4, 18));
    }
}
