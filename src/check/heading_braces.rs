//! A heading that shows the braces of its attributes.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::meeting_word::braces;
use crate::model::page::{EventKind, Heading, Node, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "heading-braces",
    severity: Severity::Error,
    about: "A heading that shows the braces of its id and attributes, since they do not end the \
            line or are not closed.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    for heading in &page.body.headings {
        // The words hold those of code too, in which braces are meant.
        if heading.text.contains(['{', '}'])
            && let Some(place) = brace(page, heading)
        {
            findings.push(finding(place, heading));
        }
    }
}

fn finding(place: Span, heading: &Heading) -> Diagnostic {
    let level = "#".repeat(heading.level.into());
    let title = heading.text.split(['{', '}']).next().unwrap_or("").trim();
    RULE.at(place, "this heading shows its braces").help(format!(
        "end the line with them, and put no spaces within a value: {level} {title} {{#id .class minutes=5}}"
    ))
}

/// The first brace in the words of a heading that was to begin or end attributes, unless it is written with a
/// backslash.
fn brace(page: &Page, heading: &Heading) -> Option<Span> {
    let events = page.body.events[heading.events.start as usize..].iter();
    let words = events.take_while(|event| !matches!(event.kind, EventKind::End(Node::Heading(_))));
    let is_item = page.agenda.is_some() && heading.level == 2;
    words
        .filter(|event| matches!(event.kind, EventKind::Text(_)))
        .find_map(|event| {
            let text = &page.text[event.span.range()];
            let words = words_of_meeting(page, text);
            let (at, _) = text.match_indices(['{', '}']).find(|(at, _)| {
                let is_word = words.iter().any(|word| word.contains(at));
                let is_meant = is_item || has_attribute(&text[*at..]);
                let at = event.span.start as usize + at;
                !is_word && is_meant && (at == 0 || page.text.as_bytes()[at - 1] != b'\\')
            })?;
            let start = event.span.start as usize + at;
            Some(Span::new(event.span.source, start..start + 1))
        })
}

/// Whether something behind a brace is written as an attribute is. Other braces, as in `The set {1, 2}`, are text.
fn has_attribute(behind: &str) -> bool {
    let Some(inner) = behind.strip_prefix('{') else {
        return false;
    };
    let inner = inner.split('}').next().unwrap_or_default();
    inner.split_whitespace().any(|word| {
        let name = word.strip_prefix(['#', '.']).unwrap_or_default();
        let key = word.split_once('=').map_or("", |(key, _)| key);
        name.starts_with(char::is_alphabetic)
            || key.starts_with(char::is_alphabetic)
                && key.chars().all(|c| c.is_alphanumeric() || c == '-')
    })
}

/// The words of a meeting in a heading of its agenda, which another rule finds.
fn words_of_meeting(page: &Page, text: &str) -> Vec<Range<usize>> {
    let words = braces(text, None).filter(|one| page.agenda.is_some() && one.word.is_some());
    words.map(|one| one.range).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn braces_that_are_no_attributes_are_found() {
        for (text, column) in [
            ("## Title {#x} more", Some(10)),
            ("## Title {#x .y minutes=5", Some(10)),
            ("## Title {#x .y minutes=5}", None),
            ("## `{x}` in code", None),
            ("## Title {#x .y and more}", Some(10)),
            ("## Hello {name}", None),
            ("## The set {1, 2} and {a: b}", None),
            ("## A \\{x\\} b", None),
            ("A {x} b", None),
        ] {
            let expected: Vec<String> = column
                .iter()
                .map(|column| format!("error[heading-braces] content/a.md:4:{column} this heading shows its braces; help: end the line with them, and put no spaces within a value: ## Title {{#id .class minutes=5}}"))
                .collect();
            assert_eq!(of_text("heading-braces", text), expected, "{text}");
        }
    }
}
