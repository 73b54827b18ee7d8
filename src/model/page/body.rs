//! The body of a page: a flat list of events that point into lists beside it.

use std::ops::Range;

use crate::model::page::html::HtmlAddress;
use crate::model::page::marker::{Audience, Marker};
use crate::model::source::Span;

/// The text of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// In the order of the text; what starts also ends, and encloses what is between.
    pub events: Vec<Event>,
    /// Texts that differ from the source's own words, such as those with entities.
    pub strings: Vec<Box<str>>,
    /// Of every level, in order; also those that are not for everyone.
    pub headings: Vec<Heading>,
    /// What links call the heading that became the page's title.
    pub title_id: Option<Box<str>>,
    /// Those typed as links, in order, and then bare addresses and embeds that became links.
    pub links: Vec<Link>,
    /// Definitions of links by reference, `[label]: ../page.md`, that name files.
    pub definitions: Vec<LinkDefinition>,
    /// In order: `![alt](path)` and `![[name.png]]`.
    pub images: Vec<Image>,
    /// The marks of the text; those right before a link come last.
    pub citations: Vec<Citation>,
    /// In the order in which the text first names them, by a reference or the definition.
    pub footnotes: Vec<Footnote>,
    /// In order; a quotation may hold several, each of which ends the one before.
    pub markers: Vec<Marker>,
    /// Those that fill a block of their own, in order.
    pub embeds: Vec<Embed>,
    /// Embeds that stand among other text, and have become links.
    pub misplaced_embeds: Vec<Span>,
    /// Fenced and indented, in order.
    pub code_blocks: Vec<CodeBlock>,
    /// For each list the number of its first item; `None` for one with bullets.
    pub lists: Vec<Option<u64>>,
    /// For each table the alignment of each column.
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
    /// Whether it holds HTML other than comments, be it a block or within a line.
    pub has_raw_html: bool,
    /// What raw HTML links to and shows of the site, in the order of the text.
    pub html_addresses: Vec<HtmlAddress>,
    /// The ids that raw HTML gives, which links may name like those of headings.
    pub anchors: Vec<Box<str>>,
}

/// A list item that begins with a link or a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The index of the item's start among the events.
    pub item: u32,
    /// What the item begins with.
    pub lead: Lead,
    /// The links that a comma or an "and" joins to the first, as indices into [`Body::links`].
    pub joined: Box<[u32]>,
}

/// What a list item begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// Index into [`Body::links`].
    Link(u32),
    /// Index into [`Body::citations`].
    Citation(u32),
}

/// One step through the text, as pulldown-cmark has them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// What begins, ends or stands here.
    pub kind: EventKind,
    /// Its place in the source: of a start that of the whole node, or else the marker that begins it.
    pub span: Span,
}

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum EventKind {
    /// What follows, up to the matching end, stands within this node.
    Start(Node),
    /// The end of the node that was started last and has not ended.
    End(Node),
    /// Plain words.
    Text(Text),
    /// Code within a line, without its backticks.
    Code(Text),
    /// A block of HTML.
    Html(Text),
    /// A tag within a line of text.
    InlineHtml(Text),
    /// The end of a line within a paragraph, shown as a space.
    SoftBreak,
    /// The end of a line that is kept: two spaces or a backslash before it.
    HardBreak,
    /// `---` alone on its line, between two parts of a text.
    Rule,
    /// `[ ]` or `[x]` at the head of a list item: whether it is done.
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
    /// Text, up to a blank line or the next block.
    Paragraph,
    /// A paragraph that is a picture with something to be shown under it.
    Figure(u32),
    /// `## …`: index into [`Body::headings`].
    Heading(u32),
    /// Lines that begin with `>`, as far as no marker holds.
    Quote,
    /// The part of a quotation from one marker to the next: index into [`Body::markers`].
    Marker(u32),
    /// The title of the callout that begins with this marker.
    CalloutTitle(u32),
    /// Items with bullets or with numbers: index into [`Body::lists`].
    List(u32),
    /// `- …` or `1. …`
    Item,
    /// `[^label]: …`: index into [`Body::footnotes`].
    FootnoteDefinition(u32),
    /// Terms, each with its definitions.
    DefinitionList,
    /// The line above `: …`.
    Term,
    /// `: …`
    Definition,
    /// Lines of HTML: it holds one [`EventKind::Html`].
    HtmlBlock,
    /// Rows with bars between their cells: index into [`Body::tables`].
    Table(u32),
    /// The row above the line of hyphens.
    TableHead,
    /// Any row below that line.
    TableRow,
    /// What stands between two bars.
    TableCell,
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// `[words](page.md)`, `[[page]]` or a bare address: index into [`Body::links`].
    Link(u32),
}

impl Node {
    /// Whether it sets words of a line apart from others, and says nothing of them.
    pub fn is_stress(self) -> bool {
        matches!(self, Node::Emphasis | Node::Strong | Node::Strikethrough)
    }
}

/// The words of an event: those of its span in the source, or others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The source's own words within the span of the event.
    Verbatim,
    /// Index into [`Body::strings`].
    Stored(u32),
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// `---`: as the theme has it.
    None,
    /// `:---`
    Left,
    /// `:---:`
    Center,
    /// `---:`
    Right,
}

/// A heading, and the section that it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// From 1, for `#`, to 6.
    pub level: u8,
    /// Unique within the page; what links name after `#`.
    pub id: Box<str>,
    /// Whether the writer gave the id.
    pub explicit: bool,
    /// Without the dot: `opening` of `{.opening}`.
    pub classes: Vec<Box<str>>,
    /// Keys with their values, `None` for a key alone: `lead=greeter` of `{lead=greeter}`.
    pub attributes: Vec<(Box<str>, Option<Box<str>>)>,
    /// The words, without markup.
    pub text: Box<str>,
    /// The whole heading, with its signs and braces.
    pub span: Span,
    /// Whether it stands within something else, such as a quotation or a list, so that it begins no part of the page.
    pub nested: bool,
    /// The events between this heading and the next of its level or above, the heading included; those of a nested one end with
    /// what it stands in.
    pub events: Range<u32>,
    /// Whether everyone may read it, since no [`Restricted`] stretch holds it.
    pub public: bool,
}

impl Heading {
    /// What its braces say but for the id, each as it is typed: `.opening`, `lead=greeter`.
    pub fn settings(&self) -> impl Iterator<Item = String> {
        let classes = self.classes.iter().map(|class| format!(".{class}"));
        let attributes = self.attributes.iter().map(|(key, value)| match value {
            Some(value) => format!("{key}={value}"),
            None => key.to_string(),
        });
        classes.chain(attributes)
    }
}

/// A link of any form.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it names, as typed; `resolve` finds where that leads.
    pub target: Target,
    /// The whole link.
    pub span: Span,
    /// What names the target.
    pub target_span: Span,
    /// Whether the link shows its target's title, for want of words of its own.
    pub bare: bool,
    /// What shows when a pointer rests on it: `[words](page.md "title")`.
    pub title: Option<Box<str>>,
    /// Whether everyone may read it.
    pub public: bool,
    /// Its place in the sentence around it; `None` in CommonMark without additions.
    pub quote: Option<Quote>,
}

/// `[label]: ../page.md`
#[derive(Debug, Clone, PartialEq)]
pub struct LinkDefinition {
    /// Always a [`Target::Path`]: others are not kept.
    pub target: Target,
    /// What names the target.
    pub target_span: Span,
}

/// What a link names.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// `[[name#heading]]`: an id, a title, an alias, a term, or a path without ending.
    Name {
        /// What stands before `#`, without `.md`.
        name: Box<str>,
        /// What stands after `#`: the id of a heading, or its words.
        heading: Option<Box<str>>,
    },
    /// A file of the content folder, by its path from there.
    Path {
        /// Decoded, with `..` worked out, without `?` and what follows it.
        path: Box<str>,
        /// What stands after `#`, decoded.
        heading: Option<Box<str>>,
        /// The same as seen from a page whose address is that of a folder, as sites without endings have
        /// it; with a slash at its end where the link has one.
        pretty: Option<Box<str>>,
    },
    /// `#heading` on the same page.
    Here {
        /// The id of the heading, or its words.
        heading: Box<str>,
    },
    /// An address as typed, of a scheme that pages may link to: `https://…`, `mailto:…`, `tel:…`.
    External(Box<str>),
    /// A path that leaves the content folder.
    Outside(Box<str>),
    /// An address that no page may link to.
    Refused(Box<str>),
}

/// A picture: `![alt](path)` or `![[name.png|alt]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// What it names, as typed; `resolve` finds the file.
    pub target: Target,
    /// The whole image.
    pub span: Span,
    /// What names the file.
    pub target_span: Span,
    /// The words for those who do not see it, without markup; empty where there are none.
    pub alt: Box<str>,
    /// Whether its HTML says that it shows nothing, or something that is described beside it.
    pub is_decorative: bool,
    /// What is shown under it.
    pub caption: Option<Box<str>>,
    /// Who made it, which is shown there too.
    pub credit: Option<Box<str>>,
    /// How large the writer wants it.
    pub scale: Option<Scale>,
    /// Whether it fills a [`Node::Figure`].
    pub fills_figure: bool,
    /// Whether everyone may see it.
    pub public: bool,
}

/// How large a writer wants a picture; its proportions stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// In CSS pixels.
    Width(u32),
    /// In CSS pixels.
    Height(u32),
    /// Of the room that there is, in percent.
    Share(u8),
}

/// `![[page]]` or `![[page#heading]]` alone in a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Embed {
    /// Always a [`Target::Name`] or a [`Target::Here`].
    pub target: Target,
    /// The whole embed.
    pub span: Span,
    /// What names the page.
    pub target_span: Span,
    /// Whether everyone may read it, and so other pages that embed this one show it too.
    pub public: bool,
}

/// One mark, which may cite several sources: `[see @a, p. 3; @b]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// In the order in which they are typed; empty where none could be read.
    pub items: Vec<CitationItem>,
    /// The whole mark, with its brackets.
    pub span: Span,
    /// Whether everyone may read it; only such marks count as citing a work.
    pub public: bool,
    /// Where it stands in its sentence, which does not contain the mark itself.
    pub quote: Option<Quote>,
}

/// One source that a mark cites: `see @id, p. 3` in `[see @id, p. 3]`.
#[derive(Debug, Clone, PartialEq)]
pub struct CitationItem {
    /// The id of the source, without `@`.
    pub key: Box<str>,
    /// The key alone, without `@`; that of the whole mark where it is not found in it.
    pub key_span: Span,
    /// The words before `@`: `see`.
    pub prefix: Option<Box<str>>,
    /// The place in the source, where what follows the key begins with one.
    pub locator: Option<Locator>,
    /// The words that follow the key and the locator: `and what follows`.
    pub suffix: Option<Box<str>>,
    /// `[-@id]`: the author's name stands in the sentence already.
    pub suppress_author: bool,
    /// The works on which the one that was read rests here: `@other` in `[@id, citing @other]`.
    pub citing: Vec<InnerWork>,
}

/// A work that another one cites, which alone was read.
#[derive(Debug, Clone, PartialEq)]
pub struct InnerWork {
    /// The id of the source, without `@`.
    pub key: Box<str>,
    /// The key alone, without `@`; that of the whole mark where it is not found in it.
    pub key_span: Span,
    /// The place in it.
    pub locator: Option<Locator>,
}

/// A place in a source: `p. 3`, `ch. 2`, `§ 4`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// What is counted there: pages, chapters, paragraphs.
    pub kind: citationberg::taxonomy::Locator,
    /// The number or numbers, with an en dash in ranges: `3–5, 7`.
    pub value: Box<str>,
}

/// A footnote, by its label the same wherever the text refers to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// What stands after `^`: `a` of `[^a]`.
    pub label: Box<str>,
    /// Its definition, or else the first reference to it.
    pub span: Span,
    /// The events of its definition.
    pub events: Range<u32>,
    /// Whether text that everyone may read refers to it.
    pub public: bool,
}

/// Code on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeBlock {
    /// The first word after the fence; empty for indented code.
    pub lang: Box<str>,
    /// The code, without its fences or indentation, and with its last line end.
    pub text: Box<str>,
    /// Whether it may be shown in colours: not where there is too much of it.
    pub coloured: bool,
}

/// A stretch of events that is not for everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Restricted {
    /// From the start of a node to after its end.
    pub events: Range<u32>,
    /// Never [`Audience::Everyone`].
    pub audience: Audience,
}

/// A sentence in plain words, in which bare links, and citations that are words, are still to be
/// filled with titles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sentence {
    /// Without markup and citations, and without the titles that fill the holes.
    pub text: Box<str>,
    /// Where titles go, and of what.
    pub holes: Vec<Hole>,
}

/// The place of a title that is known only once links are resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hole {
    /// The byte of the sentence's text before which the title goes.
    pub at: u32,
    /// What the title is of.
    pub of: Filling,
}

/// What fills a hole: an index into the links or the citations of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Into [`Body::links`].
    Link(u32),
    /// Into [`Body::citations`].
    Citation(u32),
}

/// Where in a sentence something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Index into [`Body::sentences`].
    pub sentence: u32,
    /// The byte of the sentence's text at which it begins; holes count for nothing.
    pub start: u32,
    /// The byte after its last; `start` for a citation and for a bare link.
    pub end: u32,
}

impl Body {
    /// Gives back the room in which lists could still grow: a large site holds tens of thousands of them.
    pub(crate) fn shrink(&mut self) {
        self.html_addresses.shrink_to_fit();
        self.anchors.shrink_to_fit();
        self.events.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.citations.shrink_to_fit();
        self.sentences.shrink_to_fit();
    }

    /// The addresses in the raw HTML of this event.
    pub fn addresses_of(&self, event: &Event) -> &[HtmlAddress] {
        let all = &self.html_addresses;
        let start = all.partition_point(|one| one.event.start < event.span.start);
        let rest = &all[start..];
        &rest[..rest.partition_point(|one| one.event.start <= event.span.start)]
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

    /// Whether everyone may read the event at this index.
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

    /// The index after the end of the node that starts at the event `at`.
    pub fn end_of_node(&self, at: u32) -> u32 {
        let mut depth = 0usize;
        for (index, event) in self.events.iter().enumerate().skip(at as usize) {
            match event.kind {
                EventKind::Start(_) => depth += 1,
                EventKind::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return index as u32 + 1;
            }
        }
        self.events.len() as u32
    }

    /// The heading of this id that begins a part of the page, whoever may read it.
    pub fn section(&self, id: &str) -> Option<&Heading> {
        let mut headings = self.headings.iter();
        headings.find(|heading| &*heading.id == id && !heading.nested)
    }
}
