//! The project's files as they were last read, kept so that an edit costs the reading of one file.
//!
//! A project with symbolic links is read as a whole, and so is any after events were lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;

use crate::load::folders::{CONTENT, SITE_TOML, THEMES};
use crate::load::raw_file::RawFile;
use crate::load::walk::{self, is_hidden_name};

/// What may have changed since the project was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Anything.
    All,
    /// These files and folders, and what is in them; each begins with the project's root.
    Paths(BTreeSet<PathBuf>),
}

/// A project's folder and what was last read of it.
#[derive(Debug, Default)]
pub(super) struct Files {
    root: PathBuf,
    /// By path from the root, with `/`.
    raw: BTreeMap<String, RawFile>,
    is_read: bool,
    has_links: bool,
}

impl Files {
    /// The project at `root`, before anything has been read.
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            ..Self::default()
        }
    }

    /// The folder that holds `site.toml`.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the file at `path`, which begins with the project's root, was there when it was last read.
    pub(super) fn has(&self, path: &Path) -> bool {
        let path = path.strip_prefix(&self.root).ok();
        let name = path.map(|path| path.to_string_lossy().replace('\\', "/"));
        name.is_some_and(|name| self.raw.contains_key(&name))
    }

    pub(super) fn raw(&self) -> &BTreeMap<String, RawFile> {
        &self.raw
    }

    /// Reads what may have changed, or everything the first time. Gives the paths of what did
    /// change, from the root and in order.
    ///
    /// # Errors
    /// When `site.toml` cannot be read, or the system has run out of open files or memory; then the next
    /// reading is of everything, since what `changes` names is not read.
    pub(super) fn read(&mut self, changes: &Changes) -> anyhow::Result<Vec<String>> {
        let starts = self.starts(changes);
        self.is_read = false;
        let site = self.root.join(SITE_TOML);
        let text =
            std::fs::read(&site).with_context(|| format!("cannot read {}", site.display()))?;
        let mut before = BTreeMap::new();
        let starts = starts.unwrap_or_else(|| {
            self.has_links = false;
            before = std::mem::take(&mut self.raw);
            vec![PathBuf::from(CONTENT), PathBuf::from(THEMES)]
        });
        let mut after = BTreeSet::new();
        for start in starts {
            before.extend(self.forget(&start));
            after.extend(self.gather(&start)?);
        }
        let site = walk::raw(SITE_TOML, text);
        before.extend(self.raw.remove_entry(SITE_TOML));
        after.insert(SITE_TOML.to_owned());
        self.raw.insert(SITE_TOML.to_owned(), site);
        self.is_read = true;
        // What has changed is told by comparing, whatever the system said of it: many an editor writes a file twice.
        after.extend(before.keys().cloned());
        after.retain(|path| before.get(path) != self.raw.get(path));
        Ok(after.into_iter().collect())
    }

    /// Takes away what was at and below `start`.
    fn forget(&mut self, start: &Path) -> Vec<(String, RawFile)> {
        let name = start.to_string_lossy().replace('\\', "/");
        let below = format!("{name}/");
        let from = self.raw.range(below.clone()..);
        let inside = from.map(|(path, _)| path);
        let mut old: Vec<String> = inside
            .take_while(|path| path.starts_with(&below))
            .cloned()
            .collect();
        old.push(name);
        let old = old.iter();
        old.filter_map(|path| self.raw.remove_entry(path)).collect()
    }

    /// Reads what is at and below `start`, and gives the paths.
    fn gather(&mut self, start: &Path) -> anyhow::Result<Vec<String>> {
        let gathered = walk::walk(&self.root, start);
        if let Some(error) = gathered.exhausted {
            return Err(error).context("the project cannot be read");
        }
        self.has_links |= gathered.has_links;
        let paths = gathered.files.iter().map(|(path, _)| path.clone());
        let paths = paths.collect();
        self.raw.extend(gathered.files);
        Ok(paths)
    }

    /// Where to begin reading, from the root; `None` for everywhere.
    ///
    /// What a symbolic link stands for may change where no path names it, so that a project with
    /// links is read as a whole.
    fn starts(&self, changes: &Changes) -> Option<Vec<PathBuf>> {
        let Changes::Paths(paths) = changes else {
            return None;
        };
        if !self.is_read || self.has_links {
            return None;
        }
        let mut starts: Vec<PathBuf> = Vec::new();
        for path in paths {
            let Ok(path) = path.strip_prefix(&self.root) else {
                continue;
            };
            if path.as_os_str().is_empty() {
                return None;
            }
            // Paths are in order, so that a folder comes before what is in it.
            let known = starts.iter().any(|start| path.starts_with(start));
            if is_read(path) && !known {
                if self.is_behind_link(path) || path.to_str().is_none() {
                    return None;
                }
                starts.push(path.to_owned());
            }
        }
        Some(starts)
    }

    fn is_behind_link(&self, path: &Path) -> bool {
        path.ancestors()
            .any(|part| !part.as_os_str().is_empty() && self.root.join(part).is_symlink())
    }
}

/// Whether a path from the root is among those that are read.
fn is_read(path: &Path) -> bool {
    let mut parts = path.components();
    let in_folder = parts.next().is_some_and(|first| {
        [CONTENT, THEMES]
            .iter()
            .any(|folder| first == Component::Normal(folder.as_ref()))
    });
    in_folder && !parts.any(|part| is_hidden_name(&part.as_os_str().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Changes, Files};

    /// Reads `changes` of a project and everything of it anew, and compares.
    fn agrees(files: &mut Files, changed: &[&str]) -> usize {
        let paths = changed.iter().map(|path| files.root().join(path)).collect();
        let before: Vec<String> = files.raw().keys().cloned().collect();
        let read = files.read(&Changes::Paths(paths));
        let differing = read.expect("site.toml is there");
        let paths = before.iter().chain(files.raw().keys());
        assert!(
            differing
                .iter()
                .all(|one| paths.clone().any(|path| path == one))
        );
        let again = files.read(&Changes::All).expect("site.toml is there");
        assert_eq!(again, [""; 0], "everything was read after {changed:?}");
        let mut fresh = Files::new(files.root());
        fresh.read(&Changes::All).expect("site.toml is there");
        assert_eq!(files.raw(), fresh.raw(), "after {changed:?}");
        files.raw().len()
    }

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is below the root"))
            .and_then(|()| fs::write(path, text))
            .expect("there is room");
    }

    #[test]
    fn reading_what_changed_gives_what_reading_everything_gives() {
        let folder = tempfile::tempdir().expect("there is room");
        let root = &folder.path().canonicalize().expect("it is there");
        write(root, "site.toml", "title = \"T\"");
        write(root, "content/a.md", "a");
        write(root, "content/b/c.md", "c");
        write(root, "content/b-d.md", "d");
        let files = &mut Files::new(root);
        assert_eq!(agrees(files, &[]), 4);

        write(root, "content/a.md", "changed");
        write(root, "site.toml", "title = \"U\"");
        assert_eq!(agrees(files, &["content/a.md"]), 4);

        fs::rename(root.join("content/b"), root.join("content/e")).expect("it is there");
        assert_eq!(agrees(files, &["content/b", "content/e"]), 4);
        assert_eq!(agrees(files, &["content/e/c.md", "content/e"]), 4);

        write(root, "content/.hidden/x.md", "no");
        write(root, "content/a.md~", "yes, as another file");
        assert_eq!(agrees(files, &["content/.hidden/x.md", "content/a.md~"]), 5);

        write(root, "themes/own/static/x.css", "p {}");
        write(root, "public/index.html", "no");
        assert_eq!(agrees(files, &["themes", "public/index.html"]), 6);

        fs::remove_dir_all(root.join("content")).expect("it is there");
        assert_eq!(agrees(files, &["content"]), 2);
        write(root, "content", "a file, not a folder");
        agrees(files, &["content"]);
    }

    #[test]
    fn what_changed_while_site_toml_was_gone_is_read_when_it_is_back() {
        let folder = tempfile::tempdir().expect("there is room");
        let root = &folder.path().canonicalize().expect("it is there");
        write(root, "site.toml", "title = \"T\"");
        write(root, "content/a.md", "a");
        let files = &mut Files::new(root);
        agrees(files, &[]);
        fs::remove_file(root.join("site.toml")).expect("it is there");
        write(root, "content/a.md", "changed");
        let changes = Changes::Paths([root.join("content/a.md")].into());
        assert!(files.read(&changes).is_err());
        write(root, "site.toml", "title = \"T\"");
        assert_eq!(agrees(files, &["site.toml"]), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_project_with_links_is_read_as_a_whole() {
        let folder = tempfile::tempdir().expect("there is room");
        let root = &folder.path().canonicalize().expect("it is there");
        write(root, "site.toml", "title = \"T\"");
        write(root, "content/a.md", "a");
        let files = &mut Files::new(root);
        agrees(files, &[]);
        std::os::unix::fs::symlink("a.md", root.join("content/b.md")).expect("there is room");
        assert_eq!(agrees(files, &["content/b.md"]), 3);
        write(root, "content/a.md", "changed under both names");
        assert_eq!(agrees(files, &["content/a.md"]), 3);
        std::os::unix::fs::symlink(root.join("content"), root.join("content/round"))
            .expect("there is room");
        assert_eq!(agrees(files, &["content/round"]), 4);
    }
}
