//! Where in a text a walk is, as far as readers are told: under which heading, and in which item of a list.

use crate::document::numbers::ClaimPlace;
use crate::model::page::{Body, Node};
use crate::model::site::PageIndex;

#[derive(Default)]
pub(super) struct Position {
    /// The heading that was met last, by its page and its index there.
    heading: Option<(PageIndex, u32)>,
    /// For each list that is open the number of its item, where items have numbers.
    items: Vec<Option<u64>>,
}

impl Position {
    /// A node of a page's body begins.
    pub(super) fn enter(&mut self, page: PageIndex, body: &Body, node: Node) {
        match node {
            Node::Heading(heading) => self.heading = Some((page, heading)),
            Node::List(list) => {
                let first = body.lists[list as usize];
                self.items.push(first.map(|first| first.wrapping_sub(1)));
            }
            Node::Item => {
                if let Some(Some(number)) = self.items.last_mut() {
                    *number = number.wrapping_add(1);
                }
            }
            _ => {}
        }
    }

    /// It ends.
    pub(super) fn leave(&mut self, node: Node) {
        if let Node::List(_) = node {
            self.items.pop();
        }
    }

    /// The place of a claim here, or in the note of this number.
    pub(super) fn of_claim(&self, note: Option<usize>) -> ClaimPlace {
        ClaimPlace {
            heading: self.heading,
            // That of the outermost list: a step, and not a part of it.
            item: self.items.iter().copied().flatten().next(),
            note,
        }
    }
}
