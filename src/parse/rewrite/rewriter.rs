//! Makes the text that pulldown-cmark is given, line by line.

use std::ops::Range;

use super::block_line::{self, BlockLine, Opening};
use super::picture;
use super::place_map::Output;
use super::rewritten::{BlockEdge, COLON, Choices, Rewritten};
use crate::parse::lines;
use crate::parse::private::FILL;

/// How much further in the text of an indented block stands than its first line.
const INDENT: usize = 4;

pub(super) struct Rewriter<'a> {
    body: &'a str,
    is_timed: bool,
    choices: &'a Choices,
    only_colons: bool,
    output: Output,
    rewritten: Rewritten,
    /// The signs of the fences that are open, and whether each is of a block that is known.
    fences: Vec<(char, bool)>,
    /// The signs with which blocks of MyST begin that are open.
    directives: Vec<&'a str>,
    /// Whether the line before belongs to the first line of such a block.
    is_at_options: bool,
    /// The label for the next heading, with where it stands.
    label: Option<(&'a str, usize)>,
    /// The indented blocks that are open.
    indented: Vec<Indented>,
}

/// A block whose text stands further in than its first line.
#[derive(Clone, Copy)]
struct Indented {
    /// Where its first line begins.
    start: usize,
    /// The column at which the words of that line begin.
    column: usize,
}

/// A line: its own text without the indentation of blocks that it stands in, and its end.
struct Line {
    text: Range<usize>,
    end: usize,
    /// How many bytes of it belong to quotations and lists.
    head: usize,
}

impl Line {
    fn words(&self) -> Range<usize> {
        self.text.start + self.head..self.text.end
    }

    fn head(&self) -> Range<usize> {
        self.text.start..self.text.start + self.head
    }
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(body: &'a str, is_timed: bool, choices: &'a Choices) -> Self {
        Rewriter {
            body,
            is_timed,
            choices,
            only_colons: false,
            output: Output::default(),
            rewritten: Rewritten::default(),
            fences: Vec::new(),
            directives: Vec::new(),
            is_at_options: false,
            label: None,
            indented: Vec::new(),
        }
    }

    /// Leaves all as it was typed but for colons that open no definition.
    pub(super) fn colons_alone(self) -> Self {
        Rewriter {
            only_colons: true,
            ..self
        }
    }

    pub(super) fn run(mut self) -> Rewritten {
        let mut at = 0;
        while at < self.body.len() {
            let rest = &self.body[at..];
            let end = rest
                .find('\n')
                .map_or(self.body.len(), |found| at + found + 1);
            self.line(at, end);
            at = end;
        }
        self.leave(0, self.body.len());
        let (text, map) = self.output.finish();
        if text == self.body {
            return self.rewritten;
        }
        Rewritten {
            text: Some(text),
            map,
            ..self.rewritten
        }
    }

    fn line(&mut self, start: usize, end: usize) {
        let whole = &self.body[start..end];
        let typed = whole.trim_end_matches(['\n', '\r']);
        let (columns, _) = indentation(typed, usize::MAX);
        if !typed.trim().is_empty() {
            self.leave(columns, start);
        }
        let (_, cut) = indentation(typed, INDENT * self.indented.len());
        let text = start + cut..start + typed.len();
        let (head, _) = lines::container(&self.body[text.clone()]);
        let line = Line { text, end, head };
        // A line that was refused in an earlier attempt is text of the writer, whatever it looks like.
        if self.only_colons || self.choices.refused.contains(&line.words().start) {
            return self.plain(&line);
        }
        let words = &self.body[line.words()];
        if let Some((sign, info)) = lines::block_fence(words) {
            return self.fence(&line, sign, info);
        }
        if self.myst(&line) {
            return;
        }
        let block = block_line::admonition(words, self.is_timed);
        match block.filter(|_| self.is_indented_behind(&line, columns)) {
            Some(BlockLine::Open(open)) => self.admonition(&line, open),
            Some(_) => self.unknown(&line),
            None => self.plain(&line),
        }
    }

    /// Reads a line as MyST has it: the first or last of a block, an option of one, a label, and a heading
    /// behind a label. Gives whether it was one.
    fn myst(&mut self, line: &Line) -> bool {
        let words = self.body[line.words()].trim_end();
        let is_option = std::mem::take(&mut self.is_at_options) && block_line::is_option(words);
        if is_option {
            self.is_at_options = true;
            return true;
        }
        if let Some(label) = block_line::label(words)
            && line.head == 0
            && lines::is_heading(self.body[line.end..].trim_start_matches(['\n', '\r']))
        {
            self.label = Some((label, line.words().start));
            return true;
        }
        if let Some((label, at)) = self.label.filter(|_| lines::is_heading(words)) {
            self.label = None;
            self.labelled(line, label, at);
            return true;
        }
        // A line of nothing but signs closes the innermost block, if it has at least those that opened it.
        let signs = block_line::signs(words);
        if self
            .directives
            .last()
            .is_some_and(|open| signs.starts_with(open))
            && signs == words
        {
            self.directives.pop();
            self.rule(line, None);
            return true;
        }
        match block_line::directive(words, self.is_timed) {
            Some(open) => {
                self.directives.push(signs);
                self.rule(line, Some(open));
                self.is_at_options = true;
                true
            }
            None => false,
        }
    }

    /// A heading with a label of its own, which goes before that on the line above.
    fn labelled(&mut self, line: &Line, label: &str, at: usize) {
        let text = &self.body[line.text.clone()];
        let end = line.text.start + text.trim_end().len();
        if text.trim_end().ends_with('}') {
            return self.plain(line);
        }
        self.rewritten.labels.insert(self.output.text.len(), at);
        self.output.copy(self.body, line.text.start..end);
        self.output.replace(end..end, &format!(" {{#{label}}}"));
        self.output.copy(self.body, line.text.end..line.end);
    }

    /// Whether the next line that is not empty stands further in.
    fn is_indented_behind(&self, line: &Line, columns: usize) -> bool {
        let base = self.base(line, columns);
        let mut behind = self.body[line.end..].lines();
        let next = behind.find(|next| !next.trim().is_empty());
        next.is_some_and(|next| indentation(next, usize::MAX).0 >= base + INDENT)
    }

    /// The column at which the words of a line begin, of which the first `columns` are white space. The
    /// sign of an item before them counts; a quotation has no such blocks.
    fn base(&self, line: &Line, columns: usize) -> usize {
        let head = &self.body[line.head()];
        match head.trim_start() {
            "" => columns,
            sign if sign.starts_with('>') => usize::MAX - INDENT,
            sign => columns + sign.len(),
        }
    }

    fn fence(&mut self, line: &Line, sign: char, info: &str) {
        match block_line::fence(&self.body[line.words()], info, self.is_timed) {
            BlockLine::Close => match self.fences.pop_if(|(open, _)| *open == sign) {
                Some((_, true)) => self.rule(line, None),
                // Where nothing is open slashes are what they look like.
                None if sign == '/' => self.plain(line),
                Some((_, false)) | None => self.unknown(line),
            },
            BlockLine::Open(open) => {
                self.fences.push((sign, true));
                self.rule(line, Some(open));
                let info = self.body[line.words()].trim_start_matches(':');
                self.is_at_options = info.trim_start().starts_with('{');
            }
            BlockLine::Unknown => {
                self.fences.push((sign, false));
                self.unknown(line);
            }
        }
    }

    fn admonition(&mut self, line: &Line, open: Opening) {
        let (columns, _) = indentation(&self.body[line.text.clone()], usize::MAX);
        let columns = columns + INDENT * self.indented.len();
        let column = self.base(line, columns);
        let start = line.words().start;
        self.rule(line, Some(open));
        self.indented.push(Indented { start, column });
    }

    /// Ends the indented blocks that a line with so much white space at its head is not in.
    fn leave(&mut self, columns: usize, at: usize) {
        while let Some(block) = self.indented.last().copied()
            && columns < block.column + INDENT
        {
            self.indented.pop();
            if !self.output.text.ends_with('\n') {
                self.output.replace(at..at, "\n");
            }
            let space = block.column - INDENT * self.indented.len();
            self.output.replace(at..at, &" ".repeat(space));
            self.edge(BlockEdge::Close, block.start);
            self.output.replace(at..at, "***\n");
        }
    }

    /// Notes that a rule stands here for an edge of a block; `line` is that of a line that says so.
    fn edge(&mut self, edge: BlockEdge, line: usize) {
        let at = self.output.text.len();
        self.rewritten.rules.insert(at, (edge, line));
    }

    /// Puts a rule for the beginning or the end of a block, and its title in a paragraph of its own.
    fn rule(&mut self, line: &Line, open: Option<Opening>) {
        self.output.copy(self.body, line.head());
        let words = line.words();
        let title = open.as_ref().and_then(|open| open.title.clone());
        let title = title.map(|title| words.start + title.start..words.start + title.end);
        let edge = open.map_or(BlockEdge::Close, |open| BlockEdge::Open {
            kind: open.kind,
            fold: open.fold,
            title: title.as_ref().map(|title| title.start),
        });
        self.edge(edge, words.start);
        self.output.replace(words.clone(), "***");
        if let Some(title) = title {
            let next = format!("\n{}", self.continued(line));
            self.output.replace(title.start..title.start, &next);
            self.output.copy(self.body, title.clone());
            self.output.replace(title.end..title.end, &next);
        }
        self.output.copy(self.body, line.text.end..line.end);
    }

    /// What stands before the text of the lines behind this one in the same quotations and items.
    fn continued(&self, line: &Line) -> String {
        let head = self.body[line.head()].chars();
        let kept = head.map(|c| if c == '>' { c } else { ' ' });
        kept.collect()
    }

    /// Leaves a line as it was typed, in a paragraph of its own.
    fn unknown(&mut self, line: &Line) {
        let head = &self.body[line.head()];
        let begins_item = head.contains(|c: char| !" \t>".contains(c));
        let around = format!("{}\n", self.continued(line));
        let words = line.words();
        self.rewritten.unknown.push(words.clone());
        if !begins_item && self.output.text.ends_with('\n') {
            self.output
                .replace(line.text.start..line.text.start, &around);
        }
        self.plain(line);
        if self.body[line.text.end..line.end].ends_with('\n') {
            self.output.replace(line.end..line.end, &around);
        }
    }

    /// Copies a line without what stands behind pictures.
    fn plain(&mut self, line: &Line) {
        let mut masks: Vec<(Range<usize>, char)> = Vec::new();
        let (start, text) = (line.text.start, &self.body[line.text.clone()]);
        let may_have_picture = text.contains("](") || text.contains("]]{");
        if !self.only_colons && may_have_picture {
            self.pictures(start, text, &mut masks);
        }
        let words = line.words();
        let list = &self.body[words.clone()];
        if !self.only_colons
            && !self.choices.refused.contains(&words.start)
            && block_line::is_attribute_list(list.trim_end())
        {
            let at = self.output.text.len() + line.head;
            self.rewritten.lists.insert(at, words.start);
            masks.push((words.start..words.start + list.trim_end().len(), FILL));
        }
        let colons = self.choices.colons.range(line.text.clone());
        masks.extend(colons.map(|at| (*at..*at + 1, COLON)));
        masks.sort_by_key(|(range, _)| range.start);
        // Signs are replaced one for one, so that places in the copy stay places in the text.
        let mut done = start;
        for (range, sign) in masks {
            self.output.copy(self.body, done..range.start);
            done = range.end;
            for at in range {
                self.output
                    .replace(at..at + 1, sign.encode_utf8(&mut [0; 4]));
            }
        }
        self.output.copy(self.body, done..line.end);
    }

    fn pictures(&mut self, start: usize, text: &str, masks: &mut Vec<(Range<usize>, char)>) {
        for braces in picture::braces(text) {
            let range = start + braces.range.start..start + braces.range.end;
            if !self.choices.refused.contains(&range.start) {
                let at = self.output.text.len() + braces.range.start;
                self.rewritten.braces.insert(at, braces.attributes);
                masks.push((range, FILL));
            }
        }
        for (range, scale) in picture::sizes(text) {
            let at = self.output.text.len() + range.start;
            let range = start + range.start..start + range.end;
            if let Some(scale) = scale
                && !self.choices.refused.contains(&range.start)
            {
                self.rewritten.sizes.insert(at, scale);
                masks.push((range, ' '));
            }
        }
    }
}

/// How many columns of white space a line begins with, up to so many, and how many bytes these are.
fn indentation(line: &str, most: usize) -> (usize, usize) {
    let mut columns = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            _ if columns >= most => return (columns, at),
            b' ' => columns += 1,
            b'\t' => columns += INDENT - columns % INDENT,
            _ => return (columns, at),
        }
    }
    (columns, line.len())
}
