//! Writes the events of a text as HTML. Block markup and line ends follow pulldown-cmark's own writer,
//! so that the examples of CommonMark hold.

use std::fmt::Write as _;

use super::markup::Markup;
use super::origin::{self, Origins};
use super::{citation, link, meeting_word, note, raw_html};
use crate::document::{Event, Tag, View, Writer};
use crate::model::edition::Edition;
use crate::model::page::{Alignment, CodeBlock, Fold, Marker, MarkerKind};
use crate::model::site::PageIndex;
use crate::model::source::Span;
use crate::render::callout;
use crate::render::citations::Marking;
use crate::render::highlight::{TimeLeft, TooSlow};
use crate::render::meeting_words;
use crate::render::render_context::RenderContext;

pub(super) struct HtmlWriter<'a> {
    /// `None` for plain CommonMark.
    cx: Option<RenderContext<'a>>,
    /// The page that shows the text.
    shown_on: PageIndex,
    /// From where its links are followed.
    view: View<'a>,
    markup: Markup,
    /// Where blocks come from, if that is wanted.
    origins: Option<Origins>,
    marking: Marking,
    time_for_colours: TimeLeft,
    /// The first code that is shown without colours, since they would take too long.
    slow_code: Option<CodeBlock>,
}

impl<'a> HtmlWriter<'a> {
    /// Writes for the artifact at `from`.
    pub(super) fn new(cx: Option<RenderContext<'a>>, shown_on: PageIndex, from: &'a str) -> Self {
        let is_part = cx.is_some_and(|cx| cx.edition == Edition::SingleFile);
        HtmlWriter {
            cx,
            shown_on,
            view: if is_part {
                View::Part(from)
            } else {
                View::Page(from)
            },
            markup: Markup::default(),
            origins: None,
            marking: Marking::Single,
            time_for_colours: TimeLeft::default(),
            slow_code: None,
        }
    }

    /// Writes the marks of sources so.
    pub(super) fn with_marks(self, marking: Marking) -> Self {
        HtmlWriter { marking, ..self }
    }

    /// Notes where blocks come from.
    pub(super) fn with_origins(self) -> Self {
        HtmlWriter {
            origins: Some(Origins::new()),
            ..self
        }
    }

    /// Makes room for so many bytes.
    pub(super) fn reserve(&mut self, length: usize) {
        self.markup.out.reserve(length);
    }

    /// The first code that is shown without colours, since they would take too long.
    pub(super) fn take_slow_code(&mut self) -> Option<CodeBlock> {
        self.slow_code.take()
    }

    /// What was written, the origins that the attributes of its blocks count, and the marks of its sources.
    pub(super) fn finish(self) -> (String, Vec<Span>, Marking) {
        let (html, origins) = match self.origins {
            Some(origins) => origin::mark(&self.markup.out, &origins),
            None => (self.markup.out, Vec::new()),
        };
        (html, origins, self.marking)
    }
}

impl Writer for HtmlWriter<'_> {
    fn event(&mut self, event: Event<'_>, origin: Option<Span>) {
        let before = self.markup.out.len();
        self.write(event);
        if let (Some(origins), Some(origin)) = (&mut self.origins, origin) {
            let written = &self.markup.out[before..];
            let line_end = written.len() - written.trim_start_matches('\n').len();
            origins.push((before + line_end, origin));
        }
    }
}

fn open_heading(out: &mut Markup, level: u8, id: Option<&str>) {
    out.line();
    let _ = write!(out.out, "<h{level}");
    if let Some(id) = id {
        out.raw(" id=\"");
        out.attribute(id);
        out.raw("\"");
    }
    out.raw(">");
}

impl HtmlWriter<'_> {
    fn write(&mut self, event: Event<'_>) {
        let out = &mut self.markup;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => out.text(text),
            Event::MeetingWord {
                word,
                agenda,
                before_stop,
            } => {
                if let Some(cx) = self.cx {
                    let shown = meeting_words::shown(cx.words, agenda, word, before_stop);
                    meeting_word::write(out, word, shown);
                }
            }
            // What needs no more than a tag stands here; what takes a decision has a function of its own.
            Event::Code(text) => {
                out.raw("<code>");
                out.text(text);
                out.raw("</code>");
            }
            Event::CodeBlock(block) => self.code_block(block),
            Event::Html(html, addresses) | Event::InlineHtml(html, addresses) => {
                raw_html::write(out, self.cx, html, addresses, self.view);
            }
            Event::SoftBreak => out.raw("\n"),
            Event::HardBreak => out.raw("<br />\n"),
            Event::Rule => out.open("<hr />\n"),
            Event::Task(is_done) => self.task(is_done),
            Event::Image(image) => link::image(out, self.cx, image, self.view),
            Event::DeadEnd(typed) => {
                out.raw("<span class=\"dead-link\">");
                out.text(typed);
                out.raw("</span>");
            }
            Event::NoteReference {
                number,
                times,
                mark,
            } => note::reference(out, number, times, mark),
            Event::Citation(citation) => {
                if let Some(cx) = self.cx {
                    citation::mark(out, cx, &self.marking, citation, self.shown_on);
                }
            }
            Event::WorkEntry(entry) => {
                if let Some(cx) = self.cx {
                    citation::entry(out, cx, entry, self.shown_on, self.view);
                }
            }
            Event::EmbedSource(source, title) => {
                if let Some(cx) = self.cx {
                    link::embed_source(out, cx, source, title, self.view);
                }
            }
        }
    }

    /// The box of a task. Readers of screens are told its name, since it has no label.
    fn task(&mut self, is_done: bool) {
        let out = &mut self.markup;
        out.raw("<input disabled=\"\" type=\"checkbox\"");
        if let Some(cx) = self.cx {
            let name = if is_done { "task-done" } else { "task-open" };
            out.raw(" aria-label=\"");
            out.attribute(cx.words.plain(name));
            out.raw("\"");
        }
        out.raw(if is_done { " checked=\"\"/> " } else { "/> " });
    }

    fn start(&mut self, tag: Tag<'_>) {
        let out = &mut self.markup;
        match tag {
            Tag::Paragraph => out.open("<p>"),
            Tag::Heading { level, id, .. } => open_heading(out, level, id),
            Tag::Quote => out.open("<blockquote>\n"),
            Tag::Callout(marker) => self.callout(marker),
            Tag::CalloutTitle(marker) => self.callout_title(marker),
            Tag::Figure(_) => out.open("<figure>"),
            Tag::List(None) => out.open("<ul>\n"),
            Tag::List(Some(1)) => out.open("<ol>\n"),
            Tag::List(Some(first)) => out.open(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => out.open("<li>"),
            Tag::DefinitionList => out.open("<dl>\n"),
            Tag::Term => out.open("<dt>"),
            Tag::Definition => out.open("<dd>"),
            Tag::HtmlBlock => out.line(),
            // Readers without a mouse can scroll a wide table only if it takes the focus.
            Tag::Table => out.open("<div class=\"table\" tabindex=\"0\"><table>"),
            Tag::TableHead => out.raw("<thead><tr>"),
            Tag::TableRow => out.raw("<tr>"),
            Tag::TableCell { is_head, alignment } => {
                out.raw(if is_head { "<th scope=\"col\"" } else { "<td" });
                out.raw(class_of(alignment));
                out.raw(">");
            }
            Tag::Emphasis => out.raw("<em>"),
            Tag::Strong => out.raw("<strong>"),
            Tag::Strikethrough => out.raw("<del>"),
            Tag::Link(link) => link::open(out, self.cx, link, self.view),
            Tag::DeadLink => out.raw("<span class=\"dead-link\">"),
            Tag::Unlinked => out.raw("<span>"),
            Tag::Embed => out.open("<div class=\"embed\">\n"),
            Tag::Notes => {
                let title = self.cx.map_or("", |cx| cx.words.plain("footnotes"));
                note::open_all(out, title);
            }
            Tag::Note { number, .. } => note::open(out, number),
        }
    }

    fn end(&mut self, tag: Tag<'_>) {
        let out = &mut self.markup;
        out.raw(match tag {
            Tag::CalloutTitle(marker) if is_folded(marker) => "</summary>\n",
            Tag::Paragraph | Tag::CalloutTitle(_) => "</p>\n",
            Tag::Heading { level, .. } => {
                let _ = writeln!(out.out, "</h{level}>");
                return;
            }
            Tag::Quote => "</blockquote>\n",
            Tag::Callout(marker) if is_folded(marker) => "</details>\n",
            Tag::Callout(_) | Tag::Embed => "</div>\n",
            Tag::Figure(caption) => {
                link::caption(out, "figcaption", caption);
                return out.raw("</figure>\n");
            }
            Tag::List(None) => "</ul>\n",
            Tag::List(Some(_)) => "</ol>\n",
            Tag::Item => "</li>\n",
            Tag::DefinitionList => "</dl>\n",
            Tag::Term => "</dt>\n",
            Tag::Definition => "</dd>\n",
            Tag::HtmlBlock => return,
            // A table without rows has a body too: it begins behind every head.
            Tag::Table => "</tbody></table></div>\n",
            Tag::TableHead => "</tr></thead><tbody>\n",
            Tag::TableRow => "</tr>\n",
            Tag::TableCell { is_head: true, .. } => "</th>",
            Tag::TableCell { is_head: false, .. } => "</td>",
            Tag::Emphasis => "</em>",
            Tag::Strong => "</strong>",
            Tag::Strikethrough => "</del>",
            Tag::Link(link) => return link::close(out, link),
            Tag::DeadLink | Tag::Unlinked => "</span>",
            Tag::Notes => "</ol></section>\n",
            Tag::Note { number, references } => {
                let label = self.cx.map_or("", |cx| cx.words.plain("back-to-text"));
                return note::close(out, number, references, label);
            }
        });
    }

    /// The head of a callout. One without a title of its own is called by what its kind is called.
    fn callout(&mut self, marker: &Marker) {
        let (sort, id) = callout::name(&marker.kind);
        let out = &mut self.markup;
        out.line();
        let element = if is_folded(marker) { "details" } else { "div" };
        let _ = write!(out.out, "<{element} class=\"{sort} {sort}-{id}\"");
        if let MarkerKind::WhatIf(Some(condition)) = &marker.kind {
            out.raw(" data-if=\"");
            out.attribute(&condition.to_string());
            out.raw("\"");
        }
        // What counts only for an online meeting is shown at once on the page of one.
        let is_open = marker.fold == Some(Fold::Open) || self.is_online(marker);
        let out = &mut self.markup;
        out.raw(if is_open && is_folded(marker) {
            " open=\"\">"
        } else {
            ">"
        });
        if marker.has_title {
            return;
        }
        self.callout_title(marker);
        if let Some(cx) = self.cx {
            let agenda = cx.site.pages[self.shown_on].page.agenda.as_deref();
            let label = callout::label(cx.words, &marker.kind, agenda);
            self.markup.text(&label);
        }
        self.end(Tag::CalloutTitle(marker));
    }

    /// Whether a block is how to do this online, in a meeting that is held so.
    fn is_online(&self, marker: &Marker) -> bool {
        let agenda = self
            .cx
            .and_then(|cx| cx.site.pages[self.shown_on].page.agenda.as_deref());
        marker.kind == MarkerKind::Online && agenda.is_some_and(|agenda| agenda.settings.online)
    }

    fn callout_title(&mut self, marker: &Marker) {
        let (sort, _) = callout::name(&marker.kind);
        let element = if is_folded(marker) { "summary" } else { "p" };
        let _ = write!(self.markup.out, "<{element} class=\"{sort}-title\">");
    }

    fn code_block(&mut self, block: &CodeBlock) {
        let out = &mut self.markup;
        // It scrolls, by keyboard too; the examples of CommonMark know nothing of that.
        out.open(match self.cx {
            Some(_) => "<pre tabindex=\"0\"><code",
            None => "<pre><code",
        });
        if !block.lang.is_empty() {
            out.raw(" class=\"language-");
            out.attribute(&block.lang);
            out.raw("\"");
        }
        out.raw(">");
        let left = &mut self.time_for_colours;
        let coloured = self.cx.filter(|_| block.coloured);
        match coloured.map(|cx| cx.highlighter.html(&block.lang, &block.text, left)) {
            Some(Ok(Some(html))) => out.raw(&html),
            None | Some(Ok(None)) => out.text(&block.text),
            Some(Err(TooSlow)) => {
                out.text(&block.text);
                self.slow_code.get_or_insert_with(|| block.clone());
            }
        }
        out.raw("</code></pre>\n");
    }
}

/// Whether readers can fold a callout: what is for the facilitator is read at a glance, and what is for meetings online
/// stands folded.
fn is_folded(marker: &Marker) -> bool {
    marker.fold.is_some() && marker.kind.is_callout() || marker.kind == MarkerKind::Online
}

fn class_of(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "",
        Alignment::Left => " class=\"align-left\"",
        Alignment::Center => " class=\"align-center\"",
        Alignment::Right => " class=\"align-right\"",
    }
}
