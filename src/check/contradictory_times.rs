//! Times of an item that contradict each other.

use crate::check::people_phrase;
use crate::diagnostic::Applicability::Maybe;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::agenda::{Agenda, Item};
use crate::model::config::Schema;
use crate::model::page::Page;

pub(crate) static RULE: Rule = Rule {
    name: "contradictory-times",
    severity: Severity::Error,
    about: "An item of an agenda whose times contradict each other: its `least` is longer than it takes \
            at all, or its `cap` is shorter than what it takes without anyone, or caps what does not grow.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if let Some(agenda) = &page.agenda {
        let items = agenda.items.iter();
        findings.extend(
            items
                .flat_map(|item| [least(page, agenda, item), cap(item)])
                .flatten(),
        );
    }
}

/// With few people an item may well take less than is its least: its least is then that. So it is judged by how many the
/// page expects, whoever comes to the meeting for which somebody prints.
fn least(page: &Page, agenda: &Agenda, item: &Item) -> Option<Diagnostic> {
    let planned = agenda.settings.made_for;
    let expected = planned.map_or_else(|| agenda.expected(), |people| people.expected);
    let least = item.least.as_ref()?;
    let minutes = item.minutes?.of(expected);
    if least.value <= minutes {
        return None;
    }
    let with = people_phrase::with(agenda, expected);
    let message = format!(
        "at least {} minutes are asked for, and the item takes {minutes}{with}",
        least.value
    );
    let help = format!("write least={minutes} or less, or give the item more minutes");
    let (old, new) = (least.value.to_string(), minutes.to_string());
    Some(
        RULE.at(least.span, message)
            .help(help)
            .suggest(Suggestion::within(
                Maybe, &page.text, least.span, &old, &new,
            )),
    )
}

fn cap(item: &Item) -> Option<Diagnostic> {
    let minutes = item.minutes?;
    let cap = minutes.cap?;
    if minutes.per_person == 0 && minutes.per_member == 0 {
        let message = format!(
            "a cap of {cap} on an item that always takes {}",
            minutes.fixed
        );
        let help = "take the cap out, or say by how much the item grows: minutes=2+0.75/person";
        return Some(RULE.at(minutes.span, message).help(help));
    }
    if cap > minutes.fixed {
        return None;
    }
    let message = format!(
        "a cap of {cap} on an item that takes {} before anyone has had a turn",
        minutes.fixed
    );
    let help = format!(
        "write a cap above {}, or minutes={cap} alone",
        minutes.fixed
    );
    Some(RULE.at(minutes.span, message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn times_of_an_item_agree() {
        for (braces, expected) in [
            (
                "minutes=5 least=6",
                Some(
                    "23 at least 6 minutes are asked for, and the item takes 5; help: write least=5 or less, or give the item more minutes",
                ),
            ),
            (
                "minutes=2+0.5/person least=8",
                Some(
                    "34 at least 8 minutes are asked for, and the item takes 7 with 10 people; help: write least=7 or less, or give the item more minutes",
                ),
            ),
            (
                "minutes=5 cap=6",
                Some(
                    "15 a cap of 6 on an item that always takes 5; help: take the cap out, or say by how much the item grows: minutes=2+0.75/person",
                ),
            ),
            (
                "minutes=9+1/person cap=9",
                Some(
                    "15 a cap of 9 on an item that takes 9 before anyone has had a turn; help: write a cap above 9, or minutes=9 alone",
                ),
            ),
            ("minutes=2+0.5/person cap=9 least=7", None),
            ("minutes=5 least=5", None),
        ] {
            let fields = "people = { min = 2, expected = 10 }";
            let found = of_agenda(
                "contradictory-times",
                fields,
                &format!("\n## A {{{braces}}}"),
            );
            let expected = expected.iter().map(|rest| format!("error 8:{rest}"));
            assert_eq!(found, expected.collect::<Vec<_>>(), "{braces}");
        }
    }
}
