//! A file that keeps two processes apart. The lock on it is the system's own, so it ends with the process
//! that holds it, however that ends.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::Result;

use super::file_system::look;

/// Opens the lock file at `path`, which it makes where there is none; `None` if its folder is gone.
///
/// # Errors
/// When the system refuses to open it.
pub fn open_lock(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // A link in its place, come with someone's archive, must not have its target written over.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NOFOLLOW.bits().cast_signed(),
    );
    match options.open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes the lock; false if another process holds it. A file system without locks never holds one.
#[cfg(unix)]
pub fn try_lock(file: &File) -> bool {
    use rustix::fs::{FlockOperation, flock};
    flock(file, FlockOperation::NonBlockingLockExclusive) != Err(rustix::io::Errno::WOULDBLOCK)
}

#[cfg(not(unix))]
pub fn try_lock(_: &File) -> bool {
    true
}

/// Whether an open file is still the one at `path`: who held it before may have removed it between our
/// opening and locking it.
///
/// # Errors
/// When the system refuses to look at either.
pub fn is_at(file: &File, path: &Path) -> Result<bool> {
    let Some(found) = look(path)? else {
        return Ok(false);
    };
    Ok(inode(&found) == inode(&file.metadata()?))
}

#[cfg(unix)]
fn inode(found: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u64 {
    0
}
