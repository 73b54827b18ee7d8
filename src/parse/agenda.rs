//! Reads an agenda from a page whose kind is timed.
//!
//! 1. [`settings`] reads the fields of front matter that times depend on. Values of another type
//!    are found where all fields of a kind are read.
//! 2. [`items`] takes each heading of the second level for an item: `attributes` reads what stands
//!    in its braces, and the marked blocks and materials of its section are gathered.
//! 3. [`outside`] gathers those of all other sections, so that nothing that is marked for the meeting is lost.
//!
//! Takes a parsed body; gives an [`Agenda`] whatever is wrong, and findings.

mod attributes;
pub(crate) mod materials;

use std::ops::Range;

use self::attributes::Attributes;
use crate::diagnostic::{Diagnostic, agenda_field, item_attribute};
use crate::limits::MINUTES;
use crate::model::agenda::{
    Agenda, Item, MOST_PEOPLE, Marked, Material, Outside, People, Settings, clock,
};
use crate::model::kind::Kind;
use crate::model::page::{Body, EventKind, MarkerKind, Node, RelationKind, TypedRelation};
use crate::model::source::{Span, Spanned};
use crate::model::value::{Data, Entry, Table, Value};
use crate::parse::fields::{Fields, as_date, as_text};

/// What front matter says of the meeting, in those fields of a meeting that the kind has.
pub(crate) fn settings<'a>(kind: &Kind, fields: &mut Fields<'a, '_>) -> Settings {
    let has = |name: &str| kind.field(name).is_some();
    let entry = |fields: &mut Fields<'a, '_>, name: &'static str| {
        has(name).then(|| fields.entry(name)).flatten()
    };
    // A kind of a group's own may use these names for something else: a field is read only where the kind has it.
    let start = entry(fields, "start").and_then(|entry| {
        let text = words(Some(&entry.value))?;
        let clock = clock(&text);
        if clock.is_none() {
            let notation = fields.notation();
            fields.report(agenda_field::start(entry.value.span, &text, notation));
        }
        clock
    });
    let said = entry(fields, "minutes").map(|entry| &entry.value);
    let minutes = said.and_then(|value| whole(fields, "minutes", value, 1));
    let buffer = entry(fields, "buffer").map(|entry| &entry.value);
    let buffer = buffer.and_then(|value| whole(fields, "buffer", value, 0));
    let rule = entry(fields, "decision_rule").map(|entry| &entry.value);
    let date = entry(fields, "date").and_then(|entry| as_date(&entry.value));
    let online = entry(fields, "online").map(|entry| &entry.value.data);
    let place = entry(fields, "place").map(|entry| &entry.value);
    Settings {
        start,
        minutes,
        says_minutes: said.is_some(),
        people: has("people").then(|| people(fields)).flatten(),
        buffer: buffer.map_or(0, |buffer| buffer.value),
        decision_rule: words(rule),
        date,
        place: words(place),
        online: matches!(online, Some(Data::Bool(true))),
        coming: None,
        made_for: None,
        roles: if has("roles") {
            roles(fields)
        } else {
            Vec::new()
        },
    }
}

/// A text that says something. A number is one too: the page shows it as it is typed, as in `place: 204`.
fn words(value: Option<&Value>) -> Option<String> {
    let value = value?;
    let text = match &value.data {
        Data::Integer(number) if value.plain.is_none() => number.to_string(),
        _ => as_text(value)?,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
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
            fields.report(agenda_field::fraction(value.span, name, fields.notation()));
            return None;
        }
        _ => return None,
    };
    if !(least..=MINUTES.most as i64).contains(&number) {
        fields.report(agenda_field::out_of_range(value.span, name, number, least));
        return None;
    }
    Some(Spanned {
        value: number as u32,
        span: value.span,
    })
}

fn people(fields: &mut Fields<'_, '_>) -> Option<Spanned<People>> {
    let entry = fields.entry("people")?;
    let value = &entry.value;
    let people = if let Data::Table(table) = &value.data {
        range_of_people(fields, table, value.span)?
    } else {
        let expected = head_count(fields, entry, "people").ok()??;
        People {
            min: None,
            expected,
            max: None,
        }
    };
    Some(Spanned {
        value: people,
        span: value.span,
    })
}

/// From how few to how many people. How many are expected follows from the others; a bound that nobody gave is none.
fn range_of_people(fields: &mut Fields<'_, '_>, table: &Table, span: Span) -> Option<People> {
    let [min, expected, max] = ["min", "expected", "max"].map(|name| number(fields, table, name));
    let (min, expected, max) = (min.ok()?, expected.ok()?, max.ok()?);
    let likely = expected.or(max).or(min)?;
    let (least, most) = (min.unwrap_or(1), max.unwrap_or(likely));
    if least > likely || likely > most {
        let notation = fields.notation();
        fields.report(agenda_field::order(span, least, likely, most, notation));
        return None;
    }
    Some(People {
        min,
        expected: likely,
        max,
    })
}

/// A number of people, or nothing where it is not said; an error where it cannot be.
fn number(fields: &mut Fields<'_, '_>, table: &Table, name: &str) -> Result<Option<u32>, ()> {
    match table.get(name) {
        Some(entry) => head_count(fields, entry, name),
        None => Ok(None),
    }
}

fn head_count(fields: &mut Fields<'_, '_>, entry: &Entry, name: &str) -> Result<Option<u32>, ()> {
    let number = match entry.value.data {
        Data::Integer(number) => Some(number),
        Data::Float(number) if number.fract() == 0.0 => Some(number as i64),
        Data::Float(_) => None,
        // Found where all fields of a kind are read.
        _ => return Err(()),
    };
    match number.filter(|number| (1..=i64::from(MOST_PEOPLE)).contains(number)) {
        Some(number) => Ok(Some(number as u32)),
        None => {
            fields.report(agenda_field::nobody(
                entry.value.span,
                name,
                fields.notation(),
            ));
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
    kind: &Kind,
    relations: &mut Vec<TypedRelation>,
    findings: &mut Vec<Diagnostic>,
) -> Agenda {
    let mut agenda = Agenda {
        settings,
        items: Vec::new(),
        outside: Vec::new(),
    };
    let headings = outer_headings(body);
    for (at, heading) in headings.iter().copied() {
        let attributes = attributes::read(body, text, at, findings);
        let level = body.headings[heading as usize].level;
        if level != 2 {
            if let Some(place) = attributes.first {
                findings.push(item_attribute::level(place, level));
            }
            continue;
        }
        let known = kind.has_section(&body.headings[heading as usize].id);
        // A heading that the kind knows is no item, unless it has minutes.
        if known && attributes.first.is_none() {
            continue;
        }
        let item = item(heading, attributes, body, text, kind, relations);
        agenda.items.push(item);
    }
    agenda.outside = outside(&agenda.items, &headings, body, text, kind);
    agenda
}

/// What is marked for the meeting in sections that are no items, and before all sections.
fn outside(
    items: &[Item],
    headings: &[(u32, u32)],
    body: &Body,
    text: &str,
    kind: &Kind,
) -> Vec<Outside> {
    let level = |heading: u32| body.headings[heading as usize].level;
    let heads = headings.iter().filter(|(_, heading)| level(*heading) <= 2);
    let heads: Vec<(u32, Option<u32>)> = std::iter::once((0, None))
        .chain(heads.map(|(at, heading)| (*at, Some(*heading))))
        .collect();
    let mut items = items.iter().map(|item| item.heading).peekable();
    let mut is_after = false;
    let mut sections = Vec::new();
    for (nth, (start, heading)) in heads.iter().enumerate() {
        if heading.is_some() && items.peek() == heading.as_ref() {
            items.next();
            is_after = true;
            continue;
        }
        let end = heads
            .get(nth + 1)
            .map_or(body.events.len() as u32, |next| next.0);
        let mut marked = marked(body, *start..end);
        marked.retain(|block| is_for_meeting(&body.markers[block.marker as usize].kind));
        if !marked.is_empty() {
            sections.push(Outside {
                heading: *heading,
                is_after,
                materials: materials_of(&marked, body, text, kind),
                marked,
            });
        }
    }
    sections
}

/// Whether what is marked so has its place on the sheets of a meeting, and not on its page alone.
fn is_for_meeting(kind: &MarkerKind) -> bool {
    matches!(
        kind,
        MarkerKind::Say
            | MarkerKind::Facilitator
            | MarkerKind::Late
            | MarkerKind::WhatIf(_)
            | MarkerKind::Cue(_)
            | MarkerKind::Materials
            | MarkerKind::Online
    )
}

/// What the blocks of materials among these list.
fn materials_of(marked: &[Marked], body: &Body, text: &str, kind: &Kind) -> Vec<Material> {
    let of_materials =
        |block: &&Marked| body.markers[block.marker as usize].kind == MarkerKind::Materials;
    let lists = marked.iter().filter(of_materials);
    lists
        .flat_map(|list| materials::read(body, text, list.events.clone(), kind))
        .collect()
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

fn item(
    heading: u32,
    attributes: Attributes,
    body: &Body,
    text: &str,
    kind: &Kind,
    relations: &mut Vec<TypedRelation>,
) -> Item {
    let marked = marked(body, body.headings[heading as usize].events.clone());
    let materials = materials_of(&marked, body, text, kind);
    // What an item uses is a relation of the page as well, so that the method used can list the meetings that use it.
    let uses = attributes.uses.into_iter().map(|target| {
        relations.push(TypedRelation {
            kind: RelationKind::Uses,
            target,
            why: None,
            back_why: None,
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
        group: attributes.group,
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
    // A block within another belongs to it: only the outermost are items' own.
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
