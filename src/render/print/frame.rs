//! What is open while a tree is made, and what becomes of it when it is closed.

use super::surroundings::Destination;
use super::tree::{Branch, Definition, Item, Tree};
use crate::model::page::Alignment;
use crate::model::source::Span;

/// Something that is open, with what stands in it so far.
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// The name of its tag, if it is raw HTML. What Markdown has opened, no tag closes.
    pub(super) element: Option<String>,
    pub(super) origin: Option<Span>,
    /// Whether it counts among the blocks that stand within each other, and whether among the inlines.
    pub(super) is_nested: bool,
    pub(super) blocks: Vec<Tree>,
    /// The inlines that no block holds yet.
    pub(super) line: Vec<Tree>,
    /// The words since the last of them, as they were typed.
    pub(super) words: String,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// Blocks, of which nothing more is to be said.
    Blocks,
    Quote,
    Mark {
        kind: &'static str,
        label: String,
    },
    List {
        start: Option<u64>,
        items: Vec<Item>,
        /// Whether there is no room for one more list: its items become paragraphs.
        is_full: bool,
    },
    Item {
        done: Option<bool>,
    },
    Definitions(Vec<Definition>),
    Definition,
    Table(Table),
    /// Rows of raw HTML that stand together.
    Rows {
        is_head: bool,
    },
    Row {
        is_head: bool,
        cells: Vec<Vec<Tree>>,
        align: Vec<&'static str>,
    },
    Embed,
    /// The notes at the end, which are set where they are named.
    Notes,
    Note(usize),
    Paragraph,
    Heading(u8),
    Term,
    Cell(Alignment),
    Emphasis,
    Strong,
    Strikethrough,
    Lowered,
    Raised,
    Link(Linked),
    /// Inlines, of which nothing more is to be said.
    Inlines,
    /// Words that are kept as they are: a block of code, or some within a line.
    Pre,
    Code,
    /// What is no text.
    Skipped,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) align: Vec<&'static str>,
    pub(super) head: Vec<Vec<Tree>>,
    pub(super) rows: Vec<Vec<Vec<Tree>>>,
}

/// A link that is open.
#[derive(Debug)]
pub(super) struct Linked {
    /// None for one that leads nowhere from paper.
    pub(super) destination: Option<Destination>,
    /// Its words, without markup.
    pub(super) words: String,
}

impl Frame {
    pub(super) fn new(kind: Kind) -> Self {
        Frame {
            kind,
            element: None,
            origin: None,
            is_nested: false,
            blocks: Vec::new(),
            line: Vec::new(),
            words: String::new(),
        }
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        let element = self.element.as_deref();
        element.is_some_and(|element| names.contains(&element))
    }

    /// Whether inlines are all that it can hold.
    pub(super) fn is_inline(&self) -> bool {
        matches!(
            self.kind,
            Kind::Paragraph
                | Kind::Heading(_)
                | Kind::Term
                | Kind::Cell(_)
                | Kind::Emphasis
                | Kind::Strong
                | Kind::Strikethrough
                | Kind::Lowered
                | Kind::Raised
                | Kind::Link(_)
                | Kind::Inlines
                | Kind::Pre
                | Kind::Code
                | Kind::Skipped
        )
    }

    /// Whether it keeps words as they are.
    pub(super) fn is_verbatim(&self) -> bool {
        matches!(self.kind, Kind::Pre | Kind::Code | Kind::Skipped)
    }

    /// Ends the line of inlines that stands among blocks.
    pub(super) fn end_line(&mut self) {
        let line = trimmed(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.blocks.push(Tree::Node(Branch::Plain { c: line }));
        }
    }
}

impl Table {
    /// Takes a row. A second row of heads is a row like others.
    pub(super) fn add(&mut self, is_head: bool, cells: Vec<Vec<Tree>>, align: Vec<&'static str>) {
        if self.align.is_empty() {
            self.align = align;
        }
        if is_head && self.head.is_empty() {
            self.head = cells;
        } else {
            self.rows.push(cells);
        }
    }

    /// A table in which all rows are as long as the longest; `None` for one without a cell.
    pub(super) fn branch(self) -> Option<Branch> {
        let Table {
            mut align,
            mut head,
            mut rows,
        } = self;
        let all = rows.iter().chain([&head]);
        let columns = all.map(Vec::len).max().filter(|columns| *columns > 0)?;
        align.resize(columns, "none");
        for row in &mut rows {
            row.resize(columns, Vec::new());
        }
        if !head.is_empty() {
            head.resize(columns, Vec::new());
        }
        Some(Branch::Table { align, head, rows })
    }
}

/// Adds what a definition says: to the term before it, or by itself.
pub(super) fn define(items: &mut Vec<Definition>, c: Vec<Tree>) {
    match items.last_mut() {
        Some(last) if last.c.is_empty() => last.c = c,
        _ => items.push(Definition { term: None, c }),
    }
}

/// The items of a list as paragraphs with their numbers or dashes.
pub(super) fn unlisted(start: Option<u64>, items: Vec<Item>) -> Vec<Tree> {
    let items = items.into_iter().enumerate();
    let blocks = items.flat_map(|(at, item)| {
        let marker = match start {
            Some(start) => format!("{}. ", start + at as u64),
            None => "– ".to_owned(),
        };
        marked(marker, item.c)
    });
    blocks.collect()
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

/// Inlines without spaces at their ends.
pub(super) fn trimmed(mut inlines: Vec<Tree>) -> Vec<Tree> {
    if let Some(Tree::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Tree::Text(last)) = inlines.last_mut() {
        last.truncate(last.trim_end().len());
    }
    inlines.retain(|inline| *inline != Tree::Text(String::new()));
    inlines
}

/// Adds inlines behind others; words that meet are one text.
pub(super) fn append(inlines: &mut Vec<Tree>, more: Vec<Tree>) {
    let mut more = more.into_iter();
    match (inlines.last_mut(), more.next()) {
        (Some(Tree::Text(before)), Some(Tree::Text(words))) => before.push_str(&words),
        (_, first) => inlines.extend(first),
    }
    inlines.extend(more);
}

/// A row without cells so far.
pub(super) fn row(is_head: bool) -> Kind {
    Kind::Row {
        is_head,
        cells: Vec::new(),
        align: Vec::new(),
    }
}
