//! Brings to its end what was interrupted.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use groundwork::model::failure;

use super::files::{
    is_same, is_there, make_folder, move_to, moved, remove_empty, replace, restore, set_aside,
    settle, temporary,
};
use super::journal::{Entry, Journal, Step, hash};
use crate::commands::whole_file;

/// Brings to its end what was interrupted in the project at `root`, and says so. What cannot be
/// finished stands in the way of no command but the next that changes files.
///
/// # Errors
/// When standard error cannot be written to.
pub(crate) fn recover(root: &Path) -> io::Result<()> {
    let recovered = finish_interrupted(root);
    let mut err = io::stderr().lock();
    match recovered {
        Ok(said) => said.iter().try_for_each(|line| writeln!(err, "{line}")),
        Err(error) => writeln!(
            err,
            "warning: a change was interrupted and cannot be finished yet: {}",
            failure::reasons(&error)
        ),
    }
}

/// Brings a change to its end that was interrupted in the project at `root`, and gives what there is
/// to say of it, a line each.
///
/// A file that somebody has changed meanwhile is left as it is.
///
/// # Errors
/// When another change is at work, or the disk fails; the next command tries again then.
pub(super) fn finish_interrupted(root: &Path) -> anyhow::Result<Vec<String>> {
    let Some(journal) = Journal::take(root)? else {
        return Ok(Vec::new());
    };
    let Some(entry) = journal.entry()? else {
        journal.close();
        return Ok(vec![
            "a change was interrupted before it had begun".to_owned(),
        ]);
    };
    let done = if entry.undoes { "undone" } else { "finished" };
    let mut said = vec![format!(
        "{} was interrupted, and is {done} now",
        entry.purpose
    )];
    // The steps go on from wherever they stopped: one that is done already changes nothing.
    for step in &entry.steps {
        said.extend(finish(root, &entry, step, &journal)?);
    }
    for step in &entry.steps {
        if let Step::Move { from: gone, .. } | Step::Remove { path: gone, .. } = step {
            remove_empty(&root.join(gone));
        }
    }
    journal.close();
    Ok(said)
}

/// Does one step if it is not done yet; says why if it cannot be.
fn finish(
    root: &Path,
    entry: &Entry,
    step: &Step,
    journal: &Journal,
) -> anyhow::Result<Option<String>> {
    match step {
        Step::Write {
            path,
            text,
            before,
            after,
        } => {
            let text = journal.text(*text);
            let kept = fs::read(&text).ok();
            // What was kept takes the file's place, so where it is no more, this is done.
            let Some(kept) = kept.filter(|kept| hash(kept) == *after) else {
                return Ok(None);
            };
            finish_write(root, &place(root, entry, path), (&text, &kept), before)
        }
        Step::Move { from, to } => finish_move(root, from, to),
        Step::Remove { path, text, before } => {
            finish_removal(root, path, &journal.text(*text), before)
        }
        Step::Restore { path, text } => finish_restoring(root, path, &journal.text(*text)),
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
    if found.is_none_or(|found| hash(&found) != *before) {
        return Ok(Some(format!(
            "{there} was changed meanwhile and is left as it is; what it says of the page may be out of date"
        )));
    }
    // A link stays one: the file behind it gets the text.
    let behind = whole_file::behind(root, there)?;
    replace(text, &behind)?;
    settle(&behind);
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

/// Takes a file away, if it still holds what it did `before`.
fn finish_removal(
    root: &Path,
    path: &str,
    kept: &Path,
    before: &str,
) -> anyhow::Result<Option<String>> {
    let there = root.join(path);
    if !is_there(&there) {
        return Ok(None);
    }
    if fs::read(&there)
        .ok()
        .is_none_or(|found| hash(&found) != *before)
    {
        return Ok(Some(format!("{path} was changed meanwhile and stays")));
    }
    set_aside(&there, kept)?;
    settle(&there);
    Ok(None)
}

/// Brings a file back, where nothing has come to its place.
fn finish_restoring(root: &Path, path: &str, kept: &Path) -> anyhow::Result<Option<String>> {
    let there = root.join(path);
    if !is_there(kept) {
        return Ok(None);
    }
    if is_there(&there) {
        return Ok(Some(format!(
            "{path} could not come back: something was put there meanwhile"
        )));
    }
    restore(kept, &there)?;
    settle(&there);
    Ok(None)
}

/// Where a file is that may have moved already.
fn place(root: &Path, entry: &Entry, path: &str) -> String {
    if is_there(&root.join(path)) {
        return path.to_owned();
    }
    let mut moved = entry.steps.iter().filter_map(|step| match step {
        Step::Move { from, to } => {
            let rest = path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        }
        _ => None,
    });
    moved.next().unwrap_or_else(|| path.to_owned())
}
