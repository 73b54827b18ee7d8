//! What a build hands over to be written, and why it may not be.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::path::PathBuf;

use anyhow::Result;

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
    fn input_fingerprint(&self, _path: &str) -> Option<String> {
        None
    }

    /// Whether nothing was said of an artifact when it was made. What is warned of is made anew each
    /// time, so that the warning is given again.
    fn is_clean(&self, _path: &str) -> bool {
        true
    }
}

/// An artifact that is written piece by piece, such as a recording or an archive.
pub struct Stream<'a> {
    /// The file that it is a copy of, if it is one.
    pub copy_of: Option<PathBuf>,
    /// Its length, or as much of it as is known.
    pub least: u64,
    /// Writes all of it; called once at most.
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
