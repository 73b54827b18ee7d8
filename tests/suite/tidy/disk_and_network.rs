//! Only the edges of the program touch the disk or the network.

use super::faults::Faults;
use super::names_used::{methods_called, names_used};
use super::source_files::{SourceFile, source_files};

const EDGES: [&str; 5] = ["load", "publish", "serve", "commands", "main"];

/// What a path that leads to either holds.
const NAMES: [&str; 10] = [
    "fs",
    "TcpListener",
    "TcpStream",
    "UdpSocket",
    "ToSocketAddrs",
    "File::open",
    "File::create",
    "OpenOptions",
    "walkdir",
    "tiny_http",
];

const CRATES: [&str; 1] = ["rustix"];

const METHODS: [&str; 6] = [
    "exists",
    "is_file",
    "is_dir",
    "canonicalize",
    "read_dir",
    "metadata",
];

#[test]
fn only_the_edges_touch_disk_or_network() {
    let inner = source_files();
    let inner = inner
        .iter()
        .filter(|file| !EDGES.contains(&file.top_module()));
    uses_of_disk_or_network(inner).assert_none_but(
        &[],
        "only load, publish, serve and the commands may touch disk or network: take the bytes as \
         an argument",
    );
}

fn uses_of_disk_or_network<'a>(files: impl Iterator<Item = &'a SourceFile>) -> Faults {
    let mut faults = Faults::default();
    for file in files {
        for name in names_used(&file.syntax) {
            let path = format!("::{}::", name.segments.join("::"));
            let mut words = NAMES.iter().chain(&CRATES);
            if words.any(|word| path.contains(&format!("::{word}::"))) {
                faults.add(&file.path, name.line, name.segments.join("::"));
            }
        }
        for (method, line) in methods_called(&file.syntax) {
            if METHODS.contains(&method.as_str()) {
                faults.add(&file.path, line, method);
            }
        }
    }
    faults
}

#[test]
fn reading_a_file_is_found_however_it_is_typed() {
    for text in [
        "use std::fs;",
        "use std::{fs::File, io};",
        "fn a() { std::fs::read(\"b\"); }",
        "fn a(b: &std::path::Path) { b.exists(); }",
        "fn a() { dbg!(File::open(\"b\")); }",
    ] {
        let file = SourceFile::parse("check.rs", text);
        let faults = uses_of_disk_or_network([&file].into_iter()).lines_but(&[]);
        assert!(!faults.is_empty(), "{text}");
    }
    let file = SourceFile::parse("check.rs", "use offs::File;\nfn a() { fs(); }");
    let faults = uses_of_disk_or_network([&file].into_iter()).lines_but(&[]);
    assert_eq!(faults, ["src/check.rs:2: fs"]);
}
