//! The order of the modules at the top of `src`: each uses only what stands before it.

use std::collections::BTreeSet;

use super::faults::Faults;
use super::imports::imports;
use super::source_files::{SourceFile, source_files};

/// From the ground up.
const LAYERS: [&str; 23] = [
    "limits",
    "model",
    "diagnostic",
    "parse",
    "load",
    "compose",
    "resolve",
    "check",
    "status",
    "document",
    "publish",
    "report",
    "render",
    "engine",
    "manual",
    "rename",
    "scaffold",
    "take",
    "import",
    "serve",
    "cli",
    "commands",
    "main",
];

#[test]
fn a_module_uses_only_what_stands_before_it() {
    upward_imports(&source_files(), &LAYERS).assert_none_but(
        &[],
        "a module may use only what stands before it in the list: hand it the data, or move the code",
    );
}

#[test]
fn the_order_names_each_module_once() {
    let files = source_files();
    let tops = files.iter().map(SourceFile::top_module);
    let tops: BTreeSet<&str> = tops.filter(|name| *name != "lib").collect();
    assert_eq!(tops, BTreeSet::from(LAYERS), "list each module of src");
    assert!(
        tops.len() <= 23,
        "src has {} modules at its top",
        tops.len()
    );
}

/// The imports of `files` that lead upwards in `layers`, or to what stands in none.
fn upward_imports(files: &[SourceFile], layers: &[&str]) -> Faults {
    let layer = |file: &SourceFile| {
        let name = file.top_module();
        layers.iter().position(|layer| *layer == name)
    };
    let mut faults = Faults::default();
    for import in imports(files) {
        let (from, to) = (&files[import.from], &files[import.to]);
        // `lib.rs` declares every module and uses none.
        if from.module.is_empty() || layer(to) <= layer(from) && layer(to).is_some() {
            continue;
        }
        faults.add(&from.path, import.line, format!("uses src/{}", to.path));
    }
    faults
}

#[test]
fn a_forbidden_import_names_both_files() {
    let files = [
        SourceFile::parse("model.rs", ""),
        SourceFile::parse("parse/link.rs", "use crate::model::Page;\n"),
        SourceFile::parse("model/page.rs", "use crate::parse::link;\n"),
        SourceFile::parse("render.rs", "use crate::odd::Thing;\n"),
        SourceFile::parse("odd.rs", ""),
    ];
    let faults = upward_imports(&files, &["model", "parse", "render"]);
    assert_eq!(
        faults.lines_but(&[]),
        [
            "src/model/page.rs:1: uses src/parse/link.rs",
            "src/render.rs:1: uses src/odd.rs"
        ]
    );
}
