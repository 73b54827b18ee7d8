use super::{Items, Left, Plans, columns, left};
use crate::model::agenda::{Agenda, Item, Minutes, Priority, Settings};
use crate::model::source::{Sources, Span, Spanned};

/// An agenda of items as `priority minutes least`: `m10/6`, `s5`, `c15/5`; `m10+` has half a minute
/// a person more.
fn agenda(text: &str, declared: u32) -> Agenda {
    let span = Span::whole(Sources::default().insert("a.md", ""));
    let item = |text: &str| {
        let (priority, times) = text.split_at(1);
        let (minutes, least) = match times.split_once('/') {
            Some((minutes, least)) => (minutes, Some(least.parse().unwrap())),
            None => (times, None),
        };
        let fixed = minutes.trim_end_matches('+');
        Item {
            heading: 0,
            sort: None,
            minutes: Some(Minutes {
                fixed: fixed.parse().unwrap(),
                per_person: if minutes == fixed { 0 } else { 50 },
                per_member: 0,
                group: None,
                cap: None,
                span,
            }),
            says_minutes: true,
            least: least.map(|value| Spanned { value, span }),
            priority: match priority {
                "m" => Priority::Must,
                "s" => Priority::Should,
                _ => Priority::Could,
            },
            group: None,
            uses: Vec::new(),
            lead: None,
            marked: Vec::new(),
            materials: Vec::new(),
        }
    };
    Agenda {
        outside: Vec::new(),
        settings: Settings {
            minutes: Some(Spanned {
                value: declared,
                span,
            }),
            ..Settings::default()
        },
        items: text.split_whitespace().map(item).collect(),
    }
}

/// The plan from item `at` on; `now` where it has begun.
fn plan(agenda: &Agenda, at: usize, lost: i32, now: bool) -> Items {
    let mut plans = Plans::default();
    let Left { next, now: begun } = left(agenda, 1, &[lost], &mut plans);
    let index = match &begun[at] {
        Some(begun) if now => begun[0],
        _ => next[at][0],
    };
    plans.all[index].clone()
}

#[test]
fn the_first_item_has_what_the_page_says() {
    let agenda = agenda("m10/5 s20/10 c10/4", 40);
    for lost in [0, 5, 10, 15, 20] {
        let whole = agenda.late(1, lost);
        let minutes: Vec<u32> = whole.slots.iter().map(|slot| slot.minutes).collect();
        let found = plan(&agenda, 0, lost as i32, false);
        let found: Vec<u32> = found[..3].iter().map(|item| item[1]).collect();
        assert_eq!(found, minutes, "{lost} lost");
    }
}

#[test]
fn times_are_counted_from_the_item_that_begins() {
    let agenda = agenda("m10 s20/10 c10/4 m5", 50);
    // Five minutes are spare.
    assert_eq!(
        plan(&agenda, 1, 5, true),
        [vec![0, 20], vec![20, 10], vec![30, 5], vec![35]]
    );
    assert_eq!(
        plan(&agenda, 1, 10, true),
        [vec![0, 20], vec![20, 5, 10], vec![25, 5], vec![30]]
    );
    assert_eq!(
        plan(&agenda, 2, 20, false),
        [vec![0], vec![0, 5], vec![5]],
        "one that is dropped has no length"
    );
    assert_eq!(
        plan(&agenda, 2, 20, true),
        [vec![0, 4, 10], vec![4, 5], vec![9]]
    );
}

#[test]
fn columns_go_from_nothing_given_to_nothing_left() {
    for (text, declared, expected) in [
        ("m10 m20", 40, vec![0, 5, 10]),
        ("m10/6 s10", 25, vec![0, 5, 10, 15, 20]),
        ("s60", 60, vec![0, 5, 10, 15, 20, 25, 30, 40, 60]),
        ("s60 s60", 120, vec![0, 5, 10, 15, 20, 25, 30, 40, 60]),
        // Time must be found even where nothing is lost.
        ("m10/4 m10", 13, vec![-10, -5, 0]),
        ("m90", 30, vec![-20, -15, -10, -5, 0]),
        ("", 30, vec![0, 5, 10, 15, 20, 25, 30]),
    ] {
        let found = columns(&agenda(text, declared), &[1]);
        assert_eq!(found, expected, "{text} in {declared}");
    }
}

#[test]
fn whoever_is_ahead_of_a_plan_that_does_not_fit_gives_less() {
    let agenda = agenda("m10 s20/10", 25);
    assert_eq!(plan(&agenda, 1, 0, true), [vec![0, 15, 20], vec![15]]);
    assert_eq!(plan(&agenda, 1, -5, true), [vec![0, 20], vec![20]]);
    assert_eq!(plan(&agenda, 0, -20, true).len(), 3, "before the start");
}

#[test]
fn equal_plans_stand_there_once() {
    let agenda = agenda("m10+ s20/10 m5", 60);
    let mut plans = Plans::default();
    let one = left(&agenda, 1, &[0, 5], &mut plans);
    let other = left(&agenda, 2, &[0, 5], &mut plans);
    // The first item takes eleven minutes for one and for two, and nothing gives way yet.
    assert_eq!(one.next, [[0, 0], [1, 1], [2, 2]]);
    assert_eq!(other.next, one.next);
    assert_eq!(plans.all.len(), 3);
    assert_eq!(one.now, [None, None, None]);
}
