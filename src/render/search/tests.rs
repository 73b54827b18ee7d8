use std::collections::BTreeSet;

use super::entries::{Entry, Section};
use super::postings::{self, Place};
use super::shards;
use super::spelling::{american, british};
use super::words::{Language, fold, words};

/// A page with these sections, the first without a heading.
fn page(title: &str, sections: &[(&str, &str)]) -> Entry {
    let sections = sections.iter().map(|(heading, text)| Section {
        id: heading.to_lowercase(),
        heading: (*heading).to_owned(),
        text: (*text).to_owned(),
    });
    Entry {
        title: title.to_owned(),
        aliases: Vec::new(),
        url: format!("{title}.html"),
        kind: "Method".to_owned(),
        tags: Vec::new(),
        sections: sections.collect(),
    }
}

fn gathered(lang: &str, entries: Vec<Entry>) -> postings::Postings {
    let count = entries.len();
    let entries: Vec<_> = entries.into_iter().map(std::sync::Mutex::new).collect();
    let empty = || page("", &[]);
    postings::gather(&Language::new(lang), count, &|at| {
        std::mem::replace(&mut *entries[at].lock().unwrap(), empty())
    })
}

/// A text of so many different words.
fn long(beginning: &str, count: usize) -> String {
    let letters = |n: usize| -> String {
        let digit = |place: u32| char::from(b'a' + (n / 26_usize.pow(place) % 26) as u8);
        (0..4).map(digit).collect()
    };
    (0..count)
        .map(|n| format!("{beginning}{} ", letters(n)))
        .collect()
}

#[test]
fn text_is_divided_into_words() {
    for (text, expected) in [
        ("One-to-ones, 1-on-1!", "one to ones 1 on 1"),
        ("People’s l'Assemblée d’été", "people assemblée été"),
        ("<b>.*</b> \u{1f642}", "b b"),
        ("東京都 and カタカナ", "東京 京都 and カタ タカ カナ"),
        ("人", "人"),
        ("اجتماع عام", "اجتماع عام"),
    ] {
        assert_eq!(words(text).join(" "), expected, "{text}");
    }
}

#[test]
fn words_are_folded() {
    for (word, expected) in [
        ("Été", "ete"),
        ("e\u{301}", "e"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("اِجْتِماع", "اجتماع"),
        ("ﬁne", "fine"),
        ("हिंदी", "हिंदी"),
    ] {
        assert_eq!(fold(word), expected);
    }
}

#[test]
fn forms_share_a_stem_in_each_language() {
    for (lang, forms) in [
        ("en", &["organize", "organising", "organized"][..]),
        ("en", &["meeting", "meetings", "meet"]),
        ("fr", &["réunion", "réunions"]),
        ("de", &["versammlung", "versammlungen"]),
        ("es", &["organizar", "organizado"]),
        ("ru", &["собрание", "собрания"]),
    ] {
        let language = Language::new(lang);
        let stems: BTreeSet<String> = forms.iter().map(|form| language.stem(form)).collect();
        assert_eq!(stems.len(), 1, "{lang}: {stems:?}");
    }
    assert_eq!(Language::new("eo").stem("kunvenoj"), "kunvenoj");
}

#[test]
fn both_spellings_of_english_words_are_forms() {
    for (one, other) in [
        ("organize", "organise"),
        ("organizing", "organising"),
        ("organization", "organisation"),
        ("mobilizers", "mobilisers"),
        ("analyze", "analyse"),
        ("labor", "labour"),
        ("neighbors", "neighbours"),
        ("neighborhood", "neighbourhood"),
        ("behavioral", "behavioural"),
        ("center", "centre"),
        ("traveling", "travelling"),
        ("counselor", "counsellor"),
        ("program", "programme"),
        ("practice", "practise"),
    ] {
        assert_eq!(american(other), one);
        assert_eq!(american(one), one);
        assert_eq!(british(one).as_deref(), Some(other));
        let english = Language::new("en");
        assert_eq!(english.stem(one), english.stem(other));
        assert_eq!(english.forms(one), english.forms(other));
    }
    for word in [
        "rise", "wise", "prize", "four", "hour", "our", "calling", "feeling", "basis",
    ] {
        assert_eq!(american(word), word);
    }
    assert_eq!(Language::new("fr").forms("organise"), ["organise"]);
}

#[test]
fn a_stem_knows_its_sections_and_what_it_says_of_them() {
    let one = page(
        "Consent",
        &[("", "We ask."), ("Steps", "Ask for consent. Asking helps.")],
    );
    let two = page("Rounds", &[("", "Everyone speaks, and speaks.")]);
    let stems = gathered("en", vec![one, two]).stems;
    let of = |stem: &str| {
        let found = stems.iter().find(|one| one.stem == stem);
        let postings = found.map(|one| one.postings.iter().map(|one| (one.section, one.place)));
        postings.map_or_else(Vec::new, Iterator::collect)
    };
    assert_eq!(of("ask"), [(0, Place::Text), (1, Place::Text)]);
    assert_eq!(of("consent"), [(0, Place::Title), (1, Place::Text)]);
    assert_eq!(of("step"), [(1, Place::Heading)]);
    assert_eq!(of("speak"), [(2, Place::Text)]);
}

#[test]
fn what_stands_in_most_sections_is_looked_for_in_headings_alone() {
    let entries = (0..70).map(|n| page(&format!("P{n}"), &[("", "the meeting"), ("The end", "x")]));
    let postings = gathered("en", entries.collect());
    assert!(
        !postings.common.contains("meeting"),
        "{:?}",
        postings.common
    );
    assert!(postings.common.contains("the"));
    let the = postings.stems.iter().find(|stem| stem.stem == "the");
    assert!(the.is_some_and(|the| the.postings.iter().all(|one| one.place != Place::Text)));
}

#[test]
fn shards_are_small_and_hold_every_form_where_it_is_looked_for() {
    // Many words with one beginning, and one whose forms begin differently.
    let texts = [
        long("same", 12_000),
        long("b", 4_000),
        "die dying dies".to_owned(),
    ];
    let entries = texts.iter().map(|text| page("A", &[("", text)]));
    let stems = gathered("en", entries.collect()).stems;
    let all: Vec<String> = stems.iter().flat_map(|stem| stem.forms.clone()).collect();
    let shards = shards::words(stems);
    assert!(shards.len() > 5);
    let firsts: Vec<&str> = shards.iter().map(|shard| shard.first.as_str()).collect();
    assert!(firsts.is_sorted(), "{firsts:?}");
    for shard in &shards {
        assert!(
            shard.bytes.len() < 100_000,
            "{}: {}",
            shard.name,
            shard.bytes.len()
        );
    }
    for form in all {
        let at = firsts.iter().rposition(|first| *first <= form.as_str());
        let bytes = &shards[at.unwrap_or(0)].bytes;
        let text = String::from_utf8_lossy(bytes);
        let is_there = text.split(['"', ' ']).any(|word| word == form);
        assert!(is_there, "{form}");
    }
}

#[test]
fn text_is_cut_into_small_scripts_that_hold_every_section_once() {
    let text = long("word", 900);
    let sections = vec![("Steps", text.as_str()); 40];
    let entries = [
        page("A", &sections),
        page("B", &[("", "short")]),
        page("C", &sections),
    ];
    let measured: Vec<_> = entries.iter().map(shards::measure).collect();
    let stretches = shards::stretches(&measured);
    assert!(stretches.len() > 5);
    let mut sections = 0;
    for stretch in &stretches {
        assert_eq!(stretch.first, sections);
        let bytes = shards::text(stretch, &entries[stretch.entries.clone()]);
        assert!(bytes.len() < 60_000, "{}", bytes.len());
        let script = String::from_utf8(bytes).unwrap();
        let json = script
            .trim()
            .strip_prefix("groundworkSearch.take(")
            .unwrap();
        let data: serde_json::Value =
            serde_json::from_str(json.strip_suffix(");").unwrap()).unwrap();
        sections += data["sections"].as_array().unwrap().len();
    }
    assert_eq!(sections, 81);
}

#[test]
fn the_list_of_a_large_site_is_in_parts() {
    let measured: Vec<_> = (0..30_000)
        .map(|_| shards::measure(&page("A", &[("", "x")])))
        .collect();
    let list = |count: usize| (0..count).map(|at| (at, format!("text-{at:010}")));
    let mut top = shards::Top {
        kinds: vec!["Method".to_owned()],
        common: BTreeSet::new(),
        measured: &measured[..20],
        sources: 20,
        texts: list(3).collect(),
        words: Vec::new(),
    };
    assert_eq!(shards::top(&top).1.len(), 0);
    top.measured = &measured;
    top.texts = list(4_000).collect();
    let (first, parts) = shards::top(&top);
    let scripts = parts
        .iter()
        .map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let scripts: Vec<_> = scripts.collect();
    assert!(first.len() < 1_000 && parts.len() > 4, "{}", parts.len());
    assert!(scripts.iter().all(|script| script.len() < 60_000));
    let whole = scripts.concat();
    assert!(list(4_000).all(|(_, name)| whole.contains(&name)));
    let joined = whole.replace("\"});\ngroundworkSearch.take({\"pages\":\"", "");
    assert_eq!(joined.matches("BBA").count(), 30_000);
}

#[test]
fn the_same_entries_make_the_same_scripts() {
    let build = || {
        let text = long("x", 300);
        let entries = (0..200).map(|n| page(&format!("P{n}"), &[("", "we meet"), ("H", &text)]));
        let stems = gathered("en", entries.collect()).stems;
        shards::words(stems)
            .into_iter()
            .map(|shard| (shard.name, shard.bytes))
    };
    assert!(build().eq(build()));
}

#[test]
fn scripts_hold_nothing_that_ends_an_element_or_a_line() {
    let entry = page("A", &[("", "</script>\u{2028}x")]);
    let stretches = shards::stretches(&[shards::measure(&entry)]);
    let script = String::from_utf8(shards::text(&stretches[0], &[entry])).unwrap();
    assert!(!script.contains(['<', '\u{2028}']), "{script}");
}
