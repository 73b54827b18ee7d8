//! Groups that the people who come do not make, and things for groups where there are none.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::{Agenda, Amount, Item};
use crate::model::config::Schema;
use crate::model::page::Page;

pub(crate) static RULE: Rule = Rule {
    name: "group-size",
    severity: Severity::Error,
    about: "An item in groups that are larger than all who are expected, or materials for each group in an item without \
            groups.",
};

pub(crate) fn judge(page: &Page, _: &Schema, findings: &mut Vec<Diagnostic>) {
    if let Some(agenda) = &page.agenda {
        let items = agenda.items.iter();
        findings
            .extend(items.filter_map(|item| size(agenda, item).or_else(|| materials(page, item))));
    }
}

fn size(agenda: &Agenda, item: &Item) -> Option<Diagnostic> {
    agenda.settings.people.as_ref()?;
    let group = item.group.as_ref()?;
    let expected = agenda.expected();
    if group.value <= expected {
        return None;
    }
    let message = format!(
        "{expected} people are expected, and a group is to have {}",
        group.value
    );
    let smaller = (expected / 3).clamp(2, 4);
    let help = format!(
        "write a group that fits several times, such as group={smaller}; without groups all stay together"
    );
    Some(RULE.at(group.span, message).help(help))
}

fn materials(page: &Page, item: &Item) -> Option<Diagnostic> {
    let is_for_groups = |amount| matches!(amount, Amount::PerGroup(_));
    let mut materials = item.materials.iter();
    let of_groups = materials.find(|material| is_for_groups(material.amount))?;
    if item.group.is_some() {
        return None;
    }
    let heading = &page.body.headings[item.heading as usize];
    let message = format!(
        "\"{}\" is for each group, and this item has no groups",
        of_groups.name
    );
    let help =
        "write how many people a group is to have in the braces of the heading, such as group=3";
    Some(RULE.at(heading.span, message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    fn found(rule: &str, text: &str) -> Vec<String> {
        of_agenda(
            rule,
            "minutes = 60\npeople = { min = 6, expected = 12, max = 20 }",
            text,
        )
    }

    #[test]
    fn groups_are_of_some_of_those_who_come() {
        assert_eq!(
            found("group-size", "## A {minutes=10 group=40}"),
            [
                "error 8:24 12 people are expected, and a group is to have 40; help: write a group that fits several times, such as group=4; without groups all stay together"
            ]
        );
        assert!(found("group-size", "## A {minutes=10 group=3}").is_empty());
    }

    #[test]
    fn things_for_groups_need_groups() {
        let materials = "> [!MATERIALS]\n> - large sheets, 1 per group";
        assert_eq!(
            found("group-size", &format!("## A {{minutes=10}}\n\n{materials}")),
            [
                "error 8:1 \"large sheets\" is for each group, and this item has no groups; help: write how many people a group is to have in the braces of the heading, such as group=3"
            ]
        );
        let grouped = format!("## A {{minutes=10 group=3}}\n\n{materials}");
        assert!(found("group-size", &grouped).is_empty());
    }

    #[test]
    fn what_cannot_be_a_group_is_found_with_what_to_type() {
        for (braces, message) in [
            (
                "minutes=10 group=0",
                "24 a group of 0 is no group; help: write how many people a group is to have, such as group=3",
            ),
            (
                "minutes=10 group=three",
                "24 `three` is no number of people; help: write how many people a group is to have, such as group=3",
            ),
            (
                "minutes=3+4/member",
                "15 this grows with each member of a group, and the item has no groups; help: write how many people a group is to have, such as group=3, or /person in place of /member",
            ),
        ] {
            let found = found("item-attribute", &format!("## A {{{braces}}}"));
            assert_eq!(found, [format!("error 8:{message}")], "{braces}");
        }
    }
}
