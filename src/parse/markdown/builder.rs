//! A body as it is built, event by event.
//!
//! `markdown` hands the events of pulldown-cmark to a [`Builder`]; `blocks`, `links` and `unmask` add
//! what becomes one event of ours.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event as Raw, HeadingLevel, Tag};

use crate::diagnostic::Diagnostic;
use crate::model::field_set::ITEM;
use crate::model::meeting_word::MeetingWord;
use crate::model::page::{
    Alignment, Body, Event, EventKind, Footnote, Heading, Node, Suppression, Text,
};
use crate::model::source::Span;
use crate::parse::attributes;
use crate::parse::comment::NextParagraphs;
use crate::parse::context::{Context, Dialect};
use crate::parse::piece::Piece;
use crate::parse::private::{self, Exposed};
use crate::parse::rewrite::{self, Rewritten};

/// A link reference definition: `[label]: dest`.
pub(super) struct Definition {
    pub(super) label: String,
    pub(super) dest: String,
    pub(super) range: Range<usize>,
}

/// A link that is open, and what to do at its end.
pub(super) enum Open {
    Link(u32),
    /// `[words][source: a]`: the words were no link; the citation follows them.
    Words {
        mark: Box<str>,
        first: Span,
        second: Span,
        linked: bool,
    },
}

pub(super) struct Builder<'t> {
    pub(super) context: Context<'t>,
    /// The whole file.
    pub(super) text: &'t str,
    /// Whether something in it is hidden.
    pub(super) is_masked: bool,
    /// The text that was parsed, which is not everywhere as it was typed.
    pub(super) parsed: &'t str,
    /// What was taken out of it before.
    pub(super) rewritten: &'t Rewritten,
    /// Where the parsed stretch begins in the file.
    pub(super) offset: usize,
    pub(super) definitions: Vec<Definition>,
    /// The destinations of definitions by their labels.
    pub(super) destinations: HashMap<String, String>,
    /// The footnotes of the body by their labels.
    pub(super) footnotes: HashMap<Box<str>, u32>,
    /// The labels of all footnotes that the page defines.
    pub(super) defined_footnotes: HashSet<Box<str>>,
    /// How much code is to be shown in colours so far.
    pub(super) coloured: usize,
    pub(super) paragraphs: NextParagraphs,
    pub(super) pieces: Vec<Piece>,
    pub(super) body: Body,
    pub(super) allow: Vec<Suppression>,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) open: Vec<Open>,
    /// The nodes that are open, links aside.
    pub(super) containers: Vec<Node>,
    /// Where the title begins of the callout that was opened last, which is not yet there.
    pub(super) title: Option<(usize, u32)>,
    /// What hides text and came to light late.
    pub(super) exposed: Exposed,
    /// The labels of definitions that links use.
    pub(super) used_labels: HashSet<String>,
    /// Whether it was said already that an attribute of a picture means nothing.
    pub(super) has_unread_attributes: bool,
    /// Whether attributes of links that mean nothing were said.
    pub(super) has_link_attributes: bool,
    /// The names of all end tags of the page, once they are asked for.
    pub(super) end_tags: Option<HashSet<String>>,
    /// Whether it was said that words in angle brackets look like a tag.
    pub(super) has_placeholder: bool,
}

impl Builder<'_> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let place = self.rewritten.map.place(range);
        Span::new(
            self.context.source,
            self.offset + place.start..self.offset + place.end,
        )
    }

    pub(super) fn push(&mut self, kind: EventKind, span: Span) {
        self.pieces.push(Piece::Event(Event { kind, span }));
    }

    /// The words of an event: the source's own where they are the same.
    pub(super) fn store(&mut self, words: &str, span: Span) -> Text {
        let words = &*rewrite::restore(words);
        if self.text[span.range()] == *words {
            return Text::Verbatim;
        }
        self.body.strings.push(words.into());
        Text::Stored(self.body.strings.len() as u32 - 1)
    }

    /// Adds text, joined to the text before it where the two are one stretch of the source.
    pub(super) fn words(&mut self, words: &str, span: Span) {
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

    pub(super) fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let node = match tag {
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                let classes = classes.iter().map(|class| class.as_ref().into());
                let attributes = attrs.iter().map(|(name, value)| {
                    let value = value.as_deref().map(Into::into);
                    (name.as_ref().into(), value)
                });
                // Its text and its events are known only when the whole body is.
                let heading = Heading {
                    level: level_number(*level),
                    id: id.as_deref().unwrap_or("").into(),
                    explicit: id.is_some(),
                    nested: false,
                    classes: classes.collect(),
                    attributes: attributes.collect(),
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
            Tag::Paragraph => self.paragraph(span),
            tag => match plain_node(tag) {
                Some(node) => node,
                None => return,
            },
        };
        self.title = None;
        self.containers.push(node);
        self.push(EventKind::Start(node), span);
    }

    pub(super) fn end(&mut self, span: Span) {
        self.close_blocks();
        if let Some(node) = self.containers.pop() {
            if let Node::Heading(heading) = node {
                self.keep_braces(heading, span);
            }
            self.push(EventKind::End(node), span);
        }
    }

    /// Keeps the braces at the end of a heading among its words where they hold no attributes: `## The set {1, 2}`, and
    /// a word of a meeting, `## Until {end}`. Those of an item are read by `agenda`, which says what it cannot read.
    fn keep_braces(&mut self, heading: u32, span: Span) {
        let entry = &self.body.headings[heading as usize];
        let says_any = entry.explicit || !entry.classes.is_empty() || !entry.attributes.is_empty();
        if !says_any || self.context.dialect == Dialect::Plain {
            return;
        }
        let from = match self.pieces.last() {
            Some(Piece::Event(event)) if event.kind == EventKind::Start(Node::Heading(heading)) => {
                event.span.start
            }
            Some(Piece::Event(event)) => event.span.end,
            Some(Piece::Marker { span, .. }) => span.end,
            None => span.start,
        };
        let from = from.max(span.start) as usize;
        let Some(typed) = self.text.get(from..span.end as usize) else {
            return;
        };
        let (Some(open), Some(close)) = (typed.find('{'), typed.rfind('}')) else {
            return;
        };
        let inner = typed.get(open + 1..close).unwrap_or_default();
        let is_item = self.context.is_timed() && entry.level <= 2;
        let is_kept = if is_item {
            let is_alone =
                entry.attributes.len() == 1 && !entry.explicit && entry.classes.is_empty();
            is_alone && MeetingWord::parse(inner).is_some() && !ITEM.has(inner)
        } else {
            !attributes::are_attributes(inner)
        };
        // What is hidden within them stays so.
        if is_kept && !inner.contains(private::FILL) {
            self.add_braces(
                heading,
                Span::new(span.source, from + open..from + close + 1),
            );
        }
    }

    /// Adds what stands at `braces` to the words of a heading, which then has no attributes.
    fn add_braces(&mut self, heading: u32, braces: Span) {
        let entry = &mut self.body.headings[heading as usize];
        entry.attributes.clear();
        entry.classes.clear();
        entry.explicit = false;
        entry.id = "".into();
        let has_words = !matches!(self.pieces.last(), Some(Piece::Event(event))
            if event.kind == EventKind::Start(Node::Heading(heading)));
        if has_words && self.text[..braces.start as usize].ends_with([' ', '\t', '\n']) {
            self.body.strings.push(" ".into());
            let space = Text::Stored(self.body.strings.len() as u32 - 1);
            self.push(EventKind::Text(space), braces);
        }
        self.push(EventKind::Text(Text::Verbatim), braces);
    }

    /// The footnote of this label, which a reference or its definition names first.
    pub(super) fn footnote(&mut self, label: &str, span: Span) -> u32 {
        // Labels are compared without regard to capitals, as Markdown does.
        let folded = label.to_lowercase();
        if let Some(known) = self.footnotes.get(&*folded) {
            return *known;
        }
        let footnote = Footnote {
            label: label.into(),
            span,
            events: 0..0,
            public: true,
        };
        let at = add(&mut self.body.footnotes, footnote);
        self.footnotes.insert(folded.into(), at);
        at
    }
}

pub(super) fn add<T>(list: &mut Vec<T>, item: T) -> u32 {
    list.push(item);
    list.len() as u32 - 1
}

/// Joins what `pick` takes of the events within the one at `at`; gives the index after its end.
pub(super) fn gather<'e>(
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
pub(super) fn after(events: &[(Raw<'_>, Range<usize>)], at: usize) -> usize {
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
