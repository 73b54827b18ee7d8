//! The paragraphs and list items of a text with what they cite, for rules that ask what a block rests on.

use crate::model::page::{EventKind, Node, Page};
use crate::model::source::Span;

/// A paragraph, or an item of a list without paragraphs.
pub(super) struct Block {
    pub(super) span: Span,
    /// Its words, without the marks.
    pub(super) text: String,
    /// Indices into the marks of the page's body.
    pub(super) marks: Vec<u32>,
    /// Whether it refers to a footnote.
    pub(super) has_note: bool,
    /// Whether it stands in nothing else: no list, no quotation, no table.
    pub(super) is_top: bool,
    /// The heading of the second level above it, by its place among the headings.
    pub(super) section: Option<u32>,
}

/// All of them that everyone may read, in order.
pub(super) fn blocks(page: &Page) -> Vec<Block> {
    let body = &page.body;
    let mut blocks: Vec<Block> = Vec::new();
    // The block that is being read, and how deep it stands.
    let mut open: Vec<(Block, usize)> = Vec::new();
    let mut depth = 0;
    let mut section = None;
    for (_, event) in body.visible(0..body.events.len() as u32) {
        match event.kind {
            EventKind::Start(Node::Heading(heading)) => {
                let at = &body.headings[heading as usize];
                if at.level <= 2 && !at.nested {
                    section = (at.level == 2).then_some(heading);
                }
                depth += 1;
            }
            EventKind::Start(Node::Paragraph | Node::Item) => {
                let block = Block {
                    span: event.span,
                    text: String::new(),
                    marks: Vec::new(),
                    has_note: false,
                    is_top: depth == 0,
                    section,
                };
                open.push((block, depth));
                depth += 1;
            }
            EventKind::Start(_) => depth += 1,
            EventKind::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some((block, _)) = open.pop_if(|(_, began)| *began == depth) {
                    blocks.push(block);
                }
            }
            EventKind::Text(text) | EventKind::Code(text) => {
                if let Some((block, _)) = open.last_mut() {
                    block
                        .text
                        .push_str(body.words(text, event.span, &page.text));
                }
            }
            EventKind::SoftBreak | EventKind::HardBreak => {
                if let Some((block, _)) = open.last_mut() {
                    block.text.push(' ');
                }
            }
            EventKind::Citation(mark) => {
                if let Some((block, _)) = open.last_mut() {
                    block.marks.push(mark);
                }
            }
            EventKind::FootnoteReference(_) => {
                if let Some((block, _)) = open.last_mut() {
                    block.has_note = true;
                }
            }
            _ => {}
        }
    }
    blocks
}
