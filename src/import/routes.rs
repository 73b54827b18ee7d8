//! What a link of the original leads to: a page or a file, by its path, its address or its name.

use std::collections::HashMap;

use crate::import::handbook::Handbook;
use crate::import::paths;
use crate::model::unicode::nfc;
use crate::parse::join;
use crate::resolve::names::folded;

/// What is there: an index into the pages or the assets of the handbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Item {
    Page(usize),
    Asset(usize),
}

/// All ways to the files of a handbook.
pub(super) struct Routes<'a> {
    handbook: &'a Handbook,
    /// By the path in the original, in full and without the ending of a page.
    sources: HashMap<String, Item>,
    /// By the place here.
    places: HashMap<String, Item>,
    /// By the place that another file has here.
    former: HashMap<String, Item>,
    /// By the address on the old site, as small letters and without its end.
    addresses: HashMap<String, Item>,
    /// By the last name, with the ending and without that of a page.
    names: HashMap<String, Vec<Item>>,
}

/// Names of a folder's own page.
const INDEXES: [&str; 4] = ["index", "_index", "README", "readme"];

impl<'a> Routes<'a> {
    pub(super) fn new(handbook: &'a Handbook, more: &[(usize, String)]) -> Self {
        let mut routes = Routes {
            handbook,
            sources: HashMap::new(),
            places: HashMap::new(),
            former: HashMap::new(),
            addresses: HashMap::new(),
            names: HashMap::new(),
        };
        for (at, page) in handbook.pages.iter().enumerate() {
            let item = Item::Page(at);
            routes.add_page(&page.from, &page.to, item);
            if let Some(address) = &page.address {
                routes.addresses.entry(plain(address)).or_insert(item);
            }
        }
        routes.add_former();
        // An address that a page has now wins over one that another page had before.
        for (at, address) in more {
            routes
                .addresses
                .entry(plain(address))
                .or_insert(Item::Page(*at));
        }
        for (at, asset) in handbook.assets.iter().enumerate() {
            let item = Item::Asset(at);
            routes
                .sources
                .entry(nfc(&asset.from).into_owned())
                .or_insert(item);
            routes.places.entry(asset.to.clone()).or_insert(item);
            let name = folded(paths::name(&asset.from)).into_owned();
            routes.names.entry(name).or_default().push(item);
        }
        routes
    }

    fn add_former(&mut self) {
        let handbook = self.handbook;
        let pages = handbook.pages.iter().enumerate();
        let pages = pages.map(|(at, page)| (&page.from, Item::Page(at)));
        let assets = handbook.assets.iter().enumerate();
        let assets = assets.map(|(at, asset)| (&asset.from, Item::Asset(at)));
        for (from, item) in pages.chain(assets) {
            if let Some(place) = handbook.former.get(from) {
                self.former.entry(place.clone()).or_insert(item);
            }
        }
    }

    fn add_page(&mut self, from: &str, to: &str, item: Item) {
        let from = nfc(from).into_owned();
        let stem = paths::without_ending(&from).to_owned();
        let is_index = INDEXES.contains(&paths::name(&stem));
        if is_index {
            let folder = paths::folder(&stem).to_owned();
            self.sources.entry(folder).or_insert(item);
            let folder = paths::folder(to).to_owned();
            self.places.entry(folder).or_insert(item);
        }
        let name = folded(paths::name(&stem)).into_owned();
        self.names.entry(name).or_default().push(item);
        self.sources.insert(from, item);
        self.sources.entry(stem).or_insert(item);
        let stem = paths::without_ending(to).to_owned();
        self.places.insert(to.to_owned(), item);
        self.places.entry(stem).or_insert(item);
    }

    /// What a path leads to that stands on a page, without what follows `#` or `?`.
    pub(super) fn of_path(&self, page: usize, path: &str) -> Option<Item> {
        let page = &self.handbook.pages[page];
        let path = nfc(path);
        if let Some(rest) = path.strip_prefix('/') {
            return self.of_whole(rest);
        }
        let is_file = matches!(
            paths::ending(&path).as_str(),
            "md" | "mdx" | "qmd" | "rmd" | "markdown"
        );
        let beside = |folder: &str| join(folder, &path);
        let by_source = beside(paths::folder(&page.from)).and_then(|path| self.source(&path));
        let by_place = || beside(paths::folder(&page.to)).and_then(|path| self.place(&path));
        let by_address = || {
            let address = page.address.as_deref()?;
            let folder = if address.ends_with('/') {
                address
            } else {
                paths::folder(address)
            };
            let path = join(folder.trim_matches('/'), &path)?;
            self.addresses.get(&plain(&path)).copied()
        };
        if self.handbook.links_by_address
            && !is_file
            && let Some(item) = by_address()
        {
            return Some(item);
        }
        by_source.or_else(by_place).or_else(by_address).or_else(|| {
            // From a page that the old site showed under an address with a slash at its end.
            let folder = paths::without_ending(&page.to);
            join(folder, &path).and_then(|path| self.place(&path))
        })
    }

    /// What a path leads to that counts from the root of the site, or of the original.
    fn of_whole(&self, path: &str) -> Option<Item> {
        let prefixes = self
            .handbook
            .address_prefixes
            .iter()
            .map(|prefix| prefix.trim_matches('/'));
        let without = prefixes
            .filter(|prefix| !prefix.is_empty())
            .filter_map(|prefix| {
                let rest = path.strip_prefix(prefix)?;
                (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_start_matches('/'))
            });
        let mut ways = without.chain([path]);
        ways.find_map(|path| {
            let path = path.trim_end_matches('/');
            let by_address = self.addresses.get(&plain(path)).copied();
            by_address
                .or_else(|| self.place(path))
                .or_else(|| self.source(path))
        })
    }

    /// What an entry of a menu leads to: a path of the original, or an address from the root of the site.
    pub(super) fn of_original(&self, path: &str) -> Option<Item> {
        let path = nfc(path);
        match path.strip_prefix('/') {
            Some(rest) => self.of_whole(rest),
            None => self.source(&path),
        }
    }

    fn source(&self, path: &str) -> Option<Item> {
        self.lookup(&self.sources, path)
    }

    fn place(&self, path: &str) -> Option<Item> {
        let here = self.lookup(&self.places, path);
        here.or_else(|| self.lookup(&self.former, path))
    }

    fn lookup(&self, known: &HashMap<String, Item>, path: &str) -> Option<Item> {
        let path = path.trim_end_matches('/');
        let ending = paths::ending(path);
        let is_page = matches!(
            ending.as_str(),
            "md" | "mdx" | "html" | "htm" | "qmd" | "rmd" | "markdown"
        );
        known
            .get(path)
            .or_else(|| known.get(paths::without_ending(path)).filter(|_| is_page))
            .copied()
    }

    /// What a name leads to that may stand anywhere: the end of a path, with its ending or without.
    pub(super) fn of_name(&self, page: usize, name: &str) -> Option<Item> {
        let name = name.trim().trim_start_matches('/');
        let name = name.strip_suffix(".md").unwrap_or(name);
        let wanted = folded(name).into_owned();
        let found = self.names.get(&*folded(paths::name(name)))?;
        let here = paths::folder(&self.handbook.pages[page].from);
        let fits = |item: &&Item| {
            let path = self.path(**item);
            let stem = match item {
                Item::Page(_) => paths::without_ending(path),
                Item::Asset(_) => path,
            };
            let stem = folded(stem).into_owned();
            stem == wanted || stem.ends_with(&format!("/{wanted}"))
        };
        let rank = |item: &&Item| {
            let path = self.path(**item);
            (
                folded(paths::without_ending(path)) != wanted,
                paths::folder(path) != here,
                path.matches('/').count(),
                path.to_owned(),
            )
        };
        // A path from the page goes first where it is one.
        let relative = name.contains('/').then(|| join(here, name)).flatten();
        let relative = relative.and_then(|path| self.source(&path));
        relative.or_else(|| found.iter().filter(fits).min_by_key(rank).copied())
    }

    fn path(&self, item: Item) -> &str {
        match item {
            Item::Page(at) => &self.handbook.pages[at].from,
            Item::Asset(at) => &self.handbook.assets[at].from,
        }
    }

    /// Where an item is here.
    pub(super) fn to(&self, item: Item) -> &'a str {
        match item {
            Item::Page(at) => &self.handbook.pages[at].to,
            Item::Asset(at) => &self.handbook.assets[at].to,
        }
    }

    /// What this program finds at a path of the content folder.
    pub(super) fn here(&self, path: &str) -> Option<Item> {
        let path = nfc(path);
        let found = self.places.get(path.trim_end_matches('/')).copied();
        found.or_else(|| {
            let endings = [".html", ".htm", ".qmd", ".Rmd", ".mdx", ".markdown"];
            let stem = endings
                .iter()
                .find_map(|ending| path.strip_suffix(ending))?;
            self.places.get(stem).copied()
        })
    }
}

/// An address without what sites may leave away.
fn plain(address: &str) -> String {
    let address = address.trim_matches('/').to_lowercase();
    let address = address.strip_suffix("index.html").unwrap_or(&address);
    let address = address.strip_suffix(".html").unwrap_or(address);
    address.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Item, Routes};
    use crate::import::handbook::{Asset, Handbook, SourcePage};

    #[test]
    fn links_are_found_by_path_by_address_and_by_name() {
        let page = |from: &str, to: &str, address: &str| SourcePage {
            from: from.to_owned(),
            to: to.to_owned(),
            address: Some(address.to_owned()),
            ..SourcePage::default()
        };
        let handbook = Handbook {
            pages: vec![
                page("docs/index.md", "index.md", "/"),
                page("docs/a/01-Meet.md", "a/01-Meet.md", "/a/meet/"),
                page("docs/b/README.md", "b/README.md", "/b/"),
            ],
            assets: vec![Asset {
                from: "static/img/x.png".to_owned(),
                to: "img/x.png".to_owned(),
                wanted: true,
            }],
            address_prefixes: vec!["/site".to_owned()],
            ..Handbook::default()
        };
        let routes = Routes::new(&handbook, &[]);
        for (path, expected) in [
            ("a/01-Meet.md", Some(Item::Page(1))),
            ("/a/meet", Some(Item::Page(1))),
            ("/site/a/meet/", Some(Item::Page(1))),
            ("/docs/a/01-Meet.md", Some(Item::Page(1))),
            ("b", Some(Item::Page(2))),
            ("b/", Some(Item::Page(2))),
            ("/img/x.png", Some(Item::Asset(0))),
            ("no.md", None),
        ] {
            assert_eq!(routes.of_path(0, path), expected, "{path}");
        }
        assert_eq!(routes.of_path(1, "../b/"), Some(Item::Page(2)));
        assert_eq!(routes.of_name(0, "01-meet"), Some(Item::Page(1)));
        assert_eq!(routes.of_name(0, "X.png"), Some(Item::Asset(0)));
        assert_eq!(routes.here("b"), Some(Item::Page(2)));
        assert_eq!(routes.here("a/meet"), None);
    }
}
