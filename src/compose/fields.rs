//! The front matter of a page that extends another: the fields of both, where ours win.
//!
//! Where both are in one notation, their lines are taken over as they stand. Else those in TOML are written
//! anew as YAML, which says the same of any value.

use std::collections::HashSet;

use crate::model::front_matter::Notation;
use crate::model::origins::Composition;
use crate::model::source::{SourceId, Span};
use crate::model::value::{Data, Table, Value};
use crate::parse::{FrontMatter, NamedEntry, named_entries};

/// One of the two pages.
pub(super) struct Side<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) fields: &'a FrontMatter,
    /// The title, where a heading gives it: its words and its place.
    pub(super) heading_title: Option<(&'a str, Span)>,
}

/// Fields that say how a page extends another; the composed page does not have them.
const OWN: [&str; 1] = ["extends"];

/// Writes the fields of both between their fences.
pub(super) fn merge(own: &Side<'_>, original: &Side<'_>, into: &mut Composition) {
    write_both(own, original, false, into);
}

/// As [`merge`], without the title of the original.
pub(super) fn merge_untitled(own: &Side<'_>, original: &Side<'_>, into: &mut Composition) {
    write_both(own, original, true, into);
}

fn write_both(own: &Side<'_>, original: &Side<'_>, is_untitled: bool, into: &mut Composition) {
    let notations = [own, original].map(|side| side.fields.notation);
    let notation = match notations {
        [Some(one), Some(other)] if one == other => one,
        [Some(one), None] | [None, Some(one)] => one,
        _ => Notation::Yaml,
    };
    let fence = match notation {
        Notation::Toml => "+++\n",
        Notation::Yaml => "---\n",
    };
    let own_names = names(own);
    let has_title = is_untitled || own.heading_title.is_some() || own_names.contains("title");
    let base_title = original.heading_title.filter(|_| !has_title);
    let is_kept = |name: &str| {
        let is_taken = own_names.contains(name) || has_title && name == "title";
        !is_taken && !OWN.contains(&name)
    };
    into.add_words(fence, Span::whole(own.source));
    // In TOML all that follows a table belongs to it, so tables come last, whosever they are.
    for is_table in [false, true] {
        write(original, notation, is_table, &is_kept, into);
        if !is_table && let Some((words, span)) = own.heading_title.or(base_title) {
            let sign = if notation == Notation::Toml {
                " ="
            } else {
                ":"
            };
            into.add_words(&format!("title{sign} {}\n", quoted(words)), span);
        }
        write(own, notation, is_table, &|name| !OWN.contains(&name), into);
    }
    into.add_words(fence, Span::whole(own.source));
}

fn names<'a>(side: &Side<'a>) -> HashSet<&'a str> {
    let entries = side.fields.table.entries.iter();
    entries.map(|entry| entry.key.as_str()).collect()
}

/// Writes the fields of one page that are kept: the plain ones, or the tables.
fn write(
    side: &Side<'_>,
    notation: Notation,
    is_table: bool,
    is_kept: &dyn Fn(&str) -> bool,
    into: &mut Composition,
) {
    let data = &side.text[side.fields.data.clone()];
    let is_flow = data.trim_start().starts_with('{');
    match side.fields.notation {
        Some(own) if own == notation && !is_flow => {
            let entries = named_entries(data, notation).into_iter();
            for entry in entries.filter(|one| one.is_table == is_table && is_kept(&one.name)) {
                take_over(side, &entry, into);
            }
        }
        Some(_) if !is_table => write_anew(&side.fields.table, is_kept, notation, into),
        _ => {}
    }
}

fn take_over(side: &Side<'_>, entry: &NamedEntry, into: &mut Composition) {
    let start = side.fields.data.start;
    into.add(
        side.source,
        side.text,
        start + entry.range.start..start + entry.range.end,
    );
    if !into.text.ends_with('\n') {
        into.add_words("\n", Span::whole(side.source));
    }
}

fn write_anew(
    table: &Table,
    is_kept: &dyn Fn(&str) -> bool,
    notation: Notation,
    into: &mut Composition,
) {
    for entry in table.entries.iter().filter(|entry| is_kept(&entry.key)) {
        let sign = if notation == Notation::Toml {
            " ="
        } else {
            ":"
        };
        let line = format!("{}{sign} {}\n", quoted(&entry.key), value(&entry.value));
        into.add_words(&line, entry.value.span);
    }
}

/// A value of YAML on one line.
fn value(value: &Value) -> String {
    if let Some(plain) = &value.plain {
        return plain.to_string();
    }
    match &value.data {
        Data::Null => "null".to_owned(),
        Data::Bool(flag) => flag.to_string(),
        Data::Integer(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => quoted(text),
        Data::Date(date) => date.to_string(),
        Data::Array(items) => {
            let items: Vec<String> = items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Table(table) => {
            let entries = table.entries.iter();
            let entries =
                entries.map(|one| format!("{}: {}", quoted(&one.key), self::value(&one.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A text in quotation marks, as TOML and YAML both read it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
