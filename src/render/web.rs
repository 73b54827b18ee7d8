//! What programs are told of a site on the web: those that search it, follow it, or show a link to it.
//!
//! - `sitemap`: all pages, for search engines, and `robots.txt`, which names it; `feed`: the latest changes, for feed readers.
//! - `head`: what the head of a page of content says of it, as Open Graph and JSON-LD.
//! - `citation_meta`: what reference managers read there.
//! - `versions`: the same page in other languages.
//! - `xml`: writing XML.

mod citation_meta;
mod feed;
mod head;
mod sitemap;
mod versions;
mod xml;

pub(crate) use self::citation_meta::{creator, of_work};
pub(crate) use self::feed::feed;
pub(crate) use self::head::head;
pub(crate) use self::sitemap::{part, robots, sitemap};
pub(crate) use self::versions::alternates;

#[cfg(test)]
mod tests;
