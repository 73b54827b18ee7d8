//! Puts sections of one text into another.

use std::ops::Range;

use crate::model::page::{Heading, Page};

/// A stretch of a page's text: what stands before the first heading, or a heading and what stands below it, up to the
/// next.
struct Section<'a> {
    id: &'a str,
    whole: Range<usize>,
    /// Without the line of the heading.
    below: Range<usize>,
    heading: Option<&'a Heading>,
}

/// The text of `ours` with these parts as `theirs` has them, by the ids of their sections. A section that ours has keeps
/// the words of our heading; a new one comes behind the one that it follows there.
pub fn with_parts(ours: &Page, theirs: &Page, ids: &[&str]) -> String {
    let (mine, other) = (sections(ours), sections(theirs));
    let line_end = if ours.text.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut out = String::with_capacity(ours.text.len());
    out.push_str(&ours.text[..mine[0].whole.start]);
    for section in &mine {
        let taken = other.iter().find(|one| one.id == section.id);
        match taken.filter(|_| ids.contains(&section.id)) {
            Some(taken) => {
                out.push_str(&heading(ours, section, taken));
                add(&mut out, &theirs.text[taken.below.clone()], line_end);
            }
            None => out.push_str(&ours.text[section.whole.clone()]),
        }
        for new in new_after(section.id, &mine, &other, ids) {
            add(&mut out, &theirs.text[new.whole.clone()], line_end);
        }
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push_str(line_end);
    out
}

/// The line of our heading with the attributes of theirs, such as the minutes of an item, where these differ.
fn heading(ours: &Page, own: &Section<'_>, theirs: &Section<'_>) -> String {
    let line = &ours.text[own.whole.start..own.below.start];
    let (Some(mine), Some(other)) = (own.heading, theirs.heading) else {
        return line.to_owned();
    };
    if (&mine.classes, &mine.attributes) == (&other.classes, &other.attributes) {
        return line.to_owned();
    }
    let typed = line.trim_end();
    let words = match typed.strip_suffix('}').and_then(|rest| rest.rfind('{')) {
        Some(open) => typed[..open].trim_end(),
        None => typed,
    };
    let id = mine.explicit.then(|| format!("#{}", mine.id));
    let all: Vec<String> = id.into_iter().chain(other.settings()).collect();
    let end = &line[typed.len()..];
    if all.is_empty() {
        return format!("{words}{end}");
    }
    format!("{words} {{{}}}{end}", all.join(" "))
}

/// Which pictures of a page, by their places among them, stand in these parts of it.
pub fn pictures_in(page: &Page, ids: &[&str]) -> Vec<usize> {
    let sections = sections(page);
    let pictures = page.body.images.iter().enumerate();
    let within = pictures.filter(|(_, picture)| {
        let at = picture.span.start as usize;
        let next = sections.partition_point(|section| section.whole.end <= at);
        let section = sections.get(next);
        section.is_some_and(|section| ids.contains(&section.id))
    });
    within.map(|(at, _)| at).collect()
}

/// Those of the other that are wanted, that ours has not, and that follow this section of ours there.
fn new_after<'a>(
    id: &str,
    mine: &[Section<'_>],
    other: &'a [Section<'a>],
    ids: &[&str],
) -> Vec<&'a Section<'a>> {
    let mut wanted = Vec::new();
    let mut last = "";
    for section in other {
        if mine.iter().any(|one| one.id == section.id) {
            last = section.id;
        } else if last == id && ids.contains(&section.id) {
            wanted.push(section);
        }
    }
    wanted
}

/// Adds a stretch with a blank line before it and one behind it, its lines ended as ours are.
fn add(out: &mut String, text: &str, line_end: &str) {
    let end = out.trim_end_matches(['\n', '\r', ' ']).len();
    out.truncate(end);
    out.push_str(&line_end.repeat(2));
    let text = text.trim().replace("\r\n", "\n");
    if !text.is_empty() {
        out.push_str(&text.replace('\n', line_end));
        out.push_str(&line_end.repeat(2));
    }
}

fn sections(page: &Page) -> Vec<Section<'_>> {
    let text = &*page.text;
    let is_at_top = |heading: &&Heading| heading.events.end > heading.events.start + 1;
    let headings: Vec<&Heading> = page.body.headings.iter().filter(is_at_top).collect();
    let start = |heading: &Heading| {
        let at = heading.span.start as usize;
        text[..at].rfind('\n').map_or(0, |found| found + 1)
    };
    let body = page.body_start().min(text.len());
    let first = headings
        .first()
        .map_or(text.len(), |first| start(first))
        .max(body);
    // What stands before the first heading has no id, and is a section like any other.
    let mut sections = vec![Section {
        id: "",
        whole: body..first,
        below: body..first,
        heading: None,
    }];
    for (at, heading) in headings.iter().enumerate() {
        let end = headings.get(at + 1).map_or(text.len(), |next| start(next));
        let line = (heading.span.end as usize).min(end);
        let below = text[line..end]
            .find('\n')
            .map_or(end, |found| line + found + 1);
        sections.push(Section {
            id: &heading.id,
            whole: start(heading)..end,
            below: below..end,
            heading: Some(heading),
        });
    }
    sections
}
