//! Raw HTML as far as a page knows it: what it links to and shows.

use std::ops::Range;

use crate::model::source::Span;

/// An attribute of raw HTML that names something of the site.
#[derive(Debug, Clone, PartialEq)]
pub struct HtmlAddress {
    /// That of the event of the HTML in which it stands.
    pub event: Span,
    /// Where the attribute stands in that event's words, its name included.
    pub range: Range<u32>,
    /// What it names.
    pub of: Addressed,
}

/// What an attribute names: indices into the lists of the page's body.
#[derive(Debug, Clone, PartialEq)]
pub enum Addressed {
    /// `href` of a link: index into [`Body::links`](crate::model::page::Body::links).
    Link(u32),
    /// `src` of a picture: index into [`Body::images`](crate::model::page::Body::images).
    Image(u32),
    /// A picture in several sizes, each as it is; `src` beside them is a set of one.
    Set(Vec<SetItem>),
}

/// A picture of a set, and for what it is meant: `2x`, `600w`.
#[derive(Debug, Clone, PartialEq)]
pub struct SetItem {
    /// Index into [`Body::images`](crate::model::page::Body::images).
    pub image: u32,
    /// As typed; empty where nothing is said.
    pub size: Box<str>,
}
