//! Links and images as HTML.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_href;

use super::{Place, Writer, Writing};
use crate::page::{EventKind, Node, Target};
use crate::render::address::href;
use crate::site::{PageIndex, Resolution};

impl<'a> Writer<'a> {
    pub(super) fn link(&mut self, place: &mut Place<'a>, at: u32, index: u32) {
        let link = &place.body.links[index as usize];
        let Some(writing) = self.writing else {
            if let Target::External(dest) = &link.target {
                self.plain_link(dest, link.title.as_deref());
            }
            return;
        };
        let resolution = &writing.site.pages[place.page].leads.links[index as usize];
        match resolution {
            Resolution::Missing(_) => {
                self.out.push_str("<span class=\"dead-link\">");
                return;
            }
            Resolution::File(path) if writing.assets.is_unusable(path) => {
                self.out.push_str("<span class=\"dead-link\">");
                return;
            }
            // A file that no text for everyone names is not there to link to.
            Resolution::File(path) if self.is_unpublished(writing, path) => {
                self.out.push_str("<span>");
                if link.bare {
                    let title = title_of(writing, resolution, place.page);
                    self.escaped(&title);
                    place.skip_to = end_of_link(place, at);
                }
                return;
            }
            Resolution::External => {
                self.out
                    .push_str("<a class=\"external\" rel=\"noreferrer\" href=\"");
                if let Target::External(dest) = &link.target {
                    let _ = escape_href(&mut self.out, dest);
                }
            }
            _ => {
                self.out.push_str("<a href=\"");
                let address = self.address(writing, place.page, resolution);
                self.attribute(&address);
            }
        }
        if let Some(title) = &link.title {
            self.out.push_str("\" title=\"");
            self.attribute(title);
        }
        let foreign = self.foreign(writing, resolution);
        if let Some(lang) = foreign {
            self.out.push_str("\" hreflang=\"");
            self.attribute(lang);
        }
        if let Some(number) = self.link_note(writing, place, at, index) {
            let _ = write!(self.out, "\" data-note=\"{number}");
        }
        self.out.push_str("\">");
        if link.bare {
            let title = title_of(writing, resolution, place.page);
            self.escaped(&title);
            place.skip_to = end_of_link(place, at);
        }
    }

    fn plain_link(&mut self, dest: &str, title: Option<&str>) {
        self.out.push_str("<a href=\"");
        let _ = escape_href(&mut self.out, dest);
        if let Some(title) = title {
            self.out.push_str("\" title=\"");
            self.attribute(title);
        }
        self.out.push_str("\">");
    }

    pub(super) fn end_link(&mut self, place: &Place<'a>, index: u32) {
        let resolution = self.writing.map(|writing| {
            (
                writing,
                &writing.site.pages[place.page].leads.links[index as usize],
            )
        });
        match resolution {
            Some((_, Resolution::Missing(_))) => self.out.push_str("</span>"),
            Some((writing, Resolution::File(path)))
                if writing.assets.is_unusable(path) || self.is_unpublished(writing, path) =>
            {
                self.out.push_str("</span>");
            }
            Some((writing, resolution)) => {
                self.out.push_str("</a>");
                if let Some(lang) = self.foreign(writing, resolution) {
                    self.out.push_str(" <span class=\"lang\">");
                    self.escaped(lang);
                    self.out.push_str("</span>");
                }
            }
            None => self.out.push_str("</a>"),
        }
    }

    /// The language of what a link leads to, where it is not that of the page that shows it.
    fn foreign(&self, writing: Writing<'a>, resolution: &Resolution) -> Option<&'a str> {
        let page = resolution.page()?;
        let (there, here) = (
            writing.site.lang_of(page),
            writing.site.lang_of(self.shown_on),
        );
        (there != here).then_some(there)
    }

    /// The address of what was found, from the page that shows the link; `page` is the one whose
    /// text the link stands in.
    fn address(&self, writing: Writing<'a>, page: PageIndex, found: &Resolution) -> String {
        let site = writing.site;
        let from = self.from;
        match found {
            Resolution::Page { page: to, heading } => {
                let target = &site.pages[*to];
                let mut address = match target.url == from && heading.is_some() {
                    true => String::new(),
                    false => href(from, &target.url),
                };
                if let Some(heading) = heading {
                    address.push('#');
                    address.push_str(&target.page.body.headings[*heading as usize].id);
                }
                address
            }
            Resolution::Work(work) => {
                let lang = site.pages[page].page.meta.lang;
                href(from, &site.work_url(lang, *work))
            }
            Resolution::File(path) => href(from, &writing.assets.url(path)),
            Resolution::Generated(path) => href(from, path),
            Resolution::External | Resolution::Missing(_) => String::new(),
        }
    }

    /// Whether a file is named to the facilitator alone, and so is not published.
    fn is_unpublished(&self, writing: Writing<'a>, path: &str) -> bool {
        self.facilitators && !writing.assets.is_published(path)
    }

    /// Text that was to be a link.
    pub(super) fn dead(&mut self, words: &str) {
        self.out.push_str("<span class=\"dead-link\">");
        self.escaped(words);
        self.out.push_str("</span>");
    }

    pub(super) fn image(&mut self, place: &Place<'a>, index: u32) {
        let image = &place.body.images[index as usize];
        let Some(writing) = self.writing else {
            if let Target::External(dest) = &image.target {
                self.out.push_str("<img src=\"");
                let _ = escape_href(&mut self.out, dest);
                self.image_words(&image.alt, image.title.as_deref());
            }
            return;
        };
        let Ok(path) = &writing.site.pages[place.page].leads.images[index as usize] else {
            return self.dead(&place.text[image.span.range()]);
        };
        if self.is_unpublished(writing, path) {
            return self.escaped(&image.alt);
        }
        // It has no size when it is not published, or is no picture.
        let Some((width, height)) = writing.assets.size(path) else {
            return self.dead(&place.text[image.span.range()]);
        };
        let address = href(self.from, &writing.assets.url(path));
        self.out.push_str("<img src=\"");
        self.attribute(&address);
        self.out.push_str(&format!(
            "\" width=\"{width}\" height=\"{height}\" loading=\"lazy"
        ));
        self.image_words(&image.alt, image.title.as_deref());
    }

    fn image_words(&mut self, alt: &str, title: Option<&str>) {
        self.out.push_str("\" alt=\"");
        self.attribute(alt);
        if let Some(title) = title {
            self.out.push_str("\" title=\"");
            self.attribute(title);
        }
        self.out.push_str("\" />");
    }
}

/// The words of a link that has none of its own: its target's title, never its id.
pub(crate) fn title_of(writing: Writing<'_>, found: &Resolution, from: PageIndex) -> String {
    let site = writing.site;
    match found {
        Resolution::Page {
            page,
            heading: Some(heading),
        } => {
            let target = &site.pages[*page];
            let words = &target.page.body.headings[*heading as usize].text;
            match *page == from || *target.kind == *"glossary" {
                true => words.to_string(),
                false => format!("{}: {words}", target.title),
            }
        }
        Resolution::Page { page, .. } => site.pages[*page].title.to_string(),
        Resolution::Work(work) => site.works[*work].title(),
        Resolution::File(path) | Resolution::Generated(path) => {
            path.rsplit('/').next().unwrap_or(path).to_owned()
        }
        Resolution::External | Resolution::Missing(_) => String::new(),
    }
}

/// The event that ends the link that starts at `at`.
fn end_of_link(place: &Place<'_>, at: u32) -> u32 {
    let events = &place.body.events[at as usize..];
    let ends = |kind: EventKind| matches!(kind, EventKind::End(Node::Link(_)));
    let length = events.iter().position(|event| ends(event.kind));
    at + length.unwrap_or(0) as u32
}
