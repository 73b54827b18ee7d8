//! The things that a `MATERIALS` block lists.
//!
//! `pens, 1 per person` and `pens, {people}` are counted for each, `sheets, 1 per group` for each group, `cards, 40` is counted, `flipchart` is
//! one thing. What "per person" and "per group" are called comes from the kind, in all languages at once; `1/person` and
//! `1/group` are read in any.

use std::collections::BTreeMap;
use std::ops::Range;

use super::attributes::hundredths;
use crate::model::agenda::{Amount, Material};
use crate::model::kind::Kind;
use crate::model::page::{Body, EventKind, Node, Target};

/// What kinds call an amount for each, by language.
type Phrases = BTreeMap<String, Vec<String>>;

/// The things in the block at these events, as far as everyone may read it: each item of its lists,
/// or each paragraph outside them.
pub(super) fn read(body: &Body, text: &str, events: Range<u32>, kind: &Kind) -> Vec<Material> {
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

fn material(line: &str, kind: &Kind) -> Material {
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

/// What words such as `1 per person` or `12` say of how many; `None` for words that are no amount. `{people}` is one for each.
pub(crate) fn amount_of(text: &str, kind: &Kind) -> Option<Amount> {
    if text == "{people}" {
        return Some(Amount::PerPerson(100));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let rest = rest.trim().to_lowercase();
    if rest.is_empty() {
        return number.parse().ok().map(Amount::Count);
    }
    let is_one_of = |phrases: &Phrases| {
        let mut phrases = phrases.values().flatten();
        phrases.any(|phrase| phrase.to_lowercase() == rest)
    };
    if rest == "/person" || is_one_of(&kind.per_person) {
        return hundredths(number).map(Amount::PerPerson);
    }
    let is_each_group = rest == "/group" || is_one_of(&kind.per_group);
    is_each_group.then(|| hundredths(number).map(Amount::PerGroup))?
}
