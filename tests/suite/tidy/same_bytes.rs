//! The same input gives the same bytes.

use std::fs;
use std::path::Path;

use groundwork::engine::{Engine, Options};
use groundwork::publish::{self, Protected};

use super::source_files::{crate_root, files_below, relative_path};

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("there is room for two sites");
    let folders = ["one", "two"].map(|name| folder.path().join(name));
    for out in &folders {
        let protected = Protected {
            root: crate_root(),
            content: crate_root().join("content"),
            themes: crate_root().join("themes"),
        };
        let destination = publish::OutputDir::open(out, &protected).expect("the folder is new");
        let mut engine = Engine::new(&crate_root());
        let options = Options::default();
        let input = engine.read(&options).expect("site.toml can be read");
        let built = engine.build(input, &options);
        publish::publish(&destination, "tidy", &built.output, &|| {})
            .expect("the shipped site has no errors");
    }
    let [one, two] = folders.map(|folder| tree(&folder));
    assert!(one.len() > 50, "the shipped site has {} files", one.len());
    let differing: Vec<&str> = one
        .iter()
        .zip(&two)
        .filter(|(one, two)| one != two)
        .map(|((path, _), _)| path.as_str())
        .collect();
    assert!(
        one.len() == two.len() && differing.is_empty(),
        "two builds of the same site differ in {differing:?}: look for a hash map, a clock or the \
         order of threads behind these"
    );
}

/// Every file below a folder, by its path from there, with its bytes.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = files_below(folder).into_iter();
    files
        .map(|path| {
            (
                relative_path(&path, folder),
                fs::read(&path).expect("it is there"),
            )
        })
        .collect()
}
