//! How each style shows works of each kind: `tests/references` has the works, and a file for each style that says what is
//! right, read against the style's own guide. `UPDATE_CASES=1` writes the files anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use hayagriva::Entry;

use super::citable::Citable as _;
use super::{CitedWork, Citing, Form, Styles, TextMark, are_alike, mend};
use crate::model::bibliography::{BibEntry, LocatorKind};
use crate::model::page::Locator;
use crate::model::source::Sources;
use crate::parse::bibliography::parse;

const STYLES: [&str; 8] = [
    "apa",
    "chicago-author-date",
    "chicago-notes",
    "modern-language-association",
    "ieee",
    "vancouver",
    "iso-690-author-date",
    "iso-690-numeric",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/references")
}

#[test]
fn each_style_shows_each_kind_of_work_as_its_guide_has_it() {
    let bib = fs::read_to_string(folder().join("records.bib")).unwrap();
    let id = Sources::default().insert("records.bib", bib.as_str());
    let (records, findings) = parse(id, "records.bib", &bib);
    assert_eq!(findings, []);
    let records: Vec<Arc<BibEntry>> = records.into_iter().map(Arc::new).collect();
    for style in STYLES {
        let path = folder().join(format!("{style}.txt"));
        let shown = shown(style, &records);
        if env::var_os("UPDATE_CASES").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), shown, "{style}");
    }
}

#[test]
fn what_is_made_in_parts_is_what_is_made_at_once() {
    let bib = fs::read_to_string(folder().join("records.bib")).unwrap();
    let id = Sources::default().insert("records.bib", bib.as_str());
    let (records, _) = parse(id, "records.bib", &bib);
    let records: Vec<Arc<BibEntry>> = records.into_iter().map(Arc::new).collect();
    let mut compared = 0;
    for style in STYLES {
        let styles = Styles::load(style).unwrap();
        if styles.citing() == Citing::ByNumber {
            continue;
        }
        let language = styles.language("en-US");
        let ranks = styles.ranks(&records, &language).unwrap();
        for first in 0..records.len() {
            let works: Vec<usize> = (first..records.len().min(first + 5)).collect();
            let cited: Vec<Arc<BibEntry>> = works.iter().map(|at| records[*at].clone()).collect();
            if are_alike(&cited) {
                continue;
            }
            let marks: Vec<TextMark> = (0..cited.len())
                .flat_map(|work| [work, work, 0])
                .enumerate()
                .map(|(at, work)| TextMark {
                    note: Some(at + 1),
                    sources: vec![CitedWork {
                        work,
                        ..CitedWork::default()
                    }],
                })
                .collect();
            let whole = styles.text(&cited, &marks, &language);
            let alone = styles.marks_alone(&cited, &marks, &language).unwrap();
            for at in 0..marks.len() {
                assert_eq!(
                    alone.mark(at, Form::Html),
                    whole.mark(at, Form::Html),
                    "{style}"
                );
            }
            let mut order: Vec<usize> = (0..cited.len()).collect();
            order.sort_by_key(|at| ranks[works[*at]]);
            let references = order.into_iter().map(|at| {
                let reference = styles.reference(&cited[at], &language);
                (at, reference)
            });
            assert_eq!(references.collect::<Vec<_>>(), whole.references, "{style}");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn what_is_left_of_a_style_for_works_of_a_kind_makes_the_same_of_them() {
    let bib = fs::read_to_string(folder().join("records.bib")).unwrap();
    let id = Sources::default().insert("records.bib", bib.as_str());
    let (records, _) = parse(id, "records.bib", &bib);
    for style in STYLES {
        let styles = Styles::load(style).unwrap();
        let language = styles.language("en-US");
        let marks = [TextMark::alone(), TextMark::alone()];
        for record in &records {
            let mended = mend::mended(record, &language);
            for whole in [&styles.marks, &styles.references] {
                let left = whole.for_entry(&mended.entry, &language);
                let made = |style| {
                    let made = Entry::rendered(style, &[&mended.entry], &marks, &language);
                    let list = made.bibliography.map(|list| format!("{:?}", list.items));
                    (format!("{:?}", made.citations), list)
                };
                assert_eq!(made(&left), made(whole), "{style} {}", record.id);
            }
        }
        let book = mend::mended(&records[0], &language);
        let left = styles.marks.for_entry(&book.entry, &language);
        assert!(format!("{left:?}").len() < format!("{:?}", *styles.marks).len());
    }
}

/// Each work cited alone with a page, then a second time, and its reference.
fn shown(name: &str, records: &[Arc<BibEntry>]) -> String {
    let styles = Styles::load(name).unwrap();
    let language = styles.language("en-US");
    let place = |value: &str| {
        Some(Locator {
            kind: LocatorKind::Page,
            value: value.into(),
        })
    };
    let cited = |work, place| CitedWork {
        work,
        locator: place,
        ..CitedWork::default()
    };
    let marks: Vec<TextMark> = (0..records.len())
        .flat_map(|work| [cited(work, place("12")), cited(work, place("14–15"))])
        .enumerate()
        .map(|(at, source)| TextMark {
            note: Some(at + 1),
            sources: vec![source],
        })
        .collect();
    let text = styles.text(records, &marks, &language);
    let mark = |at| -> String {
        let pieces = text.mark(at, Form::Html);
        pieces.into_iter().map(|piece| piece.words).collect()
    };
    let mut out = String::new();
    for (at, record) in records.iter().enumerate() {
        let reference = match text.references.iter().find(|(work, _)| *work == at) {
            Some((_, reference)) => reference.html.clone(),
            None => "-".to_owned(),
        };
        out.push_str(&format!(
            "{}\n  first: {}\n  then:  {}\n  list:  {reference}\n",
            record.id,
            mark(2 * at),
            mark(2 * at + 1),
        ));
    }
    out
}
