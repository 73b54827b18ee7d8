//! Sources as readers take them to their own reference managers: of one work, of a page's list, of the whole site.
//!
//! A work goes as an address that holds the file, so that its page needs no other; lists are files beside the pages,
//! which open from a disk as well. Every format is made of [`csl_item`].

pub(crate) mod bibtex;
pub(crate) mod coins;
pub(crate) mod csl_item;
pub(crate) mod entry;
pub(crate) mod ris;

use std::borrow::Cow;
use std::collections::HashSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::export::ExportFormat;
use crate::model::site::{Exported, PageIndex, Route, WorkIndex};
use crate::render::html;
use crate::render::render_context::RenderContext;
use crate::render::second_hand;
use crate::render::view::{ExportLink, Linked};

/// What an address that holds a file may hold as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'=');

/// A work as an entry in a format. Its note says which works it cites, or is cited in, where claims rest on one by way of
/// the other.
fn entry_of(cx: RenderContext<'_>, work: WorkIndex, format: ExportFormat) -> Cow<'_, str> {
    let Some(words) = second_hand::note(cx, work) else {
        return cx.references.exported(work, format).into();
    };
    let mut item = cx.references.item(work).clone();
    csl_item::add_note(&mut item, &words);
    entry::entry(&item, &cx.site.works[work].record.written, format).into()
}

/// Works in a format.
fn text(cx: RenderContext<'_>, works: &[WorkIndex], format: ExportFormat) -> String {
    let entries = works.iter().map(|work| entry_of(cx, *work, format));
    entry::file(&entries.collect::<Vec<_>>(), format)
}

/// What a file of exported sources holds.
pub(crate) fn file(cx: RenderContext<'_>, of: Exported, format: ExportFormat) -> String {
    let site = cx.site;
    let works: Vec<WorkIndex> = match of {
        Exported::Site => (0..site.works.len()).collect(),
        Exported::Page(page) => works_of(cx, page),
    };
    text(cx, &works, format)
}

/// The works that a page cites where everyone may read it, each once.
fn works_of(cx: RenderContext<'_>, index: PageIndex) -> Vec<WorkIndex> {
    let page = &cx.site.pages[index];
    // What an embed cites is cited here too.
    if !page.page.body.embeds.is_empty() {
        return html::page(cx, index).works();
    }
    let marks = page.page.body.citations.iter();
    let marks = marks.zip(page.resolved.citations.marks());
    let works = marks.filter(|(mark, _)| mark.public);
    let works = works.flat_map(|(_, works)| works.iter().flatten().copied());
    let mut known = HashSet::new();
    works.filter(|work| known.insert(*work)).collect()
}

/// The files of a page's sources, where it has any, or of all sources of the site.
pub(crate) fn links(cx: RenderContext<'_>, of: Exported) -> Vec<Linked> {
    let site = cx.site;
    let formats = ExportFormat::ALL.into_iter();
    let links = formats.filter_map(|format| {
        let url = site.export_url(of, format);
        let is_there = site.routes.contains_key(&url) && cx.edition.has(&Route::Export(of, format));
        let title = format.name().to_owned();
        is_there.then_some(Linked { title, url })
    });
    links.collect()
}

/// A work as addresses that hold its record in each format.
pub(crate) fn of_work(cx: RenderContext<'_>, work: WorkIndex) -> Vec<ExportLink> {
    let stem = cx.site.works[work]
        .url
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let links = ExportFormat::ALL.into_iter().map(|format| {
        let text = text(cx, &[work], format);
        ExportLink {
            href: format!(
                "data:{};charset=utf-8,{}",
                format.media_type(),
                utf8_percent_encode(&text, PLAIN)
            ),
            file: format.beside(stem),
            label: format.name(),
        }
    });
    links.collect()
}

#[cfg(test)]
mod tests;
