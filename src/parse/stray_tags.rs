//! Sets aside tags of raw HTML that would break what Markdown has made.
//!
//! Browsers read `<td>` in the cell of a table as the next cell and `</table>` as its end, and move the text behind it; `</li>`
//! ends an item that nobody opened as HTML. Such tags are shown as they were typed, and told. What is whole by itself, such as
//! a table within one cell, stays HTML.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, other_syntax};
use crate::model::page::{Body, Event, EventKind, Node};
use crate::parse::html::{Tag, tags};
use crate::parse::piece::Piece;

/// The parts of a table, and the table itself.
const OF_TABLES: [&str; 10] = [
    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
];

/// Other elements that Markdown makes, which an end tag would end too early.
const OF_MARKDOWN: [&str; 12] = [
    "blockquote",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
];

/// Turns such tags into text.
pub(crate) fn set_aside(
    pieces: &mut [Piece],
    body: &Body,
    source: &str,
    findings: &mut Vec<Diagnostic>,
) {
    if !body.has_raw_html {
        return;
    }
    let mut open = Open::default();
    let mut stray: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Event(event) = piece else {
            continue;
        };
        match event.kind {
            EventKind::Start(Node::TableCell) => open.cell = Some(Cell::default()),
            EventKind::End(Node::TableCell) => {
                let cell = open.cell.take();
                stray.extend(cell.into_iter().flat_map(|cell| cell.unended));
            }
            EventKind::Html(text) => tags(body.words(text, event.span, source))
                .iter()
                .for_each(|tag| open.count(tag)),
            EventKind::InlineHtml(text) => {
                let tags = tags(body.words(text, event.span, source));
                // A piece of this kind is one tag.
                if tags.first().is_some_and(|tag| open.is_stray(tag, at)) {
                    stray.push(at);
                }
            }
            _ => {}
        }
    }
    stray.sort_unstable();
    for at in stray {
        if let Piece::Event(event) = &mut pieces[at] {
            show(event, body, source, findings);
        }
    }
}

fn show(event: &mut Event, body: &Body, source: &str, findings: &mut Vec<Diagnostic>) {
    if let EventKind::InlineHtml(text) = event.kind {
        let typed = body.words(text, event.span, source);
        findings.push(other_syntax::stray_tag(event.span, typed));
        event.kind = EventKind::Text(text);
    }
}

/// What is open where a tag stands.
#[derive(Default)]
struct Open {
    /// How often each element was opened as HTML and not ended.
    elements: HashMap<String, usize>,
    /// The cell of Markdown's table in which it stands.
    cell: Option<Cell>,
}

/// A cell of Markdown's table, with the tables of HTML that are open in it.
#[derive(Default)]
struct Cell {
    tables: usize,
    /// The pieces since the outermost of them, which are stray unless it ends in this cell.
    unended: Vec<usize>,
}

impl Cell {
    /// Whether a tag of a table is outside of any that this cell holds.
    fn is_stray(&mut self, tag: &Tag, at: usize) -> bool {
        let is_table = tag.element() == "table";
        if self.tables == 0 && (!is_table || tag.is_end) {
            return true;
        }
        match (is_table, tag.is_end) {
            (true, false) => self.tables += 1,
            (true, true) => self.tables -= 1,
            (false, _) => {}
        }
        self.unended.push(at);
        if self.tables == 0 {
            self.unended.clear();
        }
        false
    }
}

impl Open {
    fn is_stray(&mut self, tag: &Tag, at: usize) -> bool {
        let element = tag.element();
        let is_of_table = OF_TABLES.contains(&&*element);
        if let Some(cell) = self.cell.as_mut().filter(|_| is_of_table) {
            return cell.is_stray(tag, at);
        }
        let is_ended = || self.elements.get(&element).is_none_or(|count| *count == 0);
        let is_ours = is_of_table || OF_MARKDOWN.contains(&&*element);
        if tag.is_end && is_ours && is_ended() {
            return true;
        }
        self.count(tag);
        false
    }

    fn count(&mut self, tag: &Tag) {
        let count = self.elements.entry(tag.element()).or_default();
        if tag.is_end {
            *count = count.saturating_sub(1);
        } else if !tag.is_closed {
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of_text, titled};

    /// The tags that are told of a body.
    fn told(body: &str) -> Vec<String> {
        let found = of_text("other-syntax", &titled(body));
        let tag = |line: &String| line.split('`').nth(1).unwrap_or_default().to_owned();
        found.iter().map(tag).collect()
    }

    #[test]
    fn tags_that_break_a_cell_are_told_and_whole_tables_are_not() {
        let row = |cell: &str| format!("| A | B |\n|---|---|\n| {cell} | x |\n");
        for (cell, tags) in [
            ("one <td>two</td>", vec!["<td>", "</td>"]),
            ("a </tr> b", vec!["</tr>"]),
            ("a </table> b", vec!["</table>"]),
            ("<TABLE><tr><td>a", vec!["<TABLE>", "<tr>", "<td>"]),
            ("<table><tr><td>a</td></tr></table>", vec![]),
            ("a <b>b</b> <br> `<td>` \\<td>", vec![]),
        ] {
            assert_eq!(told(&row(cell)), tags, "{cell}");
        }
    }

    #[test]
    fn end_tags_of_what_markdown_has_opened_are_told() {
        for (body, tags) in [
            ("> a </blockquote> b", vec!["</blockquote>"]),
            ("- a </li></ul> b", vec!["</li>", "</ul>"]),
            ("*a </em> b*", vec!["</em>"]),
            ("a </td> b", vec!["</td>"]),
            ("<ul><li>\n\na *b* </li></ul> c", vec![]),
            ("<table><tr><td>\n\n*a* </td></tr></table>", vec![]),
            ("a <em>b</em> <strong>c</strong> d </p> e", vec![]),
        ] {
            assert_eq!(told(body), tags, "{body}");
        }
    }
}
