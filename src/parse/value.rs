//! Reads TOML and YAML into [`Table`]s with exact places.
//!
//! Takes a stretch of a source; gives the table, as much of it as could be read, and a finding for
//! each fault. Follows TOML 1.1 through `toml` and YAML 1.2 through `saphyr`.

use saphyr::{LoadableYamlNode, MarkedYaml, Scalar, YamlData};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::check::data_syntax;
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::parse::yaml_aliases;
use crate::source::{SourceId, Span};
use crate::value::{Data, Entry, Table, Value};

/// Deeper YAML is refused before it is parsed, since the parser recurses.
const DEEPEST: usize = 64;

/// Reads `text`, which begins at byte `offset` of `source`, as TOML.
pub fn toml(source: SourceId, text: &str, offset: usize) -> (Table, Vec<Diagnostic>) {
    let place = Place { source, offset };
    let mut findings = Vec::new();
    if let Some(deep) = too_deep(text, |c| matches!(c, '[' | '{'), |c| matches!(c, ']' | '}')) {
        findings.push(data_syntax::too_deep(place.span(deep..deep + 1)));
        return (Table::default(), findings);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        findings.push(data_syntax::toml(place.span(range), error.message()));
    }
    (place.toml_table(table.get_ref()), findings)
}

/// Reads `text`, which begins at byte `offset` of `source`, as one YAML mapping.
pub fn yaml(source: SourceId, text: &str, offset: usize) -> (Table, Vec<Diagnostic>) {
    let place = YamlPlace {
        place: Place { source, offset },
        bytes: text.char_indices().map(|(at, _)| at).collect(),
        text,
    };
    let mut findings = Vec::new();
    if let Some(deep) = yaml_too_deep(text) {
        findings.push(data_syntax::too_deep(place.place.span(deep..deep + 1)));
        return (Table::default(), findings);
    }
    if let Some(alias) = yaml_aliases::too_many(text) {
        let at = place.byte(alias);
        findings.push(data_syntax::too_many_aliases(place.place.span(at..at)));
        return (Table::default(), findings);
    }
    let documents = match MarkedYaml::load_from_str(text) {
        Ok(documents) => documents,
        Err(error) => {
            let at = place.byte(error.marker().index());
            findings.push(data_syntax::yaml(place.place.span(at..at), error.info()));
            return (Table::default(), findings);
        }
    };
    let Some(document) = documents.first() else {
        return (Table::default(), findings);
    };
    match place.value(document).data {
        Data::Table(table) => (table, findings),
        Data::Null => (Table::default(), findings),
        other => {
            let all = place.place.span(0..text.trim_end().len());
            findings.push(data_syntax::not_a_mapping(all, other.type_name()));
            (Table::default(), findings)
        }
    }
}

/// The byte at which brackets outside quotations nest beyond [`DEEPEST`].
fn too_deep(text: &str, opens: fn(char) -> bool, closes: fn(char) -> bool) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        if opens(c) {
            depth += 1;
        } else if closes(c) || c == '\n' && depth < DEEPEST / 2 {
            depth = depth.saturating_sub(1);
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// As [`too_deep`], for YAML, where block structure nests by `- - -` and by indentation too.
fn yaml_too_deep(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let dashes = line
            .split(' ')
            .take_while(|word| matches!(*word, "" | "-" | "?"))
            .count();
        if dashes > DEEPEST * 2 {
            return Some(start);
        }
        start += line.len();
    }
    too_deep(text, |c| matches!(c, '[' | '{'), |c| matches!(c, ']' | '}'))
}

/// Turns ranges of the stretch into spans of the source.
struct Place {
    source: SourceId,
    offset: usize,
}

impl Place {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(
            self.source,
            self.offset + range.start..self.offset + range.end,
        )
    }

    fn toml_table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_span: self.span(key.span()),
                value: self.toml_value(value),
            })
            .collect();
        entries.sort_by_key(|entry| (entry.key_span.start, entry.key_span.end));
        Table { entries }
    }

    fn toml_value(&self, value: &Spanned<DeValue<'_>>) -> Value {
        let data = match value.get_ref() {
            // The lines of a text end alike whatever the file's do.
            DeValue::String(text) => Data::String(text.replace("\r\n", "\n")),
            DeValue::Integer(number) => {
                match i64::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => Data::Integer(number),
                    Err(_) => Data::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
                }
            }
            DeValue::Float(number) => Data::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Data::Bool(*flag),
            DeValue::Datetime(moment) => match moment.date {
                Some(date) => Date::new(date.year, date.month, date.day)
                    .map_or(Data::String(moment.to_string()), Data::Date),
                None => Data::String(moment.to_string()),
            },
            DeValue::Array(items) => {
                Data::Array(items.iter().map(|item| self.toml_value(item)).collect())
            }
            DeValue::Table(table) => Data::Table(self.toml_table(table)),
        };
        Value {
            span: self.span(value.span()),
            data,
        }
    }
}

/// As [`Place`], from the character counts that the YAML parser gives.
struct YamlPlace<'a> {
    place: Place,
    /// The byte at which each character begins.
    bytes: Vec<usize>,
    text: &'a str,
}

impl YamlPlace<'_> {
    fn byte(&self, character: usize) -> usize {
        self.bytes
            .get(character)
            .copied()
            .unwrap_or(self.text.len())
    }

    fn span(&self, node: &MarkedYaml<'_>) -> Span {
        let start = self.byte(node.span.start.index());
        let mut end = self.byte(node.span.end.index());
        // The parser ends a list or a table in brackets before its closing bracket.
        if self.text[start..].starts_with(['[', '{']) && self.text[end..].starts_with([']', '}']) {
            end += 1;
        }
        self.place.span(start..end.max(start))
    }

    fn value(&self, node: &MarkedYaml<'_>) -> Value {
        let data = match &node.data {
            YamlData::Value(scalar) => scalar_data(scalar),
            YamlData::Representation(text, ..) => Data::String(text.to_string()),
            YamlData::Sequence(items) => {
                Data::Array(items.iter().map(|item| self.value(item)).collect())
            }
            YamlData::Mapping(entries) => Data::Table(Table {
                entries: entries
                    .iter()
                    .map(|(key, value)| Entry {
                        key: self.key(key),
                        key_span: self.span(key),
                        value: self.value(value),
                    })
                    .collect(),
            }),
            YamlData::Tagged(_, inner) => self.value(inner).data,
            YamlData::Alias(_) | YamlData::BadValue => Data::Null,
        };
        Value {
            span: self.span(node),
            data,
        }
    }

    fn key(&self, node: &MarkedYaml<'_>) -> String {
        match self.value(node).data {
            Data::String(text) => text,
            Data::Integer(number) => number.to_string(),
            Data::Bool(flag) => flag.to_string(),
            Data::Date(date) => date.to_string(),
            _ => String::new(),
        }
    }
}

fn scalar_data(scalar: &Scalar<'_>) -> Data {
    match scalar {
        Scalar::Null => Data::Null,
        Scalar::Boolean(flag) => Data::Bool(*flag),
        Scalar::Integer(number) => Data::Integer(*number),
        Scalar::FloatingPoint(number) => Data::Float(number.into_inner()),
        Scalar::String(text) => Data::String(text.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{toml, yaml};
    use crate::source::{SourceId, Sources};
    use crate::value::{Data, Table};

    fn source() -> SourceId {
        Sources::default().insert("content/a.md", "")
    }

    fn spans<'a>(table: &Table, text: &'a str) -> Vec<(&'a str, &'a str)> {
        table
            .entries
            .iter()
            .map(|entry| {
                (
                    &text[entry.key_span.range()],
                    &text[entry.value.span.range()],
                )
            })
            .collect()
    }

    #[test]
    fn both_notations_give_the_same_values_with_their_places() {
        let text = "title = \"Né\"\ntags = [\"a\"]\norder = 3\n";
        let (from_toml, findings) = toml(source(), text, 0);
        assert!(findings.is_empty());
        assert_eq!(
            spans(&from_toml, text),
            [("title", "\"Né\""), ("tags", "[\"a\"]"), ("order", "3")]
        );
        let text = "title: \"Né\"\ntags: [a]\norder: 3\n";
        let (from_yaml, findings) = yaml(source(), text, 0);
        assert!(findings.is_empty());
        assert_eq!(
            spans(&from_yaml, text),
            [("title", "\"Né\""), ("tags", "[a]"), ("order", "3")]
        );
        for (one, other) in from_toml.entries.iter().zip(&from_yaml.entries) {
            assert_eq!(one.key, other.key);
            assert_eq!(one.value.data.type_name(), other.value.data.type_name());
        }
    }

    #[test]
    fn what_is_sound_is_kept_beside_a_fault() {
        let (table, findings) = toml(source(), "title = \"A\"\nkind = method\n", 4);
        assert_eq!(findings.len(), 1);
        assert!(matches!(&table.get("title").unwrap().value.data, Data::String(t) if t == "A"));
    }

    #[test]
    fn deep_nesting_is_a_finding() {
        for depth in [100, 100_000] {
            let (_, findings) = toml(source(), &format!("a = {}", "[".repeat(depth)), 0);
            assert!(!findings.is_empty());
            let (_, findings) = yaml(source(), &format!("a: {}", "[".repeat(depth)), 0);
            assert!(!findings.is_empty());
            let (_, findings) = yaml(source(), &"- ".repeat(depth * 2), 0);
            assert!(!findings.is_empty());
        }
    }
}
