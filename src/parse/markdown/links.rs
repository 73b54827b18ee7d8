//! Links, and what CommonMark takes for them: citations and markers.

use std::ops::Range;

use pulldown_cmark::{Event as Raw, LinkType, Tag, TagEnd};

use super::builder::{Builder, Open, add, after};
use crate::diagnostic::malformed_citation;
use crate::model::page::{EventKind, Link, Node, Target};
use crate::model::source::Span;
use crate::parse::context::Dialect;
use crate::parse::link::Form;
use crate::parse::piece::Piece;
use crate::parse::{callout, citation, link};

/// Whether a link ends before it has shown anything, as in `[](page.md)` and `[[page|]]`.
fn is_empty(events: &[(Raw<'_>, Range<usize>)]) -> bool {
    let mut events = events.iter().map(|(event, _)| event);
    let first = events.find(|event| !matches!(event, Raw::Text(words) if words.trim().is_empty()));
    matches!(first, Some(Raw::End(TagEnd::Link)))
}

impl<'t> Builder<'t> {
    /// A link or a picture, with all that stands within it when that is not text of its own.
    pub(super) fn link(&mut self, events: &[(Raw<'t>, Range<usize>)], at: usize) -> usize {
        let (event, range) = &events[at];
        let span = self.span(range);
        match event {
            Raw::Start(Tag::Link {
                link_type: LinkType::ReferenceUnknown,
                id,
                ..
            }) => self.reference_unknown(id, span, events, at),
            Raw::Start(Tag::Link {
                link_type: LinkType::CollapsedUnknown | LinkType::ShortcutUnknown,
                id,
                ..
            }) => {
                self.label(id, span);
                after(events, at)
            }
            Raw::Start(Tag::Image {
                link_type:
                    LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown,
                id,
                ..
            }) => {
                // `Great![@a]`: an exclamation mark, and a citation.
                let mark = Span {
                    end: span.start + 1,
                    ..span
                };
                self.words("!", mark);
                self.label(
                    id,
                    Span {
                        start: mark.end,
                        ..span
                    },
                );
                after(events, at)
            }
            Raw::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            }) => {
                if let Some(label) = self.marker_label(span) {
                    self.pieces.push(Piece::Marker { label, span });
                    return after(events, at);
                }
                self.known_link(*link_type, dest_url, title, span);
                if let Some(attributes) = self.rewritten.braces.get(&range.end) {
                    self.link_attributes(attributes, span);
                }
                if let Some(Open::Link(link)) = self.open.last()
                    && is_empty(&events[at + 1..])
                {
                    self.body.links[*link as usize].bare = true;
                }
                at + 1
            }
            Raw::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            }) => self.image(*link_type, dest_url, title, events, at),
            _ => at + 1,
        }
    }

    /// A marker that CommonMark takes for a link, `[!SAY](softly)`, with all that makes it one, so
    /// that it is an unknown one.
    fn marker_label(&self, span: Span) -> Option<Box<str>> {
        let slice = self.text[span.range()].strip_prefix('[')?;
        // `[![moon](moon.jpg)](address)` is a picture that is a link.
        if slice.starts_with("![") {
            return None;
        }
        let label = slice.trim_start_matches('[').trim_end_matches(']');
        let ours = self.context.dialect != Dialect::Plain && callout::is_label(label);
        ours.then(|| label.into())
    }

    /// What a label that stands for no definition is: a citation or a marker.
    fn label(&mut self, label: &str, span: Span) {
        if let Some(address) = citation::address_behind_number(&self.text[span.end as usize..]) {
            let typed = &self.text[span.range()];
            let finding = malformed_citation::wrong_link(span, typed, address);
            self.findings.push(finding);
            return self.words(typed, span);
        }
        if callout::is_label(label) {
            self.pieces.push(Piece::Marker {
                label: label.into(),
                span,
            });
        } else {
            self.citation(label, span);
        }
    }

    fn citation(&mut self, label: &str, span: Span) {
        let citation = citation::parse(label, span, self.text, &mut self.findings);
        let at = add(&mut self.body.citations, citation);
        self.push(EventKind::Citation(at), span);
    }

    /// `[first][second]`, where `second` is a mark: two marks, a footnote and a mark, or words
    /// that CommonMark took for the text of a link.
    fn reference_unknown(
        &mut self,
        second: &str,
        span: Span,
        events: &[(Raw<'_>, Range<usize>)],
        at: usize,
    ) -> usize {
        let slice = &self.text[span.range()];
        let Some(cut) = slice.rfind("][") else {
            self.label(second, span);
            return after(events, at);
        };
        let first = slice[1..cut].to_owned();
        let cut = span.start + cut as u32 + 1;
        let (first_span, second_span) = (Span { end: cut, ..span }, Span { start: cut, ..span });
        // CommonMark reads two pairs of brackets as one link; which of them are marks tells what was meant.
        if citation::is_mark(&first) || callout::is_label(&first) {
            self.label(&first, first_span);
        } else if let Some(label) = first.strip_prefix('^') {
            let folded = label.to_lowercase();
            if self.footnotes.contains_key(&*folded) || self.defined_footnotes.contains(&*folded) {
                let footnote = self.footnote(label, first_span);
                self.push(EventKind::FootnoteReference(footnote), first_span);
            } else {
                self.words(&format!("[{first}]"), first_span);
            }
        } else {
            return self.words_before_mark(&first, second, first_span, second_span, at);
        }
        self.label(second, second_span);
        after(events, at)
    }

    fn words_before_mark(
        &mut self,
        first: &str,
        second: &str,
        first_span: Span,
        second_span: Span,
        at: usize,
    ) -> usize {
        let label = first.to_lowercase();
        let known = self.destinations.get(&label).cloned();
        let linked = known.is_some();
        if let Some(dest) = known {
            self.known_link(LinkType::Shortcut, &dest, "", first_span);
        } else {
            let bracket = Span {
                end: first_span.start + 1,
                ..first_span
            };
            self.words("[", bracket);
        }
        // The end of this "link" is where the mark stands, which is written when that comes.
        self.open.push(Open::Words {
            mark: second.into(),
            first: first_span,
            second: second_span,
            linked,
        });
        at + 1
    }

    fn known_link(&mut self, link_type: LinkType, dest: &str, title: &str, span: Span) {
        let form = form(link_type);
        let target = match link_type {
            LinkType::Email => Target::External(format!("mailto:{dest}").into()),
            LinkType::WikiLink { .. } => link::wiki(dest),
            _ if self.context.dialect == Dialect::Plain => Target::External(dest.into()),
            _ => link::from_page(dest, &self.context),
        };
        let link = Link {
            target,
            span,
            target_span: link::target_span(self.text, span, dest, form),
            bare: link_type == LinkType::WikiLink { has_pothole: false },
            title: (!title.is_empty()).then(|| title.into()),
            public: true,
            quote: None,
        };
        let link = add(&mut self.body.links, link);
        self.open.push(Open::Link(link));
        self.push(EventKind::Start(Node::Link(link)), span);
    }

    pub(super) fn end_link(&mut self, span: Span) {
        match self.open.pop() {
            Some(Open::Link(link)) => self.push(EventKind::End(Node::Link(link)), span),
            Some(Open::Words {
                mark,
                first,
                second,
                linked,
            }) => {
                if linked {
                    self.end_link(first);
                } else {
                    let bracket = Span {
                        start: first.end - 1,
                        ..first
                    };
                    self.words("]", bracket);
                }
                self.label(&mark, second);
            }
            None => {}
        }
    }
}

pub(super) fn form(link_type: LinkType) -> Form {
    match link_type {
        LinkType::WikiLink { .. } => Form::Wiki,
        LinkType::Inline => Form::Inline,
        LinkType::Autolink | LinkType::Email => Form::Address,
        _ => Form::Reference,
    }
}
