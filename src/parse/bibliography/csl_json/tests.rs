use hayagriva::types::EntryType;

use crate::diagnostic::Diagnostic;
use crate::model::bibliography::{BibEntry, Verification};
use crate::model::source::Sources;
use crate::parse::bibliography;

fn parse(text: &str) -> (Vec<BibEntry>, Vec<Diagnostic>) {
    let id = Sources::default().insert("a.json", text);
    bibliography::parse(id, "a.json", text)
}

fn places(text: &str) -> Vec<&str> {
    let findings = parse(text).1.into_iter();
    findings
        .map(|finding| &text[finding.span.range()])
        .collect()
}

#[test]
fn an_article_becomes_an_entry_with_its_journal() {
    let text = r#"[{"id": "oliver-1993", "type": "article-journal", "title": "Formal Models",
        "author": [{"family": "Oliver", "given": "Pamela E."}], "container-title": "ARS",
        "volume": "19", "issue": 2, "page": "271-300", "issued": {"date-parts": [[1993, 8]]},
        "DOI": "https://doi.org/10.1/x", "URL": "https://example.org", "accessed": {"raw": "2026-11-01"},
        "custom": {"verified": "partial", "archived": "https://web.archive.org/a"}}]"#;
    let (records, findings) = parse(text);
    assert_eq!(findings, []);
    let record = &records[0];
    assert_eq!(&text[record.span.range()], "oliver-1993");
    assert_eq!(record.verification(), Verification::Partial);
    let entry = &record.entry;
    let journal = &entry.parents()[0];
    assert_eq!(journal.entry_type(), &EntryType::Periodical);
    assert_eq!(journal.volume().unwrap().to_string(), "19");
    assert_eq!(entry.page_range().unwrap().to_string(), "271-300");
    assert_eq!(entry.doi(), Some("10.1/x"));
    let accessed = entry.url().unwrap().visit_date.unwrap();
    assert_eq!(accessed.to_string(), "2026-11-01");
    assert_eq!(entry.date().unwrap().to_string(), "1993-08");
}

#[test]
fn what_cannot_be_read_is_dropped_and_the_source_kept() {
    let text = r#"[{"id": "a", "type": "bok", "titel": "A", "issued": {"raw": "soon"}, "URL": "x.org",
        "archived": "here", "author": "Ada"}]"#;
    assert_eq!(
        places(text),
        ["bok", "titel", r#"{"raw": "soon"}"#, "x.org", "\"here\""]
    );
    let (records, _) = parse(text);
    assert_eq!(records[0].entry.entry_type(), &EntryType::Misc);
    assert_eq!(records[0].entry.authors().unwrap()[0].name, "Ada");
}

#[test]
fn a_broken_source_costs_no_other() {
    let text = "[\n  {\"id\": \"a\", \"type\": \"book\"}\n  {\"id\": \"b\", \"type\": \"book\"},\n  \
                {\"id\": \"c\" \"type\": \"book\"},\n  {\"id\": \"d, \"type\": \"book\"},\n  \
                {\"id\": \"e\", \"type\": \"book\"},\n  {\"id\": \"e\", \"type\": \"book\"},\n  {\"type\": \"book\"}\n]";
    let (records, findings) = parse(text);
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "e"]);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    let syntax = "bibliography-syntax";
    assert_eq!(rules, [syntax, syntax, syntax, "duplicate-source", syntax]);
    assert_eq!(places(text)[..2], ["{", "\""]);
}

#[test]
fn a_file_cut_short_keeps_what_is_whole() {
    let text = "[\n  {\"id\": \"a\", \"type\": \"book\"},\n  {\"id\": \"b\",";
    let (records, findings) = parse(text);
    // What has no end is told once, where it begins to be missing.
    assert_eq!((records.len(), findings.len()), (1, 1));
    assert!(findings[0].message.contains("ends before its last bracket"));
    let (records, findings) = parse("[\n  {\"id\": \"a\", \"type\": \"book\"}\n");
    assert_eq!((records.len(), findings.len()), (1, 1));
    assert_eq!(parse("5").1.len(), 1);
}

#[test]
fn no_text_makes_it_panic() {
    let seed = r#"{"items": [{"id": "é", "type": "chapter", "title": "<i>É</i>", "page": "1-é, 4",
        "issued": {"date-parts": [["2020", 13, 0]]}, "author": [{"literal": "é"}, {"family": ""}],
        "edition": "2nd", "volume": -1, "number-of-pages": 99999999999, "URL": "https://é",
        "language": "xx-é", "custom": {"archived": "é"}}, {"id": 5}]}"#;
    let fragments = [
        "{", "}", "[", "]", "\"", ",", ":", "\n", "é", "\\", "<i", "null", "-", "/",
    ];
    let characters: Vec<char> = seed.chars().collect();
    let mut state = 5u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for _ in 0..3000 {
        let mut text = characters.clone();
        for _ in 0..1 + random(5) {
            let at = random(text.len());
            match random(2) {
                0 => drop(text.drain(at..(at + random(9)).min(text.len()))),
                _ => drop(text.splice(at..at, fragments[random(fragments.len())].chars())),
            }
        }
        let text: String = text.into_iter().collect();
        for finding in parse(&text).1 {
            assert!(text.get(finding.span.range()).is_some(), "{text}");
        }
    }
}
