//! Which sources a site has a use for: those that pages cite, link to or are about. The others of a bibliography
//! are not published, unless `site.toml` asks for it.
//!
//! Goes by what pages name, before anything of it is resolved.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::bibliography::BibEntry;
use crate::model::config::Uncited;
use crate::model::kind::Ability;
use crate::model::page::{Page, Target};
use crate::model::unicode::nfc;
use crate::resolve::parts::Parts;

/// Takes the records that the site has no use for out of `records`, unless all of them are asked for, and gives them.
pub(super) fn take_unused(parts: &Parts, records: &mut Vec<Arc<BibEntry>>) -> Vec<Arc<BibEntry>> {
    if parts.config.uncited == Uncited::List {
        return Vec::new();
    }
    let used = used(parts, records);
    let mut at = 0;
    let is_unused = |_: &mut Arc<BibEntry>| {
        at += 1;
        !used[at - 1]
    };
    records.extract_if(.., is_unused).collect()
}

/// For each record whether the site has a use for it.
fn used(parts: &Parts, records: &[Arc<BibEntry>]) -> Vec<bool> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        let id = nfc(&record.id).into_owned();
        places.entry(id).or_default().push(at);
    }
    let mut used = vec![false; records.len()];
    let mut use_all = |id: &str| {
        let Some(of_id) = places.get(&*nfc(id)) else {
            return;
        };
        if used[of_id[0]] {
            return;
        }
        of_id.iter().for_each(|at| used[*at] = true);
        // What has taken its place is shown beside it.
        let later = of_id.iter().filter_map(|at| {
            let id = records[*at].own.superseded_by.as_deref()?;
            places.get(&*nfc(id))
        });
        for at in later.flatten() {
            used[*at] = true;
        }
    };
    let pages = parts
        .pages
        .iter()
        .filter(|page| !parts.leaves_out(&page.meta));
    for page in pages {
        list_keys(page).for_each(&mut use_all);
    }
    used
}

/// What a page names that could be a source.
fn list_keys(page: &Page) -> impl Iterator<Item = &str> {
    let body = &page.body;
    let marks = body.citations.iter().flat_map(|mark| &mark.items);
    let links = body.links.iter().map(|link| &link.target);
    let targets = links.chain(body.embeds.iter().map(|embed| &embed.target));
    let targets = targets.filter_map(|target| match target {
        Target::Name { name, .. } => Some(&**name),
        Target::Path { path, .. } => Some(stem(path)),
        _ => None,
    });
    let relations = page.meta.relations.iter();
    let relations = relations.map(|relation| relation.target.value.as_str());
    let is_about_source = page.meta.kind.value.can(Ability::ProseOfSource);
    let own = is_about_source.then_some(page.meta.id.value.as_str());
    marks
        .flat_map(|item| {
            let inner = item.citing.iter().map(|work| &*work.key);
            inner.chain([&*item.key])
        })
        .chain(targets)
        .chain(relations)
        .chain(own)
}

/// The name of a file without its folders and its ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".html").unwrap_or(name)
}
