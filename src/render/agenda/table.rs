//! Every time of a meeting for every number of people, as JSON.
//!
//! The theme's script shows what stands here and reckons nothing of its own.

use std::collections::BTreeMap;

use serde::Serialize;

use super::minutes::{columns, slot};
use super::running::{Running, running};
use crate::model::agenda::Agenda;
use crate::model::groups::Groups;
use crate::model::timing::Plan;
use crate::render::i18n::Words;
use crate::render::meeting_words;

/// The most people that a browser is told times for.
const MOST: u32 = 200;

#[derive(Serialize)]
struct Table<'a> {
    /// Minutes after midnight.
    start: Option<u32>,
    declared: u32,
    /// The fewest, the expected and the most; a bound that the page does not give is none.
    people: Option<(Option<u32>, u32, Option<u32>)>,
    /// The last number of people that the steps are made for.
    most: u32,
    date: Option<String>,
    place: Option<&'a str>,
    /// By which the views of a meeting know each other.
    page: &'a str,
    /// The minutes lost of each column.
    lost: Vec<u32>,
    /// By number of people: each holds up to the next.
    steps: Vec<Step>,
    /// By the size that groups are to have, for each number of people from one: how they divide.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    groups: BTreeMap<u32, Vec<String>>,
    words: Shown<'a>,
    /// On the run sheet alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    running: Option<Running<'a>>,
}

#[derive(Serialize)]
struct Step {
    from: u32,
    planned: Times,
    late: Vec<Times>,
}

#[derive(Serialize, PartialEq)]
struct Times {
    /// For each item: when it begins, after the start, how long it takes, and how long it would
    /// where it is shorter now. An item that is dropped has one number alone.
    items: Vec<Vec<u32>>,
    end: u32,
    spare: u32,
    over: u32,
}

/// How the language writes a time of the day and what runs over.
#[derive(Serialize)]
struct Shown<'a> {
    hours: &'a str,
    clock: &'a str,
    before_noon: &'a str,
    after_noon: &'a str,
    minutes: std::collections::BTreeMap<u32, String>,
    runs_over: &'a str,
    left_out: &'a str,
    of: &'a str,
    too_many: &'a str,
    too_few: &'a str,
    at_most: &'a str,
    so_many: &'a str,
    no_start: &'a str,
    settled: &'a str,
    date: &'a str,
    first_day: &'a str,
    months: &'a [String],
}

/// The table, safe within an element; `facilitators` also has what one needs to run the meeting.
pub(super) fn json(words: &Words, agenda: &Agenda, page: &str, facilitators: bool) -> String {
    let steps = steps(agenda);
    let running = facilitators.then(|| {
        let people: Vec<u32> = steps.iter().map(|step| step.from).collect();
        running(words, agenda, &people)
    });
    let people = agenda.settings.people.as_ref();
    let settings = &agenda.settings;
    let table = Table {
        start: settings.start,
        most: most(agenda),
        date: settings.date.map(|date| date.to_string()),
        place: settings.place.as_deref(),
        page,
        declared: agenda.declared(),
        people: people.map(|people| (people.value.min, people.value.expected, people.value.max)),
        lost: columns().collect(),
        words: shown(words, &steps),
        groups: groups(words, agenda),
        steps,
        running,
    };
    let json =
        serde_json::to_string(&table).expect("the table holds nothing but texts and numbers");
    json.replace('<', "\\u003c")
}

fn groups(words: &Words, agenda: &Agenda) -> BTreeMap<u32, Vec<String>> {
    let sizes = agenda.items.iter().filter_map(|item| item.group.as_ref());
    let divided = |size: u32| {
        let people = 1..=most(agenda);
        people.map(move |people| meeting_words::groups(words, Groups::of(people, size)))
    };
    sizes
        .map(|size| (size.value, divided(size.value).collect()))
        .collect()
}

/// Twice as many may come as the agenda is made for, before the times for them have to be printed anew.
fn most(agenda: &Agenda) -> u32 {
    let people = agenda.settings.people.as_ref();
    people.map_or(1, |people| {
        let twice = people.value.most().saturating_mul(2).min(MOST);
        twice.max(people.value.expected.min(MOST))
    })
}

fn steps(agenda: &Agenda) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for people in 1..=most(agenda) {
        let planned = agenda.on_time(people);
        let of: Vec<u32> = planned.slots.iter().map(|slot| slot.minutes).collect();
        let step = Step {
            from: people,
            planned: times(&planned, &of),
            late: columns()
                .map(|lost| times(&agenda.late(people, lost), &of))
                .collect(),
        };
        // What several numbers of people share stands there once.
        let same = |last: &Step| last.planned == step.planned && last.late == step.late;
        if !steps.last().is_some_and(same) {
            steps.push(step);
        }
    }
    steps
}

fn times(plan: &Plan, of: &[u32]) -> Times {
    let items = plan.slots.iter().zip(of);
    Times {
        items: items.map(|(item, of)| slot(item, *of, 0)).collect(),
        end: plan.end,
        spare: plan.spare,
        over: plan.over,
    }
}

fn shown<'a>(words: &'a Words, steps: &[Step]) -> Shown<'a> {
    // Each number of minutes that the script may show is given in words, so that it needs no rule of plurals.
    let mut counted = std::collections::BTreeMap::new();
    let all = steps
        .iter()
        .flat_map(|step| step.late.iter().chain([&step.planned]));
    for times in all {
        let minutes = times.items.iter().filter_map(|item| item.get(1).copied());
        for n in minutes.chain([times.over, times.spare]) {
            counted
                .entry(n)
                .or_insert_with(|| words.count("minutes", n as usize));
        }
    }
    Shown {
        hours: words.plain("hours"),
        clock: words.plain(match words.plain("hours") {
            "12" => "clock-12",
            _ => "clock-24",
        }),
        before_noon: words.plain("before-noon"),
        after_noon: words.plain("after-noon"),
        minutes: counted,
        runs_over: words.plain("runs-over"),
        left_out: words.plain("left-out"),
        of: words.plain("minutes-of"),
        too_many: words.plain("too-many-people"),
        too_few: words.plain("too-few-people"),
        at_most: words.plain("times-for-at-most"),
        so_many: words.plain("times-for-so-many"),
        no_start: words.plain("times-from"),
        settled: words.plain("what-if-settled"),
        date: words.plain("date"),
        first_day: words.plain("first-day"),
        months: words.months(),
    }
}

#[cfg(test)]
mod tests {
    use super::steps;
    use crate::model::agenda::{Agenda, Item, Minutes, People, Priority, Settings};
    use crate::model::source::{Sources, Span, Spanned};

    #[test]
    fn numbers_of_people_that_change_nothing_share_a_step() {
        let span = Span::whole(Sources::default().insert("a.md", ""));
        let item = Item {
            heading: 0,
            sort: None,
            minutes: Some(Minutes {
                fixed: 2,
                per_person: 50,
                per_member: 0,
                group: None,
                cap: Some(5),
                span,
            }),
            says_minutes: true,
            least: None,
            priority: Priority::Must,
            group: None,
            uses: Vec::new(),
            lead: None,
            marked: Vec::new(),
            materials: Vec::new(),
        };
        let people = People {
            min: None,
            expected: 4,
            max: Some(40),
        };
        let agenda = Agenda {
            outside: Vec::new(),
            settings: Settings {
                people: Some(Spanned {
                    value: people,
                    span,
                }),
                ..Settings::default()
            },
            items: vec![item],
        };
        let found: Vec<(u32, u32)> = steps(&agenda)
            .iter()
            .map(|step| (step.from, step.planned.items[0][1]))
            .collect();
        assert_eq!(found, [(1, 3), (3, 4), (5, 5)]);
    }
}
