//! What an import wrote, so that a later one can tell what nobody has touched since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of the file that keeps it, at the root of the project.
pub const MANIFEST: &str = ".groundwork-import.json";

/// What an import wrote.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The word of the tool, as `--as` takes it.
    pub tool: String,
    /// Each file by its path in the project.
    pub files: BTreeMap<String, Written>,
}

/// A file as it was written.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub struct Written {
    /// Of what came of the original, before anything was added that depends on other files.
    pub planned: String,
    /// Of the bytes on the disk.
    pub written: String,
}

/// What is to be done with one file of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It is written, in place of what was there or anew.
    Write,
    /// It is as it should be.
    Keep,
    /// Somebody changed it, and the original has changed too.
    KeepChanged,
    /// Somebody took it away.
    KeepAway,
    /// It was there before, and no import wrote it.
    KeepForeign,
    /// The original has it no more, and nobody touched it.
    Remove,
    /// The original has it no more, but somebody changed it.
    KeepOrphan,
}

/// What is to be done with a file. `planned` is the hash of what came of the original now, nothing where it has
/// none; `on_disk` that of what is there; `before` what the last import wrote.
pub fn step(planned: Option<&str>, on_disk: Option<&str>, before: Option<&Written>) -> Step {
    match (planned, on_disk, before) {
        (Some(_), None, None) => Step::Write,
        (Some(_), Some(_), None) => Step::KeepForeign,
        (Some(_), None, Some(_)) => Step::KeepAway,
        (Some(planned), Some(there), Some(before)) => {
            let (is_same, is_touched) = (planned == before.planned, there != before.written);
            match (is_same, is_touched) {
                (true, _) => Step::Keep,
                (false, false) => Step::Write,
                (false, true) => Step::KeepChanged,
            }
        }
        (None, Some(there), Some(before)) if there == before.written => Step::Remove,
        (None, Some(_), Some(_)) => Step::KeepOrphan,
        (None, _, _) => Step::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, Written, step};

    #[test]
    fn only_what_nobody_touched_is_written_again() {
        let before = Written {
            planned: "p1".to_owned(),
            written: "w1".to_owned(),
        };
        for (planned, on_disk, known, expected) in [
            (Some("p1"), None, false, Step::Write),
            (Some("p1"), Some("x"), false, Step::KeepForeign),
            (Some("p1"), Some("w1"), true, Step::Keep),
            (Some("p1"), Some("mine"), true, Step::Keep),
            (Some("p2"), Some("w1"), true, Step::Write),
            (Some("p2"), Some("mine"), true, Step::KeepChanged),
            (Some("p2"), None, true, Step::KeepAway),
            (None, Some("w1"), true, Step::Remove),
            (None, Some("mine"), true, Step::KeepOrphan),
            (None, None, true, Step::Keep),
        ] {
            assert_eq!(step(planned, on_disk, known.then_some(&before)), expected);
        }
    }
}
