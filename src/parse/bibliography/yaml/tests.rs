use crate::diagnostic::Diagnostic;
use crate::model::bibliography::{BibEntry, Verification};
use crate::model::source::Sources;
use crate::parse::bibliography;

fn parse(text: &str) -> (Vec<BibEntry>, Vec<Diagnostic>) {
    let id = Sources::default().insert("a.yaml", text);
    bibliography::parse(id, "a.yaml", text)
}

fn places(text: &str) -> Vec<&str> {
    let findings = parse(text).1.into_iter();
    findings
        .map(|finding| &text[finding.span.range()])
        .collect()
}

fn ids(text: &str) -> Vec<String> {
    parse(text).0.into_iter().map(|record| record.id).collect()
}

#[test]
fn sources_are_read_with_own_fields_and_places() {
    let text = "# é\nrau:\n  type: Book\n  title: Who Décides?\n  author: [\"Rau, Ted\"]\n  date: 2021\n  \
                verified: Partial, by Ada\n  archived: https://web.archive.org/x\n";
    let (records, findings) = parse(text);
    assert_eq!(findings, []);
    let record = &records[0];
    assert_eq!(&text[record.span.range()], "rau");
    assert_eq!(record.entry.key(), "rau");
    assert_eq!(record.title().unwrap(), "Who Décides?");
    assert_eq!(record.verification(), Verification::Partial);
    assert_eq!(record.entry.date().unwrap().year, 2021);
}

#[test]
fn unknown_keys_are_found_at_every_level() {
    let text = "a:\n  type: article\n  titel: A\n  author:\n    - name: B\n      givenname: C\n  \
                parent:\n    type: periodical\n    title: P\n    volum: 3\n";
    assert_eq!(places(text), ["titel", "givenname", "volum"]);
    let help = parse(text).1[0].help.clone().unwrap();
    assert_eq!(help, "did you mean `title`?");
}

#[test]
fn a_field_that_cannot_be_read_is_dropped_and_the_source_kept() {
    let text = "a:\n  type: article\n  title: A\n  date: soon\n  url: javascript:x\n  parent:\n    \
                title: P\n    date: never\nb:\n  type: artcle\n  title: 1984\n  url:\n    value: www.x\n";
    assert_eq!(
        places(text),
        ["soon", "javascript:x", "never", "artcle", "www.x"]
    );
    let (records, _) = parse(text);
    assert_eq!(
        records[0].entry.parents()[0].title().unwrap().to_string(),
        "P"
    );
    assert!(records[0].entry.url().is_none());
    assert_eq!(records[1].title().unwrap(), "1984");
}

#[test]
fn numbers_keep_their_spelling() {
    let text =
        "a:\n  type: book\n  title: A\n  serial-number:\n    isbn: 0198237907\n  edition: 2\n";
    let (records, findings) = parse(text);
    assert_eq!(findings, []);
    assert_eq!(records[0].entry.isbn(), Some("0198237907"));
}

#[test]
fn a_broken_source_costs_no_other() {
    let text = "a:\n  type: book\n  title: A\nb:\n  type: book\n  title: \"B\nc:\n  type: book\n  \
                title: C: D\nd:\n  type: book\n  title: D\ne:\n  title: E\nf: 5\n";
    assert_eq!(ids(text), ["a", "d"]);
    let findings = parse(text).1;
    assert_eq!(findings.len(), 4, "{findings:?}");
    assert_eq!(places(text)[1..], ["title: C: D", "e", "f"]);
}

#[test]
fn the_first_of_two_sources_with_one_id_counts() {
    let text = "a:\n  type: book\n  title: One\na:\n  type: book\n  title: Two\n";
    let (records, findings) = parse(text);
    assert_eq!(records[0].title().unwrap(), "One");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].rule.name, "duplicate-source");
    assert_eq!(findings[0].notes[0].span.range(), 0..1);
}

#[test]
fn several_people_in_one_text_are_told_apart() {
    for (author, meant, said) in [
        ("\"Smith, A; Jones, B\"", "Smith, A | Jones, B", true),
        (
            "\"Smith, Ann and Jones, Bob\"",
            "Smith, Ann | Jones, Bob",
            true,
        ),
        (
            "[\"Smith, A & Jones, B\", \"Kim, C\"]",
            "Smith, A | Jones, B | Kim, C",
            true,
        ),
        (
            "\"Department of Health and Social Care\"",
            "Department of Health and Social Care",
            false,
        ),
        ("Department of Labor", "Department of Labor", false),
        ("Ludwig van Beethoven", "Beethoven, Ludwig", false),
        ("\"Smith, Ann\"", "Smith, Ann", false),
    ] {
        let (records, found) = parse(&format!(
            "a:\n  type: book\n  title: T\n  author: {author}\n  date: 2020\n"
        ));
        let people = records[0].entry.authors().unwrap_or_default().iter();
        let people = people.map(|person| match &person.given_name {
            Some(given) => format!("{}, {given}", person.name),
            None => person.name.clone(),
        });
        assert_eq!(people.collect::<Vec<_>>().join(" | "), meant, "{author}");
        assert_eq!(!found.is_empty(), said, "{author} {found:?}");
    }
    let (records, _) = parse("a:\n  type: book\n  title: T\n  author: \"Smith, Ann et al.\"\n");
    assert!(records[0].written.more_authors);
    assert_eq!(records[0].entry.authors().map(<[_]>::len), Some(1));
}

#[test]
fn an_address_loses_the_backslashes_of_latex() {
    let (records, found) = parse(
        "a:\n  type: web\n  title: T\n  url: 'https://e.org/a\\_b'\n  serial-number: {doi: '10.1177/a\\_b'}\n",
    );
    assert_eq!(found, []);
    let entry = &records[0].entry;
    assert_eq!(
        entry.url().map(|url| url.value.to_string()).as_deref(),
        Some("https://e.org/a_b")
    );
    assert_eq!(entry.doi(), Some("10.1177/a_b"));
}

#[test]
fn a_list_is_no_bibliography_and_depth_has_a_limit() {
    assert_eq!(parse("- a\n- b\n").1[0].rule.name, "bibliography-syntax");
    let deep = format!("a:\n  {}x\n", "- ".repeat(100_000));
    assert_eq!(parse(&deep).1.len(), 1);
    parse(&format!("a: {}", "[".repeat(100_000)));
    parse(&format!("a: {}", "{a: ".repeat(100_000)));
}

#[test]
fn no_text_makes_it_panic() {
    let seed = "a:\n  type: book\n  title: \"é: 'x'\"\n  author: [{name: É, prefix: von}, B]\n  \
                date: 2020-02\n  page-range: 1-é\n  url: {value: https://é, date: 2020}\n  parent:\n  \
                - &x {type: web, title: é}\n  - *x\nb: !t {type: web, note: |\n    x\n  }\n";
    let fragments = [
        ":", "\n", "- ", "é", "{", "[", "\"", "'", "*x", "&x ", "!t ", "  ", "#", "|",
    ];
    let characters: Vec<char> = seed.chars().collect();
    let mut state = 3u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    for _ in 0..2000 {
        let mut text = characters.clone();
        for _ in 0..1 + random(5) {
            let at = random(text.len());
            match random(2) {
                0 => drop(text.drain(at..(at + random(12)).min(text.len()))),
                _ => drop(text.splice(at..at, fragments[random(fragments.len())].chars())),
            }
        }
        let text: String = text.into_iter().collect();
        for finding in parse(&text).1 {
            assert!(text.get(finding.span.range()).is_some(), "{text}");
        }
    }
}
