//! `groundwork check --fix`: makes the edits that findings are sure of.
//!
//! 1. `groundwork::diagnostic::fixes` chooses the edits, which are of texts as they were read.
//! 2. Each file is written whole, if it still holds what was read; else its findings are left.
//!
//! Stopped at any moment, it leaves each file with its old text or its new one. A link is followed to
//! the file behind it, within the project.

use std::fs;
use std::io;
use std::path::Path;

use groundwork::diagnostic::Diagnostic;
use groundwork::diagnostic::fixes::{self, Left, Outcome};
use groundwork::load;
use groundwork::model::edit::Change;
use groundwork::model::failure;
use groundwork::model::source::Sources;

use crate::commands::whole_file;

/// Mends what `findings` are sure of, and says what became of each of these.
pub(super) fn fix(root: &Path, findings: &[Diagnostic], sources: &Sources) -> Vec<Outcome> {
    let (changes, mut outcomes) = fixes::choose(findings, sources);
    for change in &changes {
        if let Err(reason) = write(root, change, &sources.get(change.source).text) {
            let of_file = |outcome: &&mut Outcome| {
                let suggestion = outcome.finding.suggestion.as_ref();
                suggestion.is_some_and(|one| one.source == change.source)
            };
            let done = outcomes.iter_mut().filter(|one| one.left.is_none());
            for outcome in done.filter(of_file) {
                outcome.left = Some(Left::Unwritten(reason.clone()));
            }
        }
    }
    outcomes
}

/// Writes one file, in UTF-8 whatever it was, or says why not.
fn write(root: &Path, change: &Change, read: &str) -> Result<(), String> {
    let failed =
        |error: io::Error| format!("the file cannot be written: {}", failure::reason(&error));
    let path = whole_file::behind(root, &change.path).map_err(failed)?;
    let after = change.applied(read).into_bytes();
    let now = fs::read(&path).map_err(failed)?;
    // Of two links to one file the first has mended it for both.
    if now == after {
        return Ok(());
    }
    match load::decoded(&now) {
        Some(text) if text == read => {}
        Some(_) => return Err(CHANGED.to_owned()),
        None => return Err("the file is not UTF-8, and nothing of it may be lost".to_owned()),
    }
    let permissions = fs::metadata(&path).map_err(failed)?.permissions();
    if permissions.readonly() {
        return Err("the file may only be read".to_owned());
    }
    let is_still = || Ok(fs::read(&path)? == now);
    if whole_file::replace(&path, &after, permissions, is_still).map_err(failed)? {
        Ok(())
    } else {
        Err(CHANGED.to_owned())
    }
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
