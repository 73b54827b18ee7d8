//! Reads TOML into [`Table`]s with exact places.
//!
//! Takes a stretch of a source; gives the table, as much of it as could be read, and a finding for
//! each fault. Follows TOML 1.1 through `toml`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::data_syntax;
use crate::limits::FIELD_DEPTH;
use crate::model::date::Date;
use crate::model::front_matter::Notation;
use crate::model::source::{SourceId, Span};
use crate::model::value::{Data, Entry, Table, Value};
use crate::parse::data_fault::{self, Meant, Sound};

/// Deeper values are refused before they are parsed, since the parsers recurse.
pub(super) const DEEPEST: usize = FIELD_DEPTH.most;

/// Reads `text`, which begins at byte `offset` of `source`, as TOML.
pub(crate) fn toml(source: SourceId, text: &str, offset: usize) -> (Table, Vec<Diagnostic>) {
    read_toml(source, text, offset, false)
}

/// As [`toml`], for settings: what is at fault is read as it should be typed, even where its whole line is.
pub(super) fn settings(source: SourceId, text: &str, offset: usize) -> (Table, Vec<Diagnostic>) {
    read_toml(source, text, offset, true)
}

fn read_toml(
    source: SourceId,
    text: &str,
    offset: usize,
    reads_lines: bool,
) -> (Table, Vec<Diagnostic>) {
    let place = Place { source, offset };
    let mut findings = Vec::new();
    if let Some(deep) = too_deep(text, |c| matches!(c, '[' | '{'), |c| matches!(c, ']' | '}')) {
        findings.push(data_syntax::too_deep(place.span(deep..deep + 1)));
        return (Table::default(), findings);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return (place.toml_table(table.get_ref()), findings);
    }
    let sound = data_fault::find(text, Notation::Toml, toml_complaint);
    findings.extend(place.findings(&sound, Notation::Toml));
    let (mut read, corrected) = place.meant(&sound, text, reads_lines);
    let guessed = place.toml_table(table.get_ref()).entries.into_iter();
    let is_whole = |entry: &Entry| {
        let ends = [entry.key_span.start, entry.value.span.end];
        let ends = ends.map(|end| end as usize - offset);
        sound
            .taken
            .iter()
            .filter(|lines| !corrected.iter().any(|one| lines.contains(one)))
            .any(|lines| lines.start <= ends[0] && ends[1] <= lines.end)
    };
    // What can be guessed of a field at fault is used, so that it hides no other finding.
    let guessed = guessed.filter(|entry| is_whole(entry) && read.get(&entry.key).is_none());
    let guessed: Vec<Entry> = guessed.collect();
    read.entries.extend(guessed);
    read.entries
        .sort_by_key(|entry| (entry.key_span.start, entry.key_span.end));
    (read, findings)
}

/// Where the parser is lost first, and what it says.
fn toml_complaint(text: &str) -> Option<(usize, String)> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let complaints = errors.iter().map(|error| {
        let at = error.span().map_or(0, |range| range.start);
        (at, error.message().to_owned())
    });
    complaints.min()
}

/// The byte at which brackets outside quotations nest beyond [`DEEPEST`].
pub(super) fn too_deep(
    text: &str,
    opens: fn(char) -> bool,
    closes: fn(char) -> bool,
) -> Option<usize> {
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

/// Turns ranges of the stretch into spans of the source.
pub(super) struct Place {
    pub(super) source: SourceId,
    pub(super) offset: usize,
}

impl Place {
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(
            self.source,
            self.offset + range.start..self.offset + range.end,
        )
    }

    /// What is sound, with each fault as it should be typed where that is known, and where these begin.
    fn meant(&self, sound: &Sound, written: &str, reads_lines: bool) -> (Table, Vec<usize>) {
        let meant = Meant::of(sound, written, reads_lines);
        let (table, errors) = DeTable::parse_recoverable(&meant.text);
        if errors.is_empty() {
            let mut table = self.toml_table(table.get_ref());
            meant.place_in(&mut table, self.offset);
            return (table, meant.corrected());
        }
        let readable = DeTable::parse_recoverable(&sound.text).0;
        (self.toml_table(readable.get_ref()), Vec::new())
    }

    pub(super) fn findings(&self, sound: &Sound, notation: Notation) -> Vec<Diagnostic> {
        let faults = sound.faults.iter();
        let findings = faults.map(|fault| {
            let typed = fault.typed.as_ref();
            let typed = typed.map(|(range, text)| (self.span(range.clone()), text.clone()));
            data_syntax::mistyped(
                self.span(fault.range.clone()),
                fault.mistake,
                notation,
                typed,
            )
        });
        findings.collect()
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
            plain: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::toml;
    use crate::model::source::{SourceId, Sources};
    use crate::model::value::{Data, Table};
    use crate::parse::yaml::yaml;

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
    fn what_is_sound_around_a_fault_keeps_its_place() {
        for (text, read) in [
            (
                "né: \"Ä” ä\"x\ntitle: Ünder\n",
                yaml as fn(SourceId, &str, usize) -> _,
            ),
            ("né: Ä: ä\ntitle: Ünder\n", yaml),
            ("ne = Ä ä\ntitle = \"Ünder\"\n", toml),
        ] {
            let (table, findings) = read(source(), text, 0);
            assert_eq!(findings.len(), 1, "{text}");
            let title = table.get("title").expect("it is read");
            assert_eq!(&text[title.key_span.range()], "title");
            assert!(text[title.value.span.range()].contains("Ünder"));
        }
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
