//! Takes the addresses of raw HTML for what they are in Markdown: links and pictures of the page.
//!
//! What plays (recordings, films, their subtitles) is found like a link to its file. Addresses of other
//! sites stay as they are, for the rules on them to judge; those of this one, which a build gives other
//! names, are written anew where the HTML is shown.

use std::ops::Range;

use crate::model::address::{self, Reach};
use crate::model::page::{Addressed, Body, HtmlAddress, Image, Link, SetItem, Target};
use crate::model::source::Span;
use crate::parse::context::Context;
use crate::parse::html::{Attribute, Tag, tags};
use crate::parse::{comment, link, srcset};

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
                ("img", "src") if tag.attribute("srcset").is_some() => {
                    let alt = tag.attribute("alt").map(|alt| alt.value.as_str());
                    self.one_of_set(attribute, alt);
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

    /// `a.png 1x, b.png 2x`: each picture stands as it is, since somebody has made it for this. What browsers pass over
    /// is passed over here too.
    fn set(&mut self, attribute: &Attribute) {
        let set = &attribute.value;
        let mut items = Vec::new();
        for candidate in srcset::candidates(set) {
            let size = &set[candidate.size];
            let target = self.target(&set[candidate.address.clone()]);
            let place = self.place_within(attribute, candidate.address);
            if !srcset::is_size(size) {
                continue;
            }
            let Some(image) = self.picture(target, place, Some("")) else {
                continue;
            };
            items.push(SetItem {
                image,
                size: size.into(),
            });
        }
        self.address(attribute, Addressed::Set(items));
    }

    /// `src` beside a set, for browsers that know none.
    fn one_of_set(&mut self, attribute: &Attribute, alt: Option<&str>) {
        let target = self.target(&attribute.value);
        let place = self.place(attribute);
        if let Some(image) = self.picture(target, place, alt) {
            let size = "".into();
            self.address(attribute, Addressed::Set(vec![SetItem { image, size }]));
        }
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

    /// The place of a part of a value, where the value stands in the source as it is.
    fn place_within(&self, attribute: &Attribute, part: Range<usize>) -> Span {
        let typed = &attribute.value_range;
        if self.is_verbatim && typed.len() == attribute.value.len() {
            let range = typed.start + part.start..typed.start + part.end;
            comment::place(self.span, true, range)
        } else {
            self.place(attribute)
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
