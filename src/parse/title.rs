//! Makes the heading with which a text begins the title of its page, as other tools have it.
//!
//! 1. A heading of the first level that stands before all other text is the title where front matter gives
//!    none, or is left out where it says the same. What it shows beside words stays, as a paragraph. It may be
//!    written as HTML, `<h1 align="center">Title</h1>`.
//! 2. The title is of the first level, so the headings from the next such heading on go down one.
//!
//! Takes the pieces of a body and the title that front matter gives; gives the title that was found.

use std::ops::Range;

use crate::model::page::{Body, Event, EventKind, Heading, Node, Target};
use crate::model::slug::slug;
use crate::model::source::{Span, Spanned};
use crate::parse::context::Context;
use crate::parse::piece::Piece;
use crate::parse::{html, private};

const LAST_LEVEL: u8 = 6;

/// Takes the title out of the text, and lowers the headings that stand beside it.
pub(super) fn lift(
    pieces: &mut Vec<Piece>,
    body: &mut Body,
    text: &str,
    context: &Context<'_>,
) -> Option<Spanned<String>> {
    let given = context.title;
    let found = opening(pieces, body, text, context.is_timed()).and_then(|opening| {
        let words = match &opening {
            Opening::Heading(range) => words(&pieces[range.clone()], body, text),
            Opening::Html { words, .. } => words.clone(),
        };
        let is_same = |given: &str| given.trim().to_lowercase() == words.to_lowercase();
        let is_title = !words.is_empty() && given.is_none_or(is_same);
        is_title.then_some((opening, words))
    });
    // Links may name a page's title by the id that its heading had, so that id is kept.
    let title = found.map(|(opening, value)| {
        let range = match opening {
            Opening::Heading(range) => range,
            Opening::Html { range, span, .. } => {
                body.title_id = Some(slug(&value).into());
                pieces.drain(range);
                return Spanned { value, span };
            }
        };
        let heading = body.headings.remove(0);
        body.title_id = Some(if heading.explicit {
            heading.id
        } else {
            slug(&value).into()
        });
        take_out(pieces, range);
        Spanned {
            value,
            span: heading.span,
        }
    });
    lower(pieces, body);
    title.filter(|_| given.is_none())
}

/// The heading with which a text begins.
enum Opening {
    Heading(Range<usize>),
    /// A block of HTML that is such a heading and no more.
    Html {
        range: Range<usize>,
        words: String,
        span: Span,
    },
}

/// The pieces of the heading of the first level that stands before all other text: pictures, rules, HTML
/// without words, and lines for another tool are none. A heading with attributes of an item is one.
fn opening(pieces: &[Piece], body: &Body, text: &str, is_timed: bool) -> Option<Opening> {
    let mut at = 0;
    loop {
        let Piece::Event(event) = pieces.get(at)? else {
            return None;
        };
        let end = at + end_of(&pieces[at..]);
        let range = at..end;
        match event.kind {
            EventKind::Start(Node::Heading(0)) => {
                let heading = &body.headings[0];
                let is_plain = (!is_timed || has_no_item(heading))
                    && !may_be_restricted(&pieces[range.clone()], &text[heading.span.range()]);
                return (heading.level == 1 && is_plain).then_some(Opening::Heading(range));
            }
            EventKind::Start(Node::Paragraph | Node::HtmlBlock)
                if is_wordless(&pieces[range.clone()], body, text) => {}
            EventKind::Start(Node::Paragraph) if is_line_of_tool(&text[event.span.range()]) => {}
            EventKind::Start(Node::HtmlBlock) => {
                let words = html_heading(&pieces[range.clone()], body, text)?;
                let span = event.span;
                return Some(Opening::Html { range, words, span });
            }
            EventKind::Rule => {}
            _ => return None,
        }
        at = end;
    }
}

/// Whether a heading's braces make it no item of an agenda: there are none, or they only say that it has no number.
fn has_no_item(heading: &Heading) -> bool {
    const UNNUMBERED: [&str; 3] = ["unnumbered", "unlisted", "-"];
    let mut classes = heading.classes.iter();
    let mut attributes = heading.attributes.iter();
    classes.all(|class| UNNUMBERED.contains(&&**class))
        && attributes.all(|(name, value)| value.is_none() && UNNUMBERED.contains(&&**name))
}

/// Whether a paragraph is only for another tool: a place for a list of headings, or parts of a program that it loads.
/// That they mean nothing here is said by `foreign_notation`.
fn is_line_of_tool(typed: &str) -> bool {
    let mut lines = typed.lines().map(str::trim);
    lines.all(|line| {
        let is_import = line.starts_with("import ")
            && line.contains(" from ")
            && line.trim_end_matches(';').ends_with(['"', '\'']);
        is_import || matches!(line, "[TOC]" | "[[TOC]]" | "[[_TOC_]]")
    })
}

/// The words of a block of HTML that is a heading of the first level, and of nothing but words.
fn html_heading(pieces: &[Piece], body: &Body, text: &str) -> Option<String> {
    let mut html = pieces.iter().filter_map(|piece| match piece {
        Piece::Event(Event { kind, span }) => match kind {
            EventKind::Html(html) => Some(body.words(*html, *span, text)),
            _ => None,
        },
        Piece::Marker { .. } => None,
    });
    let block = html.next()?.trim();
    let tags = html::tags(block);
    let [start, end] = &tags[..] else {
        return None;
    };
    let is_whole = html.next().is_none() && start.range.start == 0 && end.range.end == block.len();
    let is_heading = start.element() == "h1" && end.element() == "h1" && end.is_end;
    // What is restricted, hidden or written as an entity stays where it is.
    let words = block.get(start.range.end..end.range.start)?;
    let is_plain = !words.contains(['[', '<', '&', private::FILL]);
    let words: Vec<&str> = words.split_whitespace().collect();
    (is_whole && is_heading && is_plain).then(|| words.join(" "))
}

/// Whether a heading holds what may be a marker, for which it is withheld later.
fn may_be_restricted(pieces: &[Piece], typed: &str) -> bool {
    let is_marker = |piece: &Piece| matches!(piece, Piece::Marker { .. });
    typed.contains("[!") || pieces.iter().any(is_marker)
}

/// How many pieces the first of these begins, itself and its end among them.
fn end_of(pieces: &[Piece]) -> usize {
    let mut depth = 0usize;
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Event(event) = piece {
            match event.kind {
                EventKind::Start(_) => depth += 1,
                EventKind::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        if depth == 0 {
            return at + 1;
        }
    }
    pieces.len()
}

/// Whether nothing in these pieces is to be read: pictures alone, and tags.
fn is_wordless(pieces: &[Piece], body: &Body, text: &str) -> bool {
    pieces.iter().all(|piece| match piece {
        Piece::Event(Event { kind, span }) => match kind {
            EventKind::Start(node) | EventKind::End(node) => {
                matches!(node, Node::Paragraph | Node::HtmlBlock | Node::Link(_))
            }
            EventKind::Image(_) | EventKind::SoftBreak | EventKind::HardBreak => true,
            EventKind::Text(words) => body.words(*words, *span, text).trim().is_empty(),
            EventKind::Html(html) | EventKind::InlineHtml(html) => {
                !has_words(body.words(*html, *span, text))
            }
            _ => false,
        },
        Piece::Marker { .. } => false,
    })
}

/// Whether something stands outside the tags.
fn has_words(html: &str) -> bool {
    let mut is_tag = false;
    html.chars().any(|c| {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                return false;
            }
            _ => {}
        }
        !is_tag && !c.is_whitespace()
    })
}

/// The words of a heading, or else what its first picture shows.
fn words(pieces: &[Piece], body: &Body, text: &str) -> String {
    let mut words = String::new();
    let mut shown = None;
    let mut is_bare = false;
    for piece in pieces {
        let Piece::Event(event) = piece else {
            continue;
        };
        match event.kind {
            EventKind::End(Node::Link(_)) => is_bare = false,
            EventKind::Text(part) | EventKind::Code(part) if !is_bare => {
                words.push_str(&private::strip(body.words(part, event.span, text)));
            }
            // A bare link shows the title of its page, which no other page knows yet: its name stands in.
            EventKind::Start(Node::Link(link)) if body.links[link as usize].bare => {
                if let Target::Name { name, .. } = &body.links[link as usize].target {
                    words.push_str(name);
                    is_bare = true;
                }
            }
            EventKind::Image(image) => {
                shown.get_or_insert(&body.images[image as usize].alt);
            }
            EventKind::SoftBreak | EventKind::HardBreak => words.push(' '),
            _ => {}
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    match (words.is_empty(), shown) {
        (true, Some(alt)) => alt.trim().to_owned(),
        _ => words.join(" "),
    }
}

/// Takes the heading out, but for what it shows beside words, and counts the other headings anew.
fn take_out(pieces: &mut Vec<Piece>, range: Range<usize>) {
    let span = match &pieces[range.start] {
        Piece::Event(event) => event.span,
        Piece::Marker { span, .. } => *span,
    };
    let heading = pieces[range.clone()].iter();
    let shown = heading.filter(|piece| {
        matches!(
            piece,
            Piece::Event(Event {
                kind: EventKind::Image(_)
                    | EventKind::Citation(_)
                    | EventKind::FootnoteReference(_)
                    | EventKind::Embed(_),
                ..
            })
        )
    });
    let mut left: Vec<Piece> = shown.cloned().collect();
    if !left.is_empty() {
        let paragraph = |kind| Piece::Event(Event { kind, span });
        left.insert(0, paragraph(EventKind::Start(Node::Paragraph)));
        left.push(paragraph(EventKind::End(Node::Paragraph)));
    }
    // Headings are numbered in the order of the page, so all behind the one that goes move up.
    pieces.splice(range, left);
    for piece in pieces {
        if let Piece::Event(event) = piece
            && let EventKind::Start(Node::Heading(at)) | EventKind::End(Node::Heading(at)) =
                &mut event.kind
        {
            *at -= 1;
        }
    }
}

/// Puts the headings from the first of the first level on one level down, but for those in quotations and
/// lists, which are no sections.
fn lower(pieces: &[Piece], body: &mut Body) {
    let (mut depth, mut is_beside) = (0usize, false);
    for piece in pieces {
        let Piece::Event(event) = piece else {
            continue;
        };
        match event.kind {
            EventKind::Start(Node::Heading(at)) if depth == 0 => {
                let heading = &mut body.headings[at as usize];
                is_beside |= heading.level == 1;
                if is_beside {
                    heading.level = (heading.level + 1).min(LAST_LEVEL);
                }
                depth += 1;
            }
            EventKind::Start(_) => depth += 1,
            EventKind::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}
