//! The ways from a source back to the claims that rest on it, each in words.

use std::collections::BTreeMap;

use crate::document::{Cited, Claim};
use crate::render::html;
use crate::render::render_context::RenderContext;
use crate::render::second_hand;
use crate::render::view::BackData;

/// The ways from a source that a page cites back to each claim.
pub(crate) fn backs(cx: RenderContext<'_>, cited: &Cited, lang: &str) -> Vec<BackData> {
    let labels = labels(cx, &cited.claims);
    let claims = cited.claims.iter().zip(labels);
    claims
        .map(|(claim, label)| {
            let from = &cx.site.pages[claim.page];
            let typed = &from.page.body.citations[claim.citation as usize].items;
            let citations = &from.resolved.citations;
            let items = typed.iter().zip(citations.of(claim.citation)).enumerate();
            let mut places: Vec<String> = Vec::new();
            let mut citing = None;
            // A mark may cite one work at several places. Those that it shows itself are not said again.
            for (at, (item, _)) in items.filter(|(_, (_, work))| **work == Some(cited.work)) {
                let hidden = item.locator.as_ref();
                let hidden = hidden.filter(|locator| !cx.references.shows_place(locator));
                places.extend(hidden.map(|locator| cx.references.place(cited.work, locator, lang)));
                let inner = citations.inner_of(claim.citation, at);
                citing = citing.or_else(|| second_hand::data(cx, item, inner, lang));
            }
            BackData {
                anchor: html::mark_id(claim.mark),
                label,
                place: (!places.is_empty()).then(|| places.join("; ")),
                citing,
            }
        })
        .collect()
}

/// Where each claim stands: its section, and the number of its step where it stands in one. Of several in one place each has a
/// number of its own.
fn labels(cx: RenderContext<'_>, claims: &[Claim]) -> Vec<String> {
    let places: Vec<String> = claims.iter().map(|claim| place(cx, claim)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places {
        *counts.entry(place).or_default() += 1;
    }
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let labels = places.iter().map(|place| {
        if counts[place.as_str()] == 1 {
            return place.clone();
        }
        let nth = used.entry(place).or_default();
        *nth += 1;
        cx.words
            .plain("claim-of-several")
            .replace("{place}", place)
            .replace("{number}", &nth.to_string())
    });
    labels.collect()
}

fn place(cx: RenderContext<'_>, claim: &Claim) -> String {
    let (section, number) = match (claim.place.note, claim.place.heading) {
        (Some(note), _) => (cx.words.plain("footnotes"), Some(note as u64)),
        (None, Some((page, heading))) => {
            let heading = &cx.site.pages[page].page.body.headings[heading as usize];
            (&*heading.text, claim.place.item)
        }
        (None, None) => (cx.words.plain("beginning"), claim.place.item),
    };
    match number {
        Some(number) => format!("{section}{}{number}", cx.words.plain("list-separator")),
        None => section.to_owned(),
    }
}
