//! Sources that no page cites, counted for each bibliography.

use std::collections::HashSet;

use crate::check::near_mark;
use crate::diagnostic::few::few;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::bibliography::BibEntry;
use crate::model::config::Uncited;
use crate::model::site::{Resolution, Site};
use crate::model::source::SourceId;

pub(crate) static RULE: Rule = Rule {
    name: "unused-source",
    severity: Severity::Note,
    about: "Sources of a bibliography that no page cites or links to, drafts among them. They are left out of the site, unless \
            `uncited = \"list\"` stands under `[citations]` in site.toml.",
};

/// `findings` may hold those on text that nearly cites a source, which then has its own finding.
pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let drafted: HashSet<&str> = site
        .drafts
        .iter()
        .flat_map(|page| &page.body.citations)
        .flat_map(|mark| &mark.items)
        .flat_map(|item| {
            item.citing
                .iter()
                .map(|inner| &*inner.key)
                .chain([&*item.key])
        })
        .collect();
    let meant: HashSet<String> = near_mark::meant(findings).map(str::to_owned).collect();
    // A list and no hash map, whose order would be that of the findings. A site has few bibliographies.
    let mut of_files: Vec<(SourceId, Vec<&BibEntry>)> = Vec::new();
    for record in unused(site) {
        let id = record.id.as_str();
        if !drafted.contains(id) && !meant.contains(id) {
            let source = record.span.source;
            match of_files.iter_mut().find(|(file, _)| *file == source) {
                Some((_, records)) => records.push(record),
                None => of_files.push((source, vec![record])),
            }
        }
    }
    for (_, mut records) in of_files {
        records.sort_by_key(|record| record.span.start);
        findings.push(finding(&records, site.config.uncited));
    }
}

fn finding(records: &[&BibEntry], uncited: Uncited) -> Diagnostic {
    let ids = records.iter().map(|record| format!("`{}`", record.id));
    let ids = few(ids, ", ");
    let left_out = match uncited {
        Uncited::Hide => ", and the site leaves them out",
        Uncited::List => "",
    };
    let message = match records {
        [only] => format!(
            "no page cites `{}`{}",
            only.id,
            left_out.replace("them", "it")
        ),
        all => format!(
            "no page cites {} of the sources in this file{left_out}: {ids}",
            all.len()
        ),
    };
    let first = records[0];
    RULE.at(first.span, message).help(format!(
        "cite a source with [source: {}]; those that are for later may stay",
        first.id
    ))
}

/// The sources that no page cites, links to or adds prose to, for whomever.
fn unused(site: &Site) -> impl Iterator<Item = &BibEntry> {
    let used = used(site);
    let works = site.works.iter().zip(used);
    let listed = works.filter_map(|(work, used)| (!used).then_some(&*work.record));
    let listed = listed.filter(|_| site.config.uncited == Uncited::List);
    listed.chain(site.unused.iter().map(|record| &**record))
}

/// For each source whether pages cite it, link to it or add prose to it, for whomever.
fn used(site: &Site) -> Vec<bool> {
    let mut used = vec![false; site.works.len()];
    for page in &site.pages {
        let leads = &page.resolved;
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
    fn a_source_that_a_text_nearly_cites_is_told_of_there_alone() {
        let page = titled("True [soruce: meant].");
        let bib = "@book{meant,\n  title = {A},\n}\n";
        let files = [("content/a.md", page.as_str()), ("content/s.bib", bib)];
        assert_eq!(of("unused-source", &files), [""; 0]);
        assert_eq!(of("near-mark", &files).len(), 1);
    }

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
                "note[unused-source] content/s.bib:13:7 no page cites `unused`, and the site leaves it out; help: cite a source with [source: unused]; those that are for later may stay"
            ]
        );
    }

    #[test]
    fn many_are_one_finding_a_file_and_may_be_listed() {
        let bib: String = (0..500)
            .map(|at| format!("@book{{a{at},\n  title = {{A}},\n}}\n"))
            .collect();
        let files = [
            ("content/s.bib", bib.as_str()),
            ("content/t.bib", "@book{z,\n  title = {Z},\n}\n"),
        ];
        let found = of("unused-source", &files);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].contains("no page cites 500 of the sources in this file, and the site leaves them out: `a0`, "), "{found:?}");
        let listed = [
            (
                "site.toml",
                "title = \"S\"\n[citations]\nuncited = \"list\"\n",
            ),
            files[0],
            files[1],
        ];
        assert!(of("unused-source", &listed)[1].contains("no page cites `z`;"));
    }
}
