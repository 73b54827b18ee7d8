//! Walks a folder and reads its files, on threads.

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::load::{Content, Raw, Refusal};

/// Files longer than this are not read: no source is so long, and places in it could not be named.
const LONGEST_FILE: u64 = 1 << 31;

/// All files below `root/folder`, those whose names begin with a dot aside. Symbolic links are
/// followed where they stay in the project.
pub(super) fn folder(root: &Path, folder: &str) -> Vec<Raw> {
    let mut found = Vec::new();
    let walk = WalkDir::new(root.join(folder)).follow_links(true);
    let mut entries = walk.into_iter().filter_entry(|entry| !is_hidden(entry));
    let mut refused = Vec::new();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.path_is_symlink() && leaves(root, entry.path()) => {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                refused.push(refuse(root, entry.path(), Refusal::Outside));
            }
            Ok(entry) if entry.file_type().is_file() => found.push(entry),
            Ok(_) => {}
            Err(error) => refused.extend(failure(root, &error)),
        }
    }
    let mut read: Vec<Raw> = found.par_iter().map(|entry| read(root, entry)).collect();
    read.extend(refused);
    read
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn leaves(root: &Path, path: &Path) -> bool {
    match path.canonicalize() {
        Ok(path) => !path.starts_with(root),
        Err(_) => false,
    }
}

fn failure(root: &Path, error: &walkdir::Error) -> Option<Raw> {
    let path = error.path()?;
    if error.loop_ancestor().is_some() {
        return Some(refuse(root, path, Refusal::Circle));
    }
    // A project without themes, or without content yet, is no fault of a file.
    let gone = error
        .io_error()
        .is_some_and(|e| e.kind() == std::io::ErrorKind::NotFound);
    if gone && error.depth() == 0 {
        return None;
    }
    let cause = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Some(refuse(root, path, Refusal::Unreadable(cause)))
}

fn refuse(root: &Path, path: &Path, refusal: Refusal) -> Raw {
    Raw {
        path: relative(root, path).0,
        content: Content::Refused(refusal),
    }
}

fn read(root: &Path, entry: &DirEntry) -> Raw {
    let (path, is_text) = relative(root, entry.path());
    let content = if is_text {
        bytes(entry)
    } else {
        Content::Refused(Refusal::NotUtf8Name)
    };
    Raw { path, content }
}

fn bytes(entry: &DirEntry) -> Content {
    let length = entry.metadata().map_or(0, |metadata| metadata.len());
    if length > LONGEST_FILE {
        return Content::Refused(Refusal::TooLarge(length));
    }
    match fs::read(entry.path()) {
        Ok(bytes) => Content::Bytes(bytes),
        Err(error) => Content::Refused(Refusal::Unreadable(error.to_string())),
    }
}

/// The path from the root with `/`, and whether it is text.
fn relative(root: &Path, path: &Path) -> (String, bool) {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    (parts.join("/"), path.to_str().is_some())
}
