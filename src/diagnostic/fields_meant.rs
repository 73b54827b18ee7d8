//! What to type for a field that holds fields of its own, where something else is typed.

use crate::model::front_matter::Notation;
use crate::model::value::Data;

/// The line to type, or the two lines: `reviewed = { on = 2026-11-01, by = "Ana" }` for `reviewed = "Ana"`.
pub(super) fn example(field: &str, found: &Data, notation: Notation) -> String {
    if let Some((part, line)) = part_of_settings(field, found) {
        return format!("write two lines: [{part}], and below it {line}");
    }
    let value = notation.braces(&inner(field, found));
    format!("write {}", notation.field(field, value))
}

/// A part of `site.toml`, which a line in square brackets begins, and what stands below that.
fn part_of_settings(field: &str, found: &Data) -> Option<(&'static str, String)> {
    let (part, name, usual) = match field {
        "print" => ("print", "paper", "a4"),
        "citations" => ("citations", "style", "apa"),
        "look" => ("look", "accent", "#a32a17"),
        "preview" => ("preview", "editor", "vscode://file/{path}:{line}"),
        // The kinds that are printed are listed in a part of their own.
        "kinds" => {
            return Some(match list(found) {
                Some(list) => ("print", format!("kinds = {list}")),
                None => ("kinds.ritual", "labels = { en = \"Ritual\" }".to_owned()),
            });
        }
        _ => return None,
    };
    let meant = text(found).filter(|text| match part {
        "print" => matches!(text.as_str(), "a4" | "letter"),
        "citations" => true,
        "look" => text.starts_with('#'),
        _ => text.contains("{path}"),
    });
    let value = meant.unwrap_or_else(|| usual.to_owned());
    Some((part, format!("{name} = \"{value}\"")))
}

/// The fields within, each with a value, of which the one that was typed is one where it can be.
fn inner(field: &str, found: &Data) -> Vec<(&'static str, String)> {
    let given = |usual: &str| {
        let text = text(found).unwrap_or_else(|| usual.to_owned());
        format!("\"{text}\"")
    };
    let day = match found {
        Data::Date(date) => date.to_string(),
        _ => "2026-11-01".to_owned(),
    };
    let quoted = |text: &str| format!("\"{text}\"");
    match field {
        "reviewed" => vec![("on", day), ("by", given("Ana"))],
        "updated" => vec![("on", day), ("what", given("…"))],
        "adapted_from" => {
            let address = text(found).filter(|text| text.contains("://"));
            match address {
                Some(address) => vec![("title", quoted("…")), ("url", quoted(&address))],
                None => vec![("title", given("…")), ("url", quoted("https://…"))],
            }
        }
        "allow" => vec![("dead-link", quoted("why it may stay"))],
        "choices" => vec![("calm", "{ en = \"Calm\" }".to_owned())],
        "roles" => vec![("host", "{ en = \"Host\" }".to_owned())],
        "headings" => vec![("en", given("Opening"))],
        _ => vec![("en", given("…"))],
    }
}

/// A text that can stand between quotation marks as it is.
fn text(found: &Data) -> Option<String> {
    match found {
        Data::String(text) if !text.contains(['"', '\\', '\n']) && !text.trim().is_empty() => {
            Some(text.trim().to_owned())
        }
        _ => None,
    }
}

/// A list of texts as it is typed.
fn list(found: &Data) -> Option<String> {
    let items = match found {
        Data::Array(items) => items.iter().map(|item| &item.data).collect(),
        Data::String(_) => vec![found],
        _ => return None,
    };
    let texts: Option<Vec<String>> = items
        .into_iter()
        .map(|item| Some(format!("\"{}\"", text(item)?)))
        .collect();
    Some(format!("[{}]", texts?.join(", ")))
}

/// A list of fields or sections of a kind: `[{ id = "mood", labels = { en = "Mood" } }]`.
pub(super) fn example_of_list(field: &str, found: &Data, id: impl Fn(&str) -> String) -> String {
    let name = text(found).unwrap_or_else(|| "mood".to_owned());
    let labels = if field == "sections" {
        "headings"
    } else {
        "labels"
    };
    format!(
        "write {field} = [{{ id = \"{}\", {labels} = {{ en = \"{name}\" }} }}]",
        id(&name)
    )
}
