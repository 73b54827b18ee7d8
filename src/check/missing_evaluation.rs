//! A meeting that ends without asking how it was.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::{Item, ItemKind};
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::timing::total;

/// Shorter meetings may do without.
const SHORTEST: u32 = 60;

pub(crate) static RULE: Rule = Rule {
    name: "missing-evaluation",
    severity: Severity::Warning,
    about: "An agenda of an hour or more without a closing item of type `evaluation`, or with one below \
            five minutes for each full hour. A group that never asks how its meetings were keeps their faults.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let expected = agenda.expected();
    let length = agenda.declared();
    // What is said to be long and has no times yet is told so by another rule.
    if length < SHORTEST || total(&agenda.timed(expected)) == 0 {
        return;
    }
    let Some(last) = agenda.items.last() else {
        return;
    };
    let place = |item: &Item| page.body.headings[item.heading as usize].span;
    let wanted = length / 60 * 5;
    let write = format!("## Evaluation {{.evaluation minutes={wanted}}}");
    let Some(item) = closing(&agenda.items) else {
        let finding = RULE.at(place(last), "this meeting ends without an evaluation");
        findings.push(finding.help(format!("let one close it: {write}")));
        return;
    };
    let minutes = item.timed(expected).minutes;
    if minutes < wanted {
        let message = format!("{minutes} minutes are few to evaluate a meeting of {length}");
        let help = format!("give it {wanted}, which is five for each full hour");
        findings.push(RULE.at(place(item), message).help(help));
    }
}

/// The last evaluation, if nothing follows but a good-bye.
fn closing(items: &[Item]) -> Option<&Item> {
    let after = |item: &&Item| {
        matches!(
            item.sort,
            Some(ItemKind::Closing | ItemKind::Logistics | ItemKind::Break)
        )
    };
    let last = items.iter().rev().find(|item| !after(item))?;
    (last.sort == Some(ItemKind::Evaluation)).then_some(last)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn a_long_meeting_closes_with_an_evaluation() {
        let found = |text: &str| of_agenda("missing-evaluation", "minutes = 120", text);
        let help = "help: let one close it: ## Evaluation {.evaluation minutes=10}";
        let evaluation = "## E {.evaluation minutes=10}";
        for items in [
            "## A {minutes=60}".to_owned(),
            format!("{evaluation}\n\n## A {{minutes=60}}"),
        ] {
            let line = 5 + items.lines().count() + 1;
            assert_eq!(
                found(&items),
                [format!(
                    "warning {line}:1 this meeting ends without an evaluation; {help}"
                )]
            );
        }
        assert_eq!(
            found("## A {minutes=60}\n\n## E {.evaluation minutes=9}"),
            [
                "warning 9:1 9 minutes are few to evaluate a meeting of 120; help: give it 10, which is five for each full hour"
            ]
        );
        for after in ["", "\n\n## Z {.closing minutes=5}"] {
            assert!(found(&format!("## A {{minutes=60}}\n\n{evaluation}{after}")).is_empty());
        }
        let short = of_agenda("missing-evaluation", "minutes = 59", "## A {minutes=50}");
        assert!(short.is_empty());
    }
}
