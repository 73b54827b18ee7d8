//! The write phase as a whole, on real folders: what the tests share.

mod builds;
mod disks;
mod refused;
mod stopped;
mod unmanaged;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::publish::artifacts::Artifacts;
use crate::publish::{OutputDir, Protected, Written, manifest, publish};

/// Artifacts by name; a name without text cannot be made, which stops the build.
struct Output(BTreeMap<String, Option<String>>);

impl Artifacts for Output {
    fn paths(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    fn bytes(&self, path: &str) -> Result<Option<Cow<'_, [u8]>>> {
        let text = self.0[path]
            .as_deref()
            .ok_or_else(|| anyhow!("no font has this glyph"))?;
        Ok(Some(Cow::Borrowed(text.as_bytes())))
    }
}

fn output<const N: usize>(files: [(&str, &str); N]) -> Output {
    let files = files.map(|(path, text)| (path.to_owned(), Some(text.to_owned())));
    Output(files.into_iter().collect())
}

/// Ours and unmanaged files of a folder with their text, links with their target, empty folders with
/// a slash. The manifest is left out.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut contents = BTreeMap::new();
    for entry in WalkDir::new(folder).min_depth(1).into_iter().flatten() {
        let name = entry
            .path()
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if entry.file_type().is_symlink() {
            let target = fs::read_link(entry.path()).unwrap();
            contents.insert(name, format!("-> {}", target.display()));
        } else if entry.file_type().is_file() && name != manifest::NAME {
            contents.insert(name, fs::read_to_string(entry.path()).unwrap());
        } else if entry.file_type().is_dir() && fs::read_dir(entry.path()).unwrap().count() == 0 {
            contents.insert(name, "/".to_owned());
        }
    }
    contents
}

fn expected<const N: usize>(files: [(&str, &str); N]) -> BTreeMap<String, String> {
    files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .into_iter()
        .collect()
}

/// A project in a folder of its own, with its output in `public`.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for part in ["content", "themes"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn public(&self) -> PathBuf {
        self.path("public")
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn open(&self, out: impl AsRef<Path>) -> Result<OutputDir> {
        let protected = Protected {
            root: self.path(""),
            content: self.path("content"),
            themes: self.path("themes"),
        };
        OutputDir::open(out.as_ref(), &protected)
    }

    fn refusal(&self, out: impl AsRef<Path>) -> String {
        format!("{:#}", self.open(out).unwrap_err())
    }

    fn destination(&self) -> OutputDir {
        self.open(self.public()).unwrap()
    }

    fn publish(&self, output: &Output) -> Result<Written> {
        publish(&self.open(self.public())?, "inputs", output, &|| ())
    }

    /// What lies beside the output, without the project's own folders.
    fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }
}

/// The two sites of the tests that stop builds: some of all that can happen to a file.
fn before() -> Output {
    output([
        ("a.html", "old"),
        ("b/c.html", "same"),
        ("d", "a file"),
        ("e/f.html", "stale"),
    ])
}

fn after() -> Output {
    output([
        ("a.html", "new"),
        ("b/c.html", "same"),
        ("d/g.html", "in a folder"),
        ("e", "a file"),
    ])
}
