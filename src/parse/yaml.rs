//! Reads YAML into [`Table`]s with exact places.
//!
//! Takes a stretch of a source; gives the table and a finding for each fault. The grammar is `saphyr`'s;
//! what words without quotation marks stand for is `yaml_scalar`'s, so that pages mean here what they mean
//! to the tools that they come from.

use saphyr::{MarkedYaml, ScalarStyle, ScanError, Tag, YamlData, YamlLoader};
use saphyr_parser::{BufferedInput, Parser};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::data_syntax;
use crate::model::front_matter::Notation;
use crate::model::source::{SourceId, Span};
use crate::model::value::{Data, Entry, Table, Value};
use crate::parse::value::{DEEPEST, Place, too_deep};
use crate::parse::{data_fault, entry, yaml_aliases, yaml_scalar};

/// Reads `text`, which begins at byte `offset` of `source`, as one YAML mapping.
pub(crate) fn yaml(source: SourceId, text: &str, offset: usize) -> (Table, Vec<Diagnostic>) {
    let place = YamlPlace::new(Place { source, offset }, text);
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
    let Ok(documents) = load(text) else {
        return place.sound();
    };
    let Some(document) = documents.first() else {
        return (Table::default(), findings);
    };
    match place.value(document).data {
        Data::Table(table) => (table, findings),
        Data::Null => (Table::default(), findings),
        other => (Table::default(), place.no_mapping(&other)),
    }
}

/// The documents of `text`, their scalars as they are typed.
fn load(text: &str) -> Result<Vec<MarkedYaml<'_>>, ScanError> {
    let mut loader = YamlLoader::default();
    loader.early_parse(false);
    Parser::new(BufferedInput::new(text.chars())).load(&mut loader, true)?;
    match loader.error() {
        Some(error) => Err(error.clone()),
        None => Ok(loader.into_documents()),
    }
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

/// As [`Place`], from the character counts that the YAML parser gives.
struct YamlPlace<'a> {
    place: Place,
    /// The byte at which each character begins.
    bytes: Vec<usize>,
    text: &'a str,
}

impl<'a> YamlPlace<'a> {
    fn new(place: Place, text: &'a str) -> Self {
        Self {
            place,
            bytes: text.char_indices().map(|(at, _)| at).collect(),
            text,
        }
    }

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
        let mut plain = None;
        let data = match &node.data {
            YamlData::Representation(text, style, tag) => {
                let data = scalar(text, *style, tag.as_deref());
                let is_text = matches!(data, Data::String(_) | Data::Null);
                plain = (!is_text).then(|| text.as_ref().into());
                data
            }
            YamlData::Sequence(items) => {
                Data::Array(items.iter().map(|item| self.value(item)).collect())
            }
            YamlData::Mapping(entries) => Data::Table(self.table(entries.iter())),
            YamlData::Tagged(_, inner) => self.value(inner).data,
            YamlData::Value(_) | YamlData::Alias(_) | YamlData::BadValue => Data::Null,
        };
        Value {
            span: self.span(node),
            data,
            plain,
        }
    }

    /// A mapping, with the entries of those that its key `<<` merges into it.
    fn table<'n>(
        &self,
        entries: impl Iterator<Item = (&'n MarkedYaml<'n>, &'n MarkedYaml<'n>)>,
    ) -> Table {
        let mut table = Table::default();
        let mut merged = Vec::new();
        for (key, value) in entries {
            let value = self.value(value);
            match (self.key(key), value.data) {
                (name, Data::Table(other)) if name == "<<" => merged.push(other),
                (name, Data::Array(others)) if name == "<<" => {
                    let tables = others.into_iter().filter_map(|other| match other.data {
                        Data::Table(table) => Some(table),
                        _ => None,
                    });
                    merged.extend(tables);
                }
                (name, data) => table.entries.push(Entry {
                    key: name,
                    key_span: self.span(key),
                    value: Value { data, ..value },
                }),
            }
        }
        // A mapping's own keys win over those merged into it, and of these the first, as YAML has it.
        for entry in merged.into_iter().flat_map(|other| other.entries) {
            if table.get(&entry.key).is_none() {
                table.entries.push(entry);
            }
        }
        table
    }

    /// Keys are names, whatever else their letters could be: `on` and `2026` are.
    fn key(&self, node: &MarkedYaml<'_>) -> String {
        match &node.data {
            YamlData::Representation(text, ..) => text.to_string(),
            _ => String::new(),
        }
    }

    /// What can be read of a text that cannot be read whole, and a finding for each field at fault.
    fn sound(&self) -> (Table, Vec<Diagnostic>) {
        let sound = data_fault::find(self.text, Notation::Yaml, complaint);
        let findings = self.place.findings(&sound, Notation::Yaml);
        // It has as many bytes as the other, and more characters where long ones were taken out.
        let (source, offset) = (self.place.source, self.place.offset);
        let place = YamlPlace::new(Place { source, offset }, &sound.text);
        let readable = load(&sound.text).unwrap_or_default();
        let data = readable.first().map(|document| place.value(document).data);
        match data {
            Some(Data::Table(table)) => (table, findings),
            _ => (Table::default(), findings),
        }
    }

    /// Text, or a list, where fields should be: fields that are mistyped, if each line is one.
    fn no_mapping(&self, found: &Data) -> Vec<Diagnostic> {
        let mut lines = self.text.lines().filter(|line| !entry::is_nothing(line));
        if matches!(found, Data::String(_)) && lines.all(entry::is_field) {
            let sound = data_fault::find(self.text, Notation::Yaml, complaint);
            return self.place.findings(&sound, Notation::Yaml);
        }
        let all = self.place.span(0..self.text.trim_end().len());
        vec![data_syntax::not_a_mapping(all, found.type_name())]
    }
}

/// Where the parser is lost, and what it says; YAML takes lines that are no fields for a text, which is no
/// complaint of the parser's.
fn complaint(text: &str) -> Option<(usize, String)> {
    let byte = |character: usize| {
        let at = text.char_indices().nth(character);
        at.map_or(text.len(), |(at, _)| at)
    };
    match load(text) {
        Ok(documents) => {
            let document = documents.first().filter(|document| is_text(document))?;
            Some((byte(document.span.start.index()), String::new()))
        }
        Err(error) => Some((byte(error.marker().index()), error.info().to_owned())),
    }
}

/// Whether a document holds neither fields nor nothing.
fn is_text(document: &MarkedYaml<'_>) -> bool {
    match &document.data {
        YamlData::Mapping(_) => false,
        YamlData::Representation(text, style, tag) => {
            !matches!(scalar(text, *style, tag.as_deref()), Data::Null)
        }
        _ => true,
    }
}

/// A scalar that stands between quotation marks or as a block of text is text, and so is what says that
/// it is.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Data {
    let is_text = |tag: &Tag| tag.is_yaml_core_schema() && tag.suffix == "str";
    if style != ScalarStyle::Plain || tag.is_some_and(is_text) {
        return Data::String(text.to_owned());
    }
    yaml_scalar::plain(text)
}

#[cfg(test)]
mod tests {
    use super::yaml;
    use crate::model::source::Sources;
    use crate::model::value::{Data, Table};

    fn read(text: &str) -> (Table, Vec<String>) {
        let source = Sources::default().insert("content/a.md", "");
        let (table, findings) = yaml(source, text, 0);
        let findings = findings.into_iter();
        let help = findings.map(|finding| finding.help.unwrap_or_default());
        (table, help.collect())
    }

    #[test]
    fn what_could_be_text_keeps_how_it_is_typed() {
        let (table, _) = read("title: 1984\nstart: 19:00\ndraft: no\non: \"010\"\n");
        let plain = |key: &str| table.get(key).unwrap().value.plain.clone();
        assert_eq!(plain("title").as_deref(), Some("1984"));
        assert_eq!(plain("start").as_deref(), Some("19:00"));
        assert_eq!(plain("draft").as_deref(), Some("no"));
        assert_eq!(table.get("draft").unwrap().value.data, Data::Bool(false));
        assert_eq!(
            table.get("on").unwrap().value.data,
            Data::String("010".to_owned())
        );
    }

    #[test]
    fn what_is_merged_stands_beneath_what_is_written() {
        let (table, _) = read("base: &b {a: 1, c: 3}\nown: {<<: *b, a: 2}\n");
        let Data::Table(own) = &table.get("own").unwrap().value.data else {
            panic!("it is a table");
        };
        assert_eq!(own.get("a").unwrap().value.data, Data::Integer(2));
        assert_eq!(own.get("c").unwrap().value.data, Data::Integer(3));
    }
}
