//! Which row of a drawing each box stands in, and the dummy nodes that lead lines through the rows between.
//!
//! Layers hold no more than so many boxes, so that a drawing fits a screen, as in the layering of Coffman
//! and Graham (1972). But what is placed first is not what leads on the furthest: it is what leaves the
//! fewest lines open, so that lines are short and few pass rows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Edge, Graph};

/// How many times nodes are moved to better rows.
const PASSES: usize = 4;

/// A place in [`Layers::items`].
pub(super) type Item = usize;

/// What stands in a row. The boxes come first among the items, in the order of the nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Box,
    Dummy,
}

/// A line from an item to one of the next row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    pub(super) upper: Item,
    pub(super) lower: Item,
    /// Whether it is of an edge that points upwards.
    pub(super) reversed: bool,
}

pub(super) struct Layers {
    pub(super) items: Vec<Kind>,
    pub(super) rows: Vec<Vec<Item>>,
    /// Distinct and sorted.
    pub(super) lines: Vec<Line>,
}

/// Layers of at most `columns` boxes, in which each edge leads downwards.
pub(super) fn layers(graph: &Graph, columns: usize) -> Layers {
    let row_of = fill(graph, columns.max(1));
    let last = row_of.iter().max().map_or(0, |last| last + 1);
    let mut layers = Layers {
        items: vec![Kind::Box; graph.len],
        rows: vec![Vec::new(); last],
        lines: Vec::new(),
    };
    for (node, &row) in row_of.iter().enumerate() {
        layers.rows[row].push(node);
    }
    let mut dummies = BTreeMap::new();
    for &edge in &graph.edges {
        layers.lead(edge, &row_of, &mut dummies);
    }
    layers.lines.sort_unstable();
    layers.lines.dedup();
    layers
}

impl Layers {
    /// Leads an edge from row to row. All that point down from one box share a dummy node, since they say
    /// the same: what that box comes before.
    fn lead(
        &mut self,
        edge: Edge,
        row_of: &[usize],
        dummies: &mut BTreeMap<(usize, Option<usize>, usize), Item>,
    ) {
        let Edge {
            first,
            then,
            reversed,
        } = edge;
        let mut upper = first;
        for row in row_of[first] + 1..row_of[then] {
            // A reversed edge points up at its end, so it shares no line with those that point down.
            let dummy = *dummies
                .entry((first, reversed.then_some(then), row))
                .or_insert_with(|| {
                    self.items.push(Kind::Dummy);
                    self.rows[row].push(self.items.len() - 1);
                    self.items.len() - 1
                });
            self.lines.push(Line {
                upper,
                lower: dummy,
                reversed,
            });
            upper = dummy;
        }
        self.lines.push(Line {
            upper,
            lower: then,
            reversed,
        });
    }
}

/// The row of each node.
fn fill(graph: &Graph, columns: usize) -> Vec<usize> {
    let mut open = Open::new(graph);
    while open.placed < graph.len {
        let mut picked: Vec<usize> = Vec::new();
        while picked.len() < columns
            && let Some(node) = open.next(&picked)
        {
            open.pick(node);
            picked.push(node);
        }
        open.row += 1;
    }
    let mut rows: Vec<usize> = open.rows.into_iter().flatten().collect();
    settle(graph, columns, &mut rows);
    close_up(&mut rows);
    rows
}

/// What is placed while rows are filled from the first.
struct Open {
    after: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
    /// How many steps lead on from each node at most.
    ahead: Vec<usize>,
    /// How many of what comes after each node are still to be placed.
    waiting: Vec<usize>,
    rows: Vec<Option<usize>>,
    row: usize,
    placed: usize,
}

impl Open {
    fn new(graph: &Graph) -> Self {
        let after = graph.after();
        let mut ahead = vec![0; graph.len];
        for &node in graph.order().iter().rev() {
            let further = after[node].iter().map(|then| ahead[*then] + 1);
            ahead[node] = further.max().unwrap_or(0);
        }
        Open {
            waiting: after.iter().map(Vec::len).collect(),
            before: graph.before(),
            after,
            ahead,
            rows: vec![None; graph.len],
            row: 0,
            placed: 0,
        }
    }

    /// What is placed next beside those `picked` for a row: the node with which the most lines end and
    /// the fewest begin. One that nothing comes before waits until it is needed, or nothing else is left.
    fn next(&self, picked: &[usize]) -> Option<usize> {
        let free = (0..self.rows.len()).filter(|node| self.is_free(*node, picked));
        let rank = |node: usize| {
            let follows = !self.before[node].is_empty() || self.is_needed(node);
            (follows, self.gain(node), self.ahead[node], Reverse(node))
        };
        let best = free.max_by_key(|node| rank(*node))?;
        (picked.is_empty() || rank(best).0).then_some(best)
    }

    fn is_placed(&self, node: usize) -> bool {
        self.rows[node].is_some()
    }

    /// Whether all that comes before a node stands in rows above.
    fn is_free(&self, node: usize, picked: &[usize]) -> bool {
        let mut before = self.before[node].iter();
        !self.is_placed(node)
            && before.all(|first| self.is_placed(*first) && !picked.contains(first))
    }

    /// Whether a node is all that something else waits for.
    fn is_needed(&self, node: usize) -> bool {
        let waits = |then: &usize| {
            let mut before = self.before[*then].iter();
            before.len() > 1 && before.all(|first| *first == node || self.is_placed(*first))
        };
        self.after[node].iter().any(waits)
    }

    /// How many more lines end with a node than begin.
    fn gain(&self, node: usize) -> isize {
        let before = self.before[node].iter();
        let ends = before.filter(|first| self.waiting[**first] == 1).count();
        let begins = usize::from(!self.after[node].is_empty());
        ends as isize - begins as isize
    }

    fn pick(&mut self, node: usize) {
        self.rows[node] = Some(self.row);
        self.placed += 1;
        for &first in &self.before[node] {
            self.waiting[first] -= 1;
        }
    }
}

/// Moves nodes up or down to where there is room, for as long as fewer dummy nodes are needed.
fn settle(graph: &Graph, columns: usize, rows: &mut [usize]) {
    let (after, before) = (graph.after(), graph.before());
    let mut held = vec![0; graph.len];
    rows.iter().for_each(|row| held[*row] += 1);
    for _ in 0..PASSES {
        for &node in graph.order().iter().rev() {
            let above = before[node].iter().map(|first| rows[*first] + 1).max();
            let below = after[node].iter().map(|then| rows[*then]).min();
            let from = rows[node];
            held[from] -= 1;
            let range = above.unwrap_or(0)..below.unwrap_or(held.len());
            let room = range.filter(|row| held[*row] < columns && (held[*row] > 0 || *row == from));
            let best = room.min_by_key(|row| {
                rows[node] = *row;
                (dummies(&after, rows), row.abs_diff(from))
            });
            rows[node] = best.unwrap_or(from);
            held[rows[node]] += 1;
        }
    }
}

/// How many dummy nodes are needed: one for each row between a node and the last of what comes after it.
fn dummies(after: &[Vec<usize>], rows: &[usize]) -> usize {
    let of_node = |(node, after): (usize, &Vec<usize>)| {
        let last = after.iter().map(|then| rows[*then]).max();
        last.map_or(0, |last| last.saturating_sub(rows[node] + 1))
    };
    after.iter().enumerate().map(of_node).sum()
}

/// Takes away rows that nothing is left in.
fn close_up(rows: &mut [usize]) {
    let held: BTreeSet<usize> = rows.iter().copied().collect();
    let place: BTreeMap<usize, usize> = held.into_iter().zip(0..).collect();
    rows.iter_mut().for_each(|row| *row = place[row]);
}

#[cfg(test)]
mod tests {
    use super::{Kind, layers};
    use crate::render::map::graph::Graph;
    use crate::render::map::testing::thicket;

    #[test]
    fn lines_lead_from_row_to_row_and_rows_hold_no_more_than_they_may() {
        for (seed, columns) in [(1, 1), (2, 2), (3, 3), (4, 5)] {
            let (len, pairs) = thicket(seed);
            let graph = Graph::new(len, &pairs);
            let layers = layers(&graph, columns);
            let row_of = |item| layers.rows.iter().position(|row| row.contains(&item));
            for line in &layers.lines {
                assert_eq!(row_of(line.upper).map(|row| row + 1), row_of(line.lower));
            }
            for row in &layers.rows {
                let boxes = row.iter().filter(|item| layers.items[**item] == Kind::Box);
                assert!((1..=columns).contains(&boxes.count()));
            }
            let placed: usize = layers.rows.iter().map(Vec::len).sum();
            assert_eq!(placed, layers.items.len());
        }
    }

    #[test]
    fn lines_down_from_one_box_share_a_lane() {
        let graph = Graph::new(4, &[(0, 1), (1, 2), (2, 3), (0, 2), (0, 3)]);
        let layers = layers(&graph, 2);
        let dummies = layers.items.iter().filter(|kind| **kind == Kind::Dummy);
        assert_eq!(dummies.count(), 2);
    }

    #[test]
    fn a_box_stands_right_above_what_builds_on_it() {
        let graph = Graph::new(4, &[(0, 1), (1, 2), (3, 2)]);
        assert_eq!(layers(&graph, 3).rows, [vec![0], vec![1, 3], vec![2]]);
    }
}
