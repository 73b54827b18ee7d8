use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::entries::{Entry, Section};
use super::language::Language;
use super::letters::fold;
use super::postings::{self, Known, Place, Postings, Stem};
use super::shards::{self, Head, Shard, Word};
use super::spelling::{american, british};
use super::words;

/// A page with these sections, the first without a heading.
fn page(title: &str, sections: &[(&str, &str)]) -> Entry {
    let sections = sections.iter().map(|(heading, text)| Section {
        id: heading.to_lowercase(),
        heading: (*heading).to_owned(),
        is_term: false,
        text: (*text).to_owned(),
    });
    Entry {
        title: title.to_owned(),
        aliases: Vec::new(),
        url: format!("{title}.html"),
        kind: "Method".to_owned(),
        tags: Vec::new(),
        summary: None,
        sections: sections.collect(),
    }
}

/// What stands in entries that two threads count.
fn gathered(lang: &str, entries: &[Entry]) -> Postings {
    let language = Language::new(lang);
    let mut postings = Postings::default();
    for some in entries.chunks(entries.len().div_ceil(2)) {
        postings.take(postings::count(&language, &mut Known::default(), some));
    }
    postings
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    words::for_each_word(text, &mut |word| words.push(word.to_owned()));
    words
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

/// Texts with their words, folded, by script: the same table to which the theme's `words.js` is held.
#[test]
fn words_are_divided_and_folded_as_in_a_browser() {
    let table: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(include_str!("../../../tests/js/words.json"))
            .expect("the table is JSON");
    // A language without a stemmer has each word as it is written.
    let language = Language::new("und");
    for (script, texts) in table {
        for (text, expected) in texts {
            let found: Vec<String> = words(&text)
                .iter()
                .flat_map(|word| language.forms(word))
                .collect();
            assert_eq!(found.join(" "), expected, "{text:?}, {script}");
        }
    }
}

/// Words with their stems, by language: the same table to which the scripts are held that stem in a browser.
#[test]
fn words_are_stemmed_as_in_a_browser() {
    let table: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(include_str!("../../../tests/js/stems.json"))
            .expect("the table is JSON");
    for (lang, words) in table {
        let language = Language::new(&lang);
        assert!(language.stemmer().is_some(), "{lang}");
        for (word, expected) in words {
            assert_eq!(language.stem(&word), expected, "{word:?}, {lang}");
        }
    }
}

#[test]
fn an_article_and_other_affixes_are_cut_off() {
    for (lang, forms) in [
        (
            "ar",
            &["نقابة", "النقابة", "والنقابة", "نقابات", "للنقابة"][..],
        ),
        ("ar", &["مدرسة", "مدرسه", "المدرسة"]),
        ("fa", &["کتاب", "کتابها", "كتابهای"]),
        (
            "ko",
            &["노동조합", "노동조합을", "노동조합이", "노동조합에서"],
        ),
    ] {
        let language = Language::new(lang);
        let stems: BTreeSet<String> = forms.iter().map(|form| language.stem(form)).collect();
        assert_eq!(stems.len(), 1, "{lang}: {stems:?}");
    }
}

#[test]
fn every_language_with_a_stemmer_has_stop_words() {
    for lang in [
        "de", "en", "es", "fr", "it", "nl", "pt", "ru", "sv", "ar", "fa",
    ] {
        assert!(Language::new(lang).stop_words().len() > 15, "{lang}");
    }
    assert!(Language::new("fr").stop_words().contains("etre"));
    assert!(Language::new("eo").stop_words().is_empty());
}

#[test]
fn stems_in_which_parts_are_looked_for_are_listed_with_what_they_share() {
    let entry = page(
        "A",
        &[("", "Mitbestimmung Mitarbeit Rat Betriebsrat 123456")],
    );
    let words: Vec<Word> = gathered("de", &[entry]).stems(shards::word);
    let scripts = shards::vocabulary(&words);
    assert_eq!(scripts.len(), 1);
    assert_eq!(data(&scripts[0].1), "AbetriebsratAmitarbeitDbestimm");
}

#[test]
fn a_term_is_a_name() {
    let mut glossary = page("Words", &[("", ""), ("Consent", "Nobody objects.")]);
    glossary.sections[1].is_term = true;
    let stems = gathered("en", &[glossary]).stems(|stem: Stem| stem);
    let consent = stems.iter().find(|stem| stem.stem == "consent").unwrap();
    assert_eq!(consent.postings[0].place, Place::Alias);
    assert_eq!(consent.postings[0].section, 1);
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
    let stems = gathered("en", &[one, two]).stems(|stem: Stem| stem);
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
    let postings = gathered("en", &entries.collect::<Vec<_>>());
    let common = postings.common();
    assert!(!common.contains("meeting"), "{common:?}");
    assert!(common.contains("the"));
    let stems = postings.stems(|stem: Stem| stem);
    let the = stems.iter().find(|stem| stem.stem == "the");
    assert!(the.is_some_and(|the| the.postings.iter().all(|one| one.place != Place::Text)));
}

#[test]
fn a_stem_is_counted_in_each_of_many_sections() {
    let text = "ask ".repeat(200);
    let entries: Vec<Entry> = (0..1000)
        .map(|n| {
            page(
                &format!("P{n}"),
                if n % 300 == 7 {
                    &[("", "Ask."), ("Asking", "")]
                } else {
                    &[("", "x")]
                },
            )
        })
        .chain([page("Long", &[("", &text)])])
        .collect();
    let stems = gathered("en", &entries).stems(|stem: Stem| stem);
    let ask = stems.iter().find(|stem| stem.stem == "ask").unwrap();
    let found: Vec<_> = ask
        .postings
        .iter()
        .map(|one| (one.section, one.place))
        .collect();
    let (text, heading) = (Place::Text, Place::Heading);
    assert_eq!(
        found,
        [
            (7, text),
            (8, heading),
            (308, text),
            (309, heading),
            (609, text),
            (610, heading),
            (910, text),
            (911, heading),
            (1004, text)
        ]
    );
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
    let postings = gathered("en", &entries.collect::<Vec<_>>());
    let forms = postings.stems(|stem: Stem| stem.forms);
    let shards = shards::words(&postings.stems(shards::word));
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
    let texts: Vec<_> = shards
        .iter()
        .map(|shard| String::from_utf8_lossy(&shard.bytes))
        .collect();
    let held: Vec<HashSet<&str>> = texts
        .iter()
        .map(|text| text.split(['"', ' ']).collect())
        .collect();
    for form in forms.into_iter().flatten() {
        let at = firsts.iter().rposition(|first| *first <= form.as_str());
        assert!(held[at.unwrap_or(0)].contains(form.as_str()), "{form}");
    }
}

/// The data that a script hands over.
fn data(bytes: &[u8]) -> serde_json::Value {
    let script = String::from_utf8(bytes.to_vec()).unwrap();
    let json = script.strip_prefix("groundworkSearch.take(").unwrap();
    serde_json::from_str(json.strip_suffix(");\n").unwrap()).unwrap()
}

fn heads(entries: &[Entry]) -> Vec<Head> {
    entries.iter().map(Head::new).collect()
}

#[test]
fn titles_are_cut_into_small_scripts_that_hold_every_section_once_beside_its_page() {
    let heading = long("word", 90);
    let sections = vec![(heading.as_str(), "text"); 200];
    let entries = [
        page("A", &sections),
        page("B", &[("", "short")]),
        page("C", &sections),
    ];
    let shards = shards::titles(&heads(&entries));
    assert!(shards.len() > 4);
    let mut titles = String::new();
    for shard in &shards {
        assert_eq!(shard.first, titles.len());
        assert!(shard.bytes.len() < 60_000, "{}", shard.bytes.len());
        let data = data(&shard.bytes);
        for section in data["sections"].as_array().unwrap() {
            let page = &data["pages"][section[0].as_u64().unwrap() as usize];
            titles.push_str(page[0].as_str().unwrap());
        }
    }
    assert_eq!(titles, format!("{0}B{1}", "A".repeat(200), "C".repeat(200)));
}

#[test]
fn the_list_of_a_large_site_is_in_parts() {
    let heads = heads(
        &(0..30_000)
            .map(|_| page("A", &[("", "x")]))
            .collect::<Vec<_>>(),
    );
    let list = |count: usize| (0..count).map(|at| (at, format!("titles-{at:010}")));
    let mut top = shards::Top {
        lang: "en",
        common: BTreeSet::new(),
        heads: &heads[..20],
        sources: 20,
        titles: list(3).collect(),
        words: Vec::new(),
        vocabulary: Vec::new(),
        stemmers: Vec::new(),
        affixes: None,
    };
    // But for the tags.
    assert_eq!(shards::top(&top).1.len(), 1);
    top.heads = &heads;
    top.titles = list(4_000).collect();
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
    assert_eq!(joined.matches("BB").count(), 30_000);
}

#[test]
fn the_same_entries_make_the_same_scripts_however_they_are_counted() {
    let text = long("x", 300);
    let sections = [("", "we meet"), ("H", text.as_str())];
    let entries: Vec<Entry> = (0..200)
        .map(|n| page(&format!("P{n}"), &sections))
        .collect();
    let build = |batch: usize| {
        let language = Language::new("en");
        let (mut postings, mut known) = (Postings::default(), Known::default());
        for some in entries.chunks(batch) {
            postings.take(postings::count(&language, &mut known, some));
        }
        let words: Vec<Word> = postings.stems(shards::word);
        shards::words(&words)
            .into_iter()
            .map(|shard: Shard<String>| (shard.name, shard.bytes))
    };
    assert!(build(3).eq(build(150)));
}

#[test]
fn scripts_hold_nothing_that_ends_an_element_or_a_line() {
    let entry = page("</script>\u{2028}x", &[("", "")]);
    let shards = shards::titles(&heads(&[entry]));
    let script = String::from_utf8(shards[0].bytes.clone()).unwrap();
    assert!(!script.contains(['<', '\u{2028}']), "{script}");
    assert_eq!(data(&shards[0].bytes)["pages"][0][0], "</script>\u{2028}x");
}
