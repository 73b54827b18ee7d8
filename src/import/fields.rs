//! Adds fields at the head of a page, in the notation that the page has.

use crate::diagnostic::written_date;
use crate::import::tool::Tool;
use crate::model::edit::{Edit, applied};
use crate::model::front_matter::Notation;
use crate::model::source::Sources;
use crate::model::value::Table;
use crate::parse::{as_date, as_text, front_matter};

/// The head of a page and where its text begins.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) table: Table,
    pub(super) notation: Option<Notation>,
    /// Where the first field stands.
    pub(super) start: usize,
    /// Where the text begins.
    pub(super) body: usize,
    /// Whether its fields cannot be read as they stand.
    pub(super) is_faulty: bool,
}

/// Reads the head of a page.
pub(super) fn head(text: &str) -> Head {
    let source = Sources::default().insert("page.md", "");
    let front = front_matter(source, text);
    let body = match front.notation {
        Some(_) => {
            let end = front.data.end;
            text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
        }
        None => front.data.start,
    };
    Head {
        start: front.data.start,
        body,
        is_faulty: !front.findings.is_empty(),
        table: front.table,
        notation: front.notation,
    }
}

/// A page whose fields stand between braces at its head, as Hugo allows, with lines around them.
pub(super) fn fenced(text: &str) -> Option<String> {
    let rest = text.trim_start_matches('\u{feff}');
    if !rest.starts_with('{') {
        return None;
    }
    let mut reader = serde_json::Deserializer::from_str(rest).into_iter::<serde_json::Value>();
    let value = reader.next()?.ok()?;
    let end = reader.byte_offset();
    // What goes on in the same line is text.
    let line = rest[end..].lines().next().unwrap_or_default();
    let has_fields = value.as_object().is_some_and(|fields| !fields.is_empty());
    (has_fields && line.trim().is_empty()).then(|| {
        format!(
            "---\n{}\n---\n{}",
            &rest[..end],
            rest[end..].trim_start_matches(['\r', '\n'])
        )
    })
}

/// A page whose `alias` is called `aliases`, since tools of notes read both alike; `None` where nothing changes.
pub(super) fn plural_aliases(text: &str, tool: Tool) -> Option<String> {
    let table = head(text).table;
    let entry = table.get("alias").filter(|_| tool.is_of_notes())?;
    let key = entry.key_span.range();
    let is_plain = text.get(key.clone()) == Some("alias") && table.get("aliases").is_none();
    is_plain.then(|| format!("{}aliases{}", &text[..key.start], &text[key.end..]))
}

/// A page whose dates are written as this program reads them, where they can be read in one way: `1 January 2026`. `None` where
/// nothing changes.
pub(super) fn plain_dates(text: &str) -> Option<String> {
    let table = head(text).table;
    let edits = ["date", "lastmod", "updated"]
        .into_iter()
        .filter_map(|name| {
            let value = &table.get(name)?.value;
            let typed = as_text(value).filter(|_| as_date(value).is_none())?;
            let [day] = written_date::candidates(&typed)[..] else {
                return None;
            };
            let range = value.span.range();
            let sign = text.get(range.clone())?.chars().next()?;
            let sign = if matches!(sign, '"' | '\'') {
                sign.to_string()
            } else {
                String::new()
            };
            Some(Edit {
                range,
                text: format!("{sign}{day}{sign}"),
            })
        });
    let mut edits: Vec<Edit> = edits.collect();
    edits.sort_by_key(|edit| edit.range.start);
    (!edits.is_empty()).then(|| applied(text, edits))
}

/// A page with these fields, each a name and a value as both notations have it, before those that it has.
pub(super) fn add(text: &str, fields: &[(String, String)]) -> String {
    if fields.is_empty() {
        return text.to_owned();
    }
    let head = head(text);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = |sign: &str| {
        let lines = fields
            .iter()
            .map(|(name, value)| format!("{name}{sign}{value}{end}"));
        lines.collect::<String>()
    };
    let (before, rest) = text.split_at(head.start);
    let data = rest.trim_start();
    match head.notation {
        Some(Notation::Toml) => format!("{before}{}{rest}", lines(" = ")),
        // Fields between braces can only be added within them.
        Some(Notation::Yaml) if data.starts_with('{') => {
            let at = rest.len() - data.len() + 1;
            let items = fields
                .iter()
                .map(|(name, value)| format!("\"{name}\": {value}, "));
            format!(
                "{before}{}{}{}",
                &rest[..at],
                items.collect::<String>(),
                &rest[at..]
            )
        }
        Some(Notation::Yaml) => format!("{before}{}{rest}", lines(": ")),
        None => format!("{before}+++{end}{}+++{end}{end}{rest}", lines(" = ")),
    }
}

/// A text between quotation marks, as TOML and YAML both read it.
pub(super) fn quoted(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::Value::from(visible).to_string()
}

/// A list of texts.
pub(super) fn list(texts: &[String]) -> String {
    let items: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", items.join(", "))
}

#[cfg(test)]
mod tests {
    use super::{add, fenced, head, plain_dates};

    #[test]
    fn dates_are_written_in_one_order_where_they_mean_one_day() {
        for (text, expected) in [
            (
                "---\ndate: 1 January 2026\n---\nText.\n",
                Some("---\ndate: 2026-01-01\n---\nText.\n"),
            ),
            (
                "---\nupdated: \"31. März 2026\"\n---\nText.\n",
                Some("---\nupdated: \"2026-03-31\"\n---\nText.\n"),
            ),
            ("---\ndate: 2026-01-01\n---\nText.\n", None),
            ("---\ndate: 01/02/2026\n---\nText.\n", None),
            ("---\ndate: soon\n---\nText.\n", None),
        ] {
            assert_eq!(plain_dates(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn fields_are_added_in_the_notation_of_the_page() {
        let fields = [("order".to_owned(), "10".to_owned())];
        for (text, expected) in [
            ("Text.\n", "+++\norder = 10\n+++\n\nText.\n"),
            (
                "---\na: 1\n---\nText.\n",
                "---\norder: 10\na: 1\n---\nText.\n",
            ),
            (
                "+++\na = 1\n[b]\n+++\nText.\n",
                "+++\norder = 10\na = 1\n[b]\n+++\nText.\n",
            ),
            (
                "---\n{\"a\": 1}\n---\nText.\n",
                "---\n{\"order\": 10, \"a\": 1}\n---\nText.\n",
            ),
            (
                "---\r\na: 1\r\n---\r\nText.",
                "---\r\norder: 10\r\na: 1\r\n---\r\nText.",
            ),
        ] {
            assert_eq!(add(text, &fields), expected);
        }
        let fenced = fenced("{\n  \"title\": \"A\"\n}\nText.\n");
        assert_eq!(
            fenced.as_deref(),
            Some("---\n{\n  \"title\": \"A\"\n}\n---\nText.\n")
        );
        assert_eq!(
            super::fenced("{\"title\": \"A\"}\n\nText.\n").as_deref(),
            Some("---\n{\"title\": \"A\"}\n---\nText.\n")
        );
        for text in ["{a}\nText.\n", "{}\nText.\n", "{\"a\": 1} is JSON.\n"] {
            assert_eq!(super::fenced(text), None, "{text}");
        }
        let text = "---\na: 1\n---\nText.\n";
        assert_eq!(&text[head(text).body..], "Text.\n");
    }
}
