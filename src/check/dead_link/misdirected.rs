//! Relations that reach something, but not what they should name.

use crate::check::dead_link::rule::RULE;
use crate::diagnostic::Diagnostic;
use crate::model::page::{RelationKind, TypedRelation};
use crate::model::site::{Resolution, Site};

pub(super) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        let relations = page.relations();
        findings.extend(relations.filter_map(|(relation, to)| no_page(relation, to)));
    }
}

/// A relation to a source; or to a term, where terms make no sense.
fn no_page(relation: &TypedRelation, to: &Resolution) -> Option<Diagnostic> {
    let name = &relation.target.value;
    let (what, help) = match to {
        Resolution::Work(_) => (
            "a source",
            format!("cite it in the text with [source: {name}]"),
        ),
        Resolution::Page {
            heading: Some(_), ..
        } if !compares(relation.kind) => (
            "a term of the glossary",
            format!("link to it in the text with [[{name}]]"),
        ),
        _ => return None,
    };
    let field = relation.kind.field();
    let message = format!("`{name}` is {what}, and `{field}` takes pages");
    let finding = RULE.at(relation.target.span, message);
    Some(finding.help(format!("{help}, or write a page about it")))
}

/// Whether a relation only points at something to compare with, which a term may be.
fn compares(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::SeeAlso | RelationKind::ContrastsWith)
}
