//! Compares two versions of a page, part by part: its fields, what stands before its first section, and its
//! sections, each without those that are in it.

use std::collections::{HashMap, HashSet};

use super::units::units;
use crate::model::adaptation::{Change, PartChange};
use crate::model::page::{FieldValue, Heading, Page};

/// A part of a page, in words.
struct Part {
    id: String,
    name: String,
    is_field: bool,
    /// Of a section: its level, and what the braces of its heading say but for its id, such as the minutes of an item.
    settings: Vec<String>,
    sentences: Vec<String>,
}

impl Part {
    /// All that it says below its name.
    fn words(&self) -> Vec<String> {
        [&*self.settings, &*self.sentences].concat()
    }
}

/// What has changed from one version to the other, in the order of the newer; what has gone comes last. Both are in the
/// language `lang`.
pub(crate) fn changes(old: &Page, new: &Page, lang: &str) -> Vec<PartChange> {
    if old.text == new.text {
        return Vec::new();
    }
    let (before, after) = (parts(old, lang), parts(new, lang));
    let known: HashMap<&str, &Part> = before.iter().map(|part| (&*part.id, part)).collect();
    let moved = moved(&before, &after);
    let mut changes: Vec<PartChange> = Vec::new();
    for part in &after {
        if let Some(old) = known.get(&*part.id) {
            let (old, new) = ([old.name.clone()], [part.name.clone()]);
            if old != new {
                changes.push(changed(part, Change::Heading, &old, &new));
            }
            if moved.contains(&*part.id) {
                changes.push(changed(part, Change::Place, &[], &[]));
            }
        }
        match known.get(&*part.id) {
            None => changes.push(changed(part, Change::New, &[], &part.sentences)),
            Some(old) if old.words() != part.words() => {
                let change = changed(part, Change::Words, &old.words(), &part.words());
                changes.push(change);
            }
            Some(_) => {}
        }
    }
    let gone = before
        .iter()
        .filter(|old| after.iter().all(|part| part.id != old.id));
    changes.extend(gone.map(|part| changed(part, Change::Gone, &part.sentences, &[])));
    changes
}

/// The sections that stand in another order than before: as few as explain it.
fn moved<'a>(before: &[Part], after: &'a [Part]) -> HashSet<&'a str> {
    let sections = before.iter().filter(|part| !part.is_field);
    let places: HashMap<&str, usize> = sections
        .enumerate()
        .map(|(at, part)| (&*part.id, at))
        .collect();
    let now = after.iter().filter(|part| !part.is_field);
    let now: Vec<(&str, usize)> = now
        .filter_map(|part| Some((&*part.id, *places.get(&*part.id)?)))
        .collect();
    let was: Vec<usize> = now.iter().map(|(_, place)| *place).collect();
    let stayed = longest_rising(&was);
    let moved = now.iter().zip(stayed).filter(|(_, stayed)| !stayed);
    moved.map(|((id, _), _)| *id).collect()
}

/// Which of these numbers, each there once, make up a longest row that rises.
fn longest_rising(numbers: &[usize]) -> Vec<bool> {
    // Of the rows of each length, the end of the one that ends lowest; and what each number follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut follows: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        follows.push(length.checked_sub(1).map(|before| ends[before]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut is_in = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        is_in[at] = true;
        next = follows[at];
    }
    is_in
}

fn changed(part: &Part, change: Change, old: &[String], new: &[String]) -> PartChange {
    let without = |these: &[String], those: &[String]| {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for one in those {
            *left.entry(one).or_default() += 1;
        }
        let kept = these.iter().filter(|one| match left.get_mut(one.as_str()) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        kept.cloned().collect::<Vec<_>>()
    };
    let (before, after) = (without(old, new), without(new, old));
    // Sentences that only stand in another order are shown as they are now.
    let is_moved = before.is_empty() && after.is_empty();
    PartChange {
        id: part.id.clone(),
        name: part.name.clone(),
        is_field: part.is_field,
        change,
        after: if is_moved { new.to_vec() } else { after },
        before,
    }
}

fn parts(page: &Page, lang: &str) -> Vec<Part> {
    let meta = &page.meta;
    let mut parts = Vec::new();
    let mut field = |id: &str, words: String| {
        if !words.is_empty() {
            parts.push(Part {
                id: format!("={id}"),
                name: id.to_owned(),
                is_field: true,
                settings: Vec::new(),
                sentences: vec![words.replace("\r\n", "\n")],
            });
        }
    };
    // Only fields that readers see: a change of any other is no change of what a page says.
    field("title", meta.title().to_owned());
    field("kind", meta.kind.value.id.clone());
    let summary = meta.summary.as_ref();
    field(
        "summary",
        summary.map_or_else(String::new, |summary| summary.value.clone()),
    );
    for own in &meta.fields {
        field(&own.id, words(&own.value));
    }
    let tags: Vec<&str> = meta.tags.iter().map(|tag| tag.value.as_str()).collect();
    field("tags", tags.join(", "));
    sections(page, lang, &mut parts);
    parts
}

/// A value of a field, so that two that differ differ in words too.
fn words(value: &FieldValue) -> String {
    let numbers = |numbers: &[(&str, &Option<f64>)]| {
        let given = numbers.iter().filter_map(|(name, number)| {
            let number = (**number)?;
            Some(format!("{name}{number}"))
        });
        given.collect::<Vec<_>>().join(", ")
    };
    match value {
        FieldValue::Text(text) | FieldValue::Choice(text) => text.clone(),
        FieldValue::List(items) => items.join("; "),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Time {
            fixed,
            up_to,
            per_person,
        } => numbers(&[
            ("", fixed),
            ("up to ", up_to),
            ("for each person ", per_person),
        ]),
        FieldValue::Range { min, expected, max } => {
            numbers(&[("at least ", min), ("", expected), ("at most ", max)])
        }
        FieldValue::Date(date) => date.to_string(),
        FieldValue::Flag(is_so) => is_so.to_string(),
        // For a theme of one's own, and no text.
        FieldValue::Other(_) => String::new(),
    }
}

/// The stretches of the text from one heading to the next.
fn sections(page: &Page, lang: &str, parts: &mut Vec<Part>) {
    let text = &*page.text;
    let headings = page.body.headings.iter();
    let headings: Vec<_> = headings
        .filter(|heading| heading.events.end > heading.events.start + 1)
        .collect();
    let start = page.body_start();
    let first = headings
        .first()
        .map_or(text.len(), |first| first.span.start as usize);
    parts.push(Part {
        id: String::new(),
        name: String::new(),
        is_field: false,
        settings: Vec::new(),
        sentences: units(&text[start.min(first)..first], lang),
    });
    // Headings below others begin parts of their own, so that a change is told by the nearest of them.
    for (at, heading) in headings.iter().enumerate() {
        let end = headings
            .get(at + 1)
            .map_or(text.len(), |next| next.span.start as usize);
        let from = (heading.span.end as usize).min(end);
        parts.push(Part {
            id: heading.id.to_string(),
            name: heading.text.to_string(),
            is_field: false,
            settings: settings(heading),
            sentences: units(&text[from..end], lang),
        });
    }
}

/// What a heading says besides its words and its id, as it is typed.
fn settings(heading: &Heading) -> Vec<String> {
    let level = "#".repeat(heading.level.into());
    std::iter::once(level).chain(heading.settings()).collect()
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn what_was_moved_is_what_breaks_a_longest_rising_row() {
        for (numbers, moved) in [
            (&[0, 1, 2, 3][..], &[][..]),
            (&[3, 0, 1, 2], &[3]),
            (&[0, 2, 3, 1], &[1]),
            (&[1, 0], &[1]),
            (&[], &[]),
        ] {
            let rising = longest_rising(numbers).into_iter();
            let others = numbers.iter().zip(rising).filter(|(_, stays)| !stays);
            let others: Vec<usize> = others.map(|(number, _)| *number).collect();
            assert_eq!(others, moved, "{numbers:?}");
        }
    }
}
