//! Reads an agenda from a page of kind `agenda`.
//!
//! 1. [`settings`] reads the fields of front matter that times depend on. Values of another type
//!    are found where all fields of a kind are read.
//! 2. [`items`] takes each heading of the second level for an item: `attributes` reads what stands
//!    in its braces, and the marked blocks and materials of its section are gathered.
//!
//! Takes a parsed body; gives an [`Agenda`] whatever is wrong, and findings.

mod attributes;
mod materials;

use std::ops::Range;

use self::attributes::Attributes;
pub(crate) use self::attributes::{Fault, KEYS};
use crate::agenda::{Agenda, DAY, Item, Marked, People, Settings, clock};
use crate::check::{agenda_field, item_attribute};
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::page::{Body, EventKind, MarkerKind, Node, RelationKind, TypedRelation};
use crate::parse::fields::Fields;
use crate::source::Spanned;
use crate::value::{Data, Table, Value};

/// The most people that a meeting is planned for.
const MOST: i64 = 10_000;

/// What front matter says of the meeting.
pub(crate) fn settings(fields: &mut Fields<'_, '_>) -> Settings {
    let start = fields
        .entry("start")
        .and_then(|entry| match &entry.value.data {
            Data::String(text) => {
                let clock = clock(text);
                if clock.is_none() {
                    fields.report(agenda_field::start(entry.value.span, text));
                }
                clock
            }
            _ => None,
        });
    let said = fields.entry("minutes").map(|entry| &entry.value);
    let minutes = said.and_then(|value| whole(fields, "minutes", value, 1));
    let buffer = fields.entry("buffer").map(|entry| &entry.value);
    let buffer = buffer.and_then(|value| whole(fields, "buffer", value, 0));
    let rule = fields.entry("decision_rule").map(|entry| &entry.value.data);
    Settings {
        start,
        minutes,
        says_minutes: said.is_some(),
        people: people(fields),
        buffer: buffer.map_or(0, |buffer| buffer.value),
        decision_rule: match rule {
            Some(Data::String(rule)) if !rule.trim().is_empty() => Some(rule.trim().to_owned()),
            _ => None,
        },
        roles: roles(fields),
    }
}

/// A whole number of minutes, from `least` to those of a day.
fn whole(
    fields: &mut Fields<'_, '_>,
    name: &str,
    value: &Value,
    least: i64,
) -> Option<Spanned<u32>> {
    let number = match value.data {
        Data::Integer(number) => number,
        Data::Float(number) if number.fract() == 0.0 => number as i64,
        Data::Float(_) => {
            fields.report(agenda_field::fraction(value.span, name));
            return None;
        }
        _ => return None,
    };
    if !(least..=i64::from(DAY)).contains(&number) {
        fields.report(agenda_field::out_of_range(value.span, name, number, least));
        return None;
    }
    Some(Spanned {
        value: number as u32,
        span: value.span,
    })
}

fn people(fields: &mut Fields<'_, '_>) -> Option<Spanned<People>> {
    let value = &fields.entry("people")?.value;
    let Data::Table(table) = &value.data else {
        return None;
    };
    let [min, expected, max] = ["min", "expected", "max"].map(|name| number(fields, table, name));
    let (min, expected, max) = (min.ok()?, expected.ok()?, max.ok()?);
    let likely = expected.or(max).or(min)?;
    let (least, most) = (min.unwrap_or(1), max.unwrap_or(likely));
    if least > likely || likely > most {
        fields.report(agenda_field::order(value.span, least, likely, most));
        return None;
    }
    Some(Spanned {
        value: People {
            min: least,
            expected: likely,
            max: most,
        },
        span: value.span,
    })
}

/// A number of people, or nothing where it is not said; an error where it cannot be.
fn number(fields: &mut Fields<'_, '_>, table: &Table, name: &str) -> Result<Option<u32>, ()> {
    let Some(entry) = table.get(name) else {
        return Ok(None);
    };
    let number = match entry.value.data {
        Data::Integer(number) => Some(number),
        Data::Float(number) if number.fract() == 0.0 => Some(number as i64),
        Data::Float(_) => None,
        // Found where all fields of a kind are read.
        _ => return Err(()),
    };
    match number.filter(|number| (1..=MOST).contains(number)) {
        Some(number) => Ok(Some(number as u32)),
        None => {
            fields.report(agenda_field::nobody(entry.value.span, name));
            Err(())
        }
    }
}

fn roles(fields: &mut Fields<'_, '_>) -> Vec<Spanned<String>> {
    let roles = fields.items("roles").into_iter();
    let roles = roles.filter_map(|value| match &value.data {
        Data::String(role) => Some(Spanned {
            value: role.trim().to_owned(),
            span: value.span,
        }),
        _ => None,
    });
    roles.collect()
}

/// The meeting with its items. What they use joins the page's `relations`.
pub(crate) fn items(
    settings: Settings,
    body: &Body,
    text: &str,
    kind: Option<&Kind>,
    relations: &mut Vec<TypedRelation>,
    findings: &mut Vec<Diagnostic>,
) -> Agenda {
    let mut agenda = Agenda {
        settings,
        items: Vec::new(),
    };
    for (at, heading) in outer_headings(body) {
        let attributes = attributes::read(body, text, at, findings);
        let level = body.headings[heading as usize].level;
        if level != 2 {
            if let Some(place) = attributes.first {
                findings.push(item_attribute::level(place, level));
            }
            continue;
        }
        let known = kind.is_some_and(|kind| is_section(kind, &body.headings[heading as usize].id));
        if known && attributes.first.is_none() {
            continue;
        }
        let item = item(heading, attributes, body, text, kind, relations);
        agenda.items.push(item);
    }
    agenda
}

/// The headings that stand in nothing else and are for everyone: their starts and indices.
fn outer_headings(body: &Body) -> Vec<(u32, u32)> {
    let mut depth = 0usize;
    let mut found = Vec::new();
    for (at, event) in body.events.iter().enumerate() {
        match event.kind {
            EventKind::Start(Node::Heading(heading)) => {
                if depth == 0 && body.headings[heading as usize].public {
                    found.push((at as u32, heading));
                }
                depth += 1;
            }
            EventKind::Start(_) => depth += 1,
            EventKind::End(_) => depth -= 1,
            _ => {}
        }
    }
    found
}

/// Whether a heading is one that the kind knows and so no item, unless it has minutes.
fn is_section(kind: &Kind, id: &str) -> bool {
    kind.sections.iter().any(|section| section.id == id)
}

fn item(
    heading: u32,
    attributes: Attributes,
    body: &Body,
    text: &str,
    kind: Option<&Kind>,
    relations: &mut Vec<TypedRelation>,
) -> Item {
    let marked = marked(body, body.headings[heading as usize].events.clone());
    let materials = marked
        .iter()
        .filter(|block| body.markers[block.marker as usize].kind == MarkerKind::Materials)
        .flat_map(|block| materials::read(body, text, block.events.clone(), kind))
        .collect();
    let uses = attributes.uses.into_iter().map(|target| {
        relations.push(TypedRelation {
            kind: RelationKind::Uses,
            target,
            why: None,
        });
        relations.len() as u32 - 1
    });
    Item {
        heading,
        uses: uses.collect(),
        sort: attributes.sort,
        says_minutes: attributes.says_minutes,
        minutes: attributes.minutes,
        least: attributes.least,
        priority: attributes.priority,
        lead: attributes.lead,
        marked,
        materials,
    }
}

/// The marked blocks among these events that stand in no other.
fn marked(body: &Body, events: Range<u32>) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut open: Option<(u32, u32)> = None;
    let mut depth = 0usize;
    for at in events {
        match (body.events[at as usize].kind, open) {
            (EventKind::Start(Node::Marker(marker)), None) => {
                open = Some((marker, at));
                depth = 1;
            }
            (EventKind::Start(_), Some(_)) => depth += 1,
            (EventKind::End(_), Some((marker, start))) => {
                depth -= 1;
                if depth == 0 {
                    open = None;
                    found.push(Marked {
                        marker,
                        events: start..at + 1,
                    });
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests;
