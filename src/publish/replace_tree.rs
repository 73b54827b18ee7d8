//! Puts a staged tree in the place of the old one, by the best way the system allows.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::build::{Build, ReplaceStrategy, Step};
use super::file_system::{is_impossible, look, replace};
use super::manifest::Manifest;
use super::names;
use super::scan::Existing;
use super::stage::{self, Fate, Staged};

/// Replaces the destination by the staged tree, which it first completes.
pub(super) fn replace_tree(
    build: &Build,
    before: &Manifest,
    existing: &Existing,
    staged: &[Staged],
    manifest: &Manifest,
) -> Result<()> {
    let (tree, folder) = (build.staging.tree(), &build.destination.folder);
    if build.staging.inside {
        return in_place(build, before, existing, staged, manifest);
    }
    stage::complete(build, existing, staged, manifest)?;
    (build.reached)(Step::Completed)?;
    (build.wait)(&tree)?;
    if look(folder)?.is_none() {
        return fs::rename(&tree, folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()));
    }
    // The first that works is taken: not every disk can exchange two folders, or rename one that is in use.
    for strategy in build.strategies {
        let published = match strategy {
            ReplaceStrategy::Exchange => exchange(&tree, folder).is_ok(),
            ReplaceStrategy::Renames => rename_both(build)?,
            ReplaceStrategy::InPlace => {
                in_place(build, before, existing, staged, manifest)?;
                true
            }
        };
        if published {
            return Ok(());
        }
    }
    bail!("cannot write the folder {}", folder.display())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(tree: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(
        CWD,
        tree,
        CWD,
        folder,
        RenameFlags::EXCHANGE,
    )?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves the old tree aside and the new one in; false if the old one cannot be moved.
fn rename_both(build: &Build) -> Result<bool> {
    let (folder, old) = (&build.destination.folder, build.staging.old());
    match fs::rename(folder, &old) {
        Ok(()) => {}
        Err(error) if is_impossible(&error) => return Ok(false),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot move {}", folder.display()));
        }
    }
    (build.reached)(Step::Aside)?;
    // Should this fail, closing the staging folder puts the old tree back.
    fs::rename(build.staging.tree(), folder)
        .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    Ok(true)
}

/// Moves each new or changed file to its place, then removes the stale ones. Until it is done the
/// manifest lists the files of both builds, so that a next build knows them all as ours. Where disks
/// are waited for, one has that manifest before any file moves.
fn in_place(
    build: &Build,
    before: &Manifest,
    existing: &Existing,
    staged: &[Staged],
    manifest: &Manifest,
) -> Result<()> {
    let (tree, folder) = (build.staging.tree(), &build.destination.folder);
    let mut both = before.files.clone();
    both.extend(manifest.files.clone());
    let unsettled = Manifest {
        fingerprint: None,
        files: both,
        ..*manifest
    };
    unsettled.replace(folder)?;
    (build.wait)(&tree)?;

    // What stands in the way of a new file goes first; everything else that is stale stays until all new
    // files are there.
    let (blocking, stale) = stale(existing, manifest);
    blocking.iter().try_for_each(|path| remove(folder, path))?;
    for one in staged.iter().filter(|one| one.fate != Fate::Unchanged) {
        move_file(&tree, folder, one.path)?;
        (build.reached)(Step::Moved)?;
    }
    stale.iter().try_for_each(|path| remove(folder, path))?;
    manifest.replace(folder)
}

/// The files to remove: first those whose place a new file or folder needs (also where the file
/// system does not mind case), then the others.
fn stale<'a>(existing: &'a Existing, manifest: &Manifest) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for path in manifest.files.keys() {
        taken.extend(names::parents(path).map(str::to_lowercase));
        taken.insert(path.to_lowercase());
    }
    let paths = existing.ours.keys().map(String::as_str);
    let stale = paths.filter(|path| !manifest.files.contains_key(*path));
    stale.partition(|path| {
        taken.contains(&path.to_lowercase())
            || names::parents(path).any(|above| manifest.files.contains_key(above))
    })
}

/// Removes a file of ours, and the folders above it that are empty then.
fn remove(folder: &Path, path: &str) -> Result<()> {
    let file = folder.join(path);
    fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    let above: Vec<&str> = names::parents(path).collect();
    for parent in above.iter().rev() {
        if fs::remove_dir(folder.join(parent)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Moves a file from the tree to its place, through a copy where the two lie on different file systems.
fn move_file(tree: &Path, folder: &Path, path: &str) -> Result<()> {
    let (from, to) = (tree.join(path), folder.join(path));
    let context = || format!("cannot write {}", to.display());
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).with_context(context)?;
    }
    match fs::rename(&from, &to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            replace(folder, path, |new| fs::copy(&from, new).map(drop))
        }
        moved => moved.with_context(context),
    }
}
