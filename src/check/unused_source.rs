//! A source that no page cites.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{Resolution, Site};

pub(crate) const RULE: Rule = Rule {
    name: "unused-source",
    severity: Severity::Note,
    about: "A source of the bibliography that no page cites or links to, drafts among them.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let used = used(site);
    let drafted: HashSet<&str> = site
        .drafts
        .iter()
        .flat_map(|page| &page.body.citations)
        .flat_map(|mark| &mark.items)
        .map(|item| &*item.key)
        .collect();
    for (work, used) in site.works.iter().zip(used) {
        let id = &work.record.id;
        if !used && !drafted.contains(id.as_str()) {
            let finding = RULE.at(work.record.span, format!("no page cites `{id}`"));
            findings.push(finding.help(format!("cite it with [source: {id}], or delete it")));
        }
    }
}

/// For each source whether pages cite it, link to it or add prose to it, for whomever.
fn used(site: &Site) -> Vec<bool> {
    let mut used = vec![false; site.works.len()];
    for page in &site.pages {
        let leads = &page.leads;
        let linked = leads.links.iter().chain(&leads.relations);
        let linked = linked.filter_map(|to| match to {
            Resolution::Work(work) => Some(*work),
            _ => None,
        });
        for work in linked.chain(leads.citations.works()).chain(page.work) {
            used[work] = true;
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{of, titled};

    #[test]
    fn a_source_is_used_by_a_mark_a_link_or_a_draft() {
        let record = |id: &str| format!("@book{{{id},\n  title = {{A}},\n}}\n");
        let bib: String = ["cited", "said", "linked", "drafted", "unused"]
            .map(record)
            .concat();
        let page = titled("X [@cited] [[linked]]\n\n> [!SAY] Y [@said]");
        let draft = "+++\ntitle = \"B\"\ndraft = true\n+++\n[@drafted]\n";
        let files = [
            ("content/a.md", page.as_str()),
            ("content/b.md", draft),
            ("content/s.bib", bib.as_str()),
        ];
        assert_eq!(
            of("unused-source", &files),
            [
                "note[unused-source] content/s.bib:13:7 no page cites `unused`; help: cite it with [source: unused], or delete it"
            ]
        );
    }
}
