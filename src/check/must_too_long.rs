//! A meeting that cannot hold even what must be in it.

use crate::check::people_phrase;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::Priority;
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::timing::{Timed, total};

pub(crate) static RULE: Rule = Rule {
    name: "must-too-long",
    severity: Severity::Error,
    about: "An agenda whose items of priority `must` alone take longer than its `minutes`, with as many \
            people as are expected or with the most who may come. No facilitator can make up for that.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let Some(declared) = &agenda.settings.minutes else {
        return;
    };
    let found = agenda.crowds().into_iter().find_map(|people| {
        let over = over(&agenda.timed(people), declared.value)?;
        let all = declared.value + over;
        let with = people_phrase::with(agenda, people);
        let message = format!(
            "what must be in this meeting takes {all} minutes{with}, {over} more than the meeting has"
        );
        Some(RULE.at(declared.span, message).help(
            "give up an item, or put a cap on one that grows with each person; priority=should lets one go when time is short",
        ))
    });
    findings.extend(found);
}

/// By how much the items of priority `must` alone are too long.
pub(crate) fn over(items: &[Timed], declared: u32) -> Option<u32> {
    let must = items.iter().filter(|item| item.priority == Priority::Must);
    let must: Vec<Timed> = must.copied().collect();
    total(&must).checked_sub(declared).filter(|over| *over > 0)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn what_must_be_fits_for_the_expected_and_for_the_most() {
        let found = |text| {
            let fields = "minutes = 30\npeople = { expected = 10, max = 30 }";
            of_agenda("must-too-long", fields, text)
        };
        let help = "give up an item, or put a cap on one that grows with each person; priority=should lets one go when time is short";
        assert_eq!(
            found("## A {minutes=35 priority=must}\n\n## B {minutes=35}"),
            [format!(
                "error 5:11 what must be in this meeting takes 35 minutes, 5 more than the meeting has; help: {help}"
            )]
        );
        assert_eq!(
            found("## A {minutes=5+1/person priority=must}"),
            [format!(
                "error 5:11 what must be in this meeting takes 35 minutes with 30 people, 5 more than the meeting has; help: {help}"
            )]
        );
        assert!(found("## A {minutes=5+1/person cap=30 priority=must}").is_empty());
        assert!(found("## A {minutes=35}").is_empty());
    }
}
