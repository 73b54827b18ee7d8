//! A file is one idea, and is named after what it holds.

use super::faults::Faults;
use super::source_files::{crate_root, files_below, relative_path, source_files, text_of};

const LONGEST_FILE: usize = 600;

#[test]
fn no_module_is_a_bag() {
    let bags = ["utils", "util", "misc", "helpers", "helper", "common"];
    let named: Vec<String> = source_files()
        .into_iter()
        .filter(|file| file.module.iter().any(|name| bags.contains(&name.as_str())))
        .map(|file| file.path)
        .collect();
    assert!(
        named.is_empty(),
        "name these after what they hold: {}",
        named.join(", ")
    );
}

#[test]
fn files_are_one_idea() {
    let mut faults = Faults::default();
    for folder in ["src", "tests", "benches", "examples"] {
        for path in files_below(&crate_root().join(folder)) {
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let lines = text_of(&path).lines().count();
            if lines > LONGEST_FILE {
                let name = relative_path(&path, &crate_root());
                faults.add(&name, LONGEST_FILE, format!("{lines} lines"));
            }
        }
    }
    faults.assert_none_but(
        &[],
        &format!("a file holds one idea in at most {LONGEST_FILE} lines: move a part to its own"),
    );
}
