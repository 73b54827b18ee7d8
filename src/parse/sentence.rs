//! Keeps the sentences in which links and citations stand, for backlinks to quote.
//!
//! Sentences are those of Unicode (UAX #29), joined again after common abbreviations. A bare link
//! shows a title that is known only later, so its place in the sentence stays a hole.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::page::{Body, EventKind, Hole, Node, Quote, Sentence};

/// Words after which a full stop ends no sentence.
const ABBREVIATIONS: [&str; 19] = [
    "e.g.", "i.e.", "cf.", "vs.", "etc.", "p.", "pp.", "no.", "vol.", "ch.", "sec.", "fig.", "ed.",
    "eds.", "Dr.", "Mr.", "Mrs.", "Ms.", "St.",
];

/// What stands for a bare link's title while sentences are looked for: a capital, so that a
/// sentence can begin with it.
const TITLE: char = 'X';

/// Fills [`Body::sentences`] and the quotes of its links and citations.
pub(crate) fn keep(body: &mut Body, source: &str) {
    let mut block = Block::default();
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
            EventKind::Start(Node::Emphasis | Node::Strong | Node::Strikethrough)
            | EventKind::End(Node::Emphasis | Node::Strong | Node::Strikethrough)
            | EventKind::FootnoteReference(_)
            | EventKind::InlineHtml(_)
            | EventKind::Task(_) => {}
            _ => block.flush(body),
        }
    }
    block.flush(body);
}

/// The first sentence that everyone may read of the section with id `summary`.
pub(crate) fn summary(body: &Body, source: &str) -> Option<Box<str>> {
    let section = body.heading("summary").filter(|heading| heading.public)?;
    let mut text = String::new();
    let mut in_heading = false;
    for (_, event) in body.visible(section.events.clone()) {
        match event.kind {
            EventKind::Start(Node::Heading(_)) if !text.is_empty() => break,
            EventKind::Start(Node::Heading(_)) => in_heading = true,
            EventKind::End(Node::Heading(_)) => in_heading = false,
            EventKind::Text(part) | EventKind::Code(part) if !in_heading => {
                text.push_str(body.words(part, event.span, source));
            }
            EventKind::SoftBreak | EventKind::HardBreak => text.push(' '),
            EventKind::End(Node::Paragraph) => break,
            _ => {}
        }
    }
    let first = sentences(&text).into_iter().next()?;
    let sentence = text[first].trim();
    (!sentence.is_empty()).then(|| sentence.replace(" .", ".").into())
}

/// A block's plain words, and what stands where in them.
#[derive(Default)]
struct Block {
    text: String,
    holes: Vec<Hole>,
    links: Vec<(u32, Range<usize>)>,
    citations: Vec<(u32, usize)>,
    /// Whether a citation came last, so that the space before it is left out before punctuation and
    /// before another space.
    after_citation: bool,
}

impl Block {
    fn words(&mut self, words: &str) {
        if self.after_citation
            && words.starts_with([' ', '.', ',', ';', ':', '!', '?', ')'])
            && self.text.ends_with(' ')
        {
            self.text.pop();
        }
        self.after_citation = false;
        self.text.push_str(words);
    }

    fn start_link(&mut self, link: u32, body: &Body) {
        let start = self.text.len();
        if body.links[link as usize].bare {
            self.words(TITLE.encode_utf8(&mut [0; 4]));
            self.holes.push(Hole {
                at: self.text.len() as u32 - 1,
                link,
            });
        }
        self.links.push((link, start..start));
    }

    fn end_link(&mut self, link: u32) {
        // A bare link holds its target as text, which its title replaces.
        if let Some(hole) = self.holes.last().filter(|hole| hole.link == link) {
            self.text.truncate(hole.at as usize + 1);
        }
        if let Some((_, range)) = self.links.iter_mut().rev().find(|(open, _)| *open == link) {
            range.end = self.text.len();
        }
    }

    fn citation(&mut self, citation: u32) {
        let place = self.text.trim_end().len();
        let before = self.citations.last().map_or(place, |(_, at)| *at);
        let between = self.text.get(before..).unwrap_or("");
        // What stands between two marks of a stack is no part of the sentence.
        if !self.citations.is_empty() && between.trim_matches([' ', ',', ';']).is_empty() {
            self.text.truncate(before);
        }
        self.citations.push((citation, place.min(self.text.len())));
        self.after_citation = true;
    }

    fn flush(&mut self, body: &mut Body) {
        if !self.links.is_empty() || !self.citations.is_empty() {
            self.quotes(body);
        }
        // The next block uses the same room.
        self.text.clear();
        self.holes.clear();
        self.links.clear();
        self.citations.clear();
        self.after_citation = false;
    }

    fn quotes(&self, body: &mut Body) {
        let sentences = sentences(&self.text);
        let mut kept: Vec<Option<u32>> = vec![None; sentences.len()];
        for (link, range) in &self.links {
            let at = containing(&sentences, range.start);
            let sentence = self.keep(body, &sentences, &mut kept, at);
            let quote = self.quote(sentence, &sentences[at], range.clone());
            body.links[*link as usize].quote = Some(quote);
        }
        for (citation, place) in &self.citations {
            let before = self.text[..*place].trim_end().len().saturating_sub(1);
            let at = containing(&sentences, before);
            let sentence = self.keep(body, &sentences, &mut kept, at);
            let quote = self.quote(sentence, &sentences[at], *place..*place);
            body.citations[*citation as usize].quote = Some(quote);
        }
    }

    /// The index of a sentence in the body, which gets it at the first asking.
    fn keep(
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
        let mut text = String::with_capacity(range.len());
        let mut holes = Vec::new();
        let mut done = range.start;
        for hole in &self.holes[self.holes_before(range.start)..self.holes_before(range.end)] {
            let at = hole.at as usize;
            text.push_str(&self.text[done..at]);
            holes.push(Hole {
                at: text.len() as u32,
                link: hole.link,
            });
            done = at + 1;
        }
        text.push_str(&self.text[done..range.end]);
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

/// The sentences of a text, without the space around them; at least one.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    for bound in bounds(text) {
        let end = text[..bound].trim_end().len();
        if end > start && !ends_in_abbreviation(&text[start..end]) {
            sentences.push(start..end);
            start = bound;
        }
    }
    let end = text.trim_end().len();
    if end > start || sentences.is_empty() {
        sentences.push(start..end.max(start));
    }
    sentences
}

/// Where sentences begin, the first aside.
fn bounds(text: &str) -> Vec<usize> {
    if !text.is_ascii() {
        let all = text.split_sentence_bound_indices().skip(1);
        return all.map(|(at, _)| at).collect();
    }
    // In ASCII a sentence can only end at one of three signs, most text is passed over, and there
    // are a few rules only.
    let signs = memchr::memchr3_iter(b'.', b'!', b'?', text.as_bytes());
    signs.filter_map(|sign| bound_after(text, sign)).collect()
}

/// Where the next sentence begins if one ends with the sign at `sign` and the space after it, by
/// the rules SB4 and SB8 to SB11 for ASCII; of what follows the space only one word is looked at.
fn bound_after(text: &str, sign: usize) -> Option<usize> {
    let rest = &text[sign + 1..];
    let closed = rest.trim_start_matches([')', ']', '"', '\'', '*', '_']);
    let next = closed.trim_start();
    let (marks, space) = (
        &rest[..rest.len() - closed.len()],
        &closed[..closed.len() - next.len()],
    );
    if !space.starts_with(' ') || next.is_empty() {
        return None;
    }
    let line_end = ['\n', '\r'];
    let ends = match space.contains(line_end) {
        true => space.ends_with(line_end),
        // Unicode takes these two for no closing marks.
        false => !marks.contains(['*', '_']) && begins_sentence(next, text.as_bytes()[sign]),
    };
    ends.then(|| text.len() - next.len())
}

/// Whether a text can begin a sentence after one that ends with `sign`. After a full stop, which
/// may be that of an abbreviation, none begins with a small letter.
fn begins_sentence(text: &str, sign: u8) -> bool {
    if text.starts_with([',', '-', ':', ';', '.', '!', '?']) {
        return false;
    }
    let word = text.bytes().take_while(|byte| *byte != b' ');
    let mut telling = word.filter(|byte| byte.is_ascii_alphabetic() || b".!?\n\r".contains(byte));
    sign != b'.' || !telling.next().is_some_and(|byte| byte.is_ascii_lowercase())
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let Some(last) = sentence.rsplit([' ', '(']).next() else {
        return false;
    };
    let mut letters = last.chars();
    let initial = matches!(
        (letters.next(), letters.next(), letters.next()),
        (Some(letter), Some('.'), None) if letter.is_uppercase()
    );
    initial || ABBREVIATIONS.contains(&last)
}

/// The sentence in which a byte of the text stands; the last before it when it stands between.
fn containing(sentences: &[Range<usize>], at: usize) -> usize {
    let after = sentences.partition_point(|sentence| sentence.start <= at);
    after.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn abbreviations_end_no_sentence() {
        let text = "See Dr. Smith (pp. 3) first. Then e.g. Ask. Done!";
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            ["See Dr. Smith (pp. 3) first.", "Then e.g. Ask.", "Done!"]
        );
    }

    #[test]
    fn the_rules_for_ascii_are_those_of_unicode() {
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = texts.iter().flat_map(|text| {
                let signs = "aB1.? ,'*\n".chars();
                signs.map(move |sign| format!("{text}{sign}"))
            });
            texts = longer.collect();
            for text in &texts {
                assert_eq!(super::bounds(text), by_unicode(text), "{text:?}");
            }
        }
    }

    /// The bounds after a sign and a space, each found in no more than the words beside it.
    fn by_unicode(text: &str) -> Vec<usize> {
        let ends = |text: &str| {
            let text = text.trim_end_matches([')', ']', '"', '\'', '*', '_']);
            text.ends_with(['.', '!', '?'])
        };
        let spaces = text.match_indices(' ').map(|(at, _)| at);
        let bounds = spaces.filter(|at| ends(&text[..*at])).filter_map(|at| {
            let before = text[..at].rfind(' ').map_or(0, |space| space + 1);
            let next = text.len() - text[at..].trim_start().len();
            let after = text[next..].find(' ').map_or(text.len(), |to| next + to);
            let mut near = text[before..after].split_sentence_bound_indices();
            near.any(|(at, _)| before + at == next).then_some(next)
        });
        bounds.collect()
    }

    #[test]
    fn looking_at_the_words_beside_a_sign_finds_the_bounds_of_unicode() {
        for text in [
            "One. Two! Three? Four",
            "He said \"no.\" Then left.  Twice.",
            "Version 3.5 is out. it is",
            "A. B. C (d.) E",
            "Why?! Because... of 3. And 4.",
            "",
            " . ",
        ] {
            let whole = text.split_sentence_bound_indices().skip(1);
            let whole: Vec<usize> = whole.map(|(at, _)| at).collect();
            assert_eq!(super::bounds(text), whole, "{text}");
        }
    }
}
