//! The things that a `MATERIALS` block lists.
//!
//! `pens, 1 per person` is counted for each, `cards, 40` is counted, `flipchart` is one thing. What
//! "per person" is called comes from the kind, in all languages at once; `1/person` is read in any.

use std::ops::Range;

use super::attributes::hundredths;
use crate::agenda::{Amount, Material};
use crate::kind::Kind;
use crate::page::{Body, EventKind, Node, Target};

/// The things in the block at these events, as far as everyone may read it: each item of its lists,
/// or each paragraph outside them.
pub(super) fn read(
    body: &Body,
    text: &str,
    events: Range<u32>,
    kind: Option<&Kind>,
) -> Vec<Material> {
    let mut lines = vec![String::new()];
    for (_, event) in body.visible(events) {
        let line = lines.last_mut().expect("there is a line from the start");
        match event.kind {
            EventKind::Text(words) | EventKind::Code(words) => {
                line.push_str(body.words(words, event.span, text));
            }
            EventKind::SoftBreak | EventKind::HardBreak => line.push(' '),
            EventKind::Start(Node::Link(link)) => {
                let link = &body.links[link as usize];
                if let (true, Target::Name { name, .. }) = (link.bare, &link.target) {
                    line.push_str(name);
                }
            }
            EventKind::Start(Node::Item | Node::Paragraph | Node::List(_))
            | EventKind::End(Node::Item | Node::Paragraph) => lines.push(String::new()),
            _ => {}
        }
    }
    let lines = lines.iter().map(|line| line.trim());
    let lines = lines.filter(|line| !line.is_empty());
    lines.map(|line| material(line, kind)).collect()
}

fn material(line: &str, kind: Option<&Kind>) -> Material {
    let counted = line.rsplit_once(',').and_then(|(name, amount)| {
        let amount = amount_of(amount.trim().trim_end_matches('.'), kind)?;
        Some((name.trim(), amount))
    });
    let (name, amount) = counted.unwrap_or((line, Amount::Shared));
    Material {
        name: name.to_owned(),
        amount,
    }
}

fn amount_of(text: &str, kind: Option<&Kind>) -> Option<Amount> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let rest = rest.trim().to_lowercase();
    if rest.is_empty() {
        return number.parse().ok().map(Amount::Count);
    }
    let mut phrases = kind
        .iter()
        .flat_map(|kind| kind.per_person.values().flatten());
    let each = rest == "/person" || phrases.any(|phrase| phrase.to_lowercase() == rest);
    each.then(|| hundredths(number).map(Amount::PerPerson))?
}
