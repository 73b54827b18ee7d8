//! Writes what an import has planned, and nothing that somebody has changed since the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anyhow::Context as _;
use groundwork::import::{Content, MANIFEST, Manifest, Plan, Step, Tool, Written, step};

/// The report, in the root of the project.
const REPORT: &str = "IMPORT.md";
/// Where it goes if somebody has written in that.
const NEXT_REPORT: &str = "IMPORT-update.md";

/// What was done.
#[derive(Default)]
pub(super) struct Done {
    files: BTreeMap<String, Written>,
    written: BTreeSet<String>,
    pub(super) removed: usize,
    /// Files that were left as they are, and why.
    pub(super) left: Vec<(String, String)>,
}

impl Done {
    pub(super) fn has_written(&self, path: &str) -> bool {
        self.written.contains(path)
    }

    pub(super) fn written(&self) -> usize {
        self.written.len()
    }
}

/// Writes the files of a plan into a folder. `before` is what the last import wrote there.
///
/// # Errors
/// When the disk or its permissions are against it.
pub(super) fn files(
    plan: &Plan,
    from: &Path,
    into: &Path,
    before: Option<&Manifest>,
) -> anyhow::Result<Done> {
    let mut done = Done::default();
    let none = Manifest::default();
    let before = before.unwrap_or(&none);
    for file in &plan.files {
        let target = into.join(&file.path);
        let planned = match &file.content {
            Content::Text(text) => blake3::hash(text.as_bytes()).to_hex().to_string(),
            Content::Copy(path) => match hash(&from.join(path)) {
                Ok(Some(hash)) => hash,
                Ok(None) => continue,
                Err(error) => {
                    done.left
                        .push((file.path.clone(), format!("{path} cannot be read: {error}")));
                    continue;
                }
            },
        };
        let known = before.files.get(&file.path);
        let there = on_disk(&target, known)?;
        let step = step(Some(&planned), there.as_deref(), known);
        // Any other step leaves the file on the disk as it is, and remembers what was written there before.
        match step {
            Step::Write => {
                let written = write(&target, &file.content, from)?;
                done.files
                    .insert(file.path.clone(), Written { planned, written });
                done.written.insert(file.path.clone());
            }
            _ => {
                if let Some(known) = known {
                    done.files.insert(file.path.clone(), known.clone());
                }
                done.left
                    .extend(reason(step).map(|why| (file.path.clone(), why.to_owned())));
            }
        }
    }
    remove_unplanned(plan, into, before, &mut done)?;
    if let Some(report) = before.files.get(REPORT) {
        done.files.insert(REPORT.to_owned(), report.clone());
    }
    Ok(done)
}

/// Removes what the last import wrote, this one does not write, and nobody has changed since.
fn remove_unplanned(
    plan: &Plan,
    into: &Path,
    before: &Manifest,
    done: &mut Done,
) -> anyhow::Result<()> {
    for (path, known) in &before.files {
        let is_planned = plan.files.iter().any(|file| file.path == *path);
        let is_report = path == REPORT || path == NEXT_REPORT;
        if is_planned || is_report || done.files.contains_key(path) {
            continue;
        }
        // A file that somebody has changed stays, and so does its reason in the report.
        let target = into.join(path);
        match step(None, on_disk(&target, Some(known))?.as_deref(), Some(known)) {
            Step::Remove => {
                fs::remove_file(&target)
                    .with_context(|| format!("cannot remove {}", target.display()))?;
                done.removed += 1;
            }
            step => done
                .left
                .extend(reason(step).map(|why| (path.clone(), why.to_owned()))),
        }
    }
    Ok(())
}

/// What the report says of a file that was left.
fn reason(step: Step) -> Option<&'static str> {
    match step {
        Step::KeepChanged => Some(
            "you have changed it, and the original has changed too; take from the original what you want",
        ),
        Step::KeepAway => Some("you have taken it away; it was not brought back"),
        Step::KeepForeign => {
            Some("a file of yours stands there; the one of the original was not brought in")
        }
        Step::KeepOrphan => Some("the original has it no more, but you have changed it"),
        Step::Write | Step::Keep | Step::Remove => None,
    }
}

/// The hash of a file, read piece by piece; nothing where there is none.
fn hash(path: &Path) -> io::Result<Option<String>> {
    match File::open(path) {
        Ok(file) => {
            let mut hasher = blake3::Hasher::new();
            hasher.update_reader(file)?;
            Ok(Some(hasher.finalize().to_hex().to_string()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The hash of what is at a place of the project, where it matters.
fn on_disk(target: &Path, known: Option<&Written>) -> anyhow::Result<Option<String>> {
    if known.is_none() && fs::symlink_metadata(target).is_err() {
        return Ok(None);
    }
    hash(target).with_context(|| format!("cannot read {}", target.display()))
}

/// Writes a file anew; gives the hash of what was written.
fn write(target: &Path, content: &Content, from: &Path) -> anyhow::Result<String> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let write = || -> io::Result<String> {
        match content {
            Content::Text(text) => {
                let mut file = File::create(target)?;
                file.write_all(text.as_bytes())?;
                Ok(blake3::hash(text.as_bytes()).to_hex().to_string())
            }
            Content::Copy(path) => {
                let mut source = File::open(from.join(path))?;
                let mut copy = File::create(target)?;
                io::copy(&mut source, &mut copy)?;
                hash(target).map(Option::unwrap_or_default)
            }
        }
    };
    write().with_context(|| format!("cannot write {}", target.display()))
}

/// Writes the pages that changed after they were written.
///
/// # Errors
/// When the disk or its permissions are against it.
pub(super) fn again(
    plan: &Plan,
    into: &Path,
    changed: &[String],
    done: &mut Done,
) -> anyhow::Result<()> {
    for file in plan
        .files
        .iter()
        .filter(|file| changed.contains(&file.path))
    {
        let hash = write(&into.join(&file.path), &file.content, into)?;
        if let Some(known) = done.files.get_mut(&file.path) {
            known.written = hash;
        }
    }
    Ok(())
}

/// Writes the report; beside that of the last import, if somebody has written in it.
///
/// # Errors
/// When the disk or its permissions are against it.
pub(super) fn report(plan: &Plan, into: &Path, done: &mut Done) -> anyhow::Result<&'static str> {
    let text = plan.report(&done.left);
    let known = done.files.get(REPORT);
    let there = hash(&into.join(REPORT)).with_context(|| format!("cannot read {REPORT}"))?;
    let is_touched = there.is_some_and(|there| known.is_none_or(|known| known.written != there));
    let name = if is_touched { NEXT_REPORT } else { REPORT };
    let content = Content::Text(text);
    let hash = write(&into.join(name), &content, into)?;
    let written = Written {
        planned: hash.clone(),
        written: hash,
    };
    if !is_touched {
        done.files.insert(REPORT.to_owned(), written);
    }
    Ok(name)
}

/// Keeps what was written, for the next import.
///
/// # Errors
/// When the disk or its permissions are against it.
pub(super) fn manifest(plan: &Plan, into: &Path, done: &Done) -> anyhow::Result<()> {
    let word = Tool::ALL
        .into_iter()
        .find(|(tool, _, _)| *tool == plan.tool);
    let manifest = Manifest {
        tool: word.map_or("", |(_, word, _)| word).to_owned(),
        files: done.files.clone(),
    };
    let text = serde_json::to_string_pretty(&manifest).context("cannot keep what was written")?;
    write(&into.join(MANIFEST), &Content::Text(text + "\n"), into)?;
    Ok(())
}
