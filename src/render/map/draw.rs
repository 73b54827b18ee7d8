//! A part of the map as SVG.
//!
//! Each box is a link that says its title, and what comes before it as its description; lines and
//! arrows are for the eye alone. Colours are the style sheet's.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::graph::Graph;
use super::layout::{BOX_WIDTH, Layout, Line, Room, layout};
use super::wrap;

/// In units of the drawing, of which 16 are a `rem`.
const LETTERS: f64 = 13.0;
const LINE: i32 = 17;
const PADDING: i32 = 10;
const NOTE: i32 = 16;
/// How long an arrow's head is.
const HEAD: i32 = 8;

/// What stands in a box.
pub(super) struct Label {
    pub(super) title: String,
    pub(super) href: String,
    /// What else is to be said of the page: its kind, its language.
    pub(super) note: Option<String>,
    pub(super) class: String,
    pub(super) lang: Option<String>,
    /// What comes before it, in words.
    pub(super) after: Option<String>,
}

/// A drawing of a graph that fits the room where it can. In a language that is written from the right
/// it is mirrored.
pub(super) fn draw(graph: &Graph, labels: &[&Label], room: Room, is_mirrored: bool) -> Drawing {
    let texts: Vec<Text> = labels.iter().map(|label| Text::new(label)).collect();
    let heights: Vec<i32> = texts.iter().map(|text| text.height).collect();
    let mut layout = layout(graph, &heights, room);
    if is_mirrored {
        mirror(&mut layout);
    }
    let mut svg = String::new();
    // Each band is a drawing of its own, so that paper can break between two of them.
    for band in &layout.bands {
        let top = band.top;
        let (width, height) = (layout.width, band.end - top);
        let _ = write!(
            svg,
            "<svg role=\"none\" width=\"{}rem\" height=\"{}rem\" viewBox=\"0 {top} {width} {height}\">",
            rem(width),
            rem(height)
        );
        lines(&mut svg, &band.lines);
        for &node in &band.nodes {
            boxed(
                &mut svg,
                labels[node],
                &texts[node],
                layout.boxes[node],
                is_mirrored,
            );
        }
        svg.push_str("</svg>");
    }
    Drawing { layout, svg }
}

/// Lengths are in `rem`, so that a drawing grows with the letters that a reader sets.
fn rem(length: i32) -> f64 {
    f64::from(length) / 16.0
}

pub(super) struct Drawing {
    pub(super) layout: Layout,
    /// One element for each row, so that none is cut where a sheet of paper ends.
    svg: String,
}

impl Drawing {
    /// The drawing as a group with a name.
    pub(super) fn html(&self, class: &str, name: &str) -> String {
        let mut html = format!("<div class=\"{class}\" role=\"group\" aria-label=\"");
        let _ = escape_html(&mut html, name);
        let _ = write!(html, "\">{}</div>", self.svg);
        html
    }
}

/// The words of a box in lines.
struct Text {
    title: Vec<String>,
    note: Vec<String>,
    height: i32,
}

impl Text {
    fn new(label: &Label) -> Self {
        let room = BOX_WIDTH - 2.0 * f64::from(PADDING);
        let title = wrap::wrap(&label.title, room / LETTERS);
        let note = label.note.as_deref().unwrap_or_default();
        let note = wrap::wrap(note, room / (LETTERS - 1.0));
        let lines = title.len() as i32 * LINE + note.len() as i32 * NOTE;
        Text {
            title,
            note,
            height: lines + 2 * PADDING - 3,
        }
    }
}

fn mirror(layout: &mut Layout) {
    let width = layout.width;
    for (x, _) in &mut layout.boxes {
        *x = width - *x - BOX_WIDTH as i32;
    }
    for line in layout.bands.iter_mut().flat_map(|band| &mut band.lines) {
        (line.from, line.to) = (width - line.from, width - line.to);
    }
}

/// All lines and the heads of their arrows; several lines may share a head.
fn lines(svg: &mut String, lines: &[Line]) {
    if lines.is_empty() {
        return;
    }
    let mut heads = BTreeSet::new();
    svg.push_str("<path class=\"map-lines\" d=\"");
    for line in lines {
        let &Line {
            from,
            to,
            mut start,
            bend,
            mut end,
            ..
        } = line;
        // A line ends where the head of its arrow begins, or its end would show beside the tip.
        if line.points_up {
            heads.insert((start, from, -1));
            start += HEAD;
        }
        if line.points_down {
            heads.insert((end, to, 1));
            end -= HEAD;
        }
        let bend = bend.max(start);
        let middle = i32::midpoint(bend, end);
        let _ = write!(
            svg,
            "M{from} {start}V{bend}C{from} {middle} {to} {middle} {to} {end}"
        );
    }
    svg.push_str("\"/>");
    arrow_heads(svg, &heads);
}

/// Each by its tip, down first, and whether it points down (1) or up (-1).
fn arrow_heads(svg: &mut String, heads: &BTreeSet<(i32, i32, i32)>) {
    for &(y, x, down) in heads {
        let back = y - down * HEAD;
        let (left, right) = (x - 4, x + 4);
        let _ = write!(
            svg,
            "<path class=\"map-head\" d=\"M{x} {y}L{left} {back}H{right}z\"/>"
        );
    }
}

fn boxed(svg: &mut String, label: &Label, text: &Text, (x, y): (i32, i32), is_mirrored: bool) {
    let (width, height) = (BOX_WIDTH as i32, text.height);
    let _ = write!(svg, "<a class=\"map-box {}\" href=\"", label.class);
    let _ = escape_html(&mut *svg, &label.href);
    svg.push_str("\"><title>");
    let _ = escape_html(&mut *svg, &label.title);
    svg.push_str("</title>");
    if let Some(after) = &label.after {
        svg.push_str("<desc>");
        let _ = escape_html(&mut *svg, after);
        svg.push_str("</desc>");
    }
    // The tab stands where reading begins, and the words behind it.
    let (tab, words) = if is_mirrored {
        (x + width - 4, x + width - PADDING - 1)
    } else {
        (x, x + PADDING + 1)
    };
    let _ = write!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>\
         <rect class=\"map-tab\" x=\"{tab}\" y=\"{y}\" width=\"4\" height=\"{height}\"/><text"
    );
    written(svg, label, text, (words, y));
    svg.push_str("</a>");
}

/// The title and the note of a box, whose lines begin (or from the right, end) at `words`.
fn written(svg: &mut String, label: &Label, text: &Text, (words, y): (i32, i32)) {
    if let Some(lang) = &label.lang {
        svg.push_str(" lang=\"");
        let _ = escape_html(&mut *svg, lang);
        svg.push('"');
    }
    svg.push('>');
    let mut base = y + PADDING - 6;
    for line in &text.title {
        base += LINE;
        span(svg, (words, base), line);
    }
    svg.push_str("</text>");
    if !text.note.is_empty() {
        svg.push_str("<text class=\"map-note\">");
        for line in &text.note {
            base += NOTE;
            span(svg, (words, base), line);
        }
        svg.push_str("</text>");
    }
}

fn span(svg: &mut String, (x, y): (i32, i32), text: &str) {
    let _ = write!(svg, "<tspan x=\"{x}\" y=\"{y}\">");
    let _ = escape_html(&mut *svg, text);
    svg.push_str("</tspan>");
}
