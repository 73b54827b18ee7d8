//! A claim that cites a whole work where a page could be named.

use std::collections::HashSet;

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::config::Schema;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::{CitationItem, Lead, Page};
use crate::site::{SitePage, Work};

pub(crate) const RULE: Rule = Rule {
    name: "claim-without-locator",
    severity: Severity::Note,
    about: "A mark that cites a work with pages, such as a book, and none of them. A reader would \
            have to search all of it. Nobody has to invent a page to be rid of the note.",
};

pub(crate) fn judge(
    page: &SitePage,
    works: &[Work],
    schema: &Schema,
    findings: &mut Vec<Diagnostic>,
) {
    let entries = entries(&page.page, schema);
    let marks = page.page.body.citations.iter();
    let marks = marks.zip(page.leads.citations.marks());
    for (at, (mark, cited)) in marks.enumerate() {
        if entries.contains(&(at as u32)) {
            continue;
        }
        let items = mark.items.iter().zip(cited);
        let vague = items.filter(|(item, work)| {
            item.locator.is_none() && work.is_some_and(|work| has_pages(&works[work].record.entry))
        });
        findings.extend(vague.map(|(item, _)| finding(item)));
    }
}

/// The marks that begin an item of a reading list: they name a work and back no claim.
fn entries(page: &Page, schema: &Schema) -> HashSet<u32> {
    let kind = schema.kind(&page.meta.kind.value);
    if !kind.is_some_and(|kind| kind.entries) {
        return HashSet::new();
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
