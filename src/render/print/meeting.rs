//! What the sheets of an agenda show beside the meeting itself.

use serde_json::{Value, json};

use super::job::{Job, Parts};
use super::tree::{Branch, Tree};
use crate::limits::SIGN_IN_ROWS;
use crate::model::agenda::{Agenda, Marked};
use crate::model::page::MarkerKind;
use crate::model::role::Role;
use crate::model::sheet::Sheet;
use crate::model::source::Span;
use crate::render::agenda;
use crate::render::agenda::data::{AgendaData, MaterialData};
use crate::render::agenda::outside_title;
use crate::resolve::tonight::{self, Copies};

/// Rows of the sheet to sign beyond the most who may come.
const MORE_ROWS: u32 = 5;

/// More rows than this are nobody's sheet to sign.
const MOST_ROWS: u32 = SIGN_IN_ROWS.most as u32;

type Paper = AgendaData<Vec<Tree>>;

pub(super) fn parts(job: &Job<'_>, sheet: Sheet) -> Parts {
    let agenda = job
        .agenda()
        .expect("these sheets are made of agendas alone");
    let write = |events, facilitators| job.blocks(events, facilitators);
    let facilitators = matches!(sheet, Sheet::RunSheet | Sheet::Script);
    let data = agenda::on_paper(job.context.cx, job.index, facilitators, &write);
    let mut data = data.expect("it is an agenda");
    let mut parts = Parts::new(sheet.name());
    // `add_meeting` takes the data at the end, so a sheet that changes something in it does so here.
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
        Sheet::GroupCards => group_cards(job, agenda, &data, &mut parts),
        Sheet::WallAgenda => {
            let in_parts = job.printing.imposition.is_some();
            parts.set("in_parts", in_parts);
        }
        Sheet::PackingList => {
            let copies = copies(job, agenda);
            data.materials = materials_beside(data.materials, &copies);
            // Nobody carries tablecloths to a meeting online.
            if agenda.settings.online {
                data.materials.clear();
            }
            parts.set("copies", copies);
        }
        _ => {}
    }
    add_meeting(job, agenda, data, &mut parts);
    parts
}

/// What the cover of all the paper of a meeting shows of it.
pub(super) fn cover(job: &Job<'_>) -> Parts {
    let write = |events, facilitators| job.blocks(events, facilitators);
    let mut parts = Parts::new(Sheet::Tonight.name());
    let data = agenda::on_paper(job.context.cx, job.index, false, &write);
    if let (Some(agenda), Some(data)) = (job.agenda(), data) {
        add_meeting(job, agenda, data, &mut parts);
    }
    parts
}

fn add_meeting(job: &Job<'_>, agenda: &Agenda, data: Paper, parts: &mut Parts) {
    let settings = &agenda.settings;
    parts.set(
        "meeting",
        json!({
            "date": settings.date.map(|date| job.words().date(date)),
            "place": settings.place.as_deref().map(|place| job.line(place)),
        }),
    );
    parts.set("agenda", data);
}

/// The role that every meeting has.
const FACILITATOR: &str = "facilitator";

/// The fewest lines for notes that are worth their heading; the template fills its page.
const NOTE_LINES: usize = 4;

/// A card for each role: what the job is, and its cues in this meeting.
fn role_cards(job: &Job<'_>, agenda: &Agenda, data: &Paper, parts: &mut Parts) {
    let mut cards = Vec::new();
    for role in roles(job, agenda) {
        let (text, place) = match role.heading {
            Some((page, heading)) => {
                let page_of_roles = &job.context.cx.site.pages[page].page;
                let heading = &page_of_roles.body.headings[heading as usize];
                (job.section_for_meeting(page, heading), heading.span)
            }
            None => (in_a_sentence(job, &role), Span::whole(job.page().source)),
        };
        let named = (role.label.clone(), place);
        parts.cards.insert(role.id.clone(), named);
        cards.push(json!({
            "id": role.id,
            "title": job.head(&role.label),
            "c": text,
            "cues": cues(job, agenda, data, &role),
            "leads": leads(job, agenda, data, &role),
        }));
    }
    parts.set("cards", cards);
}

/// What a role is where no page says more; nothing for a role of a group's own.
fn in_a_sentence(job: &Job<'_>, role: &Role) -> Vec<Tree> {
    let words = job.words().all();
    let sentence = words.get(&format!("role-is-{}", role.id));
    let paragraph = |text: &String| {
        Tree::Node(Branch::P {
            c: vec![Tree::Text(job.line(text))],
        })
    };
    sentence.map(paragraph).into_iter().collect()
}

/// A card for each group of each item that is done in groups: what to do, how long, and lines for who is in it.
fn group_cards(job: &Job<'_>, agenda: &Agenda, data: &Paper, parts: &mut Parts) {
    let words = job.words();
    let body = &job.page().body;
    let mut cards = Vec::new();
    for (item, shown) in agenda.items.iter().zip(&data.items) {
        let Some(groups) = item.groups(agenda.expected()) else {
            continue;
        };
        let heading = &body.headings[item.heading as usize];
        // Made once for all groups of an item, whose cards differ in their numbers and sizes alone.
        let text = for_this_meeting(job.section(job.index, heading), agenda);
        for (at, size) in groups.sizes().enumerate() {
            let id = format!("{}-{}", heading.id, at + 1);
            let number = words
                .plain("group-number")
                .replace("{n}", &(at + 1).to_string())
                .replace("{all}", &groups.count.to_string());
            let named = (heading.text.to_string(), heading.span);
            parts.cards.insert(id.clone(), named);
            cards.push(json!({
                "id": id,
                "title": job.head(&number),
                "item": job.line(&shown.title),
                "time": shown.time,
                "length": shown.length,
                "size": size,
                "c": text,
            }));
        }
    }
    parts.set("cards", cards);
}

/// What groups are told without what is for a meeting of the other sort: how it is done online, or what lies on tables.
fn for_this_meeting(text: Vec<Tree>, agenda: &Agenda) -> Vec<Tree> {
    let other = if agenda.settings.online {
        "materials"
    } else {
        "online"
    };
    let text = text.into_iter();
    text.filter(|block| !matches!(block, Tree::Node(Branch::Mark { kind, .. }) if kind == other))
        .collect()
}

/// The roles of the meeting, each once: those of front matter, then those that only cues name. A facilitator is always
/// there, and stands first where the page does not say so.
pub(super) fn roles(job: &Job<'_>, agenda: &Agenda) -> Vec<Role> {
    let page = job.page();
    let cues =
        agenda.marked().filter_map(
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
    let facilitator = role(job, FACILITATOR);
    // A theme or a page of roles may know no such role; then it has a card only where nobody else has one.
    let is_known = job.context.cx.site.role(page, FACILITATOR).is_some();
    if roles.iter().all(|known| known.id != facilitator.id) && (is_known || roles.is_empty()) {
        roles.insert(0, facilitator);
    }
    roles
}

/// The role of this name; one that nobody knows is called as it is written.
fn role(job: &Job<'_>, name: &str) -> Role {
    let site = job.context.cx.site;
    site.role(job.page(), name).unwrap_or_else(|| Role {
        id: crate::model::slug::slug(name),
        label: name.to_owned(),
        heading: None,
    })
}

/// The items that a role leads, each with its time.
fn leads(job: &Job<'_>, agenda: &Agenda, data: &Paper, role: &Role) -> Vec<Value> {
    let items = agenda.items.iter().zip(&data.items);
    let led = items.filter(|(item, _)| {
        let lead = item.lead.as_ref();
        lead.is_some_and(|lead| self::role(job, &lead.value).id == role.id)
    });
    led.map(|(_, shown)| {
        json!({
            "time": shown.time,
            "item": job.line(&shown.title),
            "length": shown.length,
        })
    })
    .collect()
}

/// What a role is told to do, in the order of the meeting.
fn cues(job: &Job<'_>, agenda: &Agenda, data: &Paper, role: &Role) -> Vec<Value> {
    let outside = |is_after: bool| {
        let sections = agenda.outside.iter();
        let sections = sections.filter(|section| section.is_after == is_after);
        let cues = sections.flat_map(|section| {
            let title = outside_title(job.words(), job.page(), section);
            cues_of(job, &section.marked, role, "", &title)
        });
        cues.collect::<Vec<Value>>()
    };
    let items = agenda.items.iter().zip(&data.items);
    let of_items =
        items.flat_map(|(item, shown)| cues_of(job, &item.marked, role, &shown.time, &shown.title));
    let mut cues = outside(false);
    cues.extend(of_items);
    cues.extend(outside(true));
    cues
}

/// Those among some marked blocks that are for a role; `title` is of what they stand in, which begins at `time`.
fn cues_of(job: &Job<'_>, marked: &[Marked], role: &Role, time: &str, title: &str) -> Vec<Value> {
    let markers = &job.page().body.markers;
    let mut cues = Vec::new();
    for block in marked {
        let MarkerKind::Cue(name) = &markers[block.marker as usize].kind else {
            continue;
        };
        if self::role(job, name).id == role.id {
            let text = block.events.start + 1..block.events.end - 1;
            cues.push(json!({
                "time": time,
                "item": job.line(title),
                "c": job.blocks(text, true),
            }));
        }
    }
    cues
}

/// How much is needed of each sheet but the packing list itself, and of each handout. What items name among their materials as
/// well is counted here alone.
fn copies(job: &Job<'_>, agenda: &Agenda) -> Vec<Value> {
    let words = job.words();
    let site = job.context.cx.site;
    let [expected, max] = agenda.crowds();
    // It is not known yet whether the script is needed.
    let is_listed = |sheet: &Sheet| !matches!(sheet, Sheet::PackingList | Sheet::Script);
    let sheets = tonight::sheets(job.page()).into_iter().filter(is_listed);
    let sheets = sheets.map(|sheet| {
        let [expected, max] = [expected, max].map(|people| match sheet {
            Sheet::RoleCards => roles(job, agenda).len() as u32,
            _ => tonight::needed(agenda, sheet, people).things(),
        });
        json!({ "title": words.plain(sheet.name()), "expected": expected, "max": max })
    });
    let handouts = tonight::handouts(site, job.index).into_iter().map(|page| {
        let handout = &site.pages[page].page;
        let kind = &site.pages[job.index].kind;
        let says_copies = handout.meta.fields.iter().any(|field| field.id == "copies");
        // A handout may say in words how often it is needed, or not at all: then it has no numbers for the columns.
        let [(said, expected), (_, max)] =
            [expected, max].map(|people| {
                match tonight::copies_said(handout, Some(agenda), kind, people) {
                    Copies::Words(said) => (Some(job.line(&said)), None),
                    Copies::Counted(needed) => (None, says_copies.then_some(needed.prints)),
                }
            });
        json!({
            "title": job.line(handout.meta.title()),
            "words": said,
            "expected": expected,
            "max": max,
        })
    });
    sheets.chain(handouts).collect()
}

/// The materials that are not among the copies already. One that is called like a sheet and is needed in another number is
/// another thing: notes to write on, of which everybody has three.
fn materials_beside(materials: Vec<MaterialData>, copies: &[Value]) -> Vec<MaterialData> {
    let is_copy = |material: &MaterialData| {
        let name = material.name.to_lowercase();
        let is_called_so = |copy: &Value| {
            let title = copy["title"].as_str().unwrap_or_default().to_lowercase();
            let is_plural = |one: &str, many: &str| many.strip_prefix(one) == Some("s");
            title == name || is_plural(&title, &name) || is_plural(&name, &title)
        };
        let has_number = |copy: &Value| {
            let numbers = [(material.expected, "expected"), (material.max, "max")];
            let mut numbers = numbers.into_iter();
            numbers.all(|(own, key)| own.is_none_or(|own| copy[key].as_u64() == Some(own.into())))
        };
        let mut copies = copies.iter();
        copies.any(|copy| is_called_so(copy) && has_number(copy))
    };
    let materials = materials.into_iter();
    materials.filter(|material| !is_copy(material)).collect()
}
