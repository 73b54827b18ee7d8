//! How a page of ours is cited, by people and by Zotero.

use hayagriva::Entry;
use hayagriva::types::{EntryType, FormatString, Person, QualifiedUrl};

use crate::document::address;
use crate::model::bibliography::{AsWritten, BibEntry, OwnFields};
use crate::model::date::Date;
use crate::model::edition::Edition;
use crate::model::site::PageIndex;
use crate::model::source::Span;
use crate::render::export::coins;
use crate::render::licence;
use crate::render::render_context::RenderContext;
use crate::render::view::{CitedAs, SourceData};
use crate::render::web;

/// The reference of the page in the site's style, with what Zotero reads of it and of the works that it lists: where it
/// finds these, it looks no further for the page itself.
pub(super) fn cited_as(cx: RenderContext<'_>, index: PageIndex, sources: &[SourceData]) -> CitedAs {
    let site = cx.site;
    let page = &site.pages[index];
    let meta = &page.page.meta;
    let config = &site.config;
    let date = meta
        .updated
        .as_ref()
        .map(|updated| updated.on)
        .or(config.date);
    let url = config
        .base_url
        .as_ref()
        .map(|base| address::absolute(base, &page.url));
    let reference = cx.references.of_record(
        &record(
            meta.title(),
            &meta.authors,
            date,
            &config.title,
            url.as_deref(),
            Span::whole(page.page.source),
        ),
        site.lang_of(index),
    );
    let mut spans = Vec::new();
    // A single file holds all pages, so that the spans of each would be taken for those of the whole.
    if !sources.is_empty() && cx.edition != Edition::SingleFile {
        let licence = site
            .licence(&page.page)
            .map(|name| licence::named(name).name);
        let authors: Vec<String> = meta.authors.iter().map(|name| web::creator(name)).collect();
        spans.push(coins::of_page(
            meta.title(),
            &authors,
            &date.map(|date| date.to_string()).unwrap_or_default(),
            &licence.unwrap_or_default(),
            &config.title,
            &url.unwrap_or_default(),
        ));
        spans.extend(
            sources
                .iter()
                .map(|source| cx.references.coins(source.work).to_owned()),
        );
    }
    CitedAs {
        html: reference.html,
        coins: spans,
    }
}

/// The record of a page of a site.
fn record(
    title: &str,
    authors: &[String],
    date: Option<Date>,
    site: &str,
    url: Option<&str>,
    span: Span,
) -> BibEntry {
    let mut entry = Entry::new("page", EntryType::Web);
    entry.set_title(FormatString::with_value(title));
    let mut whole = Entry::new("site", EntryType::Web);
    whole.set_title(FormatString::with_value(site));
    if authors.is_empty() {
        entry.set_authors(vec![body(site)]);
    } else {
        entry.set_authors(authors.iter().map(|name| person(name)).collect());
    }
    entry.set_parents(vec![whole]);
    if let Some(date) = date.and_then(|date| date.to_string().parse().ok()) {
        entry.set_date(date);
    }
    if let Some(url) = url.and_then(|url| url.parse::<QualifiedUrl>().ok()) {
        entry.set_url(url);
    }
    BibEntry {
        id: "page".to_owned(),
        span,
        entry,
        written: AsWritten::default(),
        own: OwnFields::default(),
    }
}

/// A name as it was typed: that of a body stays whole, that of a person ends with the family's.
fn person(name: &str) -> Person {
    if web::creator(name) != name {
        return body(name);
    }
    let (family, given) = match name.split_once(',') {
        Some((family, given)) => (family.trim(), given.trim()),
        None => name
            .rsplit_once(' ')
            .map_or((name, ""), |(given, family)| (family, given)),
    };
    Person {
        given_name: Some(given.to_owned()).filter(|given| !given.is_empty()),
        ..body(family)
    }
}

fn body(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        given_name: None,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}
