//! What there is to find in a language: its pages by section, and the sources.

use crate::document::{Caption, Event, Scope, Tag, Walk, Writer, address};
use crate::model::lang::Lang;
use crate::model::site::{PageIndex, Site, WorkIndex};
use crate::model::slug::tag_key;
use crate::model::source::Span;
use crate::parse::html_words;
use crate::render::i18n::Words;
use crate::render::meeting_words;
use crate::render::page_facts;
use crate::render::render_context::RenderContext;

/// The deepest level of headings that begin sections; what is below them belongs to these.
const DEEPEST: u8 = 3;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Subject {
    Page(PageIndex),
    /// A source, with the page that adds prose to it.
    Work(WorkIndex, Option<PageIndex>),
}

/// A page that can be found.
#[derive(Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) aliases: Vec<String>,
    /// As it stands in addresses, from the output's root.
    pub(crate) url: String,
    /// The label of its kind; empty for a page of none.
    pub(crate) kind: String,
    pub(crate) tags: Vec<String>,
    /// What is shown of it beside its title; of a source its reference.
    pub(crate) summary: Option<String>,
    /// At least one, the first of which is what stands before any heading.
    pub(crate) sections: Vec<Section>,
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct Section {
    /// Of its heading; empty for the first.
    pub(crate) id: String,
    pub(crate) heading: String,
    /// Whether its heading is a term, which is looked for like a title.
    pub(crate) is_term: bool,
    /// Its words, with whatever stood between them.
    pub(crate) text: String,
}

/// All subjects of a language, pages by path and then sources by id.
pub(crate) fn subjects(site: &Site, lang: Lang) -> Vec<Subject> {
    let of_lang = |page: PageIndex| site.pages[page].page.meta.lang == lang;
    let pages = (0..site.pages.len()).filter(|page| of_lang(*page));
    let pages = pages.filter(|page| site.pages[*page].work.is_none());
    let works = site.works.iter().enumerate().map(|(at, work)| {
        let prose = work
            .source_pages
            .iter()
            .copied()
            .find(|page| of_lang(*page));
        Subject::Work(at, prose)
    });
    pages.map(Subject::Page).chain(works).collect()
}

pub(crate) fn entry(cx: RenderContext<'_>, lang: Lang, subject: Subject) -> Entry {
    match subject {
        Subject::Page(index) => of_page(cx, index),
        Subject::Work(work, prose) => of_work(cx, lang, work, prose),
    }
}

fn of_page(cx: RenderContext<'_>, index: PageIndex) -> Entry {
    let site = cx.site;
    let meta = &site.pages[index].page.meta;
    let aliases = meta.aliases.iter().map(|alias| &alias.value);
    let kind = if meta.kind.value.unlisted {
        String::new()
    } else {
        page_facts::kind_name(site, index, site.lang_of(index)).label
    };
    Entry {
        title: meta.title().to_owned(),
        aliases: aliases
            .filter(|alias| !alias.contains('/'))
            .cloned()
            .collect(),
        url: address::encode(&site.pages[index].url).into_owned(),
        kind,
        tags: tags(site, index),
        summary: meta.summary.as_ref().map(|summary| summary.value.clone()),
        sections: sections(cx, index),
    }
}

/// The labels of a page's tags, as the pages of these have them.
fn tags(site: &Site, index: PageIndex) -> Vec<String> {
    let meta = &site.pages[index].page.meta;
    let labels = meta.tags.iter().filter_map(|tag| {
        let known = site.tags.get(&(meta.lang, tag_key(&tag.value)))?;
        Some(known.label.clone())
    });
    labels.collect()
}

fn of_work(cx: RenderContext<'_>, lang: Lang, work: WorkIndex, prose: Option<PageIndex>) -> Entry {
    let site = cx.site;
    let (code, fallback) = (site.config.code(lang), site.config.default_code());
    let kind = site.schema.kind_of_sources();
    let sections = prose.map_or_else(|| vec![Section::default()], |page| self::sections(cx, page));
    Entry {
        title: site.works[work].title(),
        aliases: vec![site.works[work].record.id.clone()],
        url: address::encode(&site.work_url(lang, work)).into_owned(),
        kind: kind.map_or_else(String::new, |kind| kind.label(code, fallback).to_owned()),
        tags: Vec::new(),
        summary: Some(cx.references.of(work, code).text.clone()),
        sections,
    }
}

/// What everyone may read of a page, by section. What an embed shows is found where it stands.
fn sections(cx: RenderContext<'_>, index: PageIndex) -> Vec<Section> {
    let scope = Scope {
        embeds: false,
        link_numbers: false,
        ..Scope::PAGE
    };
    let page = &cx.site.pages[index].page;
    let writer = SectionWriter {
        words: cx.words,
        sections: vec![Section::default()],
        terms: page.terms().map(|(_, term)| term.id.to_string()).collect(),
        in_heading: false,
        // About as much as each section has.
        room: page.text.len() / (page.body.headings.len() + 1),
    };
    let mut walk = Walk::new(cx.document(), index, scope, writer);
    walk.page(cx.document());
    walk.finish().0.sections
}

/// Gathers the words of a text by section.
struct SectionWriter<'a> {
    words: &'a Words,
    sections: Vec<Section>,
    /// The ids of headings that are terms.
    terms: Vec<String>,
    /// Whether the words belong to a heading, which has been taken as a whole.
    in_heading: bool,
    room: usize,
}

impl Writer for SectionWriter<'_> {
    fn event(&mut self, event: Event<'_>, _: Option<Span>) {
        match event {
            Event::Start(Tag::Heading { heading, .. }) if heading.level <= DEEPEST => {
                self.sections.push(Section {
                    id: heading.id.to_string(),
                    heading: heading.text.to_string(),
                    is_term: self.terms.iter().any(|term| **term == *heading.id),
                    text: String::with_capacity(self.room),
                });
                self.in_heading = true;
            }
            Event::End(Tag::Heading { .. }) if self.in_heading => self.in_heading = false,
            _ if self.in_heading => {}
            Event::Text(words) | Event::Code(words) | Event::DeadEnd(words) => self.add(words),
            Event::MeetingWord {
                word,
                agenda,
                before_stop,
            } => {
                let shown = meeting_words::shown(self.words, agenda, word, before_stop);
                self.add(&shown.unwrap_or_default());
            }
            Event::CodeBlock(block) => self.add(&block.text),
            Event::Image(image) => {
                self.add(image.alt);
                self.caption(image.caption);
            }
            Event::End(Tag::Figure(caption)) => self.caption(caption),
            // These stand within a word or beside it; all that is not named here parts words.
            Event::Start(tag) | Event::End(tag) if is_inline(tag) => {}
            Event::Citation(_) | Event::NoteReference { .. } | Event::WorkEntry(_) => {}
            Event::InlineHtml(html, _) => self.html(html),
            Event::Html(html, _) => {
                self.space();
                self.html(html);
                self.space();
            }
            _ => self.space(),
        }
    }
}

impl SectionWriter<'_> {
    fn text(&mut self) -> &mut String {
        let section = self.sections.last_mut();
        &mut section.expect("the first is always there").text
    }

    fn add(&mut self, words: &str) {
        self.text().push_str(words);
    }

    fn html(&mut self, html: &str) {
        let words = html_words::words(html);
        if words.trim().is_empty() && !words.is_empty() {
            self.space();
        } else {
            self.add(&words);
        }
    }

    fn caption(&mut self, caption: Caption<'_>) {
        for words in [caption.words, caption.credit].into_iter().flatten() {
            self.space();
            self.add(words);
        }
    }

    fn space(&mut self) {
        let text = self.text();
        if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
}

/// Whether what a tag holds may be a part of a word.
fn is_inline(tag: Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link(_)
            | Tag::DeadLink
            | Tag::Unlinked
    )
}
