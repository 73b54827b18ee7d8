//! Headings whose levels do not follow one another.

use crate::check::typed_level::{headings, signs, typed_level};
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::{Heading, Page};

pub(crate) static RULE: Rule = Rule {
    name: "skipped-heading-level",
    severity: Severity::Warning,
    about: "A heading that skips a level. Those who listen to a page find their way by the levels.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let mut above = 1;
    for heading in headings(page) {
        if heading.level > above + 1 {
            findings.push(skip(page, heading, above + 1));
        }
        above = heading.level;
    }
}

fn skip(page: &Page, heading: &Heading, level: u8) -> Diagnostic {
    // Where the title stands among the headings, they are typed one level up.
    let lowered = heading.level.saturating_sub(typed_level(page, heading));
    let wanted = "#".repeat(level.saturating_sub(lowered).into());
    let message = format!("there is no level {wanted} above this heading");
    RULE.at(heading.span, message)
        .help(format!("write {wanted} {}", heading.text))
        .suggest(signs(page, heading).map(|signs| Suggestion::maybe(signs, wanted)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn levels_begin_below_the_title_and_skip_none() {
        for (text, expected) in [
            ("# A\n\n## B", ""),
            ("# Other\n\n# More", ""),
            (
                "# Other\n\n### B",
                "6 there is no level ## above this heading; help: write ## B",
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
