//! What has to be known to decide the text of a page.

use crate::model::site::{PageIndex, Site, Unshown};

/// The site, and what is published of its files.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) site: &'a Site,
    pub(crate) files: &'a dyn PublishedFiles,
}

impl Context<'_> {
    /// Whether an embed on `page` is shown as a link: what the page itself shows is counted on it, what
    /// others show of it on them. `is_own` says which of both is made.
    pub(super) fn is_linked(&self, page: PageIndex, embed: u32, is_own: bool) -> bool {
        let linked = self.site.pages[page].linked_embed(embed);
        linked.is_some_and(|linked| match linked.why {
            Unshown::Endless => true,
            Unshown::EndlessElsewhere => !is_own,
            _ => is_own,
        })
    }
}

/// What becomes of the files of the content folder, each named by its path from there.
pub(crate) trait PublishedFiles {
    /// The path of a file in the output; its own where it is not published.
    fn url(&self, path: &str) -> String;

    /// Whether some text for everyone names it, so that it is published.
    fn is_published(&self, path: &str) -> bool;

    /// Whether such a text names it and it cannot be published all the same.
    fn is_unusable(&self, path: &str) -> bool;

    /// The size in CSS pixels of a picture that is published.
    fn size(&self, path: &str) -> Option<(u32, u32)>;
}
