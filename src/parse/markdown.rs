//! Turns a page's Markdown into a [`Body`].
//!
//! What other tools hide was masked before (`private`), and leaves nothing in what is made here.
//!
//! 0. `rewrite` writes what other tools have beside Markdown as Markdown.
//! 1. pulldown-cmark parses CommonMark and GFM; its broken-link callback accepts the labels of
//!    citations and markers, which come back as links with their exact ranges.
//! 2. [`Builder`] turns its events into pieces of our own: links, citations, images, embeds and
//!    code become single events that point into lists.
//! 3. `nesting` takes out what stands too deep; `inline` finds what pulldown-cmark leaves as text: bare
//!    addresses, and marks before a link.
//! 4. `title` makes the heading with which the text begins the page's title.
//! 5. `transclusion` lets embeds fill blocks, `callout` gives quotations their markers and audiences.
//! 6. `outline` names headings and bounds sections, `audience` marks what is public, `sentence`
//!    keeps the sentences that backlinks will quote.

mod blocks;
mod builder;
mod foreign_blocks;
mod links;
mod pictures;
mod unmask;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{
    BrokenLink, CowStr, Event as Raw, LinkType, Options, Parser, RefDefs, Tag, TagEnd,
};

use self::builder::{Builder, Definition};
use crate::diagnostic::{Diagnostic, invalid_heading, swallowed_text};
use crate::model::page::{Body, EventKind, LinkDefinition, Suppression, Target};
use crate::model::source::{SourceId, Span, Spanned};
use crate::parse::comment::NextParagraphs;
use crate::parse::context::{Context, Dialect};
use crate::parse::private::Callback;
use crate::parse::private::{Exposed, Revealed};
use crate::parse::rewrite::{self, Rewritten};
use crate::parse::{
    audience, callout, citation, html_markdown, inline, link, nesting, outline, private, sentence,
    stray_tags, title, transclusion,
};

/// What a body's text gives.
pub(crate) struct Parsed {
    pub(crate) body: Body,
    /// The heading that stands in for a title.
    pub(crate) title: Option<Spanned<String>>,
    pub(crate) allow: Vec<Suppression>,
    pub(crate) findings: Vec<Diagnostic>,
    /// What hides text, and came to light only when the notation of other tools was read.
    pub(crate) exposed: Exposed,
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
    let masked = match context.dialect {
        Dialect::Plain => Cow::Borrowed(&text[range.clone()]),
        Dialect::Groundwork { .. } => html_markdown::mask(&text[range.clone()]),
    };
    let stretch = &*masked;
    let callback: Callback = match context.dialect {
        Dialect::Plain => refuse_label,
        Dialect::Groundwork { .. } => accept_label,
    };
    let options = options(context.dialect);
    let rewritten = match context.dialect {
        Dialect::Plain => Rewritten::default(),
        Dialect::Groundwork { .. } => {
            rewrite::rewrite(stretch, context.is_timed(), options, callback)
        }
    };
    let stretch = rewritten.text.as_deref().unwrap_or(stretch);
    let typed = matches!(masked, Cow::Owned(_)).then(|| &text[range.clone()]);
    let unmasked = typed.and_then(|typed| {
        html_markdown::unmask_code(typed, stretch, &rewritten.map, options, callback)
    });
    let stretch = unmasked.as_deref().unwrap_or(stretch);
    let exposed = exposed(&context, &rewritten, range.start, callback);
    let parser = Parser::new_with_broken_link_callback(stretch, options, Some(callback));
    let events = parser.into_offset_iter();
    let definitions = definitions(events.reference_definitions());
    let mut events: Vec<(Raw<'_>, Range<usize>)> = events.collect();
    let is_masked = memchr::memchr(private::FILL as u8, stretch.as_bytes()).is_some();
    if is_masked {
        events = private::without_emptied(events);
    }
    // Footnotes, definitions and labels are gathered first, since a page may use each above the place
    // where it stands.
    let mut builder = Builder {
        context,
        text,
        parsed: stretch,
        rewritten: &rewritten,
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
        title: None,
        exposed,
        has_unread_attributes: false,
        has_link_attributes: false,
        end_tags: None,
        has_placeholder: false,
        used_labels: used_labels(&events),
    };
    builder.keep_definitions();
    builder.unknown_blocks();
    builder.attribute_lists();
    let mut at = 0;
    while at < events.len() {
        at = builder.event(&events, at);
    }
    builder.close_blocks();
    builder.finish()
}

/// What hides text in a body that begins at `offset`, and came to light when it was written anew.
fn exposed(
    context: &Context<'_>,
    rewritten: &Rewritten,
    offset: usize,
    callback: Callback,
) -> Exposed {
    let Some(text) = &rewritten.text else {
        return Exposed::default();
    };
    let found = private::exposed(context.source, text, options(context.dialect), callback);
    found.moved(|place| {
        let place = rewritten.map.place(place);
        offset + place.start..offset + place.end
    })
}

/// The definitions in the order of the text.
fn definitions(defined: &RefDefs<'_>) -> Vec<Definition> {
    let all = defined.iter().map(|(label, definition)| Definition {
        label: label.to_lowercase(),
        dest: definition.dest.to_string(),
        range: definition.span.clone(),
    });
    let mut all: Vec<Definition> = all.collect();
    all.sort_by_key(|definition| definition.range.start);
    all
}

pub(super) fn options(dialect: Dialect) -> Options {
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
    // Alerts are quotations with markers, and `callout` reads all of those in one way.
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart_punctuation);
    options
}

/// Accepts the labels of citations and of markers as links to nowhere, so that they are events.
pub(super) fn accept_label(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    let ours = citation::is_mark(&link.reference) || callout::is_label(&link.reference);
    ours.then(|| ("".into(), "".into()))
}

fn refuse_label(_: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    None
}

impl<'t> Builder<'t> {
    /// Takes the event at `at`, and those that belong to it; gives the index of the next.
    fn event(&mut self, events: &[(Raw<'t>, Range<usize>)], at: usize) -> usize {
        let (event, range) = &events[at];
        let span = self.span(range);
        match event {
            // These hold events that become part of one event of ours, so they take those as well.
            Raw::Start(Tag::Link { .. } | Tag::Image { .. }) => return self.link(events, at),
            Raw::Start(Tag::CodeBlock(kind)) => return self.code_block(kind, span, events, at),
            Raw::Start(Tag::HtmlBlock) => return self.html_block(span, events, at),
            Raw::Start(tag) if self.is_empty_heading(tag, events.get(at + 1)) => {
                self.findings.push(invalid_heading::empty(span));
                return at + 2;
            }
            Raw::Start(tag) => self.start(tag, span),
            Raw::End(TagEnd::Link) => self.end_link(span),
            Raw::End(_) => self.end(span),
            Raw::Text(text) if self.is_masked => self.masked_words(text, range),
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
            Raw::Rule => self.rule(range),
            Raw::TaskListMarker(done) => self.push(EventKind::Task(*done), span),
            Raw::InlineMath(_) | Raw::DisplayMath(_) => {}
        }
        at + 1
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
            if citation::is_mark(label) && !self.used_labels.contains(label) {
                let finding = swallowed_text::definition(self.text, span, label);
                self.findings.push(finding);
            }
            let target = link::from_page(&definition.dest, &self.context);
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
        let mut title = None;
        if self.context.dialect == Dialect::Plain {
            self.body.events = callout::plain(self.pieces);
            outline::name_headings(&mut self.body, self.text, &self.context, &mut self.findings);
        } else {
            // Each pass needs what those before it have settled, so their order has to stay.
            let pieces = nesting::flatten(self.pieces, &mut self.findings);
            let mut pieces = inline::split(pieces, self.text, &mut self.body, &mut self.findings);
            nesting::bound_html(&mut pieces, &mut self.body, self.text, &mut self.findings);
            stray_tags::set_aside(&mut pieces, &self.body, self.text, &mut self.findings);
            title = title::lift(&mut pieces, &mut self.body, self.text, &self.context);
            let pieces = transclusion::place(pieces, &mut self.body);
            let (events, restricted) = callout::apply(
                pieces,
                &self.context,
                self.text,
                &mut self.body,
                &mut self.findings,
            );
            self.body.events = events;
            self.body.restricted = restricted;
            pictures::fill_figures(&mut self.body);
            if self.is_masked {
                unmask::unmask(&mut self.body);
            }
            outline::name_headings(&mut self.body, self.text, &self.context, &mut self.findings);
            self.body.entries = outline::entries(&self.body, self.text);
            audience::mark(&mut self.body);
            let lang = self.context.lang;
            sentence::keep_sentences(&mut self.body, self.text, lang);
            self.body.summary = sentence::summary(&self.body, self.text, lang);
        }
        self.body.shrink();
        Parsed {
            body: self.body,
            title,
            allow: self.allow,
            findings: self.findings,
            exposed: self.exposed,
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

/// The labels by which links name their definitions, so that these swallow nothing. A mark that has a
/// definition's label may have been meant for a mark.
fn used_labels(events: &[(Raw<'_>, Range<usize>)]) -> HashSet<String> {
    let labels = events.iter().filter_map(|(event, _)| match event {
        Raw::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
            match link_type {
                LinkType::Reference | LinkType::Collapsed => Some(id.to_lowercase()),
                LinkType::Shortcut if !citation::is_typed_mark(id) => Some(id.to_lowercase()),
                _ => None,
            }
        }
        _ => None,
    });
    labels.collect()
}

fn defined_footnotes(events: &[(Raw<'_>, Range<usize>)]) -> HashSet<Box<str>> {
    let labels = events.iter().filter_map(|(event, _)| match event {
        Raw::Start(Tag::FootnoteDefinition(label)) => Some(label.to_lowercase().into()),
        _ => None,
    });
    labels.collect()
}
