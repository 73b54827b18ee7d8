//! Who has made the files in an output or beside it: a build or somebody else.

use std::fs::{self, FileType};
use std::io::{self, ErrorKind};
use std::path::Path;

use super::manifest;
use super::names::{INSIDE, TEMPORARY};

pub(super) const LOCK: &str = "groundwork.lock";

/// Whether `folder` was made by a build as its staging folder.
pub(super) fn is_ours(folder: &Path) -> bool {
    owner(folder) == Owner::Build
}

/// Who has made what stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Build,
    Somebody,
    /// Nothing stands there, or not any more.
    Nobody,
}

pub(super) fn owner(folder: &Path) -> Owner {
    // One look at all names: the lock is the first thing made and the last removed, so a build that
    // comes or goes meanwhile never shows anything without it. One just made is empty.
    let names = || -> io::Result<Vec<_>> {
        let entries = fs::read_dir(folder)?;
        entries.map(|entry| Ok(entry?.file_name())).collect()
    };
    let is_folder = folder.symlink_metadata().map(|found| found.is_dir());
    match is_folder.and_then(|is_folder| is_folder.then(names).transpose()) {
        Ok(Some(names)) if names.is_empty() || names.iter().any(|name| name == LOCK) => {
            Owner::Build
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Owner::Nobody,
        _ => Owner::Somebody,
    }
}

/// Whether what is at `path`, directly in an output, is there for our own use. Only what is of the
/// kind that we make counts.
pub(super) fn is_reserved(path: &Path, kind: FileType) -> bool {
    match path.file_name().and_then(|name| name.to_str()) {
        Some(manifest::NAME) => kind.is_file(),
        Some(TEMPORARY) => !kind.is_dir(),
        Some(INSIDE) => is_ours(path),
        _ => false,
    }
}
