//! What an import wrote, so that a later one can tell what nobody has touched since.

use std::collections::{BTreeMap, BTreeSet};

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
    /// What was to be written when an import was stopped: for each path the hashes of what it may have put there.
    /// Empty once an import has ended.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub begun: BTreeMap<String, BTreeSet<String>>,
}

impl Manifest {
    /// Whether the first import was stopped before its end.
    pub fn is_unfinished(&self) -> bool {
        self.files.is_empty() && !self.begun.is_empty()
    }

    /// All files that imports wrote, those of one that was stopped among them. `on_disk` gives the hash of what is at a
    /// path; a file is one of these if it is as that import would have left it.
    pub fn known(&self, on_disk: impl Fn(&str) -> Option<String>) -> BTreeMap<String, Written> {
        let mut known = self.files.clone();
        for (path, hashes) in &self.begun {
            if let Some(written) = on_disk(path).filter(|hash| hashes.contains(hash)) {
                // It is of no known plan, so it is written again.
                let planned = String::new();
                known.insert(path.clone(), Written { planned, written });
            }
        }
        known
    }
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
        // What is as it should be was touched by nobody.
        (Some(planned), Some(there), None) if planned == there => Step::Write,
        (Some(_), Some(_), None) => Step::KeepForeign,
        (Some(_), None, Some(_)) => Step::KeepAway,
        (Some(planned), Some(there), Some(before)) => {
            let (is_same, is_touched) = (planned == before.planned, there != before.written);
            match (is_same, is_touched && there != planned) {
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
    use super::{Manifest, Step, Written, step};

    #[test]
    fn only_what_nobody_touched_is_written_again() {
        let before = Written {
            planned: "p1".to_owned(),
            written: "w1".to_owned(),
        };
        for (planned, on_disk, known, expected) in [
            (Some("p1"), None, false, Step::Write),
            (Some("p1"), Some("x"), false, Step::KeepForeign),
            (Some("p1"), Some("p1"), false, Step::Write),
            (Some("p2"), Some("p2"), true, Step::Write),
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

    #[test]
    fn files_of_an_import_that_was_stopped_are_its_own_while_nobody_touched_them() {
        let hashes = |all: &[&str]| all.iter().map(|hash| (*hash).to_owned()).collect();
        let manifest = Manifest {
            begun: [
                ("a".to_owned(), hashes(&["1", "2"])),
                ("b".to_owned(), hashes(&["1"])),
                ("c".to_owned(), hashes(&["1"])),
            ]
            .into(),
            ..Manifest::default()
        };
        assert!(manifest.is_unfinished());
        let known = manifest.known(|path| match path {
            "a" => Some("2".to_owned()),
            "b" => Some("mine".to_owned()),
            _ => None,
        });
        let paths: Vec<&str> = known.keys().map(String::as_str).collect();
        assert_eq!(paths, ["a"]);
        assert_eq!(step(Some("1"), Some("2"), known.get("a")), Step::Write);
        assert_eq!(
            step(Some("1"), Some("mine"), known.get("b")),
            Step::KeepForeign
        );
        assert_eq!(step(Some("1"), None, known.get("c")), Step::Write);
    }
}
