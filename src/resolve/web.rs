//! Which files a site has for programs that search or follow it.

use std::collections::BTreeMap;

use crate::model::config::Config;
use crate::model::site::{FeedFile, Route};

/// The most addresses in one file, and the most bytes, of the protocol of sitemaps.org.
const MOST_ADDRESSES: usize = 50_000;
const MOST_BYTES: usize = 50 << 20;

/// What an address takes in a file, and what each version of the page adds to it, were all of
/// them long.
const BYTES: usize = 250;

/// The files of a site whose other paths are `routes`; none where its address is not known.
pub(super) fn files(config: &Config, routes: &BTreeMap<String, Vec<Route>>) -> Vec<FeedFile> {
    if config.base_url.is_none() {
        return Vec::new();
    }
    let mut files = vec![FeedFile::Sitemap, FeedFile::Robots];
    let parts = parts(searched(routes).count(), most(config));
    files.extend((0..parts).map(FeedFile::SitemapPart));
    files.extend(config.langs().map(FeedFile::Feed));
    files
}

/// How many files the addresses are cut into; none where one file holds all.
fn parts(addresses: usize, most: usize) -> usize {
    if addresses > most {
        addresses.div_ceil(most)
    } else {
        0
    }
}

/// How many addresses one file holds. Each may name its versions in all languages and the version
/// for all others.
pub(crate) fn most(config: &Config) -> usize {
    let versions = match config.languages.len() {
        1 => 0,
        languages => languages + 1,
    };
    (MOST_BYTES / (BYTES * (1 + versions))).min(MOST_ADDRESSES)
}

/// What programs that search the web are to find, in order.
pub(crate) fn searched(
    routes: &BTreeMap<String, Vec<Route>>,
) -> impl Iterator<Item = (&str, &Route)> {
    routes.iter().filter_map(|(path, owners)| {
        let owner = Route::first(owners)?;
        owner.is_searched().then_some((path.as_str(), owner))
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST_ADDRESSES, parts};

    #[test]
    fn more_addresses_than_one_file_may_hold_are_cut_into_several() {
        let counts = [0, 50_000, 50_001, 100_000, 100_001];
        let parts = counts.map(|count| parts(count, MOST_ADDRESSES));
        assert_eq!(parts, [0, 0, 2, 2, 3]);
    }
}
