//! Every time of an agenda: how long items take, when they begin, and what gives way when the
//! meeting runs late.
//!
//! Takes items and numbers of people and of minutes; gives whole minutes. The run sheet, the page
//! and the table that browsers look times up in are all made by these functions, so that no two of
//! them can differ.

use crate::model::agenda::{Agenda, DAY, Item, Minutes, Priority};
use crate::model::groups::Groups;

/// The minutes lost for which an agenda says beforehand what gives way.
pub const LOST: [u32; 4] = [5, 10, 15, 20];

/// What the timing needs to know of an item, for so many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timed {
    /// How long it takes when nothing is lost.
    pub minutes: u32,
    /// The shortest that still serves, never more than `minutes`.
    pub least: u32,
    /// How late it gives way.
    pub priority: Priority,
}

/// When each item is, in minutes after the time the meeting is called for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// For each item, in order.
    pub slots: Vec<Slot>,
    /// When the last item ends.
    pub end: u32,
    /// Minutes between that and the end that is declared.
    pub spare: u32,
    /// Minutes beyond the end that is declared.
    pub over: u32,
}

/// When an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// In minutes after the time the meeting is called for; of what is dropped, when it would be.
    pub start: u32,
    /// 0 for what is dropped.
    pub minutes: u32,
    /// Against the plan in which nothing is lost.
    pub change: Change,
}

/// What a late meeting does to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// As long as it would be.
    None,
    /// Shorter than it would be.
    Shortened,
    /// Left out, since the time is needed for what weighs more.
    Dropped,
}

impl Minutes {
    /// How long this takes with so many people, in whole minutes; never more than a week.
    pub fn of(&self, people: u32) -> u32 {
        let members = self
            .group
            .map_or(0, |wanted| Groups::of(people, wanted).largest());
        let hundredths = u64::from(self.fixed) * 100
            + u64::from(self.per_person) * u64::from(people)
            + u64::from(self.per_member) * u64::from(members);
        let minutes = hundredths.div_ceil(100).min(u64::from(7 * DAY)) as u32;
        self.cap.map_or(minutes, |cap| minutes.min(cap))
    }
}

impl Item {
    /// The item's times with so many people; none at all where they are not said.
    pub fn timed(&self, people: u32) -> Timed {
        let minutes = self.minutes.map_or(0, |minutes| minutes.of(people));
        let least = self.least.as_ref().map_or(minutes, |least| least.value);
        Timed {
            minutes,
            least: least.min(minutes),
            priority: self.priority,
        }
    }
}

impl Agenda {
    /// The items' times with so many people.
    pub fn timed(&self, people: u32) -> Vec<Timed> {
        self.items.iter().map(|item| item.timed(people)).collect()
    }

    /// How many are expected; one where nobody says, which suits an agenda without times a person.
    pub fn expected(&self) -> u32 {
        let people = &self.settings.people;
        people.as_ref().map_or(1, |people| people.value.expected)
    }

    /// For how many people the agenda is judged: as many as are expected, and the most. Where it is known how many come,
    /// that is both.
    pub fn crowds(&self) -> [u32; 2] {
        if let Some(coming) = self.settings.coming {
            return [coming; 2];
        }
        let people = &self.settings.people;
        let max = people.as_ref().map_or(1, |people| people.value.most());
        [self.expected(), max]
    }

    /// How long the meeting is declared to be, or else how long it takes as expected.
    pub fn declared(&self) -> u32 {
        let said = self.settings.minutes.as_ref().map(|minutes| minutes.value);
        said.unwrap_or_else(|| total(&self.timed(self.expected())) + self.settings.buffer)
    }

    /// The meeting as it is planned, for so many people.
    pub fn on_time(&self, people: u32) -> Plan {
        planned(&self.timed(people), self.declared())
    }

    /// The meeting after so many minutes were lost before its first item.
    pub fn late(&self, people: u32, lost: u32) -> Plan {
        late(&self.timed(people), self.declared(), lost)
    }

    /// What is left of the meeting when its item `at` would begin `lost` minutes behind plan; a
    /// negative number is ahead of it. The first slot is that item's.
    pub fn left(&self, people: u32, at: usize, lost: i32) -> Plan {
        let items = self.timed(people);
        late(&items[at..], self.declared(), gone(&items[..at], lost))
    }

    /// As [`Agenda::left`], when the item has begun, and is no longer left out.
    pub fn under_way(&self, people: u32, at: usize, lost: i32) -> Plan {
        let items = self.timed(people);
        under_way(&items[at..], self.declared(), gone(&items[..at], lost))
    }
}

/// The minutes that have passed after these items, which are lost to those that follow: `late` asks
/// of a time that is gone neither what it was spent on nor when.
fn gone(before: &[Timed], lost: i32) -> u32 {
    total(before).saturating_add_signed(lost)
}

/// How long the items take together.
pub fn total(items: &[Timed]) -> u32 {
    items.iter().map(|item| item.minutes).sum()
}

/// The items one after another, as long as they are.
pub fn planned(items: &[Timed], declared: u32) -> Plan {
    lay_out(
        items,
        items.iter().map(|item| Some(item.minutes)),
        declared,
        0,
    )
}

/// The items one after another, when `lost` minutes are gone.
///
/// What is lost is taken from the time to spare. What that does not cover is taken from items that
/// can be shorter, `could` first, then `should`, then `must`, of each the latest first; then items
/// are dropped, `could`, then `should`, the latest first. A `must` is never dropped.
pub fn late(items: &[Timed], declared: u32, lost: u32) -> Plan {
    let mut kept: Vec<Option<u32>> = items.iter().map(|item| Some(item.minutes)).collect();
    let mut missing = (total(items) + lost).saturating_sub(declared);
    for at in giving_way(items, &[Priority::Could, Priority::Should, Priority::Must]) {
        let taken = missing.min(items[at].minutes - items[at].least);
        kept[at] = Some(items[at].minutes - taken);
        missing -= taken;
    }
    for at in giving_way(items, &[Priority::Could, Priority::Should]) {
        if missing > 0 {
            missing = missing.saturating_sub(kept[at].take().unwrap_or(0));
        }
    }
    lay_out(items, kept.into_iter(), declared, lost)
}

/// As [`late`], when the first of the items has begun: it may be shortened, but is not dropped.
pub fn under_way(items: &[Timed], declared: u32, lost: u32) -> Plan {
    let plan = late(items, declared, lost);
    let is_dropped = |slot: &Slot| slot.change == Change::Dropped;
    if !plan.slots.first().is_some_and(is_dropped) {
        return plan;
    }
    // Nothing is dropped before everything is as short as it can be, so no order changes by this.
    let mut held = items.to_vec();
    held[0].priority = Priority::Must;
    late(&held, declared, lost)
}

/// The items of these priorities in the order in which they give way.
fn giving_way<'a>(
    items: &'a [Timed],
    priorities: &'a [Priority],
) -> impl Iterator<Item = usize> + 'a {
    let latest = move |priority| {
        let items = items.iter().enumerate().rev();
        items.filter(move |(_, item)| item.priority == priority)
    };
    let order = priorities
        .iter()
        .flat_map(move |priority| latest(*priority));
    order.map(|(at, _)| at)
}

/// `kept` is how long each item is now; `None` for what is dropped.
fn lay_out(
    items: &[Timed],
    kept: impl Iterator<Item = Option<u32>>,
    declared: u32,
    lost: u32,
) -> Plan {
    let mut at = lost;
    let slots = items.iter().zip(kept).map(|(item, kept)| {
        let start = at;
        let minutes = kept.unwrap_or(0);
        at += minutes;
        let change = match kept {
            None => Change::Dropped,
            Some(minutes) if minutes < item.minutes => Change::Shortened,
            Some(_) => Change::None,
        };
        Slot {
            start,
            minutes,
            change,
        }
    });
    let slots = slots.collect();
    Plan {
        slots,
        end: at,
        spare: declared.saturating_sub(at),
        over: at.saturating_sub(declared),
    }
}

#[cfg(test)]
mod tests;
