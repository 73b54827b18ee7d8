//! A project in a folder of its own, which goes away with the test.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A project of these files, by their paths from its root. Where `site.toml` is not among them,
    /// one with a title and nothing else is added.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self::bare(files);
        if !project.root().join("site.toml").exists() {
            project.write("site.toml", "title = \"Test\"\n");
        }
        project
    }

    /// A folder of these files and nothing else.
    pub(crate) fn bare(files: &[(&str, &str)]) -> Self {
        let project = Project {
            folder: TempDir::new().unwrap(),
        };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The root, without symbolic links in its path.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
