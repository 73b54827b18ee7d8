//! Which files use which: by `use`, by a path in code or in a macro, and by declaring a module.

use std::collections::{BTreeMap, BTreeSet};

use super::names_used::{NameUsed, names_used};
use super::source_files::SourceFile;

/// One file's use of another, at the first line that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    /// Indices into the files.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) line: usize,
}

/// Every use of one file by another, once each, in the order of the files.
pub(super) fn imports(files: &[SourceFile]) -> Vec<Import> {
    let known: BTreeMap<&[String], usize> = files
        .iter()
        .enumerate()
        .map(|(at, file)| (file.module.as_slice(), at))
        .collect();
    let mut imports = Vec::new();
    for (from, file) in files.iter().enumerate() {
        let mut seen = BTreeSet::from([from]);
        for name in names_used(&file.syntax) {
            if let Some(to) = file_of(&name, file, &known)
                && seen.insert(to)
            {
                let line = name.line;
                imports.push(Import { from, to, line });
            }
        }
    }
    imports
}

/// The file in which a name that `file` uses is found; `None` for what is no part of the crate.
fn file_of(
    name: &NameUsed,
    file: &SourceFile,
    known: &BTreeMap<&[String], usize>,
) -> Option<usize> {
    let (start, rest) = absolute_start(name, file)?;
    let mut path = start;
    if rest.len() == name.segments.len() && !known.contains_key(with(&path, &rest[0]).as_slice()) {
        // The name of a crate or of a type, or what another line imports.
        return None;
    }
    let mut found = known.get(path.as_slice()).copied();
    for segment in rest {
        path.push(segment.clone());
        found = known.get(path.as_slice()).copied().or(found);
    }
    found
}

fn with(path: &[String], segment: &str) -> Vec<String> {
    [path, &[segment.to_owned()]].concat()
}

/// The module from which a path is counted, and what of the path follows.
fn absolute_start<'a>(
    name: &'a NameUsed,
    file: &SourceFile,
) -> Option<(Vec<String>, &'a [String])> {
    let mut rest = name.segments.as_slice();
    let here = || {
        let mut here = file.module.clone();
        // What `main.rs` declares stands beside it.
        here.retain(|name| name != "main");
        here.extend(name.inline.iter().cloned());
        here
    };
    let first = rest.first()?;
    let mut start = match first.as_str() {
        "crate" | "groundwork" => Vec::new(),
        "self" | "super" => here(),
        _ => return Some((here(), rest)),
    };
    if first != "super" {
        rest = &rest[1..];
    }
    while let Some("super") = rest.first().map(String::as_str) {
        start.pop();
        rest = &rest[1..];
    }
    Some((start, rest))
}

/// The imports among files of these paths and texts, as lines; for tests.
#[cfg(test)]
fn drawn(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<SourceFile> = files
        .iter()
        .map(|(path, text)| SourceFile::parse(path, text))
        .collect();
    imports(&files)
        .iter()
        .map(|import| {
            let (from, to) = (&files[import.from].path, &files[import.to].path);
            format!("{from}:{} uses {to}", import.line)
        })
        .collect()
}

#[test]
fn imports_are_found_wherever_a_path_may_stand() {
    let others = [("model.rs", ""), ("load.rs", ""), ("load/walk.rs", "")];
    for text in [
        "use crate::load::walk::Walked;",
        "use crate::{load::walk, other::Thing};",
        "pub(crate) use crate::load::walk::*;",
        "fn a() { crate::load::walk::walk(); }",
        "fn a(x: crate::load::walk::Walked) {}",
        "fn a() { format!(\"{}\", crate::load::walk::LONGEST); }",
        "mod inner { use super::super::load::walk::Walked; }",
        "mod inner { fn a() { use groundwork::load::walk as w; } }",
    ] {
        let files = [&[("check.rs", text)], others.as_slice()].concat();
        assert_eq!(drawn(&files), ["check.rs:1 uses load/walk.rs"], "{text}");
    }
}

#[test]
fn paths_are_counted_from_the_module_that_holds_them() {
    let files = [
        ("load.rs", "mod walk;\nfn a() { walk::walk(); }"),
        ("load/walk.rs", "use super::Loaded;\nuse toml::walk;\n"),
        (
            "load/files.rs",
            "fn a(walk: u8) { self::walk::x(); super::walk::x(); std::fs::read(); }",
        ),
    ];
    assert_eq!(
        drawn(&files),
        [
            "load.rs:1 uses load/walk.rs",
            "load/walk.rs:1 uses load.rs",
            "load/files.rs:1 uses load/walk.rs",
        ]
    );
}

#[test]
fn tests_may_import_what_they_like() {
    let text = "#[cfg(test)]\nmod tests { use crate::load::Loaded; }\n";
    assert!(drawn(&[("check.rs", text), ("load.rs", "")]).is_empty());
}
