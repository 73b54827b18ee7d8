//! A CSL item to a record. CSL says everything of the item; hayagriva says of a journal or book
//! what belongs to it, in a parent of the entry.

use std::str::FromStr;

use hayagriva::Entry;
use hayagriva::types::{
    EntryType, FormatString, PersonRole, PersonsWithRoles, Publisher, QualifiedUrl,
};
use serde_json::Value;

use super::items::Item;
use super::names::{self, FIELDS, TYPES};
use super::values;
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{bibliography_field, bibliography_syntax};
use crate::model::beside::{self, Beside};
use crate::model::bibliography::{AsWritten, BibEntry, OwnFields};
use crate::parse::bibliography::date::{self, When};
use crate::parse::bibliography::excerpt::excerpt;
use crate::parse::bibliography::numbers::NumberField;
use crate::parse::bibliography::original::Original;
use crate::parse::bibliography::reading::Reading;
use crate::parse::bibliography::{normalize, numbers, pages, remarks};

/// Adds an item to the records.
pub(super) fn convert(reading: &mut Reading, item: &Item<'_>) {
    let Some(id) = item.fields.get("id").and_then(values::text) else {
        let span = reading.span(item.place.start..item.place.start + 1);
        return reading.report(bibliography_syntax::missing_id(span));
    };
    let span = reading.span(unquoted(item, "id"));
    if !reading.claim(&id, span) {
        return;
    }
    check_names(reading, item);
    let (kind, container) = kind(reading, item);
    let mut entry = Entry::new(&id, kind);
    set_texts(item, &mut entry);
    set_serial_numbers(item, &mut entry);
    set_numbers(item, &mut entry);
    set_people(item, &mut entry);
    let mut written = AsWritten {
        beside: beside(item),
        ..AsWritten::default()
    };
    set_date(reading, item, &mut entry, &mut written);
    set_address(reading, item, &mut entry, &mut written);
    set_remarks(item, &mut entry, &mut written);
    set_parents(item, &mut entry, container);
    // Behind `set_parents`, which replaces all parents; and before `normalize`, which looks at them.
    let original = Original {
        date: date(reading, item, "original-date"),
        title: format_string(item, "original-title"),
        publisher: format_string(item, "original-publisher"),
        place: format_string(item, "original-publisher-place"),
    };
    original.put(&mut entry, &mut written);
    normalize::normalize(&mut entry, &mut written);
    let own = own_fields(reading, item);
    reading.records.push(BibEntry {
        id,
        span,
        entry,
        written,
        own,
    });
}

/// The place of a value, without its quotation marks.
fn unquoted(item: &Item<'_>, name: &str) -> std::ops::Range<usize> {
    let place = item.place_of(name);
    if item.text[place.clone()].starts_with('"') && place.len() >= 2 {
        place.start + 1..place.end - 1
    } else {
        place
    }
}

fn text(item: &Item<'_>, name: &str) -> Option<String> {
    item.fields.get(name).and_then(values::text)
}

fn format_string(item: &Item<'_>, name: &str) -> Option<FormatString> {
    text(item, name).map(values::formatted)
}

fn check_names(reading: &mut Reading, item: &Item<'_>) {
    let known = || FIELDS.split_whitespace().chain(OwnFields::NAMES);
    for member in &item.members {
        let name = &item.text[member.name.clone()];
        if name.len() < 3 || known().any(|field| field == name) {
            continue;
        }
        let near = suggest(name, known()).filter(|near| {
            strsim::damerau_levenshtein(&name.to_lowercase(), &near.to_lowercase()) <= 2
        });
        if let Some(near) = near {
            let span = reading.span(member.name.clone());
            reading.report(bibliography_field::unknown(name, span, [near]));
        }
    }
}

/// The types of the item and of its container. An unknown or missing one is a finding.
fn kind(reading: &mut Reading, item: &Item<'_>) -> (EntryType, Option<EntryType>) {
    let name = text(item, "type").unwrap_or_default();
    if let Some((_, kind, container)) = TYPES.iter().find(|(known, ..)| *known == name) {
        return (*kind, *container);
    }
    let span = reading.span(unquoted(item, "type"));
    let known = TYPES.iter().map(|(name, ..)| *name);
    reading.report(bibliography_field::unknown_type(&name, span, known));
    (EntryType::Misc, None)
}

/// What hayagriva has no place for.
fn beside(item: &Item<'_>) -> Beside {
    let people = beside::PEOPLE.into_iter().filter_map(|name| {
        let people = values::persons(item.fields.get(name)?);
        (!people.is_empty()).then_some((name, people))
    });
    let texts = beside::TEXTS.into_iter();
    let texts = texts.filter_map(|(name, _)| Some((name, text(item, name)?)));
    Beside {
        kind: text(item, "type").and_then(|name| names::type_named(&name)),
        people: people.collect(),
        texts: texts.collect(),
    }
}

fn set_texts(item: &Item<'_>, entry: &mut Entry) {
    if let Some(title) = format_string(item, "title") {
        let short =
            format_string(item, "title-short").or_else(|| format_string(item, "shortTitle"));
        entry.set_title(FormatString {
            short: short.map(|short| Box::new(short.value)),
            ..title
        });
    }
    let mut set = |name: &str, set: fn(&mut Entry, FormatString)| {
        if let Some(text) = format_string(item, name) {
            set(entry, text);
        }
    };
    set("genre", Entry::set_genre);
    set("note", Entry::set_note);
    set("abstract", Entry::set_abstract_);
    set("archive", Entry::set_archive);
    set("archive_location", Entry::set_archive_location);
    set("archive-location", Entry::set_archive_location);
    set("call-number", Entry::set_call_number);
    set("authority", Entry::set_organization);
    let (name, place) = (
        format_string(item, "publisher"),
        format_string(item, "publisher-place"),
    );
    if name.is_some() || place.is_some() {
        entry.set_publisher(Publisher::new(name, place));
    }
    if let Some(language) = text(item, "language").and_then(|text| text.parse().ok()) {
        entry.set_language(language);
    }
}

/// Sets the numbers that hayagriva keeps by their keys; CSL's `number`, as of a report, is its `serial`.
fn set_serial_numbers(item: &Item<'_>, entry: &mut Entry) {
    for (name, key) in [
        ("DOI", "doi"),
        ("ISBN", "isbn"),
        ("ISSN", "issn"),
        ("PMID", "pmid"),
        ("PMCID", "pmcid"),
        ("number", "serial"),
        ("version", "version"),
    ] {
        if let Some(text) = text(item, name) {
            entry.set_keyed_serial_number(key, text);
        }
    }
}

fn set_numbers(item: &Item<'_>, entry: &mut Entry) {
    if let Some(text) = text(item, "edition") {
        entry.set_edition(numbers::number(&text));
    }
    if let Some(text) = text(item, "page").or_else(|| text(item, "page-first")) {
        entry.set_page_range(pages::pages(&text));
    }
    if let Some(text) = text(item, "chapter-number") {
        entry.set_chapter(numbers::number(&text));
    }
    if let Some(number) = text(item, "number-of-pages").and_then(|text| text.parse().ok()) {
        entry.set_page_total(number);
    }
    if let Some(number) = text(item, "number-of-volumes").and_then(|text| text.parse().ok()) {
        entry.set_volume_total(number);
    }
}

fn set_people(item: &Item<'_>, entry: &mut Entry) {
    let people = |name: &str| {
        item.fields
            .get(name)
            .map(values::persons)
            .unwrap_or_default()
    };
    let (authors, editors) = (people("author"), people("editor"));
    if !authors.is_empty() {
        entry.set_authors(authors);
    }
    if !editors.is_empty() {
        entry.set_editors(editors);
    }
    // hayagriva has fields for authors and editors alone; all others stand in one list, each group with its role.
    let roles = [
        ("translator", PersonRole::Translator),
        ("director", PersonRole::Director),
        ("composer", PersonRole::Composer),
        ("illustrator", PersonRole::Illustrator),
        ("contributor", PersonRole::Collaborator),
        ("compiler", PersonRole::Compiler),
        ("producer", PersonRole::Producer),
        ("executive-producer", PersonRole::ExecutiveProducer),
        ("performer", PersonRole::CastMember),
        ("narrator", PersonRole::Narrator),
        ("script-writer", PersonRole::Writer),
        ("organizer", PersonRole::Organizer),
    ];
    let affiliated: Vec<PersonsWithRoles> = roles
        .into_iter()
        .map(|(name, role)| PersonsWithRoles::new(people(name), role))
        .filter(|persons| !persons.names.is_empty())
        .collect();
    if !affiliated.is_empty() {
        entry.set_affiliated(affiliated);
    }
}

fn set_date(reading: &mut Reading, item: &Item<'_>, entry: &mut Entry, written: &mut AsWritten) {
    match date(reading, item, "issued") {
        Some(When::Date(date)) => entry.set_date(date),
        Some(When::Text(text)) => written.issued = Some(text),
        None => written.issued = text(item, "status"),
    }
}

fn date(reading: &mut Reading, item: &Item<'_>, name: &str) -> Option<When> {
    let when = values::date(item.fields.get(name)?);
    if let Some(When::Text(text)) = &when
        && (!date::is_telling(text) || text.starts_with("[["))
    {
        let span = reading.span(item.place_of(name));
        reading.report(bibliography_field::date(name, &excerpt(text), span));
    }
    when
}

fn set_address(reading: &mut Reading, item: &Item<'_>, entry: &mut Entry, written: &mut AsWritten) {
    let accessed = date(reading, item, "accessed");
    let Some(text) = item.fields.get("URL").and_then(Value::as_str) else {
        return;
    };
    let address = &*normalize::without_escapes(text.trim());
    match QualifiedUrl::from_str(address) {
        Ok(url) if normalize::is_web_address(address) => {
            written.address = Some(address.to_owned());
            let (date, text) = match accessed {
                Some(When::Date(date)) => (Some(date), None),
                Some(When::Text(text)) => (None, Some(text)),
                None => (None, None),
            };
            entry.set_url(QualifiedUrl::new(url.value, date));
            written.accessed = text;
        }
        _ if address.is_empty() => {}
        _ => {
            let span = reading.span(unquoted(item, "URL"));
            reading.report(bibliography_field::address("URL", &excerpt(text), span));
        }
    }
}

/// Sets the remarks: of a note what is no field of a reference manager.
fn set_remarks(item: &Item<'_>, entry: &mut Entry, written: &mut AsWritten) {
    let note = item.fields.get("note").and_then(Value::as_str);
    if entry.keyed_serial_number("version").is_none()
        && let Some(version) = note.and_then(remarks::version)
    {
        entry.set_keyed_serial_number("version", version.to_owned());
    }
    let note = note.map(|note| values::without_tags(&remarks::without_fields(note)));
    written
        .remarks
        .extend(note.and_then(|note| remarks::note(&note)));
}

/// Sets what contains the entry, its series, and the meeting it was presented at.
fn set_parents(item: &Item<'_>, entry: &mut Entry, container: Option<EntryType>) {
    let id = entry.key().to_owned();
    let title = format_string(item, "container-title").map(|title| FormatString {
        short: format_string(item, "container-title-short")
            .or_else(|| format_string(item, "journalAbbreviation"))
            .map(|short| Box::new(short.value)),
        ..title
    });
    let kind = container.or_else(|| title.as_ref().map(|_| container_of(entry.entry_type())));
    let mut parents = Vec::new();
    // CSL has volume and series on the item itself; hayagriva has them on the container, where there is one.
    match kind {
        Some(kind) => {
            let mut parent = Entry::new(&id, kind);
            if let Some(title) = title {
                parent.set_title(title);
            }
            let authors = item.fields.get("container-author").map(values::persons);
            if let Some(authors) = authors.filter(|authors| !authors.is_empty()) {
                parent.set_authors(authors);
            }
            set_volume(item, &mut parent);
            parent.set_parents(series(item, &id, kind));
            parents.push(parent);
        }
        None => {
            set_volume(item, entry);
            parents.extend(series(item, &id, *entry.entry_type()));
        }
    }
    parents.extend(meeting(item, &id));
    entry.set_parents(parents);
}

/// What a container is where the item's type alone does not tell.
fn container_of(kind: &EntryType) -> EntryType {
    match kind {
        EntryType::Article => EntryType::Periodical,
        EntryType::Book | EntryType::Report => EntryType::Anthology,
        EntryType::Web | EntryType::Post => EntryType::Web,
        EntryType::Case | EntryType::Legislation => EntryType::Reference,
        other => *other,
    }
}

fn set_volume(item: &Item<'_>, entry: &mut Entry) {
    if let Some(text) = text(item, "volume") {
        entry.set_volume(NumberField::Volume.read(&text));
    }
    if let Some(text) = text(item, "issue") {
        entry.set_issue(NumberField::Issue.read(&text));
    }
}

fn series(item: &Item<'_>, id: &str, kind: EntryType) -> Vec<Entry> {
    let Some(title) = format_string(item, "collection-title") else {
        return Vec::new();
    };
    let mut series = Entry::new(id, kind);
    series.set_title(title);
    if let Some(text) = text(item, "collection-number") {
        series.set_volume(numbers::number(&text));
    }
    vec![series]
}

fn meeting(item: &Item<'_>, id: &str) -> Option<Entry> {
    let title = format_string(item, "event-title").or_else(|| format_string(item, "event"));
    let place = format_string(item, "event-place");
    if title.is_none() && place.is_none() {
        return None;
    }
    let mut meeting = Entry::new(id, EntryType::Conference);
    title.into_iter().for_each(|title| meeting.set_title(title));
    place
        .into_iter()
        .for_each(|place| meeting.set_location(place));
    Some(meeting)
}

/// Our own fields, of the item or of its `custom` object.
fn own_fields(reading: &mut Reading, item: &Item<'_>) -> OwnFields {
    let mut own = OwnFields::default();
    let custom = item.fields.get("custom").and_then(Value::as_object);
    for name in ["annote"].iter().chain(&OwnFields::NAMES) {
        let within = custom.and_then(|custom| custom.get(*name));
        let Some(value) = item.fields.get(*name).or(within) else {
            continue;
        };
        let Some(text) = values::text(value) else {
            continue;
        };
        if *name == "archived" && !normalize::is_web_address(&text) {
            // Only the item's own members have places, so what stands within `custom` is told at the whole of it.
            let place = if within.is_some() { "custom" } else { name };
            let span = reading.span(item.place_of(place));
            reading.report(bibliography_field::address(name, &excerpt(&text), span));
            continue;
        }
        let name = if *name == "annote" {
            "annotation"
        } else {
            name
        };
        if let Some(field) = own.field_mut(name) {
            *field = Some(text);
        }
    }
    own
}
