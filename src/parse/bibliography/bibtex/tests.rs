use std::time::Instant;

use crate::diagnostic::Diagnostic;
use crate::model::bibliography::{BibEntry, Verification};
use crate::model::source::Sources;
use crate::parse::bibliography;

fn parse(text: &str) -> (Vec<BibEntry>, Vec<Diagnostic>) {
    let id = Sources::default().insert("a.bib", text);
    bibliography::parse(id, "a.bib", text)
}

/// The findings as their place in the text and their message.
fn findings(text: &str) -> Vec<(&str, String)> {
    let found = parse(text).1.into_iter();
    found
        .map(|finding| (&text[finding.span.range()], finding.message))
        .collect()
}

fn ids(text: &str) -> Vec<String> {
    parse(text).0.into_iter().map(|record| record.id).collect()
}

/// The only record of a text that has nothing to find.
fn only(text: &str) -> BibEntry {
    let (mut records, findings) = parse(text);
    assert_eq!(findings, []);
    assert_eq!(records.len(), 1);
    records.remove(0)
}

#[test]
fn own_fields_stand_beside_the_entry_and_never_in_it() {
    let record = only(
        "@book{a, title = {A}, verified = \"partial: Ren\\'e, 2026\", access = {open},
        archived = {https://web.archive.org/web/2020--x/a_b}, annotation = {a remark},
        level = {easy}, format = {print}}",
    );
    assert_eq!(record.verification(), Verification::Partial);
    assert_eq!(record.own.verified.unwrap(), "partial: René, 2026");
    let archived = record.own.archived.unwrap();
    assert_eq!(archived, "https://web.archive.org/web/2020--x/a_b");
    assert_eq!(record.own.annotation.unwrap(), "a remark");
    assert_eq!(record.own.access.unwrap(), "open");
    assert!(record.entry.note().is_none());
}

#[test]
fn a_broken_entry_costs_no_other() {
    let text = "@book{a, title = {A}}\n@book{b, title = {B}\n@string{x = {X}}\n\
                @book{c, title = x}\n@book{d title = {D}}\n@book{e, title = {E}}\n";
    assert_eq!(ids(text), ["a", "c", "e"]);
    let found = findings(text);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0], ("@book{", "the entry `b` is never closed".into()));
    assert_eq!(found[1].0, "t");
}

#[test]
fn a_field_may_hold_what_looks_like_an_entry() {
    let record = only("@book{a, title = {A}, abstract = {Type\n  @foo{x}\n or\n  @bar{y}.}}");
    assert!(
        record
            .entry
            .abstract_()
            .unwrap()
            .to_string()
            .contains("@foo")
    );
}

#[test]
fn a_field_that_cannot_be_read_is_dropped_and_the_entry_kept() {
    let text = "@book{a, title = {A costs $5}, date = {soon}, year = {2020},
        publisher = acme, month = 13, url = {www.example.org}, author = {Ada Lovelace}}";
    let (records, _) = parse(text);
    let entry = &records[0].entry;
    assert_eq!(records[0].title().unwrap(), "A costs $5");
    assert!(entry.url().is_none() && entry.publisher().is_none());
    assert_eq!(entry.authors().unwrap()[0].name, "Lovelace");
    assert_eq!(entry.date().unwrap().year, 2020);
    let places: Vec<&str> = findings(text).iter().map(|(place, _)| *place).collect();
    assert_eq!(places, ["$", "{soon}", "acme", "13", "{www.example.org}"]);
}

#[test]
fn an_empty_field_is_no_field() {
    let record = only("@book{a, title = {A}, date = {}, url = {}, doi = { }}");
    assert!(record.entry.date().is_none() && record.entry.url().is_none());
}

#[test]
fn the_first_of_two_entries_with_one_key_counts() {
    let text = "@book{a, title = {One}}\n@book{a, title = {Two}}";
    let (records, findings) = parse(text);
    assert_eq!(records[0].title().unwrap(), "One");
    assert_eq!(findings[0].rule.name, "duplicate-source");
    assert_eq!(findings[0].span.start, 30);
    assert_eq!(findings[0].notes[0].span.start, 6);
}

#[test]
fn misspelled_fields_and_types_are_found() {
    let text = "@boook{a, titel = {A}, title = {A}, Title = {B}, mendeley-tags = {x}}";
    let found = findings(text);
    let places: Vec<&str> = found.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, ["boook", "titel", "Title"]);
}

#[test]
fn abbreviations_work_and_cannot_run_away() {
    let record = only(
        "@string{ox = \"Oxford\"} @string{up = ox # { University Press}}
        @book{a, title = {A}, publisher = up, month = jan, year = 1999}",
    );
    let publisher = record.entry.publisher().unwrap().name().unwrap();
    assert_eq!(publisher.to_string(), "Oxford University Press");
    assert_eq!(record.entry.date().unwrap().month, Some(0));
    let text = "@string{a = a} @string{b = c} @string{c = b} @book{x, title = {X}, note = a # b}";
    assert_eq!(ids(text), ["x"]);
    assert_eq!(findings(text).len(), 4);
    let mut text = String::from("@string{a0 = {0123456789}}");
    for i in 1..40 {
        text += &format!("@string{{a{i} = a{} # a{}}}", i - 1, i - 1);
    }
    assert!(!parse(&text).1.is_empty());
}

#[test]
fn entries_inherit_and_keep_their_own_date() {
    let text = "@incollection{a, title = {A}, author = {Ada}, crossref = {b}, date = {1999}}
        @incollection{c, title = {C}, crossref = {b}, xdata = {p}}
        @collection{b, title = {B}, subtitle = {Or not}, editor = {Eva}, date = {2001}}
        @xdata{p, publisher = {Press}}";
    let (records, findings) = parse(text);
    assert_eq!(findings, []);
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["a", "c", "b"]);
    let [a, c, b] = [0, 1, 2].map(|i| &records[i].entry);
    assert_eq!(a.parents()[0].title().unwrap().to_string(), "B: Or not");
    assert_eq!(
        (a.date().unwrap().year, c.date().unwrap().year),
        (1999, 2001)
    );
    assert_eq!(b.title().unwrap().to_string(), "B: Or not");
    let publisher = c.parents()[0].publisher().unwrap().name().unwrap();
    assert_eq!(publisher.to_string(), "Press");
}

#[test]
fn circles_and_dead_links_are_found_and_the_entries_kept() {
    let text = "@book{a, title = {A}, crossref = {b}} @book{b, title = {B}, crossref = {a}}
        @book{c, title = {C}, crossref = {cc}} @book{d, title = {D}, crossref = {d}}";
    assert_eq!(ids(text), ["a", "b", "c", "d"]);
    let places: Vec<&str> = findings(text).iter().map(|(place, _)| *place).collect();
    assert_eq!(places, ["{b}", "{a}", "{cc}", "{d}"]);
}

#[test]
fn titles_take_their_subtitles_and_reports_their_institution() {
    let of = |text: &str| only(text).title().unwrap();
    assert_eq!(of("@book{a, title = {A}, subtitle = {B {UP}}}"), "A: B UP");
    assert_eq!(of("@book{a, title = {Who?}, subtitle = {Us}}"), "Who? Us");
    let record = only("@report{a, title = {A}, institution = {ILO}, location = {Geneva}}");
    let publisher = record.entry.publisher().unwrap();
    assert_eq!(publisher.name().unwrap().to_string(), "ILO");
    assert_eq!(publisher.location().unwrap().to_string(), "Geneva");
}

#[test]
fn an_address_is_found_in_older_fields() {
    let record = only("@misc{a, title = {A}, howpublished = {\\url{https://example.org/a}}}");
    let url = record.entry.url().unwrap().value.to_string();
    assert_eq!(url, "https://example.org/a");
    assert!(record.entry.note().is_none());
}

#[test]
fn comments_in_entries_are_passed_over() {
    let text = "% @book{no}\n@book{a,\n% one\n% two {\n title = {A % b},\n}\n@comment{@book{n}}";
    assert_eq!(only(text).title().unwrap(), "A % b");
}

#[test]
fn the_time_is_linear_in_the_file_whatever_is_broken() {
    let filler = "x".repeat(900);
    let kinds = [
        format!("@book{{a#, title = {{{filler}}}, date = {{2020}}}}\n"),
        format!("@book{{a#, title = {{{filler}\n"),
        format!("@foo{{a#, title = {{{filler}\n"),
        format!("  @foo{{a#, title = \"{filler}\n }}"),
        format!("@comment{{ {filler}\n"),
        format!("@book{{a#, title = {{{filler}}}, crossref = {{a}}}}\n"),
    ];
    for kind in kinds {
        let text: String = (0..400)
            .map(|i| kind.replace('#', &i.to_string()))
            .collect();
        let start = Instant::now();
        parse(&text);
        assert!(start.elapsed().as_secs() < 4, "{kind:.40}");
    }
}

#[test]
fn no_text_makes_it_panic() {
    let seed = "@strïng{s = \"é\" # jan}\n@book{k, author = {Ön, B. and {G} and others and }, \
        title = {A {\\'e}$x$ \\\"{u} \\url{http://é}}, date = {2020-02~/..}, year = 1, month = jan # \"~12\", \
        pages = {1--2, iv}, crossref = {é}, xdata = {k,j}, edition = 2, volume = {i},\n editor = {A}, \
        editortype={x}, url = {https://é}, urldate = {12345X}, language = {x and y}}\n@comment{é}";
    let fragments = [
        "{", "}", "\"", "\\", "$", "@", ",", "=", "#", "é", " and ", "%", "\n", "~", "X",
    ];
    let characters: Vec<char> = seed.chars().collect();
    let mut state = 7u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for _ in 0..3000 {
        let mut text = characters.clone();
        for _ in 0..1 + random(6) {
            let at = random(text.len());
            match random(3) {
                0 => drop(text.remove(at)),
                1 => drop(text.drain(at..(at + random(30)).min(text.len()))),
                _ => drop(text.splice(at..at, fragments[random(fragments.len())].chars())),
            }
        }
        let text: String = text.into_iter().collect();
        for finding in parse(&text).1 {
            assert!(text.get(finding.span.range()).is_some(), "{text}");
        }
    }
}
