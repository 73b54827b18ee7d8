//! Two records of one work under two ids, as reference managers keep them when a work was saved twice.

mod address;

use std::collections::HashMap;

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::check::isbn;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::bibliography::BibEntry;
use crate::model::site::Site;

pub(crate) static RULE: Rule = Rule {
    name: "same-work",
    severity: Severity::Warning,
    about: "Two records that seem to be of one work: they have the same DOI, the same title and ISBN or address, or the same \
            author, title and year. Readers get it twice, and each page shows only a part of what cites it.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut records: Vec<&BibEntry> = site.records().map(|record| &**record).collect();
    records.sort_by_key(|record| record.span.start);
    let mut seen = Seen::default();
    for record in records {
        if let Some((first, why)) = seen.first_of(record) {
            findings.push(finding(record, first, why));
        }
    }
}

/// The records that were met, by what tells that another is of the same work.
#[derive(Default)]
struct Seen<'r> {
    by_doi: HashMap<String, &'r BibEntry>,
    by_isbn: HashMap<String, Vec<&'r BibEntry>>,
    by_address: HashMap<String, Vec<&'r BibEntry>>,
    by_title: HashMap<String, Vec<&'r BibEntry>>,
}

impl<'r> Seen<'r> {
    /// An earlier record of the work of this one, and why it seems to be: the first reason alone, since a pair is told once.
    fn first_of(&mut self, record: &'r BibEntry) -> Option<(&'r BibEntry, &'static str)> {
        let entry = &record.entry;
        let doi = own_doi(entry).and_then(|doi| self.by_doi.insert(doi, record));
        let alike = |one: &Entry, other: &Entry| have_one_title(one, other) && !differ(one, other);
        let isbn = own_isbns(entry)
            .into_iter()
            .map(|isbn| first_alike(&mut self.by_isbn, isbn, record, alike))
            .fold(None, Option::or);
        let address = address::key(entry);
        let address = address.and_then(|key| first_alike(&mut self.by_address, key, record, alike));
        let title = name(record);
        let title =
            title.and_then(|key| first_alike(&mut self.by_title, key, record, could_be_one));
        let reasons = [
            (doi, "they have the same DOI"),
            (isbn, "they have the same title and ISBN"),
            (address, "they have the same title and address"),
            (title, "author, title and year are the same"),
        ];
        let mut found = reasons
            .into_iter()
            .filter_map(|(first, why)| Some((first?, why)));
        found.next()
    }
}

/// The first record under this key that is alike; a record that is like none is kept for those that follow.
fn first_alike<'r>(
    seen: &mut HashMap<String, Vec<&'r BibEntry>>,
    key: String,
    record: &'r BibEntry,
    alike: impl Fn(&Entry, &Entry) -> bool,
) -> Option<&'r BibEntry> {
    let others = seen.entry(key).or_default();
    let first = others
        .iter()
        .find(|other| alike(&other.entry, &record.entry));
    let first = first.copied();
    if first.is_none() {
        others.push(record);
    }
    first
}

/// Whether a work is a part of another, whose numbers it may have.
fn is_part(entry: &Entry) -> bool {
    use EntryType as Type;
    matches!(
        entry.entry_type(),
        Type::Chapter | Type::Anthos | Type::Entry
    )
}

/// The DOI of a work itself: a part of a book may have that of the book.
fn own_doi(entry: &Entry) -> Option<String> {
    let typed = entry
        .serial_number()
        .and_then(|numbers| numbers.0.get("doi"));
    let typed = typed.map(|doi| doi.trim().to_lowercase());
    let doi = typed.or_else(|| address::doi(entry))?;
    (!is_part(entry) && doi.starts_with("10.")).then_some(doi)
}

/// The ISBNs of a work itself.
fn own_isbns(entry: &Entry) -> Vec<String> {
    let isbn = entry
        .serial_number()
        .and_then(|numbers| numbers.0.get("isbn"));
    let isbn = isbn.filter(|_| !is_part(entry));
    isbn.map(|isbn| isbn::books(isbn)).unwrap_or_default()
}

/// Whether two titles are one, with a subtitle or a name of the site behind it or without.
fn have_one_title(one: &Entry, other: &Entry) -> bool {
    let title = |entry: &Entry| Some(entry.title()?.value.to_string());
    let (Some(one), Some(other)) = (title(one), title(other)) else {
        return false;
    };
    let (whole, main) = (letters(&one), letters(main_title(&one)));
    let (other_whole, other_main) = (letters(&other), letters(main_title(&other)));
    !whole.is_empty() && (whole == other_whole || main == other_whole || whole == other_main)
}

/// A title up to its subtitle.
fn main_title(title: &str) -> &str {
    let ends = [": ", " | ", " – ", " — ", " - ", ". ", " ("].map(|sign| title.find(sign));
    let end = ends.into_iter().flatten().min();
    &title[..end.unwrap_or(title.len())]
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
    let address = |entry| address::key(entry);
    one.entry_type() == other.entry_type()
        && !differ(one, other)
        && same(one.date(), other.date())
        && same(address(one), address(other))
        && same(
            one.parents().first().and_then(Entry::title),
            other.parents().first().and_then(Entry::title),
        )
}

/// Whether both say of which year, number, volume, edition or pages they are, and say otherwise.
fn differ(one: &Entry, other: &Entry) -> bool {
    let year = |entry: &Entry| Some(entry.date_any()?.year);
    let is_one = same(year(one), year(other))
        && same(own_doi(one), own_doi(other))
        && same(one.volume(), other.volume())
        && same(one.issue(), other.issue())
        && same(one.edition(), other.edition())
        && same(one.page_range(), other.page_range());
    !is_one
}

fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    one.is_none() || other.is_none() || one == other
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

    /// The ids that are told of records of these types with these fields, called a, b, …
    fn told(records: &[(&str, &str)]) -> Vec<String> {
        let records = records.iter().zip('a'..);
        let bib = records.map(|((kind, fields), id)| format!("@{kind}{{{id},\n  {fields},\n}}\n"));
        let found = of("same-work", &[("content/s.bib", &bib.collect::<String>())]);
        let id = |line: &String| line.split('`').nth(3).unwrap().to_owned();
        found.iter().map(id).collect()
    }

    #[test]
    fn one_address_however_it_is_written_tells_a_work_twice() {
        let page = |title: &str, url: &str| format!("title = {{{title}}}, url = {{{url}}}");
        let one = page("How to meet", "http://www.example.org/meet/");
        for other in [
            page("How to meet", "https://example.org/meet"),
            page(
                "How to Meet | Example",
                "https://example.org/meet?utm_source=x&fbclid=y",
            ),
            page(
                "How to meet: A guide",
                "https://EXAMPLE.org/meet/index.html#:~:text=meet",
            ),
        ] {
            let told = told(&[("online", &one), ("misc", &other)]);
            assert_eq!(told, ["b"], "{other}");
        }
        for other in [
            page("How to leave", "https://example.org/meet"),
            page("How to meet", "https://example.org/meet?page=2"),
            page("How to meet", "https://example.org/meet#chapter-2"),
            page("How to meet", "https://example.org/Meet"),
        ] {
            assert!(
                told(&[("online", &one), ("online", &other)]).is_empty(),
                "{other}"
            );
        }
        let years = ["2019", "2020"].map(|year| format!("{one}, date = {{{year}}}"));
        assert!(told(&[("online", &years[0]), ("online", &years[1])]).is_empty());
    }

    #[test]
    fn one_isbn_in_either_form_tells_a_book_twice() {
        let ten = "title = {A Book}, isbn = {0-306-40615-2}";
        let thirteen = "title = {A Book: On Rooms}, isbn = {9780306406157}";
        assert_eq!(told(&[("book", ten), ("book", thirteen)]), ["b"]);
        let volume = "title = {A Book}, isbn = {9780306406157}, volume = {2}";
        let first = "title = {A Book}, isbn = {9780306406157}, volume = {1}";
        assert!(told(&[("book", first), ("book", volume)]).is_empty());
        let chapter = "title = {A Book}, booktitle = {A Book}, isbn = {9780306406157}";
        assert!(told(&[("book", ten), ("incollection", chapter)]).is_empty());
        let other = "title = {Rooms}, isbn = {9780306406157}";
        assert!(told(&[("book", ten), ("book", other)]).is_empty());
    }

    #[test]
    fn an_address_of_a_doi_is_that_doi() {
        let doi = "title = {Power}, doi = {10.1000/X}";
        let address = "title = {Power}, url = {https://doi.org/10.1000/x}";
        assert_eq!(told(&[("article", doi), ("article", address)]), ["b"]);
    }
}
