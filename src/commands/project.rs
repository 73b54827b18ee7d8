//! Finds the project that a command works on.

use std::path::{Path, PathBuf};

use groundwork::load;

use crate::commands::changes::recovery;
use crate::commands::threads;

/// The project to work on: the nearest one at or above the folder that one stands in.
///
/// # Errors
/// When there is none, or the system gives no thread to work on.
pub(super) fn project() -> anyhow::Result<PathBuf> {
    project_in(Path::new("."))
}

/// As [`project`], at or above a folder. A change to its files that was interrupted is brought to its end
/// first.
///
/// # Errors
/// When there is none, or the system gives no thread to work on.
pub(super) fn project_in(folder: &Path) -> anyhow::Result<PathBuf> {
    let root = load::find_project(folder)?;
    threads::start()?;
    recovery::recover(&root)?;
    Ok(root)
}
