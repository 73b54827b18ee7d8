//! A project in which a page is renamed or removed.

use crate::model::site::Site;
use crate::model::source::Sources;

/// A project as it is.
pub struct Project<'a> {
    /// Its texts, in which everything is edited.
    pub sources: &'a Sources,
    /// With its drafts as pages like others.
    pub site: &'a Site,
    /// The site that readers get, where there are drafts: links may lead elsewhere in it.
    pub published: Option<&'a Site>,
    /// Copies of what pages were translated from, from the content folder.
    pub originals: &'a [String],
}
