//! A task in a meeting for somebody who is not there.

use crate::check::unknown_role::asked;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::agenda::Agenda;
use crate::model::front_matter::Notation;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unheld-role",
    severity: Severity::Warning,
    about: "A `CUE` or a `lead` for a role that is not among the `roles` of the agenda, so that nobody \
            will get it. A facilitator is always there.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        if let Some(agenda) = &page.page.agenda {
            let held = held(site, agenda, &page.page);
            let asked = asked(&page.page, agenda);
            let unheld = asked.filter(|(_, name)| {
                let role = site.role(&page.page, name);
                role.is_some_and(|role| !held.contains(&role.id))
            });
            findings.extend(unheld.map(|(span, name)| finding(&page.page, agenda, span, name)));
        }
    }
}

fn held(site: &Site, agenda: &Agenda, page: &Page) -> Vec<String> {
    let roles = agenda.settings.roles.iter().map(|role| role.value.as_str());
    let roles = roles.chain(["facilitator"]);
    roles
        .filter_map(|name| site.role(page, name).map(|role| role.id))
        .collect()
}

fn finding(page: &Page, agenda: &Agenda, span: Span, name: &str) -> Diagnostic {
    let known = agenda.settings.roles.iter().map(|role| role.value.as_str());
    let roles: Vec<String> = known
        .chain([name])
        .map(|role| format!("\"{role}\""))
        .collect();
    RULE.at(span, format!("nobody in this meeting is `{name}`"))
        .help(format!(
            "write {}",
            Notation::of(&page.text).field("roles", format!("[{}]", roles.join(", ")))
        ))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of_agenda;

    #[test]
    fn cues_and_leads_are_for_roles_of_the_agenda() {
        let items = "## T {minutes=5 lead=greeter}\n\n> [!CUE timekeeper] Now.\n\n> [!CUE facilitator] Now.\n\n> [!CUE Note-taker] Now.\n\n> [!CUE juggler] Now.";
        assert_eq!(
            of_agenda("unheld-role", "roles = [\"note-taker\"]", items),
            [
                "warning 7:22 nobody in this meeting is `greeter`; help: write roles = [\"note-taker\", \"greeter\"]",
                "warning 9:3 nobody in this meeting is `timekeeper`; help: write roles = [\"note-taker\", \"timekeeper\"]",
            ]
        );
        let all = "roles = [\"timekeeper\", \"note-taker\", \"greeter\"]";
        assert!(of_agenda("unheld-role", all, items).is_empty());
    }
}
