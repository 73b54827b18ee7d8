//! Reads kinds of page from a theme's `kinds.toml` and from `site.toml`.
//!
//! Takes a table of kinds by id; gives the kinds, laid over those that were there before: what a
//! later table gives replaces what an earlier one gave, field by field.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::kind::{FieldKind, FieldType, Kind, Localized, SectionKind};
use crate::parse::fields::Fields;
use crate::value::{Data, Table, Value};

const FIELD_TYPES: [&str; 8] = [
    "text", "list", "number", "choice", "time", "range", "date", "table",
];

/// Lays the kinds of `table` over `kinds`.
pub(crate) fn lay_over(kinds: &mut Vec<Kind>, table: &Table, findings: &mut Vec<Diagnostic>) {
    for entry in &table.entries {
        let Data::Table(definition) = &entry.value.data else {
            Fields::new(table, findings).mismatch(&entry.key, &entry.value, "a table");
            continue;
        };
        let at = kinds.iter().position(|kind| kind.id == entry.key);
        let at = at.unwrap_or_else(|| {
            kinds.push(Kind {
                id: entry.key.clone(),
                ..Kind::default()
            });
            kinds.len() - 1
        });
        change(&mut kinds[at], definition, findings);
    }
}

fn change(kind: &mut Kind, definition: &Table, findings: &mut Vec<Diagnostic>) {
    let mut fields = Fields::new(definition, findings);
    if let Some(table) = fields.table("labels") {
        kind.labels.extend(localized(&mut fields, "labels", table));
    }
    if let Some(table) = fields.table("plurals") {
        kind.plurals
            .extend(localized(&mut fields, "plurals", table));
    }
    if let Some(listing) = fields.text("listing") {
        kind.listing = Some(listing.value);
    }
    if let Some(icon) = fields.text("icon") {
        kind.icon = Some(icon.value);
    }
    kind.summary = fields.flag("summary").unwrap_or(kind.summary);
    kind.any_heading = fields.flag("any_heading").unwrap_or(kind.any_heading);
    kind.entries = fields.flag("entries").unwrap_or(kind.entries);
    if let Some(table) = fields.table("roles") {
        for (id, labels) in labelled(&mut fields, table) {
            kind.roles.retain(|(known, _)| *known != id);
            kind.roles.push((id, labels));
        }
    }
    if let Some(table) = fields.table("per_person") {
        kind.per_person.extend(by_language(&mut fields, table));
    }
    let new_fields = tables(&mut fields, "fields");
    let new_sections = tables(&mut fields, "sections");
    fields.finish("a kind");
    for table in new_fields {
        if let Some(field) = field(table, findings) {
            replace(&mut kind.fields, field, |field| &field.id);
        }
    }
    for table in new_sections {
        if let Some(section) = section(table, findings) {
            replace(&mut kind.sections, section, |section| &section.id);
        }
    }
}

fn replace<T>(all: &mut Vec<T>, new: T, id: fn(&T) -> &str) {
    match all.iter().position(|old| id(old) == id(&new)) {
        Some(at) => all[at] = new,
        None => all.push(new),
    }
}

fn tables<'a>(fields: &mut Fields<'a, '_>, name: &'a str) -> Vec<&'a Table> {
    let mut tables = Vec::new();
    for item in fields.items(name) {
        match &item.data {
            Data::Table(table) => tables.push(table),
            _ => fields.mismatch(name, item, "a list of tables"),
        }
    }
    tables
}

fn field(table: &Table, findings: &mut Vec<Diagnostic>) -> Option<FieldKind> {
    let mut fields = Fields::new(table, findings);
    let id = fields.text("id")?;
    let labels = match fields.table("labels") {
        Some(labels) => localized(&mut fields, "labels", labels),
        None => Localized::new(),
    };
    let choices = choices(&mut fields);
    let name = fields.text("type");
    let value = match name.as_ref().map_or("text", |name| &name.value) {
        "text" => FieldType::Text,
        "list" => FieldType::List,
        "number" => FieldType::Number,
        "choice" => FieldType::Choice(choices),
        "time" => FieldType::Time,
        "range" => FieldType::Range,
        "date" => FieldType::Date,
        "table" => FieldType::Table,
        other => {
            let span = name.as_ref().map_or(id.span, |name| name.span);
            let finding =
                crate::check::ill_typed_field::not_one_of(span, "type", other, &FIELD_TYPES);
            fields.report(finding);
            FieldType::Text
        }
    };
    fields.finish("a field of a kind");
    Some(FieldKind {
        id: id.value,
        labels,
        value,
    })
}

fn choices(fields: &mut Fields<'_, '_>) -> Vec<(String, Localized)> {
    let Some(table) = fields.table("choices") else {
        return Vec::new();
    };
    labelled(fields, table)
}

/// Ids, each with its labels.
fn labelled(fields: &mut Fields<'_, '_>, table: &Table) -> Vec<(String, Localized)> {
    let mut all = Vec::new();
    for entry in &table.entries {
        match &entry.value.data {
            Data::Table(labels) => {
                all.push((entry.key.clone(), localized(fields, &entry.key, labels)));
            }
            _ => fields.mismatch(&entry.key, &entry.value, "a table"),
        }
    }
    all
}

fn section(table: &Table, findings: &mut Vec<Diagnostic>) -> Option<SectionKind> {
    let mut fields = Fields::new(table, findings);
    let id = fields.text("id")?;
    let headings = match fields.table("headings") {
        Some(table) => by_language(&mut fields, table),
        None => BTreeMap::new(),
    };
    let required = fields.flag("required").unwrap_or(false);
    fields.finish("a section of a kind");
    Some(SectionKind {
        id: id.value,
        headings,
        required,
    })
}

/// The accepted spellings in each language.
fn by_language(fields: &mut Fields<'_, '_>, table: &Table) -> BTreeMap<String, Vec<String>> {
    let entries = table.entries.iter();
    entries
        .map(|entry| {
            let spellings = spellings(fields, &entry.key, &entry.value);
            (entry.key.clone(), spellings)
        })
        .collect()
}

/// One heading or a list of accepted spellings, the one to write first.
fn spellings(fields: &mut Fields<'_, '_>, lang: &str, value: &Value) -> Vec<String> {
    match &value.data {
        Data::String(text) => vec![text.clone()],
        Data::Array(items) => items
            .iter()
            .filter_map(crate::parse::fields::as_text)
            .collect(),
        _ => {
            fields.mismatch(lang, value, "text");
            Vec::new()
        }
    }
}

fn localized(fields: &mut Fields<'_, '_>, name: &str, table: &Table) -> Localized {
    let mut texts = Localized::new();
    for entry in &table.entries {
        match &entry.value.data {
            Data::String(text) => {
                texts.insert(entry.key.clone(), text.clone());
            }
            _ => fields.mismatch(name, &entry.value, "text"),
        }
    }
    texts
}
