//! Whether a section says anything, which more than one rule asks.

use crate::model::page::{EventKind, Heading, Node, Page};

/// Whether there is something to read below a heading, up to the next of its level.
pub(crate) fn has_text(page: &Page, heading: &Heading) -> bool {
    let body = &page.body;
    let mut in_heading = false;
    body.visible(heading.events.clone())
        .any(|(_, event)| match event.kind {
            EventKind::Start(Node::Heading(_)) => {
                in_heading = true;
                false
            }
            EventKind::End(Node::Heading(_)) => {
                in_heading = false;
                false
            }
            // A heading below it is none of its text: a section of headings alone says nothing.
            _ if in_heading => false,
            EventKind::Text(text) | EventKind::Html(text) => {
                !body.words(text, event.span, &page.text).trim().is_empty()
            }
            EventKind::Code(_)
            | EventKind::CodeBlock(_)
            | EventKind::Image(_)
            | EventKind::Embed(_)
            | EventKind::Citation(_)
            | EventKind::Start(Node::Link(_)) => true,
            _ => false,
        })
}
