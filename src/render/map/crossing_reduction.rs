//! The order of what stands in each row, so that few lines cross.
//!
//! Layers are gone through down and up a fixed number of times; each item goes to the mean of the
//! places of those it is joined to, then neighbours change places where that uncrosses lines. The
//! best order seen is kept.

use super::layering::{Item, Layers, Line};

/// How many times all rows are gone through.
const SWEEPS: usize = 12;

/// Whether a sweep goes from the first row to the last. Every other one goes back, so that each row is placed by
/// those on both sides of it.
fn goes_down(sweep: usize) -> bool {
    sweep.is_multiple_of(2)
}

/// The rows in the order in which a sweep goes through them.
pub(super) fn sweep_order(layers: &Layers, sweep: usize) -> Vec<usize> {
    let all = 0..layers.rows.len();
    if goes_down(sweep) {
        all.collect()
    } else {
        all.rev().collect()
    }
}

/// Puts the items of each row in order.
pub(super) fn reduce_crossings(layers: &mut Layers) {
    let joined = Joined::new(layers.items.len(), &layers.lines);
    let mut places = vec![0; layers.items.len()];
    layers.rows.iter().for_each(|row| note(row, &mut places));
    let mut best = layers.rows.clone();
    let mut fewest = crossings(layers, &joined, &places);
    for sweep in 0..SWEEPS {
        for at in sweep_order(layers, sweep) {
            let row = &mut layers.rows[at];
            let before = if goes_down(sweep) {
                &joined.up
            } else {
                &joined.down
            };
            by_mean(row, before, &places);
            note(row, &mut places);
            exchange(row, &joined, &mut places);
        }
        // A sweep can make it worse, so the best order is kept and not the last.
        let found = crossings(layers, &joined, &places);
        if found < fewest {
            fewest = found;
            best.clone_from(&layers.rows);
        }
    }
    layers.rows = best;
}

/// What each item is joined to in the row above and in the row below.
struct Joined {
    up: Vec<Vec<Item>>,
    down: Vec<Vec<Item>>,
}

impl Joined {
    fn new(items: usize, lines: &[Line]) -> Self {
        let mut joined = Joined {
            up: vec![Vec::new(); items],
            down: vec![Vec::new(); items],
        };
        for line in lines {
            joined.up[line.lower].push(line.upper);
            joined.down[line.upper].push(line.lower);
        }
        joined
    }
}

fn note(row: &[Item], places: &mut [usize]) {
    for (at, &item) in row.iter().enumerate() {
        places[item] = at;
    }
}

/// Sorts a row by the means of the places of what its items are joined to; one that is joined to
/// nothing there keeps its place.
fn by_mean(row: &mut [Item], joined: &[Vec<Item>], places: &[usize]) {
    let mean = |item: &Item| match &joined[*item][..] {
        [] => places[*item] as f64,
        others => {
            let sum: usize = others.iter().map(|other| places[*other]).sum();
            sum as f64 / others.len() as f64
        }
    };
    row.sort_by(|one, other| mean(one).total_cmp(&mean(other)));
}

/// Lets neighbours change places for as long as fewer lines cross.
fn exchange(row: &mut [Item], joined: &Joined, places: &mut [usize]) {
    let mut again = true;
    while again {
        again = false;
        for at in 1..row.len() {
            let (left, right) = (row[at - 1], row[at]);
            let crossed = |left: Item, right: Item| {
                let up = inversions(&joined.up[left], &joined.up[right], places);
                up + inversions(&joined.down[left], &joined.down[right], places)
            };
            if crossed(right, left) < crossed(left, right) {
                row.swap(at - 1, at);
                places.swap(left, right);
                again = true;
            }
        }
    }
}

/// How many lines of one item cross lines of another that stands after it.
fn inversions(one: &[Item], other: &[Item], places: &[usize]) -> usize {
    let crossed = |left: &Item| {
        let before = other.iter().filter(|right| places[**right] < places[*left]);
        before.count()
    };
    one.iter().map(crossed).sum()
}

fn crossings(layers: &Layers, joined: &Joined, places: &[usize]) -> usize {
    let of_row = |row: &Vec<Item>| -> usize {
        let pairs = row.iter().enumerate();
        let pairs = pairs.flat_map(|(at, one)| row[at + 1..].iter().map(move |other| (one, other)));
        pairs
            .map(|(one, other)| inversions(&joined.down[*one], &joined.down[*other], places))
            .sum()
    };
    layers.rows.iter().map(of_row).sum()
}

#[cfg(test)]
mod tests {
    use super::{Joined, crossings, note, reduce_crossings};
    use crate::render::map::graph::Graph;
    use crate::render::map::layering::{Layers, layers};
    use crate::render::map::testing::thicket;

    fn count(layers: &Layers) -> usize {
        let mut places = vec![0; layers.items.len()];
        layers.rows.iter().for_each(|row| note(row, &mut places));
        crossings(
            layers,
            &Joined::new(layers.items.len(), &layers.lines),
            &places,
        )
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let graph = Graph::new(6, &[(0, 5), (1, 4), (2, 3), (0, 4)]);
        let mut layers = layers(&graph, 3);
        assert!(count(&layers) > 0);
        reduce_crossings(&mut layers);
        assert_eq!(count(&layers), 0);
    }

    #[test]
    fn an_order_is_never_worse_and_loses_nothing() {
        let (len, pairs) = thicket(7);
        let mut layers = layers(&Graph::new(len, &pairs), 4);
        let (before, mut all) = (count(&layers), layers.rows.concat());
        reduce_crossings(&mut layers);
        assert!(count(&layers) < before);
        let mut kept = layers.rows.concat();
        kept.sort_unstable();
        all.sort_unstable();
        assert_eq!(kept, all);
    }
}
