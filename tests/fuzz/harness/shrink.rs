//! Makes an input that breaks a law as short as it can be.

use std::time::{Duration, Instant};

/// How long this may take.
const LONGEST: Duration = Duration::from_secs(90);

/// Takes away lines, then single characters, as long as `breaks` says that the rest still does.
pub(super) fn shrink(input: &str, mut breaks: impl FnMut(&str) -> bool) -> String {
    let end = Instant::now() + LONGEST;
    let mut breaks = |text: &str| Instant::now() < end && breaks(text);
    let lines = input.split_inclusive('\n').collect();
    let shorter = pieces(lines, &mut breaks).concat();
    let mut buffer = [0; 4];
    let characters: Vec<String> = shorter
        .chars()
        .map(|character| character.encode_utf8(&mut buffer).to_owned())
        .collect();
    let characters = characters.iter().map(String::as_str).collect();
    pieces(characters, &mut breaks).concat()
}

/// Takes away stretches of pieces, long ones first.
fn pieces<'a>(mut pieces: Vec<&'a str>, breaks: &mut dyn FnMut(&str) -> bool) -> Vec<&'a str> {
    let mut len = pieces.len() / 2;
    while len > 0 {
        let mut at = 0;
        while at < pieces.len() {
            let mut fewer = pieces.clone();
            fewer.drain(at..(at + len).min(pieces.len()));
            if breaks(&fewer.concat()) {
                pieces = fewer;
            } else {
                at += len;
            }
        }
        len /= 2;
    }
    pieces
}
