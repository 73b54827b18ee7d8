//! The pages that every site has, whatever its content folder holds.

/// A page that is made for every language of a site. A table of `render` has them all.
#[derive(Debug, PartialEq, Eq)]
pub struct BuiltinPage {
    /// The name to use for it in a menu, and the stem of its file.
    pub name: &'static str,
    /// The interface word that is its title; with `-intro`, what introduces it.
    pub word: &'static str,
    /// What findings call it.
    pub label: &'static str,
    /// The theme's file that it is made with, from `templates/`: `home.html`.
    pub template: &'static str,
    /// Whether a theme may do without the template, and so without the page.
    pub is_optional: bool,
    /// Whether a written page at its path stands in for it.
    pub is_replaceable: bool,
    /// Whether the foot of every page names it.
    pub is_in_footer: bool,
    /// Whether programs that search the web are to find it.
    pub is_searched: bool,
}

/// The names of those that other pages lead to.
impl BuiltinPage {
    /// Where readers begin.
    pub const HOME: &str = "index";
    /// All sources of the bibliography.
    pub const SOURCES: &str = "sources";
    /// All pages and tags.
    pub const A_TO_Z: &str = "a-z";
    /// What stands in the sections of this name.
    pub const OPEN_QUESTIONS: &str = "open-questions";
    /// The pages that say when they were updated, the latest first.
    pub const CHANGES: &str = "changes";
    /// The pages that say how long something takes.
    pub const BY_TIME: &str = "by-time";
    /// What comes before what, drawn.
    pub const MAP: &str = "map";
    /// What a server shows where nothing is; one for all languages.
    pub const NOT_FOUND: &str = "404";
}
