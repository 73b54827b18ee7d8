//! `groundwork check --fix`: makes the edits that findings are sure of.
//!
//! 1. `groundwork::diagnostic::fixes` chooses the edits, which are of texts as they were read.
//! 2. Each file is written that still holds what was read; the findings of all others are left.
//!
//! Stopped at any moment, it leaves each file with its old text or its new one, and the next command mends
//! the rest. A link is followed to the file behind it, within the project.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use groundwork::diagnostic::Diagnostic;
use groundwork::diagnostic::fixes::{self, Left, Outcome};
use groundwork::load;
use groundwork::model::edit::Change;
use groundwork::model::failure;
use groundwork::model::source::{SourceId, Sources};

use crate::commands::changes::{Journal, Purpose, Steps, Writing};
use crate::commands::whole_file;

/// Mends what `findings` are sure of, and says what became of each of these.
pub(super) fn fix(root: &Path, findings: &[Diagnostic], sources: &Sources) -> Vec<Outcome> {
    let (changes, mut outcomes) = fixes::choose(findings, sources);
    for (source, reason) in write_all(root, &changes, sources) {
        let of_file = |outcome: &&mut Outcome| {
            let suggestion = outcome.finding.suggestion.as_ref();
            suggestion.is_some_and(|one| one.source == source)
        };
        let done = outcomes.iter_mut().filter(|one| one.left.is_none());
        for outcome in done.filter(of_file) {
            outcome.left = Some(Left::Unwritten(reason.clone()));
        }
    }
    outcomes
}

/// Writes the files, and gives those that cannot be written, each with the reason.
fn write_all(root: &Path, changes: &[Change], sources: &Sources) -> Vec<(SourceId, String)> {
    let mut steps = Steps::new(root, Purpose::Mend);
    let (mut written, mut failed) = (Vec::new(), Vec::new());
    let mut files: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for change in changes {
        match writing(root, change, &sources.get(change.source).text) {
            // Of two links to one file the first mends it for both.
            Ok(one) if files.get(&one.path) == Some(&one.after) => {}
            Ok(one) if one.before == one.after => {}
            Ok(one) => {
                files.insert(one.path.clone(), one.after.clone());
                steps.write(one);
                written.push(change.source);
            }
            Err(reason) => failed.push((change.source, reason)),
        }
    }
    if written.is_empty() {
        return failed;
    }
    let journal = Journal::begin(root);
    match journal.and_then(|journal| steps.carry_out_each(journal, &|| ())) {
        Ok(left) => {
            let left = left.into_iter();
            failed.extend(left.map(|(at, error)| (written[at], unwritten(&error))));
        }
        Err(error) => {
            let reason = unwritten(&error);
            failed.extend(written.into_iter().map(|source| (source, reason.clone())));
        }
    }
    failed
}

fn unwritten(error: &anyhow::Error) -> String {
    format!("the file cannot be written: {}", failure::reasons(error))
}

/// One file's new text, in UTF-8 whatever it was, or why it cannot be written.
fn writing(root: &Path, change: &Change, read: &str) -> Result<Writing, String> {
    let failed =
        |error: io::Error| format!("the file cannot be written: {}", failure::reason(&error));
    let path = whole_file::behind(root, &change.path).map_err(failed)?;
    let before = fs::read(&path).map_err(failed)?;
    let after = change.applied(read).into_bytes();
    // Somebody else may have mended it just so.
    if before != after {
        match load::decoded(&before) {
            Some(text) if text == read => {}
            Some(_) => return Err(CHANGED.to_owned()),
            None => return Err("the file is not UTF-8, and nothing of it may be lost".to_owned()),
        }
    }
    let permissions = fs::metadata(&path).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err("the file may only be read".to_owned());
    }
    Ok(Writing {
        name: change.path.clone(),
        path,
        before,
        after,
        permissions,
    })
}

const CHANGED: &str = "the file was changed while this ran";

#[cfg(test)]
mod tests {
    use std::fs;

    use groundwork::diagnostic::fixes::Left;
    use groundwork::engine::{Engine, Options};

    use super::{CHANGED, fix};

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left() {
        let folder = tempfile::tempdir().expect("there is room");
        let root = folder.path().canonicalize().expect("it is there");
        let path = root.join("content/a.md");
        let write = |text: &str| fs::write(&path, text).expect("there is room");
        fs::create_dir(root.join("content")).expect("there is room");
        fs::write(root.join("site.toml"), "title = \"T\"\n").expect("there is room");
        write("\u{feff}Text.\n");
        let mut engine = Engine::new(&root);
        let options = Options::default();
        let input = engine.read(&options).expect("it can be read");
        let findings = engine.build(input, &options).findings;
        write("\u{feff}Text that was changed.\n");
        let outcomes = fix(&root, &findings, engine.sources());
        assert_eq!(outcomes.len(), 1);
        assert_eq!(outcomes[0].left, Some(Left::Unwritten(CHANGED.to_owned())));
        let after = fs::read_to_string(&path).expect("it is there");
        assert_eq!(after, "\u{feff}Text that was changed.\n");
        write("\u{feff}Text.\n");
        let outcomes = fix(&root, &findings, engine.sources());
        assert_eq!(outcomes[0].left, None);
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "Text.\n");
    }
}
