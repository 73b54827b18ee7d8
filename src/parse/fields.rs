//! The typed reading of a table's fields.
//!
//! Takes a [`Table`]; gives each field's value in its type, and findings for values of another
//! type and for fields that nobody asked for. A field is known by having been asked for, so the
//! list of known names cannot fall behind the code that reads them.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::{ill_typed_field, unknown_field};
use crate::model::date::Date;
use crate::model::field_set::{FOREIGN, FieldSet};
use crate::model::front_matter::Notation;
use crate::model::source::{Span, Spanned};
use crate::model::value::{Data, Entry, Table, Value};

/// How many unknown fields of a table get a suggestion.
const SUGGESTED: usize = 300;

/// A table being read, and the findings of reading it.
pub(crate) struct Fields<'a, 'f> {
    table: &'a Table,
    asked: Vec<&'a str>,
    notation: Notation,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'a, 'f> Fields<'a, 'f> {
    pub(crate) fn new(table: &'a Table, findings: &'f mut Vec<Diagnostic>) -> Self {
        Self {
            table,
            asked: Vec::new(),
            notation: Notation::Toml,
            findings,
        }
    }

    /// The fields of a page, whose help is in the notation of its front matter.
    pub(crate) fn of_page(
        table: &'a Table,
        findings: &'f mut Vec<Diagnostic>,
        notation: Option<Notation>,
    ) -> Self {
        Self {
            notation: notation.unwrap_or(Notation::Toml),
            ..Self::new(table, findings)
        }
    }

    /// How the fields are written, for help that is to be typed there.
    pub(crate) fn notation(&self) -> Notation {
        self.notation
    }

    /// The names that count as known so far.
    pub(crate) fn asked(&self) -> Vec<&'a str> {
        self.asked.clone()
    }

    /// What `read` makes of the value of another tool's field; a value of which it makes nothing leaves the field unknown.
    pub(crate) fn take<T>(
        &mut self,
        name: &'a str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<T> {
        debug_assert!(FOREIGN.has(name), "{name} is in no set");
        let found = self.table.get(name).and_then(|entry| read(&entry.value))?;
        self.asked.push(name);
        Some(found)
    }

    /// How the items of a relation are typed.
    pub(crate) fn relation_form(&self) -> &'static str {
        match self.notation {
            Notation::Toml => "ids of pages, or { page = \"id\", why = \"…\" }",
            Notation::Yaml => "ids of pages, or { page: id, why: \"…\" }",
        }
    }

    /// The entry of this name, whatever its type; `name` counts as known from here on.
    pub(crate) fn entry(&mut self, name: &'a str) -> Option<&'a Entry> {
        self.asked.push(name);
        let entry = self.table.get(name)?;
        (entry.value.data != Data::Null).then_some(entry)
    }

    /// All entries, in the order of their places.
    pub(crate) fn entries(&self) -> &'a [Entry] {
        &self.table.entries
    }

    /// Counts `name` as known from here on.
    pub(crate) fn know(&mut self, name: &'a str) {
        self.asked.push(name);
    }

    pub(crate) fn text(&mut self, name: &'a str) -> Option<Spanned<String>> {
        let entry = self.entry(name)?;
        self.typed(name, &entry.value, "text", as_text)
    }

    pub(crate) fn flag(&mut self, name: &'a str) -> Option<bool> {
        let entry = self.entry(name)?;
        let read = |value: &Value| match value.data {
            Data::Bool(flag) => Some(flag),
            _ => None,
        };
        Some(self.typed(name, &entry.value, "true or false", read)?.value)
    }

    pub(crate) fn number(&mut self, name: &'a str) -> Option<Spanned<f64>> {
        let entry = self.entry(name)?;
        self.typed(name, &entry.value, "a number", as_number)
    }

    pub(crate) fn date(&mut self, name: &'a str) -> Option<Spanned<Date>> {
        let entry = self.entry(name)?;
        self.typed(name, &entry.value, "a date such as 2026-11-22", as_date)
    }

    pub(crate) fn table(&mut self, name: &'a str) -> Option<&'a Table> {
        self.table_or(name, "a table")
    }

    /// A table, of a field for which `wanted` says in words what it takes.
    pub(crate) fn table_or(&mut self, name: &'a str, wanted: &str) -> Option<&'a Table> {
        let entry = self.entry(name)?;
        if let Data::Table(table) = &entry.value.data {
            return Some(table);
        }
        self.mismatch(name, &entry.value, wanted);
        None
    }

    /// A list of texts; one text alone counts as a list of one.
    pub(crate) fn texts(&mut self, name: &'a str) -> Vec<Spanned<String>> {
        self.items(name)
            .into_iter()
            .filter_map(|item| self.typed(name, item, "a list of texts", as_text))
            .collect()
    }

    /// The values of a list; a value that is no list counts as a list of one, and an item that is left
    /// empty as none.
    pub(crate) fn items(&mut self, name: &'a str) -> Vec<&'a Value> {
        match self.entry(name).map(|entry| &entry.value) {
            None => Vec::new(),
            Some(Value {
                data: Data::Array(items),
                ..
            }) => items
                .iter()
                .filter(|item| item.data != Data::Null)
                .collect(),
            Some(one) => vec![one],
        }
    }

    /// Says that `value`, given for `name`, is not of the type that is wanted.
    pub(crate) fn mismatch(&mut self, name: &str, value: &Value, wanted: &str) {
        self.findings.push(ill_typed_field::finding(
            value.span,
            name,
            wanted,
            &value.data,
            self.notation,
        ));
    }

    pub(crate) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Reads a table within this one, to its end.
    pub(crate) fn nested<T>(
        &mut self,
        known: &FieldSet,
        table: &'a Table,
        read: impl FnOnce(&mut Fields<'a, '_>) -> T,
    ) -> T {
        let mut fields = Fields::of_page(table, self.findings, Some(self.notation));
        let value = read(&mut fields);
        fields.finish(known);
        value
    }

    /// Ends the reading: a finding for every field that was not asked for. Whoever reads a table asks
    /// for all of its set and for nothing else, since the manual prints the set.
    pub(crate) fn finish(self, known: &FieldSet) {
        debug_assert!(
            self.asked.iter().all(|name| known.has(name)),
            "{}: {:?} are read and not all of them in its set",
            known.place,
            self.asked
        );
        debug_assert!(
            known.names().all(|name| self.asked.contains(&name)),
            "{}: of its set only {:?} are read",
            known.place,
            self.asked
        );
        let entries = self.table.entries.iter();
        let unknown = entries.filter(|entry| !self.asked.contains(&entry.key.as_str()));
        for (at, entry) in unknown.enumerate() {
            // Who has mistyped as many has not mistyped them.
            let near = if at < SUGGESTED { &*self.asked } else { &[] };
            let is_given = |name: &str| self.table.get(name).is_some();
            let finding = unknown_field::finding(entry.key_span, &entry.key, known, near, is_given);
            self.findings.push(finding);
        }
    }

    /// As [`Fields::finish`], for a page, on which a field that nobody asked for may be another tool's: there
    /// is a finding for one near a field of `ours`; the others are given.
    pub(crate) fn finish_page(self, place: &str, ours: &[&'a str]) -> Vec<&'a Entry> {
        let entries = self.table.entries.iter();
        let unknown = entries.filter(|entry| !self.asked.contains(&entry.key.as_str()));
        let mut others = Vec::new();
        for (at, entry) in unknown.enumerate() {
            let is_given = |name: &str| self.table.get(name).is_some();
            let near = if at < SUGGESTED {
                unknown_field::near(entry.key_span, &entry.key, place, ours, is_given)
            } else {
                None
            };
            match near {
                Some(finding) => self.findings.push(finding),
                None => others.push(entry),
            }
        }
        others
    }

    fn typed<T>(
        &mut self,
        name: &str,
        value: &Value,
        wanted: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let Some(read) = read(value) else {
            self.mismatch(name, value, wanted);
            return None;
        };
        Some(Spanned {
            value: read,
            span: value.span,
        })
    }
}

/// The span of a whole entry, from its key to the end of its value.
pub(crate) fn entry_span(entry: &Entry) -> Span {
    Span {
        end: entry.value.span.end.max(entry.key_span.end),
        ..entry.key_span
    }
}

/// A text, or what could be one as it is typed.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match (&value.data, &value.plain) {
        (Data::String(text), _) => Some(text.clone()),
        (_, Some(plain)) => Some(plain.to_string()),
        _ => None,
    }
}

pub(crate) fn as_number(value: &Value) -> Option<f64> {
    match value.data {
        Data::Integer(number) => Some(number as f64),
        Data::Float(number) if number.is_finite() => Some(number),
        _ => None,
    }
}

pub(crate) fn as_date(value: &Value) -> Option<Date> {
    match &value.data {
        Data::Date(date) => Some(*date),
        Data::String(text) => Date::parse(text),
        _ => None,
    }
}
