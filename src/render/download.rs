//! Files that hold a whole site, made of the output of that site.

mod archive;
mod reference;
mod rewrite;
mod single_file;

use crate::download::Download;
use crate::output::{Output, Unmade};

/// The bytes of the file; `copy` is the output of the same site, without such files in it.
///
/// # Errors
/// When an artifact of the copy cannot be made.
pub(crate) fn bytes(download: Download, copy: &Output) -> Result<Vec<u8>, Unmade> {
    match download {
        Download::SingleFile => single_file::bytes(copy),
        Download::Archive => archive::bytes(copy),
    }
}

/// The bytes of an artifact of the copy.
fn made(copy: &Output, path: &str) -> Result<Vec<u8>, Unmade> {
    let missing = || Err(Unmade::Failure(anyhow::anyhow!("nothing is at {path}")));
    copy.make(path).unwrap_or_else(missing)
}
