//! Words around what is hidden: neither the signs that stand for it nor a gap stay behind.

use std::ops::Range;

use super::builder::Builder;
use crate::model::page::{Body, CitationItem, EventKind, Heading, Image, Target, Text};
use crate::model::source::Span;
use crate::parse::piece::Piece;
use crate::parse::private::{FILL, strip};

impl Builder<'_> {
    /// Adds a text in which some words are hidden. `range` is its place in what was parsed.
    pub(super) fn masked_words(&mut self, words: &str, range: &Range<usize>) {
        if self.parsed[range.clone()] != *words {
            return self.words(&strip(words), self.span(range));
        }
        let mut at = range.start;
        for part in words.split(FILL) {
            let start = at;
            at += part.len() + 1;
            if !part.is_empty() {
                let place = self.span(&(start..start + part.len()));
                self.shown_words(part, place);
            }
        }
    }

    /// Of the spaces at both sides of what is hidden one is enough, and none at a line's end.
    fn shown_words(&mut self, part: &str, mut place: Span) {
        let text = self.text.as_bytes();
        let (start, end) = (place.start as usize, place.end as usize);
        let is_fill = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&(FILL as u8));
        if is_fill(start.checked_sub(1)) && part.starts_with(' ') && self.ends_in_space() {
            place.start += 1;
        }
        let after = self.text[end..].trim_start_matches(FILL);
        let ends_line = after.trim_start_matches([' ', '\t', '\r']);
        if is_fill(Some(end)) && (ends_line.is_empty() || ends_line.starts_with('\n')) {
            let shown = self.text[place.range()].trim_end_matches([' ', '\t']);
            place.end = place.start + shown.len() as u32;
        }
        if place.start < place.end {
            let words = self.text[place.range()].to_owned();
            self.words(&words, place);
        }
    }

    /// Whether what was shown last ends in a space, or nothing of its text was shown yet.
    fn ends_in_space(&self) -> bool {
        let Some(Piece::Event(last)) = self.pieces.last() else {
            return true;
        };
        match last.kind {
            EventKind::Text(Text::Verbatim) => self.text[last.span.range()].ends_with(' '),
            EventKind::Start(_) | EventKind::SoftBreak | EventKind::HardBreak => true,
            _ => false,
        }
    }
}

/// Takes what stands for hidden bytes out of everything that was kept beside the events.
pub(super) fn unmask(body: &mut Body) {
    let strings = body.strings.iter_mut();
    let images = body.images.iter_mut();
    let images = images.flat_map(|image| {
        let Image {
            alt,
            caption,
            credit,
            ..
        } = image;
        [Some(alt), caption.as_mut(), credit.as_mut()]
    });
    let titles = body.links.iter_mut().filter_map(|link| link.title.as_mut());
    let texts = strings.chain(images.flatten()).chain(titles);
    texts.for_each(unmask_text);
    // Events point into the text; these are copies of it, made while it had stand-ins in it.
    let links = body.links.iter_mut().map(|link| &mut link.target);
    let embeds = body.embeds.iter_mut().map(|embed| &mut embed.target);
    let images = body.images.iter_mut().map(|image| &mut image.target);
    links.chain(embeds).chain(images).for_each(unmask_target);
    body.headings.iter_mut().for_each(unmask_heading);
    let items = body.citations.iter_mut().flat_map(|mark| &mut mark.items);
    items.for_each(unmask_cited);
    for block in &mut body.code_blocks {
        unmask_text(&mut block.text);
    }
}

fn unmask_heading(heading: &mut Heading) {
    unmask_text(&mut heading.id);
    heading.classes.iter_mut().for_each(unmask_text);
    for (name, value) in &mut heading.attributes {
        unmask_text(name);
        value.iter_mut().for_each(unmask_text);
    }
}

fn unmask_cited(item: &mut CitationItem) {
    let beside = [&mut item.prefix, &mut item.suffix].into_iter().flatten();
    beside.for_each(unmask_text);
    let locators = item.citing.iter_mut().map(|inner| &mut inner.locator);
    let locators = locators.chain([&mut item.locator]).flatten();
    locators.for_each(|locator| unmask_text(&mut locator.value));
    let keys = item.citing.iter_mut().map(|inner| &mut inner.key);
    keys.chain([&mut item.key]).for_each(unmask_text);
}

fn unmask_target(target: &mut Target) {
    match target {
        Target::Name {
            name: text,
            heading,
        }
        | Target::Path {
            path: text,
            heading,
            ..
        } => {
            unmask_text(text);
            heading.iter_mut().for_each(unmask_text);
        }
        Target::Here { heading: text }
        | Target::External(text)
        | Target::Outside(text)
        | Target::Refused(text) => unmask_text(text),
    }
}

fn unmask_text(text: &mut Box<str>) {
    if text.contains(FILL) {
        *text = strip(text).as_ref().into();
    }
}
