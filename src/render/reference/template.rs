//! The shapes of marks in one language, each a template to fill in.

use std::sync::OnceLock;

use crate::model::bibliography::LocatorKind;
use crate::parse::locator::JOINTS;

/// The shapes of marks in one language, each made when it is first asked for. Threads read them without a
/// lock, since every mark of a site asks.
pub(super) struct Templates(pub(super) Vec<OnceLock<Template>>);

impl Default for Templates {
    fn default() -> Self {
        Templates((0..SLOTS).map(|_| OnceLock::new()).collect())
    }
}

/// What a mark's shape depends on: its locator's kind, and whether that is several places.
pub(super) type Shape = Option<(LocatorKind, bool)>;

/// How many shapes there are.
pub(super) const SLOTS: usize = 3 + 2 * LocatorKind::Custom as usize;

/// The place of a shape among all.
pub(super) fn slot(shape: Shape) -> usize {
    shape.map_or(0, |(kind, several)| {
        1 + 2 * kind as usize + usize::from(several)
    })
}

pub(super) struct Template {
    pub(super) html: Words,
    pub(super) text: Words,
}

/// A template in one form.
pub(super) struct Words {
    pub(super) before: String,
    pub(super) parts: Vec<Part>,
    pub(super) after: String,
}

pub(super) enum Part {
    Words(String),
    Number,
    Place,
}

/// Whether a locator names several places: `3–5`, `3, 7`, `3 and 7`, `12 ff.`, but not `2, p. 5` or `1,234`.
pub(super) fn is_several(place: &str) -> bool {
    let mut parts = place.split(['&', ';']).flat_map(|part| part.split(", "));
    let first = parts.next().unwrap_or_default();
    let is_number = |part: &str| {
        let part = part.trim();
        part.starts_with(|c: char| c.is_ascii_digit())
            || (!part.is_empty() && part.bytes().all(|byte| b"ivxlcdm ".contains(&byte)))
    };
    let mut words = first.split(' ');
    let joined = |word: &str| JOINTS.contains(&word);
    let is_joined = words.any(joined) && words.next().is_some_and(is_number);
    let goes_on = first.trim_end_matches('.').strip_suffix("ff");
    let goes_on =
        goes_on.is_some_and(|first| first.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    let has_more = is_number(first) && parts.any(is_number);
    first.contains('–') || is_joined || goes_on || has_more
}

#[cfg(test)]
mod tests {
    use super::is_several;

    #[test]
    fn several_places_are_told_from_one() {
        for place in [
            "3–5", "3, 7", "3 and 7", "12 ff.", "33ff.", "3 & 5", "iv, vi",
        ] {
            assert!(is_several(place), "{place}");
        }
        for place in [
            "3",
            "2, p. 5",
            "1,234",
            "12 f.",
            "Rounds and votes",
            "Bluff",
            "Introduction, 12",
        ] {
            assert!(!is_several(place), "{place}");
        }
    }
}
