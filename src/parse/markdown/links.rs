//! Links and images, and what CommonMark takes for them: citations, markers and embeds.

use std::ops::Range;

use pulldown_cmark::{Event as Raw, LinkType, Tag};

use super::{Builder, Dialect, Open, Piece, add, after, gather};
use crate::page::{Embed, EventKind, Image, Link, Node, Target};
use crate::parse::link::Form;
use crate::parse::{citation, link, marker};
use crate::source::Span;

impl<'t> Builder<'t> {
    /// A link or an image, with all that stands within it when that is not text of its own.
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
        let ours = self.context.dialect != Dialect::Plain && marker::is_label(label);
        ours.then(|| label.into())
    }

    /// What a label that stands for no definition is: a citation or a marker.
    fn label(&mut self, label: &str, span: Span) {
        if marker::is_label(label) {
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
        events: &[(Raw<'t>, Range<usize>)],
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
        if citation::is_mark(&first) || marker::is_label(&first) {
            self.label(&first, first_span);
        } else if let Some(label) = first.strip_prefix('^') {
            if self.footnotes.contains_key(label) || self.defined_footnotes.contains(label) {
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
            _ => link::markdown(dest, self.context.path),
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

    fn image(
        &mut self,
        link_type: LinkType,
        dest: &str,
        title: &str,
        events: &[(Raw<'t>, Range<usize>)],
        at: usize,
    ) -> usize {
        let span = self.span(&events[at].1);
        let (alt, after) = gather(events, at, |event| match event {
            Raw::Text(text) | Raw::Code(text) => Some(text),
            Raw::SoftBreak | Raw::HardBreak => Some(" "),
            _ => None,
        });
        let wiki = matches!(link_type, LinkType::WikiLink { .. });
        let target_span = link::target_span(self.text, span, dest, form(link_type));
        if wiki && !link::names_image(dest) {
            let embed = Embed {
                target: link::wiki(dest),
                span,
                target_span,
                public: true,
            };
            let embed = add(&mut self.body.embeds, embed);
            self.push(EventKind::Embed(embed), span);
            return after;
        }
        let target = if wiki {
            link::wiki(dest)
        } else if self.context.dialect == Dialect::Plain {
            Target::External(dest.into())
        } else {
            link::markdown(dest, self.context.path)
        };
        let described = link_type != LinkType::WikiLink { has_pothole: false };
        let image = Image {
            target,
            span,
            target_span,
            alt: if described { alt.into() } else { "".into() },
            title: (!title.is_empty()).then(|| title.into()),
            public: true,
        };
        let image = add(&mut self.body.images, image);
        self.push(EventKind::Image(image), span);
        after
    }
}

fn form(link_type: LinkType) -> Form {
    match link_type {
        LinkType::WikiLink { .. } => Form::Wiki,
        LinkType::Inline => Form::Inline,
        LinkType::Autolink | LinkType::Email => Form::Address,
        _ => Form::Reference,
    }
}
