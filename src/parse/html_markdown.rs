//! Markdown within blocks of HTML: `<div markdown="1">` as kramdown and Python-Markdown have it, and the
//! components of MDX, whose text is Markdown.
//!
//! In CommonMark such a block runs on to the next blank line, and what stands in it is no Markdown. A tag
//! on a line of its own is written here as a processing instruction of the same length, which ends with its
//! line; whoever reads the events finds the tag itself in the source. Only the parser knows what is code, so
//! what comes out as code is written back as it was typed.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag as Node};

use crate::parse::html::{Tag, tags};
use crate::parse::private::Callback;
use crate::parse::rewrite::PlaceMap;

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
        if is_in_fence(line, &mut fence) {
            continue;
        }
        let inner = line.trim_start_matches(MARGIN);
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

/// What stands before the text of a line in a quotation.
const MARGIN: [char; 3] = ['>', ' ', '\t'];

/// A block of code that is open.
struct Fence {
    sign: char,
    count: usize,
    /// How many quotations it stands in, and how far in its item begins: it ends with them.
    quotations: usize,
    margin: usize,
}

/// Whether a line is part of a block of code, its first and last line included.
fn is_in_fence(line: &str, open: &mut Option<Fence>) -> bool {
    let inner = line.trim_start_matches(MARGIN);
    let before = &line[..line.len() - inner.len()];
    let quotations = before.matches('>').count();
    let margin = before.len() - before.rfind('>').map_or(0, |at| at + 1);
    if let Some(fence) = open {
        let is_left = !inner.trim().is_empty() && margin < fence.margin;
        if quotations >= fence.quotations && !is_left {
            let count = inner.chars().take_while(|c| *c == fence.sign).count();
            if count >= fence.count && inner[count..].trim().is_empty() {
                *open = None;
            }
            return true;
        }
        *open = None;
    }
    let words = behind_markers(inner);
    let Some(sign @ ('`' | '~')) = words.chars().next() else {
        return false;
    };
    let count = words.chars().take_while(|c| *c == sign).count();
    if count < 3 || (sign == '`' && words[count..].contains('`')) {
        return false;
    }
    let marker = inner.len() - words.len();
    *open = Some(Fence {
        sign,
        count,
        quotations,
        margin: if marker == 0 { 0 } else { margin + 1 },
    });
    true
}

/// A line without the marks of the items of lists and the footnotes that begin on it.
fn behind_markers(line: &str) -> &str {
    let mut rest = line;
    loop {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = rest
            .strip_prefix(['-', '+', '*', ':'])
            .or_else(|| digits.strip_prefix(['.', ')']).filter(|_| digits != rest))
            .or_else(|| Some(rest.strip_prefix("[^")?.split_once("]:")?.1));
        let Some(behind) = behind.filter(|behind| behind.starts_with([' ', '\t'])) else {
            return rest;
        };
        rest = behind.trim_start_matches(MARGIN);
    }
}

/// `parsed`, which was made of the masked `text`, with what was masked in code as it was typed; `None` where
/// nothing was. In a block of HTML that another tag begins, Markdown is none either.
pub(super) fn unmask_code(
    text: &str,
    parsed: &str,
    map: &PlaceMap,
    options: Options,
    callback: Callback,
) -> Option<String> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let parser = Parser::new_with_broken_link_callback(parsed, options, Some(callback));
    for (event, range) in parser.into_offset_iter() {
        let from = match event {
            Event::Start(Node::CodeBlock(_)) | Event::Code(_) => range.start,
            Event::Start(Node::HtmlBlock) => {
                let block = &parsed[range.clone()];
                let blank = block.len() - block.trim_start().len();
                (range.start + blank + 1).min(range.end)
            }
            _ => continue,
        };
        let Some(stretch) = parsed.get(from..range.end) else {
            continue;
        };
        for (at, _) in stretch.match_indices(OPEN) {
            let at = from + at;
            let line = parsed[at..].lines().next().unwrap_or_default().trim_end();
            let place = map.place(&(at..at + line.len())).start;
            let typed = text.get(place..place + line.len());
            found.extend(
                typed
                    .filter(|typed| *typed != line)
                    .map(|typed| (at, typed)),
            );
        }
    }
    let mut made = (!found.is_empty()).then(|| parsed.to_owned())?;
    for (at, typed) in found {
        made.replace_range(at..at + typed.len(), typed);
    }
    Some(made)
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
            ("- ```\n  <Box>\n  ```\n", "- ```\n  <Box>\n  ```\n"),
            (
                "> 1. ~~~\n>    <Box>\n\n<Box>\n",
                "> 1. ~~~\n>    <Box>\n\n<?o?>\n",
            ),
            ("[^a]: ```\n    <Box>\n", "[^a]: ```\n    <Box>\n"),
            ("> ```\n> a\n\n<Box>\n", "> ```\n> a\n\n<?o?>\n"),
            ("a <Box> b", "a <Box> b"),
        ] {
            assert_eq!(mask(text), expected, "{text}");
            assert_eq!(mask(text).len(), text.len(), "{text}");
        }
    }
}
