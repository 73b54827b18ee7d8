//! Which scripts of the theme a page runs, and in which order.
//!
//! They are classic scripts, since modules do not load from `file://`: one idea each, which share the
//! object `groundwork`. Nothing is lost without them.
//!
//! A theme may lack any of them; what builds on a missing one is then left out as a whole.

use crate::render::asset::Assets;

/// Something that scripts add to pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feature {
    Search,
    LinkPreview,
    /// Links at headings.
    Headings,
    /// The head of a page, which makes room on a phone.
    Masthead,
    /// Filters of the list of sources.
    SourceFilter,
    /// The times of an agenda for a start and a number of people of one's own.
    AgendaTimes,
    /// Running a meeting from its run sheet.
    Meeting,
}

/// What search loads when somebody is about to search; each script needs the one before.
const FINDERS: [&str; 4] = [
    "inclusive.js",
    "words.js",
    "search-index.js",
    "search-ranking.js",
];

impl Feature {
    /// The scripts that it needs, each after those that it builds on.
    fn files(self) -> &'static [&'static str] {
        match self {
            Feature::Search => &[
                "dom.js",
                // Early, since a page that another reads has told all once this has run.
                "page-reader.js",
                "search-loader.js",
                "search-marks.js",
                "search-results.js",
                "search.js",
            ],
            Feature::LinkPreview => &["dom.js", "page-reader.js", "link-preview.js"],
            Feature::Headings => &["dom.js", "page-reader.js", "headings.js"],
            Feature::Masthead => &["masthead.js"],
            Feature::SourceFilter => &["dom.js", "source-filter.js"],
            Feature::AgendaTimes => &["dom.js", "agenda-times.js", "agenda.js"],
            Feature::Meeting => &[
                "dom.js",
                "agenda-times.js",
                "agenda.js",
                "meeting-times.js",
                "meeting-words.js",
                "meeting-memory.js",
                "meeting-signal.js",
                "wake-lock.js",
                "meeting-screen.js",
                "meeting-view.js",
                "meeting.js",
            ],
        }
    }

    /// Whether the theme has all of its scripts.
    pub(crate) fn is_in(self, assets: &Assets) -> bool {
        let has_all = |files: &[&str]| files.iter().all(|file| assets.static_url(file).is_some());
        match self {
            Feature::Search => has_all(self.files()) && has_all(&FINDERS),
            // A theme without search has no frames that read its pages.
            Feature::LinkPreview => has_all(self.files()) && Feature::Search.is_in(assets),
            _ => has_all(self.files()),
        }
    }
}

/// The addresses of the scripts that a page with `features` runs, each once, as far as the theme has them.
pub(crate) fn urls<'a>(features: &[Feature], assets: &'a Assets) -> Vec<&'a str> {
    let features = features.iter().filter(|feature| feature.is_in(assets));
    let mut urls = Vec::new();
    for file in features.flat_map(|feature| feature.files()) {
        let url = assets.static_url(file).expect("the theme was just asked");
        if !urls.contains(&url) {
            urls.push(url);
        }
    }
    urls
}

/// The address of the script that lets a reader choose between light and dark; it runs before a page is drawn.
pub(crate) fn scheme(assets: &Assets) -> Option<&str> {
    assets.static_url("scheme.js")
}

/// The addresses of the scripts that find, in the order in which they are loaded.
pub(crate) fn finders(assets: &Assets) -> impl Iterator<Item = &str> {
    FINDERS.iter().filter_map(|file| assets.static_url(file))
}
