//! What the aliases of a YAML text come to, before anything is made of them.
//!
//! An alias stands for a copy of what its anchor marks, and copies may hold aliases in turn, so ten lines can ask
//! for a thousand million copies. Takes the text; gives where it asks for too much, without making any.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use crate::limits::ALIASED;

/// What a node takes beside its text.
const NODE: u64 = 16;

/// The character of the first alias that makes all copies together longer than they may be.
pub(super) fn too_many(text: &str) -> Option<usize> {
    // Most texts have none.
    if !text.contains('&') || !text.contains('*') {
        return None;
    }
    let mut sizes = Sizes::default();
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        sizes.add(&event);
        if sizes.copied > ALIASED.most as u64 {
            return Some(span.start.index());
        }
    }
    None
}

/// How long each marked node is, with all its copies.
#[derive(Default)]
struct Sizes {
    marked: HashMap<usize, u64>,
    /// The mark and the length so far of each node that is open.
    open: Vec<(usize, u64)>,
    /// How long all copies are together.
    copied: u64,
}

impl Sizes {
    fn add(&mut self, event: &Event<'_>) {
        match event {
            Event::Scalar(text, _, anchor, _) => self.close(*anchor, NODE + text.len() as u64),
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                self.open.push((*anchor, NODE));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((anchor, size)) = self.open.pop() {
                    self.close(anchor, size);
                }
            }
            Event::Alias(anchor) => {
                let size = self.marked.get(anchor).copied().unwrap_or(NODE);
                self.copied = self.copied.saturating_add(size);
                self.close(0, size);
            }
            _ => {}
        }
    }

    /// Ends a node, which is a part of the one that is open; `anchor` is 0 where it has none.
    fn close(&mut self, anchor: usize, size: u64) {
        if anchor > 0 {
            self.marked.insert(anchor, size);
        }
        if let Some((_, outer)) = self.open.last_mut() {
            *outer = outer.saturating_add(size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::too_many;

    #[test]
    fn aliases_as_people_use_them_are_few() {
        assert_eq!(too_many("a: &a [x, y]\nb: *a\nc: {d: *a}\n"), None);
        assert_eq!(too_many("a: \"R&D *\"\nb: [\n"), None);
    }

    #[test]
    fn copies_of_copies_and_of_long_texts_are_too_many() {
        let mut doubled = "a0: &a0 [x]\n".to_owned();
        for at in 0..60 {
            doubled += &format!("a{}: &a{} [*a{at}, *a{at}]\n", at + 1, at + 1);
        }
        assert!(too_many(&doubled).is_some());
        let long = format!(
            "a: &a {}\nb: [{}]\n",
            "x".repeat(100_000),
            "*a, ".repeat(1_000)
        );
        assert!(too_many(&long).is_some());
    }
}
