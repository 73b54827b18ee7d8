//! The pages that link to a page or cite a source, with their sentences, and the sources that a
//! page cites, with the ways back.

use std::collections::HashSet;

use super::{foreign, kind_name, quote, verification};
use crate::render::context::{QuoteData, Quoting, SourceData};
use crate::render::html::{Cited, Writing};
use crate::site::{PageIndex, Site, WorkIndex};

pub(super) fn backlinks(writing: Writing<'_>, index: PageIndex) -> Vec<Quoting> {
    let site = writing.site;
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
                    quotes.push(quote::cut(writing, from, quote));
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

pub(super) fn citing(writing: Writing<'_>, work: WorkIndex, lang: &str) -> Vec<Quoting> {
    let site = writing.site;
    let citing = &site.works[work].citing;
    citing
        .chunk_by(|one, next| one.from == next.from)
        .map(|marks| {
            let from = marks[0].from;
            let mut quotes: Vec<QuoteData> = Vec::new();
            let mut quoted = HashSet::new();
            for citing in marks {
                if let Some(place) = citing.quote {
                    let quote = quote::marked(writing, from, place, citing.mark);
                    if quoted.insert(quote.clone()) {
                        quotes.push(quote);
                    }
                }
            }
            quoting(site, from, lang, quotes)
        })
        .collect()
}

pub(super) fn sources(
    writing: Writing<'_>,
    index: PageIndex,
    cited: &[Cited],
    lang: &str,
) -> Vec<SourceData> {
    let site = writing.site;
    let page_lang = site.pages[index].page.meta.lang;
    let entries = cited.iter().enumerate().map(|(at, cited)| {
        let record = &site.works[cited.work].record;
        SourceData {
            number: at + 1,
            anchor: cited.anchor.clone(),
            html: writing.references.of(cited.work, lang).html.clone(),
            url: site.work_url(page_lang, cited.work),
            backs: cited.marks.clone(),
            access: record.own.access.clone(),
            verification: verification(record.verification()),
        }
    });
    entries.collect()
}
