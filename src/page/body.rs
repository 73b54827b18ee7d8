//! The body of a page: a flat list of events that point into lists beside it.

use std::ops::Range;

use crate::source::Span;

/// The text of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    pub events: Vec<Event>,
    /// Texts that differ from the source's own words, such as those with entities.
    pub strings: Vec<Box<str>>,
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    /// Definitions of links by reference, `[label]: ../page.md`, that name files.
    pub definitions: Vec<LinkDefinition>,
    pub images: Vec<Image>,
    pub citations: Vec<Citation>,
    pub footnotes: Vec<Footnote>,
    pub markers: Vec<Marker>,
    pub embeds: Vec<Embed>,
    /// Embeds that stand among other text, and have become links.
    pub misplaced_embeds: Vec<Span>,
    pub code_blocks: Vec<CodeBlock>,
    pub lists: Vec<Option<u64>>,
    pub tables: Vec<Vec<Alignment>>,
    /// Sentences in which a link or a citation stands.
    pub sentences: Vec<Sentence>,
    /// Stretches of events that are not for everyone, in order, the outermost only.
    pub restricted: Vec<Restricted>,
    /// Stretches that nobody may read, those within other stretches too, in order.
    pub withheld: Vec<Range<u32>>,
    /// The first sentence of the Summary section, for a page whose front matter has none.
    pub summary: Option<Box<str>>,
    /// List items that begin with a link or a citation.
    pub entries: Vec<Entry>,
    pub has_raw_html: bool,
}

/// A list item that begins with a link or a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The index of the item's start among the events.
    pub item: u32,
    pub lead: Lead,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    Link(u32),
    Citation(u32),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    pub kind: EventKind,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    Start(Node),
    End(Node),
    Text(Text),
    Code(Text),
    /// A line of a block of HTML.
    Html(Text),
    InlineHtml(Text),
    SoftBreak,
    HardBreak,
    Rule,
    Task(bool),
    /// Index into [`Body::footnotes`].
    FootnoteReference(u32),
    /// Index into [`Body::citations`].
    Citation(u32),
    /// Index into [`Body::images`].
    Image(u32),
    /// Index into [`Body::embeds`].
    Embed(u32),
    /// Index into [`Body::code_blocks`].
    CodeBlock(u32),
}

/// What contains other events. Numbers are indices into the lists of the [`Body`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Node {
    Paragraph,
    Heading(u32),
    Quote,
    Marker(u32),
    List(u32),
    Item,
    FootnoteDefinition(u32),
    DefinitionList,
    Term,
    Definition,
    HtmlBlock,
    Table(u32),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(u32),
}

/// The words of an event: those of its span in the source, or others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Verbatim,
    Stored(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    pub level: u8,
    /// Unique within the page; what links name after `#`.
    pub id: Box<str>,
    /// Whether the writer gave the id.
    pub explicit: bool,
    pub classes: Vec<Box<str>>,
    pub attributes: Vec<(Box<str>, Option<Box<str>>)>,
    /// The words, without markup.
    pub text: Box<str>,
    pub span: Span,
    /// The events between this heading and the next of its level or above, the heading included.
    pub events: Range<u32>,
    pub public: bool,
}

/// A link of any form.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub target: Target,
    /// The whole link.
    pub span: Span,
    /// What names the target.
    pub target_span: Span,
    /// Whether the link shows its target's title, for want of words of its own.
    pub bare: bool,
    pub title: Option<Box<str>>,
    pub public: bool,
    pub quote: Option<Quote>,
}

/// `[label]: ../page.md`
#[derive(Debug, Clone, PartialEq)]
pub struct LinkDefinition {
    pub target: Target,
    /// What names the target.
    pub target_span: Span,
}

/// What a link names.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// `[[name#heading]]`: an id, a title, an alias, a term, or a path without ending.
    Name {
        name: Box<str>,
        heading: Option<Box<str>>,
    },
    /// A file of the content folder, by its path from there.
    Path {
        path: Box<str>,
        heading: Option<Box<str>>,
    },
    /// `#heading` on the same page.
    Here {
        heading: Box<str>,
    },
    External(Box<str>),
    /// A path that leaves the content folder.
    Outside(Box<str>),
    /// An address that no page may link to.
    Refused(Box<str>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    pub target: Target,
    pub span: Span,
    pub target_span: Span,
    pub alt: Box<str>,
    pub title: Option<Box<str>>,
    pub public: bool,
}

/// `![[page]]` or `![[page#heading]]` alone in a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Embed {
    pub target: Target,
    pub span: Span,
    pub target_span: Span,
    pub public: bool,
}

/// One mark, which may cite several sources: `[see @a, p. 3; @b]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    pub items: Vec<CitationItem>,
    pub span: Span,
    pub public: bool,
    pub quote: Option<Quote>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CitationItem {
    pub key: Box<str>,
    pub key_span: Span,
    pub prefix: Option<Box<str>>,
    pub locator: Option<Locator>,
    pub suffix: Option<Box<str>>,
    /// `[-@id]`: the author's name stands in the sentence already.
    pub suppress_author: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    pub kind: citationberg::taxonomy::Locator,
    pub value: Box<str>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    pub label: Box<str>,
    pub span: Span,
    /// The events of its definition.
    pub events: Range<u32>,
    pub public: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CodeBlock {
    /// The first word after the fence; empty for indented code.
    pub lang: Box<str>,
    pub text: Box<str>,
    /// Whether it may be shown in colours: not where there is too much of it.
    pub coloured: bool,
}

/// A quotation that begins with a marker.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    pub kind: MarkerKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkerKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
    Say,
    Facilitator,
    Late,
    WhatIf,
    Cue(Box<str>),
    Materials,
    Decision,
    /// Nobody knows whom it is for, so nobody reads it.
    Unknown(Box<str>),
}

/// Who may read a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    Everyone,
    Facilitator,
    /// The holder of a role, and the facilitator.
    Role(Box<str>),
    Nobody,
}

impl MarkerKind {
    pub fn audience(&self) -> Audience {
        match self {
            MarkerKind::Say | MarkerKind::Facilitator | MarkerKind::Late | MarkerKind::WhatIf => {
                Audience::Facilitator
            }
            MarkerKind::Cue(role) => Audience::Role(role.clone()),
            MarkerKind::Unknown(_) => Audience::Nobody,
            _ => Audience::Everyone,
        }
    }
}

/// A stretch of events that is not for everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Restricted {
    pub events: Range<u32>,
    pub audience: Audience,
}

/// A sentence in plain words, in which bare links are still to be filled with their titles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sentence {
    pub text: Box<str>,
    /// Where titles go, and of which links.
    pub holes: Vec<Hole>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    pub at: u32,
    pub link: u32,
}

/// Where in a sentence something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    pub sentence: u32,
    pub start: u32,
    pub end: u32,
}

impl Body {
    /// Gives back the room in which lists could still grow: a large site holds tens of thousands of them.
    pub(crate) fn shrink(&mut self) {
        self.events.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.citations.shrink_to_fit();
        self.sentences.shrink_to_fit();
    }

    /// The events within `range` that everyone may read, each with its index.
    pub fn visible(&self, range: Range<u32>) -> impl Iterator<Item = (u32, &Event)> {
        // A large page has many stretches, and is read section by section.
        let ended = |stretch: &Restricted| stretch.events.end <= range.start;
        let rest = &self.restricted[self.restricted.partition_point(ended)..];
        self.outside(rest.iter().map(|stretch| &stretch.events), range)
    }

    /// The events within `range` that the facilitator may read, each with its index: all but what is
    /// for nobody.
    pub fn for_facilitator(&self, range: Range<u32>) -> impl Iterator<Item = (u32, &Event)> {
        let ended = self
            .withheld
            .partition_point(|stretch| stretch.end <= range.start);
        self.outside(self.withheld[ended..].iter(), range)
    }

    /// The events within `range` that lie in none of these stretches, which are in order, without those
    /// that end before it.
    fn outside<'a>(
        &'a self,
        stretches: impl Iterator<Item = &'a Range<u32>>,
        range: Range<u32>,
    ) -> impl Iterator<Item = (u32, &'a Event)> {
        let mut at = range.start;
        let mut stretches = stretches.peekable();
        std::iter::from_fn(move || {
            while let Some(stretch) = stretches.peek() {
                if at < stretch.start {
                    break;
                }
                at = at.max(stretch.end);
                stretches.next();
            }
            if at >= range.end {
                return None;
            }
            let event = self.events.get(at as usize)?;
            at += 1;
            Some((at - 1, event))
        })
    }

    /// The range of all events.
    pub fn whole(&self) -> Range<u32> {
        0..self.events.len() as u32
    }

    pub fn is_public(&self, event: u32) -> bool {
        let restricted = &self.restricted;
        let at = restricted.partition_point(|stretch| stretch.events.end <= event);
        let next = restricted.get(at);
        !next.is_some_and(|stretch| stretch.events.contains(&event))
    }

    /// The words of an event's text; `source` is the page's own text.
    pub fn words<'a>(&'a self, text: Text, span: Span, source: &'a str) -> &'a str {
        match text {
            Text::Verbatim => &source[span.range()],
            Text::Stored(at) => &self.strings[at as usize],
        }
    }

    /// The events of a heading's section, without the heading itself.
    pub fn text_of(&self, heading: &Heading) -> Range<u32> {
        let Range { start, end } = heading.events;
        let events = &self.events[start as usize..end as usize];
        let ends = |event: &Event| matches!(event.kind, EventKind::End(Node::Heading(_)));
        let words = events.iter().position(ends).map_or(0, |at| at as u32 + 1);
        start + words..end
    }

    pub fn heading(&self, id: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| &*heading.id == id)
    }
}
