//! Writes a body as HTML.
//!
//! Takes a page, a stretch of its events and what the links and marks in it lead to; gives HTML
//! whose addresses count from the page that shows it, the sources cited in order, and the notes.
//! Only what everyone may read is ever looked at. Block markup and line ends follow
//! pulldown-cmark's own writer, so that the examples of CommonMark hold.

mod cite;
mod link;
mod link_note;
mod note;
mod origin;

pub(crate) use link::title_of;
pub(crate) use origin::ATTRIBUTE as ORIGIN;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use self::link_note::LinkNotes;
use self::origin::Origins;
use crate::page::{Alignment, Body, Event, EventKind, Lead, MarkerKind, Node, Page, Text};
use crate::render::asset::Assets;
use crate::render::context::LinkNote;
use crate::render::highlight::Highlighter;
use crate::render::references::References;
use crate::render::sanitize;
use crate::render::words::Words;
use crate::site::{PageIndex, Site, WorkIndex};
use crate::source::Span;

/// What writing any body needs to know.
#[derive(Clone, Copy)]
pub(crate) struct Writing<'a> {
    pub(crate) site: &'a Site,
    pub(crate) words: &'a Words,
    pub(crate) references: &'a References,
    pub(crate) highlighter: &'a Highlighter,
    pub(crate) assets: &'a Assets,
}

/// A body as HTML.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Html {
    pub(crate) html: String,
    /// The sources cited, in the order of their numbers.
    pub(crate) cited: Vec<Cited>,
    /// What its links lead to, in the order of the numbers that the links carry.
    pub(crate) links: Vec<LinkNote>,
    /// Where the blocks come from, if that was asked for: their attributes count these.
    pub(crate) origins: Vec<Span>,
}

impl Html {
    /// The works cited, in the order of their numbers.
    pub(crate) fn works(&self) -> Vec<WorkIndex> {
        self.cited.iter().map(|cited| cited.work).collect()
    }
}

/// A source that a page cites.
#[derive(Debug, PartialEq)]
pub(crate) struct Cited {
    pub(crate) work: WorkIndex,
    /// The id of the entry in the page's list of sources.
    pub(crate) anchor: String,
    /// The ids of the marks that cite it.
    pub(crate) marks: Vec<String>,
}

/// Writes the whole body of a page, its notes at the end.
pub(crate) fn page(writing: Writing<'_>, index: PageIndex) -> Html {
    written(writing, index, None)
}

/// As [`page`], with an attribute on each block that tells its origin.
pub(crate) fn page_with_origins(writing: Writing<'_>, index: PageIndex) -> Html {
    written(writing, index, Some(Vec::new()))
}

fn written(writing: Writing<'_>, index: PageIndex, origins: Option<Origins>) -> Html {
    let shown = &writing.site.pages[index];
    let mut writer = Writer::new(Some(writing), index, &shown.url);
    writer.origins = origins;
    writer.link_notes = Some(LinkNotes::default());
    // Markup makes most texts half as long again.
    writer.out.reserve(2 * shown.page.text.len());
    writer.body(writing, index, shown.page.body.whole());
    writer.notes(writing);
    let cited = std::mem::take(&mut writer.cited);
    let links = writer.link_notes.take().unwrap_or_default().notes;
    let origins = writer.mark_origins();
    Html {
        html: writer.cleaned(writing),
        cited,
        links,
        origins,
    }
}

/// Writes a stretch of a page's events for the artifact at `from`, which shows neither the page's
/// sources nor its notes, so that their marks are left out.
pub(crate) fn elsewhere(
    writing: Writing<'_>,
    index: PageIndex,
    events: Range<u32>,
    from: &str,
) -> String {
    let writer = Writer::new(Some(writing), index, from);
    bare(writer, writing, events)
}

/// As [`elsewhere`], with what is for the facilitator; of text that other pages lend, only what
/// everyone may read.
pub(crate) fn for_facilitator(
    writing: Writing<'_>,
    index: PageIndex,
    events: Range<u32>,
    from: &str,
) -> String {
    let mut writer = Writer::new(Some(writing), index, from);
    writer.facilitators = true;
    bare(writer, writing, events)
}

/// Writes a stretch of the page that `writer` is for, without marks.
fn bare<'a>(mut writer: Writer<'a>, writing: Writing<'a>, events: Range<u32>) -> String {
    writer.bare = true;
    writer.body(writing, writer.shown_on, events);
    writer.cleaned(writing)
}

/// Writes stretches of pages one after another for one artifact, through which the numbers of
/// sources and notes go on. Each ends with the notes that it is the first to refer to.
pub(crate) struct Stretches<'a> {
    writing: Writing<'a>,
    writer: Writer<'a>,
}

impl<'a> Stretches<'a> {
    /// For the artifact at `from`. `bare` leaves out marks of sources and notes, where there is no
    /// room for what they lead to.
    pub(crate) fn new(writing: Writing<'a>, from: &'a str, bare: bool) -> Self {
        let mut writer = Writer::new(Some(writing), 0, from);
        writer.bare = bare;
        Stretches { writing, writer }
    }

    /// A stretch of a page's events, with what is for the facilitator or without; and the origins that
    /// the attributes of its blocks count.
    pub(crate) fn write(
        &mut self,
        page: PageIndex,
        events: Range<u32>,
        facilitators: bool,
    ) -> (String, Vec<Span>) {
        let writer = &mut self.writer;
        writer.shown_on = page;
        writer.facilitators = facilitators;
        writer.origins = Some(Vec::new());
        let known = writer.notes.len();
        writer.body(self.writing, page, events);
        writer.notes_from(self.writing, known);
        let origins = writer.mark_origins();
        let html = std::mem::take(&mut writer.out);
        let is_raw = std::mem::take(&mut writer.raw_html);
        (cleaned(html, is_raw, self.writing), origins)
    }

    /// The sources that were cited, in the order of their numbers.
    pub(crate) fn cited(self) -> Vec<Cited> {
        self.writer.cited
    }
}

/// A footnote of some page that the page shows, with how often it is referred to.
struct Note {
    page: PageIndex,
    footnote: u32,
    references: usize,
}

/// Writes a body of plain CommonMark, where links are as they were typed; the writer is tested by it.
#[cfg(test)]
pub(crate) fn plain(body: &Body, text: &str) -> String {
    let mut writer = Writer::new(None, 0, "");
    let mut place = Place::new(0, body, text);
    for (at, event) in body.visible(body.whole()) {
        writer.event(&mut place, at, event);
    }
    writer.out
}

struct Writer<'a> {
    /// `None` for plain CommonMark.
    writing: Option<Writing<'a>>,
    /// The page that shows the text.
    shown_on: PageIndex,
    /// The path of the artifact that shows the text.
    from: &'a str,
    out: String,
    cited: Vec<Cited>,
    /// The places of works in that list.
    cited_at: HashMap<WorkIndex, usize>,
    marks: usize,
    notes: Vec<Note>,
    /// The places of footnotes in that list.
    notes_at: HashMap<(PageIndex, u32), usize>,
    /// The pages whose bodies are being embedded, the innermost last.
    embedding: Vec<PageIndex>,
    raw_html: bool,
    /// Whether marks of sources and notes are left out, and ids with them.
    bare: bool,
    /// Whether the facilitator alone will read it.
    facilitators: bool,
    /// Whether such a mark came last.
    left_out: bool,
    /// Where blocks come from, if that is wanted.
    origins: Option<Origins>,
    /// What links lead to, where the page lists it for paper.
    link_notes: Option<LinkNotes>,
}

/// What was written, sanitised where raw HTML is among it.
fn cleaned(html: String, is_raw: bool, writing: Writing<'_>) -> String {
    match is_raw && !writing.site.config.trust_html {
        true => sanitize::clean(&html),
        false => html,
    }
}

/// Where in a body the writer is.
struct Place<'a> {
    page: PageIndex,
    body: &'a Body,
    text: &'a str,
    /// Events before this one are left out.
    skip_to: u32,
    /// The table that is open, and the column of its next cell.
    table: Option<(u32, usize)>,
    in_head: bool,
}

impl<'a> Place<'a> {
    fn new(page: PageIndex, body: &'a Body, text: &'a str) -> Self {
        Place {
            page,
            body,
            text,
            skip_to: 0,
            table: None,
            in_head: false,
        }
    }

    fn words(&self, text: Text, event: &Event) -> &'a str {
        self.body.words(text, event.span, self.text)
    }
}

impl<'a> Writer<'a> {
    fn new(writing: Option<Writing<'a>>, shown_on: PageIndex, from: &'a str) -> Self {
        Writer {
            writing,
            shown_on,
            from,
            bare: false,
            facilitators: false,
            left_out: false,
            out: String::new(),
            cited: Vec::new(),
            cited_at: HashMap::default(),
            marks: 0,
            notes: Vec::new(),
            notes_at: HashMap::default(),
            embedding: Vec::new(),
            raw_html: false,
            origins: None,
            link_notes: None,
        }
    }

    fn cleaned(self, writing: Writing<'a>) -> String {
        cleaned(self.out, self.raw_html, writing)
    }

    /// Writes a stretch of the body of `page`.
    fn body(&mut self, writing: Writing<'a>, page: PageIndex, events: Range<u32>) {
        let from: &'a Page = &writing.site.pages[page].page;
        self.raw_html |= from.body.has_raw_html;
        let mut place = Place::new(page, &from.body, &from.text);
        let own = page == self.shown_on && self.embedding.is_empty();
        if self.facilitators && own {
            self.events(&mut place, from.body.for_facilitator(events));
        } else {
            self.events(&mut place, from.body.visible(events));
        }
    }

    fn events<'e>(
        &mut self,
        place: &mut Place<'a>,
        events: impl Iterator<Item = (u32, &'e Event)>,
    ) {
        for (at, event) in events {
            if at >= place.skip_to {
                self.event(place, at, event);
            }
        }
    }

    fn event(&mut self, place: &mut Place<'a>, at: u32, event: &Event) {
        let before = self.out.len();
        self.write(place, at, event);
        self.note_origin(before, event);
    }

    fn write(&mut self, place: &mut Place<'a>, at: u32, event: &Event) {
        match event.kind {
            EventKind::Start(node) => self.start(place, at, node),
            EventKind::End(node) => self.end(place, node),
            EventKind::Text(text) => self.text(place.words(text, event)),
            EventKind::Code(text) => {
                self.out.push_str("<code>");
                self.escaped(place.words(text, event));
                self.out.push_str("</code>");
            }
            EventKind::Html(text) | EventKind::InlineHtml(text) => {
                self.out.push_str(place.words(text, event));
            }
            EventKind::SoftBreak => self.out.push('\n'),
            EventKind::HardBreak => self.out.push_str("<br />\n"),
            EventKind::Rule => {
                self.line();
                self.out.push_str("<hr />\n");
            }
            EventKind::Task(done) => {
                self.out.push_str("<input disabled=\"\" type=\"checkbox\"");
                self.out
                    .push_str(if done { " checked=\"\"/> " } else { "/> " });
            }
            EventKind::FootnoteReference(_) | EventKind::Citation(_) if self.bare => {
                self.left_out = true;
            }
            EventKind::FootnoteReference(note) => self.note_reference(place.page, note),
            EventKind::Citation(citation) => self.citation(place, citation),
            EventKind::Image(image) => self.image(place, image),
            EventKind::Embed(embed) => self.embed(place, embed),
            EventKind::CodeBlock(block) => self.code_block(place, block),
        }
    }

    fn start(&mut self, place: &mut Place<'a>, at: u32, node: Node) {
        match node {
            Node::Paragraph => self.open("<p>"),
            Node::Heading(heading) => self.heading(place, heading),
            Node::Quote => self.open("<blockquote>\n"),
            Node::Marker(marker) => self.marker(&place.body.markers[marker as usize].kind),
            Node::List(list) => match place.body.lists[list as usize] {
                None => self.open("<ul>\n"),
                Some(1) => self.open("<ol>\n"),
                Some(first) => self.open(&format!("<ol start=\"{first}\">\n")),
            },
            Node::Item => self.item(place, at),
            Node::FootnoteDefinition(note) => {
                // Notes come at the end of the page, where `notes` writes them.
                if self.writing.is_some() {
                    place.skip_to = place.body.footnotes[note as usize].events.end;
                }
            }
            Node::DefinitionList => self.open("<dl>\n"),
            Node::Term => self.open("<dt>"),
            Node::Definition => self.open("<dd>"),
            Node::HtmlBlock => self.line(),
            Node::Table(table) => {
                place.table = Some((table, 0));
                self.open("<div class=\"table\" tabindex=\"0\"><table>");
            }
            Node::TableHead => {
                place.in_head = true;
                self.first_cell(place);
                self.out.push_str("<thead><tr>");
            }
            Node::TableRow => {
                self.first_cell(place);
                self.out.push_str("<tr>");
            }
            Node::TableCell => self.cell(place),
            Node::Emphasis => self.out.push_str("<em>"),
            Node::Strong => self.out.push_str("<strong>"),
            Node::Strikethrough => self.out.push_str("<del>"),
            Node::Link(link) => self.link(place, at, link),
        }
    }

    fn end(&mut self, place: &mut Place<'a>, node: Node) {
        match node {
            Node::Paragraph => self.out.push_str("</p>\n"),
            Node::Heading(heading) => {
                let level = self.level(place, heading);
                let _ = writeln!(self.out, "</h{level}>");
            }
            Node::Quote => self.out.push_str("</blockquote>\n"),
            Node::Marker(_) => self.out.push_str("</div>\n"),
            Node::List(list) => match place.body.lists[list as usize] {
                None => self.out.push_str("</ul>\n"),
                Some(_) => self.out.push_str("</ol>\n"),
            },
            Node::Item => self.out.push_str("</li>\n"),
            Node::DefinitionList => self.out.push_str("</dl>\n"),
            Node::Term => self.out.push_str("</dt>\n"),
            Node::Definition => self.out.push_str("</dd>\n"),
            Node::FootnoteDefinition(_) | Node::HtmlBlock => {}
            Node::Table(_) => {
                place.table = None;
                self.out.push_str("</tbody></table></div>\n");
            }
            Node::TableHead => {
                place.in_head = false;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            Node::TableRow => self.out.push_str("</tr>\n"),
            Node::TableCell if place.in_head => self.out.push_str("</th>"),
            Node::TableCell => self.out.push_str("</td>"),
            Node::Emphasis => self.out.push_str("</em>"),
            Node::Strong => self.out.push_str("</strong>"),
            Node::Strikethrough => self.out.push_str("</del>"),
            Node::Link(link) => self.end_link(place, link),
        }
    }

    /// Text; the space before a mark that was left out goes where punctuation follows.
    fn text(&mut self, text: &str) {
        let follows = text.starts_with(['.', ',', ';', ':', '?', '!', ')']);
        if std::mem::take(&mut self.left_out) && follows {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        self.escaped(text);
    }

    fn escaped(&mut self, text: &str) {
        // Writing to a string does not fail.
        let _ = escape_html_body_text(&mut self.out, text);
    }

    fn attribute(&mut self, text: &str) {
        let _ = escape_html(&mut self.out, text);
    }

    /// Ends the line, if one is begun.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// A tag that begins a line.
    fn open(&mut self, tag: &str) {
        self.line();
        self.out.push_str(tag);
    }

    /// The level to show a heading with: embedded ones stand below those of the page.
    fn level(&self, place: &Place<'_>, heading: u32) -> usize {
        let level = place.body.headings[heading as usize].level as usize;
        (level + self.embedding.len()).min(6)
    }

    fn heading(&mut self, place: &Place<'_>, heading: u32) {
        let level = self.level(place, heading);
        let heading = &place.body.headings[heading as usize];
        self.line();
        let _ = write!(self.out, "<h{level}");
        // The ids of an embedded text are those of its own page.
        if self.writing.is_some() && self.embedding.is_empty() && !self.bare {
            self.out.push_str(" id=\"");
            self.attribute(&heading.id);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn marker(&mut self, kind: &MarkerKind) {
        let (sort, id) = match kind {
            MarkerKind::Note => ("alert", "note"),
            MarkerKind::Tip => ("alert", "tip"),
            MarkerKind::Important => ("alert", "important"),
            MarkerKind::Warning => ("alert", "warning"),
            MarkerKind::Caution => ("alert", "caution"),
            MarkerKind::Say => ("marker", "say"),
            MarkerKind::Facilitator => ("marker", "facilitator"),
            MarkerKind::Late => ("marker", "late"),
            MarkerKind::WhatIf => ("marker", "what-if"),
            MarkerKind::Cue(_) => ("marker", "cue"),
            MarkerKind::Materials => ("marker", "materials"),
            MarkerKind::Decision => ("marker", "decision"),
            MarkerKind::Unknown(_) => ("marker", "unknown"),
        };
        let title = self.writing.map_or(String::new(), |writing| {
            let key = format!("{sort}-{id}");
            let title = writing.words.plain(&key);
            match kind {
                MarkerKind::Cue(role) => title.replace("{role}", role),
                _ => title.to_owned(),
            }
        });
        self.line();
        let _ = write!(
            self.out,
            "<div class=\"{sort} {sort}-{id}\"><p class=\"{sort}-title\">"
        );
        self.escaped(&title);
        self.out.push_str("</p>\n");
    }

    /// An item of a list. Where the kind of page says so, one that begins with a citation shows
    /// the whole reference in place of its mark.
    fn item(&mut self, place: &mut Place<'a>, at: u32) {
        self.open("<li>");
        let Some(writing) = self.writing else {
            return;
        };
        let kind = &writing.site.pages[place.page].page.meta.kind.value;
        let listed = writing
            .site
            .schema
            .kind(kind)
            .is_some_and(|kind| kind.entries);
        if !listed {
            return;
        }
        // Entries are in the order of their items.
        let entries = &place.body.entries;
        if let Ok(found) = entries.binary_search_by_key(&at, |entry| entry.item)
            && let Lead::Citation(citation) = entries[found].lead
        {
            self.entry(writing, place, at, citation);
        }
    }

    fn first_cell(&self, place: &mut Place<'_>) {
        if let Some((_, column)) = &mut place.table {
            *column = 0;
        }
    }

    fn cell(&mut self, place: &mut Place<'_>) {
        self.out.push_str(if place.in_head { "<th" } else { "<td" });
        if let Some((table, column)) = &mut place.table {
            let alignments = &place.body.tables[*table as usize];
            self.out.push_str(match alignments.get(*column) {
                Some(Alignment::Left) => " class=\"align-left\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
                _ => "",
            });
            *column += 1;
        }
        self.out.push('>');
    }

    fn code_block(&mut self, place: &Place<'_>, block: u32) {
        let block = &place.body.code_blocks[block as usize];
        // It scrolls, by keyboard too; the examples of CommonMark know nothing of that.
        self.open(match self.writing {
            Some(_) => "<pre tabindex=\"0\"><code",
            None => "<pre><code",
        });
        if !block.lang.is_empty() {
            self.out.push_str(" class=\"language-");
            self.attribute(&block.lang);
            self.out.push('"');
        }
        self.out.push('>');
        let highlighted = self
            .writing
            .filter(|_| block.coloured)
            .and_then(|writing| writing.highlighter.html(&block.lang, &block.text));
        match highlighted {
            Some(html) => self.out.push_str(&html),
            None => self.escaped(&block.text),
        }
        self.out.push_str("</code></pre>\n");
    }
}

#[cfg(test)]
mod commonmark;
