//! An agenda as data: one meeting, its items, and what they need.
//!
//! `parse` reads it from a page of kind `agenda`; [`timing`](crate::model::timing) works out every
//! time that anything shows of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::limits::PEOPLE;
use crate::model::date::Date;
use crate::model::groups::Groups;
use crate::model::source::{Span, Spanned};

/// The most people that a meeting is planned for.
pub const MOST_PEOPLE: u32 = PEOPLE.most as u32;

/// A day's last minute comes before this one.
pub const DAY: u32 = 24 * 60;

/// A time of the day such as `19:00`, or `7 pm`, `7:30pm`, `7.30 p.m.`, in minutes after midnight.
pub fn clock(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let half = HALVES.iter().find_map(|(word, half)| {
        let rest = text.strip_suffix(word)?;
        Some((rest.trim_end(), *half))
    });
    let (time, first) = match half {
        Some((time, half)) => (time, Some(half)),
        None => (text.as_str(), None),
    };
    // A point parts hours from minutes only where `am` or `pm` follows: `7.30` alone may be any number.
    let parts = time.split_once(if first.is_some() {
        [':', '.']
    } else {
        [':'; 2]
    });
    let (hours, minutes) = match (parts, first) {
        (Some(parts), _) => parts,
        (None, Some(_)) => (time, "00"),
        (None, None) => return None,
    };
    let digits = |part: &str| {
        let plain = part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let minutes = digits(minutes).filter(|_| minutes.len() == 2)?;
    let hours = digits(hours)?;
    let hours = match first {
        Some(first) => (1..=12).contains(&hours).then_some(hours % 12 + first)?,
        None => hours,
    };
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// How the halves of a day are written, with the hour that each begins at. The longer come first.
const HALVES: [(&str, u32); 6] = [
    ("a.m.", 0),
    ("p.m.", 12),
    ("a.m", 0),
    ("p.m", 12),
    ("am", 0),
    ("pm", 12),
];

/// One meeting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    /// From front matter; of one meeting that is printed, also from the command line.
    pub settings: Settings,
    /// In the order of their headings.
    pub items: Vec<Item>,
    /// What is marked outside of them, in order.
    pub outside: Vec<Outside>,
}

/// What front matter says of a meeting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Minutes after midnight.
    pub start: Option<u32>,
    /// How long the meeting is declared to be.
    pub minutes: Option<Spanned<u32>>,
    /// Whether `minutes` stands there, whatever its value.
    pub says_minutes: bool,
    /// From `people = { min, expected, max }`; `None` without any of these, or with some that cannot be.
    pub people: Option<Spanned<People>>,
    /// Minutes that belong to no item.
    pub buffer: u32,
    /// How the meeting decides, in the writer's words: `consent`.
    pub decision_rule: Option<String>,
    /// The roles that somebody holds, as typed: `timekeeper`. A facilitator is always there.
    pub roles: Vec<Spanned<String>>,
    /// The day of the meeting.
    pub date: Option<Date>,
    /// Where it is, in the writer's words.
    pub place: Option<String>,
    /// Whether it is held online.
    pub online: bool,
    /// How many come to this one meeting, where that is known, since somebody prints for it. `people` then holds this
    /// number too.
    pub coming: Option<u32>,
    /// How many the agenda is made for, as its page says it, while `coming` may be more or fewer.
    pub made_for: Option<People>,
}

/// How many come to one meeting, beside how many its agenda is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attendance {
    /// As many as the agenda is made for, or nobody says.
    Fits,
    /// More than the most.
    TooMany {
        /// How many come.
        coming: u32,
        /// The most that the agenda is made for.
        max: u32,
    },
    /// Fewer than the fewest.
    TooFew {
        /// How many come.
        coming: u32,
        /// The fewest that the agenda is made for.
        min: u32,
    },
}

impl Settings {
    /// Whether as many come as the agenda is made for.
    pub fn attendance(&self) -> Attendance {
        match (self.coming, self.made_for) {
            (Some(coming), Some(People { max: Some(max), .. })) if coming > max => {
                Attendance::TooMany { coming, max }
            }
            (Some(coming), Some(People { min: Some(min), .. })) if coming < min => {
                Attendance::TooFew { coming, min }
            }
            _ => Attendance::Fits,
        }
    }
}

/// How many come; `min` ≤ `expected` ≤ `max`, and nobody meets alone with nobody. A bound that the page does not give is
/// none: whoever expects 16 has not said that 17 are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People {
    /// The fewest, where that is given.
    pub min: Option<u32>,
    /// As many as the agenda is timed for; `max` or else `min` where it is not given.
    pub expected: u32,
    /// The most, where that is given.
    pub max: Option<u32>,
}

impl People {
    /// The most to plan for; as many as are expected where no most is given.
    pub fn most(&self) -> u32 {
        self.max.unwrap_or(self.expected)
    }
}

/// An item: a heading of the second level and its section.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Index into the headings of the page's body.
    pub heading: u32,
    /// From the first class that is a type, `{.opening}`; `None` where there is none.
    pub sort: Option<ItemKind>,
    /// `None` where they are not said, or not in a way that can be read.
    pub minutes: Option<Minutes>,
    /// The attributes that stand there, whatever their values.
    pub says_minutes: bool,
    /// From `least=5`: the fewest minutes that still serve; `None` where it cannot be shortened.
    pub least: Option<Spanned<u32>>,
    /// From `priority=must`; [`Priority::Should`] where it is not said.
    pub priority: Priority,
    /// From `group=3`: how many people a group is to have; `None` where all stay together.
    pub group: Option<Spanned<u32>>,
    /// Indices into the relations of the page's metadata.
    pub uses: Vec<u32>,
    /// From `lead=timekeeper`: the role that leads it.
    pub lead: Option<Spanned<String>>,
    /// The marked blocks of its section that stand in no other, in order.
    pub marked: Vec<Marked>,
    /// What its `MATERIALS` blocks list, in order.
    pub materials: Vec<Material>,
}

/// What is marked for the meeting in a section that is no item, such as “Before the meeting”, or before the first heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Index into the headings of the page's body; `None` before the first.
    pub heading: Option<u32>,
    /// Whether an item stands before it.
    pub is_after: bool,
    /// Its marked blocks that stand in no other, but for those that say nothing of the meeting, such as `NOTE`.
    pub marked: Vec<Marked>,
    /// What its `MATERIALS` blocks list, in order.
    pub materials: Vec<Material>,
}

impl Agenda {
    /// The marked blocks of items, and those outside of them.
    pub fn marked(&self) -> impl Iterator<Item = &Marked> {
        let of_items = self.items.iter().flat_map(|item| &item.marked);
        of_items.chain(self.outside.iter().flat_map(|section| &section.marked))
    }

    /// Whether a relation of the page's metadata stands in the braces of an item.
    pub fn is_of_item(&self, relation: usize) -> bool {
        let mut items = self.items.iter();
        items.any(|item| item.uses.contains(&(relation as u32)))
    }
}

/// A marked block of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Index into the markers of the page's body.
    pub marker: u32,
    /// Of the body, from its start to its end.
    pub events: Range<u32>,
}

/// How long an item takes: `N`, `N+M/person` or `N+M/member`, perhaps with a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// In minutes, however many come.
    pub fixed: u32,
    /// In hundredths of a minute.
    pub per_person: u32,
    /// In hundredths of a minute, for each member of the largest group.
    pub per_member: u32,
    /// From `group=3`: how many people a group is to have.
    pub group: Option<u32>,
    /// From `cap=11`: the most minutes, however many come.
    pub cap: Option<u32>,
    /// The value that says so.
    pub span: Span,
}

/// How much an item matters when the meeting runs late; the first gives way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Priority {
    /// `priority=could`: it is shortened first, and dropped first.
    Could,
    /// `priority=should`, and where nothing is said: it may be dropped.
    #[default]
    Should,
    /// `priority=must`: it may be shortened, but is never dropped.
    Must,
}

impl Priority {
    /// Each with the word that gives it, the weightiest first.
    pub const ALL: [(&'static str, Priority); 3] = [
        ("must", Priority::Must),
        ("should", Priority::Should),
        ("could", Priority::Could),
    ];

    /// The word that gives it.
    pub fn name(self) -> &'static str {
        named(&Self::ALL, self)
    }
}

/// The type of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// `.opening`: the meeting begins.
    Opening,
    /// `.relational`: people get to know each other.
    Relational,
    /// `.report`: some tell the others what has happened.
    Report,
    /// `.discussion`: people talk about something.
    Discussion,
    /// `.decision`: something is decided.
    Decision,
    /// `.practice`: people try something out.
    Practice,
    /// `.break`: people rest.
    Break,
    /// `.logistics`: people settle who does what by when.
    Logistics,
    /// `.evaluation`: people say how the meeting was.
    Evaluation,
    /// `.closing`: the meeting ends.
    Closing,
}

impl ItemKind {
    /// Each type with the class that names it.
    pub const ALL: [(&'static str, ItemKind); 10] = [
        ("opening", ItemKind::Opening),
        ("relational", ItemKind::Relational),
        ("report", ItemKind::Report),
        ("discussion", ItemKind::Discussion),
        ("decision", ItemKind::Decision),
        ("practice", ItemKind::Practice),
        ("break", ItemKind::Break),
        ("logistics", ItemKind::Logistics),
        ("evaluation", ItemKind::Evaluation),
        ("closing", ItemKind::Closing),
    ];

    /// The class that gives it, without the dot.
    pub fn name(self) -> &'static str {
        named(&Self::ALL, self)
    }
}

fn named<T: PartialEq>(all: &[(&'static str, T)], one: T) -> &'static str {
    let found = all.iter().find(|(_, other)| *other == one);
    found.map_or("", |(name, _)| name)
}

/// A thing to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// What stands before the last comma, or the whole line: `marker pens` of `marker pens, 6`.
    pub name: String,
    /// What stands after that comma.
    pub amount: Amount,
}

/// How many of a thing to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// The one thing serves all, however often it is named.
    Shared,
    /// `marker pens, 6`: so many, however many come.
    Count(u32),
    /// In hundredths.
    PerPerson(u32),
    /// In hundredths, for each group of its item.
    PerGroup(u32),
}

/// A thing to bring to the whole meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// In the spelling of the first item that needs it.
    pub name: String,
    /// `None` for what is not counted.
    pub count: Option<u32>,
}

/// What is to be brought for so many people, each thing once: first what is named before the items, then theirs in order.
/// What several of them count is added up.
pub fn totals(agenda: &Agenda, people: u32) -> Vec<Total> {
    let mut sums: Vec<(&str, Option<u64>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let outside = |is_after: bool| {
        let sections = agenda.outside.iter();
        let sections = sections.filter(move |section| section.is_after == is_after);
        sections.flat_map(|section| section.materials.iter().map(|material| (1, material)))
    };
    let of_items = agenda.items.iter().flat_map(|item| {
        let groups = item.groups(people).map_or(1, |groups| groups.count);
        item.materials
            .iter()
            .map(move |material| (groups, material))
    });
    for (groups, material) in outside(false).chain(of_items).chain(outside(true)) {
        let hundredths = material.amount.hundredths(people, groups);
        match places.entry(material.name.to_lowercase()) {
            Entry::Occupied(place) => {
                let sum = &mut sums[*place.get()].1;
                *sum = add(*sum, hundredths);
            }
            Entry::Vacant(place) => {
                place.insert(sums.len());
                sums.push((&material.name, hundredths));
            }
        }
    }
    // Only the sum is rounded up: to round what each item needs would ask for too many.
    let totals = sums.into_iter().map(|(name, sum)| Total {
        name: name.to_owned(),
        count: sum.map(|sum| sum.div_ceil(100) as u32),
    });
    totals.collect()
}

impl Item {
    /// The groups of so many people; `None` where all stay together.
    pub fn groups(&self, people: u32) -> Option<Groups> {
        let wanted = self.group.as_ref()?.value;
        Some(Groups::of(people, wanted))
    }
}

impl Amount {
    /// How much of a thing so many people in so many groups need, in hundredths; `None` for what is not counted.
    fn hundredths(self, people: u32, groups: u32) -> Option<u64> {
        match self {
            Amount::PerGroup(each) => Some(u64::from(each) * u64::from(groups)),
            Amount::Shared => None,
            Amount::Count(count) => Some(u64::from(count) * 100),
            Amount::PerPerson(each) => Some(u64::from(each) * u64::from(people)),
        }
    }
}

fn add(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_time_of_the_day_has_24_hours_or_12_and_a_half() {
        for (text, minutes) in [
            ("19:00", Some(1140)),
            ("7:05", Some(425)),
            ("6:30pm", Some(1110)),
            ("6:30 PM", Some(1110)),
            ("7.30 p.m.", Some(1170)),
            ("7pm", Some(1140)),
            ("12am", Some(0)),
            ("12:15 pm", Some(735)),
            ("19", None),
            ("7.30", None),
            ("13pm", None),
            ("0pm", None),
            ("19:00pm", None),
            ("24:00", None),
            ("25:00", None),
            ("5pm-ish", None),
            ("7:3pm", None),
            ("pm", None),
        ] {
            assert_eq!(clock(text), minutes, "{text}");
        }
    }
}
