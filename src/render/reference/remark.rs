//! What stands behind a formatted reference: its remarks, and the way to the work where the style
//! prints none.

use super::language::Language;
use super::words::{Said, bibstring, said};
use super::write::Run;
use crate::model::bibliography::{BibEntry, Remark};

/// Adds the remarks of a record that its reference does not hold yet.
pub(super) fn add(runs: &mut Vec<Run>, record: &BibEntry, language: &Language) {
    let lost = lost_title(runs, record);
    lost.into_iter().for_each(|title| push(runs, &title, None));
    let lost = lost_year(runs, record);
    lost.into_iter().for_each(|year| push(runs, &year, None));
    for remark in &record.written.remarks {
        let words = bibstring(&remark.text, &language.code.0).unwrap_or(&remark.text);
        push(runs, words, remark.url.as_deref());
    }
    if let Some(way) = way(runs, record) {
        push(runs, &way.text, way.url.as_deref());
    }
    add_own(runs, record, language);
}

/// Adds where a copy is kept, what has taken its place and what is wrong in it.
fn add_own(runs: &mut Vec<Run>, record: &BibEntry, language: &Language) {
    let own = &record.own;
    if let Some(url) = &own.archived {
        label(runs, said(Said::Archived, &language.code.0));
        runs.push(Run {
            url: Some(url.clone()),
            ..Run::plain(url)
        });
    }
    let later = record.written.superseded_by.as_ref();
    for (what, text) in [
        (Said::SupersededBy, later),
        (Said::Correction, own.correction.as_ref()),
    ] {
        if let Some(text) = text {
            label(runs, said(what, &language.code.0));
            runs.push(Run::plain(text));
            if !text.ends_with(['.', '!', '?', '…']) {
                runs.push(Run::plain("."));
            }
        }
    }
}

/// Begins a sentence with what it is about. A stop behind an address would be taken for a part of it.
fn label(runs: &mut Vec<Run>, word: &str) {
    let ends_with_link = runs.last().is_some_and(|run| {
        let parts = run.parts();
        parts
            .iter()
            .rev()
            .find(|(text, _)| !text.is_empty())
            .is_some_and(|(_, url)| url.is_some())
    });
    let joint = if ends_with_link {
        " "
    } else {
        joint(&text(runs))
    };
    runs.push(Run::plain(&format!("{joint}{word}: ")));
}

/// The title of a work where its reference shows neither that nor what the work stands in: hayagriva 0.10.1 takes names that
/// stand in for others out of a style's conditions, and with them what depends on these (ISO 690).
fn lost_title(runs: &[Run], record: &BibEntry) -> Option<String> {
    let title = record.title()?;
    let parents = record.entry.parents().iter();
    let parents = parents.filter_map(|parent| Some(parent.title()?.value.to_string()));
    let mut titles = parents.chain([title.clone()]);
    let shown = letters(&text(runs));
    let is_shown = titles.any(|title| shown.contains(&letters(&title)));
    (!is_shown).then_some(title)
}

/// The year of a work where its reference shows no figure of it.
fn lost_year(runs: &[Run], record: &BibEntry) -> Option<String> {
    let date = record.entry.date_any().filter(|date| !date.approximate)?;
    // There is no year 0: the year -44 of EDTF is 45 before our era.
    let year = if date.year > 0 {
        date.year
    } else {
        1 - date.year
    };
    let year = year.to_string();
    let is_written = record.written.issued.is_some();
    // Some styles show the last two figures.
    let end = &year[year.len().saturating_sub(2)..];
    let shown = text(runs);
    (!is_written && !shown.contains(end)).then_some(year)
}

fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Letters and figures alone, whatever their case: styles set titles otherwise than they are typed.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The address of a work that nothing in its reference leads to.
fn way(runs: &[Run], record: &BibEntry) -> Option<Remark> {
    let has_link = runs
        .iter()
        .flat_map(Run::parts)
        .any(|(_, url)| url.is_some());
    if has_link {
        return None;
    }
    if let Some(doi) = record.entry.doi() {
        let url = format!("https://doi.org/{doi}");
        return Some(Remark {
            text: url.clone(),
            url: Some(url),
        });
    }
    let url = record.entry.url()?.value.to_string();
    Some(Remark {
        text: record
            .written
            .address
            .clone()
            .unwrap_or_else(|| url.clone()),
        url: Some(url),
    })
}

/// Adds words as a sentence of their own, unless they stand there already.
fn push(runs: &mut Vec<Run>, words: &str, url: Option<&str>) {
    let text = text(runs);
    if text.contains(words) {
        return;
    }
    runs.push(Run::plain(joint(&text)));
    runs.push(Run {
        url: url.map(str::to_owned),
        ..Run::plain(words)
    });
    // A stop behind an address would be taken for a part of it.
    let ends_itself =
        words.ends_with(['.', '!', '?', '…']) || words.contains("://") || url.is_some();
    if !ends_itself {
        runs.push(Run::plain("."));
    }
}

/// What stands between a text and a sentence behind it.
fn joint(text: &str) -> &'static str {
    let closes = |c: char| matches!(c, '”' | '’' | '»' | '“' | ')' | '"') || c.is_whitespace();
    let end = text.trim_end_matches(closes).chars().next_back();
    if end.is_none_or(|end| ".!?…".contains(end)) {
        " "
    } else {
        ". "
    }
}
