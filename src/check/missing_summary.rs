//! A page without the sentence that cards, lists and search results show.

use crate::check::empty_page::is_blank;
use crate::check::section_text::has_text;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::{Kind, SectionKind};
use crate::model::page::{Heading, Page};

pub(crate) static RULE: Rule = Rule {
    name: "missing-summary",
    severity: Severity::Error,
    about: "A page that says in no sentence what it is about, neither in its field `summary` nor in \
            a section Summary. Cards, lists and search results would have nothing to show.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let kind = &page.meta.kind.value;
    if kind.summary && !is_blank(page) && lacks_summary(page) && !is_missed_elsewhere(page, kind) {
        findings.push(finding(page, kind));
    }
}

fn finding(page: &Page, kind: &Kind) -> Diagnostic {
    let message = format!("a page of kind `{}` needs a summary", kind.id);
    let finding = RULE.at(page.meta.kind.span, message);
    if section(page).is_some() {
        return finding.help("write a sentence below the heading of the summary");
    }
    if page.text.trim_start_matches('\u{feff}').starts_with("---") {
        finding.help("write in the front matter, in one sentence: summary: …")
    } else {
        finding.help("write in the front matter, in one sentence: summary = \"…\"")
    }
}

/// Whether neither the front matter nor the section gives a summary.
pub(crate) fn lacks_summary(page: &Page) -> bool {
    let field = page.meta.summary.as_ref();
    field.is_none_or(|summary| summary.value.trim().is_empty())
        && section(page).is_none_or(|heading| !has_text(page, heading))
}

fn section(page: &Page) -> Option<&Heading> {
    page.body
        .section("summary")
        .filter(|heading| heading.public)
}

/// Whether the kind requires the section, so that its absence is a finding already.
fn is_missed_elsewhere(page: &Page, kind: &Kind) -> bool {
    let required = |section: &SectionKind| section.id == "summary" && section.required;
    section(page).is_none() && kind.sections.iter().any(required)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_summary_is_a_field_or_the_text_of_a_section() {
        for (kind, text, expected) in [
            (
                "case",
                "",
                "5 a page of kind `case` needs a summary; help: write in the front matter, in one sentence: summary = \"…\"",
            ),
            ("case", "## Summary\n\nShort.\n", ""),
            (
                "method",
                "## Summary\n\n## Steps\n",
                "5 a page of kind `method` needs a summary; help: write a sentence below the heading of the summary",
            ),
            ("method", "", ""),
            ("page", "", ""),
        ] {
            let page = format!("+++\ntitle = \"A\"\nkind = \"{kind}\"\n+++\n{text}\n");
            let expected = expected.replacen("5 ", "error[missing-summary] content/a.md:3:8 ", 1);
            let found = of("missing-summary", &[("content/a.md", &page)]);
            assert_eq!(found.join("\n"), expected, "{kind} {text}");
        }
        let page = "+++\ntitle = \"A\"\nkind = \"case\"\nsummary = \"S.\"\n+++\n";
        assert!(of("missing-summary", &[("content/a.md", page)]).is_empty());
    }
}
