//! A meeting whose items and buffer take longer than it is declared to be.

use crate::check::{must_too_long, people_phrase};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::Agenda;
use crate::model::config::Schema;
use crate::model::front_matter::Notation;
use crate::model::page::Page;
use crate::model::source::Spanned;
use crate::model::timing::total;

pub(crate) static RULE: Rule = Rule {
    name: "agenda-too-long",
    severity: Severity::Error,
    about: "An agenda whose items and buffer together take longer than its `minutes`, with as many \
            people as are expected. Where it is so only with the most who may come, it is a warning, \
            since what gives way then is on the run sheet.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    let Some(declared) = &agenda.settings.minutes else {
        return;
    };
    let [expected, max] = agenda.crowds();
    let found = finding(page, agenda, declared, expected, Severity::Error);
    findings.extend(found.or_else(|| finding(page, agenda, declared, max, Severity::Warning)));
}

fn finding(
    page: &Page,
    agenda: &Agenda,
    declared: &Spanned<u32>,
    people: u32,
    severity: Severity,
) -> Option<Diagnostic> {
    let items = agenda.timed(people);
    let (items_take, buffer) = (total(&items), agenda.settings.buffer);
    let all = items_take + buffer;
    let over = all.checked_sub(declared.value).filter(|over| *over > 0)?;
    // What must not be left out is too long by itself: that is told instead, since no other item can mend it.
    if must_too_long::over(&items, declared.value).is_some() {
        return None;
    }
    let with = people_phrase::with(agenda, people);
    let sum = match buffer {
        0 => format!("the items take {items_take} minutes{with}"),
        _ => format!(
            "the items take {items_take} minutes{with}, and with the buffer of {buffer} that is {all}"
        ),
    };
    let finding = RULE.at(
        declared.span,
        format!("{sum}: {over} more than the meeting has"),
    );
    let field = Notation::of(&page.text).field("minutes", all);
    let finding = finding.help(format!(
        "take {over} off the items, put a cap on those that grow with each person, or write {field}"
    ));
    Some(Diagnostic {
        severity,
        ..finding
    })
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    fn found(fields: &str, text: &str) -> Vec<String> {
        of_agenda("agenda-too-long", fields, text)
    }

    #[test]
    fn items_and_buffer_fit_the_declared_length() {
        let items = "## A {minutes=100}\n\n## B {minutes=50}";
        assert_eq!(
            found("minutes = 150\nbuffer = 5", items),
            [
                "error 5:11 the items take 150 minutes, and with the buffer of 5 that is 155: 5 more than the meeting has; help: take 5 off the items, put a cap on those that grow with each person, or write minutes = 155"
            ]
        );
        assert!(found("minutes = 155\nbuffer = 5", items).is_empty());
        assert!(found("", items).is_empty());
    }

    #[test]
    fn what_is_too_long_only_for_the_most_who_come_is_a_warning() {
        let people = "minutes = 20\npeople = { min = 2, expected = 10, max = 30 }";
        assert_eq!(
            found(people, "## A {minutes=5+1/person}"),
            [
                "warning 5:11 the items take 35 minutes with 30 people: 15 more than the meeting has; help: take 15 off the items, put a cap on those that grow with each person, or write minutes = 35"
            ]
        );
        let found = found(people, "## A {minutes=11+1/person}");
        assert!(
            found.len() == 1
                && found[0]
                    .starts_with("error 5:11 the items take 21 minutes with 10 people: 1 more"),
            "{found:?}"
        );
    }
}
