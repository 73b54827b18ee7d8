//! How many elements a drawing has once each `use` is a copy of what it shows.
//!
//! Copies of copies multiply: ten lines make a drawing that no browser finishes.

use std::collections::HashMap;
use std::ops::Range;

use super::super::problem::{ImageProblem, damaged};
use crate::limits::DRAWING_COPIES;

/// More copies than any map or chart shows, and few enough for an old phone.
const MAX_COPIES: usize = DRAWING_COPIES.most;

/// How far copies may stand in copies.
const MAX_DEPTH: usize = 64;

/// What was met of a drawing, in its order.
#[derive(Default)]
pub(super) struct Copies {
    elements: usize,
    /// Where the elements are that are still open, with their ids.
    open: Vec<(usize, Option<String>)>,
    /// Which elements each id stands for: its own and those within.
    named: HashMap<String, Range<usize>>,
    /// Elements that show another, and its id.
    uses: Vec<(usize, String)>,
}

impl Copies {
    pub(super) fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        let find = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| value.clone())
        };
        self.open.push((self.elements, find("id")));
        if name == "use"
            && let Some(target) = find("href").or_else(|| find("xlink:href"))
            && let Some(id) = target.strip_prefix('#')
        {
            self.uses.push((self.elements, id.to_owned()));
        }
        self.elements += 1;
    }

    pub(super) fn end(&mut self) {
        if let Some((start, Some(id))) = self.open.pop() {
            self.named.entry(id).or_insert(start..self.elements);
        }
    }

    /// # Errors
    /// When there are too many.
    pub(super) fn check(&self) -> Result<(), ImageProblem> {
        let mut known = HashMap::new();
        let mut copies = 0;
        for (_, id) in &self.uses {
            copies += self.elements_of(id, &mut known, 0)?;
            within_bounds(copies)?;
        }
        Ok(())
    }

    /// How many elements a copy has. One within itself is shown by no browser and counts nothing.
    fn elements_of<'a>(
        &'a self,
        id: &'a str,
        known: &mut HashMap<&'a str, usize>,
        depth: usize,
    ) -> Result<usize, ImageProblem> {
        if let Some(elements) = known.get(id) {
            return Ok(*elements);
        }
        let Some(range) = self.named.get(id) else {
            return Ok(0);
        };
        within_bounds(if depth > MAX_DEPTH { usize::MAX } else { 0 })?;
        // Counted as nothing while it is being counted, which ends a circle.
        known.insert(id, 0);
        let mut elements = range.len();
        let first = self.uses.partition_point(|(at, _)| *at < range.start);
        for (_, inner) in self.uses[first..]
            .iter()
            .take_while(|(at, _)| *at < range.end)
        {
            elements += self.elements_of(inner, known, depth + 1)?;
            within_bounds(elements)?;
        }
        known.insert(id, elements);
        Ok(elements)
    }
}

fn within_bounds(copies: usize) -> Result<(), ImageProblem> {
    if copies > MAX_COPIES {
        Err(damaged(
            "it shows parts of itself again and again, without end",
        ))
    } else {
        Ok(())
    }
}
