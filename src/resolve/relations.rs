//! The inverses of typed relations, and the order of series.

use std::collections::HashSet;

use crate::model::page::RelationKind;
use crate::model::site::{Inverse, PageIndex, SeriesPart, SeriesPlace, Site};

/// Fills the inverses and series of every page.
pub(super) fn fill(site: &mut Site) {
    invert(site);
    order_series(site);
}

fn invert(site: &mut Site) {
    for from in 0..site.pages.len() {
        let (leads, page) = (
            site.pages[from].resolved.clone(),
            site.pages[from].page.clone(),
        );
        let says_why = |relation: u32| page.meta.relations[relation as usize].back_why.is_some();
        for &(kind, relation, to) in &leads.related {
            // Two items of an agenda may use one method.
            let known = &mut site.pages[to].inverses;
            // Those of one page come together.
            let own = known.iter_mut().rev().take_while(|one| one.from == from);
            match own.into_iter().find(|one| one.kind == kind) {
                Some(one) if says_why(one.relation) => {}
                Some(one) if says_why(relation) => one.relation = relation,
                Some(_) => {}
                None => known.push(Inverse {
                    kind,
                    from,
                    relation,
                }),
            }
        }
    }
}

/// The parts of each series: those its own lists begin with, in that order, and then those that
/// name it, by their `order` and title.
fn order_series(site: &mut Site) {
    for series in 0..site.pages.len() {
        let mut parts = site.pages[series].resolved.parts.clone();
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
        // What a series lists itself comes first: its writer has put it in order.
        let listed: HashSet<SeriesPart> = parts.iter().copied().collect();
        let naming = naming.into_iter().map(SeriesPart::Page);
        parts.extend(naming.filter(|part| !listed.contains(part)));
        for (position, part) in parts.iter().enumerate() {
            let place = SeriesPlace { series, position };
            match *part {
                SeriesPart::Page(page) => site.pages[page].series.push(place),
                SeriesPart::Work(work) => site.works[work].series.push(place),
            }
        }
        let pages = parts.iter().filter_map(|part| match part {
            SeriesPart::Page(page) => Some(*page),
            SeriesPart::Work(_) => None,
        });
        site.pages[series].parts = pages.collect();
        site.pages[series].series_parts = parts;
    }
}
