//! Markdown within blocks of HTML: `<div markdown="1">` as kramdown and Python-Markdown have it, and the
//! components of MDX, whose text is Markdown.
//!
//! In CommonMark such a block runs on to the next blank line, and what stands in it is no Markdown. A tag
//! on a line of its own is written here as a processing instruction of the same length, which ends with its
//! line; whoever reads the events finds the tag itself in the source.

use std::borrow::Cow;
use std::ops::Range;

use crate::parse::html::{Tag, tags};

/// What a tag begins with while the text is parsed.
pub(super) const OPEN: &str = "<?";

/// `text` with such tags written so; as long as it was.
pub(super) fn mask(text: &str) -> Cow<'_, str> {
    if !text.contains("markdown") && !has_component(text) {
        return Cow::Borrowed(text);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    let (mut at, mut fence) = (0, None);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let inner = line.trim_start_matches(['>', ' ', '\t']);
        if is_fence(inner, &mut fence) || fence.is_some() {
            continue;
        }
        let from = start + line.len() - inner.len();
        let inner = inner.trim_end();
        let Some(tag) = alone(inner) else {
            continue;
        };
        if is_markdown(&tag, &mut open) && inner.len() >= 4 {
            found.push(from..from + inner.len());
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = text.to_owned();
    for range in found {
        let inner = &text[range.clone()];
        // What ends it must not stand within it.
        let middle = inner[2..inner.len() - 2].replace("?>", "  ");
        masked.replace_range(range, &format!("{OPEN}{middle}?>"));
    }
    Cow::Owned(masked)
}

fn has_component(text: &str) -> bool {
    let mut tags = text.match_indices('<');
    tags.any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        rest.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

/// Whether a line opens or closes a block of code.
fn is_fence(line: &str, fence: &mut Option<(char, usize)>) -> bool {
    let Some(sign @ ('`' | '~')) = line.chars().next() else {
        return false;
    };
    let count = line.chars().take_while(|c| *c == sign).count();
    match *fence {
        None if count >= 3 => *fence = Some((sign, count)),
        Some((own, least)) if own == sign && count >= least && line[count..].trim().is_empty() => {
            *fence = None;
        }
        _ => return false,
    }
    true
}

/// The tag that a line consists of.
fn alone(line: &str) -> Option<Tag> {
    if !line.starts_with('<') || !line.ends_with('>') {
        return None;
    }
    let mut tags = tags(line);
    let tag = tags.pop()?;
    (tags.is_empty() && tag.range == (0..line.len())).then_some(tag)
}

/// Whether Markdown stands on the inner side of a tag; `open` holds those that wait for their ends.
fn is_markdown(tag: &Tag, open: &mut Vec<(String, bool)>) -> bool {
    let is_component = tag.name.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.name.contains(|c: char| c.is_ascii_lowercase());
    if tag.is_end {
        let Some(at) = open.iter().rposition(|(name, _)| *name == tag.name) else {
            return is_component;
        };
        let (_, is_ours) = open.swap_remove(at);
        open.truncate(at);
        return is_ours;
    }
    let asks = |value: &str| matches!(value, "" | "1" | "block" | "span" | "markdown" | "true");
    let is_ours = is_component
        || tag
            .attribute("markdown")
            .is_some_and(|asked| asks(&asked.value));
    if !tag.is_closed {
        open.push((tag.name.clone(), is_ours));
    }
    is_ours
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn a_tag_on_a_line_of_its_own_ends_with_it() {
        for (text, expected) in [
            (
                "<div markdown=\"1\">\n*a*\n</div>\n",
                "<?iv markdown=\"1?>\n*a*\n<?di?>\n",
            ),
            (
                "<Box title=\"a\">\n*a*\n</Box>",
                "<?ox title=\"a?>\n*a*\n<?Bo?>",
            ),
            ("> <Step />\n> a", "> <?tep ?>\n> a"),
            ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
            (
                "<div markdown=1>\n<div>\n</div>\n</div>",
                "<?iv markdown=?>\n<div>\n</div>\n<?di?>",
            ),
            ("```\n<Box>\n```\n", "```\n<Box>\n```\n"),
            ("a <Box> b", "a <Box> b"),
        ] {
            assert_eq!(mask(text), expected, "{text}");
            assert_eq!(mask(text).len(), text.len(), "{text}");
        }
    }
}
