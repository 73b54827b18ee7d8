//! Whether what is to be written fits on the disk.
//!
//! Counts the bytes of each file that is new. What does not fit is counted too and not written, so
//! that in the end the message names all that is needed.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Result, bail};

/// What a build takes of the disk, counted by threads.
#[derive(Debug)]
pub(super) struct Space {
    /// The output, as it is named in messages.
    output: PathBuf,
    /// What was free when the build began; `None` where the system cannot tell.
    free: Option<Free>,
    needed: AtomicU64,
    largest: Mutex<Option<(u64, String)>>,
    /// Whether what is kept of the old site takes no room: it gets second names, not copies.
    pub links: bool,
}

/// The free space of a disk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Free {
    pub bytes: u64,
    /// Each file takes up a whole number of these.
    pub block: u64,
}

impl Space {
    /// The space on the disk of `output`.
    pub(super) fn new(output: &Path, free: Option<Free>, links: bool) -> Self {
        Self {
            output: output.to_owned(),
            free,
            needed: AtomicU64::new(0),
            largest: Mutex::default(),
            links,
        }
    }

    /// Counts a file of this length. False if it does not fit beside those counted before.
    pub(super) fn take(&self, path: &str, length: u64) -> bool {
        let Some(free) = self.free else {
            return true;
        };
        let length = length.div_ceil(free.block).saturating_mul(free.block);
        let before = self.needed.fetch_add(length, Ordering::Relaxed);
        let mut largest = self
            .largest
            .lock()
            .expect("nothing fails while it is locked");
        if largest.as_ref().is_none_or(|(known, _)| length > *known) {
            *largest = Some((length, path.to_owned()));
        }
        before.saturating_add(length) <= free.bytes
    }

    /// Fails if something that was counted did not fit, and says how much is needed.
    pub(super) fn refuse_overflow(&self) -> Result<()> {
        let needed = self.needed.load(Ordering::Relaxed);
        let Some(free) = self.free.filter(|free| free.bytes < needed) else {
            return Ok(());
        };
        let largest = self
            .largest
            .lock()
            .expect("nothing fails while it is locked");
        let largest = largest.as_ref().map_or_else(String::new, |(length, path)| {
            format!(
                "; the largest of the new files is {path}, {}",
                size(*length)
            )
        });
        bail!(
            "the site does not fit: it needs {} more on the disk of {}, and {} are free{largest}. \
             Make room there, or name a folder on another disk with --out",
            size(needed),
            self.output.display(),
            size(free.bytes),
        );
    }
}

/// A number of bytes in words. Rounded down, as free space should be, with enough digits to compare.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes / 1000),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.2} GB", bytes as f64 / 1e9),
    }
}

/// What is free on the disk that `folder` is on, for who is no administrator.
#[cfg(unix)]
pub(super) fn free(folder: &Path) -> Option<Free> {
    let found = rustix::fs::statvfs(folder).ok()?;
    // Some network file systems have no numbers, and say nothing but zeros.
    (found.f_blocks > 0).then(|| Free {
        bytes: found.f_bavail.saturating_mul(found.f_frsize),
        block: found.f_frsize.max(1),
    })
}

#[cfg(not(unix))]
pub(super) fn free(_: &Path) -> Option<Free> {
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Free, Space, size};

    fn space(free: Option<Free>) -> Space {
        Space::new(Path::new("/stick/site"), free, true)
    }

    #[test]
    fn files_take_up_whole_blocks_and_what_does_not_fit_is_counted_too() {
        let (bytes, block) = (12_000, 4000);
        let space = space(Some(Free { bytes, block }));
        assert!(space.take("a.html", 1) && space.take("b.html", 4001));
        assert!(space.refuse_overflow().is_ok());
        assert!(!space.take("video.mp4", 9_999_999));
        let error = space.refuse_overflow().expect_err("too much").to_string();
        assert!(
            error.contains("it needs 10.0 MB more on the disk of /stick/site, and 12 KB are free"),
            "{error}"
        );
        assert!(error.contains("video.mp4, 10.0 MB"), "{error}");
    }

    #[test]
    fn where_nobody_knows_what_is_free_everything_fits() {
        let space = space(None);
        assert!(space.take("a", u64::MAX) && space.take("b", u64::MAX));
        assert!(space.refuse_overflow().is_ok());
    }

    #[test]
    fn sizes_are_told_in_the_words_of_those_who_sell_disks() {
        assert_eq!(size(999_999), "999 KB");
        assert_eq!(size(4_100_000_000), "4.10 GB");
    }
}
