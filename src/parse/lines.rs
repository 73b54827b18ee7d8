//! Lines, and what stands at the head of one before its own text: signs of quotations and lists.

use std::ops::Range;

/// The line in which `at` stands, without its end.
pub(crate) fn around(text: &str, at: usize) -> Range<usize> {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |found| found + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found);
    start..end
}

/// The line in which `at` stands, but for what is further away than this, so that a line of many signs takes no longer than a
/// text of many lines.
pub(crate) fn near(text: &str, at: usize, farthest: usize) -> Range<usize> {
    let from = text.floor_char_boundary(at.saturating_sub(farthest));
    let to = text.floor_char_boundary(at + farthest);
    let line = around(&text[from..to], at - from);
    from + line.start..from + line.end
}

/// How many bytes at the head of a line belong to the quotations, lists and notes around its text,
/// and how many quotations these are.
pub(crate) fn container(line: &str) -> (usize, usize) {
    let (mut at, mut quotations) = (0, 0);
    loop {
        let rest = &line[at..];
        if rest.starts_with([' ', '\t']) {
            at += 1;
        } else if rest.starts_with('>') {
            at += 1;
            quotations += 1;
        } else if let Some(length) = list_sign(rest) {
            at += length;
        } else {
            return (at, quotations);
        }
    }
}

/// The length of the sign of a list item, of a definition or of a footnote at the head of `rest`.
fn list_sign(rest: &str) -> Option<usize> {
    let sign = match rest.as_bytes().first()? {
        b'-' | b'*' | b'+' | b':' => 1,
        b'[' if rest.starts_with("[^") => rest.find("]:")? + 2,
        b'0'..=b'9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let closes = rest[digits..].starts_with(['.', ')']);
            (closes && digits < 10).then_some(digits + 1)?
        }
        _ => return None,
    };
    rest[sign..].starts_with([' ', '\t']).then_some(sign)
}

/// The sign of a line with which other tools begin or end a block, and what it says behind its signs: `::: note`,
/// `/// note | Title`, `:::`. Slashes stand in prose too, so that nothing else may stand on their line.
pub(crate) fn block_fence(line: &str) -> Option<(char, &str)> {
    let line = line.trim_end();
    let sign = [':', '/']
        .into_iter()
        .find(|sign| line.starts_with(*sign))?;
    let info = line.trim_start_matches(sign);
    if line.len() - info.len() < 3 {
        return None;
    }
    if sign == ':' {
        return Some((sign, info.trim_end_matches(':').trim()));
    }
    let words = info.trim_start();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let behind = words.trim_start_matches(is_name);
    let is_block = words.len() < info.len() && behind.len() < words.len();
    let is_titled = behind.is_empty() || behind.trim_start().starts_with('|');
    (words.is_empty() || is_block && is_titled).then_some((sign, words))
}

/// Whether a text begins with a heading that is written with `#`.
pub(crate) fn is_heading(text: &str) -> bool {
    const DEEPEST: usize = 6;
    let signs = text.bytes().take_while(|byte| *byte == b'#').count();
    (1..=DEEPEST).contains(&signs) && text[signs..].starts_with([' ', '\t'])
}

/// How many bytes at the head of a line are signs of at most this many quotations and white space.
pub(crate) fn quotation(line: &str, deepest: usize) -> usize {
    let mut depth = 0;
    let head = line.bytes().take_while(|byte| match byte {
        b'>' if depth < deepest => {
            depth += 1;
            true
        }
        b' ' | b'\t' => true,
        _ => false,
    });
    head.count()
}
