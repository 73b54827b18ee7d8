//! Fields by which other tools say what this program's own fields say: Jekyll, Hugo, Zola, MkDocs, Docusaurus,
//! GitBook, Quarto, Obsidian.
//!
//! A field of ours goes first, so these are read where it is absent. One whose value is none of those that
//! are known is left as it is, and counts as a field that nothing reads.

use crate::diagnostic::written_date;
use crate::model::date::Date;
use crate::model::page::{Meta, Updated};
use crate::model::source::Spanned;
use crate::model::value::{Data, Table, Value};
use crate::parse::fields::{Fields, as_date, as_number, as_text};

/// Reads what the page's own fields leave open. `place` is that of its file.
pub(super) fn fill(meta: &mut Meta, fields: &mut Fields<'_, '_>, place: &str, has_own_date: bool) {
    let blank = |text: &Spanned<String>| text.value.trim().is_empty();
    if meta.summary.as_ref().is_none_or(blank) {
        meta.summary = first(fields, ["description", "excerpt"], text).or(meta.summary.take());
    } else {
        first(fields, ["description", "excerpt"], text);
    }
    // A meeting's date is the day on which it is held, and a kind may have one that means something else.
    let names: &[&'static str] = if has_own_date {
        &["lastmod"]
    } else {
        &["lastmod", "date"]
    };
    for name in names {
        misread(fields, name, "a date such as 2026-11-22", |value| {
            let is_read = as_date(value).is_some();
            let text = as_text(value).filter(|_| !is_read);
            text.is_some_and(|text| written_date::is_meant(&text))
        });
    }
    for name in ["sidebar_position", "nav_order", "weight"] {
        misread(fields, name, "a number", |value| {
            number(value).is_none() && as_text(value).is_some_and(|text| !text.trim().is_empty())
        });
    }
    let days = names.iter().map(|name| fields.take(name, as_date));
    let day = days.fold(None, |found: Option<Date>, day| found.or(day));
    if meta.updated.is_none() {
        meta.updated = day.map(|on| Updated { on, what: None });
    }
    let order = first(fields, ["sidebar_position", "nav_order", "weight"], number);
    meta.order = meta.order.or(order);
    let authors = fields.take("author", people).unwrap_or_default();
    if meta.authors.is_empty() {
        meta.authors = authors;
    }
    for name in ["categories", "category"] {
        let labels = fields.take(name, texts).unwrap_or_default();
        // Of one alone the name may have a comma.
        let labels = if name == "categories" {
            divided(labels)
        } else {
            labels
        };
        let new = labels.into_iter().filter(|label| {
            let mut known = meta.tags.iter();
            known.all(|tag| tag.value != label.value)
        });
        let new: Vec<_> = new.collect();
        meta.tags.extend(new);
    }
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    for (name, from) in [("permalink", ""), ("slug", folder), ("redirect_from", "")] {
        let paths = fields.take(name, texts).unwrap_or_default();
        let addresses = paths.into_iter().filter_map(|path| {
            let value = address(&path.value, from)?;
            Some(Spanned { value, ..path })
        });
        meta.redirects.extend(addresses);
    }
}

/// Says of a field of another tool that its value is none of those it takes, where that is sure.
fn misread(
    fields: &mut Fields<'_, '_>,
    name: &'static str,
    wanted: &str,
    is_wrong: impl Fn(&Value) -> bool,
) {
    let mut entries = fields.entries().iter();
    let Some(entry) = entries.find(|entry| entry.key == name && is_wrong(&entry.value)) else {
        return;
    };
    fields.know(name);
    fields.mismatch(name, &entry.value, wanted);
}

/// The tags of a page. One text may hold several with commas between, and each may begin with the sign
/// that it has in Obsidian's texts.
pub(super) fn tags(fields: &mut Fields<'_, '_>) -> Vec<Spanned<String>> {
    divided(fields.texts("tags"))
}

/// The tags of a list, or of one text with commas.
fn divided(tags: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let parts = tags.iter().flat_map(|tag| {
        let is_alone = tags.len() == 1;
        let parts = tag.value.split(move |c| is_alone && c == ',');
        parts.map(|part| Spanned {
            value: part.trim().trim_start_matches('#').to_owned(),
            span: tag.span,
        })
    });
    parts.filter(|tag| !tag.value.is_empty()).collect()
}

/// What `read` makes of the first of these fields of which it makes anything.
fn first<'a, T>(
    fields: &mut Fields<'a, '_>,
    names: impl IntoIterator<Item = &'a str>,
    read: impl Fn(&'a Value) -> Option<T>,
) -> Option<T> {
    let mut found = None;
    for name in names {
        let value = fields.take(name, &read);
        found = found.or(value);
    }
    found
}

fn text(value: &Value) -> Option<Spanned<String>> {
    let text = as_text(value)?;
    Some(Spanned {
        value: text.trim().to_owned(),
        span: value.span,
    })
}

fn number(value: &Value) -> Option<f64> {
    as_number(value).or_else(|| as_text(value)?.trim().parse().ok())
}

/// A text, or a list of texts; empty items are left out.
fn texts(value: &Value) -> Option<Vec<Spanned<String>>> {
    let items = match &value.data {
        Data::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    let items = items.into_iter().filter(|item| item.data != Data::Null);
    items.map(text).collect()
}

/// Names, or tables with a name, one or several.
fn people(value: &Value) -> Option<Vec<String>> {
    let name = |table: &Table| as_text(&table.get("name")?.value);
    match &value.data {
        Data::Array(items) => {
            let names: Option<Vec<Vec<String>>> = items.iter().map(people).collect();
            Some(names?.concat())
        }
        Data::Table(table) => Some(vec![name(table)?]),
        Data::Null => Some(Vec::new()),
        _ => Some(vec![as_text(value)?]),
    }
}

/// The address from the site's root that a field gives; `None` for one that a template makes, or of another
/// site. An address in a folder that the field does not name counts from `folder`.
fn address(path: &str, folder: &str) -> Option<String> {
    let path = path.split(['?', '#']).next().unwrap_or_default().trim();
    if path.contains([':', '{', '*', '\\']) || path.starts_with("//") {
        return None;
    }
    let is_whole = path.starts_with('/') || folder.is_empty();
    let whole = if is_whole {
        format!("/{}", path.trim_start_matches('/'))
    } else {
        format!("/{folder}/{path}")
    };
    (whole.len() > 1).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_counts_from_the_root_or_from_the_folder() {
        for (path, folder, expected) in [
            ("/how/we-meet/", "guides", Some("/how/we-meet/")),
            ("how/we-meet.html", "", Some("/how/we-meet.html")),
            ("we-meet", "guides", Some("/guides/we-meet")),
            ("/", "", None),
            ("", "", None),
            ("/:categories/:title/", "", None),
            ("https://example.org/a", "", None),
            ("/a#b", "", Some("/a")),
        ] {
            assert_eq!(address(path, folder).as_deref(), expected, "{path}");
        }
    }
}
