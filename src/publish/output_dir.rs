//! Whether a folder may be written: it is ours or empty, and no part of the project.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::durable;
use super::file_system::look;
use super::manifest::{self, Manifest};
use super::owner::is_reserved;

/// The folders of a project that no build may write to.
#[derive(Debug, Clone)]
pub struct Protected {
    /// The project itself: it may hold the output, but cannot be it.
    pub root: PathBuf,
    /// The folder of its pages, which the output may neither be, hold nor lie in.
    pub content: PathBuf,
    /// The folder of its own themes; the same holds for it.
    pub themes: PathBuf,
}

/// A folder that may be written, as [`OutputDir::open`] has found.
#[derive(Debug, Clone)]
pub struct OutputDir {
    /// Absolute, with symbolic links followed. It may not exist yet.
    pub(super) folder: PathBuf,
    /// Whether to wait until the disk has what was written.
    pub(super) is_forced: bool,
}

impl OutputDir {
    /// Checks that `folder` may be written; a missing one may. Changes nothing.
    ///
    /// Refuses, saying what to do instead: the project itself or a folder that contains it; one that
    /// is, contains or lies inside its content or themes; any of these by way of a symbolic link; a
    /// file; a folder that holds something but no manifest of ours, or a manifest that cannot be read.
    /// With a damaged manifest nothing tells our files from others, so such a folder is never touched.
    pub fn open(folder: &Path, project: &Protected) -> Result<Self> {
        refuse_project(folder, &resolve(folder)?, project)?;
        Self::open_alone(folder)
    }

    /// Whether a site that was built stands there.
    pub fn holds_site(&self) -> bool {
        self.folder.join(manifest::NAME).is_file()
    }

    /// Refuses a folder that lies in one of these, which are other projects.
    ///
    /// # Errors
    /// When it does.
    pub fn refuse_within(&self, others: &[PathBuf]) -> Result<()> {
        let mut others = others.iter();
        if let Some(other) = others.find(|other| self.folder.starts_with(other)) {
            bail!(
                "{} lies in {}, on which this handbook is built, and nothing is ever written there: name another folder with --out",
                self.folder.display(),
                other.display()
            );
        }
        Ok(())
    }

    /// The same for a folder that belongs to no project, such as one of the user's cache.
    pub fn open_alone(folder: &Path) -> Result<Self> {
        let resolved = resolve(folder)?;
        standing(&resolved)?;
        Ok(Self {
            is_forced: durable::is_elsewhere(&resolved),
            folder: resolved,
        })
    }

    /// The same, to be waited for on the system's own disk too.
    pub fn force(self) -> Self {
        Self {
            is_forced: true,
            ..self
        }
    }
}

fn refuse_project(named: &Path, folder: &Path, project: &Protected) -> Result<()> {
    let named = named.display();
    let root = resolve(&project.root)?;
    if folder == root {
        bail!("{named} is the project itself: name another folder with --out");
    }
    if root.starts_with(folder) {
        bail!("{named} contains the project: name another folder with --out");
    }
    for (what, part) in [("content", &project.content), ("themes", &project.themes)] {
        let part = resolve(part)?;
        if folder.starts_with(&part) {
            bail!("{named} lies in the project's {what} folder: name another folder with --out");
        }
        if part.starts_with(folder) {
            bail!("{named} contains the project's {what} folder: name another folder with --out");
        }
    }
    Ok(())
}

/// The manifest of `folder`, or `None` where it is missing or empty. What an interrupted first
/// build leaves within it counts as nothing.
///
/// Fails where the folder is not ours, or is a file.
pub(super) fn standing(folder: &Path) -> Result<Option<Manifest>> {
    let shown = folder.display();
    match look(folder)? {
        None => return Ok(None),
        Some(found) if !found.is_dir() => {
            bail!("{shown} is not a folder: name another with --out, or move it away")
        }
        Some(_) => {}
    }
    let damage = match Manifest::read(folder) {
        Ok(Some(manifest)) => return Ok(Some(manifest)),
        Ok(None) => None,
        Err(error) => Some(error),
    };
    // An empty folder holds nothing that could be lost, whoever has made it.
    if is_empty(folder)? {
        return Ok(None);
    }
    match damage {
        Some(error) => Err(error.context(format!(
            "cannot tell which files in {shown} groundwork has written: \
             name another folder with --out, or empty this one"
        ))),
        None => bail!(
            "{shown} is not empty and was not written by groundwork: \
             name another folder with --out, or empty this one"
        ),
    }
}

/// Whether the folder holds nothing, or only what we keep there besides artifacts.
fn is_empty(folder: &Path) -> Result<bool> {
    let context = || format!("cannot read the folder {}", folder.display());
    for entry in fs::read_dir(folder).with_context(context)? {
        let entry = entry.with_context(context)?;
        let kind = entry.file_type().with_context(context)?;
        if !is_reserved(&entry.path(), kind) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The absolute path without symbolic links, of which the last parts may not exist yet.
fn resolve(path: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(path)
        .with_context(|| format!("cannot tell where {} is", path.display()))?;
    let mut missing = Vec::new();
    for ancestor in absolute.ancestors() {
        if look(ancestor)?.is_some() {
            let mut resolved = ancestor
                .canonicalize()
                .with_context(|| format!("{} is a link that leads nowhere", ancestor.display()))?;
            resolved.extend(missing.iter().rev());
            return Ok(resolved);
        }
        // `..` has no name: after a folder that does not exist it leads nowhere yet.
        match ancestor.components().next_back() {
            Some(Component::Normal(name)) => missing.push(name),
            _ => bail!(
                "{} leads through a folder that does not exist",
                path.display()
            ),
        }
    }
    bail!("{} has no folder above it that exists", path.display())
}
