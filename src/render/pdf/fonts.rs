//! The fonts that PDFs are set in: those of the theme first.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::load::StaticFile;

pub(crate) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) all: Vec<Font>,
    /// The names of the families, the first preferred.
    pub(crate) families: Vec<String>,
}

impl Fonts {
    /// What is no font is left out; so are faces that came before.
    pub(crate) fn new(files: &[StaticFile]) -> Self {
        let bytes = files.iter().map(|file| Bytes::new(file.bytes.to_vec()));
        let all: Vec<Font> = bytes.flat_map(Font::iter).collect();
        let mut families: Vec<String> = Vec::new();
        for font in &all {
            let family = &font.info().family;
            if !families.iter().any(|known| known == family) {
                families.push(family.clone());
            }
        }
        Fonts {
            book: LazyHash::new(FontBook::from_fonts(&all)),
            all,
            families,
        }
    }

    /// The family of the first font that has a letter which the preferred family lacks.
    pub(crate) fn family_beside_first(&self, letter: char) -> Option<&str> {
        if letter.is_ascii() {
            return None;
        }
        let has = |font: &&Font| font.info().coverage.contains(u32::from(letter));
        let family = |font: &Font| {
            self.families
                .iter()
                .position(|one| *one == font.info().family)
        };
        let mut with_letter: Vec<usize> = self.all.iter().filter(has).filter_map(family).collect();
        with_letter.sort_unstable();
        match with_letter.first() {
            None | Some(0) => None,
            Some(at) => Some(&self.families[*at]),
        }
    }

    /// Whether some font has a letter for a character, or it needs none.
    pub(crate) fn has(&self, letter: char) -> bool {
        is_ignorable(letter)
            || self
                .all
                .iter()
                .any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

/// Characters that are never drawn: breaks, joiners, marks of direction, variation selectors
/// (Unicode, Default_Ignorable_Code_Point).
fn is_ignorable(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    )
}
