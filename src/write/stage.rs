//! Fills the staged tree: makes artifacts, writes those that differ, links or copies the rest.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::manifest::{Made, Manifest, Record};
use super::staging;
use super::survey::{Foreign, Kind, Survey};
use super::{Build, look};

/// One artifact that has been made, and written to the tree unless it is unchanged.
#[derive(Debug)]
pub(super) struct Staged<'a> {
    pub path: &'a str,
    pub record: Record,
    pub fate: Fate,
}

/// How an artifact compares with the old site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Created,
    Changed,
    Unchanged,
}

/// Creates each of the folders in the tree; parents come first.
pub(super) fn make_folders(tree: &Path, folders: &BTreeSet<&str>) -> Result<()> {
    folders
        .iter()
        .try_for_each(|folder| staging::create(&tree.join(folder)))
}

/// Makes every artifact on threads and writes those to the tree that the old site has not.
pub(super) fn make<'a>(
    build: &Build,
    survey: &Survey,
    before: &Manifest,
    paths: &[&'a str],
) -> Result<Vec<Staged<'a>>> {
    let (old, tree) = (&build.destination.folder, build.staging.tree());
    let (artifacts, made) = (build.artifacts, build.made);
    let one = |path: &&'a str| {
        let of = artifacts.made_of(path);
        let known = before
            .files
            .get(*path)
            .filter(|_| survey.ours.contains_key(*path));
        if let (Some(of), Some(record)) = (&of, known)
            && is_kept(&old.join(path), of, record)
        {
            made();
            return Ok(Staged {
                path,
                record: record.clone(),
                fate: Fate::Unchanged,
            });
        }
        let bytes = artifacts
            .bytes(path)
            .with_context(|| format!("cannot make {path}"))?;
        let length = bytes.len() as u64;
        let fate = match survey.ours.get(*path) {
            None => Fate::Created,
            Some(&found) if found != length => Fate::Changed,
            Some(_) if holds(&old.join(path), &bytes) => Fate::Unchanged,
            Some(_) => Fate::Changed,
        };
        if fate != Fate::Unchanged {
            write_new(&tree.join(path), &bytes)?;
        }
        made();
        let record = Record {
            length,
            made: of.filter(|_| artifacts.is_settled(path)).map(|of| Made {
                of,
                hash: hash(&bytes),
            }),
        };
        Ok(Staged { path, record, fate })
    };
    paths.par_iter().map(one).collect()
}

/// Adds to the tree what the old site already has, unchanged artifacts and what is not ours, and
/// the manifest.
pub(super) fn complete(
    build: &Build,
    survey: &Survey,
    staged: &[Staged],
    manifest: &Manifest,
) -> Result<()> {
    let (old, tree) = (&build.destination.folder, build.staging.tree());
    let unchanged = staged.par_iter().filter(|one| one.fate == Fate::Unchanged);
    unchanged.try_for_each(|one| link(&old.join(one.path), &tree.join(one.path)))?;
    for Foreign { path, kind } in &survey.foreign {
        let from = old.join(path);
        carry(*kind, &from, &tree.join(path))
            .with_context(|| format!("cannot carry over {}", from.display()))?;
    }
    manifest.create(&tree)?;
    // Permissions come last and from within, since some folders may not be written to.
    for Foreign { path, kind } in survey.foreign.iter().rev() {
        if *kind == Kind::Folder {
            copy_permissions(&old.join(path), &tree.join(path))?;
        }
    }
    copy_permissions(old, &tree)
}

/// Nothing is set where nothing differs: some file systems know no permissions.
fn copy_permissions(from: &Path, to: &Path) -> Result<()> {
    let (Some(wanted), Some(found)) = (look(from)?, look(to)?) else {
        return Ok(());
    };
    if wanted.permissions() == found.permissions() {
        return Ok(());
    }
    fs::set_permissions(to, wanted.permissions())
        .with_context(|| format!("cannot set the permissions of {}", to.display()))
}

/// Whether the file at `path` is as it was recorded, and made of the same.
fn is_kept(path: &Path, of: &str, record: &Record) -> bool {
    let made = record.made.as_ref().filter(|made| made.of == of);
    made.is_some_and(|made| fs::read(path).is_ok_and(|bytes| hash(&bytes) == made.hash))
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}

/// The bytes on disk are read: a manifest cannot know of an edit that kept the length.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    fs::read(path).is_ok_and(|found| found == bytes)
}

/// Never writes over a file, so that two names which the file system takes for one are an error.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn carry(kind: Kind, from: &Path, to: &Path) -> Result<()> {
    // The folder above may have been one of ours that no artifact needs any more.
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    match kind {
        Kind::File => link(from, to),
        Kind::Link => Ok(copy_link(from, to)?),
        Kind::Folder if look(to)?.is_some_and(|found| found.is_dir()) => Ok(()),
        Kind::Folder => staging::create(to),
    }
}

/// Gives the file a second name, or copies it where the file system has no hard links.
fn link(from: &Path, to: &Path) -> Result<()> {
    match fs::hard_link(from, to) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => fs::copy(from, to).map(drop),
        linked => linked,
    }
    .with_context(|| format!("cannot link {} to {}", from.display(), to.display()))
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

/// Links to folders and links to files differ here, and either may need rights that few have.
#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    use std::os::windows::fs::{symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if from.is_dir() {
        symlink_dir(target, to)
    } else {
        symlink_file(target, to)
    }
}
