//! Reads a project's files; nothing else does.
//!
//! 1. [`Files`] holds the project as it was last read: it walks the folders and reads every file on
//!    threads, or only what may have changed.
//! 2. `arrange` makes sources of texts, keeps of other files only what names them, and finds what
//!    no later phase could see: wrong encodings, links out of the project, files too large.
//!
//! Takes the project's root; gives [`Loaded`]. A file that cannot be read is a finding, and the
//! work goes on without it.

mod arrange;
mod files;
mod gather;
mod theme;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use crate::check::file_text::Encoding;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::format::FileFormat;
use crate::site::File;
use crate::source::{SourceId, Sources};

pub use files::{Changes, Files};
pub use gather::is_out_of_files;
pub use theme::{StaticFile, ThemeFiles};

/// The file that makes a folder a project.
pub const SITE_TOML: &str = "site.toml";
/// The folders that are read, beside [`SITE_TOML`].
pub const CONTENT: &str = "content";
pub const THEMES: &str = "themes";

/// A project's files, read.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub config: Config,
    /// By path.
    pub pages: Vec<TextFile>,
    pub bibliographies: Vec<TextFile>,
    /// Files of the content folder that are neither, by their path from there.
    pub files: BTreeMap<String, File>,
    pub theme: ThemeFiles,
    /// Changes whenever a byte of the input does.
    pub fingerprint: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TextFile {
    pub source: SourceId,
    /// From the content folder.
    pub path: String,
}

/// A file as it was found.
#[derive(Debug, PartialEq)]
pub(crate) struct Raw {
    pub(crate) hash: blake3::Hash,
    pub(crate) len: u64,
    pub(crate) content: Content,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    Text(Text),
    /// What a theme brings along that is no text.
    Bytes(Arc<[u8]>),
    /// Kept by its hash and what it is.
    Other(FileFormat),
    /// Not read, and why.
    Refused(Refusal),
}

#[derive(Debug, PartialEq)]
pub(crate) struct Text {
    pub(crate) text: Arc<str>,
    pub(crate) encoding: Encoding,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    Unreadable(String),
    TooLarge {
        length: u64,
        longest: u64,
    },
    /// A symbolic link that leaves the project.
    Outside,
    /// A symbolic link to a folder that it is in.
    Circle,
    NotUtf8Name,
    /// A pipe, a socket or a device.
    NoFile,
}

/// The nearest folder at or above `start` that holds a `site.toml`.
pub fn find_project(start: &Path) -> anyhow::Result<PathBuf> {
    let start = start
        .canonicalize()
        .with_context(|| format!("cannot open the folder {}", start.display()))?;
    let found = start
        .ancestors()
        .find(|folder| folder.join(SITE_TOML).is_file());
    found.map(Path::to_owned).with_context(|| {
        format!(
            "there is no {SITE_TOML} in {} or above it; go to a project's folder, or make one with: groundwork init DIR",
            start.display()
        )
    })
}

/// Where a file of the content folder is.
pub(crate) fn content_path(root: &Path, path: &str) -> PathBuf {
    root.join(CONTENT).join(path)
}

/// Opens one file of the content folder, for reading it piece by piece.
///
/// # Errors
/// When it cannot be read any more.
pub(crate) fn open_content_file(root: &Path, path: &str) -> anyhow::Result<std::fs::File> {
    let path = content_path(root, path);
    std::fs::File::open(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads one file of the content folder again, for copying it.
///
/// # Errors
/// When it cannot be read any more.
pub fn content_file(root: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    let path = content_path(root, path);
    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// The project as `files` holds it, its texts put into `sources`.
///
/// All that is wrong is a finding.
pub fn project(files: &Files, sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    arrange::arrange(files.raw(), sources)
}

/// A project of these texts, for tests: paths from the root, and their texts.
pub fn texts(files: &[(&str, &str)], sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    let mut raw: BTreeMap<String, Raw> = files
        .iter()
        .map(|(path, text)| {
            (
                (*path).to_owned(),
                gather::raw(path, text.as_bytes().to_vec()),
            )
        })
        .collect();
    raw.entry(SITE_TOML.to_owned())
        .or_insert_with(|| gather::raw(SITE_TOML, b"title = \"Test\"\n".to_vec()));
    arrange::arrange(&raw, sources)
}
