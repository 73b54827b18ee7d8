//! Reads kinds of page from a theme's `kinds.toml` and from `site.toml`.
//!
//! Takes a table of kinds by id; gives the kinds, laid over those that were there before: what a
//! later table gives replaces what an earlier one gave, field by field. A kind that is `like` another
//! begins with what that one has. `ability` reads what pages of a kind can do, and judges whether they
//! can.

mod ability;
mod definition;
mod example;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::definition::Definition;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::{ill_typed_field, invalid_kind};
use crate::model::field_set::{FIELD_OF_KIND, KIND, SECTION_OF_KIND};
use crate::model::kind::{FieldKind, FieldType, Kind, Localized, OnSheet, SectionKind};
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::value::{Data, Table, Value};
use crate::parse::fields::{Fields, as_text};

/// Lays the kinds of `table` over `kinds`.
pub(crate) fn merge_table(kinds: &mut Vec<Kind>, table: &Table, findings: &mut Vec<Diagnostic>) {
    let definitions = definitions(kinds, table, findings);
    let by_id = definitions.iter().enumerate();
    let by_id: HashMap<&str, usize> = by_id
        .map(|(at, definition)| (definition.entry.key.as_str(), at))
        .collect();
    let mut begun = vec![false; definitions.len()];
    let mut unread = by_id.clone();
    for first in 0..definitions.len() {
        // What a kind is like is read before it, wherever it stands.
        let mut chain = Vec::new();
        let mut next = Some(first);
        while let Some(at) = next.filter(|at| !begun[*at]) {
            begun[at] = true;
            chain.push(at);
            let like = definitions[at].like();
            next = like.and_then(|like| by_id.get(like).copied());
        }
        for at in chain.into_iter().rev() {
            let definition = &definitions[at];
            change(kinds, definition, |id| unread.contains_key(id), findings);
            unread.remove(definition.entry.key.as_str());
        }
    }
    choose_default(kinds, &definitions, findings);
}

/// Says where a theme has no kind for pages that say none, and has given away the name of the one that
/// it would get.
pub(crate) fn judge_theme(kinds: &mut [Kind], source: SourceId, findings: &mut Vec<Diagnostic>) {
    if kinds.iter().any(|kind| kind.default) {
        return;
    }
    let usual = Kind::of_pages();
    if let Some(kind) = kinds.iter_mut().find(|kind| kind.id == usual.id) {
        findings.push(invalid_kind::no_default_in_theme(
            Span::whole(source),
            &kind.id,
        ));
        kind.default = true;
    }
}

/// The kinds that a table speaks of, for each of which there is a place among `kinds` afterwards.
fn definitions<'a>(
    kinds: &mut Vec<Kind>,
    table: &'a Table,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Definition<'a>> {
    let mut definitions = Vec::new();
    for entry in &table.entries {
        let Data::Table(definition) = &entry.value.data else {
            Fields::new(table, findings).mismatch(&entry.key, &entry.value, "a kind");
            continue;
        };
        // A known kind is changed where it is, so that the order of kinds stays.
        let known = kinds.iter().position(|kind| kind.id == entry.key);
        definitions.push(Definition {
            entry,
            table: definition,
            kind: known.unwrap_or(kinds.len()),
        });
        if known.is_none() {
            kinds.push(Kind {
                id: entry.key.clone(),
                ..Kind::default()
            });
        }
    }
    definitions
}

/// Makes the first kind of a table that claims it the kind of pages which say none.
fn choose_default(
    kinds: &mut [Kind],
    definitions: &[Definition<'_>],
    findings: &mut Vec<Diagnostic>,
) {
    let said = definitions.iter().filter_map(|definition| {
        let entry = definition.table.get("default")?;
        match entry.value.data {
            Data::Bool(flag) => Some((definition.kind, flag, entry.value.span)),
            _ => None,
        }
    });
    // A page that names no kind must have one, so the default can be given to another kind but not taken away.
    let mut chosen = None;
    for (at, is_default, span) in said {
        match (is_default, chosen) {
            (true, None) => {
                kinds.iter_mut().for_each(|kind| kind.default = false);
                kinds[at].default = true;
                chosen = Some(at);
            }
            (true, Some(first)) => {
                let finding = invalid_kind::two_defaults(span, &kinds[at].id, &kinds[first].id);
                findings.push(finding);
            }
            (false, _) if kinds[at].default => findings.push(invalid_kind::no_default(span)),
            (false, _) => {}
        }
    }
}

/// Reads a definition into its kind. `is_unread` tells which kinds of the same table still are.
fn change(
    kinds: &mut [Kind],
    definition: &Definition<'_>,
    is_unread: impl Fn(&str) -> bool,
    findings: &mut Vec<Diagnostic>,
) {
    let table = definition.table;
    let mut fields = Fields::new(table, findings);
    if let Some(like) = fields.text("like") {
        match kinds.iter().find(|kind| kind.id == like.value) {
            Some(_) if is_unread(&like.value) => fields.report(invalid_kind::circle(&like)),
            Some(model) => {
                let made = kinds[definition.kind].made_like(model);
                kinds[definition.kind] = made;
            }
            None => {
                let known = kinds.iter().map(|kind| kind.id.as_str());
                fields.report(invalid_kind::unknown_model(&like, known));
            }
        }
    }
    let meetings = ability::first_timed(kinds, &definition.entry.key);
    let kind = &mut kinds[definition.kind];
    read_names(kind, &mut fields);
    kind.summary = fields.flag("summary").unwrap_or(kind.summary);
    kind.any_heading = fields.flag("any_heading").unwrap_or(kind.any_heading);
    kind.printed = fields.flag("printed").unwrap_or(kind.printed);
    kind.unlisted = fields
        .flag("listed")
        .map_or(kind.unlisted, |listed| !listed);
    // Of all kinds of a table together one is chosen.
    fields.flag("default");
    ability::read(kind, &mut fields);
    read_meeting_words(kind, &mut fields);
    let new_fields = tables(&mut fields, "fields");
    let new_sections = tables(&mut fields, "sections");
    fields.finish(&KIND);
    judge_ids(&new_fields, "field", findings);
    judge_ids(&new_sections, "section", findings);
    for table in new_fields {
        if let Some(field) = field(table, &kind.fields, findings) {
            replace(&mut kind.fields, field, |field| &field.id);
        }
    }
    for table in new_sections {
        if let Some(section) = section(table, &kind.sections, findings) {
            replace(&mut kind.sections, section, |section| &section.id);
        }
    }
    ability::judge(kind, definition, meetings.as_deref(), findings);
}

fn read_names(kind: &mut Kind, fields: &mut Fields<'_, '_>) {
    if let Some(table) = fields.table("labels") {
        kind.labels.extend(localized(fields, table));
    }
    if let Some(table) = fields.table("plurals") {
        kind.plurals.extend(localized(fields, table));
    }
    if let Some(listing) = fields.text("listing") {
        kind.listing = Some(listing.value);
    }
    if let Some(icon) = fields.text("icon") {
        kind.icon = Some(icon);
    }
}

/// What a meeting's roles are called, and how a number of things for each person is said.
fn read_meeting_words(kind: &mut Kind, fields: &mut Fields<'_, '_>) {
    if let Some(table) = fields.table("roles") {
        for (id, labels) in labelled(fields, table) {
            kind.roles.retain(|(known, _)| *known != id);
            kind.roles.push((id, labels));
        }
    }
    if let Some(table) = fields.table("per_person") {
        kind.per_person.extend(by_language(fields, table));
    }
    if let Some(table) = fields.table("per_group") {
        kind.per_group.extend(by_language(fields, table));
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

/// Says which of several fields or sections are called as one before them in the same list.
fn judge_ids(tables: &[&Table], what: &str, findings: &mut Vec<Diagnostic>) {
    let mut known = HashSet::new();
    for table in tables {
        if let Some(entry) = table.get("id")
            && let Data::String(id) = &entry.value.data
            && !known.insert(id)
        {
            findings.push(invalid_kind::twice(entry.value.span, what, id));
        }
    }
}

/// What a field or a section is called by pages; one that says nothing of it is a finding.
fn id<'a>(fields: &mut Fields<'a, '_>, table: &'a Table, what: &str) -> Option<Spanned<String>> {
    let first = table.entries.first()?;
    if table.get("id").is_none() {
        let name = table.get("name").and_then(|entry| as_text(&entry.value));
        let name = name.unwrap_or_else(|| first.key.clone());
        fields.report(invalid_kind::no_id(first.key_span, what, &name));
    }
    fields.text("id")
}

/// A field; its example, and where it stands in lists and on paper, are as they were `before` unless they
/// are said anew.
fn field(table: &Table, before: &[FieldKind], findings: &mut Vec<Diagnostic>) -> Option<FieldKind> {
    let mut fields = Fields::new(table, findings);
    let id = id(&mut fields, table, "field")?;
    if id.value.contains(char::is_whitespace) {
        fields.report(invalid_kind::odd_id(id.span, &id.value));
    }
    let before = before.iter().find(|field| field.id == id.value);
    let labels = match fields.table("labels") {
        Some(labels) => localized(&mut fields, labels),
        None => Localized::new(),
    };
    let choices = choices(&mut fields);
    let name = fields.text("type");
    let value = match name {
        Some(name) if name.value == "choice" && choices.is_empty() => {
            fields.report(invalid_kind::no_choices(name.span));
            FieldType::Text
        }
        Some(name) => field_type(&name, choices, &mut fields),
        None => FieldType::Text,
    };
    let in_lists = fields.flag("in_lists");
    let in_lists = in_lists.or(before.and_then(|field| field.in_lists));
    let on_sheet = fields.flag("on_sheet");
    let on_sheet = on_sheet.unwrap_or(before.is_none_or(|field| field.on_sheet));
    let example = example::example(&mut fields, &value);
    // An example of a field that had another type before would be no value of the new one.
    let example = example.or_else(|| {
        let before = before.filter(|field| field.value == value)?;
        before.example.clone()
    });
    fields.finish(&FIELD_OF_KIND);
    Some(FieldKind {
        id: id.value,
        labels,
        value,
        in_lists,
        on_sheet,
        example,
    })
}

fn field_type(
    name: &Spanned<String>,
    choices: Vec<(String, Localized)>,
    fields: &mut Fields<'_, '_>,
) -> FieldType {
    let all = [
        FieldType::Text,
        FieldType::List,
        FieldType::Number,
        FieldType::Choice(choices),
        FieldType::Time,
        FieldType::Range,
        FieldType::Date,
        FieldType::Flag,
        FieldType::Table,
    ];
    let names: Vec<&str> = all.iter().map(FieldType::name).collect();
    let Some(at) = names.iter().position(|known| *known == name.value) else {
        let finding = ill_typed_field::not_one_of(name.span, "type", &name.value, &names);
        fields.report(finding);
        return FieldType::Text;
    };
    all.into_iter().nth(at).unwrap_or(FieldType::Text)
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
                all.push((entry.key.clone(), localized(fields, labels)));
            }
            _ => fields.mismatch(&entry.key, &entry.value, "a table"),
        }
    }
    all
}

/// A section; what belongs there, and how it stands on paper, are as they were `before` unless they are
/// said anew.
fn section(
    table: &Table,
    before: &[SectionKind],
    findings: &mut Vec<Diagnostic>,
) -> Option<SectionKind> {
    let mut fields = Fields::new(table, findings);
    let id = id(&mut fields, table, "section")?;
    let before = before.iter().find(|section| section.id == id.value);
    let headings = match fields.table("headings") {
        Some(table) => by_language(&mut fields, table),
        None => BTreeMap::new(),
    };
    // What is required is not inherited: a table that speaks of a section says whether it has to be there.
    let required = fields.flag("required").unwrap_or(false);
    let on_sheet = fields.text("on_sheet");
    let on_sheet = on_sheet.and_then(|word| self::on_sheet(&word, &mut fields));
    let on_sheet = on_sheet.or(before.and_then(|section| section.on_sheet));
    let mut about = before.map_or_else(Localized::new, |section| section.about.clone());
    if let Some(table) = fields.table("about") {
        about.extend(localized(&mut fields, table));
    }
    fields.finish(&SECTION_OF_KIND);
    Some(SectionKind {
        id: id.value,
        headings,
        required,
        on_sheet,
        about,
    })
}

fn on_sheet(word: &Spanned<String>, fields: &mut Fields<'_, '_>) -> Option<OnSheet> {
    let found = OnSheet::ALL.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let names = OnSheet::ALL.map(|(name, _)| name);
        let finding = ill_typed_field::not_one_of(word.span, "on_sheet", &word.value, &names);
        fields.report(finding);
    }
    found.map(|(_, on_sheet)| *on_sheet)
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
        Data::Array(items) => items.iter().filter_map(as_text).collect(),
        _ => {
            fields.mismatch(lang, value, "text");
            Vec::new()
        }
    }
}

fn localized(fields: &mut Fields<'_, '_>, table: &Table) -> Localized {
    let mut texts = Localized::new();
    for entry in &table.entries {
        match &entry.value.data {
            Data::String(text) => {
                texts.insert(entry.key.clone(), text.clone());
            }
            _ => fields.mismatch(&entry.key, &entry.value, "text"),
        }
    }
    texts
}
