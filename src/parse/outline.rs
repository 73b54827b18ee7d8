//! Names headings, bounds their sections, and notes the entries of lists.
//!
//! A heading's id is the one that the writer gave, or that of the kind's section of these words,
//! or else the words as GitHub makes a slug of them. The second heading of an id gets a number.

use std::collections::{HashMap, HashSet};

use crate::check::invalid_heading;
use crate::diagnostic::Diagnostic;
use crate::page::{Body, Entry, EventKind, Lead, Node, Target};
use crate::parse::markdown::Context;

/// Gives each heading its words, its id and the events of its section.
pub(crate) fn name_headings(
    body: &mut Body,
    text: &str,
    context: &Context<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut taken = Taken::default();
    let mut open: Vec<u32> = Vec::new();
    let mut depth = 0usize;
    for at in 0..body.events.len() {
        match body.events[at].kind {
            EventKind::Start(Node::Heading(heading)) => {
                let words = heading_words(body, text, at);
                let id = id(body, heading, &words, context, &mut taken, findings);
                let level = body.headings[heading as usize].level;
                if depth == 0 {
                    close(body, &mut open, level, at as u32);
                    open.push(heading);
                }
                let entry = &mut body.headings[heading as usize];
                entry.text = words.into();
                entry.id = id.into();
                entry.events = at as u32..at as u32 + 1;
                depth += 1;
            }
            EventKind::Start(_) => depth += 1,
            EventKind::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    let end = body.events.len() as u32;
    close(body, &mut open, 0, end);
}

/// The list items that begin with a link or a citation, in order.
pub(crate) fn entries(body: &Body) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (at, event) in body.events.iter().enumerate() {
        if event.kind != EventKind::Start(Node::Item) {
            continue;
        }
        let first = body.events[at + 1..]
            .iter()
            .find(|event| event.kind != EventKind::Start(Node::Paragraph));
        let lead = match first.map(|event| event.kind) {
            Some(EventKind::Start(Node::Link(link))) => Lead::Link(link),
            Some(EventKind::Citation(citation)) => Lead::Citation(citation),
            _ => continue,
        };
        entries.push(Entry {
            item: at as u32,
            lead,
        });
    }
    entries
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

fn heading_words(body: &Body, text: &str, start: usize) -> String {
    let mut words = String::new();
    for event in &body.events[start + 1..] {
        match event.kind {
            EventKind::End(Node::Heading(_)) => break,
            EventKind::Text(part) | EventKind::Code(part) => {
                words.push_str(body.words(part, event.span, text));
            }
            EventKind::Start(Node::Link(link)) if body.links[link as usize].bare => {
                if let Target::Name { name, .. } = &body.links[link as usize].target {
                    words.push_str(name);
                }
            }
            EventKind::SoftBreak | EventKind::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_owned()
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
        if taken.ids.contains(&*heading.id) {
            findings.push(invalid_heading::duplicate(heading.span, &heading.id));
        }
        heading.id.to_string()
    } else {
        let section = context
            .kind
            .filter(|_| heading.level == 2)
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

/// The words as GitHub makes an anchor of them: lower case, spaces as hyphens, punctuation gone.
pub(crate) fn slug(words: &str) -> String {
    let slug: String = words
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect();
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_keeps_letters_of_any_script() {
        assert_eq!(slug("Comment faire ?"), "comment-faire-");
        assert_eq!(slug("Étapes: 1 & 2"), "étapes-1--2");
        assert_eq!(slug("…"), "section");
    }
}
