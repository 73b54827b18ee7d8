//! A link or a mark whose bracket is never closed, so that it is shown as text.

use crate::check::prose::{is_escaped, part, texts};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "open-mark",
    severity: Severity::Error,
    about: "A link such as `[[page` or a mark such as `[source: id` whose bracket is never closed, so \
            that readers see it as it was typed and find no source.",
};

/// So many bytes behind a bracket, what would close it is looked for.
const LONGEST: usize = 1_000;

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if !page.text.contains('[') {
        return;
    }
    for prose in texts(&page.body) {
        let words = &page.text[prose.span.range()];
        let start = prose.span.start as usize;
        let mut is_second = false;
        for (at, _) in words.match_indices('[') {
            let is_free = !std::mem::take(&mut is_second) && !is_escaped(page, start + at);
            if !is_free {
                continue;
            }
            is_second = words[at + 1..].starts_with('[');
            findings.extend(finding(page, prose.span, at));
        }
    }
}

/// What to say of the bracket at `at` in a text.
fn finding(page: &Page, span: Span, at: usize) -> Option<Diagnostic> {
    let start = span.start as usize + at;
    let behind = &page.text[start..];
    let behind = &behind[..behind.floor_char_boundary(LONGEST)];
    let end = behind.find("\n\n").unwrap_or(behind.len());
    let behind = &behind[..end];
    if let Some(name) = behind.strip_prefix("[[") {
        return open_link(part(span, at..at + 2), name);
    }
    let label = &behind[1..];
    if !is_mark(label) || label.contains(']') {
        return None;
    }
    let length = 1 + mark_length(label);
    let typed = &behind[..length];
    Some(
        RULE.at(
            part(span, at..at + length),
            "this mark is never closed, so it is shown as text",
        )
        .help(format!("put ] at its end: {}]", typed.trim_end())),
    )
}

fn open_link(place: Span, name: &str) -> Option<Diagnostic> {
    if !name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '#' | '/')) {
        return None;
    }
    // In a table a bar may have cut it, which is said there.
    let first = name.find([']', '\n', '|']).unwrap_or(name.len());
    let is_cut = name[first..].starts_with('|') && name.contains("]]");
    if is_cut || name[first..].starts_with("]]") {
        return None;
    }
    // The words behind a bar belong to the link as its name does.
    let first = name.find([']', '\n']).unwrap_or(name.len());
    let typed = name[..first].trim_end();
    let finding = RULE.at(place, "this link is never closed, so it is shown as text");
    Some(if name[first..].starts_with(']') {
        finding.help(format!("close it with two brackets: [[{typed}]]"))
    } else {
        let words = name.split_whitespace().next().unwrap_or(typed);
        finding.help(format!("put ]] behind the name of the page: [[{words}]]"))
    })
}

/// Whether a label begins as a mark does.
fn is_mark(label: &str) -> bool {
    let label = label.trim_start();
    let is_key = |key: &str| key.starts_with(|c: char| c.is_alphanumeric());
    let at = label.trim_start_matches('-').strip_prefix('@');
    let word = label
        .get(..6)
        .filter(|word| word.eq_ignore_ascii_case("source"));
    let source = word.and_then(|_| label[6..].trim_start().strip_prefix(':'));
    at.is_some_and(is_key) || source.is_some_and(|key| is_key(key.trim_start()))
}

/// Where a mark was perhaps meant to end: at another bracket, or behind its key.
fn mark_length(label: &str) -> usize {
    let line = label.find('\n').unwrap_or(label.len());
    let label = &label[..line];
    if let Some(closed) = label.find([')', '}', '>']) {
        return closed;
    }
    let key = label.find(['@', ':']).map_or(0, |sign| sign + 1);
    let spaces = label[key..].len() - label[key..].trim_start().len();
    let key = key + spaces;
    let length = label[key..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let end = length.map_or(label.len(), |length| key + length);
    label[..end].trim_end_matches(['.', ',', ';']).len()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::help_of_text;

    #[test]
    fn what_is_left_open_is_found_with_where_it_may_end() {
        for (text, help) in [
            (
                "See [[basis of unity] now.",
                Some("close it with two brackets: [[basis of unity]]"),
            ),
            (
                "See [[basis|of unity] now.",
                Some("close it with two brackets: [[basis|of unity]]"),
            ),
            (
                "See [[basis of unity.",
                Some("put ]] behind the name of the page: [[basis]]"),
            ),
            (
                "True [source: han-2014.",
                Some("put ] at its end: [source: han-2014]"),
            ),
            (
                "True [source: han-2014, p. 3)",
                Some("put ] at its end: [source: han-2014, p. 3]"),
            ),
            (
                "True [@han-2014 says.",
                Some("put ] at its end: [@han-2014]"),
            ),
            ("`[[a` and \\[[a and `[source: x`", None),
            ("```\n[[a\n```", None),
            ("An array [0, 1] or [ and (@x).", None),
            ("A [sourced claim and [sources", None),
        ] {
            assert_eq!(help_of_text("open-mark", text).as_deref(), help, "{text}");
        }
    }
}
