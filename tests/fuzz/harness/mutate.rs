//! Random edits of a text.
//!
//! `arbitrary` turns random bytes into edits; places in them are fractions of the text, so that an edit means
//! something in a text of any length.

use arbitrary::{Arbitrary, Unstructured};

use super::LONGEST_INPUT;

/// How many bytes a series of edits is made from.
const ENTROPY: usize = 128;

/// A place in a text: so many 65,536ths of its length.
type Place = u16;

#[derive(Debug, Arbitrary)]
enum Edit {
    Delete {
        at: Place,
        len: u8,
    },
    DeleteLines {
        at: Place,
        count: u8,
    },
    Truncate {
        at: Place,
    },
    /// Puts in something that means something to what reads the text.
    Token {
        at: Place,
        which: u16,
    },
    TokenAtLine {
        at: Place,
        which: u16,
    },
    /// Puts a token in place of a stretch.
    Replace {
        at: Place,
        len: u8,
        which: u16,
    },
    Character {
        at: Place,
        character: char,
    },
    Copy {
        from: Place,
        len: u8,
        to: Place,
    },
    CopyLines {
        from: Place,
        count: u8,
        to: Place,
    },
    Repeat {
        at: Place,
        len: u8,
        times: u8,
    },
    /// Begins lines with something: `> ` makes a quotation of them, spaces a part of a list.
    Indent {
        at: Place,
        count: u8,
        which: u8,
    },
    /// Puts in a stretch of another input.
    Splice {
        donor: u16,
        from: Place,
        len: u16,
        to: Place,
    },
    /// The head of the text, then the tail of another.
    Cross {
        donor: u16,
        at: Place,
        from: Place,
    },
}

const INDENTS: [&str; 8] = ["> ", "- ", "    ", "1. ", "  ", "\t", "> > ", "# "];

/// One of the inputs, edited a few times; alike for the same inputs and the same two numbers.
pub(super) fn mutate(inputs: &[String], tokens: &[&str], (seed, number): (u64, usize)) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{seed} {number}").as_bytes());
    let mut entropy = [0; ENTROPY];
    hasher.finalize_xof().fill(&mut entropy);
    let mut entropy = Unstructured::new(&entropy);
    let mut text = entropy.choose(inputs).cloned().unwrap_or_default();
    // One edit is the likeliest to keep the rest of the input what it was.
    let count = entropy.choose(&[1, 1, 1, 2, 2, 3, 4, 8]).copied();
    for _ in 0..count.unwrap_or(1) {
        let Ok(edit) = Edit::arbitrary(&mut entropy) else {
            break;
        };
        edit.apply(&mut text, inputs, tokens);
        truncate(&mut text);
    }
    text
}

impl Edit {
    fn apply(self, text: &mut String, inputs: &[String], tokens: &[&str]) {
        let token = |which: u16| tokens[usize::from(which) % tokens.len()];
        match self {
            Edit::Delete { at, len } => {
                let start = place(text, at);
                text.drain(start..end(text, start, len.into()));
            }
            Edit::DeleteLines { at, count } => {
                let (start, end) = lines(text, at, count % 8);
                text.drain(start..end);
            }
            Edit::Truncate { at } => text.truncate(place(text, at)),
            Edit::Token { at, which } => text.insert_str(place(text, at), token(which)),
            Edit::TokenAtLine { at, which } => {
                let (start, _) = lines(text, at, 0);
                text.insert_str(start, token(which));
            }
            Edit::Replace { at, len, which } => {
                let start = place(text, at);
                let end = end(text, start, usize::from(len) % 24);
                text.replace_range(start..end, token(which));
            }
            Edit::Character { at, character } => text.insert(place(text, at), character),
            Edit::Copy { from, len, to } => {
                let start = place(text, from);
                let copy = text[start..end(text, start, len.into())].to_owned();
                text.insert_str(place(text, to), &copy);
            }
            Edit::CopyLines { from, count, to } => {
                let (start, end) = lines(text, from, count % 16);
                let copy = text[start..end].to_owned();
                let (to, _) = lines(text, to, 0);
                text.insert_str(to, &copy);
            }
            Edit::Repeat { at, len, times } => {
                let start = place(text, at);
                let end = end(text, start, usize::from(len) % 32);
                let copy = text[start..end].repeat(times.into());
                text.insert_str(end, &copy);
            }
            Edit::Indent { at, count, which } => {
                let (start, end) = lines(text, at, count % 16);
                let indent = INDENTS[usize::from(which) % INDENTS.len()];
                let lines = text[start..end].split_inclusive('\n');
                let indented: String = lines.map(|line| format!("{indent}{line}")).collect();
                text.replace_range(start..end, &indented);
            }
            Edit::Splice {
                donor,
                from,
                len,
                to,
            } => {
                let donor = &inputs[usize::from(donor) % inputs.len()];
                let start = place(donor, from);
                let piece = &donor[start..end(donor, start, usize::from(len) % 400)];
                text.insert_str(place(text, to), piece);
            }
            Edit::Cross { donor, at, from } => {
                let donor = &inputs[usize::from(donor) % inputs.len()];
                text.truncate(place(text, at));
                text.push_str(&donor[place(donor, from)..]);
            }
        }
    }
}

fn place(text: &str, at: Place) -> usize {
    boundary(text, text.len() * usize::from(at) / usize::from(Place::MAX))
}

fn end(text: &str, start: usize, len: usize) -> usize {
    boundary(text, (start + len).min(text.len())).max(start)
}

/// The last boundary between characters at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The stretch of so many whole lines, the first of which holds a place.
fn lines(text: &str, at: Place, count: u8) -> (usize, usize) {
    let start = text[..place(text, at)]
        .rfind('\n')
        .map_or(0, |line| line + 1);
    let lines = text[start..].split_inclusive('\n').take(count.into());
    (start, start + lines.map(str::len).sum::<usize>())
}

fn truncate(text: &mut String) {
    let end = boundary(text, LONGEST_INPUT);
    text.truncate(end);
}
