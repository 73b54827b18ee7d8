//! The staging folder: where a build works, and the lock that keeps two builds apart.
//!
//! It holds the lock file, by which we know it as ours, the new `tree`, and for a moment the `old`
//! one. The lock is the system's and ends with its process, however that ends; so a leftover of a
//! killed build is free for the next to take over. Where there are no file locks (Windows, some
//! network file systems) two builds at once are not told apart.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::file_system::{is_impossible, look};
use super::lock_file::{is_at, open_lock, try_lock};
use super::names;
use super::output_dir::OutputDir;
use super::owner::{LOCK, Owner, is_ours, owner};

/// A staging folder that is ours alone until it is closed or the process ends.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// Whether it lies within the output, which then cannot be renamed.
    pub inside: bool,
    lock: File,
}

impl Staging {
    /// Takes the staging folder beside the destination or, where that cannot be, within it. Puts
    /// back the old tree, and removes what else a killed build has left.
    ///
    /// Fails if another build holds it, or if something of that name is not ours.
    pub(super) fn open(destination: &OutputDir) -> Result<Self> {
        let output = &destination.folder;
        let staging = match beside(output)? {
            Some(folder) => Self::take(&folder)?,
            None => None,
        };
        let staging = match staging {
            Some(staging) => staging,
            None => Self::within(output)?,
        };
        staging.recover(output)?;
        for leftover in [staging.tree(), staging.old()] {
            remove_all(&leftover)?;
        }
        create(&staging.tree())?;
        Ok(staging)
    }

    /// Where the new site is built.
    pub(super) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// Where the old site is put aside, if it cannot be exchanged.
    pub(super) fn old(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Whether files here can have second names. Most sticks have a file system in which they cannot.
    pub(super) fn has_links(&self) -> bool {
        let second = self.tree().join(names::TEMPORARY);
        let linked = fs::hard_link(self.folder.join(LOCK), &second);
        linked.and_then(|()| fs::remove_file(&second)).is_ok()
    }

    /// Removes the folder and lets go of the lock. What cannot be removed is left to the next
    /// build: the site itself is as it should be.
    pub(super) fn close(self, destination: &OutputDir) {
        if self.recover(&destination.folder).is_err() {
            return;
        }
        let removed = remove_all(&self.tree()).and_then(|()| remove_all(&self.old()));
        if removed.is_ok() && fs::remove_file(self.folder.join(LOCK)).is_ok() {
            let _ = fs::remove_dir(&self.folder);
        }
        drop(self.lock);
    }

    /// Puts the old tree back if a build was stopped with the old one aside and the new one not yet in.
    fn recover(&self, output: &Path) -> Result<()> {
        let old = self.old();
        if !look(&old)?.is_some_and(|found| found.is_dir()) {
            return Ok(());
        }
        // Takes away an empty folder made in its place since; any other stays.
        let _ = fs::remove_dir(output);
        if look(output)?.is_some() {
            return Ok(());
        }
        let context = || format!("cannot move {} back to {}", old.display(), output.display());
        fs::rename(&old, output).with_context(context)
    }

    fn within(output: &Path) -> Result<Self> {
        fs::create_dir_all(output)
            .with_context(|| format!("cannot create the folder {}", output.display()))?;
        let folder = output.join(names::INSIDE);
        match Self::take(&folder)? {
            Some(staging) => Ok(Self {
                inside: true,
                ..staging
            }),
            None => bail!(
                "neither the folder {} nor the one above it lets itself be written to",
                output.display()
            ),
        }
    }

    /// Takes the folder, creating it if need be; `None` if nothing can be created there.
    fn take(folder: &Path) -> Result<Option<Self>> {
        // Another build may remove the folder at its end just as we have found it: then look again.
        for _ in 0..100 {
            match fs::create_dir(folder) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => refuse_unmanaged(folder)?,
                Err(error) if is_impossible(&error) => return Ok(None),
                Err(error) => {
                    return Err(error)
                        .with_context(|| format!("cannot create the folder {}", folder.display()));
                }
            }
            if let Some(lock) = lock(folder)? {
                let folder = folder.to_owned();
                return Ok(Some(Self {
                    folder,
                    inside: false,
                    lock,
                }));
            }
        }
        bail!(
            "another build keeps taking {}: try again later",
            folder.display()
        )
    }
}

/// Whether a killed build has left its staging folder beside the output or within it.
pub(super) fn is_left(output: &Path) -> bool {
    let beside = beside(output).ok().flatten();
    let within = Some(output.join(names::INSIDE));
    let mut folders = [beside, within].into_iter().flatten();
    folders.any(|folder| folder.is_dir() && is_ours(&folder))
}

fn refuse_unmanaged(folder: &Path) -> Result<()> {
    // A build that ends meanwhile may take the folder away, and the next make it anew.
    if owner(folder) == Owner::Somebody {
        bail!(
            "{} is where the site would be prepared, and groundwork did not make it: \
             move it away or rename it",
            folder.display()
        );
    }
    Ok(())
}

/// The folder beside the output; `None` where a rename from there cannot reach it.
fn beside(output: &Path) -> Result<Option<PathBuf>> {
    let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
        return Ok(None);
    };
    fs::create_dir_all(parent)
        .with_context(|| format!("cannot create the folder {}", parent.display()))?;
    let same_device = match look(output)? {
        Some(found) => device(&found) == device(&parent.metadata()?),
        None => true,
    };
    let mut staging = std::ffi::OsString::from(".");
    staging.push(name);
    staging.push(".staging");
    Ok(same_device.then(|| parent.join(staging)))
}

/// Locks the lock file in `folder`; `None` if the folder was removed meanwhile.
fn lock(folder: &Path) -> Result<Option<File>> {
    let path = folder.join(LOCK);
    let context = || format!("cannot write {}", path.display());
    let Some(mut file) = open_lock(&path).with_context(context)? else {
        return Ok(None);
    };
    if !try_lock(&file) {
        let mut process = String::new();
        let _ = file.read_to_string(&mut process);
        bail!(
            "another build (process {}) is writing to the same folder: wait for it to end",
            process.trim()
        );
    }
    if !is_at(&file, &path)? {
        return Ok(None);
    }
    file.set_len(0).with_context(context)?;
    writeln!(file, "{}", std::process::id()).with_context(context)?;
    Ok(Some(file))
}

#[cfg(unix)]
fn device(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::dev(found)
}

#[cfg(not(unix))]
fn device(_: &fs::Metadata) -> u64 {
    0
}

/// Creates one folder, which must not be there yet.
pub(super) fn create(folder: &Path) -> Result<()> {
    fs::create_dir(folder).with_context(|| format!("cannot create the folder {}", folder.display()))
}

/// Removes the folder and all in it, if it is there.
fn remove_all(folder: &Path) -> Result<()> {
    let mut removed = fs::remove_dir_all(folder);
    if matches!(&removed, Err(error) if error.kind() == ErrorKind::PermissionDenied) {
        make_removable(folder);
        removed = fs::remove_dir_all(folder);
    }
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Read-only folders, carried over once, would keep what they contain.
#[cfg(unix)]
fn make_removable(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let folders = walkdir::WalkDir::new(folder).into_iter().flatten();
    for entry in folders.filter(|entry| entry.file_type().is_dir()) {
        let _ = fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o700));
    }
}

#[cfg(not(unix))]
fn make_removable(_: &Path) {}
