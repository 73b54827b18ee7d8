//! What hayagriva misreads in its own files: times of day, which cost it the whole field, dates that
//! are none, and numbers that it takes for ranges (hayagriva 0.10.1).

use hayagriva::Entry;
use hayagriva::types::FormatString;
use saphyr::MarkedYaml;

use super::node::{Fields, File, Writer, fields, items};
use crate::diagnostic::bibliography_field;
use crate::model::bibliography::AsWritten;
use crate::parse::bibliography::date::{self, When};
use crate::parse::bibliography::excerpt::excerpt;
use crate::parse::bibliography::numbers::NumberField;
use crate::parse::bibliography::reading::Reading;
use crate::parse::bibliography::{pages, remarks};

/// Takes the dates out that hayagriva cannot read, and hands it those that it can in its spelling.
pub(super) fn take_dates<'f>(
    reading: &mut Reading,
    writer: &mut Writer<'f>,
    all: &Fields<'_, 'f>,
    written: &mut AsWritten,
) {
    for (name, node) in all {
        match name.as_str() {
            "date" => {
                let text = take_date(reading, writer, "date", node);
                written.issued = written.issued.take().or(text);
            }
            "url" => {
                for (name, node) in fields(writer.file, node) {
                    if name == "date" {
                        let text = take_date(reading, writer, "date", node);
                        written.accessed = written.accessed.take().or(text);
                    }
                }
            }
            "parent" => {
                for parent in items(node) {
                    take_dates(reading, writer, &fields(writer.file, parent), written);
                }
            }
            _ => {}
        }
    }
}

/// Takes one date; gives what is printed as it stands.
fn take_date<'f>(
    reading: &mut Reading,
    writer: &mut Writer<'f>,
    name: &str,
    node: &MarkedYaml<'f>,
) -> Option<String> {
    let text = writer.file.scalar(node)?;
    match date::read(&text) {
        Some(When::Date(date)) => {
            writer
                .replaced
                .insert(std::ptr::from_ref(node), date.to_string());
            None
        }
        Some(When::Text(shown)) => {
            if !date::is_telling(&text) {
                let span = reading.span(writer.file.range(node));
                reading.report(bibliography_field::date(name, &excerpt(&text), span));
            }
            writer.dropped.insert(std::ptr::from_ref(node));
            Some(shown)
        }
        None => {
            writer.dropped.insert(std::ptr::from_ref(node));
            None
        }
    }
}

/// Puts pages, numbers, notes and the address as they are written.
pub(super) fn restore(
    file: &File<'_>,
    all: &Fields<'_, '_>,
    entry: &mut Entry,
    written: &mut AsWritten,
) {
    restore_numbers(file, all, entry);
    let text = |name: &str| {
        let field = all.iter().find(|(known, _)| known == name);
        field.and_then(|(_, node)| file.scalar(node))
    };
    written
        .remarks
        .extend(text("note").and_then(|note| remarks::note(&note)));
    if let Some(number) = entry.keyed_serial_number("arxiv").map(str::to_owned) {
        written
            .remarks
            .extend(remarks::eprint(&number, "arxiv", None));
    }
    let address = all
        .iter()
        .find(|(name, _)| name == "url")
        .map(|(_, node)| *node);
    written.address = address.and_then(|node| {
        let inner = fields(file, node);
        let value = inner.iter().find(|(name, _)| name == "value");
        file.scalar(value.map_or(node, |(_, value)| value))
    });
}

fn restore_numbers(file: &File<'_>, all: &Fields<'_, '_>, entry: &mut Entry) {
    for (name, node) in all {
        let field = match name.as_str() {
            "volume" => NumberField::Volume,
            "issue" => NumberField::Issue,
            "edition" => NumberField::Edition,
            "chapter" => NumberField::Chapter,
            "title" => {
                // Of one dollar sign hayagriva makes a formula, and loses the sign.
                let text = file.scalar(node);
                let odd = |text: &String| !text.matches('$').count().is_multiple_of(2);
                if let Some(text) = text.filter(odd) {
                    entry.set_title(FormatString::with_value(text));
                }
                continue;
            }
            "page-range" => {
                if let Some(text) = file.scalar(node) {
                    entry.set_page_range(pages::pages(&text));
                }
                continue;
            }
            "parent" => {
                let mut parents = entry.parents().to_vec();
                for (parent, node) in parents.iter_mut().zip(items(node)) {
                    restore_numbers(file, &fields(file, node), parent);
                }
                entry.set_parents(parents);
                continue;
            }
            _ => continue,
        };
        if let Some(text) = file.scalar(node) {
            field.set(entry, field.read(&text));
        }
    }
}
