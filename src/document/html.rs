//! What the addresses in raw HTML lead to and show.

use crate::document::context::Context;
use crate::document::event::HtmlAddress;
use crate::document::place::Place;
use crate::document::target::Target;
use crate::model::page::{Addressed, Event};
use crate::model::site::PageIndex;

/// What the addresses in an event of raw HTML come to; none in plain CommonMark.
pub(super) fn addresses<'a>(
    cx: Option<Context<'a>>,
    place: &Place<'a>,
    event: &Event,
) -> Vec<HtmlAddress<'a>> {
    let Some(cx) = cx else {
        return Vec::new();
    };
    let addresses = place.body.addresses_of(event).iter();
    let addresses = addresses.map(|address| {
        let targets = targets(cx, place.page, &address.of);
        let shown = match (&address.of, &targets[..]) {
            (Addressed::Image(_), [(Target::File(path), _)]) => Some(*path),
            _ => None,
        };
        HtmlAddress {
            range: address.range.start as usize..address.range.end as usize,
            targets,
            shown,
        }
    });
    addresses.collect()
}

/// What an attribute of the page at `index` comes to; nothing where that is not there or not published.
fn targets<'a>(cx: Context<'a>, index: PageIndex, of: &'a Addressed) -> Vec<(Target<'a>, &'a str)> {
    let page = &cx.site.pages[index];
    let picture = |image: u32| {
        let path = page.resolved.images[image as usize].as_deref().ok()?;
        let is_shown = cx.files.size(path).is_some();
        is_shown.then_some(Target::File(path))
    };
    // A file may be in the folder and still be for the facilitator alone: then nothing may lead to it.
    let link = |link: u32| {
        let found = &page.resolved.links[link as usize];
        let target = Target::on_site(found, page.page.meta.lang)?;
        let is_there = match target {
            Target::File(path) => cx.files.is_published(path),
            _ => true,
        };
        is_there.then_some(target)
    };
    match of {
        Addressed::Link(at) => link(*at).map(|target| (target, "")).into_iter().collect(),
        Addressed::Image(at) => picture(*at)
            .map(|target| (target, ""))
            .into_iter()
            .collect(),
        Addressed::Set(items) => {
            let items = items.iter();
            let shown = items.filter_map(|item| Some((picture(item.image)?, &*item.size)));
            shown.collect()
        }
    }
}
