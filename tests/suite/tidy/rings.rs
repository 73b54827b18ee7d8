//! No two files use each other, directly or in a ring.
//!
//! A file that declares a module uses it, so a child never uses the file above it: what both need
//! stands in a file of its own.

use std::collections::{BTreeMap, VecDeque};

use super::imports::{Import, imports};
use super::source_files::{SourceFile, source_files};

#[test]
fn no_files_use_each_other_in_a_ring() {
    let files = source_files();
    let rings = rings(&files);
    let drawn: Vec<String> = rings.iter().map(Ring::draw).collect();
    assert!(
        drawn.is_empty(),
        "these files use each other: move what both need to a file of its own\n{}",
        drawn.join("\n")
    );
}

/// Files that use each other, and imports that lead around once.
struct Ring<'a> {
    files: Vec<&'a str>,
    around: Vec<String>,
}

impl Ring<'_> {
    fn draw(&self) -> String {
        format!(
            "{} files:\n    {}",
            self.files.len(),
            self.around.join("\n    ")
        )
    }
}

/// The groups of files in which each uses each other by some way.
fn rings(files: &[SourceFile]) -> Vec<Ring<'_>> {
    let mut graph: BTreeMap<usize, Vec<Import>> = BTreeMap::new();
    for import in imports(files) {
        graph.entry(import.from).or_default().push(import);
    }
    let mut rings: Vec<Ring> = Vec::new();
    for at in 0..files.len() {
        let path = files[at].path.as_str();
        if rings.iter().any(|ring| ring.files.contains(&path)) {
            continue;
        }
        let Some(way) = way_back(at, &graph) else {
            continue;
        };
        let others =
            (0..files.len()).filter(|other| leads(at, *other, &graph) && leads(*other, at, &graph));
        let around = way.iter().map(|import| {
            let (from, to) = (&files[import.from].path, &files[import.to].path);
            format!("src/{from}:{}: uses src/{to}", import.line)
        });
        rings.push(Ring {
            files: others.map(|other| files[other].path.as_str()).collect(),
            around: around.collect(),
        });
    }
    rings
}

fn leads(from: usize, to: usize, graph: &BTreeMap<usize, Vec<Import>>) -> bool {
    from == to || way(from, to, graph).is_some()
}

/// The shortest way from a file back to it.
fn way_back(at: usize, graph: &BTreeMap<usize, Vec<Import>>) -> Option<Vec<Import>> {
    way(at, at, graph)
}

/// The fewest imports, one at least, that lead from one file to another.
fn way(from: usize, to: usize, graph: &BTreeMap<usize, Vec<Import>>) -> Option<Vec<Import>> {
    let mut reached: BTreeMap<usize, &Import> = BTreeMap::new();
    let mut waiting = VecDeque::from([from]);
    while let Some(at) = waiting.pop_front() {
        for import in graph.get(&at).into_iter().flatten() {
            if reached.contains_key(&import.to) {
                continue;
            }
            reached.insert(import.to, import);
            if import.to == to {
                return Some(unwind(from, to, &reached));
            }
            waiting.push_back(import.to);
        }
    }
    None
}

/// The imports by which `to` was reached, the first one first.
fn unwind(from: usize, to: usize, reached: &BTreeMap<usize, &Import>) -> Vec<Import> {
    let mut way = Vec::new();
    let mut at = to;
    loop {
        let import = reached[&at];
        way.push(import.clone());
        at = import.from;
        if at == from {
            way.reverse();
            return way;
        }
    }
}

#[test]
fn a_ring_is_drawn_with_each_of_its_files() {
    let files = [
        SourceFile::parse("model/page.rs", "\nuse crate::model::sheet::Sheet;\n"),
        SourceFile::parse("model/sheet.rs", "fn a() { super::config::lang() }\n"),
        SourceFile::parse("model/config.rs", "use super::page::Page;\n"),
        SourceFile::parse("model/date.rs", "use super::page::Page;\n"),
    ];
    let rings: Vec<String> = rings(&files).iter().map(Ring::draw).collect();
    assert_eq!(
        rings,
        [
            "3 files:\n    src/model/page.rs:2: uses src/model/sheet.rs\n    \
             src/model/sheet.rs:1: uses src/model/config.rs\n    \
             src/model/config.rs:1: uses src/model/page.rs"
        ]
    );
}

#[test]
fn a_child_that_uses_the_file_above_it_is_a_ring() {
    let files = [
        SourceFile::parse("load.rs", "mod walk;\nstruct Loaded;\n"),
        SourceFile::parse("load/walk.rs", "use super::Loaded;\n"),
    ];
    let rings = rings(&files);
    assert_eq!(rings[0].files, ["load.rs", "load/walk.rs"]);
    assert_eq!(rings.len(), 1);
}
