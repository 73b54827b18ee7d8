//! A heading that shows the braces of its attributes.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::meeting_word::braces;
use crate::model::page::{Body, EventKind, Heading, Node, Page};
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
            && let Some(place) = brace(&page.body, page, heading.events.start)
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

/// The first brace in the words of the heading whose start is the event `start`, unless it is
/// written with a backslash.
fn brace(body: &Body, page: &Page, start: u32) -> Option<Span> {
    let events = body.events[start as usize..].iter();
    let words = events.take_while(|event| !matches!(event.kind, EventKind::End(Node::Heading(_))));
    words
        .filter(|event| matches!(event.kind, EventKind::Text(_)))
        .find_map(|event| {
            let text = &page.text[event.span.range()];
            let words = words_of_meeting(page, text);
            let (at, _) = text.match_indices(['{', '}']).find(|(at, _)| {
                let is_word = words.iter().any(|word| word.contains(at));
                let at = event.span.start as usize + at;
                !is_word && (at == 0 || page.text.as_bytes()[at - 1] != b'\\')
            })?;
            let start = event.span.start as usize + at;
            Some(Span::new(event.span.source, start..start + 1))
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
