//! What the template of a page is given.

mod cited_as;
pub(crate) mod claims;
mod credit;
mod quote;
mod quoting;
mod relations;
mod used_in;

use self::quoting::{backlinks, cited_through, citing, sources};
use self::relations::{relations, series, series_of_work};
use self::used_in::used_in;
use crate::model::own_fields::OwnFields;
use crate::model::site::{Exported, PageIndex, Site, WorkIndex};
use crate::render::agenda;
use crate::render::export;
use crate::render::extra::Extra;
use crate::render::html::Html;
use crate::render::i18n::Words;
use crate::render::licence;
use crate::render::page_facts::{fields, icon, kind, kind_data, record, status, summary};
use crate::render::print_index;
use crate::render::render_context::RenderContext;
use crate::render::view::{
    DateText, FieldData, KindData, LinkNote, Linked, PageData, TagData, TocEntry, UpdatedData,
};

/// The page's own data, with its body as `html` has written it.
pub(crate) fn data(cx: RenderContext<'_>, index: PageIndex, body: Html) -> PageData {
    let site = cx.site;
    let words = cx.words;
    let page = &site.pages[index];
    let meta = &page.page.meta;
    let lang = site.lang_of(index);
    let [previous, next] = cx.reading_order.around(index).map(|page| {
        page.map(|page| Linked {
            title: site.pages[page].title.to_string(),
            url: site.pages[page].url.clone(),
        })
    });
    let sources = sources(cx, index, &body, lang);
    PageData {
        id: meta.id.value.clone(),
        title: meta.title().to_owned(),
        kind: KindData {
            icon: icon(cx, &page.kind),
            ..kind(site, index)
        },
        summary: summary(site, index),
        status: status(site, index, words),
        // One field a line, each from the function that knows it: templates get exactly these.
        updated: meta.updated.as_ref().map(|updated| UpdatedData {
            date: DateText::new(updated.on, words),
            what: updated.what.clone(),
        }),
        toc: toc(site, index),
        fields: shown_fields(cx, index),
        agenda: agenda::of_page(cx, index),
        sheets: print_index::sheets(cx, index),
        made_for: print_index::made_for(cx, index),
        breadcrumbs: breadcrumbs(site, index, words),
        tags: tags(site, index),
        authors: meta.authors.clone(),
        licence: site
            .licence(&page.page)
            .filter(|own| site.config.licence.as_deref() != Some(own))
            .map(licence::named),
        is_unlicensed: site.licence(&page.page).is_none(),
        adapted_from: credit::adapted_from(site, index),
        original_changed: page
            .adaptation
            .as_ref()
            .is_some_and(|adaptation| !adaptation.changes.is_empty()),
        relations: relations(site, index, words),
        series: series(site, index),
        previous,
        next,
        backlinks: backlinks(cx, index),
        used_in: used_in(site, index),
        exports: export::links(cx, Exported::Page(index)),
        cited_as: page
            .work
            .is_none()
            .then(|| cited_as::cited_as(cx, index, &sources)),
        sources,
        links: body.links.into_iter().map(LinkNote::from).collect(),
        body: body.html,
        record: page.work.map(|work| record(cx, work, lang)),
        citing: page
            .work
            .map_or_else(Vec::new, |work| citing(cx, work, lang)),
        cited_through: page
            .work
            .map_or_else(Vec::new, |work| cited_through(cx, work, lang)),
        extra: Extra::new(meta.extra.as_ref()),
    }
}

/// The data of a source's page that no page of content adds to.
pub(crate) fn bare_record(cx: RenderContext<'_>, work: WorkIndex, lang: &str) -> PageData {
    let site = cx.site;
    let mut data = empty(site, &site.works[work].title());
    data.id = site.works[work].record.id.clone();
    if let Some(kind) = site.schema.kind_of_sources() {
        data.kind = kind_data(site, kind, lang, None);
    }
    data.breadcrumbs = vec![home(site, lang, cx.words)];
    data.record = Some(record(cx, work, lang));
    data.citing = citing(cx, work, lang);
    data.cited_through = cited_through(cx, work, lang);
    data.series = series_of_work(site, work, lang);
    data
}

/// The data of a page with nothing but a title.
pub(crate) fn empty(site: &Site, title: &str) -> PageData {
    PageData {
        title: title.to_owned(),
        kind: KindData {
            id: site.schema.default_kind.id.clone(),
            ..KindData::default()
        },
        ..PageData::default()
    }
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
fn shown_fields(cx: RenderContext<'_>, index: PageIndex) -> Vec<FieldData> {
    let mut fields = fields(cx, index);
    if cx.site.pages[index].work.is_some() {
        // They stand beside the reference.
        fields.retain(|field| !OwnFields::NAMES.contains(&&*field.id));
    }
    match &cx.site.pages[index].page.agenda {
        Some(meeting) => {
            let fields = fields.into_iter();
            let shown = fields.filter_map(|field| agenda::field(cx, meeting, field));
            shown.collect()
        }
        None => fields,
    }
}

fn home(site: &Site, lang: &str, words: &Words) -> Linked {
    let lang = site.config.lang(lang).unwrap_or_default();
    Linked {
        title: words.plain("home").to_owned(),
        url: site.builtin_url(lang, crate::model::site::BuiltinPage::HOME),
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
        let owner = site.routes.get(&folder).and_then(|owners| owners.first());
        if let Some(crate::model::site::Route::Page(page)) = owner
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
        let key = (meta.lang, crate::model::slug::tag_key(&label.value));
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
