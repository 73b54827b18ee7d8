//! Links and relations that reach something, but not what they should name.

use std::borrow::Cow;

use crate::check::dead_link::RULE;
use crate::check::reference::{Form, Reference};
use crate::diagnostic::Diagnostic;
use crate::page::{Page, RelationKind, TypedRelation};
use crate::site::{Missing, Owner, Resolution, Site, SitePage};

pub(super) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        judge_links(site, page, findings);
        let relations = page.page.meta.relations.iter().zip(&page.leads.relations);
        findings.extend(relations.filter_map(|(relation, to)| no_page(relation, to)));
    }
}

/// Links to the file that a page is turned into. They would work, but the page would not know of
/// them, and they would not lead to its translations.
fn judge_links(site: &Site, from: &SitePage, findings: &mut Vec<Diagnostic>) {
    for (link, to) in from.page.body.links.iter().zip(&from.leads.links) {
        let Resolution::Generated(url) = to else {
            continue;
        };
        let Some(page) = page_at(site, url) else {
            continue;
        };
        let reference = Reference {
            page: &from.page,
            span: link.target_span,
            target: Cow::Borrowed(&link.target),
            missing: &Missing::Nothing,
            form: Form::Link,
        };
        let message = format!("`{url}` is what the page {} is turned into", page.path);
        let finding = RULE.at(link.target_span, message);
        findings.push(finding.help(own_file(&reference, &page.path)));
    }
}

fn page_at<'a>(site: &'a Site, url: &str) -> Option<&'a Page> {
    let owners = site.urls.get(url)?.iter();
    let mut pages = owners.filter_map(|owner| match owner {
        Owner::Page(page) => Some(&*site.pages[*page].page),
        _ => None,
    });
    pages.next()
}

pub(super) fn own_file(reference: &Reference<'_>, page: &str) -> String {
    format!("name the page's own file: {}", reference.leading_to(page))
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
