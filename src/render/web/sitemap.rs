//! The site map: every page that search engines are to find, by the protocol of sitemaps.org, with
//! the versions in other languages as `xhtml:link`.

use std::io;

use super::versions;
use super::xml::{self, Xml};
use crate::document::address;
use crate::model::date::Date;
use crate::model::site::{FeedFile, Route, Site};
use crate::resolve::web;

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// All pages, or else the files that name them, of a site at `base`. `is_made` tells what the theme
/// makes no page of.
pub(crate) fn sitemap(site: &Site, base: &str, is_made: impl Fn(&Route) -> bool) -> Vec<u8> {
    let parts = (0..).map(|part| site.web_url(FeedFile::SitemapPart(part)));
    let mut parts = parts
        .take_while(|path| site.routes.contains_key(path))
        .peekable();
    if parts.peek().is_none() {
        return pages(site, base, web::searched(&site.routes), is_made);
    }
    xml::document("sitemapindex", &[NAMESPACE], |xml| {
        parts.try_for_each(|path| {
            xml::within(xml, "sitemap", &[], |xml| {
                xml::text(xml, "loc", &address::uri(base, &path))
            })
        })
    })
}

/// `robots.txt` (RFC 9309): everything may be read, and the map says what there is.
pub(crate) fn robots(site: &Site, base: &str) -> Vec<u8> {
    let map = address::uri(base, &site.web_url(FeedFile::Sitemap));
    format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n").into_bytes()
}

/// One of the files into which the pages of a large site are cut.
pub(crate) fn part(
    site: &Site,
    base: &str,
    part: usize,
    is_made: impl Fn(&Route) -> bool,
) -> Vec<u8> {
    let most = web::most(&site.config);
    let searched = web::searched(&site.routes).skip(part * most).take(most);
    pages(site, base, searched, is_made)
}

fn pages<'a>(
    site: &Site,
    base: &str,
    mut pages: impl Iterator<Item = (&'a str, &'a Route)>,
    is_made: impl Fn(&Route) -> bool,
) -> Vec<u8> {
    xml::document("urlset", &[NAMESPACE, XHTML], |xml| {
        pages.try_for_each(|(path, owner)| {
            if is_made(owner) {
                xml::within(xml, "url", &[], |xml| page(xml, site, base, path, owner))
            } else {
                Ok(())
            }
        })
    })
}

fn page(xml: &mut Xml, site: &Site, base: &str, path: &str, owner: &Route) -> io::Result<()> {
    xml::text(xml, "loc", &address::uri(base, path))?;
    if let Some(date) = updated(site, owner) {
        xml::text(xml, "lastmod", &date.to_string())?;
    }
    if site.config.languages.len() == 1 {
        return Ok(());
    }
    let versions = versions::whole(site, owner, |version| address::uri(base, version));
    versions.iter().try_for_each(|version| {
        let attributes = [
            ("rel", "alternate"),
            ("hreflang", &version.lang),
            ("href", &version.href),
        ];
        xml::empty(xml, "xhtml:link", &attributes)
    })
}

/// When a page was changed last, as it says itself.
fn updated(site: &Site, owner: &Route) -> Option<Date> {
    let page = match owner {
        Route::Page(page) => *page,
        Route::Work(lang, work) => site.source_page(*lang, *work)?,
        _ => return None,
    };
    let updated = site.pages[page].page.meta.updated.as_ref()?;
    Some(updated.on)
}
