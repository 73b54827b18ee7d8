//! Text for paper: the HTML that a body is written as, taken apart into a tree of plain data.
//!
//! Links, embeds, marks and audiences are thus decided in one place, for the screen and for paper.
//! `themes/default/print/README.md` is the contract of the tree.

mod lists;
mod words;

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use scraper::node::Element;
use scraper::{Html, Node};
use serde::Serialize;

use self::words::{breakable, lettered, one_line};
use crate::render::html::ORIGIN;

/// So many underscores in a row are a line to write on.
const SHORTEST_BLANK: usize = 4;

/// So many blocks may stand within each other: below them a line has no room for words, and Typst none
/// for more (its calls and layouts nest 72 to 80 deep).
const DEEPEST_BLOCK: usize = 8;

/// So many stresses and links may stand within each other.
const DEEPEST_INLINE: usize = 8;

/// So many elements of markup are gone into; of those below, the words alone are read.
const DEEPEST_ELEMENT: usize = 100;

/// A list begins with no greater number: templates count with 64 bits, and no line has room for more.
const GREATEST_START: u64 = 999_999_999;

/// A piece of text, or what stands in its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Tree {
    Text(String),
    Node(Branch),
}

/// What stands on paper in a form of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(crate) enum Branch {
    P {
        c: Vec<Tree>,
    },
    /// A paragraph of a tight list.
    Plain {
        c: Vec<Tree>,
    },
    H {
        level: u8,
        c: Vec<Tree>,
    },
    Quote {
        c: Vec<Tree>,
    },
    Mark {
        kind: String,
        label: String,
        c: Vec<Tree>,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Defs {
        items: Vec<Definition>,
    },
    Table {
        align: Vec<&'static str>,
        head: Vec<Vec<Tree>>,
        rows: Vec<Vec<Vec<Tree>>>,
    },
    /// A block of code, or some within a line.
    Code {
        text: String,
    },
    Rule,
    Embed {
        c: Vec<Tree>,
    },
    Em {
        c: Vec<Tree>,
    },
    Strong {
        c: Vec<Tree>,
    },
    Del {
        c: Vec<Tree>,
    },
    Br,
    Link {
        c: Vec<Tree>,
        note: Option<Vec<Tree>>,
    },
    Cite {
        text: String,
    },
    Note {
        c: Vec<Tree>,
    },
    Blank {
        n: usize,
    },
    Picture {
        file: String,
        alt: String,
        width: Option<u32>,
        height: Option<u32>,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Item {
    /// For a task: whether it is done.
    pub(crate) done: Option<bool>,
    pub(crate) c: Vec<Tree>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Definition {
    pub(crate) term: Option<Vec<Tree>>,
    pub(crate) c: Vec<Tree>,
}

/// What taking HTML apart needs to know of the site.
pub(crate) trait Surroundings {
    /// What to say of an address in a note; `None` for one that leads nowhere from paper. `words`
    /// are the link's own.
    fn note(&self, href: &str, words: &str) -> Option<String>;

    /// The name under which a picture is given to the template, by its decoded address.
    fn picture(&mut self, src: &str) -> Option<String>;

    /// Whether there is a letter for this character.
    fn has_letter(&mut self, letter: char) -> bool;

    /// Told of the place in the sources of what is read next, by its number among the origins.
    fn reach(&mut self, _origin: usize) {}

    /// Told of each block that stands within no other, with the number of its origin.
    fn keep(&mut self, _origin: usize, _block: &Tree) {}

    /// Told that what was reached is nested deeper than paper has room for.
    fn too_deep(&mut self) {}
}

/// Notes by their numbers, as blocks.
pub(crate) type Notes = BTreeMap<usize, Vec<Tree>>;

/// The blocks of some HTML.
pub(crate) fn blocks(html: &str, notes: &Notes, around: &mut dyn Surroundings) -> Vec<Tree> {
    Reader::new(notes, around).read(html, Reader::blocks)
}

/// The inlines of some HTML.
pub(crate) fn inlines(html: &str, around: &mut dyn Surroundings) -> Vec<Tree> {
    Reader::new(&Notes::new(), around).read(html, Reader::inlines)
}

/// The notes that a page's HTML ends with, by number.
pub(crate) fn notes(html: &str, around: &mut dyn Surroundings) -> Notes {
    let parsed = Html::parse_fragment(html);
    let none = Notes::new();
    let mut reader = Reader::new(&none, around);
    let items = parsed.tree.root().descendants().filter_map(|node| {
        let id = node.value().as_element()?.attr("id")?;
        Some((id.strip_prefix("page-note-")?.parse().ok()?, node))
    });
    items
        .map(|(number, node)| (number, reader.blocks(node)))
        .collect()
}

/// A plain text as one string, in which long words may be broken.
pub(crate) fn line(text: &str, around: &mut dyn Surroundings) -> String {
    breakable(&lettered(text, around))
}

type NodeRef<'a> = ego_tree::NodeRef<'a, Node>;

struct Reader<'a> {
    notes: &'a Notes,
    around: &'a mut dyn Surroundings,
    /// How many elements of markup are open, and how many blocks and inlines of the tree.
    elements: usize,
    open_blocks: usize,
    open_inlines: usize,
}

impl<'a> Reader<'a> {
    fn new(notes: &'a Notes, around: &'a mut dyn Surroundings) -> Self {
        Reader {
            notes,
            around,
            elements: 0,
            open_blocks: 0,
            open_inlines: 0,
        }
    }
    fn read(&mut self, html: &str, how: fn(&mut Self, NodeRef<'_>) -> Vec<Tree>) -> Vec<Tree> {
        let parsed = Html::parse_fragment(html);
        // A fragment stands within an element `html` of the parser's own.
        match parsed
            .tree
            .root()
            .children()
            .find(|node| node.value().is_element())
        {
            Some(root) => how(self, root),
            None => Vec::new(),
        }
    }

    /// What a node holds, as blocks; inlines among them become plain paragraphs.
    fn blocks(&mut self, node: NodeRef<'_>) -> Vec<Tree> {
        let mut blocks = Vec::new();
        let mut line = Vec::new();
        if self.elements >= DEEPEST_ELEMENT {
            self.all_words(node, &mut line);
            end_line(&mut line, &mut blocks);
            return blocks;
        }
        self.elements += 1;
        for child in node.children() {
            match child.value() {
                Node::Element(element) if is_block(element) => {
                    end_line(&mut line, &mut blocks);
                    self.placed_block(child, element, &mut blocks);
                }
                _ => self.inline(child, &mut line),
            }
        }
        self.elements -= 1;
        end_line(&mut line, &mut blocks);
        blocks
    }

    /// The words of what is nested too deep to be anything else.
    fn all_words(&mut self, node: NodeRef<'_>, out: &mut Vec<Tree>) {
        self.around.too_deep();
        let words: Vec<&str> = texts(node).collect();
        self.text(&words.join(" "), out);
    }

    /// The blocks within another, one level deeper.
    fn within(&mut self, node: NodeRef<'_>) -> Vec<Tree> {
        self.open_blocks += 1;
        let blocks = self.blocks(node);
        self.open_blocks -= 1;
        blocks
    }

    /// Whether one more block has no room within those that are open; this is told.
    fn is_full(&mut self) -> bool {
        let is_full = self.open_blocks >= DEEPEST_BLOCK;
        if is_full {
            self.around.too_deep();
        }
        is_full
    }

    fn placed_block(&mut self, node: NodeRef<'_>, element: &Element, out: &mut Vec<Tree>) {
        let origin = element.attr(ORIGIN).and_then(|origin| origin.parse().ok());
        if let Some(origin) = origin {
            self.around.reach(origin);
        }
        let before = out.len();
        self.block(node, element, out);
        if let Some(origin) = origin.filter(|_| self.open_blocks == 0) {
            for block in &out[before..] {
                self.around.keep(origin, block);
            }
        }
    }

    fn block(&mut self, node: NodeRef<'_>, element: &Element, out: &mut Vec<Tree>) {
        let class = element.attr("class").unwrap_or_default();
        let mut push = |branch| out.push(Tree::Node(branch));
        match element.name() {
            "p" => match class {
                "alert-title" | "marker-title" | "embed-source" => {}
                _ => push(Branch::P {
                    c: trimmed(self.inlines(node)),
                }),
            },
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => push(Branch::H {
                level: element.name().as_bytes()[1] - b'0',
                c: trimmed(self.inlines(node)),
            }),
            "blockquote" if !self.is_full() => push(Branch::Quote {
                c: self.within(node),
            }),
            "ul" | "ol" => self.list(node, element, out),
            "dl" if !self.is_full() => {
                let items = self.definitions(node);
                if !items.is_empty() {
                    push(Branch::Defs { items });
                }
            }
            "table" => {
                let table = self.table(node);
                out.extend(table.map(Tree::Node));
            }
            "pre" => {
                let text: String = texts(node).collect();
                push(Branch::Code {
                    text: lettered(text.trim_end_matches('\n'), self.around),
                });
            }
            "hr" => push(Branch::Rule),
            // A whole reference, which what is said of the work follows.
            "div" if class == "entry" => push(Branch::P {
                c: trimmed(self.inlines(node)),
            }),
            "div" if class == "embed" => push(Branch::Embed {
                c: self.blocks(node),
            }),
            "div"
                if (class.starts_with("marker ") || class.starts_with("alert "))
                    && !self.is_full() =>
            {
                push(self.mark(node, class));
            }
            // The notes of a page are taken from where they stand, and set where they are named.
            "section" if class == "footnotes" => {}
            _ => out.extend(self.blocks(node)),
        }
    }

    fn mark(&mut self, node: NodeRef<'_>, class: &str) -> Branch {
        let sort = class.split(' ').nth(1).unwrap_or_default();
        let kind = sort.split_once('-').map_or(sort, |(_, kind)| kind);
        let title = node.children().find(|child| child.value().is_element());
        let label: String = title
            .map(|title| texts(title).collect())
            .unwrap_or_default();
        Branch::Mark {
            kind: kind.to_owned(),
            label: line(&label, self.around),
            c: self.within(node),
        }
    }

    fn inlines(&mut self, node: NodeRef<'_>) -> Vec<Tree> {
        let mut out = Vec::new();
        self.open_inlines += 1;
        self.add_inlines(node, &mut out);
        self.open_inlines -= 1;
        out
    }

    fn add_inlines(&mut self, node: NodeRef<'_>, out: &mut Vec<Tree>) {
        if self.elements >= DEEPEST_ELEMENT {
            return self.all_words(node, out);
        }
        self.elements += 1;
        for child in node.children() {
            // What is a block elsewhere begins on a line of its own here.
            let begins_line = child.value().as_element().is_some_and(begins_line);
            if begins_line
                && out
                    .last()
                    .is_some_and(|last| *last != Tree::Node(Branch::Br))
            {
                out.push(Tree::Node(Branch::Br));
            }
            self.inline(child, out);
        }
        self.elements -= 1;
    }

    fn inline(&mut self, node: NodeRef<'_>, out: &mut Vec<Tree>) {
        let element = match node.value() {
            Node::Text(text) => return self.text(text, out),
            Node::Element(element) => element,
            _ => return,
        };
        let class = element.attr("class").unwrap_or_default();
        let mut push = |branch| out.push(Tree::Node(branch));
        match element.name() {
            "em" | "i" | "cite" | "strong" | "b" | "del" | "s"
                if self.open_inlines > DEEPEST_INLINE =>
            {
                self.around.too_deep();
                self.add_inlines(node, out);
            }
            "em" | "i" | "cite" => push(Branch::Em {
                c: self.inlines(node),
            }),
            "strong" | "b" => push(Branch::Strong {
                c: self.inlines(node),
            }),
            "del" | "s" => push(Branch::Del {
                c: self.inlines(node),
            }),
            "code" | "kbd" => {
                let text: String = texts(node).collect();
                push(Branch::Code {
                    text: breakable(&lettered(&text, self.around)),
                });
            }
            "br" => push(Branch::Br),
            "a" if class == "cite" => {
                push(Branch::Cite {
                    text: lettered(&texts(node).collect::<String>(), self.around),
                });
            }
            "a" if class == "footnote-back" || class == "more" => {}
            "a" => push(self.link(node, element)),
            "sup" if class == "footnote-reference" => {
                let number: String = texts(node).collect();
                let note = number
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|n: usize| self.notes.get(&n));
                if let Some(note) = note {
                    push(Branch::Note { c: note.clone() });
                }
            }
            "img" => self.picture(element, out),
            "input" | "script" | "style" => {}
            // What the screen says beside a reference in a list of works.
            "span" if class == "note" => {
                self.text(" ", out);
                self.add_inlines(node, out);
            }
            _ => self.add_inlines(node, out),
        }
    }

    fn link(&mut self, node: NodeRef<'_>, element: &Element) -> Branch {
        let words: String = texts(node).collect();
        let href = element.attr("href").unwrap_or_default();
        let note = self.around.note(href, words.trim());
        Branch::Link {
            c: self.inlines(node),
            note: note.map(|note| {
                let mut out = Vec::new();
                self.text(&note, &mut out);
                out
            }),
        }
    }

    fn picture(&mut self, element: &Element, out: &mut Vec<Tree>) {
        let alt = element.attr("alt").unwrap_or_default();
        let src = percent_decode_str(element.attr("src").unwrap_or_default());
        match self.around.picture(&src.decode_utf8_lossy()) {
            Some(file) => out.push(Tree::Node(Branch::Picture {
                file,
                alt: lettered(alt, self.around),
                width: element.attr("width").and_then(|n| n.parse().ok()),
                height: element.attr("height").and_then(|n| n.parse().ok()),
            })),
            None => self.text(alt, out),
        }
    }

    /// Adds words, in which rows of underscores are lines to write on.
    fn text(&mut self, text: &str, out: &mut Vec<Tree>) {
        let mut rest = text;
        while let Some(at) = rest.find(&"_".repeat(SHORTEST_BLANK)) {
            let length = rest[at..].bytes().take_while(|byte| *byte == b'_').count();
            self.words(&rest[..at], out);
            out.push(Tree::Node(Branch::Blank { n: length }));
            rest = &rest[at + length..];
        }
        self.words(rest, out);
    }

    fn words(&mut self, words: &str, out: &mut Vec<Tree>) {
        if words.is_empty() {
            return;
        }
        let words = breakable(&lettered(&one_line(words), self.around));
        match out.last_mut() {
            Some(Tree::Text(before)) => before.push_str(&words),
            _ => out.push(Tree::Text(words)),
        }
    }
}

/// Blocks of which the first begins with a marker.
fn marked(marker: String, mut blocks: Vec<Tree>) -> Vec<Tree> {
    let marker = Tree::Text(marker);
    match blocks.first_mut() {
        Some(Tree::Node(Branch::P { c } | Branch::Plain { c })) => c.insert(0, marker),
        _ => blocks.insert(0, Tree::Node(Branch::Plain { c: vec![marker] })),
    }
    blocks
}

/// Ends a line of inlines that stands among blocks.
fn end_line(line: &mut Vec<Tree>, blocks: &mut Vec<Tree>) {
    let line = trimmed(std::mem::take(line));
    if !line.is_empty() {
        blocks.push(Tree::Node(Branch::Plain { c: line }));
    }
}

/// Inlines without spaces at their ends.
fn trimmed(mut inlines: Vec<Tree>) -> Vec<Tree> {
    if let Some(Tree::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Tree::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    inlines.retain(|inline| *inline != Tree::Text(String::new()));
    inlines
}

fn texts<'a>(node: NodeRef<'a>) -> impl Iterator<Item = &'a str> {
    node.descendants()
        .filter_map(|node| node.value().as_text().map(|text| &**text))
}

fn is_named(node: NodeRef<'_>, name: &str) -> bool {
    let element = node.value().as_element();
    element.is_some_and(|element| element.name() == name)
}

fn begins_line(element: &Element) -> bool {
    is_block(element) || matches!(element.name(), "li" | "dt" | "dd" | "tr")
}

fn is_block(element: &Element) -> bool {
    matches!(
        element.name(),
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "ul"
            | "ol"
            | "dl"
            | "div"
            | "table"
            | "pre"
            | "hr"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "address"
            | "main"
            | "nav"
    )
}

fn alignment(cell: NodeRef<'_>) -> &'static str {
    let class = cell
        .value()
        .as_element()
        .and_then(|element| element.attr("class"));
    match class {
        Some("align-left") => "left",
        Some("align-center") => "center",
        Some("align-right") => "right",
        _ => "none",
    }
}

#[cfg(test)]
mod tests;
