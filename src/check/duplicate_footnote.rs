//! A footnote that is written twice.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::{EventKind, Node, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-footnote",
    severity: Severity::Error,
    about: "Two footnotes of a page with one label, of which only one would be shown.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.body.footnotes.is_empty() {
        return;
    }
    let mut first: Vec<Option<Span>> = vec![None; page.body.footnotes.len()];
    for event in &page.body.events {
        if let EventKind::Start(Node::FootnoteDefinition(note)) = event.kind {
            let first = first[note as usize].get_or_insert(event.span);
            if *first != event.span {
                let label = &page.body.footnotes[note as usize].label;
                findings.push(finding(event.span, label, *first));
            }
        }
    }
}

fn finding(second: Span, label: &str, first: Span) -> Diagnostic {
    RULE.at(second, format!("there is a footnote `{label}` already"))
        .note(first, "the other footnote")
        .help("give one of the two another label, here and where it is referred to")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn a_label_is_used_once() {
        assert_eq!(
            of_text("duplicate-footnote", "A[^1].\n\n[^1]: One.\n\n[^1]: Two."),
            [
                "error[duplicate-footnote] content/a.md:8:1 there is a footnote `1` already; help: give one of the two another label, here and where it is referred to; note content/a.md:6:1 the other footnote"
            ]
        );
    }
}
