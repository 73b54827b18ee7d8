//! Headings of the level of the page's title.

use crate::check::typed_level::{headings, signs, typed_level};
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::config::Schema;
use crate::model::page::{Heading, Page};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "first-level-heading",
    severity: Severity::Note,
    about: "A heading of the first level beside the page's title, which is of that level already. It is \
            shown one level down, and so are those below it.",
};

/// One finding says it of all.
pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let first = || headings(page).filter(|heading| typed_level(page, heading) == 1);
    let Some(heading) = first().next() else {
        return;
    };
    let message = match first().count() {
        1 => "this heading is of the level of the page's title, so it is shown one level down"
            .to_owned(),
        count => format!(
            "{count} headings are of the level of the page's title, so they are shown one level down"
        ),
    };
    findings.push(
        RULE.at(heading.span, message)
            .fact("of the title's level")
            .help(format!(
                "write ## {}, and one # more at each heading below it",
                heading.text
            ))
            .suggest(one_sign_more(page, heading)),
    );
}

/// One # more at each heading from this one on, where all are written with it and none is of the last
/// level already.
fn one_sign_more(page: &Page, first: &Heading) -> Option<Suggestion> {
    const LAST: u8 = 6;
    let headings = headings(page).filter(|heading| heading.span.start >= first.span.start);
    let mut all: Option<Suggestion> = None;
    for heading in headings {
        let signs = signs(page, heading).filter(|_| typed_level(page, heading) < LAST)?;
        let place = Span {
            end: signs.start,
            ..signs
        };
        all = Some(match all {
            None => Suggestion::maybe(place, "#"),
            Some(all) => all.and(place, "#"),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_text;

    #[test]
    fn headings_of_the_titles_level_are_told_once() {
        let note = "note[first-level-heading] content/a.md:";
        for (text, expected) in [
            ("# A\n\n## B", ""),
            (
                "# Other\n\n# More",
                "4:1 2 headings are of the level of the page's title, so they are shown one level down; help: write ## Other, and one # more at each heading below it",
            ),
            (
                "# A\n\nB\n=\n\n### C",
                "6:1 this heading is of the level of the page's title, so it is shown one level down; help: write ## B, and one # more at each heading below it",
            ),
            ("## B\n\n> # In a quotation", ""),
        ] {
            let found = of_text("first-level-heading", text).join("\n");
            assert_eq!(found.replace(note, ""), expected, "{text}");
        }
    }
}
