//! Pages that translate a page which is not there.

use std::collections::{HashMap, HashSet};

use crate::check::dead_link::rule::RULE;
use crate::diagnostic::Applicability::Maybe;
use crate::diagnostic::suggest::Candidates;
use crate::diagnostic::{Diagnostic, Suggestion};
use crate::model::page::{Page, Withheld};
use crate::model::site::Site;
use crate::model::source::Spanned;

pub(super) fn judge(site: &Site, findings: &mut Vec<Diagnostic>) {
    let translating = || {
        let pages = site.pages.iter();
        pages.filter_map(|page| page.page.meta.translation_of.as_ref())
    };
    if translating().next().is_none() {
        return;
    }
    let aliases = site.pages.iter().flat_map(|page| &page.page.meta.aliases);
    let former = aliases.map(|alias| alias.value.as_str());
    let ids: HashSet<&str> = site
        .pages
        .iter()
        .map(|page| id(&page.page))
        .chain(former)
        .collect();
    let left_out: HashMap<&str, Option<Withheld>> = site
        .drafts
        .iter()
        .map(|page| (id(page), page.meta.withheld))
        .collect();
    let dead: Vec<&Spanned<String>> = translating()
        .filter(|original| !ids.contains(original.value.as_str()))
        .collect();
    let mut candidates = Candidates::default();
    if !dead.is_empty() {
        let pages = site.pages.iter();
        pages.for_each(|page| candidates.add(id(&page.page)));
    }
    let near = candidates.nearest_of_each(dead.iter().map(|original| original.value.as_str()));
    for original in dead {
        let id = original.value.as_str();
        findings.extend(match left_out.get(id) {
            Some(None) => Some(draft(original)),
            Some(Some(Withheld::Asked)) => Some(withheld(original)),
            // What keeps it back is said there, and a page may translate one that is hidden.
            Some(Some(Withheld::Fault | Withheld::Hidden)) => None,
            None => Some(no_original(original, near.get(id).copied())),
        });
    }
}

fn id(page: &Page) -> &str {
    &page.meta.id.value
}

fn draft(original: &Spanned<String>) -> Diagnostic {
    let id = &original.value;
    let message = format!("the original `{id}` is a draft, and drafts are left out");
    RULE.at(original.span, message)
        .help("finish the original first")
}

fn withheld(original: &Spanned<String>) -> Diagnostic {
    let id = &original.value;
    let message = format!("the original `{id}` is kept from being published");
    RULE.at(original.span, message)
        .help("publish the original too, or take this field out")
}

fn no_original(original: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let id = &original.value;
    let finding = RULE.at(
        original.span,
        format!("there is no page `{id}` to translate"),
    );
    match near {
        Some(near) => finding
            .help(format!("did you mean \"{near}\"?"))
            .suggest(Suggestion::value(Maybe, original.span, id, near)),
        None => finding.help("give the id of the page in its first language"),
    }
}
