//! What is in an output folder: files of ours and files that are not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use walkdir::{DirEntry, WalkDir};

use super::file_system::look;
use super::manifest::Manifest;
use super::{names, owner};

/// The contents of a folder, by path from that folder. Symbolic links are not followed, so that
/// nothing here lies outside of it.
#[derive(Debug, Default)]
pub(super) struct Existing {
    /// Files that the manifest lists, with their lengths.
    pub ours: BTreeMap<String, u64>,
    /// All else, folders before what they contain.
    pub unmanaged: Vec<Unmanaged>,
}

/// Something that no build has written.
#[derive(Debug)]
pub(super) struct Unmanaged {
    pub path: PathBuf,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    Link,
    File,
}

/// The contents of `folder`, told apart by its manifest; a missing folder has none.
pub(super) fn scan_existing(folder: &Path, manifest: &Manifest) -> Result<Existing> {
    let mut existing = Existing::default();
    if look(folder)?.is_none() {
        return Ok(existing);
    }
    let folders: BTreeSet<&str> = manifest
        .files
        .keys()
        .flat_map(|path| names::parents(path))
        .collect();
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !is_reserved(entry)) {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        existing.add(&entry, folder, manifest, &folders)?;
    }
    Ok(existing)
}

impl Existing {
    fn add(
        &mut self,
        entry: &DirEntry,
        folder: &Path,
        manifest: &Manifest,
        folders: &BTreeSet<&str>,
    ) -> Result<()> {
        let path = entry.path().strip_prefix(folder)?;
        let kind = match entry.file_type() {
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_symlink() => Kind::Link,
            _ => Kind::File,
        };
        // Ours is only what the manifest lists and is still a file: all else may be somebody's work.
        match slashed(path) {
            Some(name) if kind == Kind::Folder && folders.contains(&*name) => {}
            Some(name) if entry.file_type().is_file() && manifest.files.contains_key(&name) => {
                self.ours.insert(name, entry.metadata()?.len());
            }
            _ => self.unmanaged.push(Unmanaged {
                path: path.to_owned(),
                kind,
            }),
        }
        Ok(())
    }

    pub(super) fn unmanaged_files(&self) -> usize {
        let is_file = |unmanaged: &&Unmanaged| unmanaged.kind != Kind::Folder;
        self.unmanaged.iter().filter(is_file).count()
    }

    /// Fails if an artifact or one of the `folders` they need would take the place of something
    /// that is not ours, on a file system that minds case or one that does not.
    pub(super) fn refuse_conflicts(
        &self,
        folder: &Path,
        paths: &[&str],
        folders: &BTreeSet<&str>,
    ) -> Result<()> {
        if self.unmanaged.is_empty() {
            return Ok(());
        }
        let files = Places::new(paths.iter().copied());
        let folders = Places::new(folders.iter().copied());
        for unmanaged in &self.unmanaged {
            let mut on_way = unmanaged.path.ancestors().filter_map(slashed);
            let for_file = on_way.any(|name| {
                files.need(&name, |path| {
                    !self.ours.contains_key(path) && folder.join(path).symlink_metadata().is_ok()
                })
            });
            // A folder that is not ours may stay where the site needs one; anything else would have to go.
            let for_folder = unmanaged.kind != Kind::Folder
                && slashed(&unmanaged.path).is_some_and(|name| {
                    folders.need(&name, |path| {
                        let there = folder.join(path).symlink_metadata();
                        there.is_ok_and(|found| !found.is_dir())
                    })
                });
            if for_file || for_folder {
                bail!(
                    "{} was not written by groundwork, and the site needs its place: \
                     move it away or rename it",
                    folder.join(&unmanaged.path).display()
                );
            }
        }
        Ok(())
    }
}

/// Paths an output needs, to be found by their exact spelling or without regard to case.
struct Places<'a> {
    exact: BTreeSet<&'a str>,
    by_lower_case: BTreeMap<String, &'a str>,
}

impl<'a> Places<'a> {
    fn new(paths: impl Iterator<Item = &'a str> + Clone) -> Self {
        Self {
            exact: paths.clone().collect(),
            by_lower_case: paths.map(|path| (path.to_lowercase(), path)).collect(),
        }
    }

    /// Whether one of the paths is `name`, or differs from it by case alone and `is_same` finds
    /// that the file system takes it for what is there.
    fn need(&self, name: &str, is_same: impl Fn(&str) -> bool) -> bool {
        let alike = self.by_lower_case.get(&name.to_lowercase());
        self.exact.contains(name) || alike.is_some_and(|path| is_same(path))
    }
}

/// The path as a manifest spells it; `None` for one that no artifact can have.
fn slashed(path: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.iter().map(|name| name.to_str()).collect();
    Some(names?.join("/"))
}

fn is_reserved(entry: &DirEntry) -> bool {
    entry.depth() == 1 && owner::is_reserved(entry.path(), entry.file_type())
}
