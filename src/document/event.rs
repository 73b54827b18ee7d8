//! What a text is made of, as data: events that a walk hands to a writer one after another.

use std::ops::Range;

use crate::document::target::Target;
use crate::model::agenda::Agenda;
use crate::model::meeting_word::MeetingWord;
use crate::model::page::{Alignment, CitationItem, CodeBlock, Heading, Marker};
use crate::model::site::{InnerCitation, PageIndex, WorkIndex};
use crate::model::source::Span;

/// Takes the events of a text.
pub(crate) trait Writer {
    /// `origin` is the place in the sources of a block that begins, where it has one of its own.
    fn event(&mut self, event: Event<'_>, origin: Option<Span>);
}

/// A piece of a text, all of it decided. What starts also ends, and in the right order; raw HTML alone
/// may open what it does not close.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Event<'a> {
    Start(Tag<'a>),
    End(Tag<'a>),
    Text(&'a str),
    /// A word for what is known only of this meeting.
    MeetingWord {
        word: MeetingWord,
        agenda: &'a Agenda,
        /// Whether a full stop follows, which then is the only one.
        before_stop: bool,
    },
    Code(&'a str),
    CodeBlock(&'a CodeBlock),
    /// A block of raw HTML, as it was typed, and what its addresses on this site come to.
    Html(&'a str, &'a [HtmlAddress<'a>]),
    /// One tag of raw HTML among other text, as it was typed; likewise.
    InlineHtml(&'a str, &'a [HtmlAddress<'a>]),
    SoftBreak,
    HardBreak,
    Rule,
    /// The box of a task, and whether it is ticked.
    Task(bool),
    Image(Image<'a>),
    /// What was typed to lead somewhere or to show something, and does not.
    DeadEnd(&'a str),
    /// The number of a note, named for the so manieth time.
    NoteReference {
        number: usize,
        times: usize,
        /// The number of the mark whose note it is, where a style cites in notes.
        mark: Option<usize>,
    },
    Citation(Citation<'a>),
    /// A whole reference in a list of works.
    WorkEntry(WorkEntry),
    /// What stands at the end of an embed: a link to the page that lends it, and that page's title.
    EmbedSource(Link<'a>, &'a str),
}

/// An attribute of raw HTML that names something of the site.
#[derive(Debug)]
pub(crate) struct HtmlAddress<'a> {
    /// Where it stands in the HTML, its name included.
    pub(crate) range: Range<usize>,
    /// What it leads to or shows, several where it is a set of pictures, each with what the set says of
    /// it; nothing where that is not there.
    pub(crate) targets: Vec<(Target<'a>, &'a str)>,
    /// The file of the picture that is shown, where it is no part of a set.
    pub(crate) shown: Option<&'a str>,
}

/// What contains other events.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tag<'a> {
    Paragraph,
    /// A picture alone, with what is shown under it.
    Figure(Caption<'a>),
    Heading {
        /// The level to show it with: embedded ones stand below those of the page.
        level: u8,
        /// What links name; none where the text stands elsewhere than on its own page.
        id: Option<&'a str>,
        heading: &'a Heading,
    },
    Quote,
    /// A quotation that begins with a marker.
    Callout(&'a Marker),
    /// The title of the callout that begins with this marker, as its first child.
    CalloutTitle(&'a Marker),
    /// With the number of the first item, where items have numbers.
    List(Option<u64>),
    Item,
    DefinitionList,
    Term,
    Definition,
    HtmlBlock,
    Table,
    TableHead,
    TableRow,
    TableCell {
        is_head: bool,
        alignment: Alignment,
    },
    Emphasis,
    Strong,
    Strikethrough,
    Link(Link<'a>),
    /// The words of a link that leads nowhere.
    DeadLink,
    /// The words of a link to something that is not there for everyone.
    Unlinked,
    /// Text of another page, or of another part of this one.
    Embed,
    /// The notes at the end.
    Notes,
    Note {
        number: usize,
        /// How often it was named so far.
        references: usize,
    },
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Link<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) title: Option<&'a str>,
    /// The language of what it leads to, where it is not that of the page that shows it.
    pub(crate) lang: Option<&'a str>,
    /// The number under which what it leads to stands in the page's list for paper.
    pub(crate) number: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Image<'a> {
    pub(crate) target: Target<'a>,
    /// In CSS pixels; none for a picture that is not the site's own.
    pub(crate) size: Option<(u32, u32)>,
    /// How much of the room that there is it is to fill, in percent.
    pub(crate) share: Option<u8>,
    pub(crate) alt: &'a str,
    /// In plain CommonMark.
    pub(crate) title: Option<&'a str>,
    /// Empty where the picture fills a figure.
    pub(crate) caption: Caption<'a>,
}

/// What is shown under a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Caption<'a> {
    pub(crate) words: Option<&'a str>,
    pub(crate) credit: Option<&'a str>,
}

/// A mark that cites sources.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Citation<'a> {
    /// Its number among the marks of the text.
    pub(crate) number: usize,
    /// The number of the note in which it stands, in a style that cites in notes.
    pub(crate) note: Option<usize>,
    /// Whether that note is this mark's own, so that where it is named readers come back to.
    pub(crate) is_note: bool,
    pub(crate) sources: &'a [CitedSource<'a>],
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct CitedSource<'a> {
    pub(crate) work: WorkIndex,
    /// Its number among the sources that the text cites.
    pub(crate) number: usize,
    /// The place in it and the words around the mark, as typed.
    pub(crate) item: &'a CitationItem,
    /// The works that it cites in turn, by their places among those of the item.
    pub(crate) inner: &'a [InnerCitation],
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct WorkEntry {
    pub(crate) work: WorkIndex,
    /// The page whose list it stands in.
    pub(crate) page: PageIndex,
    /// Its mark, among the citations of that page.
    pub(crate) citation: u32,
    /// The number of its mark among those of the text.
    pub(crate) number: usize,
    /// How many claims on other pages cite it.
    pub(crate) claims: usize,
}
