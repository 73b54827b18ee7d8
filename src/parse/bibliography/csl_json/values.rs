//! The values of CSL JSON fields: texts, names and dates.

use hayagriva::types::{Date, FormatString, Person};
use serde_json::{Map, Value};

use crate::parse::bibliography::date::{self, When};

/// The text of a string or number, without the few tags that CSL allows in it.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => without_tags(text.trim()),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    // A text may hold by its number what would be found in the file by its sight.
    let is_turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = text.replace(is_turning, "");
    Some(text).filter(|text| !text.is_empty())
}

pub(super) fn formatted(text: String) -> FormatString {
    FormatString::with_value(text)
}

pub(super) fn without_tags(text: &str) -> String {
    const TAGS: [&str; 6] = ["i", "b", "sub", "sup", "sc", "span"];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let tag = rest[start + 1..].trim_start_matches('/');
        let name = tag.split(|c: char| !c.is_ascii_alphabetic()).next();
        let end = rest[start..].find('>');
        plain.push_str(&rest[..start]);
        match end.filter(|_| name.is_some_and(|name| TAGS.contains(&name))) {
            Some(end) => rest = &rest[start + end + 1..],
            None => {
                plain.push('<');
                rest = &rest[start + 1..];
            }
        }
    }
    plain + rest
}

/// The persons of a list of names; what is no name is left out.
pub(super) fn persons(value: &Value) -> Vec<Person> {
    let names = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    names.iter().filter_map(person).collect()
}

fn person(value: &Value) -> Option<Person> {
    let fields = match value {
        Value::String(_) => return Some(literal(text(value)?)),
        _ => value.as_object()?,
    };
    let part = |name: &str| fields.get(name).and_then(text);
    if let Some(name) = part("literal") {
        return Some(literal(name));
    }
    let given = match (part("given"), part("dropping-particle")) {
        (Some(given), Some(particle)) => Some(format!("{given} {particle}")),
        (given, particle) => given.or(particle),
    };
    let Some(family) = part("family") else {
        return given.map(literal);
    };
    // To hayagriva a particle that is not dropped is a part of the family's name.
    let name = match part("non-dropping-particle") {
        Some(particle) => format!("{particle} {family}"),
        None => family,
    };
    Some(Person {
        name,
        given_name: given,
        prefix: None,
        suffix: part("suffix"),
        comma_suffix: fields.get("comma-suffix").is_some_and(is_true),
        alias: None,
    })
}

fn literal(name: String) -> Person {
    Person {
        name,
        given_name: None,
        prefix: None,
        suffix: None,
        comma_suffix: false,
        alias: None,
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is_true) => *is_true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !matches!(text.as_str(), "" | "0" | "false"),
        _ => false,
    }
}

/// A date: in parts, or as a text. A range, which hayagriva does not know, is a text.
pub(super) fn date(value: &Value) -> Option<When> {
    let empty = Map::new();
    let fields = value.as_object().unwrap_or(&empty);
    let approximate = fields.get("circa").is_some_and(is_true);
    let when = match fields.get("date-parts").filter(|parts| !is_blank(parts)) {
        Some(parts) => season(parts)
            .filter(|_| !approximate)
            .or_else(|| in_words(parts))
            .or_else(|| of_parts(parts, fields.get("season").and_then(text))),
        None => {
            let names = ["edtf", "literal", "raw"];
            let written = names.iter().find_map(|name| fields.get(*name));
            date::read(&text(written.unwrap_or(value))?)
        }
    };
    match when? {
        When::Date(date) if approximate => Some(When::Date(Date {
            approximate,
            ..date
        })),
        when => Some(when),
    }
}

/// A year with a season in the place of the month, counted from 21 as in EDTF: `[[2020, 21]]`.
fn season(parts: &Value) -> Option<When> {
    let [point] = parts.as_array()?.as_slice() else {
        return None;
    };
    let [year, season] = point.as_array()?.as_slice() else {
        return None;
    };
    let (year, season) = (integer(year)?, integer(season)?);
    (21..=24)
        .contains(&season)
        .then(|| date::read(&format!("{year:04}-{season}")))?
}

/// A date in words where its numbers belong: `[["c. 1920"]]`.
fn in_words(parts: &Value) -> Option<When> {
    let [point] = parts.as_array()?.as_slice() else {
        return None;
    };
    let [Value::String(words)] = point.as_array()?.as_slice() else {
        return None;
    };
    let is_number = words.trim().parse::<i64>().is_ok();
    (!is_number && date::is_telling(words)).then(|| date::read(words))?
}

fn of_parts(parts: &Value, season: Option<String>) -> Option<When> {
    let points: Vec<Date> = parts.as_array()?.iter().filter_map(from_parts).collect();
    let Some(first) = points.first() else {
        return Some(When::Text(parts.to_string()));
    };
    let season = season.filter(|season| season.parse::<u8>().is_err());
    match (points.last().filter(|last| *last != first), season) {
        (None, None) => Some(When::Date(*first)),
        (None, Some(season)) => Some(When::Text(format!("{season} {}", first.year))),
        (Some(last), _) if first.month.is_none() && last.month.is_none() => {
            Some(When::Text(format!("{}–{}", first.year, last.year)))
        }
        (Some(last), _) => Some(When::Text(format!("{first} – {last}"))),
    }
}

/// Whether parts hold nothing: `[]`, `[[]]`, `[[null]]`, `[[""]]`.
fn is_blank(parts: &Value) -> bool {
    match parts {
        Value::Array(items) => items.iter().all(is_blank),
        Value::String(text) => text.is_empty(),
        other => other.is_null(),
    }
}

fn from_parts(point: &Value) -> Option<Date> {
    let numbers: Vec<i64> = point.as_array()?.iter().map_while(integer).collect();
    let year = i32::try_from(*numbers.first()?).ok()?;
    let within = |index: usize, limit: i64| {
        let number = numbers.get(index).filter(|n| (1..=limit).contains(n))?;
        u8::try_from(number - 1).ok()
    };
    let month = within(1, 12);
    Some(Date {
        month,
        day: month.and(within(2, 31)),
        ..Date::from_year(edtf_year(year))
    })
}

/// CSL counts no year 0, as EDTF does: its -50 is 50 before our era.
fn edtf_year(year: i32) -> i32 {
    if year < 0 {
        year.saturating_add(1)
    } else {
        year
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        number => number.as_i64(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{When, date, persons, text};

    #[test]
    fn dates_come_in_parts_or_as_text() {
        let of = |value| match date(&value) {
            Some(When::Date(date)) => date.to_string(),
            Some(When::Text(text)) => format!("“{text}”"),
            None => "nothing".into(),
        };
        assert_eq!(of(json!({"date-parts": [[2020, 5, 17]]})), "2020-05-17");
        assert_eq!(of(json!({"date-parts": [["2020", "5"]]})), "2020-05");
        assert_eq!(of(json!({"date-parts": [[2019], [2021]]})), "“2019–2021”");
        assert_eq!(
            of(json!({"date-parts": [[2020, 21]], "circa": true})),
            "~2020"
        );
        assert_eq!(
            of(json!({"date-parts": [[2020]], "season": "Spring"})),
            "“Spring 2020”"
        );
        assert_eq!(of(json!({"raw": "2020-05"})), "2020-05");
        assert_eq!(of(json!({"date-parts": [[-50]]})), "-049");
        assert_eq!(of(json!({"literal": "circa 1920"})), "“circa 1920”");
        assert_eq!(of(json!("2019/2021")), "“2019–2021”");
        assert_eq!(of(json!({"date-parts": [[]]})), "nothing");
        assert_eq!(of(json!({"date-parts": [["x"]]})), "“[[\"x\"]]”");
        assert_eq!(of(json!({"date-parts": [["c. 1920"]]})), "“c. 1920”");
        assert_eq!(of(json!({"date-parts": [[2020, 21]]})), "“Spring 2020”");
    }

    #[test]
    fn names_have_parts_or_are_literal() {
        let value = json!([
            {"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"},
            {"literal": "Seeds for Change"}, {"given": "Ada"}, "Plain", {}, 5
        ]);
        let names: Vec<String> = persons(&value)
            .iter()
            .map(|p| p.given_first(false))
            .collect();
        assert_eq!(
            names,
            ["Simone de Beauvoir", "Seeds for Change", "Ada", "Plain"]
        );
    }

    #[test]
    fn tags_are_left_out_of_texts() {
        let of = |value| text(&value).unwrap();
        assert_eq!(
            of(json!("A <i>b</i> <span class=\"nocase\">C</span> < d")),
            "A b C < d"
        );
        assert_eq!(of(json!("<script>")), "<script>");
        assert_eq!(of(json!(12)), "12");
    }
}
