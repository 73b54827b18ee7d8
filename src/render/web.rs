//! What programs are told of a site on the web: those that search it or follow it.
//!
//! - `sitemap`: all pages, for search engines; `feed`: the latest changes, for feed readers.
//! - `versions`: the same page in other languages.
//! - `xml`: writing XML.

mod feed;
mod sitemap;
mod versions;
mod xml;

pub(crate) use self::feed::feed;
pub(crate) use self::sitemap::{part, sitemap};

#[cfg(test)]
mod tests;
