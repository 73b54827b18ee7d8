//! Where each block of a body comes from, for a preview that leads writers to their files.
//!
//! The markup of a page never says so. A second rendering of the same body does, in attributes:
//! whoever asks lays the two side by side.

use super::Writer;
use crate::page::{Event, EventKind, Node};
use crate::source::Span;

/// The attribute of a block: its place in the list of origins.
pub(crate) const ATTRIBUTE: &str = "data-origin";

/// Where blocks begin in what was written, and in the sources.
pub(super) type Origins = Vec<(usize, Span)>;

impl Writer<'_> {
    /// Sets the attributes, and gives what they count.
    pub(super) fn mark_origins(&mut self) -> Vec<Span> {
        let Some(origins) = self.origins.take() else {
            return Vec::new();
        };
        let (html, spans) = marked(&self.out, &origins);
        self.out = html;
        spans
    }

    /// Notes the origin of the block that `event` has begun, written from the byte `before` on.
    pub(super) fn note_origin(&mut self, before: usize, event: &Event) {
        let Some(origins) = &mut self.origins else {
            return;
        };
        let written = &self.out[before..];
        let line_end = written.len() - written.trim_start_matches('\n').len();
        if is_block(event.kind) && written[line_end..].starts_with('<') {
            origins.push((before + line_end, event.span));
        }
    }
}

fn is_block(kind: EventKind) -> bool {
    match kind {
        EventKind::Start(node) => !matches!(
            node,
            Node::FootnoteDefinition(_)
                | Node::HtmlBlock
                | Node::TableHead
                | Node::TableCell
                | Node::Emphasis
                | Node::Strong
                | Node::Strikethrough
                | Node::Link(_)
        ),
        EventKind::CodeBlock(_) | EventKind::Rule => true,
        _ => false,
    }
}

/// The markup with an attribute on each block, and the places that the attributes count.
fn marked(html: &str, origins: &[(usize, Span)]) -> (String, Vec<Span>) {
    let mut out = String::with_capacity(html.len() + 20 * origins.len());
    let mut written = 0;
    for (at, (start, _)) in origins.iter().enumerate() {
        let name = html[*start..].find([' ', '>', '\n', '/']);
        let end = name.map_or(html.len(), |length| start + length);
        out.push_str(&html[written..end]);
        out.push_str(&format!(" {ATTRIBUTE}=\"{at}\""));
        written = end;
    }
    out.push_str(&html[written..]);
    (out, origins.iter().map(|(_, span)| *span).collect())
}
