//! A claim that cites a whole work where a page could be named.

use hayagriva::Entry;
use hayagriva::types::EntryType;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::{CitationItem, Lead};
use crate::site::{Site, SitePage};

pub(crate) const RULE: Rule = Rule {
    name: "claim-without-locator",
    severity: Severity::Note,
    about: "A mark that cites a work with pages, such as a book, and none of them. A reader would \
            have to search all of it. Nobody has to invent a page to be rid of the note.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let works = site.works.iter();
    let with_pages: Vec<bool> = works.map(|work| has_pages(&work.record.entry)).collect();
    let pages = site.pages.par_iter();
    let found: Vec<Vec<Diagnostic>> = pages
        .map(|page| judge_page(site, page, &with_pages))
        .collect();
    findings.extend(found.into_iter().flatten());
}

/// `with_pages` says of each work whether a claim could name a page of it.
fn judge_page(site: &Site, page: &SitePage, with_pages: &[bool]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let entries = entries(site, page);
    let marks = page.page.body.citations.iter().zip(page.citations.marks());
    for (at, (mark, works)) in marks.enumerate() {
        if entries.contains(&(at as u32)) {
            continue;
        }
        let items = mark.items.iter().zip(works);
        let vague = items.filter(|(item, work)| {
            item.locator.is_none() && work.is_some_and(|work| with_pages[work])
        });
        found.extend(vague.map(|(item, _)| finding(item)));
    }
    found
}

/// The marks that begin an item of a reading list: they name a work and back no claim.
fn entries(site: &Site, page: &SitePage) -> Vec<u32> {
    let page = &page.page;
    let kind = site.schema.kind(&page.meta.kind.value);
    if !kind.is_some_and(|kind| kind.entries) {
        return Vec::new();
    }
    let leads = page.body.entries.iter().map(|entry| entry.lead);
    let marks = leads.filter_map(|lead| match lead {
        Lead::Citation(mark) => Some(mark),
        Lead::Link(_) => None,
    });
    marks.collect()
}

/// Whether a claim could name a page of this work: what stands on a web site has none.
fn has_pages(work: &Entry) -> bool {
    let online = work.parents().iter().any(|parent| {
        let parent = parent.entry_type();
        matches!(parent, EntryType::Blog | EntryType::Web | EntryType::Thread)
    });
    let printed = matches!(
        work.entry_type(),
        EntryType::Article
            | EntryType::Chapter
            | EntryType::Anthos
            | EntryType::Anthology
            | EntryType::Book
            | EntryType::Report
            | EntryType::Thesis
            | EntryType::Manuscript
            | EntryType::Periodical
            | EntryType::Proceedings
    );
    printed && !online
}

fn finding(item: &CitationItem) -> Diagnostic {
    let key = &item.key;
    RULE.at(item.key_span, format!("this cites all of `{key}`"))
        .help(format!(
            "if you know the page, write [source: {key}, p. 12]"
        ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn works_with_pages_are_cited_with_one() {
        let bib = "@book{b,\n  title = {B},\n}\n@online{w,\n  title = {W},\n  url = {https://example.org},\n}\n";
        let page = "+++\ntitle = \"A\"\nkind = \"reading-list\"\nsummary = \"S.\"\n+++\nX [@b, p. 3]. Y [@w]. Z [see @b; @w].\n\n- [@b] A note.\n";
        assert_eq!(
            of(
                "claim-without-locator",
                &[("content/a.md", page), ("content/s.bib", bib)]
            ),
            [
                "note[claim-without-locator] content/a.md:6:31 this cites all of `b`; help: if you know the page, write [source: b, p. 12]"
            ]
        );
    }
}
