//! Whether works of one text could be taken for each other. A style then tells them apart by given names and by letters
//! behind years, and writes less of a name that the entry above has: what it makes of one depends on the others.

use std::collections::HashSet;
use std::sync::Arc;

use hayagriva::Entry;

use crate::model::bibliography::BibEntry;

/// Whether two of these works could be named alike in a mark: by whom they begin with, or else by their titles. Says so
/// rather too often than once too little.
pub(crate) fn are_alike(records: &[Arc<BibEntry>]) -> bool {
    let mut seen: HashSet<String> = HashSet::new();
    records.iter().any(|record| {
        let written = &record.written;
        let names = names(record);
        let is_alike = names.iter().any(|name| seen.contains(name));
        seen.extend(names);
        is_alike || written.more_authors || written.more_editors
    })
}

/// By what a style may name a work: each of them once.
fn names(record: &BibEntry) -> HashSet<String> {
    let containers = record.entry.parents().iter();
    let mut names: HashSet<String> = containers
        .chain([&record.entry])
        .flat_map(first_people)
        .collect();
    if names.is_empty() {
        let publisher = record
            .entry
            .publisher()
            .and_then(|publisher| publisher.name());
        let body = record.entry.organization().or(publisher);
        let words = [record.title(), body.map(ToString::to_string)];
        names.extend(words.into_iter().flatten().map(|name| folded(&name)));
    }
    names
}

/// The family names with which lists of people begin.
fn first_people(entry: &Entry) -> Vec<String> {
    let lists = [entry.authors(), entry.editors()].into_iter().flatten();
    let others = entry.affiliated().into_iter().flatten();
    let lists = lists.chain(others.map(|others| others.names.as_slice()));
    let first = lists.filter_map(|people| people.first());
    first.map(|person| folded(&person.name)).collect()
}

/// Without what a style may change: capitals, blanks and signs.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::are_alike;
    use crate::render::reference::tests::record;

    #[test]
    fn works_that_begin_with_one_name_or_one_title_are_alike() {
        let alike = |texts: [&str; 2]| are_alike(&texts.map(|text| Arc::new(record(text))));
        let [han, tan, untitled] = [
            "@book{a, author = {Han, Ann}, title = {One}, date = 2001}",
            "@book{b, author = {Tan, Bo and Han, Ann}, title = {Two}, date = 2001}",
            "@misc{c, title = {How to meet}}",
        ];
        assert!(!alike([han, tan]) && !alike([han, untitled]));
        for (one, other) in [
            (
                han,
                "@book{b, author = {Han, Bo}, title = {Two}, date = 1999}",
            ),
            (han, "@book{b, editor = {han, Bo}, title = {Two}}"),
            (
                han,
                "@book{b, author = {Kim, Bo and others}, title = {Two}}",
            ),
            (
                "@incollection{a, author = {Han, A}, title = {A}, editor = {Kim, B}, booktitle = {All}}",
                "@incollection{b, author = {Tan, A}, title = {B}, editor = {Kim, B}, booktitle = {All}}",
            ),
            (untitled, "@misc{d, title = {How to Meet!}}"),
        ] {
            assert!(alike([one, other]), "{one} {other}");
        }
    }
}
