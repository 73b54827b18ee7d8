//! What the templates of lists are given: pages by kind and tag, A to Z, open questions, sources,
//! changes, and the first page's contents.

use std::collections::BTreeMap;

use icu_collator::CollatorBorrowed;

use crate::document::address;
use crate::model::bibliography::Verification;
use crate::model::kind::FieldKind;
use crate::model::lang::Lang;
use crate::model::page::{EventKind, Node, Updated};
use crate::model::site::{PageIndex, Site, SitePage};
use crate::render::collation::{by_title, collator};
use crate::render::html;
use crate::render::page_facts;
use crate::render::render_context::RenderContext;
use crate::render::view::{
    Card, Change, ChangeDay, CountedTag, DateText, Fact, IndexEntry, KindCount, KindName,
    LetterGroup, ListData, Questions, WorkEntry,
};

/// How many titles describe a list.
const DESCRIBING: usize = 6;

/// How many changes the first page shows.
const RECENT: usize = 5;

/// The pages of a kind, by title.
pub(crate) fn kind(cx: RenderContext<'_>, lang: Lang, id: &str) -> ListData {
    let site = cx.site;
    let code = site.config.code(lang);
    let fallback = site.config.default_code();
    let kind = site.schema.kind(id);
    let pages: Vec<PageIndex> = site.pages_of_kind(lang, id).collect();
    ListData {
        title: kind
            .map_or(id, |kind| kind.plural(code, fallback))
            .to_owned(),
        intro: None,
        count: pages.len(),
        kind: Some(KindName {
            id: id.to_owned(),
            label: kind
                .map_or(id, |kind| kind.label(code, fallback))
                .to_owned(),
        }),
        items: cards(cx, pages, code),
        groups: Vec::new(),
        map: None,
    }
}

/// The pages with a tag, by title.
pub(crate) fn tag(cx: RenderContext<'_>, lang: Lang, id: &str) -> ListData {
    let site = cx.site;
    let tag = &site.tags[&(lang, id.to_owned())];
    ListData {
        title: cx.words.plain("tagged").replace("{tag}", &tag.label),
        intro: None,
        count: tag.pages.len(),
        kind: None,
        items: cards(cx, tag.pages.clone(), site.config.code(lang)),
        groups: Vec::new(),
        map: None,
    }
}

fn cards(cx: RenderContext<'_>, pages: Vec<PageIndex>, lang: &str) -> Vec<Card> {
    by_title(cx.site, pages, lang)
        .into_iter()
        .map(|index| card(cx, index, lang))
        .collect()
}

/// The titles with which a list begins, to describe it to whoever has not opened it; none for an empty
/// one.
pub(crate) fn first_titles(list: &ListData) -> Option<String> {
    let grouped = list.groups.iter().flat_map(|group| &group.items);
    let titles = list.items.iter().chain(grouped).take(DESCRIBING);
    let titles: Vec<&str> = titles.map(|card| card.title.as_str()).collect();
    (!titles.is_empty()).then(|| titles.join(", "))
}

pub(crate) fn card(cx: RenderContext<'_>, index: PageIndex, lang: &str) -> Card {
    let site = cx.site;
    let kind = &site.pages[index].kind;
    let is_in_lists = |id: &str| kind.field(id).is_some_and(FieldKind::is_in_lists);
    let fields = page_facts::fields(cx, index).into_iter();
    Card {
        title: site.pages[index].title.to_string(),
        url: site.pages[index].url.clone(),
        kind: page_facts::kind_name(site, index, lang),
        summary: page_facts::summary(site, index),
        status: page_facts::status(site, index, cx.words),
        lang: page_facts::foreign(site, index, lang),
        facts: fields
            .filter(|field| is_in_lists(&field.id))
            .filter_map(|field| {
                Some(Fact {
                    label: field.label,
                    text: field.text?,
                })
            })
            .collect(),
    }
}

/// Titles, aliases and terms by their first letters.
pub(crate) fn a_to_z(cx: RenderContext<'_>, lang: Lang) -> Vec<LetterGroup> {
    let site = cx.site;
    let code = site.config.code(lang);
    let collator = collator(code);
    let mut entries: Vec<IndexEntry> = Vec::new();
    for (index, page) in site.pages.iter().enumerate() {
        if page.page.meta.lang == lang {
            add_entries(site, index, code, &mut entries);
        }
    }
    entries.sort_by(|one, other| {
        let titles = collator.compare(&one.title, &other.title);
        titles.then_with(|| one.url.cmp(&other.url))
    });
    // Entries of one letter stand together now, so that a group is complete when the next one begins.
    let mut groups: Vec<LetterGroup> = Vec::new();
    for entry in entries {
        let title = letter(&entry.title, &collator, cx);
        match groups.last_mut() {
            Some(group) if group.title == title => group.items.push(entry),
            _ => groups.push(LetterGroup {
                id: format!("letter-{}", groups.len() + 1),
                title,
                items: vec![entry],
            }),
        }
    }
    groups
}

fn add_entries(site: &Site, index: PageIndex, code: &str, entries: &mut Vec<IndexEntry>) {
    let page = &site.pages[index];
    let meta = &page.page.meta;
    let address = address::encode(&page.url).into_owned();
    let kind = page_facts::kind_name(site, index, code);
    let mut add = |title: &str, url: String, of: Option<&str>| {
        entries.push(IndexEntry {
            title: title.to_owned(),
            url,
            kind: kind.clone(),
            of: of.map(str::to_owned),
        });
    };
    add(meta.title(), address.clone(), None);
    for alias in &meta.aliases {
        let is_path = alias.value.contains('/');
        if !is_path && !alias.value.eq_ignore_ascii_case(meta.title()) {
            add(&alias.value, address.clone(), Some(meta.title()));
        }
    }
    for (_, term) in page.page.terms() {
        add(&term.text, format!("{address}#{}", term.id), None);
    }
}

/// The letter under which a title stands: its first, without accents where the language sorts
/// them together.
fn letter(title: &str, collator: &CollatorBorrowed<'_>, cx: RenderContext<'_>) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric());
    let Some(first) = first.filter(|c| c.is_alphabetic()) else {
        return cx.words.plain("other-letters").to_owned();
    };
    let upper = first.to_uppercase().to_string();
    let plain: Option<char> =
        unicode_normalization::UnicodeNormalization::nfd(upper.chars()).next();
    match plain {
        // A letter that sorts between its plain one and the next is that letter with an accent.
        Some(plain) if plain.is_ascii_alphabetic() && plain != 'Z' => {
            let next = ((plain as u8) + 1) as char;
            let own = collator.compare(&upper, &next.to_string()).is_lt();
            if own { plain.to_string() } else { upper }
        }
        _ => upper,
    }
}

/// The tags of a language with how many pages have them.
pub(crate) fn tags(cx: RenderContext<'_>, lang: Lang) -> Vec<CountedTag> {
    let tags = cx.site.tags.iter();
    tags.filter(|((of, _), _)| *of == lang)
        .map(|(_, tag)| CountedTag {
            label: tag.label.clone(),
            url: tag.url.clone(),
            count: tag.pages.len(),
        })
        .collect()
}

/// The items of every section of open questions, by page; they stand at `path`.
pub(crate) fn open_questions(cx: RenderContext<'_>, lang: Lang, path: &str) -> Vec<Questions> {
    let site = cx.site;
    let mut all = Vec::new();
    for (index, page) in site.pages.iter().enumerate() {
        if page.page.meta.lang != lang {
            continue;
        }
        let questions = questions(cx, index, path);
        if !questions.is_empty() {
            all.push(Questions {
                title: page.page.meta.title().to_owned(),
                url: format!("{}#open-questions", address::encode(&page.url)),
                questions,
            });
        }
    }
    all
}

fn questions(cx: RenderContext<'_>, index: PageIndex, from: &str) -> Vec<String> {
    let body = &cx.site.pages[index].page.body;
    let Some(section) = body
        .section("open-questions")
        .filter(|heading| heading.public)
    else {
        return Vec::new();
    };
    // A list within an item belongs to the question of that item.
    let mut questions = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for at in section.events.clone() {
        match body.events[at as usize].kind {
            EventKind::Start(Node::Item) => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            EventKind::End(Node::Item) => {
                depth -= 1;
                if depth == 0 && body.is_public(start) {
                    questions.push(html::fragment(cx, index, start..at, from));
                }
            }
            _ => {}
        }
    }
    questions
}

/// The sources of the bibliography, those that nobody has verified apart.
pub(crate) fn sources(cx: RenderContext<'_>, lang: Lang) -> BTreeMap<&'static str, Vec<WorkEntry>> {
    let site = cx.site;
    let code = site.config.code(lang);
    let collator = collator(code);
    let mut order: Vec<usize> = (0..site.works.len()).collect();
    // The text of a reference alone would not do: in IEEE and other styles it begins with an initial.
    order.sort_by(|one, other| {
        let names = collator.compare(&author(site, *one), &author(site, *other));
        let text = |work: &usize| &cx.references.of(*work, code).text;
        names.then_with(|| collator.compare(text(one), text(other)))
    });
    let mut lists = BTreeMap::from([("verified", Vec::new()), ("unverified", Vec::new())]);
    for work in order {
        let record = &site.works[work].record;
        let verification = record.verification();
        let list = match verification {
            Verification::None => "unverified",
            Verification::Partial | Verification::Full => "verified",
        };
        let entry = WorkEntry {
            id: record.id.clone(),
            url: site.work_url(lang, work),
            html: cx.references.of(work, code).html.clone(),
            cited: site.works[work].citing.len(),
            access: record.own.access.clone(),
            verification: page_facts::verification(verification),
            second_hand: site.works[work].is_second_hand(),
            kind: page_facts::work_kind(cx, work),
            year: record.entry.date_any().map(|date| date.year),
        };
        lists.entry(list).or_default().push(entry);
    }
    lists
}

/// The name under which readers look for a work: its first author's or editor's, or its title.
fn author(site: &Site, work: usize) -> String {
    let entry = &site.works[work].record.entry;
    let people = entry.authors().or_else(|| entry.editors());
    let first = people.and_then(|people| people.first());
    first.map_or_else(|| site.works[work].title(), |person| person.name.clone())
}

/// What pages say of their last change, the latest day first.
pub(crate) fn changes(cx: RenderContext<'_>, lang: Lang) -> Vec<ChangeDay> {
    let changed = changed(cx.site, lang);
    let days = changed.chunk_by(|(_, one), (_, next)| one.on == next.on);
    days.map(|day| ChangeDay {
        date: DateText::new(day[0].1.on, cx.words),
        items: day.iter().map(|change| item(cx, *change)).collect(),
    })
    .collect()
}

/// The latest changes.
pub(crate) fn recent(cx: RenderContext<'_>, lang: Lang) -> Vec<Change> {
    let changed = changed(cx.site, lang).into_iter().take(RECENT);
    changed.map(|change| item(cx, change)).collect()
}

fn item(cx: RenderContext<'_>, (page, updated): (&SitePage, &Updated)) -> Change {
    Change {
        title: page.page.meta.title().to_owned(),
        url: page.url.clone(),
        date: DateText::new(updated.on, cx.words),
        what: updated.what.clone(),
    }
}

/// The pages of a language that say when they were changed last, with what they say; the latest
/// first, those of one day by title.
pub(crate) fn changed(site: &Site, lang: Lang) -> Vec<(&SitePage, &Updated)> {
    let pages = site.pages.iter();
    let mut changed: Vec<(&SitePage, &Updated)> = pages
        .filter(|page| page.page.meta.lang == lang)
        .filter_map(|page| Some((page, page.page.meta.updated.as_ref()?)))
        .collect();
    let collator = collator(site.config.code(lang));
    changed.sort_by(|(one, one_day), (other, other_day)| {
        let (title, other_title) = (one.page.meta.title(), other.page.meta.title());
        let days = other_day.on.cmp(&one_day.on);
        days.then_with(|| collator.compare(title, other_title))
    });
    changed
}

/// The kinds that have pages, in the theme's order.
pub(crate) fn kinds(cx: RenderContext<'_>, lang: Lang) -> Vec<KindCount> {
    let site = cx.site;
    let code = site.config.code(lang);
    let fallback = site.config.default_code();
    site.listed_kinds()
        .filter_map(|kind| {
            let count = site.pages_of_kind(lang, &kind.id).count();
            (count > 0).then(|| KindCount {
                id: kind.id.clone(),
                label: kind.label(code, fallback).to_owned(),
                plural: kind.plural(code, fallback).to_owned(),
                url: site.kind_url(lang, &kind.id),
                count,
                icon: page_facts::icon(cx, kind),
            })
        })
        .collect()
}
