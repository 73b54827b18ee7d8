//! A decision that nobody knows how to take.

use crate::diagnostic::private_text::typed_in;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::ItemKind;
use crate::model::config::Schema;
use crate::model::page::{MarkerKind, Page};

pub(crate) static RULE: Rule = Rule {
    name: "decision-without-rule",
    severity: Severity::Warning,
    about: "An agenda with a decision to take, and neither a `decision_rule` for the meeting nor a method \
            that the item uses. How to decide is then argued about in the middle of it.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    if agenda.settings.decision_rule.is_some() {
        return;
    }
    for item in agenda.items.iter().filter(|item| item.uses.is_empty()) {
        let mut marked = item.marked.iter();
        let decision = marked.find_map(|block| {
            let marker = &page.body.markers[block.marker as usize];
            (marker.kind == MarkerKind::Decision).then_some(marker.span)
        });
        let heading = page.body.headings[item.heading as usize].span;
        let decides = item.sort == Some(ItemKind::Decision);
        if let Some(place) = decision.or(decides.then_some(heading)) {
            let finding = RULE.at(place, "nothing says how this is decided");
            let field = typed_in(&page.text, "decision_rule", "consent");
            findings.push(finding.help(format!(
                "write {field} in the front matter, or name the page of a method on the item: uses=its-id"
            )));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn a_decision_has_a_rule_or_a_method() {
        let items = "## A {minutes=5}\n\n> [!DECISION] Yes?\n\n## B {.decision minutes=5}\n\n## C {.decision minutes=5 uses=c}\n\n## D {minutes=5}";
        let found = |fields| of_agenda("decision-without-rule", fields, items);
        let rest = "nothing says how this is decided; help: write decision_rule = \"consent\" in the front matter, or name the page of a method on the item: uses=its-id";
        assert_eq!(
            found(""),
            [
                format!("warning 9:3 {rest}"),
                format!("warning 11:1 {rest}")
            ]
        );
        assert!(found("decision_rule = \"consent\"").is_empty());
        assert_eq!(found("decision_rule = \" \"").len(), 2);
    }
}
