//! Fields that stand where none are read, and hide the page elsewhere.

use std::ops::Range;

use super::flags::{FALSE_WORDS, FLAGS, PRIVATE_WORDS, TRUE_WORDS};
use crate::parse::publication::flags::folded;

/// A field that hides the page at the head of a text that has no front matter, as other tools write
/// them: without fences, between other fences, or after an empty line.
pub(crate) fn in_text(text: &str) -> Option<Range<usize>> {
    const LINES: usize = 60;
    let (mut at, mut is_fenced, mut has_begun) = (0, false, false);
    for line in text.split_inclusive('\n').take(LINES) {
        let start = at;
        at += line.len();
        let words = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_fence = words.starts_with("---") || words.starts_with("+++") || words == ";;;";
        match words {
            "" if has_begun && !is_fenced => return None,
            "" => continue,
            _ if words.starts_with("```") || words.starts_with("~~~") => return None,
            _ if (is_fence || words == "}") && has_begun => return None,
            _ => {}
        }
        has_begun = true;
        is_fenced |= is_fence || words.starts_with('{');
        let mut parts = words.split(['{', '}', ',']);
        if parts.any(is_hiding_field) {
            return Some(start..start + line.trim_end().len());
        }
    }
    None
}

fn is_hiding_field(part: &str) -> bool {
    let field = part.split_once([':', '=']);
    field.is_some_and(|(name, value)| hides(name.trim().trim_matches(['"', '\'']), value))
}

/// Whether a line of text, `draft: yes`, hides a page as a field would. For fields that stand where
/// none are read.
pub(crate) fn hides(name: &str, value: &str) -> bool {
    let name = folded(name.trim());
    let value = value.trim().trim_matches(['"', '\'']).to_lowercase();
    let truth = match value.as_str() {
        word if TRUE_WORDS.contains(&word) => Some(true),
        word if FALSE_WORDS.contains(&word) => Some(false),
        _ => None,
    };
    let is_word = matches!(name.as_str(), "status" | "visibility" | "poststatus");
    let private = || PRIVATE_WORDS.contains(&value.as_str()) || value == "draft";
    is_word && private()
        || FLAGS
            .iter()
            .any(|flag| flag.name == name && truth == Some(flag.hides_when))
}
