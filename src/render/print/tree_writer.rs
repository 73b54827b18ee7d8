//! Makes the tree that templates of paper are given from the events of a text.
//!
//! What Markdown opens, it closes. Raw HTML opens and closes what it likes (`elements`); what it leaves
//! open ends with the block of Markdown that it stands in.

use super::elements;
use super::frame::{Kind, Table, row};
use super::surroundings::Surroundings;
use super::tree::Branch;
use super::tree_builder::TreeBuilder;
use super::words::lettered;
use crate::document::{Caption, Citation, Event, Image, Tag, Target, WorkEntry, Writer};
use crate::model::source::Span;
use crate::render::meeting_words::BLANK;

/// Builds trees of what it is given.
pub(crate) struct TreeWriter<S> {
    pub(crate) builder: TreeBuilder<S>,
}

impl<S: Surroundings> Writer for TreeWriter<S> {
    fn event(&mut self, event: Event<'_>, origin: Option<Span>) {
        match event {
            Event::Start(tag) => self.start(tag, origin),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::DeadEnd(text) => self.builder.text(text),
            Event::MeetingWord {
                word,
                agenda,
                before_stop,
            } => {
                let around = &self.builder.around;
                match around.meeting_word(agenda, word, before_stop) {
                    Some(text) => self.builder.text(&text),
                    None => self.builder.inline(Branch::Blank { n: BLANK }),
                }
            }
            Event::SoftBreak => self.builder.text("\n"),
            Event::HardBreak => {
                self.builder.inline(Branch::Br);
                self.builder.text("\n");
            }
            Event::Code(text) => {
                self.builder.open_inline(Kind::Code);
                self.builder.text(text);
                self.builder.close();
            }
            Event::CodeBlock(block) => {
                self.builder.open_block(Kind::Pre, origin);
                self.builder.text(&block.text);
                self.builder.close();
            }
            Event::Html(html, _) | Event::InlineHtml(html, _) => {
                elements::html(&mut self.builder, html);
            }
            Event::Rule => self.builder.block(Branch::Rule, origin),
            Event::Task(done) => self.builder.tick(done),
            Event::Image(image) => self.image(image),
            Event::NoteReference { number, .. } => {
                // What a note itself names stands nowhere.
                if !self
                    .builder
                    .frames
                    .iter()
                    .any(|frame| matches!(frame.kind, Kind::Note(_)))
                {
                    let c = Vec::new();
                    self.builder.inline(Branch::Note { c, number });
                }
            }
            Event::Citation(citation) => self.citation(citation),
            Event::WorkEntry(entry) => self.entry(entry),
            // Paper has no room for where each embed comes from.
            Event::EmbedSource(..) => {}
        }
    }
}

impl<S: Surroundings> TreeWriter<S> {
    fn start(&mut self, tag: Tag<'_>, origin: Option<Span>) {
        // One match, so that the compiler asks for an arm for a new tag. Only blocks reach the end, where they first
        // close a paragraph of raw HTML that is open.
        let block = match tag {
            Tag::Paragraph | Tag::Figure(_) => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level),
            Tag::Quote => Kind::Quote,
            Tag::Callout(marker) => {
                let kind = &marker.kind;
                let label = if marker.has_title {
                    String::new()
                } else {
                    self.builder.around.label(kind)
                };
                Kind::Mark {
                    kind: self.builder.around.mark_kind(kind),
                    label: lettered(&label, &mut self.builder.around),
                }
            }
            Tag::CalloutTitle(_) => {
                elements::end_paragraph(&mut self.builder);
                self.builder.open_block(Kind::Paragraph, origin);
                return self.builder.open_inline(Kind::Strong);
            }
            Tag::List(start) => Kind::List {
                start,
                items: Vec::new(),
                is_full: false,
            },
            Tag::DefinitionList => Kind::Definitions(Vec::new()),
            Tag::Table => Kind::Table(Table::default()),
            Tag::Embed => Kind::Embed,
            Tag::Notes => {
                self.builder.close_all();
                Kind::Notes
            }
            Tag::Emphasis => return self.builder.open_inline(Kind::Emphasis),
            Tag::Strong => return self.builder.open_inline(Kind::Strong),
            Tag::Strikethrough => return self.builder.open_inline(Kind::Strikethrough),
            Tag::DeadLink | Tag::Unlinked => return self.builder.open_inline(Kind::Inlines),
            Tag::Link(link) => return self.builder.open_link(link.target),
            Tag::Item => return self.builder.open_part(Kind::Item { done: None }),
            Tag::Term => return self.builder.open_part(Kind::Term),
            Tag::Definition => return self.builder.open_part(Kind::Definition),
            Tag::TableHead => return self.builder.open_part(row(true)),
            Tag::TableRow => return self.builder.open_part(row(false)),
            Tag::TableCell { alignment, .. } => {
                return self.builder.open_part(Kind::Cell(alignment));
            }
            Tag::Note { number, .. } => return self.builder.open_part(Kind::Note(number)),
            Tag::HtmlBlock => return,
        };
        elements::end_paragraph(&mut self.builder);
        self.builder.open_block(block, origin);
    }

    fn end(&mut self, tag: Tag<'_>) {
        if matches!(tag, Tag::HtmlBlock) {
            return;
        }
        while self.builder.top().element.is_some() {
            self.builder.close();
        }
        self.builder.close();
        match tag {
            Tag::CalloutTitle(_) => self.builder.close(),
            Tag::Figure(caption) => {
                self.builder.open_block(Kind::Paragraph, None);
                self.caption(caption);
                self.builder.close();
            }
            _ => {}
        }
        if let Tag::Link(link) = tag
            && let Some(lang) = link.lang
        {
            self.builder.text(" ");
            self.builder.text(lang);
        }
    }

    fn image(&mut self, image: Image<'_>) {
        let file = match image.target {
            Target::File(path) => self.builder.around.picture(path),
            _ => None,
        };
        let Some(file) = file else {
            return self.builder.text(image.alt);
        };
        let alt = lettered(image.alt, &mut self.builder.around);
        let (width, height) = image.size.unzip();
        self.builder.inline(Branch::Picture {
            file,
            alt,
            width,
            height,
        });
        if image.caption != Caption::default() {
            self.builder.inline(Branch::Br);
            self.caption(image.caption);
        }
    }

    /// What is shown under a picture.
    fn caption(&mut self, caption: Caption<'_>) {
        let words = [caption.words, caption.credit].into_iter().flatten();
        let words: Vec<&str> = words.collect();
        self.builder.open_inline(Kind::Emphasis);
        self.builder.text(&words.join(" · "));
        self.builder.close();
    }

    fn citation(&mut self, citation: Citation<'_>) {
        for piece in self.builder.around.mark(citation) {
            if piece.item.is_none() {
                self.builder.text(&piece.words);
                continue;
            }
            let text = lettered(&piece.words, &mut self.builder.around);
            self.builder.say(&piece.words);
            self.builder.inline(Branch::Cite { text });
        }
    }

    /// A whole reference, which what is said of the work follows.
    fn entry(&mut self, entry: WorkEntry) {
        let (runs, beside) = self.builder.around.entry(entry);
        self.builder.open_block(Kind::Paragraph, None);
        self.builder.runs(&runs);
        for words in beside {
            self.builder.text(" ");
            self.builder.text(&words);
        }
        self.builder.close();
    }
}
