//! A link or a picture that is shown as text, since its address ends early or not at all.

use std::ops::Range;

use crate::check::prose::{Prose, is_escaped, texts};
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::source::Span;
use crate::parse::lines;

pub(crate) static RULE: Rule = Rule {
    name: "unread-link",
    severity: Severity::Warning,
    about: "A link or a picture such as `[text](my page.md)`, whose address has a space in it or is \
            never closed, so that it is shown as it was typed.",
};

/// How many bytes the words of a link, or its address, are looked for in.
const FARTHEST: usize = 2000;

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.text.contains("](") {
        for prose in texts(&page.body) {
            links(page, &prose, findings);
        }
    }
}

fn links(page: &Page, prose: &Prose, findings: &mut Vec<Diagnostic>) {
    let words = &page.text[prose.span.range()];
    for (at, _) in words.match_indices("](") {
        let at = prose.span.start as usize + at;
        let line = lines::near(&page.text, at, FARTHEST);
        let opened = page.text[line.start..at]
            .rfind('[')
            .map(|open| line.start + open);
        if let Some(open) = opened.filter(|open| !is_escaped(page, *open)) {
            findings.extend(finding(page, prose.span, open..line.end, at + "](".len()));
        }
    }
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
    let label = &text[start..address];
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
        ] {
            assert_eq!(help_of_text("unread-link", text).as_deref(), help, "{text}");
        }
    }
}
