//! Sentences as backlinks and sources quote them.

use crate::page::Quote;
use crate::render::context::QuoteData;
use crate::render::html::{Writing, title_of};
use crate::site::PageIndex;

/// The sentence of a page cut at the place in it, its holes filled with titles.
pub(super) fn cut(writing: Writing<'_>, page: PageIndex, place: Quote) -> QuoteData {
    let from = &writing.site.pages[page];
    let sentence = &from.page.body.sentences[place.sentence as usize];
    let mut parts = [String::new(), String::new(), String::new()];
    let bounds = [
        0,
        place.start as usize,
        place.end as usize,
        sentence.text.len(),
    ];
    let mut done = 0;
    for hole in &sentence.holes {
        let at = hole.at as usize;
        // A hole at the place's own start is the link that is quoted.
        let own = from.page.body.links[hole.link as usize].quote == Some(place);
        add(&mut parts, &bounds, &sentence.text, done..at);
        let title = title_of(writing, &from.leads.links[hole.link as usize], page);
        let part = match own {
            true => 1,
            false if at < bounds[1] || at == bounds[1] && !own => 0,
            false => 2,
        };
        parts[part].push_str(&title);
        done = at;
    }
    add(
        &mut parts,
        &bounds,
        &sentence.text,
        done..sentence.text.len(),
    );
    let [before, marked, after] = parts;
    QuoteData {
        before,
        marked,
        after,
    }
}

/// Adds a stretch of the sentence to the parts in which it lies.
fn add(parts: &mut [String; 3], bounds: &[usize; 4], text: &str, stretch: std::ops::Range<usize>) {
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
