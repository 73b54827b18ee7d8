//! The pages that link to a page or cite a source, with their sentences, and the sources that a
//! page cites, with the ways back.

use std::collections::HashSet;

use super::claims::backs;
use super::quote;
use crate::document::Cited;
use crate::model::page::Quote;
use crate::model::site::{CitingMark, PageIndex, Site, WorkIndex};
use crate::render::html::{self, Html};
use crate::render::page_facts::{foreign, kind_name, verification};
use crate::render::render_context::RenderContext;
use crate::render::view::{QuoteData, Quoting, SourceData};

pub(super) fn backlinks(cx: RenderContext<'_>, index: PageIndex) -> Vec<Quoting> {
    let site = cx.site;
    let lang = site.lang_of(index);
    let backlinks = &site.pages[index].backlinks;
    backlinks
        .chunk_by(|one, next| one.from == next.from)
        .map(|links| {
            let from = links[0].from;
            let mut quotes: Vec<QuoteData> = Vec::new();
            let mut quoted = HashSet::new();
            for quote in links.iter().filter_map(|backlink| backlink.quote) {
                if quoted.insert(quote.sentence) {
                    quotes.push(quote::cut(cx, from, quote));
                }
            }
            quoting(site, from, lang, quotes)
        })
        .collect()
}

fn quoting(site: &Site, page: PageIndex, lang: &str, quotes: Vec<QuoteData>) -> Quoting {
    let from = &site.pages[page];
    Quoting {
        title: from.title.to_string(),
        url: from.url.clone(),
        kind: kind_name(site, page, lang),
        lang: foreign(site, page, lang),
        quotes,
    }
}

pub(super) fn citing(cx: RenderContext<'_>, work: WorkIndex, lang: &str) -> Vec<Quoting> {
    by_page(cx, &cx.site.works[work].citing, lang, |citing, place| {
        quote::marked(cx, citing.from, place, citing.mark, work)
    })
}

/// The claims that rest on a work by way of others.
pub(super) fn cited_through(cx: RenderContext<'_>, work: WorkIndex, lang: &str) -> Vec<Quoting> {
    by_page(
        cx,
        &cx.site.works[work].cited_through,
        lang,
        |citing, place| quote::second_hand(cx, citing.from, place, citing.mark, work),
    )
}

fn by_page(
    cx: RenderContext<'_>,
    marks: &[CitingMark],
    lang: &str,
    quote: impl Fn(&CitingMark, Quote) -> QuoteData,
) -> Vec<Quoting> {
    let pages = marks.chunk_by(|one, next| one.from == next.from);
    let pages = pages.map(|marks| {
        let mut quotes: Vec<QuoteData> = Vec::new();
        for citing in marks {
            if let Some(place) = citing.quote {
                add(&mut quotes, quote(citing, place));
            }
        }
        quoting(cx.site, marks[0].from, lang, quotes)
    });
    pages.collect()
}

/// Adds a quotation. Two marks in one sentence that name one place are one, with a way to each.
fn add(quotes: &mut Vec<QuoteData>, quote: QuoteData) {
    let words = |quote: &QuoteData| {
        (
            quote.before.clone(),
            quote.marked.clone(),
            quote.after.clone(),
        )
    };
    let known = quotes
        .iter_mut()
        .find(|known| words(known) == words(&quote));
    match known {
        Some(known) => known.others.extend(quote.anchor),
        None => quotes.push(quote),
    }
}

pub(super) fn sources(
    cx: RenderContext<'_>,
    index: PageIndex,
    body: &Html,
    lang: &str,
) -> Vec<SourceData> {
    let site = cx.site;
    let page_lang = site.pages[index].page.meta.lang;
    let source = |number: Option<usize>, cited: &Cited, html: String| {
        let record = &site.works[cited.work].record;
        SourceData {
            number,
            anchor: html::source_id(site, cited.work),
            html,
            url: site.work_url(page_lang, cited.work),
            work: cited.work,
            backs: backs(cx, cited, lang),
            access: record.own.access.clone(),
            verification: verification(record.verification()),
        }
    };
    let cited = body.cited.iter().enumerate();
    match &body.citations {
        // In the order of the style's list.
        Some(made) => {
            let listed = made.references.iter();
            let listed = listed
                .map(|(at, reference)| source(None, &body.cited[*at], reference.html.clone()));
            listed.collect()
        }
        None => cited
            .map(|(at, cited)| {
                let reference = cx.references.of(cited.work, lang);
                source(Some(at + 1), cited, reference.html.clone())
            })
            .collect(),
    }
}
