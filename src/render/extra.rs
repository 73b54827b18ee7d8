//! What a page's front matter holds for a theme of one's own, as templates are given it.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::model::value::{Data, Table, Value};

/// `page.extra` of templates: always a table.
#[derive(Clone, Default)]
pub(crate) struct Extra(Option<Value>);

impl Extra {
    pub(crate) fn new(extra: Option<&Value>) -> Self {
        Extra(extra.cloned())
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => Given(value).serialize(serializer),
            None => serializer.serialize_map(Some(0))?.end(),
        }
    }
}

struct Given<'a>(&'a Value);

impl Serialize for Given<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.data {
            Data::Null => serializer.serialize_none(),
            Data::Bool(flag) => serializer.serialize_bool(*flag),
            Data::Integer(number) => serializer.serialize_i64(*number),
            Data::Float(number) => serializer.serialize_f64(*number),
            Data::String(text) => serializer.serialize_str(text),
            Data::Date(date) => serializer.collect_str(date),
            Data::Array(items) => serializer.collect_seq(items.iter().map(Given)),
            Data::Table(table) => serialize_table(table, serializer),
        }
    }
}

fn serialize_table<S: Serializer>(table: &Table, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(table.entries.len()))?;
    for entry in &table.entries {
        map.serialize_entry(&entry.key, &Given(&entry.value))?;
    }
    map.end()
}
