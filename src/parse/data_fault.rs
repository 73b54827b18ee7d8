//! What a writer has mistyped, of what cannot be read of front matter and other fields.
//!
//! A parser tells where it is lost, which is often far behind the cause, and tells it many times. So its
//! first complaint is taken for the field that it stands in, that field is looked at as a person would, and
//! the rest is read again without it: each field that is at fault is told once, with the line to type.

mod lines_of_toml;
mod meant;
mod seen;
mod sound;
mod toml;
mod typed;
mod yaml;

use std::ops::Range;

pub(super) use self::meant::Meant;
pub(super) use self::sound::Sound;
use crate::diagnostic::data_syntax::Mistake;
use crate::model::front_matter::Notation;
use crate::parse::data_fault::seen::Fault;
use crate::parse::{entry, lines};

/// More fields at fault than these are told as one.
const MOST: usize = 20;

/// Looks for what is at fault. `complaint` reads a text, and gives where the parser is lost first and
/// what it says.
pub(super) fn find(
    text: &str,
    notation: Notation,
    complaint: impl Fn(&str) -> Option<(usize, String)>,
) -> Sound {
    let entries = entry::entries(text, notation);
    let mut sound = Sound {
        faults: Vec::new(),
        text: text.to_owned(),
        taken: Vec::new(),
    };
    while let Some((at, cause)) = complaint(&sound.text) {
        let place = blamed(&entries, &sound, at, notation);
        let known = sound.taken.len();
        let (Some(place), true) = (place, known < MOST) else {
            sound.faults.push(unknown(text, at));
            sound.text = blank(&sound.text, 0..text.len());
            break;
        };
        // One fault hides those behind it from the parser, so its entry is blanked and the rest read again.
        let seen = match notation {
            Notation::Toml => toml::see(&text[place.clone()], &cause),
            Notation::Yaml => yaml::see(&text[place.clone()], &cause),
        };
        sound.faults.push(seen.within(place.start));
        sound.text = blank(&sound.text, place.clone());
        sound.taken.push(place);
    }
    sound.faults.sort_by_key(|fault| fault.range.start);
    sound
}

/// The field that a complaint at a byte is about: one above it that never ends, or else the one there.
fn blamed(
    entries: &[Range<usize>],
    sound: &Sound,
    at: usize,
    notation: Notation,
) -> Option<Range<usize>> {
    let text = &sound.text;
    let mut left = entries.iter().filter(|entry| {
        let entry = &text[(*entry).clone()];
        !entry::is_nothing(entry)
    });
    let is_odd = |entry: &Range<usize>| {
        let entry = &text[entry.clone()];
        entry::is_open(entry)
            || notation == Notation::Yaml && !entry.lines().next().unwrap_or_default().contains(':')
    };
    let above = left.clone().take_while(|entry| entry.start <= at);
    let above: Vec<_> = above.collect();
    let odd = above.iter().find(|entry| is_odd(entry));
    let found = odd.or(above.last()).copied();
    found.or_else(|| left.next()).cloned()
}

fn unknown(text: &str, at: usize) -> Fault {
    Fault {
        range: lines::around(text, at.min(text.len())),
        mistake: Mistake::Unknown,
        typed: None,
    }
}

/// The text with spaces in place of a stretch, and its line breaks.
fn blank(text: &str, range: Range<usize>) -> String {
    let bytes = text.bytes().enumerate().map(|(at, byte)| {
        let is_kept = byte == b'\n' || !range.contains(&at);
        if is_kept { byte } else { b' ' }
    });
    String::from_utf8(bytes.collect()).unwrap_or_default()
}
