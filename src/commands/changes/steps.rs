//! Changes files of a project, so that a stop at any moment loses nothing.
//!
//! 1. Who makes [`Steps`] looks whether everything is as it was read and every new path is free.
//! 2. [`Steps::carry_out`] keeps the new texts and the plan in the [`Journal`]; then renames alone are
//!    left, which are undone when one fails. Nothing but whole files is ever in the content folder.
//! 3. `recovery` brings to its end what a process that was stopped has left.

use std::collections::BTreeSet;
use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use groundwork::model::edit::{Change, Move};
use groundwork::model::source::Sources;

use super::files::{
    is_same, make_folder, move_to, remove_empty, replace, restore, set_aside, settle,
};
use super::journal::{self, Entry, Journal, Purpose};
use crate::commands::whole_file;

/// What is to be done, in its order.
pub(crate) struct Steps {
    root: PathBuf,
    purpose: Purpose,
    /// Whether these undo others.
    undoes: bool,
    /// The number under which the text of the first step is kept.
    first_text: usize,
    steps: Vec<Step>,
}

#[derive(Clone)]
enum Step {
    Write(Writing),
    Move {
        from: PathBuf,
        to: PathBuf,
    },
    Remove {
        path: PathBuf,
        before: Vec<u8>,
    },
    /// Undoes a removal: the file comes back that is kept under a number.
    Restore {
        path: PathBuf,
        text: usize,
    },
}

/// A file that gets a new text.
#[derive(Clone)]
pub(crate) struct Writing {
    /// From the project's root; it may be a link.
    pub(crate) name: String,
    /// The file itself.
    pub(crate) path: PathBuf,
    pub(crate) before: Vec<u8>,
    pub(crate) after: Vec<u8>,
    pub(crate) permissions: Permissions,
}

impl Steps {
    /// None yet, in the project at `root`.
    pub(crate) fn new(root: &Path, purpose: Purpose) -> Self {
        Steps {
            root: root.to_owned(),
            purpose,
            undoes: false,
            first_text: 0,
            steps: Vec::new(),
        }
    }

    /// A file gets a new text.
    pub(crate) fn write(&mut self, writing: Writing) {
        self.steps.push(Step::Write(writing));
    }

    /// A file changes that was read for `sources`.
    ///
    /// # Errors
    /// When it is not as it was read.
    pub(crate) fn change(&mut self, change: &Change, sources: &Sources) -> anyhow::Result<()> {
        let writing = writing(&self.root, change, sources)?;
        self.write(writing);
        Ok(())
    }

    /// A file or a folder gets another path.
    ///
    /// # Errors
    /// When it is not there, or something is where it is to go.
    pub(crate) fn move_to(&mut self, one: &Move) -> anyhow::Result<()> {
        let step = moving(&self.root, one)?;
        self.steps.push(step);
        Ok(())
    }

    /// A file goes.
    ///
    /// # Errors
    /// When it is not there, or is a link that leads out of the project.
    pub(crate) fn remove(&mut self, name: &str) -> anyhow::Result<()> {
        let cannot = || format!("cannot remove {name}; nothing was changed");
        let behind = whole_file::behind(&self.root, name).with_context(cannot)?;
        let before = fs::read(behind).with_context(cannot)?;
        let path = self.root.join(name);
        self.steps.push(Step::Remove { path, before });
        Ok(())
    }

    /// Two pages may be links to one file, whose text would be changed twice.
    ///
    /// # Errors
    /// When two of them are.
    pub(crate) fn refuse_links_to_one_file(&self) -> anyhow::Result<()> {
        let mut written: BTreeSet<&Path> = BTreeSet::new();
        for step in &self.steps {
            if let Step::Write(Writing { path, .. }) = step
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
    pub(crate) fn carry_out(&self, journal: Journal, reached: &dyn Fn()) -> anyhow::Result<()> {
        reached();
        if let Err(error) = self.prepare(&journal, reached) {
            journal.close();
            return Err(error.context("nothing was changed"));
        }
        if let Err((at, error)) = self.take_all(&journal, reached) {
            // Undoing is a plan like any other, with the same care for a disk that fails once more.
            let back = self.back(at);
            let undone = back
                .prepare(&journal, reached)
                .and_then(|()| back.take_all(&journal, reached).map_err(|(_, error)| error));
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

    /// Does what can be done of it, and gives for each step that cannot its number and why. No step may need
    /// another.
    ///
    /// # Errors
    /// When the disk takes no plan; nothing has changed then.
    pub(crate) fn carry_out_each(
        &self,
        journal: Journal,
        reached: &dyn Fn(),
    ) -> anyhow::Result<Vec<(usize, anyhow::Error)>> {
        reached();
        if let Err(error) = self.prepare(&journal, reached) {
            journal.close();
            return Err(error);
        }
        let steps = 0..self.steps.len();
        let failed = steps.filter_map(|at| Some((at, self.take(at, &journal, reached).err()?)));
        let failed = failed.collect();
        self.clean_up();
        reached();
        journal.close();
        Ok(failed)
    }

    /// Keeps the texts, and then what is to be done with them.
    fn prepare(&self, journal: &Journal, reached: &dyn Fn()) -> anyhow::Result<()> {
        let mut steps = Vec::new();
        for (at, step) in self.steps.iter().enumerate() {
            let text = self.first_text + at;
            if let Step::Write(writing) = step {
                journal.keep(text, &writing.after, &writing.permissions)?;
                reached();
            }
            steps.push(self.entry(step, text)?);
        }
        journal.commit(&Entry {
            purpose: self.purpose.clone(),
            undoes: self.undoes,
            steps,
        })?;
        reached();
        Ok(())
    }

    /// Takes all steps, or fails with the number of one that cannot be taken.
    fn take_all(
        &self,
        journal: &Journal,
        reached: &dyn Fn(),
    ) -> Result<(), (usize, anyhow::Error)> {
        let mut steps = 0..self.steps.len();
        steps.try_for_each(|at| self.take(at, journal, reached).map_err(|error| (at, error)))
    }

    /// Takes the step of this number.
    fn take(&self, at: usize, journal: &Journal, reached: &dyn Fn()) -> anyhow::Result<()> {
        let kept = journal.text(self.first_text + at);
        match &self.steps[at] {
            Step::Write(Writing { path, before, .. }) => {
                refuse_changed(path, before)?;
                replace(&kept, path)?;
            }
            Step::Move { from, to } => {
                make_folder(to)?;
                reached();
                move_to(from, to)?;
            }
            Step::Remove { path, before } => {
                refuse_changed(path, before)?;
                set_aside(path, &kept)?;
            }
            Step::Restore { path, text } => restore(&journal.text(*text), path)?,
        }
        reached();
        Ok(())
    }

    /// The steps that undo those before the one that failed.
    fn back(&self, failed: usize) -> Self {
        let back = |(at, step): (usize, &Step)| match step.clone() {
            Step::Write(writing) => Step::Write(Writing {
                before: writing.after,
                after: writing.before,
                ..writing
            }),
            Step::Move { from, to } => Step::Move { from: to, to: from },
            Step::Remove { path, .. } => Step::Restore {
                path,
                text: self.first_text + at,
            },
            // Only what undoes others brings back, and that is not undone.
            restoring @ Step::Restore { .. } => restoring,
        };
        // The step that failed may have made a folder for a file that never came.
        if let Step::Move { to, .. } = &self.steps[failed] {
            remove_empty(to);
        }
        Steps {
            root: self.root.clone(),
            purpose: self.purpose.clone(),
            undoes: true,
            first_text: self.steps.len(),
            steps: self.steps[..failed]
                .iter()
                .enumerate()
                .rev()
                .map(back)
                .collect(),
        }
    }

    fn entry(&self, step: &Step, text: usize) -> anyhow::Result<journal::Step> {
        let path = |path: &Path| relative(&self.root, path);
        Ok(match step {
            Step::Write(writing) => journal::Step::Write {
                path: writing.name.clone(),
                text,
                before: journal::hash(&writing.before),
                after: journal::hash(&writing.after),
            },
            Step::Move { from, to } => journal::Step::Move {
                from: path(from)?,
                to: path(to)?,
            },
            Step::Remove { path: of, before } => journal::Step::Remove {
                path: path(of)?,
                text,
                before: journal::hash(before),
            },
            Step::Restore { path: of, text } => journal::Step::Restore {
                path: path(of)?,
                text: *text,
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
                Step::Write(Writing { path, .. }) | Step::Restore { path, .. } => settle(path),
                Step::Remove { path, .. } => {
                    settle(path);
                    remove_empty(path);
                }
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

/// The file behind a change, which must hold what the plan was made from.
fn writing(root: &Path, change: &Change, sources: &Sources) -> anyhow::Result<Writing> {
    // A link stays one: the file behind it is changed.
    let path = whole_file::behind(root, &change.path)
        .with_context(|| format!("cannot write {}; nothing was changed", change.path))?;
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
    Ok(Writing {
        name: change.path.clone(),
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

/// Refuses to touch a file that no longer holds what it did.
fn refuse_changed(path: &Path, before: &[u8]) -> anyhow::Result<()> {
    let now = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if now != before {
        bail!("{} was changed just now", path.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests;
