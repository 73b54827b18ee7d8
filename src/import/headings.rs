//! Headings as links of other tools call them.

use unicode_normalization::UnicodeNormalization;

use crate::model::page::Body;
use crate::model::slug::slug;

/// Whether a heading is found here as it is called.
pub(super) fn resolves(body: &Body, wanted: &str) -> bool {
    let slugged = slug(wanted);
    let is_title = body
        .title_id
        .as_deref()
        .is_some_and(|id| id == wanted || id == slugged);
    is_title || is_heading(body, wanted) || body.anchors.iter().any(|anchor| **anchor == *wanted)
}

/// Whether it is the name of a heading below the title, and no other place.
pub(super) fn is_heading(body: &Body, wanted: &str) -> bool {
    let wanted = wanted.rsplit('#').next().unwrap_or(wanted);
    let slugged = slug(wanted);
    let mut headings = body.headings.iter();
    headings.any(|heading| {
        *heading.id == *wanted || *heading.id == *slugged || slug(&heading.text) == slugged
    })
}

/// The id of the one heading that is meant, where it is not found as it is called: tools differ in which
/// signs they leave out of ids.
pub(super) fn mended(body: &Body, wanted: &str) -> Option<String> {
    let last = wanted.rsplit('#').next().unwrap_or(wanted);
    if resolves(body, last) {
        return None;
    }
    let key = letters(last);
    if key.is_empty() {
        return None;
    }
    // Of several headings of one name tools count the later ones.
    let without_number = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let of_key = |key: &str| {
        let mut found = body
            .headings
            .iter()
            .filter(|heading| letters(&heading.text) == key || letters(&heading.id) == key);
        let title = || body.title_id.as_deref().filter(|id| letters(id) == key);
        found
            .next()
            .map(|heading| &*heading.id)
            .or_else(title)
            .map(str::to_owned)
    };
    of_key(&key).or_else(|| {
        (!without_number.is_empty())
            .then(|| of_key(without_number))
            .flatten()
    })
}

/// Letters and digits alone, as small letters without accents: some tools leave them out of ids.
fn letters(text: &str) -> String {
    let kept = text.nfd().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
