//! The write phase: makes a folder equal to an output.
//!
//! It takes [`Artifacts`], named byte strings made on demand, and a [`OutputDir`] that [`OutputDir::open`]
//! has found fit to be written. A stop at any moment, `kill -9` included, leaves the old site or
//! the new one. A new tree is staged in `.<name>.staging/tree` beside the folder: what is new or
//! changed is written there, the rest is hard-linked (copied where links are refused), and files
//! that are not ours are carried over. Then the tree takes the folder's place by the first of
//! these that the system allows:
//!
//! 1. A plain rename, where the folder does not exist yet.
//! 2. An atomic exchange of the two (Linux, macOS).
//! 3. Two renames, old tree aside and new tree in. Killed between them, the folder is missing and
//!    the old tree waits in the staging folder; the next build puts it back first.
//! 4. In place, where the folder cannot be renamed: it is a mount point, or its parent is
//!    read-only (then staging lies within the folder, as `.groundwork.staging`). All bytes are made
//!    before the first file moves, so a failed build still leaves the old site. Killed among the
//!    moves, the folder holds files of both, each whole; the next build repairs it.
//!
//! The manifest, `.groundwork.json`, lists what a build has written. Nothing else in the folder is
//! ever removed or overwritten.
//!
//! Power cuts and pulled sticks: on another disk than the system's own, and wherever
//! [`OutputDir::force`] asks for it, the disk has the whole new tree before it takes the old one's
//! place, and all the rest before [`publish()`] ends. So a cut leaves what a stop leaves, and what a
//! build has reported is there. On the system's own disk nothing is forced, since that takes long; what
//! is said above holds there for programs that are stopped, not for power cuts.
//!
//! Memory holds one artifact a thread; of those that [`Artifacts::stream`] gives, a piece of each. What
//! does not fit on the disk is refused before it is written.
//!
//! Steps: check the names, stage what differs, complete the tree, publish it, clean up.

mod artifacts;
mod build;
mod durable;
mod file_system;
mod lock_file;
mod manifest;
mod names;
mod output_dir;
mod owner;
mod replace_tree;
mod scan;
mod space;
mod stage;
mod staging;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

pub use artifacts::{Artifacts, Stream, StreamWriter, Withheld};
use build::{Build, STRATEGIES, Step};
use durable::Disk;
pub use lock_file::{is_at, open_lock, try_lock};
use manifest::Manifest;
pub use output_dir::{OutputDir, Protected};
use replace_tree::replace_tree;
use scan::{Existing, scan_existing};
use stage::{Fate, Staged};
use staging::Staging;

/// What a build did to the folder, counted in files.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Artifacts that the build before did not have.
    pub created: usize,
    /// Artifacts whose bytes differ from those on disk.
    pub changed: usize,
    /// Artifacts that are on disk as they were made.
    pub unchanged: usize,
    /// Files of the build before that are artifacts no more.
    pub removed: usize,
    /// Files and links that no build has written, kept as they were.
    pub preserved: usize,
}

/// Makes the folder equal to `artifacts` and notes `fingerprint`, which stands for all inputs, in
/// its manifest. `made` is called on some thread for each artifact made, for a progress bar.
///
/// Every artifact is made and compared with the bytes on disk, so that edits made in the folder are
/// undone; one that is dear to make and made of the same as before is compared by the hash that the
/// manifest has of it. Where nothing differs no artifact is written. Memory holds one artifact a thread.
///
/// Fails, with the path at fault and the old site as it was, when a name cannot be a file's, when a
/// file that is not ours is in the way, when another build is writing into the same folder, when
/// `bytes` fails, when what was made may not be published ([`Withheld`]), or when the disk fails. Only a disk that fails during the moves of an update in place
/// leaves files of both sites.
pub fn publish(
    destination: &OutputDir,
    fingerprint: &str,
    artifacts: &dyn Artifacts,
    made: &(dyn Fn() + Sync),
) -> Result<Written> {
    let staging = Staging::open(destination)?;
    let disk = if destination.is_forced {
        Disk::holding(&staging.tree()).map(Some)
    } else {
        Ok(None)
    };
    // The staging folder is closed whatever comes of it, so nothing in between may return early.
    let written = disk.and_then(|disk| {
        let build = Build {
            destination,
            staging: &staging,
            fingerprint,
            artifacts,
            made,
            strategies: &STRATEGIES,
            free: &space::free,
            wait: &|tree: &Path| disk.as_ref().map_or(Ok(()), |disk| disk.wait(tree)),
            reached: &|_| Ok(()),
        };
        build.run()
    });
    staging.close(destination);
    written
}

/// Waits until the disk has a folder that [`is_current`], where it is to be waited for.
///
/// # Errors
/// When the disk did not take it.
pub fn settle(destination: &OutputDir) -> Result<()> {
    if destination.is_forced {
        Disk::holding(&destination.folder)?.wait(&destination.folder)
    } else {
        Ok(())
    }
}

/// The number of artifacts in the folder when it already holds the output that `fingerprint` stands
/// for: the manifest has this fingerprint, and each file it lists is there with its length and is no
/// newer than the manifest. `None` calls for [`publish()`], which also removes what a killed build has
/// left.
pub fn is_current(destination: &OutputDir, fingerprint: &str) -> Option<usize> {
    if staging::is_left(&destination.folder) {
        None
    } else {
        holds(&destination.folder, fingerprint)
    }
}

/// As [`is_current`], whatever else stands beside the folder.
fn holds(folder: &Path, fingerprint: &str) -> Option<usize> {
    let manifest = Manifest::read(folder).ok()??;
    if manifest.fingerprint.as_deref() != Some(fingerprint) {
        return None;
    }
    let written = fs::metadata(folder.join(manifest::NAME)).ok()?.modified();
    let written = written.ok()?;
    let intact = manifest.files.par_iter().all(|(path, record)| {
        folder.join(path).symlink_metadata().is_ok_and(|found| {
            found.is_file()
                && found.len() == record.length
                && found.modified().is_ok_and(|modified| modified <= written)
        })
    });
    intact.then_some(manifest.files.len())
}

impl Build<'_> {
    fn run(&self) -> Result<Written> {
        let folder = &self.destination.folder;
        let paths = self.artifacts.paths();
        let folders = names::folders(&paths)?;
        let before = output_dir::standing(folder)?.unwrap_or_default();
        let existing = scan_existing(folder, &before)?;
        existing.refuse_conflicts(folder, &paths, &folders)?;

        let tree = self.staging.tree();
        stage::make_folders(&tree, &folders)?;
        let staged = stage::make(self, &existing, &before, &paths)?;
        if !self.artifacts.may_be_published() {
            return Err(Withheld.into());
        }
        let is_whole = staged.len() == paths.len();
        if !is_whole {
            stage::remove_unneeded(&tree, &folders, &staged)?;
        }
        (self.reached)(Step::Staged)?;

        let written = count(&staged, &existing);
        let records = staged.iter().map(|one| (one.path, one.record.clone()));
        // What is not whole is tried again by the next build, whether or not the input changes.
        let fingerprint = if is_whole { self.fingerprint } else { "" };
        let manifest = Manifest::new(fingerprint, records);
        if written.created + written.changed + written.removed == 0 && folder.exists() {
            if holds(&self.destination.folder, self.fingerprint).is_none() {
                manifest.replace(folder)?;
            }
            // What a build before this one wrote may not have come to the disk yet.
            (self.wait)(folder)?;
            return Ok(written);
        }
        // Looked at again, so that nothing is lost that came while the artifacts were made.
        let existing = scan_existing(folder, &before)?;
        existing.refuse_conflicts(folder, &paths, &folders)?;
        replace_tree(self, &before, &existing, &staged, &manifest)?;
        (self.reached)(Step::Published)?;
        (self.wait)(folder)?;
        Ok(written)
    }
}

fn count(staged: &[Staged], existing: &Existing) -> Written {
    let with = |fate| staged.iter().filter(|one| one.fate == fate).count();
    let (changed, unchanged) = (with(Fate::Changed), with(Fate::Unchanged));
    Written {
        created: with(Fate::Created),
        changed,
        unchanged,
        removed: existing.ours.len() - changed - unchanged,
        preserved: existing.unmanaged_files(),
    }
}
