//! The value with which a kind shows how a field is typed.
//!
//! Takes the table of a field; gives its `example` as somebody would type it, and a finding where it is
//! none of the field's type.

use crate::model::kind::FieldType;
use crate::model::value::Data;
use crate::parse::fields::Fields;
use crate::parse::front_matter;

/// The example of a field of this type; none where it is missing, or of another type.
pub(super) fn example(fields: &mut Fields<'_, '_>, field: &FieldType) -> Option<String> {
    let entry = fields.entry("example")?;
    front_matter::field_value(fields, "example", field)?;
    Some(typed(&entry.value.data))
}

/// A value on one line, in the notation of TOML.
fn typed(data: &Data) -> String {
    match data {
        Data::Null => String::new(),
        Data::Bool(flag) => flag.to_string(),
        Data::Integer(number) => number.to_string(),
        // With its point, without which it would be another type.
        Data::Float(number) => format!("{number:?}"),
        Data::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Data::Date(date) => date.to_string(),
        Data::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| typed(&item.data)).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Table(table) => {
            let entries = table.entries.iter().map(|entry| {
                let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
                let key = if !entry.key.is_empty() && entry.key.chars().all(is_bare) {
                    entry.key.clone()
                } else {
                    serde_json::Value::from(entry.key.as_str()).to_string()
                };
                format!("{key} = {}", typed(&entry.value.data))
            });
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
