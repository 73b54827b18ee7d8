//! What the sheets of an agenda show beside the meeting itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::tree::Tree;
use super::{Job, Parts};
use crate::agenda::Agenda;
use crate::page::{FieldValue, MarkerKind, RelationKind};
use crate::print::Sheet;
use crate::render::agenda::{self, AgendaData};
use crate::site::{PageIndex, Resolution, Role};
use crate::source::Span;

/// Rows of the sheet to sign beyond the most who may come.
const MORE_ROWS: u32 = 5;

/// More rows than this are nobody's sheet to sign.
const MOST_ROWS: u32 = 500;

/// How many slips a sheet holds.
const SLIPS: u32 = 4;

type Paper = AgendaData<Vec<Tree>>;

pub(super) fn parts(job: &Job<'_>, sheet: Sheet) -> Parts {
    let agenda = job
        .agenda()
        .expect("these sheets are made of agendas alone");
    let write = |events, facilitators| job.blocks(events, facilitators);
    let facilitators = sheet == Sheet::RunSheet;
    let data = agenda::on_paper(job.paperwork.writing, job.index, facilitators, &write);
    let data = data.expect("it is an agenda");
    let mut parts = Parts::new(sheet.name());
    match sheet {
        Sheet::Agenda => {
            parts.set("note_lines", NOTE_LINES);
            parts.sides = Some((1, Span::whole(job.page().source)));
        }
        Sheet::RoleCards => role_cards(job, agenda, &data, &mut parts),
        Sheet::SignIn => {
            let [_, max] = agenda.crowds();
            parts.set("rows", (max + MORE_ROWS).min(MOST_ROWS));
        }
        Sheet::PackingList => parts.set("copies", copies(job, agenda)),
        _ => {}
    }
    let meeting = job.paperwork.meeting;
    parts.set(
        "meeting",
        json!({
            "date": meeting.date.map(|date| job.words().date(date)),
            "place": meeting.place.as_deref().map(|place| job.line(place)),
        }),
    );
    parts.set("agenda", data);
    parts
}

/// The fewest lines for notes that are worth their heading; the template fills its page.
const NOTE_LINES: usize = 4;

/// A card for each role: what the job is, and its cues in this meeting.
fn role_cards(job: &Job<'_>, agenda: &Agenda, data: &Paper, parts: &mut Parts) {
    let mut cards = Vec::new();
    for role in roles(job, agenda) {
        let (text, place) = match role.heading {
            Some((page, heading)) => {
                let page_of_roles = &job.paperwork.writing.site.pages[page].page;
                let heading = &page_of_roles.body.headings[heading as usize];
                (job.section(page, heading), heading.span)
            }
            None => (Vec::new(), Span::whole(job.page().source)),
        };
        let named = (role.label.clone(), place);
        parts.cards.insert(role.id.clone(), named);
        cards.push(json!({
            "id": role.id,
            "title": job.head(&role.label),
            "c": text,
            "cues": cues(job, agenda, data, &role),
        }));
    }
    parts.set("cards", cards);
}

/// The roles of the meeting, each once: those of front matter, then those that only cues name.
fn roles(job: &Job<'_>, agenda: &Agenda) -> Vec<Role> {
    let page = job.page();
    let cues = agenda.items.iter().flat_map(|item| &item.marked);
    let cues = cues.filter_map(
        |block| match &page.body.markers[block.marker as usize].kind {
            MarkerKind::Cue(role) => Some(&**role),
            _ => None,
        },
    );
    let listed = agenda.settings.roles.iter().map(|role| role.value.as_str());
    let mut roles: Vec<Role> = Vec::new();
    for name in listed.chain(cues) {
        let role = role(job, name);
        if roles.iter().all(|known| known.id != role.id) {
            roles.push(role);
        }
    }
    roles
}

/// The role of this name; one that nobody knows is called as it is written.
fn role(job: &Job<'_>, name: &str) -> Role {
    let site = job.paperwork.writing.site;
    site.role(job.page().meta.lang, name)
        .unwrap_or_else(|| Role {
            id: crate::parse::slug(name),
            label: name.to_owned(),
            heading: None,
        })
}

fn cues(job: &Job<'_>, agenda: &Agenda, data: &Paper, role: &Role) -> Vec<Value> {
    let markers = &job.page().body.markers;
    let mut cues = Vec::new();
    for (item, shown) in agenda.items.iter().zip(&data.items) {
        for block in &item.marked {
            let MarkerKind::Cue(name) = &markers[block.marker as usize].kind else {
                continue;
            };
            if self::role(job, name).id == role.id {
                let text = block.events.start + 1..block.events.end - 1;
                cues.push(json!({
                    "time": shown.time,
                    "item": job.line(&shown.title),
                    "c": job.blocks(text, true),
                }));
            }
        }
    }
    cues
}

/// How often each sheet is to be copied.
fn copies(job: &Job<'_>, agenda: &Agenda) -> Vec<Value> {
    let words = job.words();
    let [expected, max] = agenda.crowds();
    let sheet = |sheet: Sheet, expected: u32, max: u32| json!({ "title": words.plain(sheet.name()), "expected": expected, "max": max });
    let mut copies = vec![
        // One for the facilitator, one for the timekeeper.
        sheet(Sheet::RunSheet, 2, 2),
        sheet(Sheet::Agenda, expected, max),
        sheet(Sheet::RoleCards, 1, 1),
        sheet(Sheet::WallAgenda, 1, 1),
        sheet(Sheet::SignIn, 1, 1),
        sheet(Sheet::Notes, 1, 1),
        sheet(
            Sheet::Evaluation,
            expected.div_ceil(SLIPS),
            max.div_ceil(SLIPS),
        ),
    ];
    copies.extend(handouts(job).into_iter().map(|(page, count)| {
        let title = job.paperwork.writing.site.pages[page].page.meta.title();
        json!({
            "title": job.line(title),
            "words": count.map(|count| job.line(&count)),
            "expected": null,
            "max": null,
        })
    }));
    copies
}

/// The handouts of the meeting, each with what it says of its copies.
fn handouts(job: &Job<'_>) -> BTreeMap<PageIndex, Option<String>> {
    let site = job.paperwork.writing.site;
    let shown = &site.pages[job.index];
    let relations = shown.page.meta.relations.iter().zip(&shown.leads.relations);
    let handouts = relations.filter(|(relation, _)| relation.kind == RelationKind::Handout);
    let pages = handouts.filter_map(|(_, to)| match to {
        Resolution::Page { page, .. } => Some(*page),
        _ => None,
    });
    pages
        .map(|page| {
            let fields = site.pages[page].page.meta.fields.iter();
            let mut copies = fields.filter(|field| field.id == "copies");
            let words = copies.find_map(|field| match &field.value {
                FieldValue::Text(text) => Some(text.clone()),
                _ => None,
            });
            (page, words)
        })
        .collect()
}
