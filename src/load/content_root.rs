//! Where the files of a project's content folder are, for what reads them again when they are published.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use crate::load::folders::CONTENT;
use crate::load::manual;

/// Where a project's files are.
#[derive(Debug, Clone, Default)]
pub enum ContentRoot {
    /// Nowhere: the project is made of texts.
    #[default]
    Texts,
    /// In the program itself, which carries the manual.
    Manual,
    /// Below this folder, which holds `site.toml`.
    Folder {
        /// The project's root.
        root: PathBuf,
        /// The files that come from projects beneath it, by their path from the content folder.
        beneath: Arc<BTreeMap<String, PathBuf>>,
    },
}

impl ContentRoot {
    /// Where a file of the content folder is on disk, if it is there.
    pub(crate) fn path(&self, path: &str) -> Option<PathBuf> {
        match self {
            ContentRoot::Folder { root, beneath } => Some(content_path(root, beneath, path)),
            ContentRoot::Texts | ContentRoot::Manual => None,
        }
    }

    /// Opens one file of the content folder, for reading it piece by piece; `None` where it is not on disk.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub(crate) fn open(&self, path: &str) -> Option<anyhow::Result<File>> {
        let path = self.path(path)?;
        let opened = File::open(&path);
        Some(opened.with_context(|| format!("cannot read {}", path.display())))
    }

    /// Reads one file of the content folder again, for copying it.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub(crate) fn read(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        match self {
            ContentRoot::Texts => bail!("a project of texts has no files"),
            ContentRoot::Manual => manual::content_file(path),
            ContentRoot::Folder { root, beneath } => {
                let path = content_path(root, beneath, path);
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
            }
        }
    }
}

fn content_path(root: &Path, beneath: &BTreeMap<String, PathBuf>, path: &str) -> PathBuf {
    let root = beneath.get(path).map_or(root, PathBuf::as_path);
    root.join(CONTENT).join(path)
}
