//! What each typed relation leads to, its inverse, and the order of series.

use crate::page::Lead;
use crate::page::RelationKind;
use crate::site::{Inverse, PageIndex, SeriesPlace, Site};

/// Fills the inverses and series of every page.
pub(super) fn fill(site: &mut Site) {
    invert(site);
    order_series(site);
}

fn invert(site: &mut Site) {
    for from in 0..site.pages.len() {
        let inverses: Vec<(PageIndex, Inverse)> = typed(site, from)
            .filter(|(_, _, to)| *to != from)
            .map(|(kind, why, to)| {
                let why = why.map(str::to_owned);
                (to, Inverse { kind, from, why })
            })
            .collect();
        for (to, inverse) in inverses {
            // Two items of an agenda may use one method.
            let known = &mut site.pages[to].inverses;
            let again = |one: &&mut Inverse| one.from == from && one.kind == inverse.kind;
            match known.iter_mut().rev().find(again) {
                Some(one) => one.why = one.why.take().or(inverse.why),
                None => known.push(inverse),
            }
        }
    }
}

/// The relations of a page that lead to pages.
fn typed(
    site: &Site,
    index: PageIndex,
) -> impl Iterator<Item = (RelationKind, Option<&str>, PageIndex)> {
    let page = &site.pages[index];
    let relations = page.page.meta.relations.iter().zip(&page.leads.relations);
    relations
        .filter_map(|(relation, to)| Some((relation.kind, relation.why.as_deref(), to.page()?)))
}

/// The parts of each series: those its own lists begin with, in that order, and then those that
/// name it, by their `order` and title.
fn order_series(site: &mut Site) {
    for series in 0..site.pages.len() {
        let mut parts = listed(site, series);
        let mut naming: Vec<PageIndex> = site.pages[series]
            .inverses
            .iter()
            .filter(|inverse| inverse.kind == RelationKind::Series)
            .map(|inverse| inverse.from)
            .collect();
        naming.sort_by(|one, other| {
            let key = |page: &PageIndex| {
                let meta = &site.pages[*page].page.meta;
                (meta.order.unwrap_or(f64::INFINITY), meta.title())
            };
            key(one)
                .partial_cmp(&key(other))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        for part in naming {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        for (position, &part) in parts.iter().enumerate() {
            site.pages[part]
                .series
                .push(SeriesPlace { series, position });
        }
        site.pages[series].parts = parts;
    }
}

/// The pages with which the list items of a page of kind `series` begin.
fn listed(site: &Site, series: PageIndex) -> Vec<PageIndex> {
    let page = &site.pages[series];
    if page.page.meta.kind.value != "series" {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for entry in &page.page.body.entries {
        let Lead::Link(link) = entry.lead else {
            continue;
        };
        let public = page.page.body.links[link as usize].public;
        if let (true, Some(part)) = (public, page.leads.links[link as usize].page())
            && part != series
            && !parts.contains(&part)
        {
            parts.push(part);
        }
    }
    parts
}
