//! What a command is about to change, kept on the disk until it is done.
//!
//! A folder in the project's root, outside of its pages, holds the new text of each file that changes,
//! and then `plan.json`, from which moment on the change will be brought to its end: by the process that
//! began it or, should that be stopped, by the next command. Before that moment nothing has changed.
//! A lock, the system's own, keeps two processes apart and ends with the one that holds it.

use std::fmt;
use std::fs::{self, File, Permissions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use groundwork::publish::{is_at, open_lock, try_lock};
use serde::{Deserialize, Serialize};

/// The folder, in the project's root.
pub(super) const FOLDER: &str = ".groundwork-changes";
const LOCK: &str = "lock";
const PLAN: &str = "plan.json";
const NEW_PLAN: &str = "plan.json.new";

/// How long to wait for another change, which takes a moment.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

const PAUSE: Duration = Duration::from_millis(20);

/// A change as it is kept. Read back it is untrusted: it may come from a stranger's archive.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) purpose: Purpose,
    /// Whether this undoes one that has failed.
    pub(super) undoes: bool,
    pub(super) steps: Vec<Step>,
}

/// What all steps together are for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Purpose {
    /// A page gets another name: its path before and after, from the content folder.
    Rename(String, String),
    /// A page goes: the path of its first file, from the project's root.
    Remove(String),
    /// `check --fix` mends files.
    Mend,
    /// `take` brings texts of a neighbor's copy.
    Take,
    /// `sources add` adds records.
    AddSources,
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Purpose::Rename(from, to) => {
                write!(f, "the renaming of content/{from} to content/{to}")
            }
            Purpose::Remove(path) => write!(f, "the removal of {path}"),
            Purpose::Mend => f.write_str("the mending of files by groundwork check --fix"),
            Purpose::Take => f.write_str("the taking of texts by groundwork take"),
            Purpose::AddSources => f.write_str("the adding of sources"),
        }
    }
}

/// One step; all paths are from the project's root.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Step {
    /// A file gets the text that is kept under a number.
    Write {
        path: String,
        text: usize,
        /// The hashes of what it holds before and afterwards.
        before: String,
        after: String,
    },
    Move {
        from: String,
        to: String,
    },
    /// A file goes from its place, and is kept under a number until all is done.
    Remove {
        path: String,
        text: usize,
        /// The hash of what it holds.
        before: String,
    },
    /// A file that went comes back to its place.
    Restore {
        path: String,
        text: usize,
    },
}

/// The folder, which is this process's alone until it is closed or the process ends.
#[derive(Debug)]
pub(crate) struct Journal {
    folder: PathBuf,
    /// Held for as long as it is open.
    _lock: File,
}

impl Journal {
    /// Makes the folder, once no other process has it.
    ///
    /// # Errors
    /// When another change is at work or was interrupted and cannot be finished, and when the folder
    /// cannot be made.
    pub(crate) fn begin(root: &Path) -> anyhow::Result<Self> {
        let folder = root.join(FOLDER);
        let begun = Instant::now();
        loop {
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(error).with_context(|| format!("cannot make {}", folder.display()));
                }
                _ => {}
            }
            if let Some(journal) = Self::take(root)? {
                // Nobody else holds the folder, so the process that wrote the plan has ended before its end.
                if folder.join(PLAN).exists() {
                    bail!(
                        "a change was interrupted and is not finished yet; {} holds what it is to write",
                        folder.display()
                    );
                }
                return Ok(journal);
            }
            if begun.elapsed() > LONGEST_WAIT {
                bail!(
                    "{} is where the change would be prepared, and groundwork did not make it: move it away",
                    folder.display()
                );
            }
            sleep(PAUSE);
        }
    }

    /// The folder that is there; `None` if none is, or none of ours.
    ///
    /// # Errors
    /// When another process holds it for long, or it cannot be opened.
    pub(super) fn take(root: &Path) -> anyhow::Result<Option<Self>> {
        let folder = root.join(FOLDER);
        if !is_ours(&folder) {
            return Ok(None);
        }
        let path = folder.join(LOCK);
        let context = || format!("cannot write {}", path.display());
        let Some(mut lock) = open_lock(&path).with_context(context)? else {
            return Ok(None);
        };
        wait_for(&mut lock)?;
        if !is_at(&lock, &path)? {
            return Ok(None);
        }
        lock.set_len(0)
            .and_then(|()| write!(lock, "{}", std::process::id()))
            .with_context(context)?;
        Ok(Some(Journal {
            folder,
            _lock: lock,
        }))
    }

    /// Where the text of this number is kept.
    pub(super) fn text(&self, number: usize) -> PathBuf {
        self.folder.join(number.to_string())
    }

    /// Keeps the text that a file is to hold, with the permissions of that file.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(super) fn keep(
        &self,
        number: usize,
        text: &[u8],
        permissions: &Permissions,
    ) -> anyhow::Result<()> {
        let path = self.text(number);
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&path)?;
            file.write_all(text)?;
            file.set_permissions(permissions.clone())?;
            file.sync_all()
        };
        write().with_context(|| format!("cannot write {}", path.display()))
    }

    /// Keeps the plan. When this returns, the change is as good as done.
    ///
    /// # Errors
    /// When the disk does not take it; then nothing is to be done.
    pub(super) fn commit(&self, entry: &Entry) -> anyhow::Result<()> {
        let (new, path) = (self.folder.join(NEW_PLAN), self.folder.join(PLAN));
        let text = serde_json::to_vec(entry).expect("an entry has only texts");
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&new)?;
            file.write_all(&text)?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            sync_folder(&self.folder)?;
            sync_folder(self.folder.parent().unwrap_or(&self.folder))
        };
        write().with_context(|| format!("cannot write {}", path.display()))
    }

    /// The plan, if it was kept.
    ///
    /// # Errors
    /// When it cannot be read, or names a file that no command changes.
    pub(super) fn entry(&self) -> anyhow::Result<Option<Entry>> {
        let path = self.folder.join(PLAN);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let entry: Entry = serde_json::from_slice(&text)
            .with_context(|| format!("{} is damaged", path.display()))?;
        let stray = entry.paths().find(|path| !is_of_project(path));
        if let Some(stray) = stray {
            bail!("{} names {stray}, which is no page", path.display());
        }
        Ok(Some(entry))
    }

    /// Removes the folder, the plan first, and lets go of the lock. Of what is not ours nothing goes.
    pub(crate) fn close(self) {
        let _ = fs::remove_file(self.folder.join(PLAN));
        let names = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for name in names.filter_map(|entry| entry.file_name().into_string().ok()) {
            if name == NEW_PLAN || name.bytes().all(|byte| byte.is_ascii_digit()) {
                let _ = fs::remove_file(self.folder.join(name));
            }
        }
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
    }
}

impl Entry {
    fn paths(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().flat_map(|step| match step {
            Step::Write { path, .. } | Step::Remove { path, .. } | Step::Restore { path, .. } => {
                [path.as_str(), path]
            }
            Step::Move { from, to } => [from.as_str(), to],
        })
    }
}

/// Whether the folder is there and was made by a command: the lock is the first thing in it and the last.
fn is_ours(folder: &Path) -> bool {
    let is_folder = folder.symlink_metadata().is_ok_and(|found| found.is_dir());
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names: Vec<_> = names.map(|entry| entry.file_name()).collect();
    is_folder && (names.is_empty() || names.iter().any(|name| name == LOCK))
}

/// Whether a path, from the root, is one of those that commands change.
fn is_of_project(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    let folders = ["content/", "themes/"];
    let begins = path == "site.toml" || folders.iter().any(|folder| path.starts_with(folder));
    begins && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Stands for a text.
pub(super) fn hash(text: &[u8]) -> String {
    blake3::hash(text).to_hex().to_string()
}

/// Waits until the disk knows which names are in a folder.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Nothing opens a folder there.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Takes the lock, which another process may hold for a moment.
fn wait_for(lock: &mut File) -> anyhow::Result<()> {
    let begun = Instant::now();
    while !try_lock(lock) {
        if begun.elapsed() > LONGEST_WAIT {
            let mut process = String::new();
            let _ = lock.read_to_string(&mut process);
            bail!(
                "another process ({}) is changing files of this project: wait for it to end",
                process.trim()
            );
        }
        sleep(PAUSE);
    }
    Ok(())
}
