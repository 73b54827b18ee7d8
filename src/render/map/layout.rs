//! Where the boxes and lines of a drawing go, in a width that it keeps to where it can.
//!
//! 1. `layering`: the row of each box, and dummy nodes for lines that pass rows.
//! 2. `crossing_reduction`: the order in each row.
//! 3. `coordinates`: where in its row each box stands.
//!
//! Tried with fewer and fewer columns, until all of it has room.

use super::coordinates::{self, Halves};
use super::crossing_reduction;
use super::graph::Graph;
use super::layering::{self, Kind, Layers};

pub(super) const BOX_WIDTH: f64 = 124.0;
/// Between two boxes of a row.
const GAP: f64 = 16.0;
const DUMMY: f64 = 14.0;
/// Half of what a line itself takes.
const LINE: f64 = 1.0;
/// How far an outline stands out of its box.
const OUTLINE: i32 = 1;
/// Around the drawing.
const MARGIN: f64 = 2.0;

const HALVES: Halves = Halves {
    of_box: f64::midpoint(BOX_WIDTH, GAP),
    of_dummy: DUMMY / 2.0,
};

/// What room there is for a drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f64,
    /// How many boxes may stand side by side.
    pub(super) columns: usize,
}

#[derive(Debug, PartialEq)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    /// Of each node: the left end and the top of its box.
    pub(super) boxes: Vec<(i32, i32)>,
    pub(super) bands: Vec<Band>,
}

/// A row with all that leads from it to the next.
#[derive(Debug, PartialEq)]
pub(super) struct Band {
    pub(super) top: i32,
    /// Where the next begins.
    pub(super) end: i32,
    /// In the order of the row.
    pub(super) nodes: Vec<usize>,
    pub(super) lines: Vec<Line>,
}

/// A line down from one row to the next: straight from `start` to `bend`, and then in a curve to
/// `end`.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) start: i32,
    pub(super) bend: i32,
    pub(super) end: i32,
    /// Whether it points to the box at its lower end.
    pub(super) points_down: bool,
    /// Whether it points to the box at its upper end.
    pub(super) points_up: bool,
}

/// Lays out a graph whose boxes are as high as `heights` says. The drawing is wider than the room
/// where one box and the dummy nodes beside it are.
pub(super) fn layout(graph: &Graph, heights: &[i32], room: Room) -> Layout {
    // The space around the outermost items is theirs, but not the drawing's.
    let width = room.width - 2.0 * MARGIN + 2.0 * (DUMMY / 2.0 - LINE).min(GAP / 2.0);
    let columns = (1..=room.columns).rev();
    let mut tried = columns.map(|columns| layering::layers(graph, columns));
    let fits = tried.find(|layers| coordinates::least_width(layers, HALVES) <= width);
    let mut layers = fits.unwrap_or_else(|| layering::layers(graph, 1));
    crossing_reduction::reduce_crossings(&mut layers);
    let width = width.max(coordinates::least_width(&layers, HALVES));
    let middles = coordinates::middles(&layers, HALVES, width);
    trim(&layers, &middles, heights)
}

/// Takes away the room that is left at both sides, and sets the rows one below the other.
fn trim(layers: &Layers, middles: &[f64], heights: &[i32]) -> Layout {
    let half = |item: usize| match layers.items[item] {
        Kind::Box => BOX_WIDTH / 2.0,
        Kind::Dummy => LINE,
    };
    let all = || 0..layers.items.len();
    let lefts = all().map(|item| middles[item] - half(item));
    let left = lefts.fold(f64::INFINITY, f64::min) - MARGIN;
    let rights = all().map(|item| middles[item] + half(item));
    let right = rights.fold(0.0, f64::max) + MARGIN;
    let middles: Vec<i32> = middles.iter().map(|x| (x - left).round() as i32).collect();
    let width = (right - left).ceil() as i32;
    stack(layers, &middles, heights, width)
}

/// Sets the rows one below the other, in a drawing of this width.
fn stack(layers: &Layers, middles: &[i32], heights: &[i32], width: i32) -> Layout {
    let height_of = |row: &Vec<usize>| {
        let boxes = row.iter().filter_map(|item| heights.get(*item));
        boxes.copied().max().unwrap_or(0)
    };
    let mut layout = Layout {
        width,
        height: 0,
        boxes: vec![(0, 0); heights.len()],
        bands: Vec::new(),
    };
    let mut top = OUTLINE;
    for row in &layers.rows {
        let nodes: Vec<usize> = row
            .iter()
            .copied()
            .filter(|item| *item < heights.len())
            .collect();
        for &node in &nodes {
            layout.boxes[node] = (middles[node] - BOX_WIDTH as i32 / 2, top);
        }
        let bottom = top + height_of(row);
        layout.height = bottom + OUTLINE;
        // Above the outlines of the next row.
        let end = bottom + between(layers, row, middles);
        let lines = lines(layers, row, middles, heights, (top, bottom, end - OUTLINE));
        layout.bands.push(Band {
            top: top - OUTLINE,
            end: end - OUTLINE,
            nodes,
            lines,
        });
        top = end;
    }
    if let Some(last) = layout.bands.last_mut() {
        last.end = layout.height;
    }
    layout
}

/// The height between a row and the next: more where lines have far to go, so that they stay apart.
fn between(layers: &Layers, row: &[usize], middles: &[i32]) -> i32 {
    let lines = layers.lines.iter().filter(|line| row.contains(&line.upper));
    let far = lines.map(|line| (middles[line.upper] - middles[line.lower]).abs());
    34 + (far.max().unwrap_or(0) / 8).min(46)
}

/// The lines that begin in a row, from whose top and bottom to the next row's top these are.
fn lines(
    layers: &Layers,
    row: &[usize],
    middles: &[i32],
    heights: &[i32],
    (top, bottom, end): (i32, i32, i32),
) -> Vec<Line> {
    let is_box = |item: usize| layers.items[item] == Kind::Box;
    let lines = layers.lines.iter().filter(|line| row.contains(&line.upper));
    let lines = lines.map(|line| Line {
        from: middles[line.upper],
        to: middles[line.lower],
        // A dummy node goes on from where the band above ends.
        start: top + heights.get(line.upper).copied().unwrap_or(-OUTLINE),
        bend: bottom,
        end,
        points_down: is_box(line.lower) && !line.reversed,
        points_up: is_box(line.upper) && line.reversed,
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{BOX_WIDTH, Layout, Line, Room, layout};
    use crate::render::map::graph::Graph;
    use crate::render::map::testing::thicket;

    const NARROW: Room = Room {
        width: 288.0,
        columns: 2,
    };

    fn laid_out(len: usize, pairs: &[(usize, usize)], room: Room) -> (Layout, Vec<i32>) {
        let heights: Vec<i32> = (0..len).map(|node| 35 + 17 * (node as i32 % 3)).collect();
        (layout(&Graph::new(len, pairs), &heights, room), heights)
    }

    fn lines(drawn: &Layout) -> Vec<&Line> {
        drawn.bands.iter().flat_map(|band| &band.lines).collect()
    }

    #[test]
    fn boxes_do_not_overlap_and_lines_keep_clear_of_them() {
        for (seed, columns) in [(1, 2), (2, 5), (3, 5), (4, 1)] {
            let (len, pairs) = thicket(seed);
            let width = 700.0;
            let (drawn, heights) = laid_out(len, &pairs, Room { width, columns });
            let boxes: Vec<_> = drawn.boxes.iter().zip(&heights).collect();
            for (at, ((x, y), height)) in boxes.iter().enumerate() {
                assert!(*x >= 0 && x + BOX_WIDTH as i32 <= drawn.width);
                assert!(*y >= 0 && y + *height <= drawn.height);
                for ((other_x, other_y), other_height) in &boxes[at + 1..] {
                    let apart = (x - other_x).abs() >= BOX_WIDTH as i32
                        || *y >= other_y + *other_height
                        || *other_y >= y + *height;
                    assert!(apart, "seed {seed}");
                }
                for line in lines(&drawn) {
                    let beside = line.from <= *x || line.from >= x + BOX_WIDTH as i32;
                    let below = line.start >= y + *height || line.bend <= *y;
                    assert!(beside || below, "seed {seed}");
                    // Curves stay between two rows.
                    assert!(line.bend >= y + *height || line.end <= *y, "seed {seed}");
                }
            }
        }
    }

    #[test]
    fn a_drawing_keeps_to_its_room_where_it_can() {
        let fan: Vec<(usize, usize)> = (1..12).map(|node| (0, node)).collect();
        assert!(laid_out(12, &fan, NARROW).0.width <= 288);
        let chain: Vec<(usize, usize)> = (1..12).map(|node| (node - 1, node)).collect();
        assert!(laid_out(12, &chain, NARROW).0.width < 150);
    }

    #[test]
    fn lines_point_to_what_comes_after() {
        let (drawn, _) = laid_out(2, &[(1, 0)], NARROW);
        assert!(drawn.boxes[1].1 < drawn.boxes[0].1);
        assert!(lines(&drawn)[0].points_down && !lines(&drawn)[0].points_up);
        let (drawn, _) = laid_out(2, &[(1, 0), (0, 1)], NARROW);
        let ends = lines(&drawn).into_iter();
        let ends: Vec<_> = ends
            .map(|line| (line.points_down, line.points_up))
            .collect();
        assert_eq!(ends, [(true, false), (false, true)]);
    }

    #[test]
    fn the_same_graph_is_drawn_the_same() {
        let (len, pairs) = thicket(9);
        let mut reversed = pairs.clone();
        reversed.reverse();
        assert_eq!(
            laid_out(len, &pairs, NARROW),
            laid_out(len, &reversed, NARROW)
        );
    }

    #[test]
    fn as_many_boxes_and_lines_as_are_ever_drawn_at_once_are_no_matter() {
        let far = (0..120).map(|node| (node, node * 7 % 120));
        let pairs: Vec<(usize, usize)> = far.chain((1..120).map(|node| (node - 1, node))).collect();
        let (drawn, _) = laid_out(120, &pairs, NARROW);
        assert_eq!(drawn.boxes.len(), 120);
    }

    #[test]
    fn circles_and_single_boxes_are_drawn() {
        let cycle: Vec<(usize, usize)> = (0..40).map(|node| (node, (node + 1) % 40)).collect();
        assert!(laid_out(40, &cycle, NARROW).0.height > 0);
        assert!(lines(&laid_out(1, &[], NARROW).0).is_empty());
        assert_eq!(laid_out(0, &[], NARROW).0.boxes, []);
    }
}
