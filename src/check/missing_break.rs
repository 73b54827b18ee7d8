//! A meeting in which nobody can leave the room for too long.

use crate::check::people_phrase;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::{Agenda, ItemKind};
use crate::model::config::Schema;
use crate::model::page::Page;

/// As long as people can be expected to sit.
const LONGEST: u32 = 90;

pub(crate) static RULE: Rule = Rule {
    name: "missing-break",
    severity: Severity::Warning,
    about: "An agenda in which more than 90 minutes pass without an item of type `break`.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if let Some(agenda) = &page.agenda {
        let mut crowds = agenda.crowds().into_iter();
        findings.extend(crowds.find_map(|people| finding(page, agenda, people)));
    }
}

/// The first stretch that is too long, at the item in which it becomes so.
fn finding(page: &Page, agenda: &Agenda, people: u32) -> Option<Diagnostic> {
    let mut stretches = agenda
        .items
        .split(|item| item.sort == Some(ItemKind::Break));
    let minutes = |item: &crate::model::agenda::Item| item.timed(people).minutes;
    let stretch = stretches.find(|items| items.iter().map(minutes).sum::<u32>() > LONGEST)?;
    let mut passed = 0;
    let at = stretch.iter().find(|item| {
        passed += minutes(item);
        passed > LONGEST
    })?;
    let all: u32 = stretch.iter().map(minutes).sum();
    let with = people_phrase::with(agenda, people);
    let place = page.body.headings[at.heading as usize].span;
    Some(
        RULE.at(place, format!("{all} minutes pass without a break{with}"))
            .help("put one before this item: ## Break {.break minutes=10}"),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn ninety_minutes_are_the_most_without_a_break() {
        let found = |text| {
            of_agenda(
                "missing-break",
                "people = { expected = 10, max = 20 }",
                text,
            )
        };
        let help = "help: put one before this item: ## Break {.break minutes=10}";
        assert_eq!(
            found(
                "## A {minutes=50}\n\n## B {minutes=41}\n\n## C {minutes=9}\n\n## D {.break minutes=5}\n\n## E {minutes=95}"
            ),
            [format!(
                "warning 9:1 100 minutes pass without a break; {help}"
            )]
        );
        assert_eq!(
            found("## A {minutes=80+1/person}"),
            [format!(
                "warning 7:1 100 minutes pass without a break with 20 people; {help}"
            )]
        );
        assert!(found("## A {minutes=90}").is_empty());
        assert!(
            found("## A {minutes=60}\n\n## B {.break minutes=5}\n\n## C {minutes=60}").is_empty()
        );
    }
}
