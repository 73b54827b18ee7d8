//! Empty lines where one block ends for other tools and goes on here: behind HTML, and around a page that is shown.

use std::sync::LazyLock;

use regex::Regex;

use super::editing::Editing;

/// Elements that are blocks of their own.
static BLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "address|article|aside|blockquote|center|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]|header|iframe|main|nav|ol|p|pre|section|table|ul";
    Regex::new(&format!(r"(?i)<(/?)(?:{names})\b[^<>]*?(/?)>")).ok()
});

/// An empty line behind a block of HTML that ends where its last tag does, as kramdown and Python-Markdown read it: here it goes
/// on to the next empty line. `None` where nothing changes.
pub(super) fn part_from_html(text: &str) -> Option<String> {
    let pattern = BLOCK.as_ref().filter(|block| block.is_match(text))?;
    let mut editing = Editing::new(text);
    let mut lines = text.split_inclusive('\n').peekable();
    let (mut at, mut depth, mut is_html) = (0, 0usize, false);
    while let Some(line) = lines.next() {
        let words = line.trim();
        let start = at;
        at += line.len();
        if editing.is_code(start) {
            continue;
        }
        is_html |= depth > 0 || pattern.find(words).is_some_and(|tag| tag.start() == 0);
        is_html &= !words.is_empty() || depth > 0;
        if !is_html {
            continue;
        }
        for tag in pattern.captures_iter(words) {
            match (tag[1].is_empty(), tag[2].is_empty()) {
                (true, true) => depth += 1,
                (false, _) => depth = depth.saturating_sub(1),
                (true, false) => {}
            }
        }
        let next = lines.peek().map_or("", |next| next.trim());
        let goes_on = !next.is_empty() && !next.starts_with('<');
        if depth == 0 && words.ends_with('>') && goes_on {
            editing.replace(at..at, "\n");
        }
        is_html = depth > 0 || !goes_on;
    }
    editing.finish()
}

/// Empty lines around a line on which a page is shown, where it stands in a paragraph; a picture may stand there.
pub(super) fn part_embeds(text: &str) -> Option<String> {
    static EMBED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^([ \t>]*)!\[\[([^\]|\n]+)(?:\|[^\]\n]*)?\]\][ \t]*$").ok());
    const PICTURES: [&str; 9] = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tiff",
    ];
    if !text.contains("![[") {
        return None;
    }
    let mut editing = Editing::new(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_text = |line: Option<&&str>| {
        line.is_some_and(|line| !line.trim_matches([' ', '\t', '>', '\r', '\n']).is_empty())
    };
    let mut start = 0;
    for (number, line) in lines.iter().enumerate() {
        let range = start..start + line.len();
        start = range.end;
        let plain = line.trim_end_matches(['\r', '\n']);
        let Some(found) = EMBED.as_ref().and_then(|embed| embed.captures(plain)) else {
            continue;
        };
        let ending = crate::import::paths::ending(found[2].trim());
        if PICTURES.contains(&ending.as_str()) || editing.is_code(range.start + found[1].len()) {
            continue;
        }
        let gap = format!("{}\n", found[1].trim_end());
        if number > 0 && is_text(lines.get(number - 1)) {
            editing.replace(range.start..range.start, gap.clone());
        }
        if is_text(lines.get(number + 1)) {
            editing.replace(range.end..range.end, gap);
        }
    }
    editing.finish()
}

#[cfg(test)]
mod tests {
    use super::{part_embeds, part_from_html};

    #[test]
    fn html_ends_with_its_last_tag() {
        for (text, expected) in [
            (
                "<div class=\"note\">x</div>\nText **bold**.\n",
                Some("<div class=\"note\">x</div>\n\nText **bold**.\n"),
            ),
            (
                "<div>\n<p>a</p>\nb\n</div>\n![[part]]\n",
                Some("<div>\n<p>a</p>\nb\n</div>\n\n![[part]]\n"),
            ),
            ("<div>\na\n</div>\n<div>\nb\n</div>\n", None),
            ("<div>a</div>\n\nText.\n", None),
            ("Text <b>a</b>\nmore.\n", None),
            ("```\n<div>a</div>\nb\n```\n", None),
            ("<div>a</div> and\nmore.\n", None),
        ] {
            assert_eq!(part_from_html(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_page_that_is_shown_is_a_paragraph() {
        for (text, expected) in [
            ("Text\n![[a]]\nmore\n", Some("Text\n\n![[a]]\n\nmore\n")),
            ("> Text\n> ![[a]]\n", Some("> Text\n>\n> ![[a]]\n")),
            ("Text\n![[a.png]]\nmore\n", None),
            ("Text\n\n![[a]]\n", None),
            ("```\nText\n![[a]]\n```\n", None),
            ("Text ![[a]] more\n", None),
        ] {
            assert_eq!(part_embeds(text).as_deref(), expected, "{text}");
        }
    }
}
