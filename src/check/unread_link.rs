//! A link or a picture that is shown as text, since its address ends early or not at all, another link stands in its
//! words, or it is only nearly one.

mod near;
mod rule;

use std::ops::Range;

pub(crate) use self::rule::RULE;
use crate::check::prose::{Prose, is_escaped, texts};
use crate::diagnostic::{Diagnostic, Suggestion};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::source::Span;
use crate::parse::lines;

/// How many bytes the words of a link, or its address, are looked for in.
const FARTHEST: usize = 2000;

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if !page.text.contains(']') {
        return;
    }
    for prose in texts(&page.body) {
        links(page, &prose, findings);
        near::judge(page, &prose, findings);
    }
}

fn links(page: &Page, prose: &Prose, findings: &mut Vec<Diagnostic>) {
    let words = &page.text[prose.span.range()];
    for (at, _) in words.match_indices("](") {
        let at = prose.span.start as usize + at;
        let line = lines::near(&page.text, at, FARTHEST);
        let opened = opening(&page.text[line.start..at]).map(|open| line.start + open);
        if let Some(open) = opened.filter(|open| !is_escaped(page, *open)) {
            let range = open..line.end;
            let address = at + "](".len();
            findings.extend(
                around_another(page, prose.span, range.clone(), address)
                    .or_else(|| finding(page, prose.span, range, address)),
            );
        }
    }
}

/// The bracket that opens the words at whose end `line` stops.
fn opening(line: &str) -> Option<usize> {
    let mut depth = 0usize;
    let found = line.rmatch_indices(['[', ']']).find(|(_, bracket)| {
        let is_open = *bracket == "[";
        if !is_open {
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            return false;
        }
        is_open
    });
    found.map(|(at, _)| at)
}

/// A link or a picture with a link or a mark in its words: the inner one is read, and the outer shown as text.
fn around_another(
    page: &Page,
    span: Span,
    range: Range<usize>,
    address: usize,
) -> Option<Diagnostic> {
    let text = &page.text;
    let label = &text[range.start + 1..address - "](".len()];
    let inner = ["[[", "[@", "[source:", "]("];
    let length = text[address..range.end].find(')')?;
    let dest = text[address..address + length].trim();
    let is_path = dest.contains(['.', '/', '#']) && !dest.contains(char::is_whitespace);
    if !is_path || !inner.iter().any(|sign| label.contains(sign)) {
        return None;
    }
    let is_picture = text[..range.start].ends_with('!') && !is_escaped(page, range.start - 1);
    let start = range.start - usize::from(is_picture);
    let place = Span::new(span.source, start..address + length + 1);
    let (message, help) = if is_picture {
        (
            "a link or a mark stands in the description of this picture, so it is shown as text",
            format!(
                "describe it in plain words, ![what it shows]({dest}), and write the rest below it"
            ),
        )
    } else {
        (
            "a link or a mark stands in the words of this link, so it is shown as text",
            format!("put it before or behind the link: [words]({dest})"),
        )
    };
    Some(RULE.at(place, message).help(help))
}

/// What to say of `[words](address`, which begins and whose line ends as `range` does.
fn finding(page: &Page, span: Span, range: Range<usize>, address: usize) -> Option<Diagnostic> {
    let text = &page.text;
    let is_picture = text[..range.start].ends_with('!') && !is_escaped(page, range.start - 1);
    let start = range.start - usize::from(is_picture);
    let thing = if is_picture { "picture" } else { "link" };
    let Some(length) = text[address..range.end].find(')') else {
        let place = Span::new(span.source, start..address);
        let message = format!("the address of this {thing} never ends, so it is shown as text");
        return Some(RULE.at(place, message).help("put ) behind the address"));
    };
    let dest = &text[address..address + length];
    let label = &text[start..address];
    if let Some(mended) = closed(dest) {
        let place = Span::new(span.source, address..address + length);
        let message =
            format!("the address of this {thing} is never closed, so it is shown as text");
        let finding = RULE.at(place, message);
        return Some(
            finding
                .help(format!("write {label}{mended})"))
                .suggest(Suggestion::maybe(place, mended)),
        );
    }
    let (path, title) = match dest.find(" \"") {
        Some(cut) => dest.split_at(cut),
        None => (dest, ""),
    };
    let path = path.trim().trim_matches(['<', '>']);
    let is_path = is_picture || path.contains(['.', '/', '#', ':']) || path.split(' ').count() < 4;
    // `{% link page.md %}`, which another tool would have filled in.
    let is_template = path.contains(['{', '}']);
    if path.is_empty() || !path.contains(char::is_whitespace) || !is_path || is_template {
        return None;
    }
    let place = Span::new(span.source, address..address + length);
    let whole = Span::new(span.source, start..address + length + 1);
    let mended = format!("<{path}>{title}");
    Some(
        RULE.at(
            whole,
            format!("the address of this {thing} has a space in it, so it is shown as text"),
        )
        .help(format!("write {label}{mended})"))
        .suggest(Suggestion::maybe(place, mended)),
    )
}

/// An address with the angle bracket or the quotation mark that it lacks at its end.
fn closed(dest: &str) -> Option<String> {
    let has_space = |text: &str| text.trim().contains(char::is_whitespace);
    if let Some(path) = dest.strip_prefix('<')
        && !path.contains('>')
        && !path.trim().is_empty()
    {
        let path = path.trim();
        return Some(if has_space(path) {
            format!("<{path}>")
        } else {
            path.to_owned()
        });
    }
    let (path, title) = dest.split_once(" \"")?;
    let is_open = !title.contains('"') && !title.is_empty() && !has_space(path);
    (is_open && !path.trim().is_empty()).then(|| format!("{dest}\""))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::help_of_text;

    #[test]
    fn an_address_with_a_space_is_found_with_what_to_type() {
        for (text, help) in [
            (
                "![A crowd](my photo.png)",
                Some("write ![A crowd](<my photo.png>)"),
            ),
            (
                "See [text](my page.md).",
                Some("write [text](<my page.md>)"),
            ),
            (
                "[a](my page.md \"t\")",
                Some("write [a](<my page.md> \"t\")"),
            ),
            ("[a](page.md and more", Some("put ) behind the address")),
            ("[a](<my page.md>)", None),
            ("[a]({% link b.md %})", None),
            ("`[a](b c.md)`", None),
            ("\\[a](b c.md)", None),
            ("The word [sic](as he wrote it in 1848) stands.", None),
            ("See [a](<b.md).", Some("write [a](b.md)")),
            ("See [a](b.md \"t).", Some("write [a](b.md \"t\")")),
            ("See [a] (b.md).", Some("write [a](b.md)")),
            ("![a] (b.png)", Some("write ![a](b.png)")),
            ("See (a b)[c.md#d].", Some("write [a b](c.md#d)")),
            ("See [b]].", Some("write [[b]]")),
            ("See [[]].", Some("write the page's name in it: [[page]]")),
            (
                "See [[|a b]].",
                Some("write the page's name in it: [[page|a b]]"),
            ),
            (
                "See [a b][c].",
                Some("write [a b](page.md), or put on a line of its own [c]: page.md"),
            ),
            (
                "[a [[b]] c](d.md)",
                Some("put it before or behind the link: [words](d.md)"),
            ),
            (
                "![a [[b]]](d.png)",
                Some(
                    "describe it in plain words, ![what it shows](d.png), and write the rest below it",
                ),
            ),
            ("[a][c]\n\n[c]: b.md", None),
            (
                "A list x[i][j], [1][2], [see [b]] and [sic] (in b.md).",
                None,
            ),
            ("`[a] (b.md)` and `[[]]`", None),
            ("\\[a] (b.md) \\[b]] and [a](b.md) (c.md)", None),
        ] {
            assert_eq!(help_of_text("unread-link", text).as_deref(), help, "{text}");
        }
    }
}
