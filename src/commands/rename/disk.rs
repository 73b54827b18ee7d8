//! Carries a renaming out on the disk, so that a stop at any moment loses nothing.
//!
//! 1. [`Steps::of`] looks whether everything is as it was read and every new path is free.
//! 2. [`Steps::carry_out`] keeps the new texts and the plan in the [`Journal`]; then renames alone are
//!    left, which are undone when one fails. Nothing but whole files is ever in the content folder.
//! 3. [`recover`] brings to its end what a process that was stopped has left.

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use groundwork::model::edit::{Change, Move};
use groundwork::model::source::Sources;
use groundwork::rename::Plan;

use super::journal::{self, Entry, Journal};
use crate::commands::whole_file;

/// The copies of what pages were translated from, by their paths from the content folder.
pub(crate) fn originals(root: &Path) -> Vec<String> {
    const FOLDER: &str = ".originals";
    let mut found = Vec::new();
    for lang in names(&root.join("content").join(FOLDER)) {
        for file in names(&root.join("content").join(FOLDER).join(&lang)) {
            found.push(format!("{FOLDER}/{lang}/{file}"));
        }
    }
    found.sort();
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// What is to be done, in its order.
pub(super) struct Steps {
    root: PathBuf,
    /// The page before and after, from the content folder.
    page: (String, String),
    /// Whether these undo others.
    undoes: bool,
    /// The number under which the text of the first step is kept.
    first_text: usize,
    steps: Vec<Step>,
}

#[derive(Clone)]
enum Step {
    Write {
        path: PathBuf,
        before: Vec<u8>,
        after: Vec<u8>,
        permissions: Permissions,
    },
    Move {
        from: PathBuf,
        to: PathBuf,
    },
}

impl Steps {
    /// The steps of a plan that was made from `sources`.
    ///
    /// # Errors
    /// When a file is not as it was read, or something is where a file is to go.
    pub(super) fn of(root: &Path, plan: &Plan, sources: &Sources) -> anyhow::Result<Self> {
        let moves = |change: &&Change| {
            let below = |folder: &str| change.path.starts_with(&format!("{folder}/"));
            let mut moves = plan.moves.iter();
            moves.any(|one| one.from == change.path || below(&one.from))
        };
        let (first, last): (Vec<&Change>, Vec<&Change>) = plan.changes.iter().partition(moves);
        let mut steps = Vec::new();
        // What is moved changes where it still is; all others change once every file has its new place.
        for change in first {
            steps.push(writing(root, change, sources)?);
        }
        for one in &plan.moves {
            steps.push(moving(root, one)?);
        }
        for change in last {
            steps.push(writing(root, change, sources)?);
        }
        let steps = Steps {
            root: root.to_owned(),
            page: plan.page.clone(),
            undoes: false,
            first_text: 0,
            steps,
        };
        steps.refuse_links_to_one_file()?;
        Ok(steps)
    }

    /// Two pages may be links to one file, whose text would be changed twice.
    fn refuse_links_to_one_file(&self) -> anyhow::Result<()> {
        let mut written: BTreeSet<&Path> = BTreeSet::new();
        for step in &self.steps {
            if let Step::Write { path, .. } = step
                && !written.insert(path)
            {
                bail!("two pages are links to {}; part them first", path.display());
            }
        }
        Ok(())
    }

    /// Does all of it, or nothing. `reached` is told of each change to the disk, for tests.
    ///
    /// # Errors
    /// When a step fails. The steps before it are undone then; what cannot be, the next command
    /// tries again.
    pub(super) fn carry_out(&self, journal: Journal, reached: &dyn Fn()) -> anyhow::Result<()> {
        reached();
        if let Err(error) = self.prepare(&journal, reached) {
            journal.close();
            return Err(error.context("nothing was changed"));
        }
        if let Err((at, error)) = self.take(&journal, reached) {
            // Undoing is a plan like any other, with the same care for a disk that fails once more.
            let back = self.back(at);
            let undone = back
                .prepare(&journal, reached)
                .and_then(|()| back.take(&journal, reached).map_err(|(_, error)| error));
            return Err(match undone {
                Ok(()) => {
                    back.clean_up();
                    journal.close();
                    error.context("nothing was changed")
                }
                Err(left) => error.context(format!(
                    "stopped half way, and not all could be undone ({left:#}); the next command tries again"
                )),
            });
        }
        self.clean_up();
        reached();
        journal.close();
        Ok(())
    }

    /// Keeps the texts, and then what is to be done with them.
    fn prepare(&self, journal: &Journal, reached: &dyn Fn()) -> anyhow::Result<()> {
        let mut steps = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            let text = self.first_text + at;
            if let Step::Write {
                after, permissions, ..
            } = step
            {
                journal.keep(text, after, permissions)?;
                reached();
            }
            steps.push(self.entry(step, text)?);
        }
        journal.commit(&Entry {
            page: self.page.clone(),
            undoes: self.undoes,
            steps,
        })?;
        reached();
        Ok(())
    }

    /// Takes all steps, or fails with the number of one that cannot be taken.
    fn take(&self, journal: &Journal, reached: &dyn Fn()) -> Result<(), (usize, anyhow::Error)> {
        for (at, step) in self.steps.iter().enumerate() {
            match step {
                Step::Write { path, .. } => replace(&journal.text(self.first_text + at), path),
                Step::Move { from, to } => make_folder(to).and_then(|()| {
                    reached();
                    move_to(from, to)
                }),
            }
            .map_err(|error| (at, error))?;
            reached();
        }
        Ok(())
    }

    /// The steps that undo those before the one that failed.
    fn back(&self, failed: usize) -> Self {
        let back = |step: &Step| match step.clone() {
            Step::Write {
                path,
                before,
                after,
                permissions,
            } => Step::Write {
                path,
                before: after,
                after: before,
                permissions,
            },
            Step::Move { from, to } => Step::Move { from: to, to: from },
        };
        // The step that failed may have made a folder for a file that never came.
        if let Step::Move { to, .. } = &self.steps[failed] {
            remove_empty(to);
        }
        Steps {
            root: self.root.clone(),
            page: self.page.clone(),
            undoes: true,
            first_text: self.steps.len(),
            steps: self.steps[..failed].iter().rev().map(back).collect(),
        }
    }

    fn entry(&self, step: &Step, text: usize) -> anyhow::Result<journal::Step> {
        let path = |path: &Path| relative(&self.root, path);
        Ok(match step {
            Step::Write {
                path: of,
                before,
                after,
                ..
            } => journal::Step::Write {
                path: path(of)?,
                text,
                before: journal::hash(before),
                after: journal::hash(after),
            },
            Step::Move { from, to } => journal::Step::Move {
                from: path(from)?,
                to: path(to)?,
            },
        })
    }

    /// Folders in which nothing is left go, and the disk is told of all.
    fn clean_up(&self) {
        for step in &self.steps {
            match step {
                Step::Move { from, to } => {
                    settle(to);
                    settle(from);
                    remove_empty(from);
                }
                Step::Write { path, .. } => settle(path),
            }
        }
    }
}

/// A path from the project's root, with `/`.
fn relative(root: &Path, path: &Path) -> anyhow::Result<String> {
    let from_root = path
        .strip_prefix(root)
        .with_context(|| format!("{} is not in the project", path.display()))?;
    let parts: Vec<_> = from_root
        .iter()
        .map(|part| part.to_string_lossy())
        .collect();
    Ok(parts.join("/"))
}

/// Brings a renaming to its end that was interrupted in the project at `root`, and gives what there is
/// to say of it, a line each.
///
/// A file that somebody has changed meanwhile is left as it is.
///
/// # Errors
/// When another renaming is at work, or the disk fails; the next command tries again then.
pub(super) fn recover(root: &Path) -> anyhow::Result<Vec<String>> {
    let Some(journal) = Journal::take(root)? else {
        return Ok(Vec::new());
    };
    let Some(entry) = journal.entry()? else {
        journal.close();
        return Ok(vec![
            "a renaming was interrupted before it had changed anything".to_owned(),
        ]);
    };
    let (from, to) = &entry.page;
    let done = if entry.undoes { "undone" } else { "finished" };
    let mut said = vec![format!(
        "the renaming of content/{from} to content/{to} was interrupted, and is {done} now"
    )];
    // The steps go on from wherever they stopped: one that is done already changes nothing.
    for step in &entry.steps {
        said.extend(finish(root, &entry, step, &journal)?);
    }
    for step in &entry.steps {
        if let journal::Step::Move { from, .. } = step {
            remove_empty(&root.join(from));
        }
    }
    journal.close();
    Ok(said)
}

/// Does one step if it is not done yet; says why if it cannot be.
fn finish(
    root: &Path,
    entry: &Entry,
    step: &journal::Step,
    journal: &Journal,
) -> anyhow::Result<Option<String>> {
    match step {
        journal::Step::Write {
            path,
            text,
            before,
            after,
        } => {
            let text = journal.text(*text);
            let kept = fs::read(&text).ok();
            // What was kept takes the file's place, so where it is no more, this is done.
            let Some(kept) = kept.filter(|kept| journal::hash(kept) == *after) else {
                return Ok(None);
            };
            finish_write(root, &place(root, entry, path), (&text, &kept), before)
        }
        journal::Step::Move { from, to } => finish_move(root, from, to),
    }
}

/// Puts the kept text, at a path and as bytes, in the place of the file `there`, if that is what it was `before`.
fn finish_write(
    root: &Path,
    there: &str,
    (text, kept): (&Path, &[u8]),
    before: &str,
) -> anyhow::Result<Option<String>> {
    let found = fs::read(root.join(there)).ok();
    if found.as_deref() == Some(kept) {
        return Ok(None);
    }
    if found.is_none_or(|found| journal::hash(&found) != *before) {
        return Ok(Some(format!(
            "{there} was changed meanwhile and is left as it is; what it says of the page may be out of date"
        )));
    }
    replace(text, &root.join(there))?;
    settle(&root.join(there));
    Ok(None)
}

fn finish_move(root: &Path, from: &str, to: &str) -> anyhow::Result<Option<String>> {
    let (from_path, to_path) = (root.join(from), root.join(to));
    let between = temporary(&to_path);
    if is_there(&between) && !is_there(&to_path) {
        moved(&between, &to_path)?;
    } else if is_there(&from_path) && (!is_there(&to_path) || is_same(&from_path, &to_path)) {
        make_folder(&to_path)?;
        move_to(&from_path, &to_path)?;
    } else if is_there(&from_path) || !is_there(&to_path) {
        return Ok(Some(format!(
            "{from} could not move to {to}: something was put or taken away there meanwhile"
        )));
    }
    settle(&to_path);
    settle(&from_path);
    Ok(None)
}

/// Where a file is that may have moved already.
fn place(root: &Path, entry: &Entry, path: &str) -> String {
    if is_there(&root.join(path)) {
        return path.to_owned();
    }
    let mut moved = entry.steps.iter().filter_map(|step| match step {
        journal::Step::Move { from, to } => {
            let rest = path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        }
        journal::Step::Write { .. } => None,
    });
    moved.next().unwrap_or_else(|| path.to_owned())
}

fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// The file behind a change, which must hold what the plan was made from.
fn writing(root: &Path, change: &Change, sources: &Sources) -> anyhow::Result<Step> {
    let path = root.join(&change.path);
    // A link stays one: the file behind it is changed.
    let path = path
        .canonicalize()
        .with_context(|| format!("cannot open {}", path.display()))?;
    let before = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = &*sources.get(change.source).text;
    if before != text.as_bytes() {
        bail!(
            "{} is not all UTF-8, or was changed just now; nothing was changed",
            change.path
        );
    }
    let permissions = fs::metadata(&path)
        .with_context(|| format!("cannot open {}", path.display()))?
        .permissions();
    Ok(Step::Write {
        path,
        permissions,
        after: change.applied(text).into_bytes(),
        before,
    })
}

fn moving(root: &Path, one: &Move) -> anyhow::Result<Step> {
    let (from, to) = (root.join(&one.from), root.join(&one.to));
    let kind = fs::symlink_metadata(&from)
        .with_context(|| format!("cannot open {}", from.display()))?
        .file_type();
    if kind.is_symlink() && from.parent() != to.parent() {
        bail!(
            "{} is a link, which would lead elsewhere from {}; move it by hand",
            one.from,
            one.to
        );
    }
    let there = fs::symlink_metadata(&to).is_ok();
    // Where capital letters do not count, the file is found by its new name already.
    if there && !is_same(&from, &to) {
        bail!("{} is there already; nothing was changed", one.to);
    }
    Ok(Step::Move { from, to })
}

/// Whether two paths that differ in capital letters are one file here.
fn is_same(from: &Path, to: &Path) -> bool {
    let text = |path: &Path| path.to_string_lossy().to_lowercase();
    let same = || Some(from.canonicalize().ok()? == to.canonicalize().ok()?);
    text(from) == text(to) && same() == Some(true)
}

fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.groundwork-rename"))
}

/// Gives the file at `path` the text that is kept at `text`. Where the project lies on two disks that
/// takes a copy, for a moment beside the file and hidden.
fn replace(text: &Path, path: &Path) -> anyhow::Result<()> {
    let copy = || -> std::io::Result<()> {
        let permissions = fs::metadata(text)?.permissions();
        whole_file::replace(path, &fs::read(text)?, permissions, || Ok(true))?;
        fs::remove_file(text)
    };
    match fs::rename(text, path) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => copy(),
        replaced => replaced,
    }
    .with_context(|| format!("cannot write {}", path.display()))
}

/// Waits until the disk knows what became of a path. Where it cannot be waited for, it takes its time.
fn settle(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = journal::sync_folder(folder);
    }
}

/// Moves a file or a folder by way of a third name: where capital letters do not count, some
/// systems take the second for the first.
fn move_to(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !is_same(from, to) {
        // Something may have come there since that was looked at.
        if is_there(to) {
            bail!("{} is there already", to.display());
        }
        return moved(from, to);
    }
    let between = temporary(to);
    moved(from, &between)?;
    moved(&between, to).or_else(|error| moved(&between, from).and(Err(error)))
}

fn moved(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::rename(from, to)
        .with_context(|| format!("cannot move {} to {}", from.display(), to.display()))
}

fn make_folder(of: &Path) -> anyhow::Result<()> {
    let Some(folder) = of.parent() else {
        return Ok(());
    };
    match fs::create_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("cannot make {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Removes the folder of a path, and those above it, as far as nothing is in them. The content
/// folder stays.
fn remove_empty(path: &Path) {
    let is_content = |folder: &Path| folder.ends_with("content");
    let folders = path.ancestors().skip(1);
    for folder in folders.take_while(|folder| !is_content(folder)) {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
