//! Two records of one work under two ids, as reference managers keep them when a work was saved twice.

use std::collections::HashMap;

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::bibliography::BibEntry;
use crate::model::site::Site;

pub(crate) static RULE: Rule = Rule {
    name: "same-work",
    severity: Severity::Warning,
    about: "Two records that seem to be of one work: they have the same DOI, or the same author, title and year. Readers get it \
            twice, and each page shows only a part of what cites it.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut records: Vec<&BibEntry> = site.records().map(|record| &**record).collect();
    records.sort_by_key(|record| record.span.start);
    let mut by_doi: HashMap<String, &BibEntry> = HashMap::new();
    let mut by_title: HashMap<String, Vec<&BibEntry>> = HashMap::new();
    for record in records {
        // A pair with one DOI is told for that alone: comparing titles as well would tell it twice.
        let doi = own_doi(&record.entry);
        if let Some(first) = doi.and_then(|doi| by_doi.insert(doi, record)) {
            findings.push(finding(record, first, "they have the same DOI"));
            continue;
        }
        let Some(title) = name(record) else {
            continue;
        };
        let alike = by_title.entry(title).or_default();
        let first = alike
            .iter()
            .find(|first| could_be_one(&first.entry, &record.entry));
        match first {
            Some(first) => findings.push(finding(
                record,
                first,
                "author, title and year are the same",
            )),
            None => alike.push(record),
        }
    }
}

/// The DOI of a work itself: a part of a book may have that of the book.
fn own_doi(entry: &Entry) -> Option<String> {
    let is_part = matches!(entry.entry_type(), EntryType::Chapter | EntryType::Anthos);
    let doi = entry.serial_number()?.0.get("doi")?;
    let doi = doi.trim().to_lowercase();
    (!is_part && doi.starts_with("10.")).then_some(doi)
}

/// The first author, the title and the year of a record that has all three.
fn name(record: &BibEntry) -> Option<String> {
    let title = letters(&record.title()?);
    let people = record.entry.authors().or_else(|| record.entry.editors())?;
    let year = record.entry.date_any()?.year;
    let author = letters(&people.first()?.name);
    (!title.is_empty()).then(|| format!("{author} {title} {year}"))
}

/// Letters and figures alone, whatever their case.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether nothing that both say tells them apart.
fn could_be_one(one: &Entry, other: &Entry) -> bool {
    fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    one.entry_type() == other.entry_type()
        && same(one.date(), other.date())
        && same(own_doi(one), own_doi(other))
        && same(
            one.url().map(|url| &url.value),
            other.url().map(|url| &url.value),
        )
        && same(one.volume(), other.volume())
        && same(one.issue(), other.issue())
        && same(one.edition(), other.edition())
        && same(one.page_range(), other.page_range())
        && same(
            one.parents().first().and_then(Entry::title),
            other.parents().first().and_then(Entry::title),
        )
}

fn finding(second: &BibEntry, first: &BibEntry, why: &str) -> Diagnostic {
    let message = format!(
        "`{}` and `{}` seem to be one work: {why}",
        first.id, second.id
    );
    RULE.at(second.span, message)
        .fact("two sources that seem to be one work")
        .note(first.span, "the other")
        .help(format!(
            "keep one record and cite it everywhere: [source: {}]; if they are two works, say in the records what tells them apart",
            first.id
        ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_work_with_two_ids_is_told() {
        let bib = "@article{a,\n  title = {On {Power}},\n  author = {Han, H.},\n  date = {2014},\n  doi = {10.1/X},\n}\n\
                   @article{b,\n  title = {Other},\n  author = {Han, H.},\n  date = {2014},\n  doi = {10.1/x},\n}\n\
                   @book{c,\n  title = {Book},\n  author = {Li},\n  date = {2001},\n}\n\
                   @book{d,\n  title = {book.},\n  author = {Li},\n  date = {2001},\n  url = {https://a.org/x},\n}\n\
                   @book{e,\n  title = {Book},\n  author = {Li},\n  date = {2001},\n  edition = {2},\n}\n\
                   @book{f,\n  title = {Book},\n  author = {Li},\n  date = {2001},\n  edition = {3},\n}\n";
        let found = of("same-work", &[("content/s.bib", bib)]);
        let ids: Vec<&str> = found
            .iter()
            .map(|line| line.split('`').nth(3).unwrap())
            .collect();
        assert_eq!(ids, ["b", "d", "e", "f"], "{found:?}");
    }
}
