//! Goes through what a page shows of another.

use super::Walk;
use crate::document::context::Context;
use crate::document::event::{Event, Link, Tag, Writer};
use crate::document::place::Place;
use crate::document::target::Target;
use crate::model::site::{Missing, PageIndex, Resolution};

impl<'a, W: Writer> Walk<'a, W> {
    /// A page or a section of one, where an embed names it.
    pub(super) fn embed(&mut self, place: &Place<'a>, embed: u32) {
        let Some(cx) = self.cx.filter(|_| self.scope.embeds) else {
            return;
        };
        let found = &cx.site.pages[place.page].resolved.embeds[embed as usize];
        if let Resolution::Missing(Missing::TakenAway(_)) = found {
            return;
        }
        let Resolution::Page { page, heading } = *found else {
            let typed = place.body.embeds[embed as usize].span.range();
            return self.out.put(Event::DeadEnd(&place.text[typed]));
        };
        // A page says nothing new within itself.
        if page == self.shown_on && heading.is_none() {
            return;
        }
        self.out.put(Event::Start(Tag::Embed));
        if !cx.is_linked(place.page, embed, self.is_own(place.page)) {
            let body = &cx.site.pages[page].page.body;
            let events = match heading {
                Some(heading) => body.text_of(&body.headings[heading as usize]),
                None => body.whole(),
            };
            self.depth += 1;
            let around = std::mem::take(&mut self.position);
            self.stretch(cx, page, events);
            self.position = around;
            self.depth -= 1;
        }
        self.embed_source(cx, page, found);
        self.out.put(Event::End(Tag::Embed));
    }

    fn embed_source(&mut self, cx: Context<'a>, page: PageIndex, found: &'a Resolution) {
        let shown = &cx.site.pages[page].page;
        let Some(target) = Target::on_site(found, shown.meta.lang) else {
            return;
        };
        let link = Link {
            target,
            title: None,
            lang: None,
            number: self.link_number(cx, found, target),
        };
        self.out.put(Event::EmbedSource(link, shown.meta.title()));
    }
}
