//! An item that has less time than the method it uses asks for.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::{Agenda, Item};
use crate::model::page::{FieldValue, Page};
use crate::model::site::{Site, SitePage};

pub(crate) static RULE: Rule = Rule {
    name: "shorter-than-method",
    severity: Severity::Note,
    about: "An item of an agenda that has less time than the method it uses asks for with as many people as are expected: \
            than the `time` of that method's page.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let Some(agenda) = &page.page.agenda else {
            continue;
        };
        for item in &agenda.items {
            findings.extend(finding(site, page, agenda, item));
        }
    }
}

/// The finding about the method that asks for the most.
fn finding(site: &Site, page: &SitePage, agenda: &Agenda, item: &Item) -> Option<Diagnostic> {
    let minutes = item.minutes?;
    let people = agenda.expected();
    let methods = item.uses.iter().filter_map(|relation| {
        let method = page.resolved.relations[*relation as usize].page()?;
        let method = &site.pages[method].page;
        Some((asked(method, people)?, method))
    });
    let (asked, method) = methods.max_by_key(|(asked, _)| *asked)?;
    let has = minutes.of(people);
    if has >= asked {
        return None;
    }
    let title = method.meta.title();
    let message = format!(
        "\"{title}\" asks for {asked} minutes with {people} people, and this item has {has}"
    );
    let help = format!("give it minutes={asked}, or say in the item how it is done in less");
    Some(RULE.at(minutes.span, message).help(help))
}

/// The fewest minutes that a method asks for with so many people; `None` where it does not say.
fn asked(method: &Page, people: u32) -> Option<u32> {
    let mut fields = method.meta.fields.iter();
    let (fixed, each) = fields.find_map(|field| match field.value {
        FieldValue::Time {
            fixed, per_person, ..
        } => Some((fixed, per_person)),
        _ => None,
    })?;
    if fixed.is_none() && each.is_none() {
        return None;
    }
    let minutes = fixed.unwrap_or(0.0) + each.unwrap_or(0.0) * f64::from(people);
    // What was typed in hundredths is not to be rounded up by what floats cannot hold.
    Some((minutes - 1e-9).ceil().max(0.0) as u32)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn an_item_has_as_much_time_as_its_method_asks_for() {
        let method = "+++\ntitle = \"Go-round\"\nkind = \"method\"\nsummary = \"S.\"\ntime = { fixed = 2, per_person = 0.75 }\n+++\nText.\n";
        let found = |minutes: &str| {
            let agenda = format!(
                "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\nminutes = 30\npeople = {{ expected = 16 }}\n+++\n## T {{minutes={minutes} uses=go-round}}\n\nText.\n"
            );
            of(
                "shorter-than-method",
                &[("content/a.md", &agenda), ("content/go-round.md", method)],
            )
        };
        assert_eq!(
            found("10"),
            [
                "note[shorter-than-method] content/a.md:8:15 \"Go-round\" asks for 14 minutes with 16 people, and this item has 10; help: give it minutes=14, or say in the item how it is done in less"
            ]
        );
        assert!(found("14").is_empty());
        assert!(found("2+0.75/person").is_empty());
    }
}
