//! Every time of a meeting for every number of people, as JSON.
//!
//! The theme's script shows what stands here and reckons nothing of its own.

use serde::Serialize;

use super::columns;
use super::running::{Running, running};
use crate::agenda::Agenda;
use crate::agenda::timing::{Change, Plan, Slot};
use crate::render::words::Words;

/// The most people that a browser is told times for.
const MOST: u32 = 200;

#[derive(Serialize)]
struct Table<'a> {
    /// Minutes after midnight.
    start: Option<u32>,
    declared: u32,
    people: Option<[u32; 3]>,
    /// The minutes lost of each column.
    lost: Vec<u32>,
    /// By number of people: each holds up to the next.
    steps: Vec<Step>,
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
}

/// The table, safe within an element; `facilitators` also has what one needs to run the meeting.
pub(super) fn json(words: &Words, agenda: &Agenda, facilitators: bool) -> String {
    let steps = steps(agenda);
    let running = facilitators.then(|| {
        let people: Vec<u32> = steps.iter().map(|step| step.from).collect();
        running(words, agenda, &people)
    });
    let people = agenda.settings.people.as_ref();
    let table = Table {
        start: agenda.settings.start,
        declared: agenda.declared(),
        people: people.map(|people| [people.value.min, people.value.expected, people.value.max]),
        lost: columns().collect(),
        words: shown(words, &steps),
        steps,
        running,
    };
    let json =
        serde_json::to_string(&table).expect("the table holds nothing but texts and numbers");
    json.replace('<', "\\u003c")
}

fn steps(agenda: &Agenda) -> Vec<Step> {
    let most = agenda.settings.people.as_ref();
    let most = most.map_or(1, |people| {
        people.value.max.clamp(people.value.expected, MOST)
    });
    let mut steps: Vec<Step> = Vec::new();
    for people in 1..=most {
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

/// An item of [`Times`], but when it begins is counted from `start`.
pub(super) fn slot(slot: &Slot, of: u32, start: u32) -> Vec<u32> {
    let begins = slot.start - start;
    match slot.change {
        Change::None => vec![begins, slot.minutes],
        Change::Shortened => vec![begins, slot.minutes, of],
        Change::Dropped => vec![begins],
    }
}

fn shown<'a>(words: &'a Words, steps: &[Step]) -> Shown<'a> {
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
    }
}

#[cfg(test)]
mod tests {
    use super::steps;
    use crate::agenda::{Agenda, Item, Minutes, People, Priority, Settings};
    use crate::source::{Sources, Span, Spanned};

    #[test]
    fn numbers_of_people_that_change_nothing_share_a_step() {
        let span = Span::whole(Sources::default().insert("a.md", ""));
        let item = Item {
            heading: 0,
            sort: None,
            minutes: Some(Minutes {
                fixed: 2,
                per_person: 50,
                cap: Some(5),
                span,
            }),
            says_minutes: true,
            least: None,
            priority: Priority::Must,
            uses: Vec::new(),
            lead: None,
            marked: Vec::new(),
            materials: Vec::new(),
        };
        let people = People {
            min: 1,
            expected: 4,
            max: 40,
        };
        let agenda = Agenda {
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
