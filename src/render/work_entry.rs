//! What is said beside the reference of an entry in a list of works.

use crate::document::WorkEntry;
use crate::model::page::CitationItem;
use crate::model::site::{InnerCitation, WorkIndex};
use crate::render::render_context::RenderContext;
use crate::render::second_hand;

/// In this order, in the page's language: what the entry's mark says of the work; its level, format and access; how many
/// claims cite it.
pub(crate) fn beside(cx: RenderContext<'_>, entry: WorkEntry, lang: &str) -> Vec<String> {
    let page = &cx.site.pages[entry.page];
    let items = &page.page.body.citations[entry.citation as usize].items;
    let inner = page.resolved.citations.inner_of(entry.citation, 0);
    let typed = items
        .first()
        .and_then(|item| said_of_work(cx, (item, entry.work), inner, lang));
    let own = &cx.site.works[entry.work].record.own;
    let own = own.for_readers().map(|(_, words)| words.clone());
    let claims = (entry.claims > 0).then(|| cx.words.count("claims", entry.claims));
    typed.into_iter().chain(own).chain(claims).collect()
}

/// What a mark says besides naming its work: the place in it, what it cites, and the words around both.
fn said_of_work(
    cx: RenderContext<'_>,
    (item, work): (&CitationItem, WorkIndex),
    inner: &[InnerCitation],
    lang: &str,
) -> Option<String> {
    let place = item.locator.as_ref();
    let place = place.map(|place| cx.references.place(work, place, lang));
    let place = match (item.prefix.as_deref(), place) {
        (Some(prefix), Some(place)) => Some(format!("{prefix} {place}")),
        (prefix, place) => place.or_else(|| prefix.map(str::to_owned)),
    };
    let citing = (!inner.is_empty()).then(|| second_hand::words(cx, item, inner, lang));
    let suffix = item.suffix.as_deref().map(str::to_owned);
    let said: Vec<String> = [place, citing, suffix].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}
