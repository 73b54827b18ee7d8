use std::sync::Arc;

use super::clock;
use crate::model::agenda::{Agenda, Amount, ItemKind, Priority, totals};
use crate::model::config::Schema;
use crate::model::kind::{Ability, FieldKind, FieldType, Kind, Localized};
use crate::model::page::Page;
use crate::model::source::Sources;

fn page(text: &str) -> Page {
    let per_person = [("en".to_owned(), vec!["per person".to_owned()])];
    let field = |id: &str, value: FieldType| FieldKind {
        id: id.to_owned(),
        labels: Localized::new(),
        value,
        in_lists: None,
        on_sheet: true,
        example: None,
    };
    let kind = Kind {
        id: "meeting".to_owned(),
        abilities: vec![Ability::Timed],
        per_person: per_person.into(),
        fields: vec![
            field("start", FieldType::Text),
            field("minutes", FieldType::Number),
            field("people", FieldType::Range),
            field("buffer", FieldType::Number),
            field("decision_rule", FieldType::Text),
            field("roles", FieldType::List),
        ],
        ..Kind::default()
    };
    let schema = Schema::new(vec!["en".to_owned()], vec![kind], false, None);
    let text: Arc<str> = format!("+++\nkind = \"meeting\"\n{text}").into();
    let source = Sources::default().insert("content/a.md", text.clone());
    crate::parse::page(source, crate::parse::File::at("a.md"), &text, &schema).0
}

fn agenda(text: &str) -> Agenda {
    *page(text).agenda.expect("the page is an agenda")
}

#[test]
fn a_clock_is_minutes_after_midnight() {
    for (text, expected) in [
        ("19:00", Some(1140)),
        ("7:05", Some(425)),
        ("00:00", Some(0)),
        ("24:00", None),
        ("19:60", None),
        ("19:5", None),
        ("1:5", None),
        ("+9:00", None),
        ("19", None),
        ("", None),
    ] {
        assert_eq!(clock(text), expected, "{text}");
    }
}

#[test]
fn front_matter_is_typed() {
    let agenda = agenda(
        "start = \"19:00\"\nminutes = 90\nbuffer = 5\npeople = { min = 6, expected = 16, max = 30 }\ndecision_rule = \"consent\"\nroles = [\"facilitator\"]\n+++\n",
    );
    let settings = agenda.settings;
    let people = settings.people.unwrap().value;
    assert_eq!(
        (people.min, people.expected, people.max),
        (Some(6), 16, Some(30))
    );
    assert_eq!(settings.start, Some(1140));
    assert_eq!(settings.minutes.unwrap().value, 90);
    assert_eq!(settings.buffer, 5);
    assert_eq!(settings.decision_rule.as_deref(), Some("consent"));
    assert_eq!(settings.roles[0].value, "facilitator");
}

#[test]
fn headings_of_the_second_level_are_items() {
    let page = page(
        "+++\nWhy we meet.\n\n## Go-round {#go .opening minutes=2+0.75/person cap=15 least=6 priority=must uses=go-round,stack lead=facilitator}\n\nSay.\n\n### Part\n\nMore.\n\n> ## Not one {minutes=5}\n\n## Break\n",
    );
    let agenda = page.agenda.as_ref().unwrap();
    let [first, last] = agenda.items.as_slice() else {
        panic!("{:?}", agenda.items);
    };
    let minutes = first.minutes.unwrap();
    assert_eq!(
        (minutes.fixed, minutes.per_person, minutes.cap),
        (2, 75, Some(15))
    );
    assert_eq!(&page.text[minutes.span.range()], "2+0.75/person");
    assert_eq!(first.sort, Some(ItemKind::Opening));
    assert_eq!(first.priority, Priority::Must);
    assert_eq!(first.least.as_ref().unwrap().value, 6);
    assert_eq!(first.lead.as_ref().unwrap().value, "facilitator");
    let used = first.uses.iter().map(|at| {
        let target = &page.meta.relations[*at as usize].target;
        assert_eq!(page.text[target.span.range()], *target.value);
        target.value.as_str()
    });
    assert_eq!(used.collect::<Vec<_>>(), ["go-round", "stack"]);
    assert_eq!((last.minutes, last.priority), (None, Priority::Should));
    assert!(!last.says_minutes);
}

#[test]
fn attributes_are_read_wherever_a_heading_ends() {
    for heading in [
        "## T {minutes=5}",
        "## T {minutes=5}   ",
        "T {minutes=5}\n---",
        "## `{x}` {minutes=5}",
        "## {minutes=5}",
        "## *T* [[a]] {minutes = 5}",
    ] {
        let agenda = agenda(&format!("+++\n{heading}\n\nText.\n"));
        let minutes = agenda.items[0].minutes.map(|minutes| minutes.fixed);
        assert_eq!(minutes, Some(5), "{heading}");
    }
}

#[test]
fn marked_blocks_are_gathered_wherever_they_stand_in_an_item() {
    let page = page(
        "+++\n## T {minutes=5}\n\n> [!SAY] Hello.\n> > [!NOTE] inside\n\n- x\n\n  > [!CUE timekeeper] Card.\n\n### Part\n\n> [!DECISION] Yes?\n\n## U {minutes=5}\n\n> [!LATE] Pairs.\n",
    );
    let agenda = page.agenda.as_ref().unwrap();
    let kinds = |at: usize| {
        let marked = agenda.items[at].marked.iter();
        let kinds =
            marked.map(|block| format!("{:?}", page.body.markers[block.marker as usize].kind));
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(kinds(0), ["Say", "Cue(\"timekeeper\")", "Decision"]);
    assert_eq!(kinds(1), ["Late"]);
}

#[test]
fn materials_are_counted_once_for_each_or_not_at_all() {
    let agenda = agenda(
        "+++\n## T {minutes=5}\n\n> [!MATERIALS]\n> - pens, 1 per person\n> - cards, yellow, 40\n> - a *big* flipchart\n> - tape, 0.5/person.\n\n## U {minutes=5}\n\n> [!MATERIALS] Flipchart, the old one\n\n> [!MATERIALS]\n> - Pens, 2\n> - a big flipchart\n",
    );
    let read: Vec<(&str, Amount)> = agenda.items[0]
        .materials
        .iter()
        .map(|material| (material.name.as_str(), material.amount))
        .collect();
    assert_eq!(
        read,
        [
            ("pens", Amount::PerPerson(100)),
            ("cards, yellow", Amount::Count(40)),
            ("a big flipchart", Amount::Shared),
            ("tape", Amount::PerPerson(50)),
        ]
    );
    let all = totals(&agenda, 15);
    let all: Vec<(&str, Option<u32>)> = all.iter().map(|t| (t.name.as_str(), t.count)).collect();
    assert_eq!(
        all,
        [
            ("pens", Some(17)),
            ("cards, yellow", Some(40)),
            ("a big flipchart", None),
            ("tape", Some(8)),
            ("Flipchart, the old one", None),
        ]
    );
}
