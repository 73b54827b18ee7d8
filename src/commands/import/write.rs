//! Writes what an import has planned, and nothing that somebody has changed since the last one.
//!
//! What is going to be written is kept in the manifest before anything is, and each file takes its place whole: an import
//! that was stopped at any moment knows its own files again, and can be gone on with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anyhow::Context as _;
use groundwork::import::{Content, MANIFEST, Manifest, Plan, Planned, Step, Tool, Written, step};

/// The report, in the root of the project.
const REPORT: &str = "IMPORT.md";
/// Where it goes if somebody has written in that.
const NEXT_REPORT: &str = "IMPORT-update.md";

/// Where a file stands while it is written.
pub(super) const PART: &str = ".groundwork-import.part";

/// What was done.
#[derive(Default)]
pub(super) struct Done {
    files: BTreeMap<String, Written>,
    /// What the last import that ended wrote.
    before: BTreeMap<String, Written>,
    /// What this one, and those that were stopped since, may have put at each place.
    begun: BTreeMap<String, BTreeSet<String>>,
    written: BTreeSet<String>,
    pub(super) removed: usize,
    /// Files that were left as they are, and why.
    pub(super) left: Vec<(String, String)>,
}

impl Done {
    fn begin(&mut self, path: &str, hash: &str) {
        let hashes = self.begun.entry(path.to_owned()).or_default();
        hashes.insert(hash.to_owned());
    }

    pub(super) fn has_written(&self, path: &str) -> bool {
        self.written.contains(path)
    }

    pub(super) fn written(&self) -> usize {
        self.written.len()
    }
}

/// A file of the plan, the hash of what it should hold, and what is to be done with it.
struct Task<'p> {
    file: &'p Planned,
    planned: String,
    step: Step,
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
    let none = Manifest::default();
    let before = before.unwrap_or(&none);
    let known = before.known(|path| hash(&into.join(path)).ok().flatten());
    let mut done = Done {
        before: before.files.clone(),
        begun: before.begun.clone(),
        ..Done::default()
    };
    let tasks = tasks(plan, from, into, &known, &mut done)?;
    for task in tasks.iter().filter(|task| task.step == Step::Write) {
        done.begin(&task.file.path, &task.planned);
    }
    begin(plan, into, &done)?;
    for Task {
        file,
        planned,
        step,
    } in tasks
    {
        let path = file.path.clone();
        // Any other step leaves the file on the disk as it is, and remembers what was written there before.
        if step == Step::Write {
            let written = write(into, &path, &file.content, from)?;
            done.files
                .insert(path.clone(), Written { planned, written });
            done.written.insert(path);
        } else {
            if let Some(known) = known.get(&path) {
                done.files.insert(path.clone(), known.clone());
            }
            done.left
                .extend(reason(step).map(|why| (path, why.to_owned())));
        }
    }
    remove_unplanned(plan, into, &known, &mut done)?;
    if let Some(report) = known.get(REPORT) {
        done.files.insert(REPORT.to_owned(), report.clone());
    }
    Ok(done)
}

/// What is to be done with each file of a plan. One of the original that cannot be read any more is left out, and told.
fn tasks<'p>(
    plan: &'p Plan,
    from: &Path,
    into: &Path,
    known: &BTreeMap<String, Written>,
    done: &mut Done,
) -> anyhow::Result<Vec<Task<'p>>> {
    let mut tasks = Vec::with_capacity(plan.files.len());
    for file in &plan.files {
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
        let known = known.get(&file.path);
        let there = on_disk(&into.join(&file.path), known)?;
        let step = step(Some(&planned), there.as_deref(), known);
        tasks.push(Task {
            file,
            planned,
            step,
        });
    }
    Ok(tasks)
}

/// Removes what the last import wrote, this one does not write, and nobody has changed since.
fn remove_unplanned(
    plan: &Plan,
    into: &Path,
    before: &BTreeMap<String, Written>,
    done: &mut Done,
) -> anyhow::Result<()> {
    for (path, known) in before {
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

/// Writes a file of the project anew; gives the hash of what was written. It takes its place when it is whole.
fn write(into: &Path, path: &str, content: &Content, from: &Path) -> anyhow::Result<String> {
    let (part, target) = (into.join(PART), into.join(path));
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let write = || -> io::Result<String> {
        match content {
            Content::Text(text) => {
                let mut file = File::create(&part)?;
                file.write_all(text.as_bytes())?;
                drop(file);
                fs::rename(&part, &target)?;
                Ok(blake3::hash(text.as_bytes()).to_hex().to_string())
            }
            Content::Copy(path) => {
                let mut source = File::open(from.join(path))?;
                let mut copy = File::create(&part)?;
                io::copy(&mut source, &mut copy)?;
                drop(copy);
                fs::rename(&part, &target)?;
                hash(&target).map(Option::unwrap_or_default)
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
    let files = plan.files.iter();
    let files = files.filter(|file| changed.contains(&file.path));
    for file in files.clone() {
        if let Content::Text(text) = &file.content {
            done.begin(&file.path, blake3::hash(text.as_bytes()).to_hex().as_str());
        }
    }
    begin(plan, into, done)?;
    for file in files {
        let hash = write(into, &file.path, &file.content, into)?;
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
    done.begin(name, blake3::hash(text.as_bytes()).to_hex().as_str());
    begin(plan, into, done)?;
    let hash = write(into, name, &Content::Text(text), into)?;
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
    keep(plan, into, done.files.clone(), BTreeMap::new())
}

/// Keeps what is about to be written, for an import that goes on after this one was stopped.
fn begin(plan: &Plan, into: &Path, done: &Done) -> anyhow::Result<()> {
    keep(plan, into, done.before.clone(), done.begun.clone())
}

fn keep(
    plan: &Plan,
    into: &Path,
    files: BTreeMap<String, Written>,
    begun: BTreeMap<String, BTreeSet<String>>,
) -> anyhow::Result<()> {
    let mut tools = Tool::ALL.into_iter();
    let word = tools.find(|(tool, _, _)| *tool == plan.tool);
    let manifest = Manifest {
        tool: word.map_or("", |(_, word, _)| word).to_owned(),
        files,
        begun,
    };
    let text = serde_json::to_string_pretty(&manifest).context("cannot keep what was written")?;
    write(into, MANIFEST, &Content::Text(text + "\n"), into)?;
    Ok(())
}
