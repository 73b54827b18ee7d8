//! One source of a Hayagriva file to a record.

use std::collections::{HashMap, HashSet};

use hayagriva::Entry;
use hayagriva::io::from_yaml_str;
use saphyr::{MarkedYaml, Scalar, YamlData};

use super::node::{Fields, File, Writer, fields, items};
use super::{as_written, keys};
use crate::diagnostic::{Diagnostic, bibliography_field, bibliography_syntax};
use crate::model::bibliography::{AsWritten, BibEntry, OwnFields};
use crate::parse::bibliography::excerpt::excerpt;
use crate::parse::bibliography::reading::Reading;
use crate::parse::bibliography::{name_lists, normalize};

/// Takes the source that stands under `key` into the records.
pub(super) fn take<'f>(
    reading: &mut Reading,
    file: &'f File<'f>,
    key: &MarkedYaml<'f>,
    value: &MarkedYaml<'f>,
) {
    let span = reading.span(file.range(key));
    let id = file.scalar(key).unwrap_or_default();
    if id.trim().is_empty() {
        return reading.report(bibliography_syntax::missing_id(span));
    }
    if !reading.claim(&id, span) {
        return;
    }
    let fields = fields(file, value);
    if fields.is_empty() {
        let message = format!("the source `{}` has no fields", excerpt(&id));
        let help = "indent its fields below its id: title, author, date";
        return reading.report(bibliography_syntax::broken(span, message, help));
    }
    keys::check(reading, file, value);
    let Some(kind) = kind(reading, file, &fields) else {
        return reading.report(bibliography_syntax::missing_type(&id, span));
    };
    let own = own_fields(reading, file, &fields);
    let mut written = AsWritten::default();
    let Some(mut entry) = entry(reading, file, &kind, &fields, &mut written) else {
        let message = format!("the source `{}` cannot be read", excerpt(&id));
        let help = "compare its fields with those of a source that works";
        return reading.report(bibliography_syntax::broken(span, message, help));
    };
    // It was read under a key of ours, by which the path in an error of hayagriva is known; now it gets its own.
    entry = normalize::renamed(&entry, &id);
    as_written::restore(file, &fields, &mut entry, &mut written);
    normalize::normalize(&mut entry, &mut written);
    reading.records.push(BibEntry {
        id,
        span,
        entry,
        written,
        own,
    });
}

/// The type in hayagriva's spelling; one it does not know is a finding and means `misc`.
fn kind(reading: &mut Reading, file: &File<'_>, fields: &Fields<'_, '_>) -> Option<String> {
    let (_, node) = fields.iter().find(|(name, _)| name == "type")?;
    let name = file.scalar(node)?;
    let kind = name.to_lowercase();
    if keys::TYPES.contains(&kind.as_str()) {
        return Some(kind);
    }
    let span = reading.span(file.range(node));
    reading.report(bibliography_field::unknown_type(&name, span, keys::TYPES));
    Some("misc".into())
}

fn own_fields(reading: &mut Reading, file: &File<'_>, fields: &Fields<'_, '_>) -> OwnFields {
    let mut own = OwnFields::default();
    for (name, node) in fields {
        let (Some(field), Some(text)) = (own.field_mut(name), file.scalar(node)) else {
            continue;
        };
        if name == "archived" && !normalize::is_web_address(text.trim()) {
            let span = reading.span(file.range(node));
            reading.report(bibliography_field::address(name, &excerpt(&text), span));
        } else {
            *field = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        }
    }
    own
}

/// hayagriva's entry, without the fields that it cannot take.
fn entry<'f>(
    reading: &mut Reading,
    file: &'f File<'f>,
    kind: &str,
    fields: &Fields<'_, 'f>,
    written: &mut AsWritten,
) -> Option<Entry> {
    let mut writer = Writer {
        file,
        dropped: HashSet::new(),
        quoted: HashSet::new(),
        replaced: HashMap::new(),
        people: HashMap::new(),
    };
    tell_people_apart(reading, &mut writer, fields);
    as_written::take_dates(reading, &mut writer, fields, written);
    drop_bad_addresses(reading, &mut writer, fields);
    if let Ok(entry) = read(&writer, kind, fields) {
        return Some(entry);
    }
    drop_unreadable(reading, &mut writer, fields);
    read(&writer, kind, fields).ok()
}

/// Reads some fields as one source; the error is hayagriva's, without its place.
fn read<'f>(writer: &Writer<'f>, kind: &str, fields: &Fields<'_, 'f>) -> Result<Entry, String> {
    let bibliographic = fields
        .iter()
        .filter(|(name, _)| name != "type" && !OwnFields::NAMES.contains(&name.as_str()))
        .map(|(name, node)| (name.as_str(), *node));
    let text = writer.source(kind, bibliographic);
    match from_yaml_str(&text) {
        Ok(library) => library
            .into_iter()
            .next()
            .ok_or_else(|| "it is empty".into()),
        Err(error) => {
            let text = error.to_string();
            let text = text.split(" at line ").next().unwrap_or_default();
            let cause = text
                .split_once(": ")
                .filter(|(path, _)| path.starts_with("id"));
            Err(cause.map_or(text, |(_, cause)| cause).to_owned())
        }
    }
}

/// Finds texts that name several people where they are to name one.
fn tell_people_apart<'f>(reading: &mut Reading, writer: &mut Writer<'f>, all: &Fields<'_, 'f>) {
    for (name, node) in all {
        match name.as_str() {
            "parent" => {
                for parent in items(node) {
                    tell_people_apart(reading, writer, &fields(writer.file, parent));
                }
            }
            "author" | "editor" => {
                for item in items(node) {
                    let YamlData::Value(Scalar::String(text)) = &item.data else {
                        continue;
                    };
                    let Some((people, sign)) = name_lists::several(text) else {
                        continue;
                    };
                    let span = reading.span(writer.file.range(item));
                    reading.report(bibliography_field::people(name, sign, &people, span));
                    writer.people.insert(std::ptr::from_ref(item), people);
                }
            }
            _ => {}
        }
    }
}

/// The only scheme hayagriva looks at is whether there is one.
fn drop_bad_addresses<'f>(reading: &mut Reading, writer: &mut Writer<'f>, all: &Fields<'_, 'f>) {
    for (name, node) in all {
        if name == "parent" {
            for parent in items(node) {
                drop_bad_addresses(reading, writer, &fields(writer.file, parent));
            }
        }
        if name != "url" {
            continue;
        }
        let value = fields(writer.file, node)
            .into_iter()
            .find(|(name, _)| name == "value");
        let address = value.map_or(*node, |(_, value)| value);
        let typed = writer.file.scalar(address).unwrap_or_default();
        let text = normalize::without_escapes(&typed);
        if text != typed {
            writer
                .replaced
                .insert(std::ptr::from_ref(address), text.clone());
        }
        if !normalize::is_web_address(text.trim()) {
            let span = reading.span(writer.file.range(address));
            reading.report(bibliography_field::address("url", &excerpt(&text), span));
            writer.dropped.insert(std::ptr::from_ref(*node));
        }
    }
}

/// Tries each field alone, and drops those that cannot be read even as a plain text.
fn drop_unreadable<'f>(reading: &mut Reading, writer: &mut Writer<'f>, all: &Fields<'_, 'f>) {
    for (name, node) in all {
        let alone = vec![(name.clone(), *node)];
        if read(writer, "misc", &alone).is_ok() {
            continue;
        }
        if matches!(&node.data, YamlData::Value(value) if !matches!(value, Scalar::String(_))) {
            writer.quoted.insert(std::ptr::from_ref(*node));
        }
        if name == "parent" {
            for parent in items(node) {
                drop_unreadable(reading, writer, &fields(writer.file, parent));
            }
        }
        if let Err(cause) = read(writer, "misc", &alone) {
            let finding = unreadable(reading, writer.file, name, node, &cause);
            reading.report(finding);
            writer.dropped.insert(std::ptr::from_ref(*node));
        }
    }
}

fn unreadable(
    reading: &Reading,
    file: &File<'_>,
    name: &str,
    node: &MarkedYaml<'_>,
    cause: &str,
) -> Diagnostic {
    let span = reading.span(file.range(node));
    match name {
        "date" => bibliography_field::date(name, &excerpt(file.text_of(node)), span),
        _ => bibliography_field::value(name, in_words(cause), span),
    }
}

/// What the library says of its own types, in the words of who types a record.
fn in_words(cause: &str) -> &str {
    let of_types = [
        "unknown variant",
        "invalid ",
        "data did not match",
        "missing field",
    ];
    if of_types.iter().any(|begin| cause.starts_with(begin)) {
        "it is not in the form that this field takes"
    } else {
        cause
    }
}
