//! Stand-ins for the signs that mean something to biblatex.
//!
//! biblatex reads LaTeX once more in every text that it is given. A sign that is meant as it stands
//! goes through it as a character of a private plane and is turned back behind it.

use biblatex::{Chunk, Entry};

/// Where the stand-ins of ASCII begin.
const PLANE: u32 = 0xF_0000;

/// The character that stands for an ASCII sign; any other stands for itself.
pub(super) fn hidden(sign: char) -> char {
    if sign.is_ascii() {
        char::from_u32(PLANE + sign as u32).unwrap_or(sign)
    } else {
        sign
    }
}

/// The sign that a character stands for.
fn shown(character: char) -> char {
    match u32::from(character).checked_sub(PLANE) {
        Some(sign @ 0..=127) => char::from_u32(sign).unwrap_or(character),
        _ => character,
    }
}

/// Turns the stand-ins in every field of an entry back, in place.
pub(super) fn reveal(entry: &mut Entry) {
    for chunk in entry.fields.values_mut().flatten() {
        let (Chunk::Normal(text) | Chunk::Verbatim(text) | Chunk::Math(text)) = &mut chunk.v;
        if text.chars().any(|c| shown(c) != c) {
            *text = text.chars().map(shown).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{hidden, shown};

    #[test]
    fn every_ascii_sign_has_its_stand_in() {
        for sign in "\\{}$-~%".chars() {
            assert_ne!(hidden(sign), sign);
            assert_eq!(shown(hidden(sign)), sign);
        }
        assert_eq!(hidden('é'), 'é');
        assert_eq!(shown('\u{F0900}'), '\u{F0900}');
    }
}
