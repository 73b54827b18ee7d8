//! What is said of a page wherever it is named: its kind, summary, status, fields and language.

use crate::model::address::{self, Reach};
use crate::model::bibliography::{BibEntry, Verification};
use crate::model::kind::{FieldType, Kind, localized};
use crate::model::page::{FieldValue, Page, Reviewed, Status};
use crate::model::site::{PageIndex, Site, WorkIndex};
use crate::render::export;
use crate::render::i18n::Words;
use crate::render::render_context::RenderContext;
use crate::render::view::{FieldData, KindData, KindName, RecordData, StatusData, Superseding};

pub(crate) fn is_web(url: &str) -> bool {
    address::reach(url) == Reach::Web
}

pub(crate) fn kind(site: &Site, index: PageIndex) -> KindData {
    let page = &site.pages[index];
    let kind = &page.kind;
    let url = (!kind.unlisted).then(|| site.kind_url(page.lang, &kind.id));
    kind_data(site, kind, site.lang_of(index), url)
}

pub(crate) fn kind_data(site: &Site, kind: &Kind, lang: &str, url: Option<String>) -> KindData {
    let fallback = site.config.default_code();
    KindData {
        id: kind.id.clone(),
        plural: kind.plural(lang, fallback).to_owned(),
        label: kind.label(lang, fallback).to_owned(),
        can: kind
            .abilities
            .iter()
            .map(|ability| ability.name())
            .collect(),
        listed: !kind.unlisted,
        url,
        icon: None,
    }
}

/// The address of a kind's icon among the theme's files.
pub(crate) fn icon(cx: RenderContext<'_>, kind: &Kind) -> Option<String> {
    let url = cx.assets.static_url(&kind.icon.as_ref()?.value);
    url.map(str::to_owned)
}

/// The kind of a page, as `lang` calls it.
pub(crate) fn kind_name(site: &Site, index: PageIndex, lang: &str) -> KindName {
    let kind = &site.pages[index].kind;
    KindName {
        id: kind.id.clone(),
        label: kind.label(lang, site.config.default_code()).to_owned(),
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
    // A review counts only while the status says so: a page that has become a draft again is not reviewed.
    let reviewed = meta
        .reviewed
        .as_ref()
        .filter(|_| status == Status::Reviewed);
    let text = reviewed.map_or(text, |reviewed| reviewed_text(reviewed, words));
    Some(StatusData {
        id,
        label: words.plain(label).to_owned(),
        text,
    })
}

/// When a page was reviewed and by whom, as far as it says so.
fn reviewed_text(reviewed: &Reviewed, words: &Words) -> Option<String> {
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
}

/// The fields of the page's kind at a glance, in the kind's order.
pub(crate) fn fields(cx: RenderContext<'_>, index: PageIndex) -> Vec<FieldData> {
    let site = cx.site;
    let meta = &site.pages[index].page.meta;
    let lang = site.lang_of(index);
    let fallback = site.config.default_code();
    let kind = &meta.kind.value;
    let shown = meta.fields.iter().filter_map(|field| {
        let definition = kind.field(&field.id)?;
        let label = localized(&definition.labels, lang, fallback).unwrap_or(&field.id);
        // A label that lacks the language of the page is taken from that of the site.
        let choice = |id: &str| match &definition.value {
            FieldType::Choice(choices) => {
                let (_, labels) = choices.iter().find(|(choice, _)| choice == id)?;
                localized(labels, lang, fallback).map(str::to_owned)
            }
            _ => None,
        };
        let (text, items) = shown(&field.value, cx.words, choice)?;
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
        FieldValue::Flag(is_so) => words.plain(if *is_so { "yes" } else { "no" }).to_owned(),
        FieldValue::Other(_) => return None,
    };
    Some((Some(text), Vec::new()))
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

/// What kind of work it is, in a word, where there is one.
pub(crate) fn work_kind(cx: RenderContext<'_>, work: WorkIndex) -> Option<String> {
    let kind = cx.site.works[work].record.entry.entry_type();
    let key = format!("work-{}", format!("{kind:?}").to_lowercase());
    let label = cx.words.plain(&key);
    (label != key).then(|| label.to_owned())
}

pub(crate) fn record(cx: RenderContext<'_>, work: WorkIndex, lang: &str) -> RecordData {
    let record = &cx.site.works[work].record;
    RecordData {
        id: record.id.clone(),
        html: cx.references.of(work, lang).html.clone(),
        kind_label: work_kind(cx, work),
        verification: verification(record.verification()),
        verified: record.own.verified.clone(),
        archived: record.own.archived.clone().filter(|url| is_web(url)),
        superseded_by: superseding(cx.site, record, lang),
        correction: record.own.correction.clone(),
        access: record.own.access.clone(),
        level: record.own.level.clone(),
        format: record.own.format.clone(),
        exports: export::of_work(cx, work),
    }
}

fn superseding(site: &Site, record: &BibEntry, lang: &str) -> Option<Superseding> {
    let later = record.own.superseded_by.as_ref()?;
    let found = site
        .works
        .binary_search_by(|work| work.record.id.cmp(later));
    let lang = site.config.lang(lang).unwrap_or_default();
    Some(Superseding {
        title: record
            .written
            .superseded_by
            .clone()
            .unwrap_or_else(|| later.clone()),
        url: found.ok().map(|work| site.work_url(lang, work)),
    })
}
