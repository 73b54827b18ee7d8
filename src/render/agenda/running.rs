//! What is left of a meeting from each of its items on, for who runs it with the theme's script.
//!
//! Takes the agenda and the numbers of people that make a difference; gives, for each item and for
//! so many minutes behind plan when it begins, what [`timing`](crate::model::timing) makes of it
//! and of all that follow. The columns that stand on the page say that of the first item alone.

use std::collections::BTreeMap;

use serde::Serialize;

use super::minutes::slot;
use crate::model::agenda::{Agenda, Priority};
use crate::model::timing::{Plan, Timed, total};
use crate::render::i18n::Words;

/// The minutes behind plan that may have a column: those of the page, ever fewer beyond, and some
/// ahead of the plan.
const COLUMNS: [i32; 13] = [-20, -15, -10, -5, 0, 5, 10, 15, 20, 25, 30, 40, 60];

#[derive(Serialize)]
pub(super) struct Running<'a> {
    /// The minutes behind plan of each column, which also holds for less, down to the one before.
    /// The last holds for more, for want of another.
    lost: Vec<i32>,
    /// For each step of the table.
    steps: Vec<Left>,
    /// Each that is different stands here once.
    plans: Vec<Items>,
    words: BTreeMap<&'a str, &'a str>,
    /// Counted words by plural category.
    counted: BTreeMap<&'a str, &'a BTreeMap<String, String>>,
}

/// For each item, for each column: the index of the plan from that item on.
#[derive(Serialize)]
struct Left {
    /// When it is to begin.
    next: Vec<Vec<usize>>,
    /// When it has begun; none where that is the same.
    now: Vec<Option<Vec<usize>>>,
}

/// Items as in the table, but in minutes after the first of them begins; and one number more, when
/// the meeting ends.
type Items = Vec<Vec<u32>>;

/// `people` holds the first number of each step of the table.
pub(super) fn running<'a>(words: &'a Words, agenda: &Agenda, people: &[u32]) -> Running<'a> {
    let lost = columns(agenda, people);
    let mut plans = Plans::default();
    let steps = people
        .iter()
        .map(|people| left(agenda, *people, &lost, &mut plans))
        .collect();
    let own = words.all().iter().filter_map(|(key, word)| {
        let key = key.strip_prefix("meeting-")?;
        Some((key, word.as_str()))
    });
    let counted = ["minutes", "people"]
        .into_iter()
        .filter_map(|key| Some((key, words.forms(key)?)));
    Running {
        lost,
        steps,
        plans: plans.all,
        words: own.collect(),
        counted: counted.collect(),
    }
}

/// From where nothing gives way to where nothing is left to give.
///
/// One ahead of the plan is of use only where more may come than there is time for, so that
/// something gives way even on time.
fn columns(agenda: &Agenda, people: &[u32]) -> Vec<i32> {
    let declared = i64::from(agenda.declared());
    let (mut first, mut last) = (0, 0);
    for people in people {
        let items = agenda.timed(*people);
        let spare = declared - i64::from(total(&items));
        first = first.min(spare);
        last = last.max(spare + items.iter().map(most_given).sum::<i64>());
    }
    let all = COLUMNS.map(i64::from);
    let from = all.iter().rposition(|lost| *lost <= first).unwrap_or(0);
    let to = all.iter().position(|lost| *lost >= last);
    COLUMNS[from..=to.unwrap_or(COLUMNS.len() - 1)].to_vec()
}

fn most_given(item: &Timed) -> i64 {
    i64::from(match item.priority {
        Priority::Must => item.minutes - item.least,
        Priority::Should | Priority::Could => item.minutes,
    })
}

fn left(agenda: &Agenda, people: u32, lost: &[i32], plans: &mut Plans) -> Left {
    let of: Vec<u32> = agenda
        .timed(people)
        .iter()
        .map(|item| item.minutes)
        .collect();
    let mut row = |at: usize, plan: &dyn Fn(i32) -> Plan| -> Vec<usize> {
        let columns = lost.iter();
        columns
            .map(|lost| plans.index(after_its_start(&plan(*lost), &of[at..])))
            .collect()
    };
    let mut left = Left {
        next: Vec::new(),
        now: Vec::new(),
    };
    for at in 0..of.len() {
        let next = row(at, &|lost| agenda.left(people, at, lost));
        let now = row(at, &|lost| agenda.under_way(people, at, lost));
        left.now.push((now != next).then_some(now));
        left.next.push(next);
    }
    left
}

fn after_its_start(plan: &Plan, of: &[u32]) -> Items {
    let start = plan.slots.first().map_or(plan.end, |slot| slot.start);
    let slots = plan.slots.iter().zip(of);
    let mut items: Items = slots.map(|(now, of)| slot(now, *of, start)).collect();
    items.push(vec![plan.end - start]);
    items
}

/// Plans that are told apart by what they hold.
#[derive(Default)]
struct Plans {
    all: Vec<Items>,
    known: BTreeMap<Items, usize>,
}

impl Plans {
    fn index(&mut self, plan: Items) -> usize {
        let next = self.all.len();
        if let Some(known) = self.known.get(&plan) {
            return *known;
        }
        self.known.insert(plan.clone(), next);
        self.all.push(plan);
        next
    }
}

#[cfg(test)]
mod tests;
