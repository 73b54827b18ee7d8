//! Steps on the disk, each with a word on what has failed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context, Result};

use super::names;

/// The metadata of what is at `path`, a link itself and not its target; `None` if nothing is there.
pub(super) fn look(path: &Path) -> Result<Option<fs::Metadata>> {
    match path.symlink_metadata() {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_absent(&error) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot look at {}", path.display())),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Writes the file at `path` in `folder` whole or not at all: `fill` gets a temporary name to make it.
pub(super) fn replace(
    folder: &Path,
    path: &str,
    fill: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<()> {
    let (new, path) = (folder.join(names::TEMPORARY), folder.join(path));
    // What lies at the temporary name may be a link to somewhere else.
    let _ = fs::remove_file(&new);
    fill(&new)
        .and_then(|()| fs::rename(&new, &path))
        .inspect_err(|_| drop(fs::remove_file(&new)))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Whether the system has no way to rename or create here, so that the next strategy is to be tried.
pub(super) fn is_impossible(error: &io::Error) -> bool {
    use ErrorKind::{
        CrossesDevices, InvalidFilename, PermissionDenied, ReadOnlyFilesystem, ResourceBusy,
    };
    matches!(
        error.kind(),
        CrossesDevices | InvalidFilename | PermissionDenied | ReadOnlyFilesystem | ResourceBusy
    )
}
