//! The tags of template languages and components, as they stand in a text: `{{< name >}}`, `{% name %}`,
//! `<Name>`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::editing::Editing;

/// A tag.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tag {
    pub(super) range: Range<usize>,
    pub(super) name: String,
    /// Whether it ends what another began.
    pub(super) is_end: bool,
    /// Whether it says itself that nothing stands in it.
    pub(super) is_whole: bool,
    /// What follows the name, in order: a key or nothing, and a value.
    pub(super) values: Vec<(Option<String>, String)>,
    /// What stands between its signs, as typed.
    pub(super) inner: String,
}

impl Tag {
    /// The value of the first of these keys.
    pub(super) fn value(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| {
            let mut values = self.values.iter();
            let found = values.find(|(known, _)| known.as_deref() == Some(key))?;
            Some(found.1.as_str())
        })
    }

    /// The value without a key at this place among its like.
    pub(super) fn bare(&self, at: usize) -> Option<&str> {
        let mut bare = self.values.iter().filter(|(key, _)| key.is_none());
        bare.nth(at).map(|(_, value)| value.as_str())
    }
}

/// How tags are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// `{{< name >}}` and `{{% name %}}`
    Shortcode,
    /// `{% name %}`
    Liquid,
    /// `<Name>`
    Component,
}

/// The tags of a notation, in order.
pub(super) fn tags(text: &str, notation: Notation) -> Vec<Tag> {
    let (opens, closes): (&[&str], &[&str]) = match notation {
        Notation::Shortcode => (&["{{<", "{{%"], &[">}}", "%}}"]),
        Notation::Liquid => (&["{%"], &["%}"]),
        Notation::Component => (&["<"], &[">"]),
    };
    let mut found = Vec::new();
    for (open, close) in opens.iter().zip(closes) {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|found| at + found) {
            let inner = start + open.len();
            at = inner;
            let end = match notation {
                Notation::Component if !begins_component(&text[inner..]) => continue,
                Notation::Component => end_of_component(&text[inner..]),
                // `{%` of `{{%` belongs to the other.
                Notation::Liquid if text[..start].ends_with('{') => continue,
                _ => end_of(&text[inner..], close),
            };
            let Some(end) = end.map(|end| inner + end) else {
                continue;
            };
            at = end + close.len();
            found.extend(read(&text[inner..end], start..at));
        }
    }
    found.sort_by_key(|tag| tag.range.start);
    found
}

/// `{{</* name */>}}`, by which Hugo shows a tag as it is typed: as code.
pub(super) fn shown(text: &str) -> Option<String> {
    static SHOWN: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\{\{([<%])/\*([^\n]*?)\*/([>%])\}\}").ok());
    let pattern = SHOWN.as_ref().filter(|pattern| pattern.is_match(text))?;
    let mut editing = Editing::new(text);
    for found in pattern.captures_iter(text) {
        if let Some(whole) = found.get(0) {
            let tag = format!("{{{{{}{}{}}}}}", &found[1], &found[2], &found[3]);
            let is_code = editing.is_code(whole.start()) || tag.contains('`');
            editing.replace(
                whole.range(),
                if is_code { tag } else { format!("`{tag}`") },
            );
        }
    }
    editing.finish()
}

fn begins_component(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Where the signs that end a tag stand, outside quotation marks.
fn end_of(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if text[at..].starts_with(close) => return Some(at),
            None if matches!(c, '"' | '`') => quote = Some(c),
            None => {}
        }
    }
    text.find(close)
}

/// Where a component's tag ends, outside quotation marks and braces.
fn end_of_component(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0usize);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None => match c {
                '"' | '\'' | '`' => quote = Some(c),
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '>' if depth == 0 => return Some(at),
                '<' if depth == 0 => return None,
                _ => {}
            },
        }
    }
    None
}

fn read(inner: &str, range: Range<usize>) -> Option<Tag> {
    let words = inner.trim().trim_matches('-').trim();
    let (words, is_end) = match words.strip_prefix('/') {
        Some(words) => (words.trim_start(), true),
        None => (words, false),
    };
    let (words, is_whole) = match words.strip_suffix('/') {
        Some(words) => (words.trim_end(), true),
        None => (words, false),
    };
    let length = words
        .find(|c: char| c.is_whitespace())
        .unwrap_or(words.len());
    let (name, rest) = words.split_at(length);
    // Liquid and Jinja end a tag `note` by `endnote`, Hugo and HTML by `/note`.
    let (name, is_end) = match name.strip_prefix("end") {
        Some(name) if !is_end && !name.is_empty() && !inner.contains('=') => (name, true),
        _ => (name, is_end),
    };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | ':');
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    Some(Tag {
        range,
        name: name.to_owned(),
        is_end,
        is_whole,
        values: values(rest),
        inner: words.to_owned(),
    })
}

/// What follows the name: `key="value"`, `key={value}`, `key: value`, `"value"`, `value`.
fn values(text: &str) -> Vec<(Option<String>, String)> {
    let mut values = Vec::new();
    let mut rest = text.trim_start_matches([' ', '\t', '\n', '\r', ',']);
    while !rest.is_empty() {
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':');
        let length = rest.find(|c| !is_key(c)).unwrap_or(rest.len());
        let (key, behind) = match rest[length..].strip_prefix('=') {
            Some(behind) if length > 0 => (Some(rest[..length].to_owned()), behind),
            _ => (None, rest),
        };
        let (value, length) = value(behind);
        values.push((key, value));
        rest = behind[length..].trim_start_matches([' ', '\t', '\n', '\r', ',']);
    }
    values
}

/// A value and its length.
fn value(text: &str) -> (String, usize) {
    let whole = |open: char, close: char| {
        let inner = text.strip_prefix(open)?;
        let end = inner.find(close)?;
        Some((
            inner[..end].to_owned(),
            open.len_utf8() + end + close.len_utf8(),
        ))
    };
    let quoted = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”')]
        .into_iter()
        .find_map(|(open, close)| whole(open, close));
    if let Some(found) = quoted {
        return found;
    }
    // A component takes a value as code between braces, in which a text has quotation marks of its own.
    if let Some((inner, length)) = whole('{', '}') {
        let inner = inner.trim().trim_matches(['"', '\'', '`']);
        return (inner.to_owned(), length);
    }
    let length = text.find(char::is_whitespace).unwrap_or(text.len()).max(1);
    let length = (length..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    (text[..length].to_owned(), length)
}

#[cfg(test)]
mod tests {
    use super::{Notation, tags};

    #[test]
    fn tags_of_each_notation_are_read() {
        let text =
            "a {{< figure src=\"x >}} y.png\" title='T' >}} {{% /notice %}} {{< tab \"One\" >}}";
        let found = tags(text, Notation::Shortcode);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].value(&["src"]), Some("x >}} y.png"));
        assert!(found[1].is_end && found[1].name == "notice");
        assert_eq!(found[2].bare(0), Some("One"));
        let found = tags(
            "{% hint style=\"info\" %}x{% endhint %} {%- include a.html -%}",
            Notation::Liquid,
        );
        assert_eq!(found.len(), 3);
        assert!(found[1].is_end && found[1].name == "hint");
        assert_eq!(found[2].bare(0), Some("a.html"));
        let found = tags(
            "<Aside type={\"tip\"} title=\"a > b\">x</Aside> <b> <Img />",
            Notation::Component,
        );
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].value(&["type"]), Some("tip"));
        assert!(found[1].is_end && found[2].is_whole);
    }
}
