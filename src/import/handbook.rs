//! A handbook as its own tool has it: which files are pages, what they are called, where they were found
//! on the web, and in which order readers were led to them.

use std::collections::{BTreeMap, HashSet};

use crate::import::paths;

/// What the files and settings of a tool come to.
#[derive(Debug, Default)]
pub(super) struct Handbook {
    pub(super) title: Option<String>,
    /// The first is the default. Empty where nothing says.
    pub(super) languages: Vec<String>,
    /// Where the site stands on the web.
    pub(super) base_url: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) pages: Vec<SourcePage>,
    pub(super) assets: Vec<Asset>,
    /// Pages in another notation than Markdown, which nothing here reads.
    pub(super) unread: Vec<String>,
    /// That of the default language.
    pub(super) navigation: Vec<NavEntry>,
    /// What stands at the head of each page, where the navigation is another list than that; empty where it is not.
    pub(super) menu: Vec<NavEntry>,
    /// Whether the navigation says in which order all pages stand.
    pub(super) orders_pages: bool,
    /// What its settings call by a name, which pages show: `site.title`.
    pub(super) variables: BTreeMap<String, String>,
    /// Folders in which pages look for what they include.
    pub(super) include_folders: Vec<String>,
    /// What stands before every address: the folder of the site on its host.
    pub(super) address_prefixes: Vec<String>,
    /// Whether a link without the ending of a page counts from the address of its page, and not from its file.
    pub(super) links_by_address: bool,
    /// Files of settings that were read, so that they count as brought in.
    pub(super) settings: Vec<String>,
    /// Where files would stand whose place another has taken, by their paths in the original.
    pub(super) former: BTreeMap<String, String>,
    /// Whether a page that is hidden because nothing lists it is published if a published page links to it.
    pub(super) publish_linked: bool,
}

/// A file that is a page.
#[derive(Debug, Clone, Default)]
pub(super) struct SourcePage {
    /// From the folder of the original.
    pub(super) from: String,
    /// From the content folder.
    pub(super) to: String,
    /// The path of its address on the old site, from the site's root: `/guide/meet/`.
    pub(super) address: Option<String>,
    /// Addresses that led to it there.
    pub(super) old: Vec<String>,
    /// Why readers did not see it there, though no field of its own says so.
    pub(super) hidden: Option<&'static str>,
    /// Whether fields of its own hide it.
    pub(super) hides_itself: bool,
    /// What the navigation calls it.
    pub(super) label: Option<String>,
    pub(super) order: Option<f64>,
    /// Fields to be added where the page has none of these names, as they are typed in both notations.
    pub(super) fields: Vec<(&'static str, String)>,
    /// The page that this one translates, by its path in the original, where another name says so.
    pub(super) translates: Option<String>,
    /// The page without its own file: what is written there.
    pub(super) made: Option<String>,
}

/// A file that is no page.
#[derive(Debug, Clone)]
pub(super) struct Asset {
    pub(super) from: String,
    pub(super) to: String,
    /// Whether it is brought in even if no page names it.
    pub(super) wanted: bool,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct NavEntry {
    pub(super) label: Option<String>,
    pub(super) target: Option<NavTarget>,
    pub(super) children: Vec<NavEntry>,
}

/// What an entry leads to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum NavTarget {
    /// A path from the folder of the original, or an address of the old site that begins with a slash.
    Path(String),
    /// An address elsewhere.
    Web(String),
}

impl SourcePage {
    /// Whether readers see it.
    pub(super) fn is_shown(&self) -> bool {
        self.hidden.is_none() && !self.hides_itself
    }
}

impl NavEntry {
    /// An entry that leads to a page.
    pub(super) fn page(label: Option<String>, path: String) -> Self {
        NavEntry {
            label,
            target: Some(NavTarget::Path(path)),
            children: Vec::new(),
        }
    }

    /// A heading over other entries.
    pub(super) fn section(label: Option<String>, children: Vec<NavEntry>) -> Self {
        NavEntry {
            label,
            target: None,
            children,
        }
    }
}

impl Handbook {
    /// The folders that have an `index.md`, so that no README is their page.
    pub(super) fn folders_with_index(&self) -> HashSet<String> {
        let places = self.pages.iter().map(|page| page.to.as_str());
        let indexes = places.filter(|place| paths::name(place) == "index.md");
        indexes
            .map(|place| paths::folder(place).to_owned())
            .collect()
    }
}
