//! The feed of changes in a language, as Atom (RFC 4287): those that the list of changes shows.
//!
//! An entry is one change, so its id names the page and the day: readers are told of a page again
//! when it has changed again.

use std::io;

use super::xml::{self, Xml};
use crate::document::address;
use crate::limits::CHANGES_IN_FEED;
use crate::model::lang::Lang;
use crate::model::page::Updated;
use crate::model::site::{BuiltinPage, FeedFile, Site, SitePage};
use crate::render::page_facts;
use crate::render::render_context::RenderContext;
use crate::render::{licence, listing};

/// How many changes a feed tells of.
const MOST: usize = CHANGES_IN_FEED.most;

/// When a site was changed that says nothing of it: a feed must say something, and the same each
/// time.
const NEVER: &str = "1970-01-01";

/// The feed of a site at `base`.
pub(crate) fn feed(cx: RenderContext<'_>, base: &str, lang: Lang) -> Vec<u8> {
    let site = cx.site;
    let config = &site.config;
    let mut changed = listing::changed(site, lang);
    changed.truncate(MOST);
    let latest = changed.first().map(|(_, updated)| updated.on);
    let latest = latest.or(config.date).map(|date| date.to_string());
    let own = address::uri(base, &site.web_url(FeedFile::Feed(lang)));
    let list = address::uri(base, &site.builtin_url(lang, BuiltinPage::CHANGES));
    let root = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xml:lang", config.code(lang)),
    ];
    xml::document("feed", &root, |xml| {
        let title = format!("{} · {}", cx.words.plain("changes"), config.title);
        xml::text(xml, "id", &own)?;
        xml::text(xml, "title", &title)?;
        // Atom demands a time; a site that gives no date has one that never changes.
        xml::text(
            xml,
            "updated",
            &midnight(latest.as_deref().unwrap_or(NEVER)),
        )?;
        author(xml, &config.title)?;
        link(xml, "self", "application/atom+xml", &own)?;
        link(xml, "alternate", "text/html", &list)?;
        rights(xml, config.licence.as_deref())?;
        let mut entries = changed.iter();
        entries.try_for_each(|(page, updated)| {
            xml::within(xml, "entry", &[], |xml| {
                entry(xml, site, base, page, updated)
            })
        })
    })
}

fn entry(
    xml: &mut Xml,
    site: &Site,
    base: &str,
    page: &SitePage,
    updated: &Updated,
) -> io::Result<()> {
    let meta = &page.page.meta;
    let url = address::uri(base, &page.url);
    xml::text(xml, "id", &format!("{url}#{}", updated.on))?;
    xml::text(xml, "title", meta.title())?;
    xml::text(xml, "updated", &midnight(&updated.on.to_string()))?;
    let mut authors = meta.authors.iter();
    authors.try_for_each(|name| author(xml, name))?;
    link(xml, "alternate", "text/html", &url)?;
    // Terms that hold for the whole feed are not said again for each entry.
    let all = site.config.licence.as_deref();
    rights(xml, site.licence(&page.page).filter(|own| all != Some(own)))?;
    match updated
        .what
        .clone()
        .or_else(|| page_facts::summary_of(&page.page))
    {
        Some(summary) => xml::text(xml, "summary", &summary),
        None => Ok(()),
    }
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml::within(xml, "author", &[], |xml| xml::text(xml, "name", name))
}

/// Those of the feed hold for each entry that says nothing of its own.
fn rights(xml: &mut Xml, licence: Option<&str>) -> io::Result<()> {
    match licence {
        Some(id) => xml::text(xml, "rights", &licence::named(id).name),
        None => Ok(()),
    }
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    xml::empty(xml, "link", &[("rel", rel), ("type", kind), ("href", href)])
}

/// A day as Atom wants it, a moment: its first.
fn midnight(day: &str) -> String {
    format!("{day}T00:00:00Z")
}
