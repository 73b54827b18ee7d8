//! Carries a renaming out on the disk, so that a stop at any moment loses nothing.
//!
//! 1. [`Steps::of`] looks whether everything is as it was read and every new path is free.
//! 2. [`Steps::carry_out`] writes each changed file beside the old one under a temporary name; then
//!    renames alone are left, which are undone when one fails.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use groundwork::rename::{Change, Move, Plan};
use groundwork::source::Sources;

/// The copies of what pages were translated from, by their paths from the content folder.
pub(super) fn originals(root: &Path) -> Vec<String> {
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
    steps: Vec<Step>,
}

enum Step {
    Write {
        path: PathBuf,
        before: Vec<u8>,
        after: Vec<u8>,
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
        for change in first {
            steps.push(writing(root, change, sources)?);
        }
        for one in &plan.moves {
            steps.push(moving(root, one)?);
        }
        for change in last {
            steps.push(writing(root, change, sources)?);
        }
        let steps = Steps { steps };
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

    /// Does all of it, or nothing.
    ///
    /// # Errors
    /// When a step fails. The steps before it are undone then; what cannot be is said.
    pub(super) fn carry_out(&self) -> anyhow::Result<()> {
        if let Err(error) = self.prepare() {
            self.clear();
            return Err(error.context("nothing was changed"));
        }
        for (at, step) in self.steps.iter().enumerate() {
            let Err(error) = step.take() else { continue };
            let left: Vec<String> = self.steps[..at]
                .iter()
                .rev()
                .filter_map(|step| step.undo().err())
                .map(|error| format!("{error:#}"))
                .collect();
            self.clear();
            if left.is_empty() {
                return Err(error.context("nothing was changed"));
            }
            return Err(error.context(format!(
                "stopped half way, and not all could be undone ({})",
                left.join("; ")
            )));
        }
        for step in &self.steps {
            step.clean_up();
        }
        Ok(())
    }

    fn prepare(&self) -> anyhow::Result<()> {
        for step in &self.steps {
            match step {
                Step::Write { path, after, .. } => stage(path, after)?,
                Step::Move { to, .. } => make_folder(to)?,
            }
        }
        Ok(())
    }

    /// Takes away what was prepared.
    fn clear(&self) {
        for step in &self.steps {
            match step {
                Step::Write { path, .. } => drop(fs::remove_file(temporary(path))),
                Step::Move { to, .. } => remove_empty(to),
            }
        }
    }
}

impl Step {
    fn take(&self) -> anyhow::Result<()> {
        match self {
            Step::Write { path, .. } => replace(path),
            Step::Move { from, to } => move_to(from, to),
        }
    }

    fn undo(&self) -> anyhow::Result<()> {
        match self {
            Step::Write { path, before, .. } => {
                stage(path, before)?;
                replace(path)
            }
            Step::Move { from, to } => move_to(to, from),
        }
    }

    /// A folder that nothing is left in goes.
    fn clean_up(&self) {
        if let Step::Move { from, .. } = self {
            remove_empty(from);
        }
    }
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
    Ok(Step::Write {
        path,
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

/// Writes what a file is to hold beside it.
fn stage(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let temporary = temporary(path);
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&temporary)?;
        file.write_all(bytes)?;
        file.set_permissions(fs::metadata(path)?.permissions())?;
        file.sync_all()
    };
    write().with_context(|| format!("cannot write {}", temporary.display()))
}

fn replace(path: &Path) -> anyhow::Result<()> {
    fs::rename(temporary(path), path).with_context(|| format!("cannot write {}", path.display()))
}

/// Moves a file or a folder by way of a third name: where capital letters do not count, some
/// systems take the second for the first.
fn move_to(from: &Path, to: &Path) -> anyhow::Result<()> {
    let moved = |from: &Path, to: &Path| {
        fs::rename(from, to)
            .with_context(|| format!("cannot move {} to {}", from.display(), to.display()))
    };
    if !is_same(from, to) {
        // Something may have come there since that was looked at.
        if fs::symlink_metadata(to).is_ok() {
            bail!("{} is there already", to.display());
        }
        return moved(from, to);
    }
    let between = temporary(to);
    moved(from, &between)?;
    moved(&between, to).or_else(|error| moved(&between, from).and(Err(error)))
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
mod tests {
    use std::fs;
    use std::path::Path;

    use groundwork::rename::Move;

    use super::{Step, Steps, moving};

    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(files(&path));
            } else {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
        found.sort();
        found
    }

    #[test]
    fn a_step_that_fails_undoes_those_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join("content").join(path);
        fs::create_dir_all(at("a")).unwrap();
        fs::write(at("a/one.md"), "one").unwrap();
        fs::write(at("b.md"), "b").unwrap();
        let before = files(folder.path());
        let write = |path: &str, text: &str, new: &str| Step::Write {
            path: at(path),
            before: text.into(),
            after: new.into(),
        };
        let steps = Steps {
            steps: vec![
                write("a/one.md", "one", "two"),
                Step::Move {
                    from: at("a/one.md"),
                    to: at("new/two.md"),
                },
                write("b.md", "b", "c"),
                Step::Move {
                    from: at("gone.md"),
                    to: at("new/gone.md"),
                },
            ],
        };
        let error = format!("{:#}", steps.carry_out().unwrap_err());
        assert!(
            error.starts_with("nothing was changed: cannot move"),
            "{error}"
        );
        assert_eq!(files(folder.path()), before);
        assert!(!at("new").exists());
    }

    #[test]
    fn a_file_that_cannot_be_prepared_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join("content").join(path);
        fs::create_dir_all(at("a")).unwrap();
        fs::write(at("a.md"), "a").unwrap();
        fs::write(at("b.md"), "b").unwrap();
        // A folder stands where the second file is to be prepared.
        fs::create_dir_all(at(".b.md.groundwork-rename/x")).unwrap();
        let write = |path: &str| Step::Write {
            path: at(path),
            before: Vec::new(),
            after: b"new".to_vec(),
        };
        let steps = Steps {
            steps: vec![write("a.md"), write("b.md")],
        };
        assert!(steps.carry_out().is_err());
        assert_eq!(fs::read_to_string(at("a.md")).unwrap(), "a");
        assert!(!at(".a.md.groundwork-rename").exists());
    }

    /// On such a system both names lead to one file, as a link does here.
    #[cfg(unix)]
    #[test]
    fn capital_letters_change_where_they_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join("content").join(path);
        fs::create_dir_all(at("")).unwrap();
        fs::write(at("Talks.md"), "text").unwrap();
        std::os::unix::fs::symlink(at("Talks.md"), at("talks.md")).unwrap();
        let one = Move {
            from: "content/Talks.md".to_owned(),
            to: "content/talks.md".to_owned(),
        };
        let steps = vec![moving(folder.path(), &one).unwrap()];
        Steps { steps }.carry_out().unwrap();
        assert!(!at("Talks.md").exists() && !at("talks.md").is_symlink());
        assert_eq!(fs::read_to_string(at("talks.md")).unwrap(), "text");
    }
}
