//! A section that has its heading but no text.

use crate::check::missing_summary::lacks_summary;
use crate::check::section_text::has_text;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::kind::SectionKind;
use crate::model::page::{Heading, Page};

pub(crate) static RULE: Rule = Rule {
    name: "empty-section",
    severity: Severity::Warning,
    about: "A section of the page's kind that has its heading but nothing below it that everyone \
            may read.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let kind = &page.meta.kind.value;
    for section in &kind.sections {
        let heading = page.body.section(&section.id);
        let heading = heading.filter(|heading| heading.public && heading.level == 2);
        // An empty summary is an error of its own when it is the only one.
        let said = section.id == "summary" && kind.summary && lacks_summary(page);
        if let Some(heading) = heading.filter(|heading| !said && !has_text(page, heading)) {
            findings.push(finding(heading, section));
        }
    }
}

fn finding(heading: &Heading, section: &SectionKind) -> Diagnostic {
    let message = format!("nothing stands below \"{}\"", heading.text);
    let finding = RULE.at(heading.span, message);
    if section.required {
        finding.help("write its text; if there is nothing to say yet, say what is open")
    } else {
        finding.help("leave the heading out until there is something to say")
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_heading_with_nothing_below_is_found() {
        let page = "+++\ntitle = \"A\"\nkind = \"concept\"\nsummary = \"S.\"\n+++\n## Summary\n\n### Part\n\n## Use it for\n\n> [!SAY] x\n\n## Examples\n\n[[a]]\n\n## Open questions\n";
        let open = "leave the heading out until there is something to say";
        let write = "write its text; if there is nothing to say yet, say what is open";
        let expected = [
            (6, "Summary", write),
            (10, "Use it for", write),
            (18, "Open questions", open),
        ];
        let expected = expected.map(|(line, heading, help)| {
            format!("warning[empty-section] content/a.md:{line}:1 nothing stands below \"{heading}\"; help: {help}")
        });
        assert_eq!(of("empty-section", &[("content/a.md", page)]), expected);
    }
}
