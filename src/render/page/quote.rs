//! Sentences as backlinks and sources quote them.

use std::ops::Range;

use crate::page::{Hole, Quote, Sentence};
use crate::render::context::QuoteData;
use crate::render::html::{Writing, title_of};
use crate::site::PageIndex;

/// How much of a sentence is quoted on either side of what is quoted, in bytes, and how many links
/// without words of their own. Most sentences are shorter; one that were as long as a book would
/// otherwise be quoted wherever its links lead.
const AROUND: usize = 300;
const LINKS_AROUND: usize = 12;

/// The sentence of a page cut at the place in it, its holes filled with titles.
pub(super) fn cut(writing: Writing<'_>, page: PageIndex, place: Quote) -> QuoteData {
    let from = &writing.site.pages[page];
    let links = &from.page.body.links;
    let sentence = &from.page.body.sentences[place.sentence as usize];
    let (start, end) = (place.start as usize, place.end as usize);
    // A hole at the place's own start is the link that is quoted.
    let is_own = |hole: &Hole| links[hole.link as usize].quote == Some(place);
    let (window, holes) = near(sentence, start..end, is_own);
    let mut parts = [String::new(), String::new(), String::new()];
    let bounds = [window.start, start, end, window.end];
    if window.start > 0 {
        parts[0].push('…');
    }
    let mut done = window.start;
    for hole in holes {
        let (at, own) = (hole.at as usize, is_own(hole));
        add(&mut parts, &bounds, &sentence.text, done..at);
        let title = title_of(writing, &from.leads.links[hole.link as usize], page);
        let part = match own {
            true => 1,
            false if at < start || at == start && !own => 0,
            false => 2,
        };
        parts[part].push_str(&title);
        done = at;
    }
    add(&mut parts, &bounds, &sentence.text, done..window.end);
    if window.end < sentence.text.len() {
        parts[2].push('…');
    }
    let [before, marked, after] = parts;
    QuoteData {
        before,
        marked,
        after,
    }
}

/// What is quoted of a sentence around a place in it, and the holes there.
fn near(
    sentence: &Sentence,
    place: Range<usize>,
    is_own: impl Fn(&Hole) -> bool,
) -> (Range<usize>, &[Hole]) {
    let Sentence { text, holes } = sentence;
    let mut start = place.start.saturating_sub(AROUND);
    let mut end = (place.end + AROUND).min(text.len());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if start > 0 {
        start += text[start..place.start]
            .find(' ')
            .map_or(0, |space| space + 1);
    }
    if end < text.len() {
        end = place.end + text[place.end..end].rfind(' ').unwrap_or(end - place.end);
    }
    let first = holes.partition_point(|hole| (hole.at as usize) < start);
    let after = holes.partition_point(|hole| hole.at as usize <= end);
    let inside = &holes[first..after];
    let before_place = || inside.partition_point(|hole| (hole.at as usize) < place.start);
    let own = inside.iter().position(is_own).unwrap_or_else(before_place);
    let (from, to) = (own.saturating_sub(LINKS_AROUND), own + 1 + LINKS_AROUND);
    if from > 0 {
        start = inside[from].at as usize;
    }
    if let Some(next) = inside.get(to) {
        end = (next.at as usize).max(place.end);
    }
    (
        start.min(place.start)..end,
        &inside[from..to.min(inside.len())],
    )
}

/// Adds a stretch of the sentence to the parts in which it lies.
fn add(parts: &mut [String; 3], bounds: &[usize; 4], text: &str, stretch: Range<usize>) {
    for (part, bound) in parts.iter_mut().zip(bounds.windows(2)) {
        let start = stretch.start.max(bound[0]);
        let end = stretch.end.min(bound[1]);
        if start < end {
            part.push_str(&text[start..end]);
        }
    }
}

/// As [`cut`], for a citation, whose mark is the place in the source that it names.
pub(super) fn marked(writing: Writing<'_>, page: PageIndex, place: Quote, mark: u32) -> QuoteData {
    let mut quote = cut(writing, page, place);
    let from = &writing.site.pages[page].page;
    let citation = &from.body.citations[mark as usize];
    let located = citation.items.iter().filter(|item| item.locator.is_some());
    let places = located.map(|item| {
        // The place as the writer typed it, in the page's own language.
        let rest = &from.text[item.key_span.end as usize..citation.span.end as usize];
        let typed = rest.split([';', ']']).next().unwrap_or(rest);
        typed.trim_matches([',', ' ', '\n']).to_owned()
    });
    let places: Vec<String> = places.collect();
    if !places.is_empty() {
        quote.marked = format!(" [{}]", places.join("; "));
    }
    quote
}
