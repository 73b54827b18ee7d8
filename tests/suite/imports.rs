//! Handbooks of other tools, brought in: each case is a small one of a tool's own shape, and the project that
//! comes of it, which can be built as it is.
//!
//! A case is a file of `tests/import`: `==== in: PATH` begins a file of the original, `==== out: PATH` one of the
//! project; `(picture)` stands for the bytes of one. `UPDATE_CASES=1` writes anew what is expected.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::project::{Project, files};

mod refusals;
mod update;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import");
const IN: &str = "==== in: ";
const OUT: &str = "==== out: ";
const PICTURE: &str = "(picture)\n";

/// A picture of one pixel.
pub(crate) const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 4, 0, 0, 0, 0xb5, 0x1c, 0x0c, 0x02, 0, 0, 0, 0x0b, b'I', b'D', b'A', b'T',
    0x78, 0xda, 0x63, 0x64, 0xf8, 0x0f, 0, 0x01, 0x05, 0x01, 0x01, 0x27, 0x18, 0xe3, 0x66, 0, 0, 0,
    0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn a_handbook_of_each_tool_becomes_a_project_that_can_be_built() {
    let mut paths: Vec<_> = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 12, "a case for each tool");
    let failures: Vec<String> = paths.par_iter().filter_map(|path| failure(path)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What is wrong with a case.
fn failure(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let (original, expected) = parts(&text);
    let project = Project::bare(&[]);
    for (path, text) in &original {
        write(&project, &format!("handbook/{path}"), text);
    }
    let before = files(&project.root().join("handbook"));
    project
        .run(&["import", "handbook", "--into", "new"])
        .ends(0);
    let after = files(&project.root().join("handbook"));
    assert_eq!(before, after, "{name}: the original was changed");
    let made = project.files("new");
    let made: BTreeMap<String, String> = made
        .into_iter()
        .filter(|(path, _)| path != ".groundwork-import.json")
        .map(|(path, bytes)| (path, shown(&bytes)))
        .collect();
    if std::env::var_os("UPDATE_CASES").is_some() {
        let section = |sign: &str, files: &BTreeMap<String, String>| {
            let files = files
                .iter()
                .map(|(path, text)| format!("{sign}{path}\n{text}"));
            files.collect::<String>()
        };
        fs::write(path, section(IN, &original) + &section(OUT, &made)).unwrap();
    } else if made != expected {
        return Some(format!("{name}: {}", difference(&expected, &made)));
    }
    let built = project.run_in("new", &["build"]);
    (built.status != Some(0)).then(|| format!("{name} is not built:\n{}", built.err))
}

/// A file as a case shows it: texts end with a line.
fn shown(bytes: &[u8]) -> String {
    if bytes == PNG {
        return PICTURE.to_owned();
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    if text.ends_with('\n') || text.is_empty() {
        text
    } else {
        text + "\n"
    }
}

fn write(project: &Project, path: &str, text: &str) {
    if text == PICTURE {
        project.write(path, PNG);
    } else {
        project.write(path, text);
    }
}

type Files = BTreeMap<String, String>;

/// The files of the original, and those that are expected.
fn parts(text: &str) -> (Files, Files) {
    let (mut original, mut expected) = (Files::new(), Files::new());
    let mut open: Option<&mut String> = None;
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix(IN) {
            open = Some(original.entry(path.trim().to_owned()).or_default());
        } else if let Some(path) = line.strip_prefix(OUT) {
            open = Some(expected.entry(path.trim().to_owned()).or_default());
        } else if let Some(open) = &mut open {
            open.push_str(line);
        }
    }
    (original, expected)
}

/// The first file that is otherwise, both ways.
fn difference(expected: &Files, made: &Files) -> String {
    let paths = expected.keys().chain(made.keys());
    let mut others = paths.filter(|path| expected.get(*path) != made.get(*path));
    let Some(path) = others.next() else {
        return String::new();
    };
    let of = |files: &Files| {
        files
            .get(path)
            .cloned()
            .unwrap_or_else(|| "(no such file)\n".to_owned())
    };
    format!("{path}\nexpected:\n{}made:\n{}", of(expected), of(made))
}
