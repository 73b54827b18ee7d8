//! A project's files, read and sorted.

use std::collections::BTreeMap;

use crate::load::theme::ThemeFiles;
use crate::model::config::Config;
use crate::model::layer::{Hiding, Layer};
use crate::model::site::File;
use crate::model::source::SourceId;
use crate::model::value::Table;

/// A project's files, read.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// From `site.toml`, without what the command line asks for.
    pub config: Config,
    /// By path.
    pub pages: Vec<TextFile>,
    /// Files of BibTeX, YAML and CSL-JSON in the content folder, by path.
    pub bibliographies: Vec<TextFile>,
    /// Files that say of sources what their records do not, by path.
    pub own_fields: Vec<TextFile>,
    /// Files of the content folder that are none of these, by their path from there.
    pub files: BTreeMap<String, File>,
    /// Copies of what pages were made from, by their path from the folder of such copies.
    pub originals: Vec<TextFile>,
    /// The list of the pages beneath that the writers have seen.
    pub known_beneath: Option<SourceId>,
    /// The projects beneath, the uppermost first; that at 0 is the layer 1.
    pub beneath: Vec<LoadedLayer>,
    /// The pages of these that are left out.
    pub hidings: Vec<Hiding>,
    /// The theme that `site.toml` names, or the default where it is not there.
    pub theme: ThemeFiles,
    /// Changes whenever a byte of the input does.
    pub fingerprint: String,
}

/// A project that lies beneath, read.
#[derive(Debug, Clone)]
pub struct LoadedLayer {
    /// What is said of it as a whole.
    pub layer: Layer,
    /// The kinds that its `site.toml` adds or changes.
    pub kinds: Table,
    /// By path.
    pub pages: Vec<TextFile>,
    /// By path.
    pub bibliographies: Vec<TextFile>,
    /// By path.
    pub own_fields: Vec<TextFile>,
    /// By their path from its content folder.
    pub files: BTreeMap<String, File>,
}

/// A file of the content folder that is parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct TextFile {
    /// Its text.
    pub source: SourceId,
    /// From the content folder.
    pub path: String,
}
