//! Pages by how long it takes to do what they are about, for whoever has half an hour.
//!
//! Pages stand where their longest time fits, so that nobody plans for less than may be needed.

use crate::model::lang::Lang;
use crate::model::site::{BuiltinPage, PageIndex};
use crate::render::render_context::RenderContext;
use crate::render::view::{CardGroup, Linked, ListData, TimeBand};
use crate::render::{collation, listing};

/// The most minutes of each band; what takes longer has a band of its own.
const BANDS: [u32; 3] = [15, 30, 60];

/// How many pages of a band the first page names.
const NAMED: usize = 3;

/// The list of all pages that say how long something takes.
pub(crate) fn list(cx: RenderContext<'_>, lang: Lang) -> ListData {
    let code = cx.site.config.code(lang);
    let bands = filled(cx, lang);
    ListData {
        map: None,
        title: cx.words.plain("by-time").to_owned(),
        intro: Some(cx.words.plain("by-time-intro").to_owned()),
        count: bands.iter().map(|(_, pages)| pages.len()).sum(),
        kind: None,
        items: Vec::new(),
        groups: bands
            .into_iter()
            .map(|(band, pages)| CardGroup {
                title: label(cx, band),
                id: id(band),
                items: pages
                    .into_iter()
                    .map(|page| listing::card(cx, page, code))
                    .collect(),
            })
            .collect(),
    }
}

/// The bands that have pages, for the first page: a few pages each, and the way to the others.
pub(crate) fn bands(cx: RenderContext<'_>, lang: Lang) -> Vec<TimeBand> {
    let site = cx.site;
    let list = site.builtin_url(lang, BuiltinPage::BY_TIME);
    let named = |page: PageIndex| Linked {
        title: site.pages[page].page.meta.title().to_owned(),
        url: site.pages[page].url.clone(),
    };
    filled(cx, lang)
        .into_iter()
        .map(|(band, pages)| TimeBand {
            label: label(cx, band),
            url: list.clone(),
            id: id(band),
            count: pages.len(),
            items: pages.into_iter().take(NAMED).map(named).collect(),
        })
        .collect()
}

/// The pages of each band that has some, the shortest first, those of one length by title.
fn filled(cx: RenderContext<'_>, lang: Lang) -> Vec<(usize, Vec<PageIndex>)> {
    let site = cx.site;
    let mut pages: Vec<(PageIndex, f64)> = site.pages_with_time(lang).collect();
    let collator = collation::collator(site.config.code(lang));
    let title = |page: PageIndex| site.pages[page].page.meta.title();
    pages.sort_by(|(one, minutes), (other, others)| {
        let lengths = minutes.total_cmp(others);
        lengths.then_with(|| collator.compare(title(*one), title(*other)))
    });
    let bands = pages.chunk_by(|(_, one), (_, other)| band(*one) == band(*other));
    bands
        .map(|pages| {
            let found = pages.iter().map(|(page, _)| *page);
            (band(pages[0].1), found.collect())
        })
        .collect()
}

/// The first band that the minutes fit into, counted from 0.
fn band(minutes: f64) -> usize {
    BANDS.partition_point(|most| f64::from(*most) < minutes)
}

fn label(cx: RenderContext<'_>, band: usize) -> String {
    let (word, minutes) = match BANDS.get(band) {
        Some(most) => ("time-within", *most),
        None => ("time-longer", BANDS[BANDS.len() - 1]),
    };
    let time = cx.words.duration(f64::from(minutes));
    cx.words.plain(word).replace("{time}", &time)
}

/// The id of a band's heading, which stays when other bands come and go.
fn id(band: usize) -> String {
    match BANDS.get(band) {
        Some(most) => format!("within-{most}"),
        None => "longer".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{band, id};

    #[test]
    fn minutes_fall_into_the_first_band_that_is_long_enough() {
        let bands = [5.0, 15.0, 15.5, 30.0, 60.0, 60.5, 105.0].map(|minutes| id(band(minutes)));
        let expected = [
            "within-15",
            "within-15",
            "within-30",
            "within-30",
            "within-60",
            "longer",
            "longer",
        ];
        assert_eq!(bands, expected);
    }
}
