//! Nodes of a loaded YAML file: their places in bytes, their texts, and how they are written out
//! again for hayagriva to read.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::ops::Range;

use saphyr::{MarkedYaml, Scalar, YamlData};

/// The text that nodes were loaded from, which begins at `start` in its file.
pub(super) struct File<'t> {
    text: &'t str,
    start: usize,
    /// The offset of each character; empty for ASCII, where it is its own.
    offsets: Vec<u32>,
}

impl<'t> File<'t> {
    pub(super) fn new(text: &'t str, start: usize) -> Self {
        let offsets = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at as u32).collect()
        };
        Self {
            text,
            start,
            offsets,
        }
    }

    fn byte(&self, character: usize) -> usize {
        if self.offsets.is_empty() {
            return character.min(self.text.len());
        }
        let offset = self.offsets.get(character).map(|at| *at as usize);
        offset.unwrap_or(self.text.len())
    }

    fn inner_range(&self, node: &MarkedYaml<'_>) -> Range<usize> {
        let start = self.byte(node.span.start.index());
        let end = self.byte(node.span.end.index()).max(start);
        start..start + self.text[start..end].trim_end().len()
    }

    /// The node's place in the file.
    pub(super) fn range(&self, node: &MarkedYaml<'_>) -> Range<usize> {
        let range = self.inner_range(node);
        range.start + self.start..range.end + self.start
    }

    /// The node as the file spells it.
    pub(super) fn text_of(&self, node: &MarkedYaml<'_>) -> &'t str {
        &self.text[self.inner_range(node)]
    }

    /// The line of a character, without its blanks.
    pub(super) fn line_at(&self, character: usize) -> Range<usize> {
        let at = self.byte(character).min(self.text.trim_end().len());
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let length = self.text[start..].find('\n');
        let end = length.map_or(self.text.len(), |length| start + length);
        let line = &self.text[start..end];
        let start = start + (line.len() - line.trim_start().len());
        let end = start + line.trim().len();
        start + self.start..end + self.start
    }

    /// The text of a scalar: of a number or the like, as the file spells it.
    pub(super) fn scalar(&self, node: &MarkedYaml<'_>) -> Option<String> {
        match &node.data {
            YamlData::Value(Scalar::String(text)) => Some(text.to_string()),
            YamlData::Value(Scalar::Null) => None,
            YamlData::Value(_) => Some(self.text_of(node).to_owned()),
            YamlData::Tagged(_, inner) => self.scalar(inner),
            _ => None,
        }
    }
}

/// The fields of a source by their names.
pub(super) type Fields<'n, 'f> = Vec<(String, &'n MarkedYaml<'f>)>;

/// The fields of a mapping; none of anything else.
pub(super) fn fields<'n, 'f>(file: &File<'f>, node: &'n MarkedYaml<'f>) -> Fields<'n, 'f> {
    let YamlData::Mapping(map) = &node.data else {
        return Vec::new();
    };
    map.iter()
        .map(|(key, value)| (file.scalar(key).unwrap_or_default(), value))
        .collect()
}

/// The node, or each item of a list.
pub(super) fn items<'n, 'f>(node: &'n MarkedYaml<'f>) -> &'n [MarkedYaml<'f>] {
    match &node.data {
        YamlData::Sequence(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// Writes nodes out again, on one line: every text in quotation marks, all else as in the file.
pub(super) struct Writer<'f> {
    pub file: &'f File<'f>,
    /// Values left out with their keys.
    pub dropped: HashSet<*const MarkedYaml<'f>>,
    /// Numbers and the like that are meant as text: the title `1984`.
    pub quoted: HashSet<*const MarkedYaml<'f>>,
    /// Values that are written otherwise than in the file.
    pub replaced: HashMap<*const MarkedYaml<'f>, String>,
    /// Texts that name several people, who are written one by one.
    pub people: HashMap<*const MarkedYaml<'f>, Vec<String>>,
}

impl<'f> Writer<'f> {
    /// Writes one source with an id and some of its fields.
    pub(super) fn source<'n>(
        &self,
        kind: &str,
        fields: impl Iterator<Item = (&'n str, &'n MarkedYaml<'f>)>,
    ) -> String
    where
        'f: 'n,
    {
        let mut out = format!("{{\"id\": {{\"type\": {}", quoted(kind));
        for (name, value) in fields {
            if !self.dropped.contains(&std::ptr::from_ref(value)) {
                let _ = write!(out, ", {}: ", quoted(name));
                self.node(value, &mut out);
            }
        }
        out.push_str("}}");
        out
    }

    fn node(&self, node: &MarkedYaml<'f>, out: &mut String) {
        if let Some(text) = self.replaced.get(&std::ptr::from_ref(node)) {
            out.push_str(&quoted(text));
            return;
        }
        if let Some(people) = self.people.get(&std::ptr::from_ref(node)) {
            out.push_str(&format!("[{}]", quoted_all(people)));
            return;
        }
        match &node.data {
            YamlData::Value(Scalar::String(text)) => out.push_str(&quoted(text)),
            YamlData::Value(Scalar::Null) => out.push_str("null"),
            YamlData::Value(_) => self.number(node, out),
            YamlData::Sequence(items) => {
                self.list('[', ']', items, out, |item, out| {
                    match self.people.get(&std::ptr::from_ref(item)) {
                        Some(people) => out.push_str(&quoted_all(people)),
                        None => self.node(item, out),
                    }
                });
            }
            YamlData::Mapping(map) => {
                let kept =
                    |value: &MarkedYaml<'f>| !self.dropped.contains(&std::ptr::from_ref(value));
                let pairs: Vec<_> = map.iter().filter(|(_, value)| kept(value)).collect();
                self.list('{', '}', &pairs, out, |(key, value), out| {
                    out.push_str(&quoted(&self.file.scalar(key).unwrap_or_default()));
                    out.push_str(": ");
                    self.node(value, out);
                });
            }
            YamlData::Tagged(_, inner) => self.node(inner, out),
            YamlData::Representation(text, ..) => out.push_str(&quoted(text)),
            // saphyr has put copies in the place of aliases; an alias without an anchor has no value.
            YamlData::Alias(_) | YamlData::BadValue => out.push_str("null"),
        }
    }

    /// An alias has the place of its own mark, so a text that is no number is written as a text.
    fn number(&self, node: &MarkedYaml<'f>, out: &mut String) {
        let text = self.file.text_of(node);
        let is_plain = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-._".contains(&b));
        if is_plain && !text.is_empty() && !self.quoted.contains(&std::ptr::from_ref(node)) {
            out.push_str(text);
        } else {
            out.push_str(&quoted(text));
        }
    }

    fn list<T>(
        &self,
        open: char,
        close: char,
        items: &[T],
        out: &mut String,
        mut write: impl FnMut(&T, &mut String),
    ) {
        out.push(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            write(item, out);
        }
        out.push(close);
    }
}

fn quoted_all(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    texts.join(", ")
}

/// A text in quotation marks, as JSON and so YAML writes it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
