//! Raw HTML in a text for paper: what its elements open and close. What has no form on paper keeps its
//! words.

use super::frame::{Frame, Kind, Table, row};
use super::raw_html::{self, Element, Piece};
use super::surroundings::Surroundings;
use super::tree::Branch;
use super::tree_builder::TreeBuilder;
use crate::document::Target;
use crate::model::page::Alignment;

/// Elements that begin a line and of which nothing more is to be said.
const BLOCKS: [&str; 15] = [
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "figure",
    "figcaption",
    "details",
    "summary",
    "address",
    "main",
    "nav",
    "caption",
    "li",
];

/// Elements that the start of another ends, each with those that it does not reach beyond.
const CELLS: [&str; 2] = ["td", "th"];
const ROWS: [&str; 3] = ["td", "th", "tr"];
const GROUPS: [&str; 6] = ["td", "th", "tr", "thead", "tbody", "tfoot"];

/// Adds a stretch of raw HTML.
pub(super) fn html<S: Surroundings>(builder: &mut TreeBuilder<S>, html: &str) {
    for piece in raw_html::pieces(html) {
        match piece {
            Piece::Open(element) => open(builder, element),
            Piece::Close(name) => close(builder, &name),
            Piece::Words(words) => builder.text(&words),
        }
    }
}

/// Ends the paragraph of raw HTML that is open, since a block begins (HTML, 13.1.2.4).
pub(super) fn end_paragraph<S: Surroundings>(builder: &mut TreeBuilder<S>) {
    end(builder, &["p"], &[]);
}

fn open<S: Surroundings>(builder: &mut TreeBuilder<S>, element: Element) {
    let name = element.name.as_str();
    // Void elements have no end tag (HTML, 13.1.2), so nothing is opened for them. Others end one of their kind that
    // is open, whose end tag may be left out (13.1.2.4).
    match name {
        "br" => return builder.inline(Branch::Br),
        "hr" => {
            end_paragraph(builder);
            return builder.block(Branch::Rule, None);
        }
        "img" => return builder.text(element.attribute("alt").unwrap_or_default()),
        "input" if element.attribute("type") == Some("checkbox") => {
            return builder.tick(element.attribute("checked").is_some());
        }
        "area" | "base" | "col" | "embed" | "input" | "link" | "meta" | "param" | "source"
        | "track" | "wbr" => return,
        "li" => end(builder, &["li"], &["ul", "ol"]),
        "dt" | "dd" => end(builder, &["dt", "dd"], &["dl"]),
        "td" | "th" => end(builder, &CELLS, &["tr", "table"]),
        "tr" => end(builder, &ROWS, &["table"]),
        "thead" | "tbody" | "tfoot" => end(builder, &GROUPS, &["table"]),
        _ => {}
    }
    if let Some(kind) = block(&element) {
        end_paragraph(builder);
        builder.open_block(kind, None);
    } else if let Some(kind) = part(builder.top(), name) {
        builder.open_part(kind);
    } else if name == "a" {
        let address = element.attribute("href").unwrap_or_default();
        builder.open_link(Target::External(address));
    } else {
        builder.open_inline(inline(name));
    }
    builder.top().element = Some(element.name);
}

fn block(element: &Element) -> Option<Kind> {
    let start = || {
        element
            .attribute("start")
            .and_then(|start| start.parse().ok())
    };
    let list = |start| Kind::List {
        start,
        items: Vec::new(),
        is_full: false,
    };
    Some(match element.name.as_str() {
        "p" => Kind::Paragraph,
        "h1" => Kind::Heading(1),
        "h2" => Kind::Heading(2),
        "h3" => Kind::Heading(3),
        "h4" => Kind::Heading(4),
        "h5" => Kind::Heading(5),
        "h6" => Kind::Heading(6),
        "blockquote" => Kind::Quote,
        // A list with a first number is numbered, and one without has bullets: so `ol` always gets one.
        "ul" => list(None),
        "ol" => list(Some(start().unwrap_or(1))),
        "dl" => Kind::Definitions(Vec::new()),
        "table" => Kind::Table(Table::default()),
        "pre" => Kind::Pre,
        _ => return None,
    })
}

/// What an element opens that belongs into another, or that only begins a line.
fn part(within: &Frame, name: &str) -> Option<Kind> {
    let is_head = matches!(within.kind, Kind::Rows { is_head: true });
    Some(match (&within.kind, name) {
        (Kind::List { .. }, "li") => Kind::Item { done: None },
        (_, "dt") => Kind::Term,
        (_, "dd") => Kind::Definition,
        (_, "thead") => Kind::Rows { is_head: true },
        (_, "tbody" | "tfoot") => Kind::Rows { is_head: false },
        (_, "tr") => row(is_head),
        (_, "td" | "th") => Kind::Cell(Alignment::None),
        (_, name) if BLOCKS.contains(&name) => Kind::Blocks,
        _ => return None,
    })
}

fn inline(name: &str) -> Kind {
    match name {
        "em" | "i" | "cite" => Kind::Emphasis,
        "strong" | "b" => Kind::Strong,
        "del" | "s" => Kind::Strikethrough,
        "sub" => Kind::Lowered,
        "sup" => Kind::Raised,
        "code" | "kbd" => Kind::Code,
        "script" | "style" => Kind::Skipped,
        _ => Kind::Inlines,
    }
}

/// Closes the innermost element of this name, and what it leaves open; one that was opened outside the
/// block of Markdown in which its end stands, stays open.
fn close<S: Surroundings>(builder: &mut TreeBuilder<S>, name: &str) {
    end(builder, &[name], &[]);
}

/// Closes everything up to the outermost of `names` that is open within the innermost of `bounds`, and
/// within the innermost block of Markdown.
fn end<S: Surroundings>(builder: &mut TreeBuilder<S>, names: &[&str], bounds: &[&str]) {
    let frames = builder.frames.iter().enumerate().rev();
    let within = frames.take_while(|(_, frame)| frame.element.is_some() && !frame.is(bounds));
    let last = within.filter(|(_, frame)| frame.is(names)).last();
    if let Some((at, _)) = last {
        while builder.frames.len() > at {
            builder.close();
        }
    }
}
