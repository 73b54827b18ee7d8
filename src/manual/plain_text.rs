//! Writes the text of a page as lines for a terminal.
//!
//! Paragraphs are wrapped, lists and code are indented, a row of a table is a small list of its cells, a
//! picture is the words that stand for it.

use unicode_width::UnicodeWidthStr;

use super::row::Row;
use crate::document::{Event, Link, Tag, Target, Writer};
use crate::model::source::Span;

/// How far code is indented, and the cells of a row behind its first.
const INDENT: &str = "    ";

/// The least room for words, however deep a block stands in others.
const LEAST: usize = 20;

/// Gathers the lines of a text.
pub(super) struct PlainText {
    width: usize,
    out: String,
    /// The words of the block that is open.
    words: String,
    /// What lines begin with, one for each block that holds others.
    margins: Vec<Margin>,
    /// The number of the next item of each list that is open; none for bullets.
    lists: Vec<Option<u64>>,
    /// Whether an empty line comes before the next block.
    is_apart: bool,
    table: Option<Table>,
    rows: Vec<Row>,
    /// The words of the last heading.
    heading: String,
}

/// What the lines of a block begin with.
struct Margin {
    /// In place of the rest, before the first line.
    first: Option<String>,
    rest: String,
}

/// The table that is open.
#[derive(Default)]
struct Table {
    heads: Vec<String>,
    cells: Vec<String>,
    /// The first code in the first cell of the row.
    name: Option<String>,
}

impl PlainText {
    pub(super) fn new(width: usize) -> Self {
        PlainText {
            width,
            out: String::new(),
            words: String::new(),
            margins: Vec::new(),
            lists: Vec::new(),
            is_apart: false,
            table: None,
            rows: Vec::new(),
            heading: String::new(),
        }
    }

    /// The text, and the rows of its tables by themselves.
    pub(super) fn finish(mut self) -> (String, Vec<Row>) {
        self.flush();
        (self.out, self.rows)
    }

    /// Begins with a title, underlined.
    pub(super) fn title(&mut self, title: &str) {
        self.line(title);
        self.line(&"=".repeat(title.width()));
        self.is_apart = true;
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph
            | Tag::Figure(_)
            | Tag::Heading { .. }
            | Tag::CalloutTitle(_)
            | Tag::Term => self.flush(),
            Tag::Quote | Tag::Callout(_) => self.open(None, "| "),
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            // The text of an item stands below its first word, however long its number is.
            Tag::Item => {
                let bullet = self.bullet();
                let rest = " ".repeat(bullet.width());
                self.open(Some(bullet), &rest);
            }
            Tag::Definition => self.open(None, INDENT),
            Tag::Table => {
                self.flush();
                self.table = Some(Table::default());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Figure(_) | Tag::CalloutTitle(_) => {
                self.flush();
                self.is_apart = true;
            }
            Tag::Heading { level, .. } => self.end_heading(level),
            Tag::Quote | Tag::Callout(_) | Tag::Definition => {
                self.close();
                self.is_apart = true;
            }
            // A blank line parts blocks, but not the items of one list.
            Tag::Item => self.close(),
            Tag::Term => self.flush(),
            Tag::List(_) => {
                self.lists.pop();
                self.is_apart = self.lists.is_empty();
            }
            Tag::Link(link) => self.end_link(link),
            Tag::TableCell { .. } => self.end_cell(),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.heads = std::mem::take(&mut table.cells);
                    table.name = None;
                }
            }
            Tag::TableRow => self.end_row(),
            Tag::Table => {
                self.table = None;
                self.is_apart = true;
            }
            _ => {}
        }
    }

    /// What the next item of the innermost list begins with.
    fn bullet(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        }
    }

    fn open(&mut self, first: Option<String>, rest: &str) {
        self.flush();
        let rest = rest.to_owned();
        self.margins.push(Margin { first, rest });
    }

    fn close(&mut self) {
        self.flush();
        self.margins.pop();
    }

    fn end_heading(&mut self, level: u8) {
        let words = self.words.trim().to_owned();
        let sign = if level <= 2 { "=" } else { "-" };
        self.is_apart = true;
        self.flush();
        self.line(&sign.repeat(words.width()));
        self.heading = words;
        self.is_apart = true;
    }

    /// Says where a link to another site leads, unless its words do.
    fn end_link(&mut self, link: Link<'_>) {
        if let Target::External(address) = link.target
            && !self.words.ends_with(address)
        {
            self.words.push_str(&format!(" ({address})"));
        }
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.words);
        if let Some(table) = &mut self.table {
            table.cells.push(cell.trim().to_owned());
        }
    }

    /// A row: its first cell, and below it what the others say, each behind the head of its column.
    fn end_row(&mut self) {
        let Some(table) = &mut self.table else {
            return;
        };
        let mut cells = std::mem::take(&mut table.cells).into_iter();
        let name = table.name.take();
        let heads = table.heads.clone();
        let begins = self.out.len();
        self.words = cells.next().unwrap_or_default();
        self.open(None, INDENT);
        for (at, cell) in cells.enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let head = heads.get(at + 1).filter(|head| !head.is_empty());
            self.words = head.map_or_else(String::new, |head| format!("{head}: ")) + &cell;
            self.flush();
        }
        self.close();
        let row = name.map(|name| Row {
            name,
            heading: self.heading.clone(),
            text: self.out[begins..].trim_start().to_owned(),
        });
        self.rows.extend(row);
    }

    fn code_block(&mut self, text: &str) {
        self.flush();
        for line in text.lines() {
            self.line(&format!("{INDENT}{line}"));
        }
        self.is_apart = true;
    }

    fn code(&mut self, code: &str) {
        if let Some(table) = &mut self.table
            && table.cells.is_empty()
        {
            table.name.get_or_insert_with(|| code.to_owned());
        }
        self.words.push_str(&format!("`{code}`"));
    }

    /// Writes the words that are gathered, wrapped.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        for lines in words.split('\n').map(str::trim) {
            if !lines.is_empty() {
                self.wrap(lines);
            }
        }
    }

    fn wrap(&mut self, words: &str) {
        let margin: usize = self.margins.iter().map(|one| one.rest.width()).sum();
        let room = self.width.saturating_sub(margin).max(LEAST);
        let mut line = String::new();
        for word in words.split_whitespace() {
            if !line.is_empty() && line.width() + 1 + word.width() > room {
                self.line(&line);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.line(&line);
    }

    /// Writes one line behind the margins.
    fn line(&mut self, line: &str) {
        if std::mem::take(&mut self.is_apart) && !self.out.is_empty() {
            let margin: String = self.margins.iter().map(Margin::of_empty_line).collect();
            self.out.push_str(margin.trim_end());
            self.out.push('\n');
        }
        let margin: String = self.margins.iter_mut().map(Margin::of_line).collect();
        let whole = margin + line;
        self.out.push_str(whole.trim_end());
        self.out.push('\n');
    }
}

impl Margin {
    fn of_line(&mut self) -> String {
        self.first.take().unwrap_or_else(|| self.rest.clone())
    }

    /// Before the first line of its block there is nothing of it yet.
    fn of_empty_line(&self) -> &str {
        if self.first.is_some() { "" } else { &self.rest }
    }
}

impl Writer for PlainText {
    fn event(&mut self, event: Event<'_>, _: Option<Span>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::DeadEnd(words) => self.words.push_str(words),
            Event::Code(code) => self.code(code),
            Event::CodeBlock(block) => self.code_block(&block.text),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Rule => self.line("* * *"),
            Event::Task(is_done) => self.words.push_str(if is_done { "[x] " } else { "[ ] " }),
            Event::Image(image) => self.words.push_str(&format!("(picture: {})", image.alt)),
            // What the manual cites, and its notes, stand on its pages.
            Event::NoteReference { .. }
            | Event::MeetingWord { .. }
            | Event::Citation(_)
            | Event::WorkEntry(_)
            | Event::EmbedSource(..)
            | Event::Html(..)
            | Event::InlineHtml(..) => {}
        }
    }
}
