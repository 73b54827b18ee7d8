//! Works on which claims rest by way of others, in words: `citing Able, 2002, p. 4`.

use crate::model::page::{CitationItem, InnerWork};
use crate::model::site::{InnerCitation, Site, WorkIndex};
use crate::render::render_context::RenderContext;
use crate::render::view::{CitedInTurn, InnerData};

/// How much of a title stands for a work that has no author, in letters.
const TITLE: usize = 40;

/// What a mark says behind the work that was read, in the page's language.
pub(crate) fn words(
    cx: RenderContext<'_>,
    item: &CitationItem,
    inner: &[InnerCitation],
    lang: &str,
) -> String {
    let works = known(item, inner).map(|(typed, work)| {
        let name = short_name(cx.site, work);
        match place(cx, typed, work, lang) {
            Some(place) => format!("{name}, {place}"),
            None => name,
        }
    });
    let works: Vec<String> = works.collect();
    cx.words
        .plain("citing")
        .replace("{works}", &works.join("; "))
}

/// The same as data, for templates; `None` where the claim rests on what was read.
pub(crate) fn data(
    cx: RenderContext<'_>,
    item: &CitationItem,
    inner: &[InnerCitation],
    lang: &str,
) -> Option<CitedInTurn> {
    let own = cx.site.config.lang(lang).unwrap_or_default();
    let works = known(item, inner).map(|(typed, work)| InnerData {
        title: short_name(cx.site, work),
        url: cx.site.work_url(own, work),
        place: place(cx, typed, work, lang),
    });
    let works: Vec<InnerData> = works.collect();
    let (before, after) = cx
        .words
        .plain("citing")
        .split_once("{works}")
        .unwrap_or_default();
    (!works.is_empty()).then(|| CitedInTurn {
        before: before.to_owned(),
        works,
        after: after.to_owned(),
    })
}

/// What is said of a work in the files that readers take with them: which works it cites on the site's claims, and in which
/// it is cited itself; `None` where no claim rests on one by way of the other.
pub(crate) fn note(cx: RenderContext<'_>, work: WorkIndex) -> Option<String> {
    let said = |key: &str, slot: &str, works: Vec<WorkIndex>| {
        let mut names: Vec<String> = Vec::new();
        for work in works {
            let name = short_name(cx.site, work);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let words = cx.words.plain(key).replace(slot, &names.join("; "));
        (!names.is_empty()).then_some(words)
    };
    let both = [
        said("citing", "{works}", cited_by(cx.site, work)),
        said("cited-in", "{work}", read_for(cx.site, work)),
    ];
    let both: Vec<String> = both.into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join("; "))
}

/// The works that a work cites, where claims rest on these by way of it.
fn cited_by(site: &Site, work: WorkIndex) -> Vec<WorkIndex> {
    let mut found = Vec::new();
    for place in &site.works[work].citing {
        let citations = &site.pages[place.from].resolved.citations;
        if citations.inner().is_empty() {
            continue;
        }
        let items = citations.of(place.mark).iter().enumerate();
        for (at, _) in items.filter(|(_, cited)| **cited == Some(work)) {
            let inner = citations.inner_of(place.mark, at).iter();
            found.extend(inner.filter_map(|one| one.work));
        }
    }
    found
}

/// The works that were read, where claims rest on a work by way of them.
fn read_for(site: &Site, work: WorkIndex) -> Vec<WorkIndex> {
    let mut found = Vec::new();
    for place in &site.works[work].cited_through {
        let citations = &site.pages[place.from].resolved.citations;
        let inner = citations.inner().iter();
        let inner = inner.filter(|one| one.mark == place.mark && one.work == Some(work));
        found.extend(inner.filter_map(|one| citations.of(one.mark)[one.item as usize]));
    }
    found
}

fn known<'a>(
    item: &'a CitationItem,
    inner: &'a [InnerCitation],
) -> impl Iterator<Item = (&'a InnerWork, WorkIndex)> {
    inner
        .iter()
        .filter_map(|one| Some((&item.citing[one.at as usize], one.work?)))
}

fn place(cx: RenderContext<'_>, typed: &InnerWork, work: WorkIndex, lang: &str) -> Option<String> {
    let locator = typed.locator.as_ref()?;
    Some(cx.references.place(work, locator, lang))
}

/// How a work is called in passing: its first authors and its year, or else its title.
fn short_name(site: &Site, work: WorkIndex) -> String {
    let entry = &site.works[work].record.entry;
    let people = entry
        .authors()
        .or_else(|| entry.editors())
        .unwrap_or_default();
    let name = match people {
        [] => cut(site.works[work].title()),
        [one] => one.name.clone(),
        [one, two] => format!("{} & {}", one.name, two.name),
        [one, ..] => format!("{} et al.", one.name),
    };
    let year = entry.date_any().map(|date| date.year);
    year.map_or(name.clone(), |year| format!("{name}, {year}"))
}

fn cut(title: String) -> String {
    match title.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{}…", title[..at].trim_end()),
        None => title,
    }
}
