//! Builds a tree from what is opened and closed and stands between: keeps what is open, bounds how deep it
//! is, and makes texts of words.

use std::collections::BTreeMap;

use super::frame::{Frame, Kind, Linked, Table, append, define, trimmed, unlisted};
use super::surroundings::{Destination, LinkNote, Surroundings};
use super::tree::{Branch, Definition, Item, Tree};
use super::words::{lettered, one_line};
use crate::document::Target;
use crate::limits::SHEET_DEPTH;
use crate::model::page::Alignment;
use crate::model::source::Span;
use crate::render::reference::Run;

/// So many underscores in a row are a line to write on.
const SHORTEST_BLANK: usize = 4;

/// So many blocks may stand within each other: below them a line has no room for words, and Typst none
/// for more (its calls and layouts nest 72 to 80 deep).
const DEEPEST_BLOCK: usize = SHEET_DEPTH.most;

/// So many stresses and links may stand within each other.
const DEEPEST_INLINE: usize = 8;

/// A list begins with no greater number: templates count with 64 bits, and no line has room for more.
const GREATEST_START: u64 = 999_999_999;

pub(crate) struct TreeBuilder<S> {
    pub(crate) around: S,
    /// What is open, the innermost last. The first holds the whole text.
    pub(super) frames: Vec<Frame>,
    /// How many blocks and how many inlines of the tree are open.
    open_blocks: usize,
    open_inlines: usize,
    /// How many of the frames keep words as they are, and how many are links.
    verbatim: usize,
    links: usize,
    /// What the notes say, by their numbers.
    notes: BTreeMap<usize, Vec<Tree>>,
    /// The blocks that stand within no other, with their origins.
    kept: Vec<(Span, Tree)>,
}

impl<S: Surroundings> TreeBuilder<S> {
    pub(crate) fn new(around: S) -> Self {
        TreeBuilder {
            around,
            frames: vec![Frame::new(Kind::Blocks)],
            open_blocks: 0,
            open_inlines: 0,
            verbatim: 0,
            links: 0,
            notes: BTreeMap::new(),
            kept: Vec::new(),
        }
    }

    /// The blocks of all that was built since this was last asked.
    pub(crate) fn blocks(&mut self) -> Vec<Tree> {
        self.close_all();
        self.end_line();
        let mut blocks = std::mem::take(&mut self.top().blocks);
        let notes = &self.notes;
        let mut fill = |number: usize, c: &mut Vec<Tree>| {
            c.clone_from(notes.get(&number).unwrap_or(&Vec::new()));
        };
        for block in &mut blocks {
            block.notes(&mut fill);
        }
        for (origin, mut block) in self.kept.drain(..) {
            block.notes(&mut fill);
            self.around.keep(origin, block);
        }
        blocks
    }

    /// Closes all that is open.
    pub(super) fn close_all(&mut self) {
        while self.frames.len() > 1 {
            self.close();
        }
    }

    /// A formatted reference as inlines.
    pub(crate) fn reference(&mut self, runs: &[Run]) -> Vec<Tree> {
        self.runs(runs);
        self.end_words();
        std::mem::take(&mut self.top().line)
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the first is never closed")
    }

    /// Opens something that stands among inlines.
    pub(super) fn open_inline(&mut self, kind: Kind) {
        let is_stress = matches!(
            kind,
            Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::Lowered | Kind::Raised
        );
        let kind = match kind {
            _ if self.verbatim > 0 => Kind::Inlines,
            _ if is_stress && self.open_inlines > DEEPEST_INLINE => {
                self.around.too_deep();
                Kind::Inlines
            }
            kind => kind,
        };
        self.end_words();
        self.push(Frame::new(kind));
    }

    /// Opens something that begins a line. Among inlines that is all that it does.
    pub(super) fn open_block(&mut self, kind: Kind, origin: Option<Span>) {
        if self.top().is_inline() {
            self.begin_line();
            return self.push(Frame::new(Kind::Inlines));
        }
        self.end_line();
        if let Some(origin) = origin {
            self.around.reach(origin);
        }
        let kind = match kind {
            Kind::Quote | Kind::Mark { .. } | Kind::Definitions(_) if self.is_full() => {
                Kind::Blocks
            }
            Kind::List { start, items, .. } => Kind::List {
                start: start.map(|start| start.min(GREATEST_START)),
                items,
                is_full: self.is_full(),
            },
            kind => kind,
        };
        self.push(Frame {
            origin,
            ..Frame::new(kind)
        });
    }

    /// Opens a part of what is open: an item, a row. Where it has no place there, it only begins a line.
    pub(super) fn open_part(&mut self, kind: Kind) {
        let fits = matches!(
            (&self.top().kind, &kind),
            (Kind::List { .. }, Kind::Item { .. })
                | (Kind::Definitions(_), Kind::Term | Kind::Definition)
                | (Kind::Table(_), Kind::Rows { .. } | Kind::Row { .. })
                | (Kind::Rows { .. }, Kind::Row { .. })
                | (Kind::Row { .. }, Kind::Cell(_))
                | (Kind::Notes, Kind::Note(_))
        );
        if fits {
            self.end_line();
            self.push(Frame::new(kind));
        } else {
            self.open_block(Kind::Blocks, None);
        }
    }

    fn push(&mut self, mut frame: Frame) {
        let is_listed = |frame: &Frame| matches!(frame.kind, Kind::List { is_full: false, .. });
        let is_block = match frame.kind {
            Kind::Quote | Kind::Mark { .. } | Kind::Definition => true,
            Kind::Item { .. } => self.frames.last().is_some_and(is_listed),
            _ => false,
        };
        let is_inline = frame.is_inline() && !matches!(frame.kind, Kind::Inlines);
        frame.is_nested = is_block || is_inline;
        self.open_blocks += usize::from(is_block);
        self.open_inlines += usize::from(is_inline);
        self.verbatim += usize::from(frame.is_verbatim());
        self.links += usize::from(matches!(frame.kind, Kind::Link(_)));
        self.frames.push(frame);
    }

    /// Whether one more block has no room within those that are open; this is told.
    fn is_full(&mut self) -> bool {
        let is_full = self.open_blocks >= DEEPEST_BLOCK;
        if is_full {
            self.around.too_deep();
        }
        is_full
    }

    /// Closes what is open innermost.
    pub(super) fn close(&mut self) {
        self.end_line();
        let frame = self.frames.pop().expect("the first is never closed");
        if frame.is_nested {
            if frame.is_inline() {
                self.open_inlines -= 1;
            } else {
                self.open_blocks -= 1;
            }
        }
        self.verbatim -= usize::from(frame.is_verbatim());
        self.links -= usize::from(matches!(frame.kind, Kind::Link(_)));
        let before = self.top().blocks.len();
        let origin = frame.origin;
        self.put(frame);
        if let Some(origin) = origin {
            self.keep(origin, before);
        }
    }

    /// Keeps the blocks behind `before` with where they come from, if they stand in no other.
    fn keep(&mut self, origin: Span, before: usize) {
        if self.open_blocks == 0 {
            let frame = self.frames.last().expect("the first is never closed");
            let blocks = frame.blocks[before..].iter();
            self.kept
                .extend(blocks.map(|block| (origin, block.clone())));
        }
    }

    /// Puts what was closed into what it stands in.
    fn put(&mut self, frame: Frame) {
        let Frame {
            kind,
            mut blocks,
            line,
            words,
            ..
        } = frame;
        // One match, so that the compiler asks where a new kind goes. Only arms that leave blocks reach the last line.
        match kind {
            Kind::Paragraph => blocks.push(Tree::Node(Branch::P { c: trimmed(line) })),
            Kind::Heading(level) => {
                let c = trimmed(line);
                blocks.push(Tree::Node(Branch::H { level, c }));
            }
            Kind::Quote => blocks = vec![Tree::Node(Branch::Quote { c: blocks })],
            Kind::Embed => blocks = vec![Tree::Node(Branch::Embed { c: blocks })],
            Kind::Mark { kind, label } => {
                let kind = kind.to_owned();
                let c = blocks;
                blocks = vec![Tree::Node(Branch::Mark { kind, label, c })];
            }
            Kind::List {
                start,
                items,
                is_full: true,
            } => blocks.extend(unlisted(start, items)),
            Kind::List { start, items, .. } if !items.is_empty() => {
                blocks.push(Tree::Node(Branch::List { start, items }));
            }
            Kind::Definitions(items) if !items.is_empty() => {
                blocks.push(Tree::Node(Branch::Defs { items }));
            }
            Kind::Table(table) => blocks.extend(table.branch().map(Tree::Node)),
            Kind::Pre => {
                let text = lettered(words.trim_end_matches('\n'), &mut self.around);
                self.top().blocks.push(Tree::Node(Branch::Code { text }));
                return;
            }
            Kind::Item { .. }
            | Kind::Definition
            | Kind::Term
            | Kind::Row { .. }
            | Kind::Cell(_)
            | Kind::Note(_) => return self.put_part(kind, blocks, line),
            Kind::Notes | Kind::Skipped => return,
            Kind::Blocks | Kind::List { .. } | Kind::Definitions(_) | Kind::Rows { .. } => {}
            Kind::Inlines if self.verbatim > 0 => return self.top().words.push_str(&words),
            Kind::Inlines => return append(&mut self.top().line, line),
            Kind::Emphasis => return self.add(Branch::Em { c: line }),
            Kind::Strong => return self.add(Branch::Strong { c: line }),
            Kind::Strikethrough => return self.add(Branch::Del { c: line }),
            Kind::Lowered => return self.add(Branch::Sub { c: line }),
            Kind::Raised => return self.add(Branch::Sup { c: line }),
            Kind::Code => return self.code(&words),
            Kind::Link(link) => return self.put_link(link, line),
        }
        self.top().blocks.append(&mut blocks);
    }

    /// Puts a part into the list or table that it belongs to.
    fn put_part(&mut self, kind: Kind, blocks: Vec<Tree>, line: Vec<Tree>) {
        match (&mut self.top().kind, kind) {
            (Kind::List { items, .. }, Kind::Item { done }) => {
                items.push(Item { done, c: blocks });
            }
            (Kind::Definitions(items), Kind::Term) => items.push(Definition {
                term: Some(trimmed(line)),
                c: Vec::new(),
            }),
            (Kind::Definitions(items), Kind::Definition) => define(items, blocks),
            (Kind::Row { cells, align, .. }, Kind::Cell(alignment)) => {
                cells.push(trimmed(line));
                align.push(name_of(alignment));
            }
            (Kind::Notes, Kind::Note(number)) => {
                self.notes.insert(number, blocks);
            }
            (
                _,
                Kind::Row {
                    is_head,
                    cells,
                    align,
                },
            ) => {
                // In raw HTML `tbody` may stand between a row and its table, so the table is looked for further out.
                let mut frames = self.frames.iter_mut().rev();
                if let Some(table) = frames.find_map(table_of) {
                    table.add(is_head, cells, align);
                }
                self.top().blocks.extend(blocks);
            }
            _ => {}
        }
    }

    fn put_link(&mut self, link: Linked, c: Vec<Tree>) {
        let Linked { destination, words } = link;
        let href = destination.as_ref().and_then(Destination::href);
        let href = href.map(str::to_owned);
        let note = destination.and_then(|destination| destination.note(words.trim()));
        let note = note.map(|note| self.link_note(note));
        self.add(Branch::Link { c, href, note });
    }

    /// What a link leads to, and the address as a link of its own.
    fn link_note(&mut self, note: LinkNote) -> Vec<Tree> {
        let LinkNote { title, address } = note;
        let mut inlines = Vec::new();
        let is_titled = title.is_some();
        self.words(&title.unwrap_or_default(), &mut inlines);
        if let Some((address, href)) = address {
            if is_titled {
                self.words(": ", &mut inlines);
            }
            inlines.push(Tree::Node(Branch::Link {
                c: vec![Tree::Text(lettered(&address, &mut self.around))],
                href: Some(href),
                note: None,
            }));
        }
        inlines
    }

    fn add(&mut self, branch: Branch) {
        self.top().line.push(Tree::Node(branch));
    }

    /// Adds words as they were typed.
    pub(super) fn text(&mut self, text: &str) {
        self.top().words.push_str(text);
        self.say(text);
    }

    /// Adds to the words of the link that is open.
    pub(super) fn say(&mut self, text: &str) {
        if self.links > 0 {
            for frame in &mut self.frames {
                if let Kind::Link(link) = &mut frame.kind {
                    link.words.push_str(text);
                }
            }
        }
    }

    fn code(&mut self, text: &str) {
        let text = lettered(text, &mut self.around);
        self.add(Branch::Code { text });
    }

    /// Adds something among inlines; where words are kept as they are, nothing.
    pub(super) fn inline(&mut self, branch: Branch) {
        if self.verbatim == 0 {
            self.end_words();
            self.add(branch);
        }
    }

    /// Adds a block that holds no others. Among inlines it only begins a line.
    pub(super) fn block(&mut self, branch: Branch, origin: Option<Span>) {
        if self.top().is_inline() {
            return self.begin_line();
        }
        self.end_line();
        if let Some(origin) = origin {
            self.around.reach(origin);
        }
        let before = self.top().blocks.len();
        self.top().blocks.push(Tree::Node(branch));
        if let Some(origin) = origin {
            self.keep(origin, before);
        }
    }

    /// Begins a line among inlines, unless one has just begun.
    fn begin_line(&mut self) {
        if self.verbatim > 0 {
            return;
        }
        self.end_words();
        let line = &mut self.top().line;
        let br = Tree::Node(Branch::Br);
        if line.last().is_some_and(|last| *last != br) {
            line.push(br);
        }
    }

    /// Makes inlines of the words since the last.
    fn end_words(&mut self) {
        let frame = self.top();
        // Those of code are read as one when it ends.
        if frame.words.is_empty() || self.verbatim > 0 {
            return;
        }
        let frame = self.top();
        let words = std::mem::take(&mut frame.words);
        let mut line = std::mem::take(&mut frame.line);
        self.words(&words, &mut line);
        self.top().line = line;
    }

    fn end_line(&mut self) {
        self.end_words();
        let frame = self.top();
        if !frame.is_inline() {
            frame.end_line();
        }
    }

    /// Adds words, in which rows of underscores are lines to write on.
    fn words(&mut self, text: &str, out: &mut Vec<Tree>) {
        let mut rest = text;
        while let Some(at) = rest.find(&"_".repeat(SHORTEST_BLANK)) {
            let length = rest[at..].bytes().take_while(|byte| *byte == b'_').count();
            self.bare_words(&rest[..at], out);
            out.push(Tree::Node(Branch::Blank { n: length }));
            rest = &rest[at + length..];
        }
        self.bare_words(rest, out);
    }

    fn bare_words(&mut self, words: &str, out: &mut Vec<Tree>) {
        if words.is_empty() {
            return;
        }
        let words = lettered(&one_line(words), &mut self.around);
        append(out, vec![Tree::Text(words)]);
    }

    pub(super) fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            let stresses = [
                (run.is_italic(), Kind::Emphasis),
                (run.is_bold(), Kind::Strong),
            ];
            let depth = self.frames.len();
            for (_, kind) in stresses.into_iter().filter(|(is_so, _)| *is_so) {
                self.open_inline(kind);
            }
            for (words, address) in run.parts() {
                if let Some(address) = address {
                    self.open_link(Target::External(address));
                    self.text(words);
                    self.close();
                } else {
                    self.text(words);
                }
            }
            while self.frames.len() > depth {
                self.close();
            }
        }
    }

    pub(super) fn open_link(&mut self, target: Target<'_>) {
        let destination = self.around.destination(target);
        self.open_inline(Kind::Link(Linked {
            destination,
            words: String::new(),
        }));
    }

    /// Ticks the box of the item that is open, or leaves it empty; the first box counts.
    pub(super) fn tick(&mut self, is_done: bool) {
        let mut frames = self.frames.iter_mut().rev();
        let item = frames.find_map(|frame| match &mut frame.kind {
            Kind::Item { done } => Some(done),
            _ => None,
        });
        if let Some(done) = item {
            done.get_or_insert(is_done);
        }
    }
}

fn table_of(frame: &mut Frame) -> Option<&mut Table> {
    match &mut frame.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

fn name_of(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "none",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}
