//! What the files and folders of a project are called, and where they are.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// The file that makes a folder a project.
pub const SITE_TOML: &str = "site.toml";

/// The folders that are read, beside [`SITE_TOML`].
pub const CONTENT: &str = "content";

/// The folder within [`CONTENT`] that holds copies of what pages were made from, by language.
pub const ORIGINALS: &str = ".originals";

/// The file in [`ORIGINALS`] that lists the pages of projects beneath which the writers have seen.
pub const KNOWN_PAGES: &str = "pages.txt";

/// The file within [`CONTENT`], in whichever folder, that says of sources what their records do not.
pub(super) const OWN_FIELDS: &str = "sources.toml";

/// The folder that holds a project's own themes, each a folder of its own.
pub const THEMES: &str = "themes";

/// The nearest folder at or above `start` that holds a `site.toml`.
pub fn find_project(start: &Path) -> anyhow::Result<PathBuf> {
    let start = start
        .canonicalize()
        .with_context(|| format!("cannot open the folder {}", start.display()))?;
    let found = start
        .ancestors()
        .find(|folder| folder.join(SITE_TOML).is_file());
    found.map(Path::to_owned).with_context(|| {
        format!(
            "there is no {SITE_TOML} in {} or above it; go to a project's folder, or make one with: groundwork init DIR",
            start.display()
        )
    })
}
