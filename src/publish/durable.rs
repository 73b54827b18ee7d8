//! Forces what was written to the disk, where somebody may pull the disk out.
//!
//! A system writes to its disks when it has time, long after a program has ended. On the system's own
//! disk that is as it should be; of a stick it means that a finished build may be lost. So a build
//! onto any other disk waits, before the old site is replaced and again before it says that it is done.

use std::path::Path;

use anyhow::{Context, Result};

/// A disk, so that it can be told of everything that is written to it from now on.
#[derive(Debug)]
pub(super) struct Disk {
    #[cfg(target_os = "linux")]
    folder: std::fs::File,
}

impl Disk {
    /// The disk that holds `folder`. Asked for before anything is written: the system tells of what
    /// it could not write only those who have been there.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub(super) fn holding(folder: &Path) -> Result<Self> {
        #[cfg(target_os = "linux")]
        return Ok(Self {
            folder: std::fs::File::open(folder)
                .with_context(|| format!("cannot open {}", folder.display()))?,
        });
        #[cfg(not(target_os = "linux"))]
        return folder
            .metadata()
            .map(|_| Self {})
            .with_context(|| format!("cannot open {}", folder.display()));
    }

    /// Waits until the disk has everything below `tree`.
    ///
    /// # Errors
    /// When the disk did not take it.
    pub(super) fn wait(&self, tree: &Path) -> Result<()> {
        self.flush(tree)
            .with_context(|| format!("the disk did not take all of {}", tree.display()))
    }

    /// One call for the whole disk: thousands of files one by one take minutes.
    #[cfg(target_os = "linux")]
    fn flush(&self, _: &Path) -> std::io::Result<()> {
        Ok(rustix::fs::syncfs(&self.folder)?)
    }

    #[cfg(not(target_os = "linux"))]
    fn flush(&self, tree: &Path) -> std::io::Result<()> {
        for entry in walkdir::WalkDir::new(tree).contents_first(true) {
            let entry = entry?;
            let kind = entry.file_type();
            if kind.is_file() {
                // Windows forces only what may be written to.
                let mut options = std::fs::OpenOptions::new();
                let opened = options.read(true).write(cfg!(windows)).open(entry.path());
                opened?.sync_all()?;
            } else if kind.is_dir() && cfg!(unix) {
                std::fs::File::open(entry.path())?.sync_all()?;
            }
        }
        match tree.parent().filter(|_| cfg!(unix)) {
            Some(above) => std::fs::File::open(above)?.sync_all(),
            None => Ok(()),
        }
    }
}

/// Whether the nearest folder at or above `folder` that exists is on another disk than the system,
/// the home folder and the place for temporary files. What cannot be told counts as another disk.
pub(super) fn is_elsewhere(folder: &Path) -> bool {
    let existing = folder.ancestors().find(|folder| folder.exists());
    let volume_of_output = existing.and_then(volume);
    let mut own = vec![std::env::temp_dir()];
    own.extend(std::env::home_dir());
    #[cfg(unix)]
    own.push("/".into());
    volume_of_output.is_none() || own.iter().all(|own| volume(own) != volume_of_output)
}

#[cfg(unix)]
fn volume(folder: &Path) -> Option<u64> {
    folder
        .metadata()
        .map(|found| std::os::unix::fs::MetadataExt::dev(&found))
        .ok()
}

/// On Windows a disk has a letter.
#[cfg(not(unix))]
fn volume(folder: &Path) -> Option<std::ffi::OsString> {
    let folder = folder.canonicalize().ok()?;
    let first = folder.components().next()?;
    Some(first.as_os_str().to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::is_elsewhere;

    #[test]
    fn the_place_for_temporary_files_is_the_systems_own_even_where_nothing_is_yet() {
        let folder = std::env::temp_dir();
        assert!(!is_elsewhere(&folder));
        assert!(!is_elsewhere(&folder.join("not/there/yet")));
    }

    /// Linux keeps its running processes in a file system that is no disk.
    #[cfg(target_os = "linux")]
    #[test]
    fn another_file_system_is_another_disk() {
        assert!(is_elsewhere(std::path::Path::new("/proc/self")));
    }
}
