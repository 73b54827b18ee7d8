//! The manifest: what a build has written, kept in the output as `.groundwork.json`.
//!
//! Of each PDF it has what it was made of, and its hash: a build keeps the file of one that would be made of
//! the same, unless something was to be said of it.
//!
//! It is made of the output alone, sorted, so that the same output has the same manifest. Read back
//! it is untrusted: it may come from a stranger's archive.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::file_system::{look, replace};
use super::names;

pub(super) const NAME: &str = ".groundwork.json";
const FORMAT: u32 = 1;

/// Which files are ours, and for which inputs they were made.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: u32,
    /// Stands for all inputs. `None` while a build is at work in place, when the files are of two builds.
    pub fingerprint: Option<String>,
    pub files: BTreeMap<String, FileRecord>,
}

/// One file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileRecord {
    pub length: u64,
    /// Of what is dear to make.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<MadeFrom>,
}

/// How to tell that a file need not be made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MadeFrom {
    /// Stands for all it was made of.
    pub of: String,
    /// Of its bytes (BLAKE3).
    pub hash: String,
}

/// What every format has, to tell a newer one from a damaged one.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Manifest {
    pub(super) fn new<'a>(
        fingerprint: &str,
        files: impl Iterator<Item = (&'a str, FileRecord)>,
    ) -> Self {
        Self {
            format: FORMAT,
            fingerprint: Some(fingerprint.to_owned()),
            files: files
                .map(|(path, record)| (path.to_owned(), record))
                .collect(),
        }
    }

    /// The manifest in `folder`, or `None` if there is none. Fails if it is damaged, of another
    /// format, or lists a path that leads out of the folder.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = folder.join(NAME);
        match look(&path)? {
            None => return Ok(None),
            Some(found) if !found.is_file() => bail!("{} is not a file", path.display()),
            Some(_) => {}
        }
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let damaged = || format!("{} is damaged", path.display());
        let head: Head = serde_json::from_slice(&text).with_context(damaged)?;
        if head.format != FORMAT {
            bail!(
                "{} was written by another version of groundwork (format {}, this one knows {FORMAT})",
                path.display(),
                head.format
            );
        }
        // The format is read by itself first: a later one may have any other fields.
        let manifest: Self = serde_json::from_slice(&text).with_context(damaged)?;
        if let Some(stray) = manifest.files.keys().find(|path| !names::is_plain(path)) {
            bail!(
                "{} lists {stray:?}, which is no file of this folder",
                path.display()
            );
        }
        Ok(Some(manifest))
    }

    /// Writes the manifest into a tree that has none.
    pub(super) fn create(&self, folder: &Path) -> Result<()> {
        let path = folder.join(NAME);
        File::create_new(&path)
            .and_then(|mut file| file.write_all(&self.text()))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// Replaces the manifest of a folder in one step.
    pub(super) fn replace(&self, folder: &Path) -> Result<()> {
        replace(folder, NAME, |new| {
            File::create_new(new)?.write_all(&self.text())
        })
    }

    fn text(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a manifest has only string keys")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{FileRecord, Manifest, NAME};

    fn manifest_of(text: &str) -> anyhow::Result<Option<Manifest>> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), text).unwrap();
        Manifest::read(folder.path())
    }

    #[test]
    fn a_manifest_is_sorted_and_reads_back() {
        let record = FileRecord {
            length: 7,
            made: None,
        };
        let files = BTreeMap::from([("b".to_owned(), record.clone()), ("a/c".to_owned(), record)]);
        let fingerprint = Some("f".to_owned());
        let manifest = Manifest {
            format: 1,
            fingerprint,
            files,
        };
        let text = String::from_utf8(manifest.text()).unwrap();
        let record = r#"{"length":7}"#;
        let expected =
            format!(r#"{{"format":1,"fingerprint":"f","files":{{"a/c":{record},"b":{record}}}}}"#);
        assert_eq!(text, expected);
        assert_eq!(manifest_of(&text).unwrap(), Some(manifest));
    }

    #[test]
    fn a_path_out_of_the_folder_is_refused() {
        for path in ["../a", "/etc/passwd", "a/../../b", ""] {
            let text =
                format!(r#"{{"format":1,"fingerprint":null,"files":{{"{path}":{{"length":0}}}}}}"#);
            assert!(manifest_of(&text).is_err(), "{path}");
        }
    }

    #[test]
    fn a_newer_format_and_a_damaged_file_are_told_apart() {
        let newer = manifest_of(r#"{"format":2,"pages":[]}"#).unwrap_err();
        assert!(newer.to_string().contains("another version of groundwork"));
        let damaged = manifest_of(r#"{"format":1,"#).unwrap_err();
        assert!(damaged.to_string().contains("is damaged"));
    }
}
