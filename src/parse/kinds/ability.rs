//! What pages of a kind can do, and whether they can.
//!
//! Takes a definition and the kind that it is read into; gives the kind its abilities and sheets, and
//! a finding for each that it cannot have. What it cannot have it goes without, and what it needs for
//! it is added, so that one fault of a kind is not told again for each of its pages.

use crate::diagnostic::{Diagnostic, invalid_kind};
use crate::model::kind::{Ability, FieldKind, FieldType, Kind, Localized};
use crate::model::sheet::Sheet;
use crate::model::source::{Span, Spanned};
use crate::model::value::{Data, Table, Value};
use crate::parse::fields::Fields;
use crate::parse::kinds::definition::Definition;

/// Abilities that no page can have at once, and why.
const EXCLUSIVE: [(Ability, Ability, &str); 2] = [
    (
        Ability::Timed,
        Ability::Terms,
        "a heading would be an item of a meeting and a term",
    ),
    (
        Ability::Timed,
        Ability::ProseOfSource,
        "a meeting has a page of its own, and the text about a source stands on the source's",
    ),
];

/// The field that a meeting cannot do without.
const NEEDED: &str = "minutes";

/// The fields that a meeting is timed by, with what each must be where the kind has it.
const OF_MEETINGS: [(&str, FieldType); 9] = [
    ("start", FieldType::Text),
    (NEEDED, FieldType::Number),
    ("people", FieldType::Range),
    ("buffer", FieldType::Number),
    ("decision_rule", FieldType::Text),
    ("roles", FieldType::List),
    ("date", FieldType::Date),
    ("place", FieldType::Text),
    ("online", FieldType::Flag),
];

/// What a kind may say of meetings alone.
const WORDS_OF_MEETINGS: [&str; 3] = ["roles", "per_person", "per_group"];

/// Reads the abilities that a definition claims or gives up, and the sheets.
pub(super) fn read(kind: &mut Kind, fields: &mut Fields<'_, '_>) {
    for (name, ability) in Ability::ALL {
        let claimed = fields.flag(name);
        if claimed.is_some() {
            kind.abilities.retain(|known| *known != ability);
        }
        if claimed == Some(true) {
            kind.abilities.push(ability);
        }
    }
    let is_given = fields.entry("sheets").is_some();
    let named = fields.texts("sheets");
    if is_given {
        let known = named.iter().filter_map(|name| sheet(name, fields));
        kind.sheets = Some(known.collect());
    }
}

fn sheet(name: &Spanned<String>, fields: &mut Fields<'_, '_>) -> Option<Sheet> {
    let found = Sheet::named(&name.value);
    if found.is_none() {
        fields.report(invalid_kind::unknown_sheet(name));
    }
    found
}

/// The first of the kinds that is timed and not called so, for a new one to be like.
pub(super) fn first_timed(kinds: &[Kind], id: &str) -> Option<String> {
    let mut timed = kinds.iter().filter(|kind| kind.can(Ability::Timed));
    timed.find(|kind| kind.id != id).map(|kind| kind.id.clone())
}

/// Says what `kind` cannot be as `definition` has it, and mends it. `model` is a kind of meetings.
pub(super) fn judge(
    kind: &mut Kind,
    definition: &Definition<'_>,
    model: Option<&str>,
    findings: &mut Vec<Diagnostic>,
) {
    judge_exclusive(kind, definition, findings);
    judge_sheets(kind, definition.table, findings);
    if kind.can(Ability::Timed) {
        judge_fields(kind, definition, model, findings);
        return;
    }
    for word in WORDS_OF_MEETINGS {
        if let Some(entry) = definition.table.get(word) {
            findings.push(invalid_kind::not_timed(entry.key_span, &kind.id, word));
        }
    }
}

fn judge_exclusive(kind: &mut Kind, definition: &Definition<'_>, findings: &mut Vec<Diagnostic>) {
    for (one, other, why) in EXCLUSIVE {
        if !kind.can(one) || !kind.can(other) {
            continue;
        }
        let claim = |ability: Ability| definition.table.get(ability.name());
        let claims = [(one, other), (other, one)];
        // The later claim is the one too many; where the other comes from elsewhere, this one.
        let placed = claims.map(|(claimed, had)| (claim(claimed), claimed, had));
        let placed = placed.into_iter().filter_map(|(entry, claimed, had)| {
            let entry = entry?;
            Some((entry.key_span, claimed, had))
        });
        let last = placed.max_by_key(|(span, _, _)| span.start);
        let (span, claimed, had) = last.unwrap_or((definition.entry.key_span, one, other));
        let is_both = claim(had).is_some();
        kind.abilities.retain(|known| *known != claimed);
        let names = (claimed.name(), had.name());
        findings.push(invalid_kind::exclusive(span, &kind.id, names, why, is_both));
    }
}

fn judge_sheets(kind: &mut Kind, table: &Table, findings: &mut Vec<Diagnostic>) {
    let Some(entry) = table.get("sheets") else {
        return;
    };
    let names = match &entry.value.data {
        Data::Array(names) => &names[..],
        _ => std::slice::from_ref(&entry.value),
    };
    if names.is_empty() {
        findings.push(invalid_kind::no_sheets(entry.value.span, &kind.id));
    }
    judge_names_of_sheets(kind, names, findings);
    if let Some(sheets) = &mut kind.sheets {
        let mut kept = Vec::new();
        sheets.retain(|sheet| {
            let is_new = !kept.contains(sheet);
            kept.push(*sheet);
            is_new
        });
    }
}

/// Finds sheets that are named twice, and those of meetings on a kind that is none.
fn judge_names_of_sheets(kind: &Kind, names: &[Value], findings: &mut Vec<Diagnostic>) {
    let is_timed = kind.can(Ability::Timed);
    let mut known = Vec::new();
    for name in names {
        let sheet = match &name.data {
            Data::String(word) => Sheet::named(word),
            _ => None,
        };
        let Some(sheet) = sheet else {
            continue;
        };
        if known.contains(&sheet) {
            findings.push(invalid_kind::sheet_twice(name.span, sheet));
        } else if sheet.is_of_meetings() && !is_timed {
            findings.push(invalid_kind::sheet_of_meetings(name.span, &kind.id, sheet));
        }
        known.push(sheet);
    }
}

/// What a meeting is timed by must be of the type that times are worked out from.
fn judge_fields(
    kind: &mut Kind,
    definition: &Definition<'_>,
    model: Option<&str>,
    findings: &mut Vec<Diagnostic>,
) {
    for (id, wanted) in OF_MEETINGS {
        match kind.fields.iter_mut().find(|field| field.id == id) {
            Some(field) if field.value == wanted => {}
            Some(field) => {
                let span = place_of_field(definition, id);
                let (found, wanted_name) = (field.value.name(), wanted.name());
                let finding = invalid_kind::field_type(span, &kind.id, id, found, wanted_name);
                findings.push(finding);
                field.value = wanted;
            }
            None if id == NEEDED => {
                let timed = definition.table.get(Ability::Timed.name());
                let span = timed.map_or(definition.entry.key_span, |entry| entry.key_span);
                findings.push(invalid_kind::no_field(span, &kind.id, id, model));
                // The kind gets the field all the same: else each of its pages would be told of it as well.
                kind.fields.push(FieldKind {
                    id: id.to_owned(),
                    labels: Localized::new(),
                    value: wanted,
                    in_lists: None,
                    on_sheet: true,
                    example: None,
                });
            }
            None => {}
        }
    }
}

/// Where a definition has a field, or else where it claims to be timed.
fn place_of_field(definition: &Definition<'_>, id: &str) -> Span {
    let fields = definition.table.get("fields").map(|entry| &entry.value);
    let fields = match fields.map(|value| &value.data) {
        Some(Data::Array(fields)) => &fields[..],
        _ => &[],
    };
    let field = fields.iter().rev().find(|field| match &field.data {
        Data::Table(table) => {
            let entry = table.get("id").map(|entry| &entry.value.data);
            matches!(entry, Some(Data::String(known)) if known == id)
        }
        _ => false,
    });
    let timed = definition.table.get(Ability::Timed.name());
    let timed = timed.map_or(definition.entry.key_span, |entry| entry.key_span);
    field.map_or(timed, |field| field.span)
}
