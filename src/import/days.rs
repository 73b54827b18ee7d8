//! Pages whose day has not come: tools that leave such pages out show them from that day on.

use crate::diagnostic::written_date;
use crate::import::fields;
use crate::import::original::Original;
use crate::model::date::Date;
use crate::model::value::{Data, Table, Value};
use crate::parse::{as_date, as_text};

/// What is said of a page that is hidden for its day.
pub(super) const TO_COME: &str = "dated after the day of the import";

/// Whether a day is after that of the import.
pub(super) fn is_to_come(original: &Original, day: Option<Date>) -> bool {
    original
        .today
        .zip(day)
        .is_some_and(|(today, day)| day > today)
}

/// The day that the first of these fields says which a page has, in any case of letters.
pub(super) fn said(original: &Original, path: &str, names: &[&str]) -> Option<Date> {
    let text = original.text(path).map_or("", |text| text);
    let table = fields::head(text).table;
    let field = names.iter().find_map(|name| field(&table, name))?;
    day(field)
}

fn field<'a>(table: &'a Table, name: &str) -> Option<&'a Value> {
    let mut entries = table.entries.iter();
    let entry = entries.find(|entry| entry.key.eq_ignore_ascii_case(name))?;
    Some(&entry.value)
}

/// The day of a value; of one that can be read in several ways the latest, so that no page is shown too early. It
/// may be a group of days by what happened on each, as Material for MkDocs has them.
fn day(value: &Value) -> Option<Date> {
    match &value.data {
        Data::Table(table) => day(field(table, "created")?),
        _ => as_date(value).or_else(|| {
            let text = as_text(value)?;
            let written = || written_date::candidates(&text).into_iter().max();
            Date::parse(text.trim()).or_else(written)
        }),
    }
}
