//! Quotation marks in a mark: what stands between two of them is one thing.

use std::ops::Range;

/// The stretches between quotation marks, which are counted in: straight ones that begin a word, and curly ones.
pub(crate) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (open, c) {
            (None, '"') if !before.is_alphanumeric() => open = Some((at, '"')),
            (None, '“') => open = Some((at, '”')),
            (None, '„') => open = Some((at, '“')),
            (None, '«') => open = Some((at, '»')),
            (Some((start, end)), c) if c == end => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            _ => {}
        }
        before = c;
    }
    found
}

/// Whether a byte lies in one of these stretches.
pub(crate) fn is_within(at: usize, stretches: &[Range<usize>]) -> bool {
    stretches.iter().any(|stretch| stretch.contains(&at))
}
