//! Structured values with their places: what TOML and YAML both come to.
//!
//! Front matter, `site.toml`, a theme's kinds and its words are read into this one form, so that
//! the typed reading of fields and its findings exist once for both notations.

use crate::model::date::Date;
use crate::model::source::Span;

/// A value and the place it stands at.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The value alone, its quotation marks or brackets included.
    pub span: Span,
    /// What it is, in whichever notation.
    pub data: Data,
    /// How it is typed, where that could be text as well: a word of YAML without quotation marks, such
    /// as `1984` or `no`.
    pub plain: Option<Box<str>>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// YAML's `null`, or nothing after a key.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, also a whole one that is too large.
    Float(f64),
    /// A text, whose lines end with LF.
    String(String),
    /// A day; a time of day is left out.
    Date(Date),
    /// A list, in the order in which it is typed.
    Array(Vec<Value>),
    /// Keys with values.
    Table(Table),
}

/// The entries of a table in the order of their places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Each key once.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Without quotation marks.
    pub key: String,
    /// The key alone.
    pub key_span: Span,
    /// What stands after `=` or `:`.
    pub value: Value,
}

impl Table {
    /// The entry of this key, spelt exactly so.
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
