//! Where code, addresses and texts stand in a body, before anything in it is hidden.
//!
//! Takes the body's text; gives ranges of bytes in the whole file, in order. A sign that hides text
//! counts outside code alone, and some count within one text: a paragraph, a heading, a cell.

use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::model::source::{SourceId, Span};
use crate::parse::link::{self, Form};

/// A body as far as hiding needs to know it.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Code, and addresses that stand between signs of their own. Nothing in them hides anything.
    pub(super) code: Vec<Range<usize>>,
    /// Blocks of code that other tools would run, with what stands after their fences.
    pub(super) chunks: Vec<Chunk>,
    /// Tags of raw HTML within texts.
    pub(super) tags: Vec<Range<usize>>,
    /// Runs of text without a block's edge in them.
    pub(super) texts: Vec<Range<usize>>,
}

/// A block of code whose fence says how it is run: ```` ```{r, echo=FALSE} ````.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) range: Range<usize>,
    pub(super) options: String,
}

impl Layout {
    /// The layout of the stretch `body` of `text`.
    pub(super) fn parse(
        source: SourceId,
        text: &str,
        body: Range<usize>,
        options: Options,
        callback: Callback,
    ) -> Self {
        let stretch = &text[body.clone()];
        let parser = Parser::new_with_broken_link_callback(stretch, options, Some(callback));
        let events = parser.into_offset_iter();
        let place = |range: &Range<usize>| body.start + range.start..body.start + range.end;
        let mut reader = Reader {
            source,
            text,
            layout: Layout::default(),
            run: None,
            chunk: None,
        };
        // Definitions are no events, and what they hide must be found like all else.
        for (_, definition) in events.reference_definitions().iter() {
            reader.definition(place(&definition.span));
        }
        for (event, range) in events {
            reader.event(&event, place(&range));
        }
        reader.end_run();
        let mut layout = reader.layout;
        layout.code.sort_by_key(|range| range.start);
        layout
    }

    /// The end of the code in which `at` stands.
    pub(super) fn code_at(&self, at: usize) -> Option<usize> {
        holding(&self.code, at).map(|index| self.code[index].end)
    }

    pub(super) fn tag_at(&self, at: usize) -> Option<&Range<usize>> {
        holding(&self.tags, at).map(|index| &self.tags[index])
    }

    /// The number of the text in which `at` stands.
    pub(super) fn text_at(&self, at: usize) -> Option<usize> {
        holding(&self.texts, at)
    }

    /// Whether two places stand in one text.
    pub(super) fn is_one_text(&self, range: &Range<usize>) -> bool {
        let first = self.text_at(range.start);
        first.is_some() && first == self.text_at(range.end - 1)
    }
}

/// The last range that begins at or before `at`, if it reaches beyond it.
fn holding(ranges: &[Range<usize>], at: usize) -> Option<usize> {
    let after = ranges.partition_point(|range| range.start <= at);
    let index = after.checked_sub(1)?;
    ranges[index].contains(&at).then_some(index)
}

struct Reader<'t> {
    source: SourceId,
    text: &'t str,
    layout: Layout,
    /// The text that is being read.
    run: Option<Range<usize>>,
    chunk: Option<(Range<usize>, String)>,
}

impl Reader<'_> {
    fn definition(&mut self, range: Range<usize>) {
        if let Some(found) = link::defined_destination(&self.text[range.clone()]) {
            let code = range.start + found.start..range.start + found.end;
            self.layout.code.push(code);
        }
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.end_run();
                self.layout.code.push(range.clone());
                if let CodeBlockKind::Fenced(info) = kind
                    && info.starts_with('{')
                {
                    self.chunk = Some((range, info.to_string()));
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((range, options)) = self.chunk.take() {
                    self.layout.chunks.push(Chunk { range, options });
                }
                self.end_run();
            }
            // Quarto and R Markdown have the options of a chunk in its first lines, behind `#|`.
            Event::Text(words) if self.chunk.is_some() => {
                if let Some((_, options)) = &mut self.chunk {
                    let said = words.lines().filter(|line| line.starts_with("#|"));
                    options.extend(said.flat_map(|line| ["\n", line]));
                }
            }
            Event::Start(
                Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }
                | Tag::Image {
                    link_type,
                    dest_url,
                    ..
                },
            ) => {
                self.address(*link_type, dest_url, &range);
                self.extend_run(range);
            }
            Event::Code(_) => {
                self.layout.code.push(range.clone());
                self.extend_run(range);
            }
            Event::InlineHtml(html) if !html.starts_with("<!--") => {
                self.layout.tags.push(range.clone());
                self.extend_run(range);
            }
            Event::Start(tag) if is_inline(tag) => self.extend_run(range),
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.end_run(),
            _ => self.extend_run(range),
        }
    }

    /// An address between signs of its own is as code is.
    fn address(&mut self, link_type: LinkType, dest: &str, range: &Range<usize>) {
        let found = match link_type {
            LinkType::Autolink | LinkType::Email => range.clone(),
            LinkType::Inline => {
                let whole = Span::new(self.source, range.clone());
                let found = link::target_span(self.text, whole, dest, Form::Inline);
                if found == whole {
                    return;
                }
                found.range()
            }
            _ => return,
        };
        self.layout.code.push(found);
    }

    fn extend_run(&mut self, range: Range<usize>) {
        let run = self.run.get_or_insert(range.clone());
        run.end = run.end.max(range.end);
    }

    fn end_run(&mut self) {
        self.layout.texts.extend(self.run.take());
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
}

/// As pulldown-cmark wants it.
pub(crate) type Callback = fn(BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)>;
