//! The texts of a page that are neither code nor the words of links, for rules that look for what was meant
//! to be more than text.

use crate::model::page::{Body, EventKind, Node, Page, Text};
use crate::model::source::Span;

/// A text as it was typed.
pub(super) struct Prose {
    pub(super) span: Span,
    /// Whether a line of a paragraph begins with it.
    pub(super) begins_line: bool,
    /// The keys in the code that follows it at once.
    pub(super) code: Option<Span>,
}

/// All of them, those for the facilitator too.
pub(super) fn texts(body: &Body) -> impl Iterator<Item = Prose> {
    let mut links = 0usize;
    let mut is_head = false;
    body.events
        .iter()
        .enumerate()
        .filter_map(move |(at, event)| {
            let begins_line = std::mem::take(&mut is_head);
            match event.kind {
                EventKind::Start(Node::Link(_)) => links += 1,
                EventKind::End(Node::Link(_)) => links = links.saturating_sub(1),
                EventKind::Start(Node::Paragraph | Node::Term | Node::Item)
                | EventKind::SoftBreak
                | EventKind::HardBreak => is_head = true,
                // What is not verbatim has no place of its own, and the words of a link belong to the link.
                EventKind::Text(Text::Verbatim) if links == 0 => {
                    let next = body.events.get(at + 1);
                    let code = next.filter(|next| matches!(next.kind, EventKind::Code(_)));
                    return Some(Prose {
                        span: event.span,
                        begins_line,
                        code: code.map(|code| code.span),
                    });
                }
                _ => {}
            }
            None
        })
}

/// A place within a text.
pub(super) fn part(span: Span, range: std::ops::Range<usize>) -> Span {
    let start = span.start as usize;
    Span::new(span.source, start + range.start..start + range.end)
}

/// Whether what begins at `at` was typed with a backslash before it.
pub(super) fn is_escaped(page: &Page, at: usize) -> bool {
    at > 0 && page.text.as_bytes()[at - 1] == b'\\'
}
