//! RIS, as databases and reference managers give it, to items of CSL JSON, which are read like any other.
//!
//! Attachments, abstracts and notes of their keepers are left out: they are nobody else's.

use serde_json::{Map, Value, json};

use crate::model::ris::{TEXTS, csl_type};

/// Tags that others write beside those that we do. Of two for one field the first that has a text counts, and ours before
/// these.
const OTHER_TEXTS: [(&str, &str); 12] = [
    ("ID", "id"),
    ("T1", "title"),
    ("CT", "title"),
    ("JF", "container-title"),
    ("JO", "container-title"),
    ("JA", "container-title"),
    ("BT", "container-title"),
    ("CP", "issue"),
    ("PP", "publisher-place"),
    ("LK", "URL"),
    ("VO", "volume"),
    ("TT", "original-title"),
];

/// The items of a text in RIS.
pub(super) fn items(text: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut lines: Vec<(&str, &str)> = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        match tag(line) {
            Some(("ER", _)) => items.extend(item(&std::mem::take(&mut lines))),
            // The last one was not ended.
            Some(("TY", kind)) => {
                items.extend(item(&std::mem::take(&mut lines)));
                lines.push(("TY", kind));
            }
            Some(line) => lines.push(line),
            None => {}
        }
    }
    items.extend(item(&lines));
    items
}

/// Whether a text looks like RIS.
pub(super) fn is_one(text: &str) -> bool {
    text.lines()
        .any(|line| matches!(tag(line), Some(("TY", _))))
}

/// A line's tag and value: `TY  - BOOK`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let (tag, value) = line.split_at_checked(2)?;
    let value = value.trim_start().strip_prefix('-')?;
    let is_tag = tag
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    is_tag.then_some((tag, value.trim()))
}

/// What the lines of one work say; `None` for lines before the first.
fn item(lines: &[(&str, &str)]) -> Option<Value> {
    let all = |tag: &str| -> Vec<&str> {
        let of_tag = lines
            .iter()
            .filter(|(name, value)| *name == tag && !value.is_empty());
        of_tag.map(|(_, value)| *value).collect()
    };
    let first = |tag: &str| all(tag).first().copied();
    let kind = csl_type(first("TY")?);
    let mut item = Map::new();
    item.insert("type".to_owned(), json!(kind));
    // Notes are kept under `N1`, which is written for what readers are told, and by others for what nobody else is to
    // read.
    let texts = TEXTS.into_iter().filter(|(_, name)| *name != "note");
    for (tag, name) in texts.chain(OTHER_TEXTS) {
        // A book is its own container.
        let name = if tag == "BT" && kind == "book" {
            "title"
        } else {
            name
        };
        if let Some(text) = first(tag)
            && !item.contains_key(name)
        {
            item.insert(name.to_owned(), json!(text));
        }
    }
    for (tags, name) in [
        (["AU", "A1"], "author"),
        (["A2", "ED"], "editor"),
        (["A3", "A3"], "director"),
        (["A4", "TA"], "translator"),
    ] {
        let mut people = all(tags[0]);
        if tags[0] != tags[1] {
            people.extend(all(tags[1]));
        }
        if !people.is_empty() {
            let people: Vec<Value> = people.into_iter().map(person).collect();
            item.insert(name.to_owned(), Value::Array(people));
        }
    }
    share_tags(&mut item);
    if let Some(year) = first("OP").and_then(date) {
        item.insert("original-date".to_owned(), year);
    }
    pages(&mut item, first("SP"), first("EP"));
    numbers(&mut item, &all("SN"));
    for (tags, name) in [
        (["DA", "PY", "Y1"], "issued"),
        (["Y2", "Y2", "Y2"], "accessed"),
    ] {
        let date = tags.into_iter().find_map(|tag| date(first(tag)?));
        item.extend(date.map(|date| (name.to_owned(), date)));
    }
    Some(Value::Object(item))
}

/// Takes what was read under a tag for the field that it holds in this type of work.
fn share_tags(item: &mut Map<String, Value>) {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let is_whole_text = |kind: &str| matches!(kind, "book" | "chapter" | "collection");
    let mut moves = Vec::new();
    match kind {
        "personal_communication" => moves.push(("editor", "recipient")),
        "software" | "dataset" => moves.push(("edition", "version")),
        "legal_case" | "legislation" | "bill" | "hearing" | "patent" => {
            moves.push(("publisher", "authority"));
        }
        "speech" => moves.push(("publisher-place", "event-place")),
        _ => {}
    }
    if !is_whole_text(kind) {
        moves.push(("chapter-number", "section"));
    }
    if (is_whole_text(kind) || kind == "paper-conference") && item.contains_key("collection-title")
    {
        moves.push(("number", "collection-number"));
    }
    for (from, to) in moves {
        if let Some(value) = item.remove(from) {
            item.insert(to.to_owned(), value);
        }
    }
}

fn person(name: &str) -> Value {
    let mut parts = name.split(',').map(str::trim);
    let family = parts.next().unwrap_or_default();
    match (parts.next().filter(|given| !given.is_empty()), parts.next()) {
        (Some(given), Some(suffix)) => {
            json!({ "family": family, "given": given, "suffix": suffix })
        }
        (Some(given), None) => json!({ "family": family, "given": given }),
        _ => json!({ "literal": family }),
    }
}

fn pages(item: &mut Map<String, Value>, first: Option<&str>, last: Option<&str>) {
    let Some(first) = first else {
        return;
    };
    let pages = match last {
        Some(last) if !first.contains('-') => format!("{first}-{last}"),
        _ => first.to_owned(),
    };
    item.insert("page".to_owned(), json!(pages));
}

/// ISBNs and ISSNs share a tag; the first have ten digits or more.
fn numbers(item: &mut Map<String, Value>, all: &[&str]) {
    for number in all {
        let digits = number.chars().filter(char::is_ascii_alphanumeric).count();
        let name = if digits >= 10 { "ISBN" } else { "ISSN" };
        item.entry(name).or_insert_with(|| json!(number));
    }
}

/// `2020/05/17/` and its parts, or else the words that stand there.
fn date(text: &str) -> Option<Value> {
    // A hyphen before the year says that it is before our era.
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let parts: Vec<&str> = digits.split(['/', '-']).map(str::trim).collect();
    let numbers = parts.iter().map_while(|part| part.parse::<i64>().ok());
    let mut numbers: Vec<i64> = numbers.take(3).collect();
    if let Some(year) = numbers.first_mut() {
        *year *= sign;
    }
    if numbers.is_empty() {
        return Some(json!({ "literal": text })).filter(|_| !text.is_empty());
    }
    Some(json!({ "date-parts": [numbers] }))
}

#[cfg(test)]
mod tests {
    use super::{is_one, items};

    #[test]
    fn an_entry_is_read_by_its_tags() {
        let text = "\u{feff}Provider: X\n\nTY  - JOUR\nAU  - Van Dyke, Nella\nAU  - Seeds for Change\nTI  - Coalitions\nJO  - Compass\n\
                    PY  - 2017\nDA  - 2017/05/17/\nSP  - 1\nEP  - 12\nSN  - 1751-9020\nDO  - 10.1/x\nN2  - SECRET\n\
                    N1  - SECRET\nRN  - SECRET\nL1  - /home/ada/SECRET.pdf\n\
                    ER  - \nTY  - BOOK\nTI  - Second\nSN  - 978-0-306-40615-7\n";
        assert!(is_one(text) && !is_one("@book{a, title = {TY  - X}}"));
        let items = items(text);
        assert_eq!(items.len(), 2);
        let first = &items[0];
        assert_eq!(first["author"][0]["family"], "Van Dyke");
        assert_eq!(first["author"][1]["literal"], "Seeds for Change");
        assert_eq!(first["issued"]["date-parts"][0][2], 17);
        assert_eq!(first["page"], "1-12");
        assert_eq!(first["ISSN"], "1751-9020");
        assert_eq!(items[1]["ISBN"], "978-0-306-40615-7");
        assert!(!first.to_string().contains("SECRET"));
    }
}
