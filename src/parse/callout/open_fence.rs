//! A block of code that nothing ends, so that it takes the rest of the page with it.

use std::sync::LazyLock;

use regex::Regex;

use super::near;
use crate::diagnostic::{Diagnostic, swallowed_text};
use crate::model::source::Span;
use crate::parse::lines;

/// What such a block takes from readers.
pub(super) struct Swallowed {
    pub(super) finding: Diagnostic,
    /// Whether it would show what is not for everyone.
    pub(super) is_private: bool,
}

/// What hardly any code has: a heading of the second level or deeper, a link to a page, a citation.
static MARKDOWN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?m)^\s*\#{2,6} \S|\[\[[\w#][^\]\n]*\]\]|\]\([^)\s]+\.md[)#]|\[source:|\[@\w[^\]\n]*\]",
    )
    .ok()
});

/// What the block of code at `span` swallows, if it ends with the page for want of a last line.
pub(super) fn swallowed(text: &str, span: Span) -> Option<Swallowed> {
    let code = &text[span.range()];
    let is_last = text[span.range().end..].trim().is_empty();
    let mut rows = code.lines();
    let first = rows.next()?;
    let signs = first.trim_start();
    let sign = signs.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let is_fence = |row: &str| {
        let row = row[lines::container(row).0..].trim();
        row.len() >= 3 && row.chars().all(|c| c == sign)
    };
    if !is_last || rows.next_back().is_some_and(is_fence) {
        return None;
    }
    let held = &code[first.len()..];
    let is_private = near::in_html(held).is_some();
    let is_text = MARKDOWN.as_ref().is_some_and(|text| text.is_match(held));
    let first = Span::new(
        span.source,
        span.range().start..span.range().start + first.len(),
    );
    let length = signs.chars().take_while(|c| *c == sign).count();
    (is_private || is_text).then(|| Swallowed {
        finding: swallowed_text::open_fence(first, &signs[..length], is_private),
        is_private,
    })
}
