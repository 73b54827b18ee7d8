//! An agenda that does not say how long something takes.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::front_matter::Notation;
use crate::model::page::{Page, Status};

pub(crate) static RULE: Rule = Rule {
    name: "missing-minutes",
    severity: Severity::Error,
    about: "An agenda that does not say how long the meeting is, or an item that does not say how long it \
            takes, so that no time after it can be told. On a page whose status is `stub` it is a note only.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let mut found = Vec::new();
    if !agenda.settings.says_minutes {
        let finding = RULE.at(
            page.meta.kind.span,
            "this does not say how long the meeting is",
        );
        let field = Notation::of(&page.text).field("minutes", 90);
        found.push(finding.help(format!("write it in the front matter: {field}")));
    }
    for item in agenda.items.iter().filter(|item| !item.says_minutes) {
        let heading = &page.body.headings[item.heading as usize];
        // Its braces are shown for what they are, which is another rule's matter.
        if !heading.text.contains('{') {
            let finding = RULE.at(heading.span, "this item does not say how long it takes");
            let title = &heading.text;
            found.push(finding.help(format!(
                "write ## {title} {{minutes=10}}; what is no item stands under ### or above the first item"
            )));
        }
    }
    if page.meta.status == Some(Status::Stub) {
        found.iter_mut().for_each(|f| f.severity = Severity::Note);
    }
    findings.extend(found);
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn the_meeting_and_each_item_say_how_long_they_are() {
        let text = "Text.\n\n## A {.opening}\n\n### Part\n\n## Open questions\n\n## B {minutes=x}\n\n## C {minutes=5";
        assert_eq!(
            of_agenda("missing-minutes", "", text),
            [
                "error 3:8 this does not say how long the meeting is; help: write it in the front matter: minutes = 90",
                "error 9:1 this item does not say how long it takes; help: write ## A {minutes=10}; what is no item stands under ### or above the first item",
            ]
        );
        let stub = of_agenda("missing-minutes", "status = \"stub\"", "## A");
        assert!(stub.len() == 2 && stub.iter().all(|line| line.starts_with("note ")));
        assert!(of_agenda("missing-minutes", "minutes = 0", "## A {minutes=1}").is_empty());
    }
}
