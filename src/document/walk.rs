//! Goes through the events of pages and hands on what each comes to.
//!
//! Only what everyone may read is ever looked at, or the facilitator where that is asked for. Text that
//! stands elsewhere than where it is shown (embeds, notes) is walked through where it is shown.

use std::ops::Range;

use crate::document::context::Context;
use crate::document::event::{Citation, CitedSource, Event, Link, Tag, WorkEntry, Writer};
use crate::document::href::{View, href};
use crate::document::html;
use crate::document::image::{caption, shown};
use crate::document::left_out::leaves_out;
use crate::document::meeting::{self, Piece};
use crate::document::numbers::{Cited, Claim, NoteText, NumberedLink, Numbers};
use crate::document::place::{Place, begins_block};
use crate::document::position::Position;
use crate::document::scope::Scope;
use crate::document::spacing::Spacing;
use crate::document::target::{Target, foreign, title_of};
use crate::model::agenda::Agenda;
use crate::model::kind::Ability;
use crate::model::page::{self, EventKind, Lead, Node, Page};
use crate::model::site::{Missing, PageIndex, Resolution};
use crate::model::source::Span;

/// Walks through one text after another, through which numbers go on.
pub(crate) struct Walk<'a, W> {
    /// `None` for plain CommonMark, in which nothing leads to anything of a site.
    cx: Option<Context<'a>>,
    /// The page that shows the text.
    shown_on: PageIndex,
    scope: Scope,
    out: Spacing<W>,
    numbers: Numbers,
    /// How many embeds are open.
    depth: usize,
    /// The meeting whose words are filled in.
    agenda: Option<&'a Agenda>,
    /// The number of the note that is being gone through.
    in_note: Option<usize>,
    position: Position,
    has_raw_html: bool,
    has_html_from_beneath: bool,
}

impl<'a, W: Writer> Walk<'a, W> {
    pub(crate) fn new(cx: Context<'a>, shown_on: PageIndex, scope: Scope, writer: W) -> Self {
        Walk::within(Some(cx), shown_on, scope, writer)
    }

    fn within(cx: Option<Context<'a>>, shown_on: PageIndex, scope: Scope, writer: W) -> Self {
        Walk {
            agenda: cx.and_then(|cx| meeting::agenda_of(cx, shown_on)),
            cx,
            shown_on,
            scope,
            out: Spacing::new(writer, scope),
            numbers: Numbers::default(),
            depth: 0,
            in_note: None,
            position: Position::default(),
            has_raw_html: false,
            has_html_from_beneath: false,
        }
    }

    /// Whether any page that something was shown of has raw HTML.
    pub(crate) fn has_raw_html(&self) -> bool {
        self.has_raw_html
    }

    /// Whether such a page is of a project beneath ours, or holds text of one.
    pub(crate) fn has_html_from_beneath(&self) -> bool {
        self.has_html_from_beneath
    }

    pub(crate) fn writer(&mut self) -> &mut W {
        &mut self.out.writer
    }

    /// The sources that were cited and what links lead to, in the order of their numbers.
    pub(crate) fn finish(self) -> (W, Vec<Cited>, Vec<NumberedLink>) {
        (self.out.writer, self.numbers.cited, self.numbers.links)
    }

    /// Goes through a page, its notes at the end.
    pub(crate) fn page(&mut self, cx: Context<'a>) {
        self.stretch(
            cx,
            self.shown_on,
            cx.site.pages[self.shown_on].page.body.whole(),
        );
        self.notes(cx, 0);
    }

    /// Goes through a stretch of a page's events, then through the notes that it is the first to name. `of` is the page whose
    /// meeting the text is shown for: the same, or that for which the card of a role is printed.
    pub(crate) fn part(
        &mut self,
        cx: Context<'a>,
        of: PageIndex,
        page: PageIndex,
        events: Range<u32>,
        facilitators: bool,
    ) {
        self.agenda = meeting::agenda_of(cx, of);
        self.shown_on = page;
        self.scope.facilitators = facilitators;
        let known = self.numbers.notes.len();
        self.stretch(cx, page, events);
        self.notes(cx, known);
    }

    /// Goes through a stretch of the body of `page`.
    pub(crate) fn stretch(&mut self, cx: Context<'a>, page: PageIndex, events: Range<u32>) {
        let from: &'a Page = &cx.site.pages[page].page;
        self.has_raw_html |= from.body.has_raw_html;
        self.has_html_from_beneath |= from.body.has_raw_html && !from.is_ours();
        let mut place = Place::new(page, &from.body, &from.text);
        if self.scope.facilitators && self.is_own(page) {
            self.events(&mut place, from.body.for_facilitator(events));
        } else {
            self.events(&mut place, from.body.visible(events));
        }
    }

    /// Whether text of `page` stands on the page that shows it, and in no embed.
    fn is_own(&self, page: PageIndex) -> bool {
        page == self.shown_on && self.depth == 0
    }

    fn events<'e>(
        &mut self,
        place: &mut Place<'a>,
        events: impl Iterator<Item = (u32, &'e page::Event)>,
    ) {
        for (at, event) in events {
            if at >= place.skip_to {
                self.event(place, at, event);
            }
        }
        self.out.release();
    }

    fn event(&mut self, place: &mut Place<'a>, at: u32, event: &page::Event) {
        match event.kind {
            EventKind::Start(node) => self.start(place, at, node, event.span),
            EventKind::End(node) => self.end(place, node),
            EventKind::Text(text) => self.text(place, at, text, event),
            EventKind::Code(text) => self.out.put(Event::Code(place.words(text, event))),
            EventKind::Html(text) => {
                let addresses = html::addresses(self.cx, place, event);
                self.out
                    .put(Event::Html(place.words(text, event), &addresses));
            }
            EventKind::InlineHtml(text) => {
                let addresses = html::addresses(self.cx, place, event);
                self.out
                    .put(Event::InlineHtml(place.words(text, event), &addresses));
            }
            // It may stand before a mark, which is to stand close.
            EventKind::SoftBreak if self.scope.cites_in_notes => self.out.text(" "),
            EventKind::SoftBreak => self.out.soft_break(),
            EventKind::HardBreak => self.out.put(Event::HardBreak),
            EventKind::Rule => self.out.put_at(Event::Rule, Some(event.span)),
            EventKind::Task(done) => self.out.put(Event::Task(done)),
            EventKind::FootnoteReference(_) | EventKind::Citation(_) if !self.scope.marks => {
                self.out.leave_out();
            }
            EventKind::FootnoteReference(note) => {
                let (number, times) = self.numbers.note(place.page, note);
                self.out.put(Event::NoteReference {
                    number,
                    times,
                    mark: None,
                });
            }
            EventKind::Citation(citation) => self.citation(place, citation),
            EventKind::Image(image) => self.image(place, image),
            EventKind::Embed(embed) => self.embed(place, embed),
            EventKind::CodeBlock(block) => {
                let block = &place.body.code_blocks[block as usize];
                self.out.put_at(Event::CodeBlock(block), Some(event.span));
            }
        }
    }

    /// Text, in which words of the meeting are filled in; in headings they are shown as they were typed.
    fn text(&mut self, place: &Place<'a>, at: u32, text: page::Text, event: &page::Event) {
        let words = place.words(text, event);
        let Some(agenda) = self.agenda.filter(|_| !place.in_heading) else {
            return self.out.text(words);
        };
        let source = place.source_of(text, event);
        for piece in meeting::pieces(words, source) {
            match piece {
                Piece::Text(text) => self.out.text(text),
                Piece::Word(word, rest) => self.out.put(Event::MeetingWord {
                    word,
                    agenda,
                    before_stop: place.is_before_stop(rest, at),
                }),
            }
        }
    }

    fn start(&mut self, place: &mut Place<'a>, at: u32, node: Node, span: Span) {
        let origin = begins_block(node).then_some(span);
        let facilitators = self.scope.facilitators;
        if leaves_out(self.cx, self.agenda, place, (at, node), facilitators) {
            place.skip_to = place.body.end_of_node(at);
            return;
        }
        match node {
            Node::Heading(_) => place.in_heading = true,
            Node::Link(link) => return self.link(place, at, link),
            // Notes come at the end of the text, where `notes` goes through them.
            Node::FootnoteDefinition(note) => {
                if self.cx.is_some() {
                    place.skip_to = place.body.footnotes[note as usize].events.end;
                }
                return;
            }
            Node::Table(table) => place.open_table(table),
            Node::TableHead => place.open_row(true),
            Node::TableRow => place.open_row(false),
            Node::TableCell => place.open_cell(at),
            _ => {}
        }
        self.position.enter(place.page, place.body, node);
        if let Some(tag) = self.tag(place, node) {
            self.out.put_at(Event::Start(tag), origin);
        }
        if node == Node::Item {
            self.work_entry(place, at);
        }
    }

    fn end(&mut self, place: &mut Place<'a>, node: Node) {
        let tag = match node {
            Node::Link(_) => place.link.take(),
            _ => self.tag(place, node),
        };
        place.in_heading &= !matches!(node, Node::Heading(_));
        if let Some(tag) = tag {
            self.out.put(Event::End(tag));
        }
        if node == Node::TableCell {
            place.column += 1;
        }
        self.position.leave(node);
    }

    /// What a node is handed on as; `None` for a link, which is looked up, and for the definition of a note.
    fn tag(&self, place: &Place<'a>, node: Node) -> Option<Tag<'a>> {
        Some(match node {
            Node::Paragraph => Tag::Paragraph,
            Node::Figure(image) => Tag::Figure(caption(&place.body.images[image as usize])),
            Node::Heading(heading) => {
                let heading = &place.body.headings[heading as usize];
                // The ids of an embedded text are those of its own page.
                let has_id = self.cx.is_some() && self.depth == 0 && self.scope.marks;
                Tag::Heading {
                    level: (heading.level as usize + self.depth).min(6) as u8,
                    id: has_id.then_some(&*heading.id),
                    heading,
                }
            }
            Node::Quote => Tag::Quote,
            Node::Marker(marker) => Tag::Callout(&place.body.markers[marker as usize]),
            Node::CalloutTitle(marker) => Tag::CalloutTitle(&place.body.markers[marker as usize]),
            Node::List(list) => Tag::List(place.body.lists[list as usize]),
            Node::Item => Tag::Item,
            Node::DefinitionList => Tag::DefinitionList,
            Node::Term => Tag::Term,
            Node::Definition => Tag::Definition,
            Node::HtmlBlock => Tag::HtmlBlock,
            Node::Table(_) => Tag::Table,
            Node::TableHead => Tag::TableHead,
            Node::TableRow => Tag::TableRow,
            Node::TableCell => Tag::TableCell {
                is_head: place.is_head_cell(),
                alignment: place.alignment(),
            },
            Node::Emphasis => Tag::Emphasis,
            Node::Strong => Tag::Strong,
            Node::Strikethrough => Tag::Strikethrough,
            Node::Link(_) | Node::FootnoteDefinition(_) => return None,
        })
    }

    fn link(&mut self, place: &mut Place<'a>, at: u32, index: u32) {
        let tag = self.link_tag(place, at, index);
        place.link = tag;
        let Some(tag) = tag else {
            return;
        };
        self.out.put(Event::Start(tag));
        let shows_title = place.body.links[index as usize].bare && !matches!(tag, Tag::DeadLink);
        if let Some(cx) = self.cx.filter(|_| shows_title) {
            let found = &cx.site.pages[place.page].resolved.links[index as usize];
            self.out
                .put(Event::Text(&title_of(cx.site, found, place.page)));
            place.skip_to = place.end_of_link(at);
        }
    }

    /// What the link at event `at` comes to; `None` for one of plain CommonMark to no address.
    fn link_tag(&mut self, place: &Place<'a>, at: u32, index: u32) -> Option<Tag<'a>> {
        let link = &place.body.links[index as usize];
        let external = match &link.target {
            page::Target::External(address) => Some(Target::External(address)),
            _ => None,
        };
        let Some(cx) = self.cx else {
            return Some(Tag::Link(Link {
                target: external?,
                title: link.title.as_deref(),
                lang: None,
                number: None,
            }));
        };
        let found = &cx.site.pages[place.page].resolved.links[index as usize];
        let lang = cx.site.pages[place.page].page.meta.lang;
        let target = match found {
            Resolution::Missing(Missing::TakenAway(_)) => return Some(Tag::Unlinked),
            Resolution::External => external,
            found => Target::on_site(found, lang),
        };
        let Some(target) = target else {
            return Some(Tag::DeadLink);
        };
        match target {
            Target::File(path) if cx.files.is_unusable(path) => return Some(Tag::DeadLink),
            Target::File(path) if self.scope.withholds(cx.files, path) => {
                return Some(Tag::Unlinked);
            }
            _ => {}
        }
        // On paper the number of a link leads to its address below, which is idle where the text shows it already.
        let number = match target {
            Target::External(address) if place.says(at, address) => None,
            _ => self.link_number(cx, found, target),
        };
        Some(Tag::Link(Link {
            target,
            title: link.title.as_deref(),
            lang: foreign(cx.site, target, self.shown_on),
            number,
        }))
    }

    /// The number of what a link leads to; none where that is on the page itself.
    fn link_number(
        &mut self,
        cx: Context<'a>,
        found: &Resolution,
        target: Target<'_>,
    ) -> Option<usize> {
        let shown_on = self.shown_on;
        if !self.scope.link_numbers || found.page() == Some(shown_on) {
            return None;
        }
        let address = href(cx, target, View::Paper);
        let is_titled = matches!(
            target,
            Target::Page { .. } | Target::Anchor { .. } | Target::Work(..)
        );
        let title = || is_titled.then(|| title_of(cx.site, found, shown_on));
        Some(self.numbers.link(address, title))
    }

    fn image(&mut self, place: &Place<'a>, index: u32) {
        let image = &place.body.images[index as usize];
        let Some(cx) = self.cx else {
            if let page::Target::External(address) = &image.target {
                let target = Target::External(address);
                self.out.put(Event::Image(shown(image, target, None, true)));
            }
            return;
        };
        let path = &cx.site.pages[place.page].resolved.images[index as usize];
        let typed = Event::DeadEnd(&place.text[image.span.range()]);
        let event = match path {
            Err(_) => typed,
            Ok(path) if self.scope.withholds(cx.files, path) => Event::Text(&image.alt),
            // It has no size when it is not published, or is no picture.
            Ok(path) => match cx.files.size(path) {
                None => typed,
                size => Event::Image(shown(image, Target::File(path), size, false)),
            },
        };
        self.out.put(event);
    }

    fn citation(&mut self, place: &Place<'a>, index: u32) {
        let citation = &place.body.citations[index as usize];
        let typed = &place.text[citation.span.range()];
        let Some(cx) = self.cx else {
            return self.out.put(Event::Text(typed));
        };
        let citations = &cx.site.pages[place.page].resolved.citations;
        if !citations.is_known(index) {
            return self.out.put(Event::DeadEnd(typed));
        }
        let works = citations.of(index);
        let mark = self.mark_number(cx, place.page, index);
        if self.scope.cites_in_notes && self.in_note.is_none() {
            let number = self.numbers.citation_note(NoteText::Citation {
                page: place.page,
                index,
                number: mark,
            });
            // Sources are numbered in the order in which the text names them.
            let claim = self.claim(place.page, index, mark);
            works.iter().flatten().for_each(|work| {
                self.numbers.source(*work, claim);
            });
            return self.out.note_mark(number, mark);
        }
        self.mark(cx, place.page, index, mark, false);
    }

    /// The claim of the citation of this index on `page`, where the walk is now.
    fn claim(&self, page: PageIndex, citation: u32, mark: usize) -> Claim {
        Claim {
            mark,
            page,
            citation,
            place: self.position.of_claim(self.in_note),
        }
    }

    /// The number of a mark of `page`, by its index there.
    fn mark_number(&mut self, cx: Context<'a>, page: PageIndex, index: u32) -> usize {
        let own = cx.site.pages[self.shown_on].page.body.citations.len();
        let of_page = (page == self.shown_on).then_some((page, index));
        self.numbers.mark(of_page, own)
    }

    /// The citation of this index on `page` as words.
    fn mark(&mut self, cx: Context<'a>, page: PageIndex, index: u32, number: usize, is_note: bool) {
        let shown = &cx.site.pages[page];
        let citation = &shown.page.body.citations[index as usize];
        let works = shown.resolved.citations.of(index);
        let cited = citation.items.iter().zip(works.iter().flatten());
        let claim = self.claim(page, index, number);
        let sources: Vec<CitedSource<'_>> = cited
            .enumerate()
            .map(|(at, (item, work))| CitedSource {
                work: *work,
                number: if is_note {
                    self.numbers.known_source(*work)
                } else {
                    self.numbers.source(*work, claim)
                },
                item,
                inner: shown.resolved.citations.inner_of(index, at),
            })
            .collect();
        self.out.mark(Event::Citation(Citation {
            number,
            note: self.in_note,
            is_note,
            sources: &sources,
        }));
    }

    /// Where the kind of page says so, an item of a list that begins with a citation shows the whole
    /// reference in place of its mark. The item starts at event `at`.
    fn work_entry(&mut self, place: &mut Place<'a>, at: u32) {
        let has_entries = |cx: &Context<'_>| cx.site.pages[place.page].kind.can(Ability::Entries);
        let Some(cx) = self.cx.filter(has_entries) else {
            return;
        };
        let Some(Lead::Citation(citation)) = place.lead(at) else {
            return;
        };
        let works = cx.site.pages[place.page].resolved.citations.of(citation);
        let [Some(work)] = *works else {
            return;
        };
        let citing = cx.site.works[work].citing.iter();
        let claims = citing.filter(|mark| mark.from != place.page).count();
        let number = self.mark_number(cx, place.page, citation);
        self.out.put(Event::WorkEntry(WorkEntry {
            work,
            page: place.page,
            citation,
            number,
            claims,
        }));
        if place.skip_mark(at, citation) {
            self.out.put(Event::Start(Tag::Paragraph));
        }
    }

    /// A page or a section of one, where an embed names it.
    fn embed(&mut self, place: &Place<'a>, embed: u32) {
        let Some(cx) = self.cx.filter(|_| self.scope.embeds) else {
            return;
        };
        let found = &cx.site.pages[place.page].resolved.embeds[embed as usize];
        if let Resolution::Missing(Missing::TakenAway(_)) = found {
            return;
        }
        let Resolution::Page { page, heading } = *found else {
            let typed = place.body.embeds[embed as usize].span.range();
            return self.out.put(Event::DeadEnd(&place.text[typed]));
        };
        // A page says nothing new within itself.
        if page == self.shown_on && heading.is_none() {
            return;
        }
        self.out.put(Event::Start(Tag::Embed));
        if !cx.is_linked(place.page, embed, self.is_own(place.page)) {
            let body = &cx.site.pages[page].page.body;
            let events = match heading {
                Some(heading) => body.text_of(&body.headings[heading as usize]),
                None => body.whole(),
            };
            self.depth += 1;
            let around = std::mem::take(&mut self.position);
            self.stretch(cx, page, events);
            self.position = around;
            self.depth -= 1;
        }
        self.embed_source(cx, page, found);
        self.out.put(Event::End(Tag::Embed));
    }

    fn embed_source(&mut self, cx: Context<'a>, page: PageIndex, found: &'a Resolution) {
        let shown = &cx.site.pages[page].page;
        let Some(target) = Target::on_site(found, shown.meta.lang) else {
            return;
        };
        let link = Link {
            target,
            title: None,
            lang: None,
            number: self.link_number(cx, found, target),
        };
        self.out.put(Event::EmbedSource(link, shown.meta.title()));
    }

    /// Goes through the notes that were named, from the one at `first` on, and those that they name in
    /// turn.
    fn notes(&mut self, cx: Context<'a>, first: usize) {
        if self.numbers.notes.len() <= first {
            return;
        }
        self.out.put(Event::Start(Tag::Notes));
        let mut at = first;
        while let Some(note) = self.numbers.notes.get(at) {
            let text = note.text.clone();
            self.out.put(Event::Start(self.note(at)));
            self.in_note = Some(at + 1);
            match text {
                NoteText::Footnote(page, footnote) => {
                    let body = &cx.site.pages[page].page.body;
                    let events = body.footnotes[footnote as usize].events.clone();
                    // The definition's own start and end would send the text here again.
                    self.stretch(cx, page, events.start + 1..events.end.saturating_sub(1));
                }
                NoteText::Citation {
                    page,
                    index,
                    number,
                } => {
                    self.out.put(Event::Start(Tag::Paragraph));
                    self.mark(cx, page, index, number, true);
                    self.out.put(Event::End(Tag::Paragraph));
                }
            }
            self.in_note = None;
            self.out.put(Event::End(self.note(at)));
            at += 1;
        }
        self.out.put(Event::End(Tag::Notes));
    }

    fn note(&self, at: usize) -> Tag<'static> {
        Tag::Note {
            number: at + 1,
            references: self.numbers.notes[at].references,
        }
    }
}

#[cfg(test)]
impl<W: Writer> Walk<'_, W> {
    /// Walks through a body of plain CommonMark, in which links are as they were typed.
    pub(crate) fn plain(body: &page::Body, text: &str, writer: W) -> W {
        let mut walk = Walk::within(None, 0, Scope::PAGE, writer);
        let mut place = Place::new(0, body, text);
        walk.events(&mut place, body.visible(body.whole()));
        walk.out.writer
    }
}
