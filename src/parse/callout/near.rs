//! What reads like the marker of a block that is not for everyone, and is none: in other brackets or without
//! any, with the backslashes that editors put in, or within raw HTML.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::page::Condition;
use crate::parse::hiding_names::RESTRICTED;

/// Exclamation marks, and what is taken for one.
const EXCLAMATIONS: [char; 6] = ['!', '！', '¡', 'ǃ', '﹗', '❗'];
const OPENING: [char; 8] = ['[', '(', '{', '［', '（', '【', '〔', '「'];
const CLOSING: [char; 10] = [']', ')', '}', '］', '）', '】', '〕', '」', ':', '：'];

/// Signs of a marker as HTML has them.
const ENTITIES: [(&str, char); 14] = [
    ("&#33;", '!'),
    ("&#x21;", '!'),
    ("&excl;", '!'),
    ("&#91;", '['),
    ("&#x5b;", '['),
    ("&#x5B;", '['),
    ("&lsqb;", '['),
    ("&lbrack;", '['),
    ("&#93;", ']'),
    ("&#x5d;", ']'),
    ("&#x5D;", ']'),
    ("&rsqb;", ']'),
    ("&rbrack;", ']'),
    ("&gt;", '>'),
];

/// The word of what is nearly a marker at the head of a line: of `［！SAY］`, `[SAY]`, `(!SAY)`, `SAY:`, `!SAY`.
pub(super) fn near_marker(words: &str) -> Option<&str> {
    let words = words.trim_start();
    // `>!` hides a spoiler elsewhere, and leaves its sign before the bracket.
    let behind = words.trim_start_matches(|c: char| c == ' ' || EXCLAMATIONS.contains(&c));
    bracketed(words)
        .or_else(|| bracketed(behind))
        .or_else(|| bare(words))
}

fn bracketed(words: &str) -> Option<&str> {
    let length = words.find(CLOSING)?;
    let is_colon = words[length..].starts_with([':', '：']);
    let opened = words.strip_prefix(OPENING);
    let inner = opened.map_or(&words[..length], |rest| {
        &rest[..length + rest.len() - words.len()]
    });
    let is_foreign = words.starts_with(['［', '【']) && inner.trim_start().starts_with(['!', '！']);
    let word = inner.trim_matches(|c: char| c.is_whitespace() || EXCLAMATIONS.contains(&c));
    let mut known = RESTRICTED.iter();
    let is_known = known.any(|known| {
        let rest = word.strip_prefix(known);
        rest.is_some_and(|rest| {
            let is_condition = *known == "WHAT IF" && Condition::parse(rest).is_some();
            rest.is_empty() || *known == "CUE" && rest.starts_with(' ') || is_condition
        })
    });
    (is_foreign || is_known && (opened.is_some() || is_colon)).then_some(word)
}

/// `!SAY text`, which lacks its brackets, and `[!]SAY text`, whose bracket closes too early.
fn bare(words: &str) -> Option<&str> {
    let closed = words.strip_prefix(OPENING);
    let closed = closed.map(|rest| rest.trim_start_matches(EXCLAMATIONS));
    let closed = closed.and_then(|rest| rest.strip_prefix(CLOSING));
    let words = closed.or_else(|| words.strip_prefix(EXCLAMATIONS))?;
    let words = words.trim_start();
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let mut known = RESTRICTED.into_iter();
    known.find(|known| words.strip_prefix(known).is_some_and(ends))
}

/// The head of a line without the backslashes and entities by which editors keep signs from being read.
pub(super) fn unescaped(line: &str) -> String {
    const LONGEST: usize = 80;
    let mut rest = &line[..line.floor_char_boundary(LONGEST)];
    let mut read = String::with_capacity(rest.len());
    while let Some(c) = rest.chars().next() {
        if let Some((entity, sign)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            read.push(*sign);
            rest = &rest[entity.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let escapes = c == '\\' && rest.starts_with(|next: char| next.is_ascii_punctuation());
        if !escapes {
            read.push(c);
        }
    }
    read
}

static IN_HTML: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = RESTRICTED.join("|");
    Regex::new(&format!(r"\[\s*[!！]\s*(?i:{words})(?-u:\b)[^\]\n]*\]")).ok()
});

/// The marker of a block that is not for everyone, where raw HTML holds one: it marks nothing there.
pub(super) fn in_html(html: &str) -> Option<&str> {
    let may_hold = html.contains("[!") || html.contains('！');
    let found = may_hold.then(|| IN_HTML.as_ref()?.find(html)).flatten();
    found.map(|found| found.as_str())
}

#[cfg(test)]
mod tests {
    use super::{in_html, near_marker, unescaped};

    #[test]
    fn what_editors_make_of_a_marker_is_known() {
        for line in [
            r"\[\!FACILITATOR\] x",
            "[&#33;FACILITATOR] x",
            "&lsqb;!FACILITATOR] x",
            "!FACILITATOR x",
            "[¡FACILITATOR] x",
            "［！FACILITATOR］x",
            "FACILITATOR: x",
            "! [FACILITATOR] x",
            "! FACILITATOR x",
            "[!]FACILITATOR x",
        ] {
            let read = unescaped(line);
            assert_eq!(near_marker(&read), Some("FACILITATOR"), "{line}");
        }
        for line in ["Say: x", "!important", r"\[x\] SAY", "The LATE (x): y"] {
            assert_eq!(near_marker(&unescaped(line)), None, "{line}");
        }
        let html = "<blockquote>[!What if people > 3] x</blockquote>";
        assert_eq!(in_html(html), Some("[!What if people > 3]"));
        assert_eq!(in_html("<p>[!NOTE] x</p>"), None);
    }
}
