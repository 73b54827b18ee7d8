//! What a site is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::adaptation::KeptCopy;
use crate::model::bibliography::{BibEntry, SecondRecord};
use crate::model::config::{Config, Schema};
use crate::model::layer::{Layer, LayerIndex};
use crate::model::own_fields::OwnFile;
use crate::model::page::{Meta, Page, Withheld};
use crate::model::site::File;
use crate::model::source::SourceId;
use crate::resolve::routes::BuiltinRoute;

/// What a site is made of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// From `site.toml`, under what the command line asks for.
    pub config: Config,
    /// By which the pages were parsed.
    pub schema: Schema,
    /// By path.
    pub pages: Vec<Arc<Page>>,
    /// The projects that it is made of, ours first.
    pub layers: Arc<[Layer]>,
    /// As in [`Site::unlisted`](crate::model::site::Site::unlisted).
    pub unlisted: Arc<[(String, Arc<str>)]>,
    /// Copies of what pages were made from.
    pub kept: Vec<KeptCopy>,
    /// As in [`Site::known_beneath`](crate::model::site::Site::known_beneath).
    pub known_beneath: Option<Arc<BTreeSet<(String, String)>>>,
    /// In the order of their files.
    pub records: Vec<Arc<BibEntry>>,
    /// Those that do not count, since others before them have their ids.
    pub second_records: Arc<[SecondRecord]>,
    /// What is said of sources beside their records, the uppermost project's first.
    pub own_fields: Vec<OwnFile>,
    /// The bibliographies of projects beneath, each with its project.
    pub beneath: Vec<(SourceId, LayerIndex)>,
    /// Files of the content folder that are neither pages nor bibliographies, by path.
    pub files: Arc<BTreeMap<String, File>>,
    /// The pages that can be made for every language.
    pub builtin_pages: Vec<&'static BuiltinRoute>,
    /// Whether drafts are pages like others.
    pub drafts: bool,
    /// Whether pages that are never published are.
    pub withheld: bool,
}

impl Parts {
    /// Whether a page is left out of the site.
    pub(super) fn leaves_out(&self, meta: &Meta) -> bool {
        let is_withheld = meta.withheld.is_some() && !self.withheld;
        meta.draft && !self.drafts || is_withheld || meta.withheld == Some(Withheld::Hidden)
    }
}
