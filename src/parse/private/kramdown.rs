//! The comments of kramdown, within lines and around them: `{::comment}text{:/comment}`, which `{:/}` ends too.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::layout::Layout;
use super::percent::is_escaped;

static OPENING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{::comment[^}\n]*\}").ok());
static END: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\{:/(?:comment)?[ \t]*\}").ok());

/// What these comments hide in the stretch `body` of `text`, with the sign that ends each; and the sign alone
/// of one that nothing ends.
pub(super) fn find(text: &str, body: &Range<usize>, layout: &Layout) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let (Some(opening), Some(end)) = (OPENING.as_ref(), END.as_ref()) else {
        return found;
    };
    let text = &text[..body.end];
    let mut at = body.start;
    while let Some(opened) = opening.find_at(text, at) {
        at = opened.end();
        let is_empty = opened.as_str().ends_with("/}");
        let is_shown = layout.code_at(opened.start()).is_some() || is_escaped(text, opened.start());
        if is_empty || is_shown {
            continue;
        }
        let Some(ended) = end.find_at(text, at) else {
            found.push((opened.range(), false));
            break;
        };
        found.push((opened.start()..ended.end(), true));
        at = ended.end();
    }
    found
}
