//! An item as RIS, which every reference manager reads: a tag of two letters and a value on each line.
//!
//! The tags are those by which Zotero reads and writes the format.

use std::fmt::Write as _;

use serde_json::Value;

use super::csl_item::Item;
use crate::model::ris::{TEXTS, ris_type};

/// People, with the field of CSL that has them.
const PEOPLE: [(&str, &str); 4] = [
    ("AU", "author"),
    ("A2", "editor"),
    ("A4", "translator"),
    ("A3", "director"),
];

/// The item as an entry.
pub(crate) fn entry(item: &Item) -> String {
    let kind = text(item, "type").unwrap_or_default();
    let mut out = String::new();
    line(&mut out, "TY", ris_type(kind));
    line(&mut out, "ID", text(item, "id").unwrap_or_default());
    for (tag, csl) in PEOPLE {
        let people = item.get(csl).and_then(Value::as_array);
        for person in people.into_iter().flatten() {
            line(&mut out, tag, &person_name(person));
        }
    }
    // Whom somebody talked with or wrote to stands where others have editors.
    for csl in ["interviewer", "recipient"] {
        let people = item.get(csl).and_then(Value::as_array);
        for person in people.into_iter().flatten() {
            line(&mut out, "A2", &person_name(person));
        }
    }
    for (tag, csl) in TEXTS {
        line(&mut out, tag, text(item, csl).unwrap_or_default());
    }
    beside_texts(&mut out, item);
    pages(&mut out, item);
    for csl in ["ISBN", "ISSN"] {
        line(&mut out, "SN", text(item, csl).unwrap_or_default());
    }
    dates(&mut out, item);
    out.push_str("ER  - \n");
    out
}

/// What shares a tag with another field, and stands there where that is missing.
fn beside_texts(out: &mut String, item: &Item) {
    let given = |csl: &str| text(item, csl);
    if given("chapter-number").is_none() {
        line(out, "SE", given("section").unwrap_or_default());
    }
    if given("number").is_none() {
        line(out, "M1", given("collection-number").unwrap_or_default());
    }
    // A program has a version where a book has an edition, a law or a verdict a court where a book has a publisher, and a talk
    // the place at which it was held.
    for (tag, own, other) in [
        ("ET", "version", "edition"),
        ("PB", "authority", "publisher"),
        ("CY", "event-place", "publisher-place"),
        ("M3", "medium", "genre"),
    ] {
        if given(other).is_none() {
            line(out, tag, given(own).unwrap_or_default());
        }
    }
    let original = item.get("original-date");
    let year = original.and_then(|date| date.pointer("/date-parts/0/0"));
    if let Some(year) = year.and_then(Value::as_i64) {
        line(out, "OP", &year.to_string());
    }
}

fn line(out: &mut String, tag: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "{tag}  - {value}");
    }
}

fn text<'i>(item: &'i Item, name: &str) -> Option<&'i str> {
    item.get(name)?.as_str()
}

/// A person by family and given name; a body by its name, in which a comma would part the two.
fn person_name(person: &Value) -> String {
    let part = |name: &str| person.get(name).and_then(Value::as_str);
    let Some(family) = part("family") else {
        return part("literal").unwrap_or_default().replace(',', "");
    };
    let prefix = part("non-dropping-particle").map_or(String::new(), |prefix| format!("{prefix} "));
    let given = part("given").unwrap_or_default();
    match part("suffix") {
        Some(suffix) => format!("{prefix}{family}, {given}, {suffix}"),
        None => format!("{prefix}{family}, {given}"),
    }
}

/// The first and the last page, or how many there are.
fn pages(out: &mut String, item: &Item) {
    let pages = text(item, "page").unwrap_or_default();
    match pages.split_once('-') {
        Some((first, last)) if !pages.contains(',') => {
            line(out, "SP", first.trim());
            line(out, "EP", last.trim_matches(['-', ' ']));
        }
        _ => line(out, "SP", pages),
    }
    // How many pages a book or thesis has, Zotero reads from the same tag.
    if let (Some(total), "") = (text(item, "number-of-pages"), pages) {
        line(out, "SP", total);
    }
}

fn dates(out: &mut String, item: &Item) {
    let numbers = |csl: &str| -> Vec<i64> {
        let parts = item
            .get(csl)
            .and_then(|value| value.pointer("/date-parts/0"));
        let parts = parts.and_then(Value::as_array);
        parts
            .into_iter()
            .flatten()
            .filter_map(Value::as_i64)
            .collect()
    };
    // RIS has days as `2020/05/17`, from which parts may be left out at the end.
    let written = |numbers: &[i64]| {
        let rest: String = numbers[1..]
            .iter()
            .map(|number| format!("/{number:02}"))
            .collect();
        format!("{:04}{rest}", numbers[0])
    };
    let issued = numbers("issued");
    let last = item
        .get("issued")
        .and_then(|value| value.pointer("/date-parts/1/0"));
    if let (Some(first), Some(last)) = (issued.first(), last.and_then(Value::as_i64)) {
        // RIS has no ranges; words may stand in place of a year.
        line(out, "PY", &format!("{first:04}–{last:04}"));
    } else if let Some(year) = issued.first() {
        line(out, "PY", &format!("{year:04}"));
        line(out, "DA", &written(&issued));
    } else if let Some(words) = item.get("issued").and_then(|value| value.get("literal")) {
        line(out, "PY", words.as_str().unwrap_or_default());
    }
    let seen = numbers("accessed");
    if !seen.is_empty() {
        line(out, "Y2", &written(&seen));
    }
}
