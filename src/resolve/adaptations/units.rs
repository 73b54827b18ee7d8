//! The units in which two versions of a text are compared: its sentences, whatever its lines, the items of its lists and
//! the rows of its tables.

use crate::parse;

/// The units of a text of Markdown in the language `lang`.
pub(super) fn units(text: &str, lang: &str) -> Vec<String> {
    // Lines of Windows end otherwise, which is no change of what they say.
    let text = text.replace("\r\n", "\n");
    let mut units = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() || begins_unit(words) {
            close(&mut open, lang, &mut units);
        }
        open.extend(without_number(words).split_whitespace());
        if words.starts_with('|') {
            close(&mut open, lang, &mut units);
        }
    }
    close(&mut open, lang, &mut units);
    units
}

fn close(open: &mut Vec<&str>, lang: &str, units: &mut Vec<String>) {
    let text = std::mem::take(open).join(" ");
    if text.is_empty() {
        return;
    }
    if text.starts_with('|') {
        return units.push(text);
    }
    let holes = with_holes(&text);
    let sentences = parse::sentences(&holes, lang).into_iter();
    let sentences = sentences.map(|range| text[range].to_owned());
    units.extend(sentences.filter(|sentence| !sentence.is_empty()));
}

/// Whether a line begins an item of a list or is a row of a table.
fn begins_unit(line: &str) -> bool {
    let is_bullet = ["- ", "* ", "+ ", ": "]
        .iter()
        .any(|sign| line.starts_with(sign));
    is_bullet || line.starts_with('|') || without_number(line).len() < line.len()
}

/// An item without its number, which is another once one is put before it.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=9).contains(&(line.len() - rest.len()));
    let behind = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    behind.filter(|_| is_number).unwrap_or(line)
}

/// What stands for what is within a mark, a link or code: no stop in there ends a sentence, and a sentence can begin
/// with it.
const HOLE: u8 = b'Q';

/// A text of the same length in which marks, links and code are holes.
fn with_holes(text: &str) -> String {
    let mut holes = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(found) = text[at..].find(['[', '`']) {
        let start = at + found;
        let close = if text[start..].starts_with('`') {
            "`"
        } else {
            "]"
        };
        let mut end = end_of(text, start + 1, close);
        // The address of a link belongs to it, and so do the second pair of brackets and what is in braces.
        while let Some(close) = end.and_then(|end| closing(text[end..].bytes().next())) {
            match end_of(text, end.unwrap_or(start) + 1, close) {
                Some(further) => end = Some(further),
                None => break,
            }
        }
        if let Some(end) = end {
            holes[start..end].fill(HOLE);
        }
        at = end.unwrap_or(start + 1);
    }
    String::from_utf8(holes).unwrap_or_else(|_| text.to_owned())
}

fn closing(open: Option<u8>) -> Option<&'static str> {
    match open? {
        b'(' => Some(")"),
        b'{' => Some("}"),
        b']' => Some(""),
        _ => None,
    }
}

/// Where what was opened ends, in the next signs: what is not closed soon was no sign.
fn end_of(text: &str, from: usize, close: &str) -> Option<usize> {
    let end = text.len().min(from + LONGEST);
    let near = text.as_bytes().get(from..end)?;
    let mut found = memchr::memmem::find_iter(near, close.as_bytes());
    found.next().map(|at| from + at + close.len())
}

/// Links and marks of more letters are none.
const LONGEST: usize = 500;

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn a_text_is_compared_by_sentences_items_and_rows() {
        for (text, expected) in [
            (
                "Ask [@k, p. 12]. Then [go](a.md. \"x\"){.b}\nhome.\n\nSee `a. B` here.",
                &[
                    "Ask [@k, p. 12].",
                    "Then [go](a.md. \"x\"){.b} home.",
                    "See `a. B` here.",
                ][..],
            ),
            (
                "Bring: bread and e.g. Tea. [[x]] comes.",
                &["Bring: bread and e.g. Tea.", "[[x]] comes."],
            ),
            (
                "1. One\n2. Two. Three\n\n   more\n- a\n- b",
                &["One", "Two.", "Three", "more", "- a", "- b"],
            ),
            (
                "| A | B. C |\n|---|---|\n| 1 | 2 |\nText",
                &["| A | B. C |", "|---|---|", "| 1 | 2 |", "Text"],
            ),
            (
                "An open [bracket. And `more.",
                &["An open [bracket.", "And `more."],
            ),
            ("", &[]),
        ] {
            assert_eq!(units(text, "en"), expected, "{text}");
        }
    }
}
