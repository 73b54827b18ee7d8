//! Where in its row each item stands: near those it is joined to, in the order of the row, and none
//! on top of another.

use std::collections::{BTreeMap, BTreeSet};

use super::crossing_reduction::sweep_order;
use super::layering::{Item, Kind, Layers, Line};

/// How often all rows are gone through.
const SWEEPS: usize = 40;

/// How much more it matters that a dummy node is straight than that a box stands below another.
const STRAIGHT: f64 = 16.0;

/// Half of what boxes and dummy nodes take of a row, with the space around them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Halves {
    pub(super) of_box: f64,
    pub(super) of_dummy: f64,
}

impl Halves {
    fn of(self, kind: Kind) -> f64 {
        match kind {
            Kind::Box => self.of_box,
            Kind::Dummy => self.of_dummy,
        }
    }
}

/// The least width in which all rows have room.
pub(super) fn least_width(layers: &Layers, halves: Halves) -> f64 {
    let width = |row: &Vec<Item>| -> f64 {
        let halves = row.iter().map(|item| halves.of(layers.items[*item]));
        2.0 * halves.sum::<f64>()
    };
    layers.rows.iter().map(width).fold(0.0, f64::max)
}

/// The middle of each item, from 0 to `width` at most, which is no less than the least.
pub(super) fn middles(layers: &Layers, halves: Halves, width: f64) -> Vec<f64> {
    let joins = joins(layers);
    let mut middles = vec![width / 2.0; layers.items.len()];
    for sweep in 0..SWEEPS {
        for row in sweep_order(layers, sweep) {
            let row = &layers.rows[row];
            let wanted: Vec<Wanted> = row
                .iter()
                .map(|item| wanted(*item, &joins[*item], &middles))
                .collect();
            let halves: Vec<f64> = row
                .iter()
                .map(|item| halves.of(layers.items[*item]))
                .collect();
            for (item, middle) in row.iter().zip(spread(&wanted, &halves, width)) {
                middles[*item] = middle;
            }
        }
    }
    straighten(layers, halves, width, &mut middles);
    middles
}

/// Gives dummy nodes that lead on from one another one middle, for as many rows as leave room for it: means
/// alone would let a long line drift a little in every row.
fn straighten(layers: &Layers, halves: Halves, width: f64, middles: &mut [f64]) {
    let is_dummy = |item: Item| layers.items[item] == Kind::Dummy;
    let dummies = layers.lines.iter();
    let dummies = dummies.filter(|line| is_dummy(line.upper) && is_dummy(line.lower));
    let next: BTreeMap<Item, Item> = dummies.map(|line| (line.upper, line.lower)).collect();
    let led_to: BTreeSet<Item> = next.values().copied().collect();
    let rooms = Rooms::new(layers, halves, width);
    for &first in next.keys().filter(|dummy| !led_to.contains(dummy)) {
        let mut chain = Some(first);
        while chain.is_some() {
            // As long as one middle fits all of them the run goes on; where none does, a new one begins.
            let (mut run, mut from, mut to) = (Vec::new(), 0.0, width);
            while let Some(dummy) = chain {
                let (least, most) = rooms.of(dummy, middles);
                if !run.is_empty() && least.max(from) > most.min(to) {
                    break;
                }
                (from, to) = (least.max(from), most.min(to));
                run.push(dummy);
                chain = next.get(&dummy).copied();
            }
            let sum: f64 = run.iter().map(|dummy| middles[*dummy]).sum();
            let middle = (sum / run.len() as f64).min(to).max(from);
            run.iter().for_each(|dummy| middles[*dummy] = middle);
        }
    }
}

/// What stands beside each item.
struct Rooms<'a> {
    layers: &'a Layers,
    halves: Halves,
    width: f64,
    /// The row of each item, and its place there.
    places: Vec<(usize, usize)>,
}

impl<'a> Rooms<'a> {
    fn new(layers: &'a Layers, halves: Halves, width: f64) -> Self {
        let mut places = vec![(0, 0); layers.items.len()];
        for (row, items) in layers.rows.iter().enumerate() {
            for (at, &item) in items.iter().enumerate() {
                places[item] = (row, at);
            }
        }
        Rooms {
            layers,
            halves,
            width,
            places,
        }
    }

    /// How far an item could go to the left and to the right as things stand.
    fn of(&self, item: Item, middles: &[f64]) -> (f64, f64) {
        let (row, at) = self.places[item];
        let row = &self.layers.rows[row];
        let half = |item: Item| self.halves.of(self.layers.items[item]);
        let before = at.checked_sub(1).map(|before| row[before]);
        let least = before.map_or(0.0, |before| middles[before] + half(before));
        let after = row.get(at + 1);
        let most = after.map_or(self.width, |after| middles[*after] - half(*after));
        (least + half(item), most - half(item))
    }
}

/// Where an item would stand if it were alone in its row, and how much that matters.
struct Wanted {
    middle: f64,
    weight: f64,
}

/// What each item is joined to, with how much it matters that the two stand one above the other.
fn joins(layers: &Layers) -> Vec<Vec<(Item, f64)>> {
    let mut joins = vec![Vec::new(); layers.items.len()];
    for &Line { upper, lower, .. } in &layers.lines {
        let dummies = [upper, lower].map(|item| layers.items[item] == Kind::Dummy);
        let weight = if dummies == [true, true] {
            STRAIGHT
        } else {
            1.0
        };
        joins[upper].push((lower, weight));
        joins[lower].push((upper, weight));
    }
    joins
}

fn wanted(item: Item, joins: &[(Item, f64)], middles: &[f64]) -> Wanted {
    let weight: f64 = joins.iter().map(|(_, weight)| weight).sum();
    if joins.is_empty() {
        let middle = middles[item];
        return Wanted {
            middle,
            weight: 1.0,
        };
    }
    let sum: f64 = joins.iter().map(|(to, weight)| middles[*to] * weight).sum();
    Wanted {
        middle: sum / weight,
        weight,
    }
}

/// The middles nearest to those wanted, in the least squares, that leave each item its room between
/// 0 and `width`.
///
/// Less the room of what stands before, middles need only not decrease: that is isotonic regression,
/// which pooling adjacent violators solves.
fn spread(wanted: &[Wanted], halves: &[f64], width: f64) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::new();
    let mut room = 0.0;
    let mut rooms = Vec::with_capacity(wanted.len());
    for (wanted, half) in wanted.iter().zip(halves) {
        room += half;
        rooms.push(room);
        let mut pool = (wanted.middle - room, wanted.weight, 1);
        // A pool takes in each before it that would stand behind it, and all get their mean.
        while let Some((middle, weight, count)) = pools.pop_if(|last| last.0 >= pool.0) {
            let both = weight + pool.1;
            pool = (
                (middle * weight + pool.0 * pool.1) / both,
                both,
                count + pool.2,
            );
        }
        pools.push(pool);
        room += half;
    }
    let most = (width - room).max(0.0);
    let pools = pools.iter();
    let shifts =
        pools.flat_map(|&(shift, _, count)| std::iter::repeat_n(shift.clamp(0.0, most), count));
    shifts
        .zip(rooms)
        .map(|(shift, room)| shift + room)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Halves, Wanted, least_width, middles, spread};
    use crate::render::map::crossing_reduction::reduce_crossings;
    use crate::render::map::graph::Graph;
    use crate::render::map::layering::layers;
    use crate::render::map::testing::thicket;

    const HALVES: Halves = Halves {
        of_box: 70.0,
        of_dummy: 7.0,
    };

    fn wanted(middle: f64) -> Wanted {
        Wanted {
            middle,
            weight: 1.0,
        }
    }

    #[test]
    fn items_that_want_one_place_share_the_way() {
        let all = [wanted(50.0), wanted(50.0), wanted(300.0)];
        assert_eq!(spread(&all, &[10.0; 3], 400.0), [40.0, 60.0, 300.0]);
        assert_eq!(spread(&all, &[10.0; 3], 100.0), [40.0, 60.0, 90.0]);
        assert_eq!(spread(&[wanted(-5.0)], &[10.0], 100.0), [10.0]);
    }

    #[test]
    fn nothing_stands_on_top_of_another_or_beyond_the_edges() {
        for seed in 1..6 {
            let (len, pairs) = thicket(seed);
            let mut layers = layers(&Graph::new(len, &pairs), 3);
            reduce_crossings(&mut layers);
            let width = least_width(&layers, HALVES);
            let middles = middles(&layers, HALVES, width);
            for row in &layers.rows {
                let half = |item: usize| HALVES.of(layers.items[item]);
                let mut end = -0.001;
                for &item in row {
                    assert!(middles[item] - half(item) >= end, "seed {seed}");
                    end = middles[item] + half(item) - 0.001;
                }
                assert!(end <= width);
            }
        }
    }

    #[test]
    fn a_chain_is_straight_and_so_is_a_line_that_passes_it() {
        let layers = layers(&Graph::new(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]), 3);
        let middles = middles(&layers, HALVES, 300.0);
        assert_eq!(middles[1], middles[2]);
        assert_eq!(middles[4], middles[5]);
    }
}
