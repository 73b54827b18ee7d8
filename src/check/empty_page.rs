//! A page on which there is nothing to read.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::Ability;
use crate::model::page::Page;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "empty-page",
    severity: Severity::Error,
    about: "A page whose file is empty.",
};

pub(crate) static NO_TEXT: Rule = Rule {
    name: "page-without-text",
    severity: Severity::Warning,
    about: "A page that has front matter but no text. The page of a source is none, since it shows \
            the reference and who cites it.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let place = Span::whole(page.source);
    if is_blank(page) {
        let finding = RULE.at(place, "this page is empty");
        findings.push(finding.help("write its title and text"));
    } else if page.body.events.is_empty() && !is_missed_elsewhere(page) {
        let finding = NO_TEXT.at(place, "this page has no text");
        findings.push(finding.help("write the text below the front matter"));
    }
}

/// Whether there is nothing in the page's file.
pub(crate) fn is_blank(page: &Page) -> bool {
    page.text.trim_start_matches('\u{feff}').trim().is_empty()
}

/// Whether another rule says already what is missing, or nothing is.
fn is_missed_elsewhere(page: &Page) -> bool {
    let kind = &page.meta.kind.value;
    let needs_sections = kind.any_heading || kind.sections.iter().any(|section| section.required);
    needs_sections || kind.can(Ability::ProseOfSource) || kind.can(Ability::Terms)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::findings;

    #[test]
    fn an_empty_file_is_one_error_and_a_page_without_text_a_warning() {
        let files = [
            ("content/a.md", "\n \n"),
            (
                "content/b.md",
                "+++\ntitle = \"B\"\n+++\n\n<!-- later -->\n",
            ),
        ];
        assert_eq!(
            findings(&files),
            [
                "error[empty-page] content/a.md:1:1 this page is empty; help: write its title and text",
                "warning[page-without-text] content/b.md:1:1 this page has no text; help: write the text below the front matter",
            ]
        );
    }
}
