//! Takes the addresses of raw HTML for what they are in Markdown: links and pictures of the page.
//!
//! What plays (recordings, films, their subtitles) is found like a link to its file. Addresses of other
//! sites stay as they are, for the rules on them to judge; those of this one, which a build gives other
//! names, are written anew where the HTML is shown.

use crate::model::address::{self, Reach};
use crate::model::page::{Addressed, Body, HtmlAddress, Image, Link, SetItem, Target};
use crate::model::source::Span;
use crate::parse::context::Context;
use crate::parse::html::{Attribute, Tag, tags};
use crate::parse::{comment, link};

/// Adds what `html` links to and shows; it is that of the event at `span`.
pub(super) fn add(body: &mut Body, html: &str, span: Span, source: &str, context: &Context<'_>) {
    let is_verbatim = comment::is_verbatim(source, span, html);
    let mut adding = Adding {
        body,
        span,
        is_verbatim,
        context,
    };
    for tag in tags(html).iter().filter(|tag| !tag.is_end) {
        adding.tag(tag);
    }
}

struct Adding<'a> {
    body: &'a mut Body,
    span: Span,
    is_verbatim: bool,
    context: &'a Context<'a>,
}

impl Adding<'_> {
    fn tag(&mut self, tag: &Tag) {
        let element = tag.element();
        for attribute in &tag.attributes {
            match (element.as_str(), attribute.name.as_str()) {
                ("a" | "area", "href") | ("audio" | "video" | "source" | "track", "src") => {
                    self.link(attribute);
                }
                ("img" | "image", "src") | ("video", "poster") => {
                    let alt = tag.attribute("alt").map(|alt| alt.value.as_str());
                    // What is shown before a film begins is shown by the film.
                    let alt = alt.or((element == "video").then_some(""));
                    self.image(attribute, alt);
                }
                ("img" | "source", "srcset") => self.set(attribute),
                (_, "id") | ("a", "name") if !attribute.value.trim().is_empty() => {
                    self.body.anchors.push(attribute.value.trim().into());
                }
                _ => {}
            }
        }
    }

    fn link(&mut self, attribute: &Attribute) {
        let Some(target) = self.target(&attribute.value) else {
            return;
        };
        let at = self.body.links.len() as u32;
        self.body.links.push(Link {
            target,
            span: self.span,
            target_span: self.place(attribute),
            bare: false,
            title: None,
            public: true,
            quote: None,
        });
        self.address(attribute, Addressed::Link(at));
    }

    /// `alt` is what it says that the picture shows; empty where that is nothing.
    fn image(&mut self, attribute: &Attribute, alt: Option<&str>) {
        let target = self.target(&attribute.value);
        let place = self.place(attribute);
        if let Some(at) = self.picture(target, place, alt) {
            self.address(attribute, Addressed::Image(at));
        }
    }

    /// `a.png 1x, b.png 2x`
    fn set(&mut self, attribute: &Attribute) {
        let mut items = Vec::new();
        for item in attribute.value.split(',').map(str::trim) {
            let (file, size) = item.split_once(char::is_whitespace).unwrap_or((item, ""));
            let target = self.target(file);
            let Some(image) = self.picture(target, self.span, Some("")) else {
                return;
            };
            items.push(SetItem {
                image,
                size: size.trim().into(),
            });
        }
        self.address(attribute, Addressed::Set(items));
    }

    fn picture(&mut self, target: Option<Target>, place: Span, alt: Option<&str>) -> Option<u32> {
        self.body.images.push(Image {
            target: target?,
            span: self.span,
            target_span: place,
            alt: alt.unwrap_or_default().into(),
            is_decorative: alt == Some(""),
            caption: None,
            credit: None,
            scale: None,
            fills_figure: false,
            public: true,
        });
        Some(self.body.images.len() as u32 - 1)
    }

    fn address(&mut self, attribute: &Attribute, of: Addressed) {
        self.body.html_addresses.push(HtmlAddress {
            event: self.span,
            range: attribute.range.start as u32..attribute.range.end as u32,
            of,
        });
    }

    /// What an address of this site names; `None` for any other.
    fn target(&self, address: &str) -> Option<Target> {
        let address = address.trim();
        // From the root of the disk, in HTML; from that of the content, in Markdown.
        let is_ours = matches!(address::reach(address), Reach::Site | Reach::Root);
        if !is_ours || address.is_empty() || address == "#" {
            return None;
        }
        match link::from_page(address, self.context) {
            Target::Refused(_) | Target::External(_) => None,
            target => Some(target),
        }
    }

    fn place(&self, attribute: &Attribute) -> Span {
        if self.is_verbatim {
            comment::place(self.span, true, attribute.value_range.clone())
        } else {
            self.span
        }
    }
}
