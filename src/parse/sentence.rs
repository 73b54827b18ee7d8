//! Keeps the sentences in which links and citations stand, for backlinks to quote.
//!
//! A bare link shows a title that is known only later, and so does a citation that is a word of its
//! sentence: the place of each stays a hole.

mod abbreviations;
mod joined;
mod noun;
mod split;

use std::ops::Range;

use self::joined::Joined;
use self::split::{containing, sentences};
use crate::model::page::{
    Addressed, Body, EventKind, Filling, Hole, HtmlAddress, Node, Quote, Sentence,
};
use crate::parse::html_words;

/// What stands for a bare link's title while sentences are looked for: a capital, so that a
/// sentence can begin with it.
const TITLE: char = 'X';

/// Fills [`Body::sentences`] and the quotes of its links and citations, in the language `lang`.
pub(crate) fn keep_sentences(body: &mut Body, source: &str, lang: &str) {
    let mut block = Block {
        lang: lang.to_owned(),
        text: Joined::new(lang),
        ..Block::default()
    };
    for at in 0..body.events.len() {
        let event = body.events[at];
        match event.kind {
            EventKind::Text(text) | EventKind::Code(text) => {
                block.words(body.words(text, event.span, source));
            }
            EventKind::SoftBreak | EventKind::HardBreak => block.words(" "),
            EventKind::Start(Node::Link(link)) => block.start_link(link, body),
            EventKind::End(Node::Link(link)) => block.end_link(link),
            EventKind::Citation(citation) => block.citation(citation),
            EventKind::Image(image) => {
                let alt = &body.images[image as usize].alt;
                block.words(alt);
            }
            // These stand within a sentence; what is not named here ends it.
            EventKind::Start(node) | EventKind::End(node) if node.is_stress() => {}
            EventKind::FootnoteReference(_) => block.text.leave_out(),
            EventKind::Task(_) => {}
            EventKind::InlineHtml(html) => {
                let tag = body.words(html, event.span, source);
                let (is_end, words) = (tag.starts_with("</a"), html_words::words(tag));
                block.html_link(body.addresses_of(&event), is_end, body);
                if !words.is_empty() {
                    block.words(&words);
                }
            }
            _ => block.flush(body),
        }
    }
    block.flush(body);
}

/// The first sentence that everyone may read of the section with id `summary`.
pub(crate) fn summary(body: &Body, source: &str, lang: &str) -> Option<Box<str>> {
    let section = body.section("summary").filter(|heading| heading.public)?;
    let mut text = Joined::new(lang);
    let mut in_heading = false;
    for (_, event) in body.visible(section.events.clone()) {
        match event.kind {
            EventKind::Start(Node::Heading(_)) if !text.as_str().is_empty() => break,
            EventKind::Start(Node::Heading(_)) => in_heading = true,
            // The items of a list and the cells of a table are no sentence.
            EventKind::Start(Node::List(_) | Node::DefinitionList | Node::Table(_)) => break,
            EventKind::End(Node::Heading(_)) => in_heading = false,
            EventKind::Text(part) | EventKind::Code(part) if !in_heading => {
                text.add(body.words(part, event.span, source));
            }
            EventKind::SoftBreak | EventKind::HardBreak => {
                text.add(" ");
            }
            EventKind::InlineHtml(tag) if !in_heading => {
                text.add(&html_words::words(body.words(tag, event.span, source)));
            }
            EventKind::Citation(_) | EventKind::FootnoteReference(_) => text.leave_out(),
            EventKind::End(Node::Paragraph) => break,
            _ => {}
        }
    }
    let text = text.as_str();
    let first = sentences(text, lang, &[]).into_iter().next()?;
    let sentence = text[first].trim();
    (!sentence.is_empty()).then(|| sentence.into())
}

/// The sentences of plain words in the language `lang`, without the space around them.
pub(crate) fn of_words(text: &str, lang: &str) -> Vec<Range<usize>> {
    sentences(text, lang, &[])
}

/// A block's plain words, and what stands where in them.
#[derive(Default)]
struct Block {
    lang: String,
    text: Joined,
    holes: Vec<Hole>,
    links: Vec<(u32, Range<usize>)>,
    citations: Vec<(u32, usize)>,
    /// The link of raw HTML that is open.
    open_html: Option<u32>,
}

impl Block {
    fn words(&mut self, words: &str) {
        let kept = self.text.add(words);
        // What stood where the text was cut stands at its end now.
        let places = self.citations.iter_mut().rev().map(|(_, place)| place);
        for place in places.take_while(|place| **place > kept) {
            *place = kept;
        }
        if let Some((_, range)) = self.links.last_mut() {
            *range = range.start.min(kept)..range.end.min(kept);
        }
    }

    fn start_link(&mut self, link: u32, body: &Body) {
        let start = self.text.as_str().len();
        if body.links[link as usize].bare {
            self.words(TITLE.encode_utf8(&mut [0; 4]));
            self.holes.push(Hole {
                at: self.text.as_str().len() as u32 - 1,
                of: Filling::Link(link),
            });
        }
        self.links.push((link, start..start));
    }

    /// A link of raw HTML, or the end of one.
    fn html_link(&mut self, addresses: &[HtmlAddress], is_end: bool, body: &Body) {
        for address in addresses {
            if let Addressed::Link(link) = address.of {
                self.start_link(link, body);
                self.open_html = Some(link);
            }
        }
        if let Some(link) = self.open_html.take_if(|_| is_end) {
            self.end_link(link);
        }
    }

    fn end_link(&mut self, link: u32) {
        // A bare link holds its target as text, which its title replaces.
        if let Some(hole) = self
            .holes
            .last()
            .filter(|hole| hole.of == Filling::Link(link))
        {
            self.text.truncate(hole.at as usize + 1);
        }
        if let Some((_, range)) = self.links.iter_mut().rev().find(|(open, _)| *open == link) {
            range.end = self.text.as_str().len();
        }
    }

    fn citation(&mut self, citation: u32) {
        let text = self.text.as_str();
        if noun::stands_here(text, &self.lang) || self.is_behind_noun() {
            return self.noun(citation);
        }
        let place = text.trim_end().len();
        let before = self.citations.last().map_or(place, |(_, at)| *at);
        let between = text.get(before..).unwrap_or("");
        // What stands between two marks of a stack is no part of the sentence.
        if !self.citations.is_empty() && between.trim_matches([' ', ',', ';']).is_empty() {
            self.text.truncate(before);
        }
        let place = place.min(self.text.as_str().len());
        self.citations.push((citation, place));
        self.text.leave_out();
    }

    /// A citation that is a word of its sentence, whose title is filled in later.
    fn noun(&mut self, citation: u32) {
        self.words(TITLE.encode_utf8(&mut [0; 4]));
        let at = self.text.as_str().len() - 1;
        self.holes.push(Hole {
            at: at as u32,
            of: Filling::Citation(citation),
        });
        self.citations.push((citation, at));
    }

    /// Whether nothing but a comma stands between here and such a citation.
    fn is_behind_noun(&self) -> bool {
        let last = self.citations.last().map(|(_, at)| *at);
        let hole = self
            .holes
            .last()
            .filter(|hole| matches!(hole.of, Filling::Citation(_)));
        let between = last
            .filter(|at| hole.is_some_and(|hole| hole.at as usize == *at))
            .and_then(|at| self.text.as_str().get(at + 1..));
        between.is_some_and(|between| between.trim_matches([' ', ',', ';']).is_empty())
    }

    fn flush(&mut self, body: &mut Body) {
        if !self.links.is_empty() || !self.citations.is_empty() {
            self.quotes(body);
        }
        // The next block uses the same room.
        self.text = Joined::new(&self.lang);
        self.holes.clear();
        self.links.clear();
        self.citations.clear();
    }

    fn quotes(&self, body: &mut Body) {
        let holes: Vec<usize> = self.holes.iter().map(|hole| hole.at as usize).collect();
        let text = self.text.as_str();
        let sentences = sentences(text, &self.lang, &holes);
        let mut kept: Vec<Option<u32>> = vec![None; sentences.len()];
        for (link, range) in &self.links {
            let at = containing(&sentences, range.start);
            let sentence = self.keep_sentence(body, &sentences, &mut kept, at);
            let quote = self.quote(sentence, &sentences[at], range.clone());
            body.links[*link as usize].quote = Some(quote);
        }
        for (citation, place) in &self.citations {
            let is_word = holes.binary_search(place).is_ok();
            let before = text[..*place].trim_end().len().saturating_sub(1);
            let at = containing(&sentences, if is_word { *place } else { before });
            let sentence = self.keep_sentence(body, &sentences, &mut kept, at);
            let quote = self.quote(sentence, &sentences[at], *place..*place);
            body.citations[*citation as usize].quote = Some(quote);
        }
    }

    /// The index of a sentence in the body, which gets it at the first asking.
    fn keep_sentence(
        &self,
        body: &mut Body,
        sentences: &[Range<usize>],
        kept: &mut [Option<u32>],
        at: usize,
    ) -> u32 {
        *kept[at].get_or_insert_with(|| {
            body.sentences.push(self.sentence(&sentences[at]));
            body.sentences.len() as u32 - 1
        })
    }

    fn sentence(&self, range: &Range<usize>) -> Sentence {
        let block = self.text.as_str();
        let mut text = String::with_capacity(range.len());
        let mut holes = Vec::new();
        let mut done = range.start;
        for hole in &self.holes[self.holes_before(range.start)..self.holes_before(range.end)] {
            let at = hole.at as usize;
            text.push_str(&block[done..at]);
            holes.push(Hole {
                at: text.len() as u32,
                of: hole.of,
            });
            done = at + 1;
        }
        text.push_str(&block[done..range.end]);
        Sentence {
            text: text.into(),
            holes,
        }
    }

    /// How many holes stand before a place of the block, in which they are in order.
    fn holes_before(&self, at: usize) -> usize {
        self.holes.partition_point(|hole| (hole.at as usize) < at)
    }

    /// A place of the block as a place in its sentence, where the holes hold nothing.
    fn quote(&self, sentence: u32, range: &Range<usize>, place: Range<usize>) -> Quote {
        let inside = |at: usize| {
            let at = at.clamp(range.start, range.end);
            let holes = self.holes_before(at) - self.holes_before(range.start);
            (at - range.start - holes) as u32
        };
        Quote {
            sentence,
            start: inside(place.start),
            end: inside(place.end),
        }
    }
}
