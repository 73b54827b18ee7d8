//! The fields of one entry: known or not, there once or twice, and what they hold. A field that
//! cannot be read is a finding and dropped; the entry is kept.

use std::collections::HashMap;

use biblatex::{
    Bibliography, ChunksExt, Entry, EntryType, Pair, ParseError, ParseErrorKind, RawBibliography,
    RawEntry, Spanned,
};

use super::draft::Draft;
use super::strings::Strings;
use super::{names, stand_in};
use crate::diagnostic::{Diagnostic, bibliography_field};
use crate::model::source::Span;
use crate::parse::bibliography::bibtex::depth::is_too_deep;
use crate::parse::bibliography::excerpt::excerpt;
use crate::parse::bibliography::reading::Reading;
use crate::parse::bibliography::{date, normalize};

/// The fields by which an entry takes from others; resolved in a later step, for all entries at once.
const LINKS: [&str; 2] = ["crossref", "xdata"];

/// Resolves an entry by itself. `None`, with a finding, for one whose key is taken.
pub(super) fn resolve<'t>(
    reading: &mut Reading,
    mut raw: RawEntry<'t>,
    strings: &Strings<'t>,
) -> Option<Draft<'t>> {
    let span = reading.span(raw.key.span.clone());
    if !reading.claim(raw.key.v, span) {
        return None;
    }
    check_type(reading, &raw);
    check_names(reading, &mut raw);
    let mut entry = match resolved(&raw, &raw.fields, strings) {
        Ok(entry) => entry,
        Err(_) => {
            drop_unreadable(reading, &mut raw, strings);
            resolved(&raw, &raw.fields, strings).ok()?
        }
    };
    stand_in::reveal(&mut entry);
    check_values(reading, &mut raw, &mut entry);
    Some(Draft { raw, entry })
}

/// Resolves abbreviations and LaTeX in some fields of an entry, links left out.
fn resolved<'t>(
    raw: &RawEntry<'t>,
    fields: &[Pair<'t>],
    strings: &Strings<'t>,
) -> Result<Entry, ParseError> {
    let mut fields = fields.to_vec();
    fields.retain(|pair| !is_link(pair));
    let abbreviations = strings.needed(&fields);
    let entry = RawEntry {
        key: raw.key.clone(),
        kind: raw.kind.clone(),
        fields,
    };
    let alone = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::new(entry, raw.key.span.clone())],
        abbreviations,
    };
    let mut entries = Bibliography::from_raw(alone)?.into_vec();
    Ok(entries.swap_remove(0))
}

/// Whether a field makes its entry take from others.
pub(super) fn is_link(pair: &Pair<'_>) -> bool {
    LINKS
        .iter()
        .any(|name| pair.key.v.eq_ignore_ascii_case(name))
}

fn check_type(reading: &mut Reading, raw: &RawEntry<'_>) {
    let kind = EntryType::new(raw.kind.v);
    if names::is_unknown_type(&kind) {
        let span = reading.span(raw.kind.span.clone());
        reading.report(bibliography_field::unknown_type(
            raw.kind.v,
            span,
            names::types(),
        ));
    }
}

/// Reports misspelled names, and drops fields that stand twice or that we do not use.
///
/// `ids` would let biblatex see two entries as one. `archived` is read under a name that biblatex
/// leaves as it is, like `url`: elsewhere it makes a dash of two hyphens.
fn check_names(reading: &mut Reading, raw: &mut RawEntry<'_>) {
    let mut seen: HashMap<String, Span> = HashMap::new();
    raw.fields.retain_mut(|pair| {
        let name = pair.key.v.to_ascii_lowercase();
        let span = reading.span(pair.key.span.clone());
        if let Some(first) = seen.get(&name) {
            reading.report(bibliography_field::repeated(pair.key.v, span, *first));
            return false;
        }
        if is_too_deep(pair) {
            let cause = "too many braces stand in one another";
            reading.report(bibliography_field::value(pair.key.v, cause, span));
            return false;
        }
        if let Some(near) = names::misspelled(&name) {
            reading.report(bibliography_field::unknown(pair.key.v, span, [near]));
        }
        let used = !matches!(name.as_str(), "ids" | VERBATIM);
        if name == "archived" {
            pair.key.v = VERBATIM;
        }
        seen.insert(name, span);
        used
    });
}

/// The name under which `archived` is read.
pub(super) const VERBATIM: &str = "verba";

/// Drops every field that cannot be resolved by itself.
fn drop_unreadable<'t>(reading: &mut Reading, raw: &mut RawEntry<'t>, strings: &Strings<'t>) {
    let fields = std::mem::take(&mut raw.fields);
    for pair in fields {
        match resolved(raw, std::slice::from_ref(&pair), strings) {
            Ok(_) => raw.fields.push(pair),
            Err(error) => {
                let finding = unreadable(reading, &pair, &error);
                reading.report(finding);
            }
        }
    }
}

fn unreadable(reading: &Reading, pair: &Pair<'_>, error: &ParseError) -> Diagnostic {
    let name = shown(pair.key.v);
    let span = reading.span(pair.value.span.clone());
    match &error.kind {
        ParseErrorKind::UnknownAbbreviation(word) => {
            bibliography_field::unknown_string(name, word, span)
        }
        kind => bibliography_field::value(name, &kind.to_string(), span),
    }
}

/// The name as the writer spelled it.
pub(super) fn shown(name: &str) -> &str {
    if name == VERBATIM { "archived" } else { name }
}

/// Drops empty fields, and those whose text is not what the field is for.
fn check_values(reading: &mut Reading, raw: &mut RawEntry<'_>, entry: &mut Entry) {
    raw.fields.retain(|pair| {
        let name = pair.key.v.to_ascii_lowercase();
        let Some(chunks) = entry.fields.get(&name) else {
            return true;
        };
        let text = chunks.format_verbatim().trim().to_owned();
        let span = reading.span(pair.value.span.clone());
        let good = text.is_empty() || holds(reading, &name, &text, span);
        if text.is_empty() || !good {
            entry.fields.remove(&name);
        }
        good && !text.is_empty()
    });
    // A day or a month without what it belongs to would be read as something else.
    for (part, whole) in PARTS_OF_DATES {
        if !entry.fields.contains_key(whole) {
            entry.fields.remove(part);
            raw.fields
                .retain(|pair| !pair.key.v.eq_ignore_ascii_case(part));
        }
    }
}

/// The larger part first, so that what depends on it goes with it.
const PARTS_OF_DATES: [(&str, &str); 4] = [
    ("month", "year"),
    ("day", "month"),
    ("urlmonth", "urlyear"),
    ("urlday", "urlmonth"),
];

/// Whether a field's text is what the field is for; if not, that is a finding.
fn holds(reading: &mut Reading, name: &str, text: &str, span: Span) -> bool {
    let good = match name {
        "month" | "urlmonth" if text.bytes().all(|b| b.is_ascii_digit()) => {
            let good = text
                .parse()
                .is_ok_and(|month: u8| (1..=12).contains(&month));
            if !good {
                reading.report(bibliography_field::value(
                    name,
                    "there is no such month",
                    span,
                ));
            }
            return good;
        }
        // No reference prints these, and biblatex panics on some.
        "eventdate" | "origdate" => return date::is_date(text),
        "date" | "urldate" | "year" | "urlyear" => date::is_telling(text),
        "url" | VERBATIM => {
            let good = normalize::is_web_address(text);
            if !good {
                reading.report(bibliography_field::address(
                    shown(name),
                    &excerpt(text),
                    span,
                ));
            }
            return good;
        }
        _ => return true,
    };
    if !good {
        reading.report(bibliography_field::date(name, &excerpt(text), span));
    }
    // What is no date is printed as it stands.
    true
}
