//! Words around what is hidden: neither the signs that stand for it nor a gap stay behind.

use super::Builder;
use crate::page::{Body, EventKind, Target, Text};
use crate::parse::markdown::Piece;
use crate::parse::private::{FILL, strip};
use crate::source::Span;

impl Builder<'_> {
    /// Adds a text in which some words are hidden.
    pub(super) fn masked_words(&mut self, words: &str, span: Span) {
        if self.text[span.range()] != *words {
            return self.words(&strip(words), span);
        }
        let mut at = span.start;
        for part in words.split(FILL) {
            let start = at;
            at += part.len() as u32 + 1;
            if !part.is_empty() {
                let place = Span {
                    start,
                    end: start + part.len() as u32,
                    ..span
                };
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
    let images = images.flat_map(|image| [Some(&mut image.alt), image.title.as_mut()]);
    let titles = body.links.iter_mut().filter_map(|link| link.title.as_mut());
    let texts = strings.chain(images.flatten()).chain(titles);
    texts.for_each(unmask_text);
    let links = body.links.iter_mut().map(|link| &mut link.target);
    let embeds = body.embeds.iter_mut().map(|embed| &mut embed.target);
    let images = body.images.iter_mut().map(|image| &mut image.target);
    links.chain(embeds).chain(images).for_each(unmask_target);
    for heading in &mut body.headings {
        unmask_text(&mut heading.id);
        heading.classes.iter_mut().for_each(unmask_text);
        for (name, value) in &mut heading.attributes {
            unmask_text(name);
            value.iter_mut().for_each(unmask_text);
        }
    }
    let items = body.citations.iter_mut().flat_map(|mark| &mut mark.items);
    for item in items {
        let beside = [&mut item.prefix, &mut item.suffix].into_iter().flatten();
        beside.for_each(unmask_text);
        let locator = item.locator.iter_mut().map(|locator| &mut locator.value);
        locator.for_each(unmask_text);
        unmask_text(&mut item.key);
    }
    for block in &mut body.code_blocks {
        unmask_text(&mut block.text);
    }
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
