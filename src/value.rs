//! Structured values with their places: what TOML and YAML both come to.
//!
//! Front matter, `site.toml`, a theme's kinds and its words are read into this one form, so that
//! the typed reading of fields and its findings exist once for both notations.

use crate::date::Date;
use crate::source::Span;

/// A value and the place it stands at.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub span: Span,
    pub data: Data,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    String(String),
    Date(Date),
    Array(Vec<Value>),
    Table(Table),
}

/// The entries of a table in the order of their places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Value,
}

impl Table {
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Data {
    /// The name of the value's type in a writer's words.
    pub fn type_name(&self) -> &'static str {
        match self {
            Data::Null => "nothing",
            Data::Bool(_) => "true or false",
            Data::Integer(_) => "a whole number",
            Data::Float(_) => "a number",
            Data::String(_) => "text",
            Data::Date(_) => "a date",
            Data::Array(_) => "a list",
            Data::Table(_) => "a table",
        }
    }
}
