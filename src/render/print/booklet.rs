//! A page with all that it builds on, as one booklet: guides, methods, the terms it uses.

use serde_json::{Value, json};

use super::job::{Job, Parts};
use crate::model::kind::Ability;
use crate::model::page::RelationKind;
use crate::model::site::{PageIndex, Resolution};

pub(super) fn parts(job: &Job<'_>) -> Parts {
    let mut parts = Parts::new("booklet");
    let pages = chapters(job);
    let chapters: Vec<Value> = pages.iter().map(|page| chapter(job, *page)).collect();
    let glossary: Vec<Value> = terms(job, &pages)
        .into_iter()
        .map(|(page, heading)| term(job, page, heading))
        .collect();
    parts.set("summary", job.summary(job.index));
    parts.set("chapters", chapters);
    parts.set("glossary", glossary);
    parts
}

/// The page itself, then those that its relations and its own list lead to, guides first.
fn chapters(job: &Job<'_>) -> Vec<PageIndex> {
    let site = job.context.cx.site;
    let shown = &site.pages[job.index];
    let mut pages = vec![job.index];
    let wanted = [
        RelationKind::Prerequisite,
        RelationKind::Uses,
        RelationKind::SeeAlso,
    ];
    for kind in wanted {
        let related = shown.resolved.related.iter();
        let related = related.filter(|(other, _, _)| *other == kind);
        let is_needed = |page: PageIndex| site.pages[page].kind.can(Ability::InBooklets);
        // Of what is only worth a look, some kinds (guides) are needed at hand.
        let related =
            related.filter(|(_, _, page)| kind != RelationKind::SeeAlso || is_needed(*page));
        pages.extend(related.map(|(_, _, page)| *page));
    }
    pages.extend(&shown.parts);
    let mut chosen: Vec<PageIndex> = Vec::new();
    for page in pages {
        // Of pages of terms a booklet has those terms that it uses.
        let has_terms = site.pages[page].kind.can(Ability::Terms);
        if !has_terms && !chosen.contains(&page) {
            chosen.push(page);
        }
    }
    chosen
}

fn chapter(job: &Job<'_>, page: PageIndex) -> Value {
    let site = job.context.cx.site;
    let shown = &site.pages[page].page;
    let code = site.lang_of(job.index);
    json!({
        "title": job.head(shown.meta.title()),
        "kind": crate::render::page_facts::kind_name(site, page, code).label,
        "summary": job.summary(page),
        "c": job.blocks_of(page, shown.body.whole(), false),
    })
}

/// The terms of glossaries to which the text of these pages leads, by their words.
fn terms(job: &Job<'_>, pages: &[PageIndex]) -> Vec<(PageIndex, u32)> {
    let site = job.context.cx.site;
    let mut terms: Vec<(PageIndex, u32)> = Vec::new();
    for page in pages {
        let shown = &site.pages[*page];
        let links = shown.page.body.links.iter().zip(&shown.resolved.links);
        for (_, to) in links.filter(|(link, _)| link.public) {
            if let Resolution::Page {
                page,
                heading: Some(heading),
            } = to
                && site.pages[*page].kind.can(Ability::Terms)
                && !terms.contains(&(*page, *heading))
            {
                terms.push((*page, *heading));
            }
        }
    }
    let words = |(page, heading): &(PageIndex, u32)| {
        site.pages[*page].page.body.headings[*heading as usize]
            .text
            .to_lowercase()
    };
    terms.sort_by_key(words);
    terms
}

fn term(job: &Job<'_>, page: PageIndex, heading: u32) -> Value {
    let body = &job.context.cx.site.pages[page].page.body;
    let heading = &body.headings[heading as usize];
    json!({ "term": job.head(&heading.text), "c": job.section(page, heading) })
}
