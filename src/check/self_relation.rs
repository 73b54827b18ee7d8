//! A page that names itself in one of its relations.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::page::TypedRelation;
use crate::model::site::Site;

pub(crate) static RULE: Rule = Rule {
    name: "self-relation",
    severity: Severity::Warning,
    about: "A page that names itself in one of its relations, which is then left out.",
};

pub(crate) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (index, page) in site.pages.iter().enumerate() {
        let relations = page.relations();
        let own = relations.filter(|(_, to)| to.page() == Some(index));
        findings.extend(own.map(|(relation, _)| finding(relation)));
    }
}

fn finding(relation: &TypedRelation) -> Diagnostic {
    let field = relation.kind.field();
    RULE.at(
        relation.target.span,
        format!("`{field}` names this page itself"),
    )
    .help("name another page, or take it out")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::of;

    #[test]
    fn a_page_does_not_relate_to_itself() {
        let page = "+++\ntitle = \"A\"\nsee_also = [\"a\"]\n+++\nx\n";
        assert_eq!(
            of("self-relation", &[("content/a.md", page)]),
            [
                "warning[self-relation] content/a.md:3:13 `see_also` names this page itself; help: name another page, or take it out"
            ]
        );
    }
}
