//! The text of a page with everything in it decided: what links lead to, the numbers of sources, notes
//! and links, whom each block is for, what is shown of other pages, and where each block comes from.
//!
//! A [`Walk`] goes through a page's events with what the site has resolved, and hands [`Event`]s to a
//! [`Writer`]: one for HTML, one for the tree that templates of paper are given, one for search.
//! [`href`] says the address of whatever a link leads to, as each of them sees it. Raw HTML is one event,
//! as it was typed, with what its addresses on the site come to. The events are never gathered: a page of ten thousand costs no more than its own text.

pub(crate) mod address;
mod context;
mod event;
mod href;
mod html;
mod image;
mod left_out;
mod meeting;
mod numbers;
mod place;
mod position;
mod scope;
mod spacing;
mod target;
mod walk;

pub(crate) use context::{Context, PublishedFiles};
pub(crate) use event::{
    Caption, Citation, CitedSource, Event, HtmlAddress, Image, Link, Tag, WorkEntry, Writer,
};
pub(crate) use href::{View, href, part_id};
pub(crate) use numbers::{Cited, Claim, NumberedLink};
pub(crate) use scope::Scope;
pub(crate) use target::{Target, title_of};
pub(crate) use walk::Walk;
