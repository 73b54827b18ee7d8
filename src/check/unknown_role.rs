//! A role that no page and no word explains.

use std::collections::BTreeSet;

use crate::diagnostic::Applicability::Maybe;
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::{Diagnostic, Rule, Severity, Suggestion};
use crate::model::agenda::{Agenda, Marked};
use crate::model::front_matter::Notation;
use crate::model::page::{MarkerKind, Page};
use crate::model::site::{Site, SitePage};
use crate::model::slug::slug;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-role",
    severity: Severity::Error,
    about: "A role that an agenda names, in `roles`, `lead` or a `CUE`, and that is no heading of the page \
            `meeting-roles`; without that page, none of those that have words built in.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        if let Some(agenda) = &page.page.agenda {
            let roles = list_roles(&page.page, agenda);
            let unknown = roles.filter(|(_, name)| site.role(&page.page, name).is_none());
            findings.extend(unknown.map(|(span, name)| finding(site, page, span, name)));
        }
    }
}

/// Every role that an agenda names, with its place.
pub(crate) fn list_roles<'a>(
    page: &'a Page,
    agenda: &'a Agenda,
) -> impl Iterator<Item = (Span, &'a str)> {
    let roles = agenda.settings.roles.iter();
    roles
        .map(|role| (role.span, role.value.as_str()))
        .chain(asked(page, agenda))
}

/// The roles that items ask for by `lead`, and cues anywhere.
pub(crate) fn asked<'a>(
    page: &'a Page,
    agenda: &'a Agenda,
) -> impl Iterator<Item = (Span, &'a str)> {
    let cue = |block: &'a Marked| {
        let marker = &page.body.markers[block.marker as usize];
        match &marker.kind {
            MarkerKind::Cue(role) => Some((marker.span, role.as_ref())),
            _ => None,
        }
    };
    let of_items = agenda.items.iter().flat_map(move |item| {
        let lead = item.lead.iter();
        let lead = lead.map(|lead| (lead.span, lead.value.as_str()));
        lead.chain(item.marked.iter().filter_map(cue))
    });
    let outside = agenda.outside.iter().flat_map(|section| &section.marked);
    of_items.chain(outside.filter_map(cue))
}

fn finding(site: &Site, page: &SitePage, span: Span, name: &str) -> Diagnostic {
    let lang = page.page.meta.lang;
    let finding = RULE.at(span, format!("there is no role `{name}`"));
    if let Some(help) = several(&page.page, span, name) {
        return finding.help(help);
    }
    let on_page = site.role_pages.get(lang.0 as usize).copied().flatten();
    let (known, help): (Vec<&str>, _) = match on_page {
        Some(roles) => {
            let roles = &site.pages[roles].page;
            let headings = roles.body.headings.iter();
            // The heading of the first level is the page's title, which is no role.
            let headings = headings.filter(|heading| heading.public && heading.level > 1);
            let help = format!(
                "write ## {name} on the page content/{}, and what it does",
                roles.path
            );
            (headings.map(|heading| &*heading.id).collect(), help)
        }
        None => {
            let roles = page.kind.roles.iter();
            // Such a page then says all the roles there are, so it needs a heading for each that a meeting names.
            let headings = all_named(site).join(", ");
            let help = format!(
                "write a page content/meeting-roles.md with a heading for each role, and what it does: {headings}"
            );
            (roles.map(|(id, _)| id.as_str()).collect(), help)
        }
    };
    match suggest(name, known) {
        Some(near) => finding.did_you_mean(
            near,
            Suggestion::within(Maybe, &page.page.text, span, name, near),
        ),
        None => finding.help(help),
    }
}

/// What to type where several roles stand in one text: a list of them, or for cues a block for each.
fn several(page: &Page, span: Span, name: &str) -> Option<String> {
    let names = name.split([',', ';', '/']).map(str::trim);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    if names.len() < 2 {
        return None;
    }
    let typed = page.text.get(span.range()).unwrap_or("");
    if typed.to_uppercase().contains("CUE ") {
        let blocks = names.iter().map(|name| format!("> [!CUE {name}] text"));
        let blocks: Vec<String> = blocks.collect();
        return Some(format!(
            "write a block for each role: {}",
            blocks.join(", ")
        ));
    }
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let list = format!("[{}]", names.join(", "));
    let field = Notation::of(&page.text).field("roles", list);
    Some(format!("write each role by itself: {field}"))
}

/// A heading for each role that a meeting names, once.
fn all_named(site: &Site) -> Vec<String> {
    let agendas = site.pages.iter().filter_map(|page| {
        let agenda = page.page.agenda.as_deref()?;
        Some((&page.page, agenda))
    });
    let named = agendas.flat_map(|(page, agenda)| list_roles(page, agenda));
    let mut seen = BTreeSet::new();
    named
        .filter(|(_, name)| seen.insert(slug(name)))
        .map(|(_, name)| format!("## {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    const AGENDA: &str = "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\nroles = [\"facilitator\", \"timekeper\"]\n+++\n## T {minutes=5 lead=Note-Taker}\n\n> [!CUE juggler] Now.\n";

    #[test]
    fn without_a_page_of_roles_some_have_words_built_in() {
        assert_eq!(
            of("unknown-role", &[("content/a.md", AGENDA)]),
            [
                "error[unknown-role] content/a.md:5:25 there is no role `timekeper`; help: did you mean `timekeeper`?",
                "error[unknown-role] content/a.md:9:3 there is no role `juggler`; help: write a page content/meeting-roles.md with a heading for each role, and what it does: ## facilitator, ## timekeper, ## Note-Taker, ## juggler",
            ]
        );
    }

    #[test]
    fn several_roles_in_one_text_are_a_list() {
        let page = "---\ntitle: A\nkind: agenda\nsummary: S.\nroles: facilitator, timekeeper\n---\n## T {minutes=5}\n";
        assert_eq!(
            of("unknown-role", &[("content/a.md", page)]),
            [
                "error[unknown-role] content/a.md:5:8 there is no role `facilitator, timekeeper`; help: write each role by itself: roles: [\"facilitator\", \"timekeeper\"]"
            ]
        );
    }

    #[test]
    fn a_cue_for_several_roles_is_a_block_for_each() {
        let page = "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\n+++\n## T {minutes=5}\n\n> [!CUE timekeeper, greeter] Now.\n";
        assert_eq!(
            of("unknown-role", &[("content/a.md", page)]),
            [
                "error[unknown-role] content/a.md:8:3 there is no role `timekeeper, greeter`; help: write a block for each role: > [!CUE timekeeper] text, > [!CUE greeter] text"
            ]
        );
    }

    #[test]
    fn a_page_of_roles_says_which_there_are() {
        let roles = "+++\ntitle = \"Roles\"\n+++\n## The facilitator {#facilitator}\n\nx\n\n## Juggler\n\nx\n\n## Timekeper\n\nx\n";
        assert_eq!(
            of(
                "unknown-role",
                &[
                    ("content/a.md", AGENDA),
                    ("content/sheets/meeting-roles.md", roles)
                ]
            ),
            [
                "error[unknown-role] content/a.md:7:22 there is no role `Note-Taker`; help: write ## Note-Taker on the page content/sheets/meeting-roles.md, and what it does",
            ]
        );
    }

    #[test]
    fn roles_are_named_in_the_language_of_the_page() {
        let site = "title = \"T\"\nlanguages = [\"en\", \"fr\"]\n[kinds.agenda.roles]\ntimekeeper = { en = \"Timekeeper\", fr = \"Chronométreur\" }\n";
        let french = "+++\ntitle = \"A\"\nkind = \"agenda\"\nsummary = \"S.\"\nroles = [\"chronométreur\", \"timekeeper\", \"facilitator\"]\n+++\n## T {minutes=5}\n";
        let files = [("site.toml", site), ("content/a.fr.md", french)];
        assert!(of("unknown-role", &files).is_empty());
    }
}
