//! Embeds fill blocks: a page cannot stand in a line of text.
//!
//! Takes the builder's pieces; gives them with each paragraph that holds nothing but embeds (and
//! the markers of its quotation) replaced by these, and with embeds that stand among other text
//! turned into links.

use crate::model::page::{Body, Embed, Event, EventKind, Link, Node, Text};
use crate::model::source::Span;
use crate::parse::piece::Piece;

/// Places the embeds of a body, whose list keeps those that stay embeds.
pub(crate) fn place(pieces: Vec<Piece>, body: &mut Body) -> Vec<Piece> {
    if body.embeds.is_empty() {
        return pieces;
    }
    let mut placing = Placing {
        found: std::mem::take(&mut body.embeds),
        body,
        pieces: Vec::with_capacity(pieces.len()),
    };
    let mut rest = pieces.as_slice();
    while let Some((first, after)) = rest.split_first() {
        // An embed alone in its paragraph becomes a block, so a paragraph is seen whole before it is kept.
        let text = match kind(first) {
            Some(EventKind::Start(node @ (Node::Paragraph | Node::Heading(_)))) => rest
                .iter()
                .position(|piece| kind(piece) == Some(EventKind::End(node))),
            _ => None,
        };
        let Some(end) = text else {
            placing.block(first);
            rest = after;
            continue;
        };
        placing.text(&rest[..=end]);
        rest = &rest[end + 1..];
    }
    placing.pieces
}

struct Placing<'b> {
    found: Vec<Embed>,
    body: &'b mut Body,
    pieces: Vec<Piece>,
}

impl Placing<'_> {
    /// A piece that stands in no paragraph.
    fn block(&mut self, piece: &Piece) {
        match piece {
            Piece::Event(Event {
                kind: EventKind::Embed(embed),
                span,
            }) => self.embed(*embed, *span),
            _ => self.pieces.push(piece.clone()),
        }
    }

    /// A paragraph or a heading.
    fn text(&mut self, pieces: &[Piece]) {
        let [start, inner @ .., end] = pieces else {
            return;
        };
        let embeds = |piece: &Piece| matches!(kind(piece), Some(EventKind::Embed(_)));
        let in_paragraph = kind(start) == Some(EventKind::Start(Node::Paragraph));
        let alone =
            |piece| embeds(piece) || is_break(piece) || matches!(piece, Piece::Marker { .. });
        if in_paragraph && inner.iter().any(embeds) && inner.iter().all(alone) {
            return self.alone(start, inner, end);
        }
        for piece in pieces {
            match piece {
                Piece::Event(Event {
                    kind: EventKind::Embed(embed),
                    span,
                }) => self.link(*embed, *span),
                _ => self.pieces.push(piece.clone()),
            }
        }
    }

    /// What a paragraph of embeds holds. Markers keep a paragraph about them, as they begin one.
    fn alone(&mut self, start: &Piece, inner: &[Piece], end: &Piece) {
        let mut open = false;
        for piece in inner {
            let marks = matches!(piece, Piece::Marker { .. });
            if marks != open && !is_break(piece) {
                self.pieces
                    .push(if marks { start.clone() } else { end.clone() });
                open = marks;
            }
            if open || !is_break(piece) {
                self.block(piece);
            }
        }
        if open {
            self.pieces.push(end.clone());
        }
    }

    fn embed(&mut self, embed: u32, span: Span) {
        self.body.embeds.push(self.found[embed as usize].clone());
        let embed = self.body.embeds.len() as u32 - 1;
        self.push(EventKind::Embed(embed), span);
    }

    fn link(&mut self, embed: u32, span: Span) {
        self.body.misplaced_embeds.push(span);
        let Embed {
            target,
            target_span,
            ..
        } = self.found[embed as usize].clone();
        self.body.links.push(Link {
            target,
            span,
            target_span,
            bare: true,
            title: None,
            public: true,
            quote: None,
        });
        let link = Node::Link(self.body.links.len() as u32 - 1);
        self.push(EventKind::Start(link), span);
        self.push(EventKind::Text(Text::Verbatim), target_span);
        self.push(EventKind::End(link), span);
    }

    fn push(&mut self, kind: EventKind, span: Span) {
        self.pieces.push(Piece::Event(Event { kind, span }));
    }
}

fn kind(piece: &Piece) -> Option<EventKind> {
    match piece {
        Piece::Event(event) => Some(event.kind),
        Piece::Marker { .. } => None,
    }
}

fn is_break(piece: &Piece) -> bool {
    matches!(
        kind(piece),
        Some(EventKind::SoftBreak | EventKind::HardBreak)
    )
}
