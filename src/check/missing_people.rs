//! An agenda whose times depend on how many come, which it does not say.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::config::Schema;
use crate::model::front_matter::Notation;
use crate::model::page::Page;

pub(crate) static RULE: Rule = Rule {
    name: "missing-people",
    severity: Severity::Error,
    about: "An agenda with an item that grows with each person or is done in groups, and no word of how many are expected.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    let Some(agenda) = &page.agenda else {
        return;
    };
    // What is said there and cannot be read is found already.
    let says = page.meta.fields.iter().any(|field| field.id == "people");
    if says || agenda.settings.people.is_some() {
        return;
    }
    let mut items = agenda.items.iter();
    let found = items.find_map(|item| {
        let grows = item.minutes.filter(|minutes| minutes.per_person > 0);
        let grows = grows.map(|minutes| {
            let message = "this takes longer the more come, and nothing says how many do";
            (minutes.span, message)
        });
        let divides = item.group.as_ref().map(|group| {
            let message = "this divides those who come, and nothing says how many do";
            (group.span, message)
        });
        grows.or(divides)
    });
    if let Some((place, message)) = found {
        let notation = Notation::of(&page.text);
        let range = notation.braces(&[("min", 6), ("expected", 16), ("max", 30)]);
        let field = notation.field("people", range);
        let help = format!("write it in the front matter: {field}");
        findings.push(RULE.at(place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn times_a_person_need_people() {
        let found = |fields| {
            let items =
                "## A {minutes=5}\n\n## B {minutes=5+1/person}\n\n## C {minutes=5+1/person}";
            of_agenda("missing-people", fields, items)
        };
        assert_eq!(
            found("minutes = 30"),
            [
                "error 9:15 this takes longer the more come, and nothing says how many do; help: write it in the front matter: people = { min = 6, expected = 16, max = 30 }"
            ]
        );
        assert!(found("people = { expected = 16 }").is_empty());
        assert!(found("people = { min = 9, expected = 6 }").is_empty());
        assert!(of_agenda("missing-people", "", "## A {minutes=5}").is_empty());
    }
}
