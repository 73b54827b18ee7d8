//! A page's relations to other pages, typed and generated, and its place in series.

use std::collections::{HashMap, HashSet};

use crate::model::page::RelationKind;
use crate::model::site::{Inverse, PageIndex, SeriesPart, SeriesPlace, Site, WorkIndex};
use crate::render::i18n::Words;
use crate::render::page_facts::{foreign, kind_name, summary};
use crate::render::view::{Linked, RelationGroup, RelationItem, SeriesData};

/// Typed relations and inverses, in the order in which a page shows them. Neighbours of one name
/// are one group: whoever wants to try a method asks for all that helps, whichever page names which.
const GROUPS: [(&str, RelationKind, bool); 10] = [
    ("prerequisites", RelationKind::Prerequisite, false),
    ("leads-to", RelationKind::Prerequisite, true),
    ("in-practice", RelationKind::Uses, false),
    ("in-practice", RelationKind::Uses, true),
    ("in-practice", RelationKind::Handout, false),
    ("in-practice", RelationKind::Handout, true),
    ("contrasts-with", RelationKind::ContrastsWith, false),
    ("see-also", RelationKind::SeeAlso, false),
    ("series", RelationKind::Series, false),
    ("parts", RelationKind::Series, true),
];

pub(super) fn relations(site: &Site, index: PageIndex, words: &Words) -> Vec<RelationGroup> {
    let mut groups: Vec<RelationGroup> = Vec::new();
    for (id, kind, inverse) in GROUPS {
        let mut items = match (kind, inverse) {
            (RelationKind::Series, true) => parts(site, index),
            (_, false) => typed(site, index, kind),
            (_, true) => inverses(site, index, |relation| relation.kind == kind),
        };
        // These two hold in both directions, so the other page's word joins this one's.
        if matches!(kind, RelationKind::SeeAlso | RelationKind::ContrastsWith) {
            let inverses = inverses(site, index, |relation| relation.kind == kind);
            join(&mut items, inverses);
        }
        match groups.last_mut().filter(|group| group.id == id) {
            Some(group) => join(&mut group.items, items),
            None if items.is_empty() => {}
            None => groups.push(RelationGroup {
                id,
                label: words.plain(&format!("relation-{id}")).to_owned(),
                items,
            }),
        }
    }
    groups
}

/// Adds items, but for pages that are there already.
fn join(items: &mut Vec<RelationItem>, others: Vec<RelationItem>) {
    let known: HashSet<String> = items.iter().map(|known| known.url.clone()).collect();
    let mut added = HashSet::new();
    let others = others.into_iter();
    items.extend(
        others.filter(|other| !known.contains(&other.url) && added.insert(other.url.clone())),
    );
}

fn typed(site: &Site, index: PageIndex, kind: RelationKind) -> Vec<RelationItem> {
    let page = &site.pages[index];
    let relations = page.relations();
    let mut found: Vec<(PageIndex, Option<String>)> = Vec::new();
    let mut places: HashMap<PageIndex, usize> = HashMap::new();
    for (relation, to) in relations.filter(|(relation, _)| relation.kind == kind) {
        let Some(to) = to.page() else {
            continue;
        };
        // Two items of an agenda may use one method.
        let at = *places.entry(to).or_insert_with(|| {
            found.push((to, None));
            found.len() - 1
        });
        let why = &mut found[at].1;
        *why = why.take().or_else(|| relation.why.clone());
    }
    let found = found.into_iter();
    found.map(|(to, why)| item(site, index, to, why)).collect()
}

fn inverses(site: &Site, index: PageIndex, wanted: impl Fn(&Inverse) -> bool) -> Vec<RelationItem> {
    let inverses = site.pages[index].inverses.iter();
    inverses
        .filter(|inverse| wanted(inverse))
        .map(|inverse| {
            let relations = &site.pages[inverse.from].page.meta.relations;
            // What the other page's writer says of this one is shown there.
            let why = relations[inverse.relation as usize].back_why.clone();
            item(site, index, inverse.from, why)
        })
        .collect()
}

fn parts(site: &Site, index: PageIndex) -> Vec<RelationItem> {
    let parts = site.pages[index].parts.iter();
    parts.map(|part| item(site, index, *part, None)).collect()
}

fn item(site: &Site, from: PageIndex, to: PageIndex, why: Option<String>) -> RelationItem {
    RelationItem {
        title: site.pages[to].title.to_string(),
        url: site.pages[to].url.clone(),
        why,
        kind: kind_name(site, to, site.lang_of(from)),
        summary: summary(site, to),
        lang: foreign(site, to, site.lang_of(from)),
    }
}

/// What comes before and after a page in each series that it is part of; of a page about a work, before and after the work.
pub(super) fn series(site: &Site, index: PageIndex) -> Vec<SeriesData> {
    let lang = site.lang_of(index);
    if let Some(work) = site.pages[index].work {
        return series_of_work(site, work, lang);
    }
    let places = site.pages[index].series.iter();
    places.map(|place| in_series(site, *place, lang)).collect()
}

/// What comes before and after a work in each series in this language that it is part of.
pub(super) fn series_of_work(site: &Site, work: WorkIndex, lang: &str) -> Vec<SeriesData> {
    let places = site.works[work].series.iter();
    let places = places.filter(|place| site.lang_of(place.series) == lang);
    places.map(|place| in_series(site, *place, lang)).collect()
}

fn in_series(site: &Site, place: SeriesPlace, lang: &str) -> SeriesData {
    let linked = |part: SeriesPart| match part {
        SeriesPart::Page(page) => Linked {
            title: site.pages[page].page.meta.title().to_owned(),
            url: site.pages[page].url.clone(),
        },
        SeriesPart::Work(work) => Linked {
            title: site.works[work].title(),
            url: site.work_url(site.config.lang(lang).unwrap_or_default(), work),
        },
    };
    let parts = &site.pages[place.series].series_parts;
    let Linked { title, url } = linked(SeriesPart::Page(place.series));
    let before = place.position.checked_sub(1);
    SeriesData {
        title,
        url,
        position: place.position + 1,
        total: parts.len(),
        previous: before.map(|at| linked(parts[at])),
        next: parts.get(place.position + 1).copied().map(linked),
    }
}
