//! Walks folders and reads their files, on threads.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::check::file_text::Encoding;
use crate::load::theme;
use crate::load::{CONTENT, Content, Raw, Refusal, SITE_TOML, THEMES, Text};

/// Files longer than this are not read: no source is so long, and places in it could not be named.
const LONGEST_FILE: u64 = 1 << 31;

/// A page longer than this is a mistake: a book is shorter than a megabyte.
const LONGEST_PAGE: u64 = 10 << 20;

/// What a walk has found.
pub(super) struct Gathered {
    /// By path from the root.
    pub(super) files: Vec<(String, Raw)>,
    /// Whether there are symbolic links among them.
    pub(super) has_links: bool,
}

/// The file at `root/start`, or all files below it, those whose names begin with a dot aside.
/// Symbolic links are followed where they stay in the project.
pub(super) fn gather(root: &Path, start: &Path) -> Gathered {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    let mut has_links = false;
    let walk = WalkDir::new(root.join(start)).follow_links(true);
    let mut entries = walk.into_iter().filter_entry(|entry| !is_hidden(entry));
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.path_is_symlink() && leaves(root, entry.path()) => {
                has_links = true;
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                refused.push(refuse(root, entry.path(), Refusal::Outside));
            }
            Ok(entry) => {
                has_links |= entry.path_is_symlink();
                if entry.file_type().is_file() {
                    found.push(entry);
                }
            }
            Err(error) => {
                let failure = failure(root, &error);
                has_links |= failure.is_some();
                refused.extend(failure);
            }
        }
    }
    let read = found.par_iter().filter_map(|entry| read(root, entry));
    let mut files: Vec<(String, Raw)> = read.collect();
    files.extend(refused);
    Gathered { files, has_links }
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

fn failure(root: &Path, error: &walkdir::Error) -> Option<(String, Raw)> {
    let path = error.path()?;
    if error.loop_ancestor().is_some() {
        return Some(refuse(root, path, Refusal::Circle));
    }
    // What was there a moment ago and is gone was never asked for; a link to nothing stays.
    let gone = error
        .io_error()
        .is_some_and(|error| error.kind() == ErrorKind::NotFound);
    if gone && !path.is_symlink() {
        return None;
    }
    let cause = error
        .io_error()
        .map_or_else(|| error.to_string(), ToString::to_string);
    Some(refuse(root, path, Refusal::Unreadable(cause)))
}

fn refuse(root: &Path, path: &Path, refusal: Refusal) -> (String, Raw) {
    (relative(root, path).0, refused(refusal))
}

fn refused(refusal: Refusal) -> Raw {
    Raw {
        hash: blake3::hash(&[]),
        len: 0,
        content: Content::Refused(refusal),
    }
}

/// A file and its path; `None` for one that is gone meanwhile.
fn read(root: &Path, entry: &DirEntry) -> Option<(String, Raw)> {
    let (path, is_text) = relative(root, entry.path());
    if !is_text {
        return Some((path, refused(Refusal::NotUtf8Name)));
    }
    let length = entry.metadata().map_or(0, |metadata| metadata.len());
    let longest = if is_page(&path) {
        LONGEST_PAGE
    } else {
        LONGEST_FILE
    };
    if length > longest {
        return Some((path, refused(Refusal::TooLarge(length))));
    }
    let raw = match fs::read(entry.path()) {
        Ok(bytes) => raw(&path, bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => refused(Refusal::Unreadable(error.to_string())),
    };
    Some((path, raw))
}

/// A file of these bytes, of which that is kept which its path calls for.
pub(super) fn raw(path: &str, bytes: Vec<u8>) -> Raw {
    Raw {
        hash: blake3::hash(&bytes),
        len: bytes.len() as u64,
        content: content(path, bytes),
    }
}

fn content(path: &str, bytes: Vec<u8>) -> Content {
    let is_text = match path.split_once('/') {
        Some((CONTENT, path)) => is_page(path) || is_bibliography(path),
        Some((THEMES, path)) => match theme::is_bytes(path) {
            Some(true) => return Content::Bytes(bytes.into()),
            Some(false) => true,
            None => false,
        },
        _ => path == SITE_TOML,
    };
    if is_text {
        Content::Text(text(bytes))
    } else {
        Content::Other
    }
}

fn is_page(path: &str) -> bool {
    ending(path) == "md"
}

fn is_bibliography(path: &str) -> bool {
    matches!(ending(path), "bib" | "yaml" | "yml" | "json")
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn text(bytes: Vec<u8>) -> Text {
    let (text, invalid_at): (Arc<str>, _) = match String::from_utf8(bytes) {
        Ok(text) => (text.into(), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into(), Some(at))
        }
    };
    let encoding = Encoding {
        invalid_at,
        has_crlf: text.contains("\r\n"),
    };
    Text { text, encoding }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use walkdir::WalkDir;

    use super::read;

    #[test]
    fn a_file_that_is_gone_when_it_is_read_was_never_there() {
        let folder = tempfile::tempdir().expect("there is room");
        let path = folder.path().join("a.md");
        fs::write(&path, "text").expect("there is room");
        let entry = WalkDir::new(&path).into_iter().next();
        let entry = entry.expect("it is there").expect("it can be seen");
        assert!(read(folder.path(), &entry).is_some());
        fs::remove_file(&path).expect("it is there");
        assert_eq!(read(folder.path(), &entry), None);
    }
}
