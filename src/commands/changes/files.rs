//! What a change does to the disk, one whole file or folder at a time.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::journal::sync_folder;
use crate::commands::whole_file;

pub(super) fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether two paths that differ in capital letters are one file here.
pub(super) fn is_same(from: &Path, to: &Path) -> bool {
    let text = |path: &Path| path.to_string_lossy().to_lowercase();
    let same = || Some(from.canonicalize().ok()? == to.canonicalize().ok()?);
    text(from) == text(to) && same() == Some(true)
}

pub(super) fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.groundwork-rename"))
}

/// Gives the file at `path` the text that is kept at `text`. Where the project lies on two disks that
/// takes a copy, for a moment beside the file and hidden.
pub(super) fn replace(text: &Path, path: &Path) -> anyhow::Result<()> {
    let copy = || -> std::io::Result<()> {
        let permissions = fs::metadata(text)?.permissions();
        whole_file::replace(path, &fs::read(text)?, permissions, || Ok(true))?;
        fs::remove_file(text)
    };
    match fs::rename(text, path) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => copy(),
        replaced => replaced,
    }
    .with_context(|| format!("cannot write {}", path.display()))
}

/// Takes a file out of the project, to where it is kept until all is done.
pub(super) fn set_aside(path: &Path, kept: &Path) -> anyhow::Result<()> {
    carry(path, kept).with_context(|| format!("cannot remove {}", path.display()))
}

/// Brings a file back that was set aside.
pub(super) fn restore(kept: &Path, path: &Path) -> anyhow::Result<()> {
    if is_there(path) {
        bail!("{} is there already", path.display());
    }
    make_folder(path)?;
    carry(kept, path).with_context(|| format!("cannot write {}", path.display()))
}

/// Moves a file, to another disk too.
fn carry(from: &Path, to: &Path) -> std::io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            fs::copy(from, to)?;
            fs::remove_file(from)
        }
        moved => moved,
    }
}

/// Waits until the disk knows what became of a path. Where it cannot be waited for, it takes its time.
pub(super) fn settle(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = sync_folder(folder);
    }
}

/// Moves a file or a folder by way of a third name: where capital letters do not count, some
/// systems take the second for the first.
pub(super) fn move_to(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !is_same(from, to) {
        // Something may have come there since that was looked at.
        if is_there(to) {
            bail!("{} is there already", to.display());
        }
        return moved(from, to);
    }
    let between = temporary(to);
    moved(from, &between)?;
    moved(&between, to).or_else(|error| moved(&between, from).and(Err(error)))
}

pub(super) fn moved(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to)
        .with_context(|| format!("cannot move {} to {}", from.display(), to.display()))
}

pub(super) fn make_folder(of: &Path) -> anyhow::Result<()> {
    let Some(folder) = of.parent() else {
        return Ok(());
    };
    match fs::create_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("cannot make {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Removes the folder of a path, and those above it, as far as nothing is in them. The content
/// folder stays.
pub(super) fn remove_empty(path: &Path) {
    let is_content = |folder: &Path| folder.ends_with("content");
    let folders = path.ancestors().skip(1);
    for folder in folders.take_while(|folder| !is_content(folder)) {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
