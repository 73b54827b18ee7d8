//! Sentences as backlinks and sources quote them.

use std::ops::Range;

use crate::document::title_of;
use crate::model::page::{Filling, Hole, Quote, Sentence};
use crate::model::site::{PageIndex, WorkIndex};
use crate::render::html;
use crate::render::meeting_words;
use crate::render::render_context::RenderContext;
use crate::render::second_hand;
use crate::render::view::QuoteData;

/// How much of a sentence is quoted on either side of what is quoted, in bytes, and how many links
/// without words of their own. Most sentences are shorter; one that were as long as a book would
/// otherwise be quoted wherever its links lead.
const AROUND: usize = 300;
const LINKS_AROUND: usize = 12;

/// The sentence of a page cut at the place in it where a link stands, its holes filled with titles.
pub(super) fn cut(cx: RenderContext<'_>, page: PageIndex, place: Quote) -> QuoteData {
    let links = &cx.site.pages[page].page.body.links;
    cut_at(cx, page, place, |of| match of {
        // A hole at the place's own start is the link that is quoted.
        Filling::Link(link) => links[link as usize].quote == Some(place),
        Filling::Citation(_) => false,
    })
}

/// The sentence of a page cut at a place, in the middle what fills a hole of its own.
fn cut_at(
    cx: RenderContext<'_>,
    page: PageIndex,
    place: Quote,
    is_own: impl Fn(Filling) -> bool,
) -> QuoteData {
    let body = &cx.site.pages[page].page.body;
    let sentence = &body.sentences[place.sentence as usize];
    let (start, end) = (place.start as usize, place.end as usize);
    let is_own = |hole: &Hole| is_own(hole.of);
    let (window, holes) = near(sentence, start..end, is_own);
    let mut parts = [String::new(), String::new(), String::new()];
    let bounds = [window.start, start, end, window.end];
    if window.start > 0 {
        parts[0].push('…');
    }
    let mut done = window.start;
    // What fills a hole right at the start of the place belongs before it, unless it is the one that is quoted.
    for hole in holes {
        let (at, own) = (hole.at as usize, is_own(hole));
        add(&mut parts, &bounds, &sentence.text, done..at);
        let part = if own { 1 } else { usize::from(at > start) * 2 };
        parts[part].push_str(&filling(cx, page, hole.of));
        done = at;
    }
    add(&mut parts, &bounds, &sentence.text, done..window.end);
    if window.end < sentence.text.len() {
        parts[2].push('…');
    }
    // A sentence of a meeting says its times as the meeting has them.
    let agenda = cx.site.pages[page].page.agenda.as_deref();
    let [before, marked, after] = parts.map(|text| match agenda {
        Some(agenda) => meeting_words::fill(cx.words, agenda, &text),
        None => text,
    });
    QuoteData {
        before,
        marked,
        after,
        anchor: None,
        others: Vec::new(),
    }
}

/// The words in a hole: the title of what a link leads to, or of the works that a citation names.
fn filling(cx: RenderContext<'_>, page: PageIndex, of: Filling) -> String {
    let resolved = &cx.site.pages[page].resolved;
    match of {
        Filling::Link(link) => title_of(cx.site, &resolved.links[link as usize], page),
        Filling::Citation(citation) => {
            let works = resolved.citations.of(citation).iter().flatten();
            let titles: Vec<String> = works.map(|work| cx.site.works[*work].title()).collect();
            titles.join("; ")
        }
    }
}

/// A place with whole words on both sides, as many as are quoted around it.
fn words_around(text: &str, place: &Range<usize>) -> Range<usize> {
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
    start..end
}

/// What is quoted of a sentence around a place in it, and the holes there.
fn near(
    sentence: &Sentence,
    place: Range<usize>,
    is_own: impl Fn(&Hole) -> bool,
) -> (Range<usize>, &[Hole]) {
    let Sentence { text, holes } = sentence;
    let Range { mut start, mut end } = words_around(text, &place);
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

/// As [`cut`], for a citation on the page of a work: its mark is the place in that work which it
/// names, and it leads to the mark on its page.
pub(super) fn marked(
    cx: RenderContext<'_>,
    page: PageIndex,
    place: Quote,
    mark: u32,
    work: WorkIndex,
) -> QuoteData {
    let mut quote = cut_at(cx, page, place, |of| of == Filling::Citation(mark));
    let from = &cx.site.pages[page];
    let lang = cx.site.lang_of(page);
    let items = &from.page.body.citations[mark as usize].items;
    let citations = &from.resolved.citations;
    let items = items.iter().zip(citations.of(mark)).enumerate();
    let of_work = items.filter(|(_, (_, named))| **named == Some(work));
    let places = of_work.filter_map(|(at, (item, _))| {
        let place = item.locator.as_ref();
        let place = place.map(|locator| cx.references.place(work, locator, lang));
        let inner = citations.inner_of(mark, at);
        let inner = (!inner.is_empty()).then(|| second_hand::words(cx, item, inner, lang));
        let both: Vec<String> = place.into_iter().chain(inner).collect();
        (!both.is_empty()).then(|| both.join(", "))
    });
    let places: Vec<String> = places.collect();
    // A mark that is a word of its sentence stands for the work.
    if !quote.marked.is_empty() {
        quote.marked = cx.site.works[work].title();
    }
    if !places.is_empty() {
        bracket(&mut quote, &places);
    }
    quote.anchor = Some(html::mark_id(mark as usize + 1));
    quote
}

/// As [`marked`], on the page of a work on which the claim rests by way of another: its mark is that other work, with the place in
/// this one.
pub(super) fn second_hand(
    cx: RenderContext<'_>,
    page: PageIndex,
    place: Quote,
    mark: u32,
    work: WorkIndex,
) -> QuoteData {
    let mut quote = cut_at(cx, page, place, |of| of == Filling::Citation(mark));
    let from = &cx.site.pages[page];
    let lang = cx.site.lang_of(page);
    let citations = &from.resolved.citations;
    let typed = &from.page.body.citations[mark as usize].items;
    let inner = citations.inner().iter();
    let inner = inner.filter(|inner| inner.mark == mark && inner.work == Some(work));
    let ways = inner.filter_map(|inner| {
        let item = inner.item as usize;
        let read = citations.of(mark)[item]?;
        let through = cx.words.plain("cited-in");
        let through = through.replace("{work}", &cx.site.works[read].title());
        let locator = typed[item].citing[inner.at as usize].locator.as_ref();
        let place = locator.map(|locator| cx.references.place(work, locator, lang));
        let both: Vec<String> = place.into_iter().chain([through]).collect();
        Some(both.join(", "))
    });
    let ways: Vec<String> = ways.collect();
    bracket(&mut quote, &ways);
    quote.anchor = Some(html::mark_id(mark as usize + 1));
    quote
}

/// Puts places into the sentence where its mark stood, apart from the words around them.
fn bracket(quote: &mut QuoteData, places: &[String]) {
    let joins = |text: &str| text.is_empty() || text.ends_with([' ', '(', '（', '“', '„', '«']);
    let is_apart = quote.marked.is_empty() && joins(&quote.before);
    let blank = if is_apart { "" } else { " " };
    let places = places.join("; ");
    quote.marked.push_str(&format!("{blank}[{places}]"));
    if quote.after.starts_with(char::is_alphanumeric) {
        quote.marked.push(' ');
    }
}
