//! Turns a page's Markdown into a [`Body`].
//!
//! What other tools hide was masked before (`private`), and leaves nothing in what is made here.
//!
//! 1. pulldown-cmark parses CommonMark and GFM; its broken-link callback accepts the labels of
//!    citations and markers, which come back as links with their exact ranges.
//! 2. [`Builder`] turns its events into pieces of our own: links, citations, images, embeds and
//!    code become single events that point into lists.
//! 3. `nesting` takes out what stands too deep; `inline` finds what pulldown-cmark leaves as text: bare
//!    addresses, and marks before a link.
//! 4. `embed` lets embeds fill blocks, `marker` gives quotations their markers and audiences.
//! 5. `outline` names headings and bounds sections, `audience` marks what is public, `sentence`
//!    keeps the sentences that backlinks will quote.

mod blocks;
mod links;
mod unmask;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CowStr, Event as Raw, HeadingLevel, Options, Parser, Tag, TagEnd,
};

use crate::check::swallowed_text;
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::page::{
    Alignment, Allow, Body, Event, EventKind, Footnote, Heading, LinkDefinition, Node, Target, Text,
};
use crate::parse::comment::NextParagraphs;
use crate::parse::private::Revealed;
use crate::parse::{
    audience, citation, embed, inline, link, marker, nesting, outline, private, sentence,
};
use crate::source::{SourceId, Span};

/// Which language a text is in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Dialect {
    /// CommonMark alone, raw HTML included.
    Plain,
    /// With GFM, links by id, citations and markers.
    Groundwork { smart_punctuation: bool },
}

/// What parsing a body depends on beside its text.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) source: SourceId,
    /// The page's path from the content folder.
    pub(crate) path: &'a str,
    pub(crate) lang: &'a str,
    pub(crate) kind: Option<&'a Kind>,
    pub(crate) dialect: Dialect,
}

/// What a body's text gives.
pub(crate) struct Parsed {
    pub(crate) body: Body,
    pub(crate) allow: Vec<Allow>,
    pub(crate) findings: Vec<Diagnostic>,
}

/// An event of the body, or a marker's label, which `marker` will dissolve.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Event(Event),
    Marker { label: Box<str>, span: Span },
}

/// Takes what is hidden out of the stretch `range` of `text`, as a body of this dialect is parsed.
pub(crate) fn reveal(
    source: SourceId,
    text: &str,
    range: Range<usize>,
    dialect: Dialect,
) -> Revealed<'_> {
    private::reveal(source, text, range, options(dialect), accept_label)
}

/// Parses the stretch `range` of `text`, in which [`private::FILL`] stands for what is hidden.
pub(crate) fn parse(context: Context<'_>, text: &str, range: Range<usize>) -> Parsed {
    let stretch = &text[range.clone()];
    let callback: Callback = match context.dialect {
        Dialect::Plain => refuse_label,
        Dialect::Groundwork { .. } => accept_label,
    };
    let options = options(context.dialect);
    let parser = Parser::new_with_broken_link_callback(stretch, options, Some(callback));
    let events = parser.into_offset_iter();
    let mut definitions: Vec<Definition> = events
        .reference_definitions()
        .iter()
        .map(|(label, definition)| Definition {
            label: label.to_lowercase(),
            dest: definition.dest.to_string(),
            range: definition.span.clone(),
        })
        .collect();
    definitions.sort_by_key(|definition| definition.range.start);
    let mut events: Vec<(Raw<'_>, Range<usize>)> = events.collect();
    let is_masked = memchr::memchr(private::FILL as u8, stretch.as_bytes()).is_some();
    if is_masked {
        events = private::without_emptied(events);
    }
    let mut builder = Builder {
        context,
        text,
        is_masked,
        offset: range.start,
        destinations: destinations(&definitions),
        definitions,
        footnotes: HashMap::new(),
        defined_footnotes: defined_footnotes(&events),
        coloured: 0,
        paragraphs: NextParagraphs::default(),
        pieces: Vec::with_capacity(events.len()),
        body: Body::default(),
        allow: Vec::new(),
        findings: Vec::new(),
        open: Vec::new(),
        containers: Vec::new(),
    };
    builder.keep_definitions();
    let mut at = 0;
    while at < events.len() {
        at = builder.event(&events, at);
    }
    builder.finish()
}

fn options(dialect: Dialect) -> Options {
    let Dialect::Groundwork { smart_punctuation } = dialect else {
        return Options::empty();
    };
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    // Alerts are quotations with markers, and `marker` reads all of those in one way.
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    options
}

type Callback = fn(BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)>;

/// Accepts the labels of citations and of markers as links to nowhere, so that they are events.
fn accept_label(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    let ours = citation::is_mark(&link.reference) || marker::is_label(&link.reference);
    ours.then(|| ("".into(), "".into()))
}

fn refuse_label(_: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    None
}

/// A link reference definition: `[label]: dest`.
struct Definition {
    label: String,
    dest: String,
    range: Range<usize>,
}

/// A link that is open, and what to do at its end.
enum Open {
    Link(u32),
    /// `[words][source: a]`: the words were no link; the citation follows them.
    Words {
        mark: Box<str>,
        first: Span,
        second: Span,
        linked: bool,
    },
}

struct Builder<'t> {
    context: Context<'t>,
    /// The whole file.
    text: &'t str,
    /// Whether something in it is hidden.
    is_masked: bool,
    /// Where the parsed stretch begins in it.
    offset: usize,
    definitions: Vec<Definition>,
    /// The destinations of definitions by their labels.
    destinations: HashMap<String, String>,
    /// The footnotes of the body by their labels.
    footnotes: HashMap<Box<str>, u32>,
    /// The labels of all footnotes that the page defines.
    defined_footnotes: HashSet<Box<str>>,
    /// How much code is to be shown in colours so far.
    coloured: usize,
    paragraphs: NextParagraphs,
    pieces: Vec<Piece>,
    body: Body,
    allow: Vec<Allow>,
    findings: Vec<Diagnostic>,
    open: Vec<Open>,
    /// The nodes that are open, links aside.
    containers: Vec<Node>,
}

impl<'t> Builder<'t> {
    /// Takes the event at `at`, and those that belong to it; gives the index of the next.
    fn event(&mut self, events: &[(Raw<'t>, Range<usize>)], at: usize) -> usize {
        let (event, range) = &events[at];
        let span = self.span(range);
        match event {
            Raw::Start(Tag::Link { .. } | Tag::Image { .. }) => return self.link(events, at),
            Raw::Start(Tag::CodeBlock(kind)) => return self.code_block(kind, span, events, at),
            Raw::Start(Tag::HtmlBlock) => return self.html_block(span, events, at),
            Raw::Start(tag) => self.start(tag, span),
            Raw::End(TagEnd::Link) => self.end_link(span),
            Raw::End(_) => self.end(span),
            Raw::Text(text) if self.is_masked => self.masked_words(text, span),
            Raw::Text(text) => self.words(text, span),
            Raw::Code(text) => {
                let text = self.store(text, span);
                self.push(EventKind::Code(text), span);
            }
            Raw::InlineHtml(html) => self.inline_html(html, span),
            Raw::Html(html) => {
                let text = self.store(html, span);
                self.push(EventKind::Html(text), span);
            }
            Raw::FootnoteReference(label) => {
                let footnote = self.footnote(label, span);
                self.push(EventKind::FootnoteReference(footnote), span);
            }
            Raw::SoftBreak => self.push(EventKind::SoftBreak, span),
            Raw::HardBreak => self.push(EventKind::HardBreak, span),
            Raw::Rule => self.push(EventKind::Rule, span),
            Raw::TaskListMarker(done) => self.push(EventKind::Task(*done), span),
            Raw::InlineMath(_) | Raw::DisplayMath(_) => {}
        }
        at + 1
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(
            self.context.source,
            self.offset + range.start..self.offset + range.end,
        )
    }

    fn push(&mut self, kind: EventKind, span: Span) {
        self.pieces.push(Piece::Event(Event { kind, span }));
    }

    /// The words of an event: the source's own where they are the same.
    fn store(&mut self, words: &str, span: Span) -> Text {
        let words = &*private::strip(words);
        if self.text[span.range()] == *words {
            return Text::Verbatim;
        }
        self.body.strings.push(words.into());
        Text::Stored(self.body.strings.len() as u32 - 1)
    }

    /// Adds text, joined to the text before it where the two are one stretch of the source.
    fn words(&mut self, words: &str, span: Span) {
        let text = self.store(words, span);
        if let (Text::Verbatim, Some(Piece::Event(last))) = (text, self.pieces.last_mut())
            && last.kind == EventKind::Text(Text::Verbatim)
            && last.span.end == span.start
        {
            last.span.end = span.end;
            return;
        }
        self.push(EventKind::Text(text), span);
    }

    fn start(&mut self, tag: &Tag<'t>, span: Span) {
        let node = match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let heading = Heading {
                    level: level_number(*level),
                    id: id.as_deref().unwrap_or("").into(),
                    explicit: id.is_some(),
                    classes: classes.iter().map(|class| class.as_ref().into()).collect(),
                    attributes: attrs
                        .iter()
                        .map(|(name, value)| {
                            (name.as_ref().into(), value.as_deref().map(Into::into))
                        })
                        .collect(),
                    text: "".into(),
                    span,
                    events: 0..0,
                    public: true,
                };
                Node::Heading(add(&mut self.body.headings, heading))
            }
            Tag::List(start) => Node::List(add(&mut self.body.lists, *start)),
            Tag::FootnoteDefinition(label) => Node::FootnoteDefinition(self.footnote(label, span)),
            Tag::Table(alignments) => {
                let alignments = alignments.iter().copied().map(alignment).collect();
                Node::Table(add(&mut self.body.tables, alignments))
            }
            tag => match plain_node(tag) {
                Some(node) => node,
                None => return,
            },
        };
        self.containers.push(node);
        self.push(EventKind::Start(node), span);
    }

    fn end(&mut self, span: Span) {
        if let Some(node) = self.containers.pop() {
            self.push(EventKind::End(node), span);
        }
    }

    /// The footnote of this label, which a reference or its definition names first.
    fn footnote(&mut self, label: &str, span: Span) -> u32 {
        if let Some(known) = self.footnotes.get(label) {
            return *known;
        }
        let footnote = Footnote {
            label: label.into(),
            span,
            events: 0..0,
            public: true,
        };
        let at = add(&mut self.body.footnotes, footnote);
        self.footnotes.insert(label.into(), at);
        at
    }

    /// Keeps the definitions that name files, of which the links themselves do not tell the place.
    /// Text that CommonMark takes for one vanishes; here that is a finding.
    fn keep_definitions(&mut self) {
        if self.context.dialect == Dialect::Plain {
            return;
        }
        for definition in &self.definitions {
            let label = &definition.label;
            let span = self.span(&definition.range);
            if citation::is_mark(label) {
                self.findings.push(swallowed_text::definition(span, label));
            }
            let target = link::markdown(&definition.dest, self.context.path);
            let found = link::defined_destination(&self.text[span.range()]);
            if let (Target::Path { .. }, Some(found)) = (&target, found) {
                let start = span.start as usize;
                let target_span = Span::new(span.source, start + found.start..start + found.end);
                self.body.definitions.push(LinkDefinition {
                    target,
                    target_span,
                });
            }
        }
    }

    /// The passes over the whole body.
    fn finish(mut self) -> Parsed {
        if self.context.dialect == Dialect::Plain {
            self.body.events = marker::plain(self.pieces);
            outline::name_headings(&mut self.body, self.text, &self.context, &mut self.findings);
        } else {
            let pieces = nesting::flatten(self.pieces, &mut self.findings);
            let mut pieces = inline::split(pieces, self.text, &mut self.body, &mut self.findings);
            nesting::bound_html(&mut pieces, &mut self.body, self.text, &mut self.findings);
            let pieces = embed::place(pieces, &mut self.body);
            let (events, restricted) =
                marker::apply(pieces, self.text, &mut self.body, &mut self.findings);
            self.body.events = events;
            self.body.restricted = restricted;
            if self.is_masked {
                unmask::unmask(&mut self.body);
            }
            outline::name_headings(&mut self.body, self.text, &self.context, &mut self.findings);
            self.body.entries = outline::entries(&self.body);
            audience::mark(&mut self.body);
            sentence::keep(&mut self.body, self.text);
            self.body.summary = sentence::summary(&self.body, self.text);
        }
        self.body.shrink();
        Parsed {
            body: self.body,
            allow: self.allow,
            findings: self.findings,
        }
    }
}

/// Of two definitions of one label the first holds.
fn destinations(definitions: &[Definition]) -> HashMap<String, String> {
    let last_first = definitions.iter().rev();
    last_first
        .map(|definition| (definition.label.clone(), definition.dest.clone()))
        .collect()
}

fn defined_footnotes(events: &[(Raw<'_>, Range<usize>)]) -> HashSet<Box<str>> {
    let labels = events.iter().filter_map(|(event, _)| match event {
        Raw::Start(Tag::FootnoteDefinition(label)) => Some(label.as_ref().into()),
        _ => None,
    });
    labels.collect()
}

fn add<T>(list: &mut Vec<T>, item: T) -> u32 {
    list.push(item);
    list.len() as u32 - 1
}

/// Joins what `pick` takes of the events within the one at `at`; gives the index after its end.
fn gather<'e>(
    events: &'e [(Raw<'_>, Range<usize>)],
    at: usize,
    pick: impl Fn(&'e Raw<'_>) -> Option<&'e str>,
) -> (String, usize) {
    let after = after(events, at);
    let inner = &events[at + 1..after - 1];
    let text = inner.iter().filter_map(|(event, _)| pick(event)).collect();
    (text, after)
}

/// The index after the end of the node that starts at `at`.
fn after(events: &[(Raw<'_>, Range<usize>)], at: usize) -> usize {
    let mut depth = 0usize;
    for (index, (event, _)) in events.iter().enumerate().skip(at) {
        match event {
            Raw::Start(_) => depth += 1,
            Raw::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    events.len()
}

/// The nodes that carry nothing of their own.
fn plain_node(tag: &Tag<'_>) -> Option<Node> {
    Some(match tag {
        Tag::Paragraph => Node::Paragraph,
        Tag::BlockQuote(_) => Node::Quote,
        Tag::Item => Node::Item,
        Tag::DefinitionList => Node::DefinitionList,
        Tag::DefinitionListTitle => Node::Term,
        Tag::DefinitionListDefinition => Node::Definition,
        Tag::TableHead => Node::TableHead,
        Tag::TableRow => Node::TableRow,
        Tag::TableCell => Node::TableCell,
        Tag::Emphasis => Node::Emphasis,
        Tag::Strong => Node::Strong,
        Tag::Strikethrough => Node::Strikethrough,
        _ => return None,
    })
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
