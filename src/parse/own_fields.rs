//! Reads `sources.toml`: what is said of sources beside their records, by id.
//!
//! Takes its text; gives the fields of each id, and findings for what cannot be read. An id with a dot that stands
//! without quotation marks is read as it was meant. Whether there is such a source is for `check`.

use crate::diagnostic::{Diagnostic, bibliography_field};
use crate::model::field_set::OWN_FIELDS;
use crate::model::own_fields::{OwnFields, OwnRecord, text_of};
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::value::{Data, Entry};
use crate::parse::bibliography::{Escapes, is_web_address, without_hidden_signs};
use crate::parse::value;

/// Reads the file `source`, whose text is `text`. Gives the ids in their order.
pub(crate) fn parse(source: SourceId, text: &str) -> (Vec<OwnRecord>, Vec<Diagnostic>) {
    let (text, hidden) = without_hidden_signs(source, text, Escapes::Numbered);
    let (text, offset) = text
        .strip_prefix('\u{feff}')
        .map_or((&*text, 0), |rest| (rest, 3));
    let (table, findings) = value::toml(source, text, offset);
    let mut reading = Reading {
        records: Vec::new(),
        findings,
    };
    reading.findings.extend(hidden);
    for entry in &table.entries {
        reading.record("", entry);
    }
    (reading.records, reading.findings)
}

/// What the file has given so far.
struct Reading {
    records: Vec<OwnRecord>,
    findings: Vec<Diagnostic>,
}

impl Reading {
    /// Reads the fields of an id, which goes on behind `before`.
    fn record(&mut self, before: &str, entry: &Entry) {
        let id = format!("{before}{}", entry.key);
        let Data::Table(table) = &entry.value.data else {
            let is_field = OWN_FIELDS.has(&id);
            let finding = bibliography_field::no_source(&id, is_field, entry.key_span);
            self.findings.push(finding);
            return;
        };
        let mut record = OwnRecord {
            id: Spanned {
                value: id,
                span: entry.key_span,
            },
            fields: OwnFields::default(),
            places: Vec::new(),
        };
        for field in &table.entries {
            self.field(&mut record, field);
        }
        if !record.places.is_empty() || table.entries.is_empty() {
            self.records.push(record);
        }
    }

    fn field(&mut self, record: &mut OwnRecord, entry: &Entry) {
        let known = OwnFields::NAMES.into_iter().find(|name| *name == entry.key);
        let Some(name) = known else {
            if matches!(entry.value.data, Data::Table(_)) {
                return self.record(&format!("{}.", record.id.value), entry);
            }
            let finding = bibliography_field::unknown(&entry.key, entry.key_span, OwnFields::NAMES);
            let finding = match finding.suggestion {
                Some(_) => finding,
                None => finding.help(format!("it takes {}", OwnFields::NAMES.join(", "))),
            };
            return self.findings.push(finding);
        };
        let span = entry.value.span;
        let Some(text) = text_of(&entry.value) else {
            return self.findings.extend(unread(name, span, &entry.value.data));
        };
        if name == "archived" && !is_web_address(&text) {
            let finding = bibliography_field::address(name, &text, span);
            return self.findings.push(finding);
        }
        record.places.push((name, span));
        if let Some(field) = record.fields.field_mut(name) {
            *field = Some(text);
        }
    }
}

/// A value that gives no text; one that is left empty says nothing, and nothing is said of it.
fn unread(name: &str, span: Span, data: &Data) -> Option<Diagnostic> {
    let is_empty = match data {
        Data::Null => true,
        Data::String(text) => text.trim().is_empty(),
        Data::Table(table) => table.entries.is_empty(),
        _ => false,
    };
    let cause = format!("it takes text, and this is {}", data.type_name());
    (!is_empty).then(|| bibliography_field::value(name, &cause, span))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::own_fields::OwnRecord;
    use crate::model::source::Sources;

    fn read(text: &str) -> (Vec<OwnRecord>, Vec<String>) {
        let source = Sources::default().insert("content/sources.toml", text);
        let (records, findings) = parse(source, text);
        let messages = findings.into_iter().map(|finding| finding.message);
        (records, messages.collect())
    }

    #[test]
    fn each_id_has_its_fields() {
        let (records, findings) = read(
            "\u{feff}[han-2014]\nverified = { by = \"Ada\", on = 2026-11-01 }\naccess = \"book\"\n\n\
             [smith.2020]\ncorrection = \"p. 3: 1911\"\n\n[\"doi:10.1/x\"]\nsuperseded_by = \"han-2014\"\n",
        );
        assert_eq!(findings, [""; 0]);
        let ids: Vec<&str> = records.iter().map(|one| &*one.id.value).collect();
        assert_eq!(ids, ["han-2014", "smith.2020", "doi:10.1/x"]);
        let verified = records[0].fields.verified.as_deref();
        assert_eq!(verified, Some("2026-11-01, Ada"));
        assert_eq!(records[1].fields.correction.as_deref(), Some("p. 3: 1911"));
    }

    #[test]
    fn what_cannot_be_read_costs_nothing_else() {
        let (records, findings) = read(
            "verified = \"Ada\"\nhan = 3\n\n[a]\nverifed = \"Ada\"\narchived = \"javascript:x\"\naccess = \"open\"\n\
             level = [1]\nformat = \"\"\n",
        );
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].fields.access.as_deref(), Some("open"));
        assert_eq!(records[0].places.len(), 1);
        assert_eq!(
            findings,
            [
                "`verified` stands before the first source",
                "`han` is given no fields",
                "`verifed` is not a field of a source",
                "`archived` does not hold a web address: `javascript:x`",
                "the field `level` cannot be read: it takes text, and this is a list",
            ]
        );
    }
}
