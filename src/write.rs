//! The write phase: makes a folder equal to an output.
//!
//! It takes [`Artifacts`], named byte strings made on demand, and a [`Destination`] that [`claim`]
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
//! [`Destination::force`] asks for it, the disk has the whole new tree before it takes the old one's
//! place, and all the rest before [`write()`] ends. So a cut leaves what a stop leaves, and what a
//! build has reported is there. On the system's own disk nothing is forced, since that takes long; what
//! is said above holds there for programs that are stopped, not for power cuts.
//!
//! Memory holds one artifact a thread; of those that [`Artifacts::stream`] gives, a piece of each. What
//! does not fit on the disk is refused before it is written.
//!
//! Steps: check the names, stage what differs, complete the tree, publish it, clean up.

mod claim;
mod durable;
mod manifest;
mod names;
mod publish;
mod space;
mod stage;
mod staging;
mod survey;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

pub use claim::{Destination, Protected, claim};
use durable::Disk;
use manifest::Manifest;
use publish::{Rung, publish};
use space::Free;
use stage::{Fate, Staged};
use staging::Staging;
use survey::Survey;

/// What is to be written: artifacts named by relative path with `/`, bytes made on demand, on threads.
pub trait Artifacts: Sync {
    /// The names, sorted and unique.
    fn paths(&self) -> Vec<&str>;

    /// The bytes of one of them; `None` for one that cannot be made, of which somebody is told, and without
    /// which the others are written. A failure stops the build and leaves the old site.
    fn bytes(&self, path: &str) -> Result<Option<Cow<'_, [u8]>>>;

    /// Asked when all are made: whether the site may be published, for all that went wrong on the way.
    fn may_be_published(&self) -> bool {
        true
    }

    /// How an artifact comes to the disk that memory need not hold; `None` for one that
    /// [`Artifacts::bytes`] makes.
    fn stream(&self, _path: &str) -> Option<Stream<'_>> {
        None
    }

    /// For what is dear to make: something that stands for all it is made of, so that where this is
    /// the same as in the build before, its file is kept unmade. `None` for what is made each time.
    fn made_of(&self, _path: &str) -> Option<String> {
        None
    }

    /// Whether nothing was said of an artifact when it was made. What is warned of is made anew each
    /// time, so that the warning is given again.
    fn is_settled(&self, _path: &str) -> bool {
        true
    }
}

/// An artifact that is written piece by piece, such as a recording or an archive.
pub struct Stream<'a> {
    /// The file that it is a copy of, if it is one.
    pub copy_of: Option<PathBuf>,
    /// Its length, or as much of it as is known.
    pub least: u64,
    pub write: StreamWriter<'a>,
}

/// Writes an artifact to a new file.
pub type StreamWriter<'a> = Box<dyn FnOnce(&mut File) -> Result<()> + 'a>;

/// Why nothing was written, though nothing has failed: see [`Artifacts::may_be_published`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withheld;

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the site has errors, so it is not published")
    }
}

impl std::error::Error for Withheld {}

/// What a build did to the folder, counted in files.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Files of the build before that are artifacts no more.
    pub removed: usize,
    /// Files and links that no build has written, kept as they were.
    pub carried: usize,
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
pub fn write(
    destination: &Destination,
    fingerprint: &str,
    artifacts: &dyn Artifacts,
    made: &(dyn Fn() + Sync),
) -> Result<Written> {
    let staging = Staging::open(destination)?;
    let disk = match destination.is_forced {
        true => Disk::of(&staging.tree()).map(Some),
        false => Ok(None),
    };
    let written = disk.and_then(|disk| {
        let build = Build {
            destination,
            staging: &staging,
            fingerprint,
            artifacts,
            made,
            rungs: &publish::LADDER,
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
pub fn settle(destination: &Destination) -> Result<()> {
    match destination.is_forced {
        true => Disk::of(&destination.folder)?.wait(&destination.folder),
        false => Ok(()),
    }
}

/// The number of artifacts in the folder when it already holds the output that `fingerprint` stands
/// for: the manifest has this fingerprint, and each file it lists is there with its length and is no
/// newer than the manifest. `None` calls for [`write()`], which also removes what a killed build has
/// left.
pub fn is_current(destination: &Destination, fingerprint: &str) -> Option<usize> {
    match staging::is_left(&destination.folder) {
        true => None,
        false => holds(&destination.folder, fingerprint),
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

/// One build with all it needs.
struct Build<'a> {
    destination: &'a Destination,
    staging: &'a Staging,
    fingerprint: &'a str,
    artifacts: &'a dyn Artifacts,
    made: &'a (dyn Fn() + Sync),
    /// The ways to publish, in the order to try; tests leave out the first.
    rungs: &'a [Rung],
    /// What is free on the disk of a folder.
    free: &'a (dyn Fn(&Path) -> Option<Free> + Sync),
    /// Waits until the disk has all that was written, where that is called for.
    wait: &'a dyn Fn(&Path) -> Result<()>,
    /// Told of each step done; tests stop a build here as a kill would.
    reached: &'a dyn Fn(Step) -> Result<()>,
}

/// A moment between two changes to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The new and changed artifacts are in the staging folder.
    Staged,
    /// The tree is whole, with its manifest.
    Completed,
    /// The old tree is aside and the new one not yet in.
    Aside,
    /// In place, one more file has taken its place.
    Moved,
    /// The folder holds the new site; the old tree is still to be removed.
    Published,
}

impl Build<'_> {
    fn run(&self) -> Result<Written> {
        let folder = &self.destination.folder;
        let paths = self.artifacts.paths();
        let folders = names::folders(&paths)?;
        let before = claim::standing(folder)?.unwrap_or_default();
        let survey = Survey::of(folder, &before)?;
        survey.refuse_conflicts(folder, &paths, &folders)?;

        let tree = self.staging.tree();
        stage::make_folders(&tree, &folders)?;
        let staged = stage::make(self, &survey, &before, &paths)?;
        if !self.artifacts.may_be_published() {
            return Err(Withheld.into());
        }
        let is_whole = staged.len() == paths.len();
        if !is_whole {
            stage::remove_unneeded(&tree, &folders, &staged)?;
        }
        (self.reached)(Step::Staged)?;

        let written = count(&staged, &survey);
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
        let survey = Survey::of(folder, &before)?;
        survey.refuse_conflicts(folder, &paths, &folders)?;
        publish(self, &before, &survey, &staged, &manifest)?;
        (self.reached)(Step::Published)?;
        (self.wait)(folder)?;
        Ok(written)
    }
}

fn count(staged: &[Staged], survey: &Survey) -> Written {
    let with = |fate| staged.iter().filter(|one| one.fate == fate).count();
    let (changed, unchanged) = (with(Fate::Changed), with(Fate::Unchanged));
    Written {
        created: with(Fate::Created),
        changed,
        unchanged,
        removed: survey.ours.len() - changed - unchanged,
        carried: survey.foreign_files(),
    }
}

/// The metadata of what is at `path`, a link itself and not its target; `None` if nothing is there.
fn look(path: &Path) -> Result<Option<fs::Metadata>> {
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
fn replace(folder: &Path, path: &str, fill: impl FnOnce(&Path) -> io::Result<()>) -> Result<()> {
    let (new, path) = (folder.join(names::TEMPORARY), folder.join(path));
    // What lies at the temporary name may be a link to somewhere else.
    let _ = fs::remove_file(&new);
    fill(&new)
        .and_then(|()| fs::rename(&new, &path))
        .inspect_err(|_| drop(fs::remove_file(&new)))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Whether the system has no way to rename or create here, so that the next rung is to be tried.
fn is_impossible(error: &io::Error) -> bool {
    use ErrorKind::{
        CrossesDevices, InvalidFilename, PermissionDenied, ReadOnlyFilesystem, ResourceBusy,
    };
    matches!(
        error.kind(),
        CrossesDevices | InvalidFilename | PermissionDenied | ReadOnlyFilesystem | ResourceBusy
    )
}
