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
        if let Some((folder, name)) = misnamed_settings(&start) {
            return format!(
                "there is no {SITE_TOML} in {}, but there is {name}; rename it to {SITE_TOML}",
                folder.display()
            );
        }
        format!(
            "there is no {SITE_TOML} in {} or above it; go to a project's folder, or make one with: groundwork init DIR",
            start.display()
        )
    })
}

/// What is called nearly as [`SITE_TOML`], as by an editor that adds an ending of its own, in the nearest folder
/// that has such a file.
fn misnamed_settings(start: &Path) -> Option<(&Path, String)> {
    let is_meant = |name: &str| {
        let name = name.to_lowercase();
        [SITE_TOML, "site.toml.txt", "site.tml", "site.txt"].contains(&name.as_str())
    };
    start.ancestors().find_map(|folder| {
        let entries = std::fs::read_dir(folder).ok()?.flatten();
        let files = entries.filter(|entry| entry.path().is_file());
        let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
        Some((folder, names.filter(|name| is_meant(name)).min()?))
    })
}
