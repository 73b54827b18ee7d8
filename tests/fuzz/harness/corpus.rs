//! Small inputs to start from.

use std::fs;
use std::path::{Path, PathBuf};

use super::Target;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");

/// Inputs that once broke a law, of which each is named `<target>--<what-was-wrong>.txt`.
const FOUND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/found");

pub(super) struct Corpus {
    pub(super) inputs: Vec<String>,
    /// How many of them were there from the beginning.
    pub(super) given: usize,
}

impl Corpus {
    /// The inputs of a target: its own, then files of the cases, then what once broke it.
    pub(super) fn of(target: &Target) -> Self {
        let mut inputs: Vec<String> = target.seeds.iter().map(ToString::to_string).collect();
        for path in files(CASES) {
            let text = read(&path);
            let files = case(&text).into_iter();
            let wanted = files.filter(|(path, text)| target.takes(path, text));
            inputs.extend(wanted.map(|(_, text)| text));
        }
        inputs.extend(found(target).into_iter().map(|(_, text)| text));
        Corpus {
            given: inputs.len(),
            inputs,
        }
    }
}

/// What once broke a target, by the names of the files.
pub(crate) fn found(target: &Target) -> Vec<(String, String)> {
    let own = format!("{}--", target.name);
    let files = files(FOUND).into_iter();
    let named = files.filter_map(|path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        name.starts_with(&own).then(|| (name, read(&path)))
    });
    named.collect()
}

/// The files in a folder, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a case, by path; `tests/suite/cases/file.rs` says how they are written.
fn case(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let heading = line.strip_prefix("-- ").and_then(|l| l.strip_suffix(" --"));
        match (heading, files.last_mut()) {
            (Some("findings"), _) => break,
            (Some(path), _) => files.push((path.to_owned(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    files
}
