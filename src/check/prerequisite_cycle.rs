//! Pages each of which is to be read before the other.

use crate::diagnostic::few::{FEW, few};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::{RelationKind, TypedRelation};
use crate::model::site::{PageIndex, Site};
use crate::resolve::cycles::cycles;

pub(crate) static RULE: Rule = Rule {
    name: "prerequisite-cycle",
    severity: Severity::Error,
    about: "Pages whose `prerequisites` lead in a circle, so that a reader would not know where to \
            begin.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let steps: Vec<Vec<usize>> = (0..site.pages.len())
        .map(|page| prerequisites(site, page).map(|(_, to)| to).collect())
        .collect();
    for circle in cycles(&steps) {
        findings.extend(finding(site, &circle));
    }
}

/// What is to be read before a page, itself aside, which is another rule's matter.
fn prerequisites(
    site: &Site,
    page: PageIndex,
) -> impl Iterator<Item = (&TypedRelation, PageIndex)> {
    let page_of = &site.pages[page];
    let relations = page_of.relations();
    relations
        .filter(|(relation, _)| relation.kind == RelationKind::Prerequisite)
        .filter_map(|(relation, to)| Some((relation, to.page()?)))
        .filter(move |(_, to)| *to != page)
}

fn finding(site: &Site, circle: &[PageIndex]) -> Option<Diagnostic> {
    let id = |page: &PageIndex| format!("`{}`", site.pages[*page].page.meta.id.value);
    let mut chain: Vec<String> = circle.iter().map(id).collect();
    chain.push(id(&circle[0]));
    let message = format!(
        "these prerequisites lead in a circle: {}",
        few(chain.iter().cloned(), " → ")
    );
    let place = |at: usize| {
        let next = circle[(at + 1) % circle.len()];
        let (relation, _) = prerequisites(site, circle[at]).find(|(_, to)| *to == next)?;
        Some(relation.target.span)
    };
    let mut finding = RULE.at(place(0)?, message);
    for at in 1..circle.len().min(FEW) {
        let message = format!("{} names {}", chain[at], chain[at + 1]);
        finding = finding.note(place(at)?, message);
    }
    Some(finding.help("take one of them out of `prerequisites`, or put it under `see_also`"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_circle_is_named_once() {
        let page =
            |before: &str| format!("+++\ntitle = \"A\"\nprerequisites = [{before}]\n+++\nx\n");
        let (a, b, c) = (
            page("\"x\", \"b\""),
            page("\"c\""),
            page("{ page = \"a\" }"),
        );
        let files = [
            ("content/a.md", a.as_str()),
            ("content/b.md", b.as_str()),
            ("content/c.md", c.as_str()),
        ];
        assert_eq!(
            of("prerequisite-cycle", &files),
            [
                "error[prerequisite-cycle] content/a.md:3:23 these prerequisites lead in a circle: `a` → `b` → `c` → `a`; help: take one of them out of `prerequisites`, or put it under `see_also`; note content/b.md:3:18 `b` names `c`; note content/c.md:3:27 `c` names `a`"
            ]
        );
    }
}
