//! Headings whose levels do not follow one another.

use crate::config::Schema;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::page::{Heading, Page};

pub(crate) const RULE: Rule = Rule {
    name: "skipped-heading-level",
    severity: Severity::Warning,
    about: "A heading of the first level, which the page's title is already, or one that skips a \
            level. Those who listen to a page find their way by the levels.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    // One finding says it of all: where one heading is of the first level, all are one too high.
    let first = headings(page).find(|heading| heading.level == 1);
    findings.extend(first.map(|heading| title_again(heading, page)));
    let mut above = 1;
    for heading in headings(page) {
        if heading.level > above + 1 {
            findings.push(skip(heading, above + 1));
        }
        above = heading.level;
    }
}

/// The headings that are not within a quotation or a list, where levels mean nothing.
fn headings(page: &Page) -> impl Iterator<Item = &Heading> {
    let headings = page.body.headings.iter();
    headings.filter(|heading| heading.events.len() > 1)
}

fn title_again(heading: &Heading, page: &Page) -> Diagnostic {
    let message = "this heading is of the level of the page's title";
    let finding = RULE.at(heading.span, message);
    let words = heading.text.to_lowercase();
    match page.meta.title.as_ref() {
        None => finding.help("make its words the title in the front matter, and delete it here"),
        Some(title) if title.value.to_lowercase() == words => {
            finding.help("delete it: the title stands above the page already")
        }
        Some(_) => finding.help(format!(
            "write ## {}, and one # more at each heading below it",
            heading.text
        )),
    }
}

fn skip(heading: &Heading, level: u8) -> Diagnostic {
    let wanted = "#".repeat(level.into());
    let message = format!("there is no level {wanted} above this heading");
    RULE.at(heading.span, message)
        .help(format!("write {wanted} {}", heading.text))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn levels_begin_below_the_title_and_skip_none() {
        for (text, expected) in [
            (
                "# A\n\n## B",
                "4 this heading is of the level of the page's title; help: delete it: the title stands above the page already",
            ),
            (
                "# Other\n\n# More",
                "4 this heading is of the level of the page's title; help: write ## Other, and one # more at each heading below it",
            ),
            (
                "## B\n\n#### C",
                "6 there is no level ### above this heading; help: write ### C",
            ),
            (
                "### C",
                "4 there is no level ## above this heading; help: write ## C",
            ),
            ("## B\n\n### C\n\n## D\n\n> #### In a quotation", ""),
        ] {
            let found = of_text("skipped-heading-level", text).join("\n");
            let found = found.replace("warning[skipped-heading-level] content/a.md:", "");
            assert_eq!(found.replace(":1 ", " "), expected, "{text}");
        }
    }
}
