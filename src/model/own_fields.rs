//! What is said of a source beside its bibliographic record: who has seen it, where a copy is kept, how to get
//! at it, what has become of it.
//!
//! These fields may stand in the record, in `sources.toml`, or on the page of the source.

use std::sync::Arc;

use crate::model::layer::LayerIndex;
use crate::model::source::{Span, Spanned};
use crate::model::value::{Data, Table, Value};

/// What is said of a source beside the bibliographic entry. All are plain text and free of markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFields {
    /// How, when and by whom the source was seen; `partial` at its head says: only in part.
    pub verified: Option<String>,
    /// The address of an archived copy, http or https.
    pub archived: Option<String>,
    /// How to get at it: open, by purchase, on request.
    pub access: Option<String>,
    /// The id of the work that has taken its place, or words for it.
    pub superseded_by: Option<String>,
    /// What is wrong in it, or was corrected in it later.
    pub correction: Option<String>,
    /// How hard it is to read, in the words of the bibliography: `easy`.
    pub level: Option<String>,
    /// What it comes as, in the words of the bibliography: `print`.
    pub format: Option<String>,
    /// A remark for those who keep the bibliography, never part of the reference.
    pub annotation: Option<String>,
}

impl OwnFields {
    /// What helps to choose what to read, by the names of the fields: how hard it is, what it comes as and how to get at it.
    pub fn for_readers(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let fields = [
            ("level", &self.level),
            ("format", &self.format),
            ("access", &self.access),
        ];
        fields
            .into_iter()
            .filter_map(|(name, words)| words.as_ref().map(|words| (name, words)))
    }
}

/// The own fields of one source in a file that holds nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnRecord {
    /// Of the source, as it is typed.
    pub id: Spanned<String>,
    /// Those that it gives.
    pub fields: OwnFields,
    /// The place of each value that it gives, by the name of the field.
    pub places: Vec<(&'static str, Span)>,
}

/// A file of own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnFile {
    /// The project that it is of.
    pub layer: LayerIndex,
    /// In the order of the file.
    pub records: Arc<[OwnRecord]>,
}

impl OwnFields {
    /// The names of the fields, as bibliography files spell them.
    pub const NAMES: [&str; 8] = [
        "verified",
        "archived",
        "access",
        "superseded_by",
        "correction",
        "level",
        "format",
        "annotation",
    ];

    /// The field of a name, for the parsers to fill; `None` for a name that is not ours.
    pub(crate) fn field_mut(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "verified" => Some(&mut self.verified),
            "archived" => Some(&mut self.archived),
            "access" => Some(&mut self.access),
            "superseded_by" => Some(&mut self.superseded_by),
            "correction" => Some(&mut self.correction),
            "level" => Some(&mut self.level),
            "format" => Some(&mut self.format),
            "annotation" => Some(&mut self.annotation),
            _ => None,
        }
    }

    /// The text of a field; `None` where it is not given, and for a name that is not ours.
    pub fn field(&self, name: &str) -> Option<&str> {
        let field = match name {
            "verified" => &self.verified,
            "archived" => &self.archived,
            "access" => &self.access,
            "superseded_by" => &self.superseded_by,
            "correction" => &self.correction,
            "level" => &self.level,
            "format" => &self.format,
            "annotation" => &self.annotation,
            _ => return None,
        };
        field.as_deref()
    }

    /// These fields, and of those beneath the ones that these do not give.
    pub(crate) fn over(mut self, beneath: &OwnFields) -> Self {
        for name in Self::NAMES {
            let Some(field) = self.field_mut(name) else {
                continue;
            };
            if field.is_none() {
                *field = beneath.field(name).map(str::to_owned);
            }
        }
        self
    }
}

/// A value as the text of a field: a text, or a table such as `{ on = 2026-11-01, by = "Ada" }`, whose values are
/// joined, the day and the name first. `None` for what says nothing.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    let text = match &value.data {
        Data::String(text) => text.trim().to_owned(),
        Data::Date(date) => date.to_string(),
        Data::Integer(number) => number.to_string(),
        Data::Table(table) => joined(table),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

fn joined(table: &Table) -> String {
    let rank = |key: &str| match key {
        "on" => 0,
        "by" => 1,
        _ => 2,
    };
    let mut entries: Vec<_> = table.entries.iter().collect();
    entries.sort_by_key(|entry| rank(&entry.key));
    let is_partial = |key: &str, data: &Data| key == "partial" && *data == Data::Bool(true);
    let mut partial = entries.iter();
    let partial = partial.any(|entry| is_partial(&entry.key, &entry.value.data));
    let texts = entries.iter().filter_map(|entry| text_of(&entry.value));
    let text = texts.collect::<Vec<_>>().join(", ");
    if partial {
        format!("Partial: {text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{OwnFields, text_of};
    use crate::model::source::Sources;
    use crate::parse;

    #[test]
    fn every_own_name_has_its_field() {
        let mut own = OwnFields::default();
        for name in OwnFields::NAMES {
            let field = own.field_mut(name).expect(name);
            *field = Some(name.to_owned());
            assert_eq!(own.field(name), Some(name));
        }
        assert!(own.field_mut("title").is_none() && own.field("title").is_none());
    }

    #[test]
    fn what_lies_above_goes_first() {
        let fields = |verified: Option<&str>, access: &str| OwnFields {
            verified: verified.map(str::to_owned),
            access: Some(access.to_owned()),
            ..OwnFields::default()
        };
        let both = fields(None, "open").over(&fields(Some("Ada"), "book"));
        assert_eq!(both, fields(Some("Ada"), "open"));
    }

    #[test]
    fn a_check_is_a_text_or_a_table_of_its_parts() {
        let source = Sources::default().insert("a.toml", "");
        for (typed, expected) in [
            ("v = \" Ada \"", Some("Ada")),
            (
                "v = { by = \"Ada\", on = 2026-01-31 }",
                Some("2026-01-31, Ada"),
            ),
            (
                "v = { how = \"the book\", by = \"Ada\", partial = true }",
                Some("Partial: Ada, the book"),
            ),
            ("v = \"\"", None),
            ("v = {}", None),
            ("v = true", None),
        ] {
            let (table, _) = parse::toml(source, typed, 0);
            let text = text_of(&table.entries[0].value);
            assert_eq!(text.as_deref(), expected, "{typed}");
        }
    }
}
