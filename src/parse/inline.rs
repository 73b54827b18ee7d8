//! What pulldown-cmark leaves as plain text although it means something here.
//!
//! Takes the builder's pieces; gives them with bare addresses as links (as GFM has it, through
//! `linkify`), with marks that stood before a link (`[source: a][text](u)`), and with findings for
//! references to footnotes that are not there.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use memchr::memmem::Finder;

use crate::diagnostic::{Diagnostic, malformed_citation, missing_footnote};
use crate::model::page::{Body, Event, EventKind, Link, Node, Target, Text};
use crate::model::source::Span;
use crate::parse::piece::Piece;
use crate::parse::{callout, citation};

/// Splits the texts among `pieces` where something of the above stands in them.
pub(crate) fn split(
    pieces: Vec<Piece>,
    text: &str,
    body: &mut Body,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Piece> {
    let mut splitter = Splitter {
        text,
        finder: LinkFinder::new(),
        plain_finder: plain_finder(),
        signs: ["://", "www."].map(Finder::new),
        pieces: Vec::with_capacity(pieces.len()),
        body,
        findings,
        missing_footnotes: Vec::new(),
    };
    let mut links = 0usize;
    for piece in pieces {
        if let Piece::Event(event) = &piece {
            // Within a link, brackets and addresses belong to its label: a link holds no other link.
            match event.kind {
                EventKind::Start(Node::Link(_)) => links += 1,
                EventKind::End(Node::Link(_)) => links -= 1,
                EventKind::Text(Text::Verbatim) if links == 0 => {
                    splitter.text(event.span);
                    continue;
                }
                _ => {}
            }
        }
        splitter.pieces.push(piece);
    }
    let defined = splitter.body.footnotes.iter().map(|note| &*note.label);
    let missing = missing_footnote::findings(&splitter.missing_footnotes, defined);
    splitter.findings.extend(missing);
    splitter.pieces
}

struct Splitter<'a> {
    text: &'a str,
    finder: LinkFinder,
    /// Finds `www.example.org` too, of which nothing says that it is an address but its beginning.
    plain_finder: LinkFinder,
    /// One of which each address of a page holds.
    signs: [Finder<'static>; 2],
    pieces: Vec<Piece>,
    body: &'a mut Body,
    findings: &'a mut Vec<Diagnostic>,
    /// The labels of references to footnotes that are not there.
    missing_footnotes: Vec<(Span, &'a str)>,
}

impl<'a> Splitter<'a> {
    /// Cuts a text at its labels between brackets.
    fn text(&mut self, span: Span) {
        let text: &'a str = self.text;
        let words = &text[span.range()];
        let mut done = 0;
        let mut at = 0;
        while let Some(open) = words[at..].find('[').map(|found| at + found) {
            let inner = &words[open + 1..];
            let length = inner.find(['[', ']']).unwrap_or(inner.len());
            at = open + 1 + length;
            if self.escaped(span, open) {
                continue;
            }
            if !inner[length..].starts_with(']') {
                self.unclosed_marker(&inner[..length], part(span, open..at));
                continue;
            }
            at += 1;
            let label = &inner[..length];
            let place = part(span, open..at);
            // Brackets around anything else are text, and stay in the stretch from `done` that is still to be kept.
            if let Some(label) = label.strip_prefix('^') {
                self.missing_footnote(label, place);
            } else if words[..open].ends_with('!') && callout::is_word(label) {
                self.addresses(part(span, done..open));
                self.marker(&format!("!{label}"), place);
                done = at;
            } else if callout::is_label(label) {
                self.addresses(part(span, done..open));
                self.marker(label, place);
                done = at;
            } else if citation::is_mark(label)
                && let Some(address) = citation::address_behind_number(&text[place.end as usize..])
            {
                let typed = &words[open..at];
                let finding = malformed_citation::wrong_link(place, typed, address);
                self.findings.push(finding);
            } else if citation::is_mark(label) {
                self.addresses(part(span, done..open));
                self.citation(label, place);
                done = at;
            }
        }
        self.addresses(part(span, done..words.len()));
    }

    /// Whether the character at `start` was written with a backslash before it.
    fn escaped(&self, span: Span, start: usize) -> bool {
        let at = span.start as usize + start;
        start == 0 && at > 0 && self.text.as_bytes()[at - 1] == b'\\'
    }

    fn marker(&mut self, label: &str, span: Span) {
        self.pieces.push(Piece::Marker {
            label: label.into(),
            span,
        });
    }

    /// `[!SAY` whose bracket is never closed. It cannot be honoured, and what follows is perhaps
    /// not for everyone.
    fn unclosed_marker(&mut self, words: &str, span: Span) {
        let word = words.split_whitespace().next().unwrap_or_default();
        if word.starts_with('!') && word[1..].starts_with(char::is_alphabetic) {
            self.marker(&format!("[{word}"), span);
        }
    }

    fn citation(&mut self, label: &str, span: Span) {
        let citation = citation::parse(label, span, self.text, self.findings);
        self.body.citations.push(citation);
        let at = self.body.citations.len() as u32 - 1;
        self.push(EventKind::Citation(at), span);
    }

    fn missing_footnote(&mut self, label: &'a str, span: Span) {
        if !label.is_empty() && !label.contains(char::is_whitespace) {
            self.missing_footnotes.push((span, label));
        }
    }

    /// Turns the bare addresses of a text into links.
    fn addresses(&mut self, span: Span) {
        let words = &self.text[span.range()];
        if !self.may_hold_address(words.as_bytes()) {
            return self.plain(span);
        }
        let mut done = 0;
        let finder = if self.signs[1].find(words.as_bytes()).is_some() {
            &self.plain_finder
        } else {
            &self.finder
        };
        let found: Vec<(Range<usize>, String)> = finder
            .links(words)
            .filter(|link| !self.escaped(span, link.start()))
            .filter_map(|link| {
                Some((
                    link.start()..link.end(),
                    address(link.kind(), link.as_str())?,
                ))
            })
            .collect();
        for (range, address) in found {
            self.plain(part(span, done..range.start));
            done = range.end;
            self.link(part(span, range), address);
        }
        self.plain(part(span, done..words.len()));
    }

    fn may_hold_address(&self, words: &[u8]) -> bool {
        memchr::memchr(b'@', words).is_some()
            || self.signs.iter().any(|sign| sign.find(words).is_some())
    }

    fn link(&mut self, span: Span, address: String) {
        self.body.links.push(Link {
            target: Target::External(address.into()),
            span,
            target_span: span,
            bare: false,
            title: None,
            public: true,
            quote: None,
        });
        let link = Node::Link(self.body.links.len() as u32 - 1);
        self.push(EventKind::Start(link), span);
        self.plain(span);
        self.push(EventKind::End(link), span);
    }

    fn plain(&mut self, span: Span) {
        if span.start < span.end {
            self.push(EventKind::Text(Text::Verbatim), span);
        }
    }

    fn push(&mut self, kind: EventKind, span: Span) {
        self.pieces.push(Piece::Event(Event { kind, span }));
    }
}

fn plain_finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    finder
}

fn part(span: Span, range: Range<usize>) -> Span {
    let start = span.start as usize;
    Span::new(span.source, start + range.start..start + range.end)
}

/// The full address of what was found, if pages may link to it.
fn address(kind: &LinkKind, text: &str) -> Option<String> {
    match kind {
        LinkKind::Email => Some(format!("mailto:{text}")),
        _ if text.starts_with("http://") || text.starts_with("https://") => Some(text.to_owned()),
        // As for a link that is typed so, nothing is asked for without a lock on the way.
        _ if text
            .strip_prefix("www.")
            .is_some_and(|host| host.contains('.')) =>
        {
            Some(format!("https://{text}"))
        }
        _ => None,
    }
}
