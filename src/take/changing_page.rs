//! Puts sections of a neighbor into a page of ours that changes one of a handbook beneath: its file holds only what is
//! otherwise than there.
//!
//! What the page as a whole is to say is known: the sections of it that change are written into the file, in place of
//! those that stand there already, or at its end.

use std::ops::Range;
use std::sync::Arc;

use crate::compose::{Section, sections};
use crate::model::page::Page;
use crate::model::site::Site;
use crate::parse;

/// The text of the file of `page`, with these sections as `wanted` has them, which is all that the page is to say. `file` is
/// what stands in it now.
///
/// # Errors
/// The id of a section that the file adds to without taking its place: which of its words stay is for people to say.
pub fn with_parts_of_change(
    site: &Site,
    page: &Page,
    file: &str,
    wanted: &str,
    ids: &[&str],
) -> Result<String, String> {
    let parsed = |text: &str| {
        let at = parse::File {
            path: &page.path,
            place: &page.place,
        };
        parse::page(page.source, at, &Arc::from(text), &site.schema).0
    };
    let (own, wanted_page, before) = (parsed(file), parsed(wanted), sections(page));
    let (mine, all) = (sections(&own), sections(&wanted_page));
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut added = String::new();
    let mut written: Vec<Range<usize>> = Vec::new();
    if ids.contains(&"") {
        edits.push(opening(&own, &mine, file, wanted, &wanted_page, &all));
    }
    for section in all.iter().filter(|one| ids.contains(&&*one.id)) {
        // A section that ours has as a whole holds those that are in it.
        let (target, in_file) = nearest(section, &all, &mine);
        if written
            .iter()
            .any(|range| range.contains(&section.range.start))
        {
            continue;
        }
        written.push(target.range.clone());
        match in_file {
            Some(own) if own.add.is_some() => return Err(target.id.clone()),
            Some(own) => {
                let text = block(&wanted[target.content..target.range.end]);
                edits.push((own.content..own.range.end, text));
            }
            None => {
                let is_known = before.iter().any(|one| one.id == target.id);
                let beside = if is_known { None } else { beside(target, &all) };
                let heading = heading(&wanted[target.range.start..target.content], target, beside);
                let text = block(&wanted[target.content..target.range.end]);
                added.push_str(&format!("{heading}\n{text}"));
            }
        }
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut text = file.to_owned();
    for (range, words) in edits {
        text.replace_range(range, &words);
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    if !added.is_empty() {
        text.push_str(&format!("\n{}\n", added.trim_end()));
    }
    Ok(text)
}

/// The section to write, and what it replaces in the file: this one, or the one around it that the file has as a whole.
fn nearest<'a>(
    section: &'a Section,
    all: &'a [Section],
    mine: &'a [Section],
) -> (&'a Section, Option<&'a Section>) {
    let own = |one: &Section| mine.iter().find(|own| own.id == one.id);
    if let Some(found) = own(section) {
        return (section, Some(found));
    }
    let around = all
        .iter()
        .filter(|one| one.range.start < section.range.start && section.range.end <= one.range.end);
    let mut around = around.filter_map(|one| Some((one, own(one)?)));
    match around.next() {
        Some((one, found)) if found.add.is_none() => (one, Some(found)),
        _ => (section, None),
    }
}

/// What stands before the first section in the file, and what is to stand there.
fn opening(
    own: &Page,
    mine: &[Section],
    file: &str,
    wanted: &str,
    wanted_page: &Page,
    all: &[Section],
) -> (Range<usize>, String) {
    let range = |page: &Page, sections: &[Section], text: &str| {
        let start = page.body_start().min(text.len());
        let end = sections
            .first()
            .map_or(text.len(), |first| first.range.start);
        start..end.max(start)
    };
    let text = block(&wanted[range(wanted_page, all, wanted)]);
    (range(own, mine, file), text)
}

/// Text between empty lines.
fn block(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        "\n".to_owned()
    } else {
        format!("\n{text}\n\n")
    }
}

/// Where a section that the page beneath lacks stands: behind the section that ends where it begins, or else before the one
/// that begins where it ends.
fn beside(section: &Section, all: &[Section]) -> Option<String> {
    let mut before = all
        .iter()
        .filter(|one| one.range.end == section.range.start);
    let mut behind = all
        .iter()
        .filter(|one| one.range.start == section.range.end);
    match (before.next(), behind.next()) {
        (Some(one), _) => Some(format!("place=after:{}", one.id)),
        (None, Some(one)) => Some(format!("place=before:{}", one.id)),
        (None, None) => None,
    }
}

/// The line of a heading with its id, by which the section is known, and its place.
fn heading(line: &str, section: &Section, beside: Option<String>) -> String {
    let typed = line.trim_end();
    let (words, said) = match typed
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'))
    {
        Some((words, said)) => (words.trim_end(), said.trim()),
        None => (typed, ""),
    };
    let id = format!("#{}", section.id);
    let says_id = said.split_whitespace().any(|word| word == id);
    let all = [
        if says_id { "" } else { &id },
        said,
        beside.as_deref().unwrap_or_default(),
    ];
    let all: Vec<&str> = all.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{words} {{{}}}", all.join(" "))
}
