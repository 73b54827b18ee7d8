//! A section of a page whose claims want sources, that begins without one.

use std::collections::HashSet;

use crate::check::blocks::{Block, blocks};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::Ability;
use crate::model::page::{Page, Status};

pub(crate) static RULE: Rule = Rule {
    name: "uncited-paragraph",
    severity: Severity::Note,
    about: "A paragraph without a mark, in a page of a kind whose claims want sources, before which no mark stands in its \
            section. Where a whole section follows one source, one mark at its head is enough; own advice needs none.",
};

/// Shorter paragraphs lead to what follows them.
const FEWEST_WORDS: usize = 10;

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let kind = &page.meta.kind.value;
    // A stub says little yet, and its status says so.
    if !kind.can(Ability::Cited) || page.meta.status == Some(Status::Stub) {
        return;
    }
    let is_optional = |block: &Block| {
        let heading = block.section.map(|at| &page.body.headings[at as usize]);
        let mut sections = kind.sections.iter();
        heading.is_some_and(|heading| sections.any(|one| one.id == *heading.id && !one.required))
    };
    let mut settled = HashSet::new();
    for block in blocks(page) {
        let is_claim = block.is_top && block.text.split_whitespace().count() >= FEWEST_WORDS;
        if !block.marks.is_empty() || block.has_note {
            settled.insert(block.section);
        } else if is_claim && !is_optional(&block) && settled.insert(block.section) {
            findings.push(finding(&block));
        }
    }
}

fn finding(block: &Block) -> Diagnostic {
    RULE.at(block.span, "this paragraph does not say where it comes from")
        .help(
            "if it follows a source, cite that here or at the head of the section: [source: id]; your own advice needs \
             no mark",
        )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    fn found(kind: &str, text: &str) -> Vec<String> {
        let page =
            format!("+++\ntitle = \"A\"\nkind = \"{kind}\"\nsummary = \"S.\"\n+++\n{text}\n");
        let bib = ("content/s.bib", "@book{b,\n  title = {B},\n}\n");
        let found = of("uncited-paragraph", &[("content/a.md", &page), bib]);
        let places = found
            .iter()
            .map(|line| line.split(' ').nth(1).unwrap_or_default().to_owned());
        places.collect()
    }

    #[test]
    fn a_section_begins_with_what_it_rests_on() {
        let long = "People came to the meeting since the rent was about to rise again.";
        let text = format!(
            "## Summary\n\n{long}\n\n{long}\n\n## What happened\n\n{long} [@b, p. 3]\n\n{long}\n\n## Further\n\nLike this:\n\n\
             - {long} [@b, p. 4]\n\n{long}\n"
        );
        assert_eq!(found("concept", &text), ["content/a.md:8:1"]);
        assert_eq!(found("page", &text), [""; 0]);
        let optional = format!("## Open questions\n\n{long}\n");
        assert_eq!(found("concept", &optional), [""; 0]);
    }
}
