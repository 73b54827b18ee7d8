//! Marks what of a body everyone may read.
//!
//! A footnote that only restricted text refers to is itself restricted, wherever it stands; one
//! that nothing refers to is for nobody, since it appears nowhere.

use std::collections::HashSet;

use crate::model::page::{Addressed, Audience, Body, EventKind, Node, Restricted};
use crate::parse::restricted::outermost;

/// Bounds the footnotes, restricts those that only restricted text refers to, and sets the
/// `public` flags of headings, links, images, embeds and citations.
pub(crate) fn mark(body: &mut Body) {
    bound_footnotes(body);
    restrict_footnotes(body);
    for stretch in body.restricted.clone() {
        for at in stretch.events {
            hide(body, at);
        }
    }
}

fn bound_footnotes(body: &mut Body) {
    for at in 0..body.events.len() as u32 {
        match body.events[at as usize].kind {
            EventKind::Start(Node::FootnoteDefinition(note)) => {
                let note = &mut body.footnotes[note as usize];
                note.span = body.events[at as usize].span;
                note.events = at..at;
            }
            EventKind::End(Node::FootnoteDefinition(note)) => {
                body.footnotes[note as usize].events.end = at + 1;
            }
            _ => {}
        }
    }
}

fn restrict_footnotes(body: &mut Body) {
    if body.footnotes.is_empty() {
        return;
    }
    let seen = referred(body, true);
    let referred = referred(body, false);
    for (index, note) in body.footnotes.iter_mut().enumerate() {
        if seen.contains(&index) {
            continue;
        }
        note.public = false;
        let audience = if referred.contains(&index) {
            Audience::Facilitator
        } else {
            Audience::Nobody
        };
        body.restricted.push(Restricted {
            events: note.events.clone(),
            audience,
        });
    }
    body.restricted = outermost(std::mem::take(&mut body.restricted));
}

/// The footnotes that the text refers to, directly or from other such footnotes.
fn referred(body: &Body, public_only: bool) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut waiting = referred_in_text(body, public_only);
    while let Some(note) = waiting.pop() {
        if !found.insert(note) {
            continue;
        }
        for at in body.footnotes[note].events.clone() {
            let open = !public_only || body.is_public(at);
            if let (EventKind::FootnoteReference(next), true) =
                (body.events[at as usize].kind, open)
            {
                waiting.push(next as usize);
            }
        }
    }
    found
}

/// The footnotes that the text outside footnotes refers to.
fn referred_in_text(body: &Body, public_only: bool) -> Vec<usize> {
    let mut referred: Vec<usize> = Vec::new();
    let mut inside = 0usize;
    let all = body.whole();
    let events: Vec<u32> = if public_only {
        body.visible(all).map(|(at, _)| at).collect()
    } else {
        all.collect()
    };
    for at in events {
        match body.events[at as usize].kind {
            EventKind::Start(Node::FootnoteDefinition(_)) => inside += 1,
            EventKind::End(Node::FootnoteDefinition(_)) => inside -= 1,
            EventKind::FootnoteReference(note) if inside == 0 => referred.push(note as usize),
            _ => {}
        }
    }
    referred
}

fn hide(body: &mut Body, at: u32) {
    match body.events[at as usize].kind {
        EventKind::Start(Node::Heading(heading)) => body.headings[heading as usize].public = false,
        EventKind::Start(Node::Link(link)) => body.links[link as usize].public = false,
        EventKind::Image(image) => body.images[image as usize].public = false,
        EventKind::Embed(embed) => body.embeds[embed as usize].public = false,
        EventKind::Citation(citation) => body.citations[citation as usize].public = false,
        EventKind::Html(_) | EventKind::InlineHtml(_) => hide_addresses(body, at),
        _ => {}
    }
}

fn hide_addresses(body: &mut Body, at: u32) {
    let event = body.events[at as usize];
    for address in body.addresses_of(&event).to_vec() {
        match address.of {
            Addressed::Link(link) => body.links[link as usize].public = false,
            Addressed::Image(image) => body.images[image as usize].public = false,
            Addressed::Set(items) => {
                for item in items {
                    body.images[item.image as usize].public = false;
                }
            }
        }
    }
}
