//! Where in a body a walk is, and what it can look up around there.

use crate::document::event::Tag;
use crate::model::page::{Alignment, Body, Event, EventKind, Lead, Node, Text};
use crate::model::site::PageIndex;

pub(super) struct Place<'a> {
    pub(super) page: PageIndex,
    pub(super) body: &'a Body,
    pub(super) text: &'a str,
    /// Events before this one are left out.
    pub(super) skip_to: u32,
    /// The link that is open.
    pub(super) link: Option<Tag<'a>>,
    /// The columns of the table that is open.
    columns: &'a [Alignment],
    /// The column of the next cell.
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// Whether a heading is open.
    pub(super) in_heading: bool,
    /// Whether the cell that is open holds nothing.
    is_empty_cell: bool,
}

impl<'a> Place<'a> {
    pub(super) fn new(page: PageIndex, body: &'a Body, text: &'a str) -> Self {
        Place {
            page,
            body,
            text,
            skip_to: 0,
            link: None,
            columns: &[],
            column: 0,
            in_head: false,
            in_heading: false,
            is_empty_cell: false,
        }
    }

    pub(super) fn words(&self, text: Text, event: &Event) -> &'a str {
        self.body.words(text, event.span, self.text)
    }

    /// The text of the page, and where in it the words of an event stand; none where they are others.
    pub(super) fn source_of(&self, text: Text, event: &Event) -> Option<(&'a str, usize)> {
        (text == Text::Verbatim).then_some((self.text, event.span.start as usize))
    }

    /// Whether a full stop comes next, where `rest` is left of the text at an event. It may stand behind the end of what is
    /// strong or a link.
    pub(super) fn is_before_stop(&self, rest: &str, at: u32) -> bool {
        if !rest.is_empty() {
            return rest.starts_with('.');
        }
        let behind = self.body.events[at as usize + 1..].iter();
        let mut behind = behind.skip_while(|event| match event.kind {
            EventKind::End(node) => node.is_stress() || matches!(node, Node::Link(_)),
            _ => false,
        });
        behind.next().is_some_and(|event| match event.kind {
            EventKind::Text(text) => self.words(text, event).starts_with('.'),
            _ => false,
        })
    }

    pub(super) fn open_table(&mut self, table: u32) {
        self.columns = &self.body.tables[table as usize];
    }

    pub(super) fn open_row(&mut self, is_head: bool) {
        self.in_head = is_head;
        self.column = 0;
    }

    /// `at` is the event at which the cell starts.
    pub(super) fn open_cell(&mut self, at: u32) {
        let next = self.body.events.get(at as usize + 1);
        self.is_empty_cell = next.is_some_and(|next| next.kind == EventKind::End(Node::TableCell));
    }

    /// Whether the cell that is open is the head of a column. One that says nothing is none.
    pub(super) fn is_head_cell(&self) -> bool {
        self.in_head && !self.is_empty_cell
    }

    /// How the next cell is aligned.
    pub(super) fn alignment(&self) -> Alignment {
        let column = self.columns.get(self.column);
        column.copied().unwrap_or(Alignment::None)
    }

    /// What the list item that starts at event `at` begins with.
    pub(super) fn lead(&self, at: u32) -> Option<Lead> {
        // Entries are in the order of their items.
        let entries = &self.body.entries;
        let found = entries.binary_search_by_key(&at, |entry| entry.item);
        Some(entries[found.ok()?].lead)
    }

    /// Leaves out all up to the mark with which the item at event `at` begins. Whether a paragraph has to
    /// start anew behind it: an item of a loose list begins with one, whose start is left out too.
    pub(super) fn skip_mark(&mut self, at: u32, citation: u32) -> bool {
        let mut events = self.body.events[at as usize..].iter();
        let Some(after) = events.position(|event| event.kind == EventKind::Citation(citation))
        else {
            return false;
        };
        self.skip_to = at + after as u32 + 1;
        let next = self.body.events.get(self.skip_to as usize);
        if next.is_some_and(|event| event.kind == EventKind::End(Node::Paragraph)) {
            self.skip_to += 1;
            return false;
        }
        after > 1
    }

    /// The event that ends the link that starts at `at`.
    pub(super) fn end_of_link(&self, at: u32) -> u32 {
        let mut events = self.body.events[at as usize..].iter();
        let length = events.position(|event| matches!(event.kind, EventKind::End(Node::Link(_))));
        at + length.unwrap_or(0) as u32
    }

    /// Whether the words of the link at event `at` are its address.
    pub(super) fn says(&self, at: u32, address: &str) -> bool {
        let words = self.body.events.get(at as usize + 1);
        let Some((event, EventKind::Text(text))) = words.map(|event| (event, event.kind)) else {
            return false;
        };
        bare(self.words(text, event)) == bare(address)
    }
}

/// An address without what nobody says aloud: its scheme and the slash at its end.
fn bare(address: &str) -> &str {
    let address = address.trim_end_matches('/');
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    let mut rest = schemes
        .iter()
        .filter_map(|scheme| address.strip_prefix(scheme));
    rest.next().unwrap_or(address)
}

/// Whether a node is a block that a writer may be led to.
pub(super) fn begins_block(node: Node) -> bool {
    !matches!(
        node,
        Node::FootnoteDefinition(_)
            | Node::HtmlBlock
            | Node::TableHead
            | Node::TableCell
            | Node::Emphasis
            | Node::Strong
            | Node::Strikethrough
            | Node::Link(_)
    )
}
