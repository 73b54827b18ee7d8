//! What becomes of names in lists, fields and the menu whose page goes: they go too, or name another page.

use crate::model::edit::Edit;
use crate::model::page::Page;
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::value::{Data, Entry, Table, Value};
use crate::parse::{self, front_matter};
use crate::rename::array_edits::{List, line_start};
use crate::rename::references::value;
use crate::rename::refusal::{RULE, Refusal};

/// A name of the page that goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) span: Span,
    /// What it is to say instead.
    pub(super) new: Option<&'a str>,
}

/// The edits of the fields of a page.
pub(super) fn of_front_matter(page: &Page, named: &[Named<'_>]) -> Result<Vec<Edit>, Refusal> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let table = front_matter(page.source, &page.text).table;
    of_table(&page.text, &table, named)
}

/// The edits of `site.toml`.
pub(super) fn of_settings(
    source: SourceId,
    text: &str,
    named: &[Named<'_>],
) -> Result<Vec<Edit>, Refusal> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let (rest, start) = text
        .strip_prefix('\u{feff}')
        .map_or((text, 0), |rest| (rest, 3));
    let table = parse::toml(source, rest, start).0;
    of_table(text, &table, named)
}

fn of_table(text: &str, table: &Table, named: &[Named<'_>]) -> Result<Vec<Edit>, Refusal> {
    let mut edits = Vec::new();
    let (retyped, dropped): (Vec<Named<'_>>, Vec<Named<'_>>) =
        named.iter().partition(|one| one.new.is_some());
    for one in &retyped {
        let typed = text[one.span.range()].trim().trim_matches(['"', '\'']);
        let old = Spanned {
            value: typed.to_owned(),
            span: one.span,
        };
        edits.push(value(text, &old, one.new.unwrap_or_default())?);
    }
    let spans: Vec<Span> = dropped.iter().map(|one| one.span).collect();
    for entry in &table.entries {
        if holds(entry.value.span, &spans) {
            edits.extend(dropped_from(text, entry, &spans)?);
        }
    }
    Ok(edits)
}

fn holds(whole: Span, spans: &[Span]) -> bool {
    spans
        .iter()
        .any(|span| whole.start <= span.start && span.end <= whole.end)
}

/// Takes the names out of an entry: items of its list, or all of it.
fn dropped_from(text: &str, entry: &Entry, spans: &[Span]) -> Result<Vec<Edit>, Refusal> {
    let (items, alone): (Vec<&Value>, bool) = match &entry.value.data {
        Data::Array(items) => (items.iter().collect(), false),
        _ => (vec![&entry.value], true),
    };
    let mut drop = Vec::new();
    let mut edits = Vec::new();
    for (at, item) in items
        .iter()
        .enumerate()
        .filter(|(_, item)| holds(item.span, spans))
    {
        match inner_list(item, spans) {
            Some(inner) => edits.extend(dropped_from(text, inner, spans)?),
            None => drop.push(at),
        }
    }
    if drop.is_empty() {
        return Ok(edits);
    }
    let line = line_start(text, entry.key_span.range().start);
    // A table of its own, as in `[[menu]]`, is no list that stands in one place.
    let is_list = !text[line..].trim_start().starts_with("[[");
    let list = List {
        text,
        key: entry.key_span.range().start,
        value: entry.value.span.range(),
        items: items.iter().map(|item| item.span.range()).collect(),
        alone,
    };
    let found = list.changed(&drop, &[]).filter(|_| is_list);
    let Some(found) = found else {
        let finding = RULE.at(entry.value.span, "the name cannot be taken out here");
        return Err(Refusal::Place(Box::new(
            finding.help("take it out by hand, and remove the page again"),
        )));
    };
    edits.extend(found);
    Ok(edits)
}

/// The list within an item that keeps others beside the names: a group of the menu. A group of which nothing is left
/// goes whole.
fn inner_list<'a>(item: &'a Value, spans: &[Span]) -> Option<&'a Entry> {
    let Data::Table(table) = &item.data else {
        return None;
    };
    let entry = table
        .entries
        .iter()
        .find(|entry| holds(entry.value.span, spans))?;
    let Data::Array(items) = &entry.value.data else {
        return None;
    };
    let is_left = items.iter().any(|item| !holds(item.span, spans));
    is_left.then_some(entry)
}

/// The edit of a name in the braces of an item: `uses=one,two`.
pub(super) fn of_item(text: &str, named: &Named<'_>) -> Edit {
    let range = named.span.range();
    if let Some(new) = named.new {
        return Edit {
            range,
            text: new.to_owned(),
        };
    }
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let range = if after.starts_with(',') {
        range.start..range.end + 1
    } else if before.ends_with(',') {
        range.start - 1..range.end
    } else {
        // The whole attribute, with the space before it.
        let start = before.rfind([' ', '{']).unwrap_or(range.start);
        let start = if before[start..].starts_with('{') {
            start + 1
        } else {
            start
        };
        range_without_quotes(text, start..range.end)
    };
    Edit {
        range,
        text: String::new(),
    }
}

/// Takes along the quotation mark with which a value ends.
fn range_without_quotes(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let is_quoted = text[range.clone()].contains('"') && text[range.end..].starts_with('"');
    range.start..range.end + usize::from(is_quoted)
}
