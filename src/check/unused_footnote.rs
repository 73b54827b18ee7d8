//! A footnote that nothing refers to, so that nobody sees it.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::page::{EventKind, Node, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unused-footnote",
    severity: Severity::Warning,
    about: "A footnote that nothing refers to. It appears nowhere, so its text would be lost.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if page.body.footnotes.is_empty() {
        return;
    }
    let used = used(page);
    let unused = page.body.footnotes.iter().zip(used);
    let unused = unused.filter(|(note, used)| !used && !note.events.is_empty());
    findings.extend(unused.map(|(note, _)| finding(note.span, &note.label)));
}

/// For each footnote whether anything but itself refers to it.
fn used(page: &Page) -> Vec<bool> {
    let mut used = vec![false; page.body.footnotes.len()];
    let mut within = None;
    for event in &page.body.events {
        match event.kind {
            EventKind::Start(Node::FootnoteDefinition(note)) => within = Some(note),
            EventKind::End(Node::FootnoteDefinition(_)) => within = None,
            EventKind::FootnoteReference(note) if within != Some(note) => {
                used[note as usize] = true;
            }
            _ => {}
        }
    }
    used
}

fn finding(span: Span, label: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("nothing refers to the footnote `{label}`, so it is left out"),
    )
    .help(format!("write [^{label}] in the text, where it belongs"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn a_footnote_that_only_names_itself_is_unused() {
        assert_eq!(
            of_text(
                "unused-footnote",
                "A[^1].\n\n[^1]: One.\n\n[^2]: Two, see [^2]."
            ),
            [
                "warning[unused-footnote] content/a.md:8:1 nothing refers to the footnote `2`, so it is left out; help: write [^2] in the text, where it belongs"
            ]
        );
    }
}
