//! What there is to find in a language: its pages by section, and the sources.

use crate::config::Lang;
use crate::page::{EventKind, Node};
use crate::parse::slug;
use crate::render::address;
use crate::render::html::{self, Writing};
use crate::render::page;
use crate::site::{PageIndex, Site, WorkIndex};

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
    /// Its words, with whatever stood between them.
    pub(crate) text: String,
}

/// All subjects of a language, pages by path and then sources by id.
pub(crate) fn subjects(site: &Site, lang: Lang) -> Vec<Subject> {
    let of_lang = |page: PageIndex| site.pages[page].page.meta.lang == lang;
    let pages = (0..site.pages.len()).filter(|page| of_lang(*page));
    let pages = pages.filter(|page| site.pages[*page].work.is_none());
    let works = site.works.iter().enumerate().map(|(at, work)| {
        let prose = work.prose.iter().copied().find(|page| of_lang(*page));
        Subject::Work(at, prose)
    });
    pages.map(Subject::Page).chain(works).collect()
}

pub(crate) fn entry(writing: Writing<'_>, lang: Lang, subject: Subject) -> Entry {
    match subject {
        Subject::Page(index) => of_page(writing, index),
        Subject::Work(work, prose) => of_work(writing, lang, work, prose),
    }
}

fn of_page(writing: Writing<'_>, index: PageIndex) -> Entry {
    let site = writing.site;
    let meta = &site.pages[index].page.meta;
    let aliases = meta.aliases.iter().map(|alias| &alias.value);
    let kind = match meta.kind.value.as_str() {
        "page" => String::new(),
        _ => page::kind_name(site, index, site.lang_of(index)).label,
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
        sections: sections(writing, index),
    }
}

/// The labels of a page's tags, as the pages of these have them.
fn tags(site: &Site, index: PageIndex) -> Vec<String> {
    let meta = &site.pages[index].page.meta;
    let labels = meta.tags.iter().filter_map(|tag| {
        let known = site.tags.get(&(meta.lang, slug(&tag.value)))?;
        Some(known.label.clone())
    });
    labels.collect()
}

fn of_work(writing: Writing<'_>, lang: Lang, work: WorkIndex, prose: Option<PageIndex>) -> Entry {
    let site = writing.site;
    let (code, fallback) = (site.config.code(lang), site.config.default_code());
    let kind = site.schema.kind("source");
    let sections = prose.map_or_else(
        || vec![Section::default()],
        |page| self::sections(writing, page),
    );
    Entry {
        title: site.works[work].title(),
        aliases: vec![site.works[work].record.id.clone()],
        url: address::encode(&site.work_url(lang, work)).into_owned(),
        kind: kind.map_or_else(String::new, |kind| kind.label(code, fallback).to_owned()),
        tags: Vec::new(),
        summary: Some(writing.references.of(work, code).text.clone()),
        sections,
    }
}

/// What everyone may read of a page, by section.
fn sections(writing: Writing<'_>, index: PageIndex) -> Vec<Section> {
    let page = &writing.site.pages[index];
    let body = &page.page.body;
    let mut sections = vec![Section::default()];
    // About as much as each section has.
    let room = page.page.text.len() / (body.headings.len() + 1);
    let mut skip_to = None;
    for (_, event) in body.visible(body.whole()) {
        if skip_to.is_some() {
            if skip_to == Some(event.kind) {
                skip_to = None;
            }
            continue;
        }
        let text = &mut sections.last_mut().expect("the first is always there").text;
        match event.kind {
            EventKind::Start(Node::Heading(at)) => {
                let heading = &body.headings[at as usize];
                if heading.level <= DEEPEST {
                    sections.push(Section {
                        id: heading.id.to_string(),
                        heading: heading.text.to_string(),
                        text: String::with_capacity(room),
                    });
                    skip_to = Some(EventKind::End(Node::Heading(at)));
                } else {
                    space(text);
                }
            }
            EventKind::Start(Node::Link(at)) if body.links[at as usize].bare => {
                let found = &page.leads.links[at as usize];
                text.push_str(&html::title_of(writing, found, index));
                skip_to = Some(EventKind::End(Node::Link(at)));
            }
            EventKind::Text(words) | EventKind::Code(words) => {
                text.push_str(body.words(words, event.span, &page.page.text));
            }
            EventKind::CodeBlock(at) => text.push_str(&body.code_blocks[at as usize].text),
            EventKind::Image(at) => text.push_str(&body.images[at as usize].alt),
            EventKind::Start(
                Node::Emphasis | Node::Strong | Node::Strikethrough | Node::Link(_),
            )
            | EventKind::End(Node::Emphasis | Node::Strong | Node::Strikethrough | Node::Link(_))
            | EventKind::Citation(_)
            | EventKind::FootnoteReference(_)
            | EventKind::InlineHtml(_) => {}
            _ => space(text),
        }
    }
    sections
}

fn space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}
