//! Files that hold a whole site, made of the output of that site.

mod archive;
mod reference;
mod rewrite;
mod single_file;

use std::io::{Cursor, Seek, Write};

use crate::download::Download;
use crate::output::{Output, Unmade};

/// The bytes of the file; `copy` is the output of the same site, without such files in it.
///
/// # Errors
/// When an artifact of the copy cannot be made.
pub(crate) fn bytes(download: Download, copy: &Output) -> Result<Vec<u8>, Unmade> {
    match download {
        Download::SingleFile => single_file::bytes(copy),
        Download::Archive => {
            let mut packed = Cursor::new(Vec::new());
            archive::write(copy, &mut packed)?;
            Ok(packed.into_inner())
        }
    }
}

/// Writes the archive of the site whose output is `copy`, which memory need not hold.
///
/// # Errors
/// When an artifact of the copy cannot be made, or `out` not be written.
pub(crate) fn pack(copy: &Output, out: impl Write + Seek) -> Result<(), Unmade> {
    archive::write(copy, out)
}

/// How long that archive is at least.
pub(crate) fn packed_length(copy: &Output) -> u64 {
    archive::least(copy)
}

/// The bytes of an artifact of the copy.
fn made(copy: &Output, path: &str) -> Result<Vec<u8>, Unmade> {
    let missing = || Err(Unmade::Failure(anyhow::anyhow!("nothing is at {path}")));
    copy.make(path).unwrap_or_else(missing)
}

/// What was made; `None` for what the project is at fault for, which is found in the site itself, so
/// that this file goes without it.
fn if_made<T>(made: Result<T, Unmade>) -> Result<Option<T>, Unmade> {
    match made {
        Ok(made) => Ok(Some(made)),
        Err(Unmade::Finding(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}
