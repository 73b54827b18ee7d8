//! The sections of a page's text, as far as one page may change those of another.

use std::ops::Range;

use crate::model::page::{Heading, Page};
use crate::model::source::Span;

/// A heading, and the text up to the next of its level or a higher one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section {
    pub(crate) id: String,
    /// From the head of the line of its heading.
    pub(crate) range: Range<usize>,
    /// Where the text below the heading begins.
    pub(crate) content: usize,
    /// What `add` and `place` say, as typed.
    pub(crate) add: Option<String>,
    pub(crate) place: Option<String>,
    /// The heading.
    pub(crate) heading: Span,
}

/// All sections of a page, with those that are in others.
pub(crate) fn sections(page: &Page) -> Vec<Section> {
    let headings: Vec<&Heading> = page.body.headings.iter().filter(is_at_top).collect();
    let text = &*page.text;
    let mut sections: Vec<Section> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let next = headings[at + 1..]
            .iter()
            .find(|next| next.level <= heading.level);
        let end = next.map_or(text.len(), |next| {
            line_start(text, next.span.start as usize)
        });
        let attribute = |key: &str| {
            let mut all = heading.attributes.iter();
            let found = all.find(|(name, _)| name.eq_ignore_ascii_case(key))?;
            Some(
                found
                    .1
                    .as_deref()
                    .unwrap_or_default()
                    .trim_matches(['"', '\''])
                    .to_owned(),
            )
        };
        let (add, place) = (attribute("add"), attribute("place"));
        let known = sections
            .iter()
            .any(|one| Some(&*one.id) == numbered(&heading.id));
        // Two headings that change one section are given two ids.
        let id = match numbered(&heading.id) {
            Some(first) if known && add.is_some() => first,
            _ => &heading.id,
        };
        sections.push(Section {
            id: id.to_owned(),
            range: line_start(text, heading.span.start as usize)..end,
            content: line_end(text, heading.span.end as usize).min(end),
            add,
            place,
            heading: heading.span,
        });
    }
    sections
}

/// The sections that are in no other.
pub(super) fn outermost(sections: &[Section]) -> impl Iterator<Item = &Section> {
    let mut end = 0;
    sections.iter().filter(move |section| {
        let is_outer = section.range.start >= end;
        if is_outer {
            end = section.range.end;
        }
        is_outer
    })
}

/// Where the braces of a heading say `add` and `place`, with the space before each; the braces as a whole
/// where they say nothing else.
pub(super) fn keys(text: &str, heading: &Range<usize>) -> Vec<Range<usize>> {
    let line = &text[heading.clone()];
    let Some(open) = line.rfind('{') else {
        return Vec::new();
    };
    let Some(close) = line[open..].find('}').map(|at| open + at) else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    let mut others = false;
    let mut at = open + 1;
    for word in line[open + 1..close].split_inclusive(char::is_whitespace) {
        let range = at..at + word.len();
        at = range.end;
        let is_key = ["add=", "place="].iter().any(|key| {
            let head = word.get(..key.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(key))
        });
        if is_key {
            keys.push(heading.start + range.start..heading.start + range.end);
        } else {
            others |= !word.trim().is_empty();
        }
    }
    // Empty braces would be shown as text, so they go with the last word in them.
    if others || keys.is_empty() {
        return keys;
    }
    let before = line[..open].trim_end().len();
    let braces = heading.start + before..heading.start + close + 1;
    std::iter::once(braces).collect()
}

/// A heading that stands in no quotation and no list begins a section.
fn is_at_top(heading: &&Heading) -> bool {
    heading.events.end > heading.events.start + 1
}

/// The id to which a number was added.
pub(super) fn numbered(id: &str) -> Option<&str> {
    let (first, number) = id.rsplit_once('-')?;
    number.bytes().all(|b| b.is_ascii_digit()).then_some(first)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line after that in which `at` lies begins; `at` itself at the head of a line.
fn line_end(text: &str, at: usize) -> usize {
    if text[..at].ends_with('\n') {
        return at;
    }
    text[at..]
        .find('\n')
        .map_or(text.len(), |found| at + found + 1)
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn what_says_how_a_section_is_changed_is_cut_out_of_its_heading() {
        for (heading, expected) in [
            ("## Steps {add=before}\n", "## Steps\n"),
            ("## Steps {#steps add=after}\n", "## Steps {#steps }\n"),
            (
                "## Steps {place=after:x .a minutes=5}\n",
                "## Steps {.a minutes=5}\n",
            ),
            ("## Steps {#steps}\n", "## Steps {#steps}\n"),
            ("## Steps\n", "## Steps\n"),
        ] {
            let mut text = heading.to_owned();
            for range in keys(heading, &(0..heading.len())).into_iter().rev() {
                text.replace_range(range, "");
            }
            assert_eq!(text, expected);
        }
    }
}
