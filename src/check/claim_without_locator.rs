//! A claim that cites a whole work where a page could be named.

use std::collections::HashSet;

use hayagriva::Entry;
use hayagriva::types::{EntryType, MaybeTyped};

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::Ability;
use crate::model::page::{CitationItem, Lead, Page};
use crate::model::site::{SitePage, Work};

pub(crate) static RULE: Rule = Rule {
    name: "claim-without-locator",
    severity: Severity::Note,
    about: "A mark that cites a work of some length, such as a book, a report or a web page, and no place in it. A \
            reader would have to search all of it. Nobody has to invent a place to be rid of the note.",
};

pub(crate) fn judge(page: &SitePage, works: &[Work], _: &Schema, findings: &mut Vec<Diagnostic>) {
    let entries = entries(&page.page);
    let marks = page.page.body.citations.iter();
    let marks = marks.zip(page.resolved.citations.marks());
    for (at, (mark, cited)) in marks.enumerate() {
        if entries.contains(&(at as u32)) {
            continue;
        }
        let items = mark.items.iter().zip(cited);
        let vague = items.filter(|(item, work)| {
            item.locator.is_none() && work.is_some_and(|work| is_long(&works[work].record.entry))
        });
        let found = vague.filter_map(|(item, work)| {
            let entry = &works[(*work)?].record.entry;
            Some(finding(item, place_in(entry)))
        });
        findings.extend(found);
    }
}

/// The marks that begin an item of a reading list: they name a work and back no claim.
fn entries(page: &Page) -> HashSet<u32> {
    if !page.meta.kind.value.can(Ability::Entries) {
        return HashSet::new();
    }
    let leads = page.body.entries.iter().map(|entry| entry.lead);
    let marks = leads.filter_map(|lead| match lead {
        Lead::Citation(mark) => Some(mark),
        Lead::Link(_) => None,
    });
    marks.collect()
}

/// Whether a reader would search for a claim in this work: one that fits on two pages is read at once.
fn is_long(work: &Entry) -> bool {
    let is_short = match work.page_range() {
        // Each page stands in it as it was written, and not as a number.
        Some(MaybeTyped::Typed(pages)) => is_short(&pages.to_string()),
        _ => false,
    };
    let has_places = !matches!(
        work.entry_type(),
        EntryType::Post
            | EntryType::Artwork
            | EntryType::Exhibition
            | EntryType::Performance
            | EntryType::Misc
    );
    let is_site = *work.entry_type() == EntryType::Misc && work.url().is_some();
    (has_places || is_site) && !is_short
}

/// Whether pages, as they are printed, are one or two that follow each other: `12–13`.
fn is_short(pages: &str) -> bool {
    let Some((first, last)) = pages.split_once(['–', '-']) else {
        return !pages.contains([',', '&']);
    };
    let number = |page: &str| page.trim().parse::<i64>().ok();
    number(first)
        .zip(number(last))
        .is_some_and(|(first, last)| (0..=1).contains(&(last - first)))
}

/// How one would name a place in this work.
fn place_in(work: &Entry) -> (&'static str, &'static str) {
    let is_online = |kind: &EntryType| {
        matches!(
            kind,
            EntryType::Blog | EntryType::Web | EntryType::Thread | EntryType::Misc
        )
    };
    let stands_online = work
        .parents()
        .iter()
        .any(|parent| is_online(parent.entry_type()));
    match work.entry_type() {
        EntryType::Audio | EntryType::Video | EntryType::Scene => ("the time", "time 12:30"),
        EntryType::Legislation | EntryType::Case => ("the paragraph", "§ 12"),
        kind if is_online(kind) || stands_online => ("the section", "sec. \"Its heading\""),
        _ => ("the page", "p. 12"),
    }
}

fn finding(item: &CitationItem, (what, place): (&str, &str)) -> Diagnostic {
    let key = &item.key;
    RULE.at(item.key_span, format!("this cites all of `{key}`"))
        .help(format!(
            "if you know {what}, write it behind the id: {key}, {place}"
        ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn works_of_some_length_are_cited_with_a_place() {
        let bib = "@book{b,\n  title = {B},\n}\n@online{w,\n  title = {W},\n  url = {https://example.org/w},\n}\n\
                   @article{short,\n  title = {S},\n  journal = {J},\n  pages = {12--13},\n}\n";
        let page = "+++\ntitle = \"A\"\nkind = \"reading-list\"\nsummary = \"S.\"\n+++\nX [@b, p. 3]. Y [@w]. Z [see @b; @w, sec. 2]. V [@short].\n\n- [@b] A note.\n";
        let found = of(
            "claim-without-locator",
            &[("content/a.md", page), ("content/s.bib", bib)],
        );
        let found: Vec<String> = found
            .iter()
            .map(|line| line.replace("note[claim-without-locator] content/a.md:", ""))
            .collect();
        assert_eq!(
            found,
            [
                "6:19 this cites all of `w`; help: if you know the section, write it behind the id: w, sec. \"Its heading\"",
                "6:31 this cites all of `b`; help: if you know the page, write it behind the id: b, p. 12"
            ]
        );
    }
}
