//! The copies that are kept of what pages were translated or adapted from.

use std::fs;
use std::path::Path;

/// The copies of what pages were translated from, by their paths from the content folder.
pub(crate) fn originals(root: &Path) -> Vec<String> {
    const FOLDER: &str = ".originals";
    let mut found = Vec::new();
    for lang in names(&root.join("content").join(FOLDER)) {
        for file in names(&root.join("content").join(FOLDER).join(&lang)) {
            found.push(format!("{FOLDER}/{lang}/{file}"));
        }
    }
    found.sort();
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}
