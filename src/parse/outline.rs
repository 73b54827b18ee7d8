//! Names headings, bounds their sections, and notes the entries of lists.
//!
//! A heading's id is the one that the writer gave, or that of the kind's section of these words,
//! or else the words as GitHub makes a slug of them. The second heading of an id gets a number.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, invalid_heading};
use crate::model::page::{Body, Entry, EventKind, Lead, Node, Target};
use crate::model::slug::slug;
use crate::model::unicode::nfc;
use crate::parse::context::Context;
use crate::parse::html_words;

/// Gives each heading its words, its id and the events of its section.
pub(crate) fn name_headings(
    body: &mut Body,
    text: &str,
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut taken = Taken::default();
    // The headings whose sections are open in each thing that is open: a section ends with what it stands in.
    let mut open: Vec<Vec<u32>> = vec![Vec::new()];
    for at in 0..body.events.len() {
        match body.events[at].kind {
            EventKind::Start(Node::Heading(heading)) => {
                let (words, shown) = heading_words(body, text, at);
                body.headings[heading as usize].nested = open.len() > 1;
                let id = id(body, heading, &words, context, &mut taken, findings);
                let level = body.headings[heading as usize].level;
                if let Some(around) = open.last_mut() {
                    close(body, around, level, at as u32);
                    around.push(heading);
                }
                let entry = &mut body.headings[heading as usize];
                entry.text = shown.into();
                entry.id = id.into();
                entry.events = at as u32..at as u32 + 1;
                open.push(Vec::new());
            }
            EventKind::Start(_) => open.push(Vec::new()),
            EventKind::End(_) if open.len() > 1 => {
                let mut inner = open.pop().unwrap_or_default();
                close(body, &mut inner, 0, at as u32);
            }
            _ => {}
        }
    }
    let end = body.events.len() as u32;
    for mut around in open {
        close(body, &mut around, 0, end);
    }
}

/// The list items that begin with a link or a citation, in order.
pub(crate) fn entries(body: &Body, text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (at, event) in body.events.iter().enumerate() {
        if event.kind != EventKind::Start(Node::Item) {
            continue;
        }
        let first = body.events[at + 1..]
            .iter()
            .position(|event| event.kind != EventKind::Start(Node::Paragraph));
        let Some(first) = first.map(|first| at + 1 + first) else {
            continue;
        };
        let (lead, joined) = match body.events[first].kind {
            EventKind::Start(Node::Link(link)) => (Lead::Link(link), joined(body, text, first)),
            EventKind::Citation(citation) => (Lead::Citation(citation), Vec::new()),
            _ => continue,
        };
        entries.push(Entry {
            item: at as u32,
            lead,
            joined: joined.into(),
        });
    }
    entries
}

/// The links behind the one that starts at event `first`, as long as no more than a comma or an "and" stands between two.
fn joined(body: &Body, text: &str, first: usize) -> Vec<u32> {
    let mut joined = Vec::new();
    let mut between = String::new();
    let mut is_in_link = true;
    for event in &body.events[first + 1..] {
        match event.kind {
            EventKind::End(Node::Link(_)) => is_in_link = false,
            _ if is_in_link => {}
            EventKind::Text(part) => between.push_str(body.words(part, event.span, text)),
            EventKind::SoftBreak => between.push(' '),
            EventKind::Start(Node::Link(link)) if is_joint(&between) => {
                joined.push(link);
                between.clear();
                is_in_link = true;
            }
            _ => break,
        }
    }
    joined
}

/// "And" in the languages that have words for the site, and some of their neighbors.
const AND: [&str; 19] = [
    "&", "+", "a", "and", "e", "en", "et", "i", "ja", "och", "og", "şi", "und", "ve", "y", "и",
    "و", "ו", "和",
];

fn is_joint(words: &str) -> bool {
    let words = words.trim();
    let word = words.trim_start_matches([',', ';', '،', '、']).trim();
    AND.contains(&word) || !words.is_empty() && word.is_empty()
}

/// Ends the sections that a heading of `level` at event `at` ends.
fn close(body: &mut Body, open: &mut Vec<u32>, level: u8, at: u32) {
    while let Some(&last) = open.last() {
        let heading = &mut body.headings[last as usize];
        if heading.level < level {
            break;
        }
        heading.events.end = at;
        open.pop();
    }
}

/// The words of a heading of which its id is made, and those by which it is called wherever it is listed: with what pictures
/// show, and with one space wherever a reader sees one.
fn heading_words(body: &Body, text: &str, start: usize) -> (String, String) {
    let (mut words, mut shown) = (String::new(), String::new());
    let mut is_bare = false;
    for event in &body.events[start + 1..] {
        let part = match event.kind {
            EventKind::End(Node::Heading(_)) => break,
            EventKind::End(Node::Link(_)) => {
                is_bare = false;
                continue;
            }
            EventKind::Text(part) | EventKind::Code(part) if !is_bare => {
                body.words(part, event.span, text)
            }
            // The title that it shows is known only when all pages are, so its name stands in.
            EventKind::Start(Node::Link(link)) if body.links[link as usize].bare => {
                let Target::Name { name, .. } = &body.links[link as usize].target else {
                    continue;
                };
                is_bare = true;
                name
            }
            EventKind::SoftBreak | EventKind::HardBreak => " ",
            EventKind::Image(image) => {
                shown.push_str(&body.images[image as usize].alt);
                continue;
            }
            EventKind::InlineHtml(tag) => {
                shown.push_str(&html_words::words(body.words(tag, event.span, text)));
                continue;
            }
            _ => continue,
        };
        words.push_str(part);
        shown.push_str(part);
    }
    let is_space = |c: char| c.is_whitespace() && c != '\u{a0}';
    let shown: Vec<&str> = shown
        .split(is_space)
        .filter(|part| !part.is_empty())
        .collect();
    (words.trim().to_owned(), shown.join(" "))
}

fn id(
    body: &Body,
    heading: u32,
    words: &str,
    context: &Context<'_>,
    taken: &mut Taken,
    findings: &mut Vec<Diagnostic>,
) -> String {
    let heading = &body.headings[heading as usize];
    let wanted = if heading.explicit {
        if taken.ids.contains(&*nfc(&heading.id)) {
            findings.push(invalid_heading::duplicate(heading.span, &heading.id));
        }
        nfc(&heading.id).into_owned()
    } else {
        let section = context
            .kind
            .filter(|_| heading.level == 2 && !heading.nested)
            .and_then(|kind| kind.section_headed(words, context.lang));
        section.map_or_else(|| slug(words), |section| section.id.clone())
    };
    taken.free(wanted)
}

/// The ids of a page's headings.
#[derive(Default)]
struct Taken {
    ids: HashSet<String>,
    /// The number to try next, for each id that was wanted twice.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// The id that is wanted, or the first free one that adds a number to it.
    fn free(&mut self, wanted: String) -> String {
        if self.ids.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.numbers.entry(wanted.clone()).or_insert(1);
        loop {
            let id = format!("{wanted}-{number}");
            *number += 1;
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::slug;
    use crate::model::config::Schema;
    use crate::model::page::{EventKind, Page};
    use crate::model::source::Sources;

    fn page(text: &str) -> Page {
        let schema = Schema::new(vec!["en".to_owned()], Vec::new(), false, None);
        let text: Arc<str> = text.into();
        let source = Sources::default().insert("content/a.md", text.clone());
        crate::parse::page(source, crate::parse::File::at("a.md"), &text, &schema).0
    }

    #[test]
    fn the_section_of_a_heading_in_a_quotation_ends_with_the_quotation() {
        let text = "> ## A\n> one\n> ## B\n> two\n\nthree\n\n- ## C\n  four\n";
        let body = page(text).body;
        for heading in &body.headings {
            let events = &body.events[heading.events.start as usize..heading.events.end as usize];
            let depth = events.iter().fold(0, |depth, event| match event.kind {
                EventKind::Start(_) => depth + 1,
                EventKind::End(_) => depth - 1,
                _ => depth,
            });
            assert_eq!((depth, events.len() > 3), (0, true), "{}", heading.text);
        }
    }

    #[test]
    fn a_heading_is_called_by_all_that_readers_see_of_it() {
        for (heading, words, id) in [
            ("A<br>B and C", "A B and C", "ab-and-c"),
            ("Head ![](p.png) listen", "Head listen", "head--listen"),
            ("Use ![a pen](p.png) here", "Use a pen here", "use--here"),
            ("So [@han-2014] it is", "So it is", "so--it-is"),
            ("H<sub>2</sub>O `a  b`*c*", "H2O a bc", "h2o-a--bc"),
            ("![only](p.png)", "only", "section"),
        ] {
            let body = page(&format!("## {heading}\n")).body;
            let found = &body.headings[0];
            assert_eq!((&*found.text, &*found.id), (words, id), "{heading}");
        }
    }

    #[test]
    fn a_slug_keeps_letters_of_any_script() {
        assert_eq!(slug("Comment faire ?"), "comment-faire-");
        assert_eq!(slug("Étapes: 1 & 2"), "étapes-1--2");
        assert_eq!(slug("…"), "section");
    }
}
