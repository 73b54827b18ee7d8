//! An agenda as data: one meeting, its items, and what they need.
//!
//! `parse` reads it from a page of kind `agenda`; [`timing`] works out every time that anything
//! shows of it.

pub mod timing;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::source::{Span, Spanned};

/// A day's last minute comes before this one.
pub const DAY: u32 = 24 * 60;

/// A time of the day such as `19:00`, in minutes after midnight.
pub fn clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |part: &str| {
        let plain = part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let minutes = digits(minutes).filter(|_| minutes.len() == 2)?;
    let hours = digits(hours)?;
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Agenda {
    pub settings: Settings,
    pub items: Vec<Item>,
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
    pub people: Option<Spanned<People>>,
    /// Minutes that belong to no item.
    pub buffer: u32,
    pub decision_rule: Option<String>,
    pub roles: Vec<Spanned<String>>,
}

/// How many come; `min` ≤ `expected` ≤ `max`, and nobody meets alone with nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct People {
    pub min: u32,
    pub expected: u32,
    pub max: u32,
}

/// An item: a heading of the second level and its section.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Index into the headings of the page's body.
    pub heading: u32,
    pub sort: Option<Sort>,
    /// `None` where they are not said, or not in a way that can be read.
    pub minutes: Option<Minutes>,
    /// The attributes that stand there, whatever their values.
    pub says_minutes: bool,
    pub least: Option<Spanned<u32>>,
    pub priority: Priority,
    /// Indices into the relations of the page's metadata.
    pub uses: Vec<u32>,
    pub lead: Option<Spanned<String>>,
    /// The marked blocks of its section that stand in no other, in order.
    pub marked: Vec<Marked>,
    pub materials: Vec<Material>,
}

impl Agenda {
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

/// How long an item takes: `N` or `N+M/person`, perhaps with a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    pub fixed: u32,
    /// In hundredths of a minute.
    pub per_person: u32,
    pub cap: Option<u32>,
    /// The value that says so.
    pub span: Span,
}

/// How much an item matters when the meeting runs late; the first gives way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Priority {
    Could,
    #[default]
    Should,
    Must,
}

impl Priority {
    pub const ALL: [(&'static str, Priority); 3] = [
        ("must", Priority::Must),
        ("should", Priority::Should),
        ("could", Priority::Could),
    ];

    pub fn name(self) -> &'static str {
        named(&Self::ALL, self)
    }
}

/// The type of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Opening,
    Relational,
    Report,
    Discussion,
    Decision,
    Practice,
    Break,
    Logistics,
    Evaluation,
    Closing,
}

impl Sort {
    /// Each type with the class that names it.
    pub const ALL: [(&'static str, Sort); 10] = [
        ("opening", Sort::Opening),
        ("relational", Sort::Relational),
        ("report", Sort::Report),
        ("discussion", Sort::Discussion),
        ("decision", Sort::Decision),
        ("practice", Sort::Practice),
        ("break", Sort::Break),
        ("logistics", Sort::Logistics),
        ("evaluation", Sort::Evaluation),
        ("closing", Sort::Closing),
    ];

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
    pub name: String,
    pub amount: Amount,
}

/// How many of a thing to bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// The one thing serves all, however often it is named.
    Shared,
    Count(u32),
    /// In hundredths.
    PerPerson(u32),
}

/// A thing to bring to the whole meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    pub name: String,
    /// `None` for what is not counted.
    pub count: Option<u32>,
}

/// What is to be brought for so many people, each thing once, in the order of the items. What
/// several items count is added up.
pub fn totals(items: &[Item], people: u32) -> Vec<Total> {
    let mut sums: Vec<(&str, Option<u64>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for material in items.iter().flat_map(|item| &item.materials) {
        let hundredths = match material.amount {
            Amount::Shared => None,
            Amount::Count(count) => Some(u64::from(count) * 100),
            Amount::PerPerson(each) => Some(u64::from(each) * u64::from(people)),
        };
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
    let totals = sums.into_iter().map(|(name, sum)| Total {
        name: name.to_owned(),
        count: sum.map(|sum| sum.div_ceil(100) as u32),
    });
    totals.collect()
}

fn add(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}
