//! Fills the staged tree: makes artifacts, writes those that differ, links or copies the rest.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::artifacts::{Artifacts, Stream};
use super::build::Build;
use super::file_system::look;
use super::manifest::{FileRecord, MadeFrom, Manifest};
use super::scan::{Existing, Kind, Unmanaged};
use super::space::Space;
use super::{names, staging};

/// One artifact that has been made, and written to the tree unless it is unchanged.
#[derive(Debug)]
pub(super) struct Staged<'a> {
    pub path: &'a str,
    pub record: FileRecord,
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

/// Removes the folders from the tree that only artifacts need which could not be made.
pub(super) fn remove_unneeded(
    tree: &Path,
    folders: &BTreeSet<&str>,
    staged: &[Staged],
) -> Result<()> {
    let needed: BTreeSet<&str> = staged
        .iter()
        .flat_map(|one| names::parents(one.path))
        .collect();
    // Those within others come first.
    let unneeded = folders.iter().rev();
    for folder in unneeded.filter(|folder| !needed.contains(*folder)) {
        let folder = tree.join(folder);
        fs::remove_dir(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Makes every artifact on threads and writes those to the tree that the old site has not; gives those
/// that could be made.
///
/// Fails when what is new does not fit on the disk. Large artifacts, whose length is known, are
/// looked at before anything is made.
pub(super) fn make<'a>(
    build: &Build,
    existing: &Existing,
    before: &Manifest,
    paths: &[&'a str],
) -> Result<Vec<Staged<'a>>> {
    let space = Space::new(
        &build.destination.folder,
        (build.free)(&build.staging.tree()),
        build.staging.inside || build.staging.has_links(),
    );
    let making = Making {
        artifacts: build.artifacts,
        made: build.made,
        old: &build.destination.folder,
        tree: build.staging.tree(),
        existing,
        before,
        space: &space,
    };
    making.count_known(paths)?;
    let staged = paths.par_iter().map(|path| making.one(path));
    let staged: Result<Vec<Option<Staged>>> = staged.collect();
    // That there is no room explains what else went wrong.
    space.refuse_overflow()?;
    Ok(staged?.into_iter().flatten().collect())
}

/// What the making of each artifact needs.
struct Making<'a> {
    artifacts: &'a dyn Artifacts,
    made: &'a (dyn Fn() + Sync),
    old: &'a Path,
    tree: PathBuf,
    existing: &'a Existing,
    before: &'a Manifest,
    space: &'a Space,
}

impl Making<'_> {
    /// Counts what is known before anything is made.
    fn count_known(&self, paths: &[&str]) -> Result<()> {
        for path in paths {
            if let Some(stream) = self.artifacts.stream(path)
                && self.existing.ours.get(*path) != Some(&stream.least)
            {
                self.space.take(path, stream.least);
            }
        }
        if !self.space.links {
            for unmanaged in &self.existing.unmanaged {
                if let Some(found) = look(&self.old.join(&unmanaged.path))?
                    && found.is_file()
                {
                    self.space
                        .take(&unmanaged.path.to_string_lossy(), found.len());
                }
            }
        }
        self.space.refuse_overflow()
    }

    /// Makes an artifact; `None` for one that cannot be made.
    fn one<'p>(&self, path: &'p str) -> Result<Option<Staged<'p>>> {
        let staged = match self.artifacts.stream(path) {
            Some(stream) => Some(self.streamed(path, stream)?),
            None => self.made(path)?,
        };
        (self.made)();
        if let Some(staged) = &staged
            && staged.fate == Fate::Unchanged
            && !self.space.links
        {
            self.space.take(path, staged.record.length);
        }
        Ok(staged)
    }

    /// Makes the bytes of an artifact, unless it is kept as it is.
    fn made<'p>(&self, path: &'p str) -> Result<Option<Staged<'p>>> {
        let artifacts = self.artifacts;
        let of = artifacts.input_fingerprint(path);
        let found = self.existing.ours.get(path);
        let known = self.before.files.get(path).filter(|_| found.is_some());
        let old = self.old.join(path);
        if let (Some(of), Some(record)) = (&of, known)
            && is_kept(&old, of, record)
        {
            return Ok(Some(Staged {
                path,
                record: record.clone(),
                fate: Fate::Unchanged,
            }));
        }
        // From here on the artifact is made, which takes most of the time of a build; the same bytes are
        // still not written again.
        let bytes = artifacts
            .bytes(path)
            .with_context(|| format!("cannot make {path}"))?;
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        let length = bytes.len() as u64;
        let fate = fate(found.copied(), &old, &bytes);
        if fate != Fate::Unchanged && self.space.take(path, length) {
            write_new(&self.tree.join(path), &bytes)?;
        }
        let record = FileRecord {
            length,
            made: of.filter(|_| artifacts.is_clean(path)).map(|of| MadeFrom {
                of,
                hash: hash(&bytes),
            }),
        };
        Ok(Some(Staged { path, record, fate }))
    }

    /// Writes an artifact piece by piece. A copy of what the old site has is compared with it before,
    /// any other afterwards.
    fn streamed<'p>(&self, path: &'p str, stream: Stream<'_>) -> Result<Staged<'p>> {
        let (old, new) = (self.old.join(path), self.tree.join(path));
        let found = self.existing.ours.get(path);
        let least = stream.least;
        let staged = |length, fate| Staged {
            path,
            record: FileRecord { length, made: None },
            fate,
        };
        if found == Some(&least)
            && let Some(original) = &stream.copy_of
            && are_equal(original, &old)
        {
            return Ok(staged(least, Fate::Unchanged));
        }
        // What is as long as before was not counted yet.
        if found == Some(&least) && !self.space.take(path, least) {
            return Ok(staged(least, Fate::Changed));
        }
        let mut file =
            File::create_new(&new).with_context(|| format!("cannot write {}", new.display()))?;
        (stream.write)(&mut file).with_context(|| format!("cannot make {path}"))?;
        let length = file.metadata()?.len();
        self.space.take(path, length.saturating_sub(least));
        match found {
            None => Ok(staged(length, Fate::Created)),
            Some(found) if *found == length && are_equal(&new, &old) => {
                fs::remove_file(&new)
                    .with_context(|| format!("cannot remove {}", new.display()))?;
                Ok(staged(length, Fate::Unchanged))
            }
            Some(_) => Ok(staged(length, Fate::Changed)),
        }
    }
}

/// Adds to the tree what the old site already has, unchanged artifacts and what is not ours, and
/// the manifest.
pub(super) fn complete(
    build: &Build,
    existing: &Existing,
    staged: &[Staged],
    manifest: &Manifest,
) -> Result<()> {
    let (old, tree) = (&build.destination.folder, build.staging.tree());
    let unchanged = staged.par_iter().filter(|one| one.fate == Fate::Unchanged);
    unchanged.try_for_each(|one| link(&old.join(one.path), &tree.join(one.path)))?;
    for Unmanaged { path, kind } in &existing.unmanaged {
        let from = old.join(path);
        preserve(*kind, &from, &tree.join(path))
            .with_context(|| format!("cannot carry over {}", from.display()))?;
    }
    manifest.create(&tree)?;
    // Permissions come last and from within, since some folders may not be written to.
    for Unmanaged { path, kind } in existing.unmanaged.iter().rev() {
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

/// What becomes of a file that was `found` to be so long, if it is there, when it is to hold these bytes.
fn fate(found: Option<u64>, path: &Path, bytes: &[u8]) -> Fate {
    match found {
        None => Fate::Created,
        Some(found) if found != bytes.len() as u64 => Fate::Changed,
        Some(_) if holds(path, bytes) => Fate::Unchanged,
        Some(_) => Fate::Changed,
    }
}

/// Whether the file at `path` is as it was recorded, and made of the same.
fn is_kept(path: &Path, of: &str, record: &FileRecord) -> bool {
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

/// Whether two files hold the same, read piece by piece.
fn are_equal(one: &Path, other: &Path) -> bool {
    const PIECE: usize = 64 << 10;
    let open = |path: &Path| File::open(path).map(|file| BufReader::with_capacity(PIECE, file));
    let compare = || -> io::Result<bool> {
        let (mut one, mut other) = (open(one)?, open(other)?);
        loop {
            let (first, second) = (one.fill_buf()?, other.fill_buf()?);
            let length = first.len().min(second.len());
            if length == 0 || first[..length] != second[..length] {
                return Ok(first.is_empty() && second.is_empty());
            }
            one.consume(length);
            other.consume(length);
        }
    };
    compare().unwrap_or(false)
}

/// Never writes over a file, so that two names which the file system takes for one are an error.
fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn preserve(kind: Kind, from: &Path, to: &Path) -> Result<()> {
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
