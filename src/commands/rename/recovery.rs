//! Brings to its end a renaming that was interrupted.

use std::io::{self, Write as _};
use std::path::Path;

use groundwork::model::failure;

use super::disk;

/// Brings to its end what was interrupted in the project at `root`, and says so. What cannot be
/// finished stands in the way of no command but the next renaming.
///
/// # Errors
/// When standard error cannot be written to.
pub(crate) fn recover(root: &Path) -> io::Result<()> {
    let recovered = disk::recover(root);
    let mut err = io::stderr().lock();
    match recovered {
        Ok(said) => said.iter().try_for_each(|line| writeln!(err, "{line}")),
        Err(error) => writeln!(
            err,
            "warning: a renaming of a page was interrupted and cannot be finished yet: {}",
            failure::reasons(&error)
        ),
    }
}
