//! What the template of a page is given.

mod quote;
mod quoting;
mod relations;

use self::quoting::{backlinks, citing, sources};
use self::relations::{relations, series};
use crate::bibliography::Verification;
use crate::kind::localized;
use crate::page::{FieldValue, Page, Status};
use crate::reach::{self, Reach};
use crate::render::agenda;
use crate::render::context::{
    AdaptedData, DateText, FieldData, KindData, KindName, Linked, PageData, RecordData, StatusData,
    TagData, TocEntry, UpdatedData,
};
use crate::render::html::{Html, Writing};
use crate::render::licence;
use crate::render::shelf;
use crate::render::words::Words;
use crate::site::{PageIndex, Site, WorkIndex};

/// The page's own data, with its body as `html` has written it.
pub(crate) fn data(writing: Writing<'_>, index: PageIndex, body: Html) -> PageData {
    let site = writing.site;
    let words = writing.words;
    let page = &site.pages[index];
    let meta = &page.page.meta;
    let lang = site.lang_of(index);
    PageData {
        id: meta.id.value.clone(),
        title: meta.title().to_owned(),
        kind: KindData {
            icon: icon(writing, &meta.kind.value),
            ..kind(site, index)
        },
        summary: summary(site, index),
        status: status(site, index, words),
        updated: meta.updated.as_ref().map(|updated| UpdatedData {
            date: DateText::new(updated.on, words),
            what: updated.what.clone(),
        }),
        toc: toc(site, index),
        fields: shown_fields(writing, index),
        agenda: agenda::of_page(writing, index),
        sheets: shelf::sheets(writing, index),
        breadcrumbs: breadcrumbs(site, index, words),
        tags: tags(site, index),
        authors: meta.authors.clone(),
        licence: meta
            .licence
            .as_ref()
            .filter(|own| site.config.licence.as_ref() != Some(own))
            .map(|id| licence::named(id)),
        adapted_from: meta.adapted_from.as_ref().map(|work| AdaptedData {
            title: work.title.clone(),
            url: work.url.clone().filter(|url| is_web(url)),
            licence: work.licence.clone(),
            changes: work.changes.clone(),
        }),
        relations: relations(site, index, words),
        series: series(site, index),
        backlinks: backlinks(writing, index),
        sources: sources(writing, index, &body.cited, lang),
        links: body.links,
        body: body.html,
        record: page.work.map(|work| record(writing, work, lang)),
        citing: page
            .work
            .map_or_else(Vec::new, |work| citing(writing, work, lang)),
    }
}

/// The data of a source's page that no page of content adds to.
pub(crate) fn bare_record(writing: Writing<'_>, work: WorkIndex, lang: &str) -> PageData {
    let site = writing.site;
    let mut data = empty(&site.works[work].title());
    data.id = site.works[work].record.id.clone();
    data.kind = kind_of(site, "source", lang, None);
    data.breadcrumbs = vec![home(site, lang, writing.words)];
    data.record = Some(record(writing, work, lang));
    data.citing = citing(writing, work, lang);
    data
}

/// The data of a page with nothing but a title.
pub(crate) fn empty(title: &str) -> PageData {
    PageData {
        title: title.to_owned(),
        kind: KindData {
            id: "page".to_owned(),
            ..KindData::default()
        },
        ..PageData::default()
    }
}

pub(crate) fn is_web(url: &str) -> bool {
    reach::reach(url) == Reach::Web
}

fn kind(site: &Site, index: PageIndex) -> KindData {
    let meta = &site.pages[index].page.meta;
    let mut listed = site.listed_kinds();
    let listed = listed.any(|kind| kind.id == meta.kind.value);
    let url = listed.then(|| site.kind_url(meta.lang, &meta.kind.value));
    kind_of(site, &meta.kind.value, site.lang_of(index), url)
}

fn kind_of(site: &Site, id: &str, lang: &str, url: Option<String>) -> KindData {
    let fallback = site.config.default_code();
    let kind = site.schema.kind(id);
    KindData {
        id: id.to_owned(),
        plural: kind
            .map_or(id, |kind| kind.plural(lang, fallback))
            .to_owned(),
        label: label(site, id, lang).to_owned(),
        url,
        icon: None,
    }
}

/// What a kind is called; its id where nobody knows it.
fn label<'a>(site: &'a Site, id: &'a str, lang: &str) -> &'a str {
    let kind = site.schema.kind(id);
    kind.map_or(id, |kind| kind.label(lang, site.config.default_code()))
}

/// The address of a kind's icon among the theme's files.
pub(crate) fn icon(writing: Writing<'_>, kind: &str) -> Option<String> {
    let icon = writing.site.schema.kind(kind)?.icon.as_ref()?;
    writing.assets.static_url(icon).map(str::to_owned)
}

/// The kind of a page, as `lang` calls it.
pub(crate) fn kind_name(site: &Site, index: PageIndex, lang: &str) -> KindName {
    let id = &*site.pages[index].kind;
    KindName {
        id: id.to_owned(),
        label: label(site, id, lang).to_owned(),
    }
}

/// The summary of front matter, or else the first sentence of the page's Summary section.
pub(crate) fn summary(site: &Site, index: PageIndex) -> Option<String> {
    summary_of(&site.pages[index].page)
}

pub(crate) fn summary_of(page: &Page) -> Option<String> {
    let given = page
        .meta
        .summary
        .as_ref()
        .map(|summary| summary.value.clone());
    given.or_else(|| page.body.summary.as_ref().map(ToString::to_string))
}

pub(crate) fn status(site: &Site, index: PageIndex, words: &Words) -> Option<StatusData> {
    let meta = &site.pages[index].page.meta;
    let status = meta.status?;
    let (id, label, text) = match status {
        Status::Stub => (
            "stub",
            "status-stub",
            Some(words.plain("stub-text").to_owned()),
        ),
        Status::Draft => (
            "draft",
            "status-draft",
            Some(words.plain("draft-text").to_owned()),
        ),
        Status::Reviewed => ("reviewed", "status-reviewed", None),
    };
    let reviewed = meta
        .reviewed
        .as_ref()
        .filter(|_| status == Status::Reviewed);
    let text = reviewed.map_or(text, |reviewed| {
        let date = reviewed.on.map(|on| words.date(on));
        match (date, &reviewed.by) {
            (Some(date), Some(by)) => Some(
                words
                    .plain("reviewed-on-by")
                    .replace("{date}", &date)
                    .replace("{by}", by),
            ),
            (Some(date), None) => Some(words.plain("reviewed-on").replace("{date}", &date)),
            (None, Some(by)) => Some(words.plain("reviewed-by").replace("{by}", by)),
            (None, None) => None,
        }
    });
    Some(StatusData {
        id,
        label: words.plain(label).to_owned(),
        text,
    })
}

fn toc(site: &Site, index: PageIndex) -> Vec<TocEntry> {
    let headings = site.pages[index].page.body.headings.iter();
    headings
        .filter(|heading| heading.public && (2..=3).contains(&heading.level))
        .map(|heading| TocEntry {
            id: heading.id.to_string(),
            title: heading.text.to_string(),
            level: heading.level,
        })
        .collect()
}

/// The fields as the page itself shows them.
fn shown_fields(writing: Writing<'_>, index: PageIndex) -> Vec<FieldData> {
    let fields = fields(writing, index);
    match &writing.site.pages[index].page.agenda {
        Some(meeting) => {
            let fields = fields.into_iter();
            let shown = fields.filter_map(|field| agenda::field(writing, meeting, field));
            shown.collect()
        }
        None => fields,
    }
}

/// The fields of the page's kind at a glance, in the kind's order.
pub(crate) fn fields(writing: Writing<'_>, index: PageIndex) -> Vec<FieldData> {
    let site = writing.site;
    let meta = &site.pages[index].page.meta;
    let lang = site.lang_of(index);
    let fallback = site.config.default_code();
    let Some(kind) = site.schema.kind(&meta.kind.value) else {
        return Vec::new();
    };
    let shown = meta.fields.iter().filter_map(|field| {
        let definition = kind.fields.iter().find(|known| known.id == field.id)?;
        let label = localized(&definition.labels, lang, fallback).unwrap_or(&field.id);
        let choice = |id: &str| match &definition.value {
            crate::kind::FieldType::Choice(choices) => {
                let (_, labels) = choices.iter().find(|(choice, _)| choice == id)?;
                localized(labels, lang, fallback).map(str::to_owned)
            }
            _ => None,
        };
        let (text, items) = shown(&field.value, writing.words, choice)?;
        Some(FieldData {
            id: field.id.clone(),
            label: label.to_owned(),
            text,
            items,
        })
    });
    shown.collect()
}

fn shown(
    value: &FieldValue,
    words: &Words,
    choice: impl Fn(&str) -> Option<String>,
) -> Option<(Option<String>, Vec<String>)> {
    let text = match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::List(items) => return Some((None, items.clone())),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Choice(id) => choice(id).unwrap_or_else(|| id.clone()),
        FieldValue::Time {
            fixed,
            up_to,
            per_person,
        } => words.time(*fixed, *up_to, *per_person)?,
        FieldValue::Range { min, expected, max } => words.range(*min, *expected, *max)?,
        FieldValue::Date(date) => words.date(*date),
        FieldValue::Other(_) => return None,
    };
    Some((Some(text), Vec::new()))
}

fn home(site: &Site, lang: &str, words: &Words) -> Linked {
    let lang = site.config.lang(lang).unwrap_or_default();
    Linked {
        title: words.plain("home").to_owned(),
        url: site.generated_url(lang, crate::site::Generated::Home),
    }
}

/// From home through the index pages of the folders that hold the page.
fn breadcrumbs(site: &Site, index: PageIndex, words: &Words) -> Vec<Linked> {
    let url = &site.pages[index].url;
    let first = home(site, site.lang_of(index), words);
    if *url == first.url {
        return Vec::new();
    }
    let mut crumbs = vec![first];
    for (cut, _) in url.match_indices('/') {
        let folder = format!("{}/index.html", &url[..cut]);
        let owner = site.urls.get(&folder).and_then(|owners| owners.first());
        if let Some(crate::site::Owner::Page(page)) = owner
            && *page != index
            && crumbs.iter().all(|crumb| crumb.url != folder)
        {
            crumbs.push(Linked {
                title: site.pages[*page].page.meta.title().to_owned(),
                url: folder,
            });
        }
    }
    crumbs
}

fn tags(site: &Site, index: PageIndex) -> Vec<TagData> {
    let meta = &site.pages[index].page.meta;
    let mut tags: Vec<TagData> = Vec::new();
    for label in &meta.tags {
        let key = (meta.lang, crate::parse::slug(&label.value));
        if let Some(tag) = site.tags.get(&key)
            && tags.iter().all(|known| known.url != tag.url)
        {
            tags.push(TagData {
                label: tag.label.clone(),
                url: tag.url.clone(),
            });
        }
    }
    tags
}

/// The language of a page, where it is not the one that is being read.
pub(crate) fn foreign(site: &Site, page: PageIndex, lang: &str) -> Option<String> {
    let code = site.lang_of(page);
    (code != lang).then(|| code.to_owned())
}

pub(crate) fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::None => "none",
        Verification::Partial => "partial",
        Verification::Full => "full",
    }
}

fn record(writing: Writing<'_>, work: WorkIndex, lang: &str) -> RecordData {
    let record = &writing.site.works[work].record;
    let kind = format!("{:?}", record.entry.entry_type()).to_lowercase();
    let key = format!("work-{kind}");
    let label = writing.words.plain(&key);
    RecordData {
        id: record.id.clone(),
        html: writing.references.of(work, lang).html.clone(),
        kind_label: (label != key).then(|| label.to_owned()),
        verification: verification(record.verification()),
        verified: record.own.verified.clone(),
        archived: record.own.archived.clone().filter(|url| is_web(url)),
        access: record.own.access.clone(),
        level: record.own.level.clone(),
        format: record.own.format.clone(),
    }
}
