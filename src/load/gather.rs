//! Walks folders and reads their files, on threads.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::check::file_text::Encoding;
use crate::format;
use crate::limits::PAGE_FILE;
use crate::load::theme;
use crate::load::{CONTENT, Content, Raw, Refusal, SITE_TOML, THEMES, Text};

/// Texts and files of a theme longer than this are a mistake: all of one is held in memory. Other
/// files may have any length, since they are read piece by piece.
const LONGEST_FILE: u64 = 100 << 20;

/// A page longer than this is a mistake: a book is shorter than a megabyte.
const LONGEST_PAGE: u64 = PAGE_FILE.most as u64;

/// What a walk has found.
pub(super) struct Gathered {
    /// By path from the root.
    pub(super) files: Vec<(String, Raw)>,
    /// Whether there are symbolic links among them.
    pub(super) has_links: bool,
    /// What the system has refused of memory or open files, for which no file is at fault.
    pub(super) exhausted: Option<io::Error>,
}

/// The file at `root/start`, or all files below it, those whose names begin with a dot aside.
/// Symbolic links are followed where they stay in the project.
pub(super) fn gather(root: &Path, start: &Path) -> Gathered {
    let mut found = Vec::new();
    let mut refused = Vec::new();
    let mut has_links = false;
    let mut exhausted = None;
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
                let kind = entry.file_type();
                if kind.is_file() {
                    found.push(entry);
                } else if !kind.is_dir() {
                    refused.push(refuse(root, entry.path(), Refusal::NoFile));
                }
            }
            Err(error) if error.io_error().is_some_and(is_exhausted) => {
                exhausted = error.into_io_error();
            }
            Err(error) => {
                let failure = failure(root, &error);
                has_links |= failure.is_some();
                refused.extend(failure);
            }
        }
    }
    let read: Vec<io::Result<Option<(String, Raw)>>> =
        found.par_iter().map(|entry| read(root, entry)).collect();
    let mut files = refused;
    for read in read {
        match read {
            Ok(read) => files.extend(read),
            Err(error) => exhausted = Some(error),
        }
    }
    Gathered {
        files,
        has_links,
        exhausted,
    }
}

/// Whether the system has run out of what files are opened and read with.
fn is_exhausted(error: &io::Error) -> bool {
    is_out_of_files(error) || error.kind() == ErrorKind::OutOfMemory
}

/// Whether a program, or all together, may open no more files.
#[cfg(unix)]
pub fn is_out_of_files(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let full = [Errno::MFILE, Errno::NFILE].map(|full| Some(full.raw_os_error()));
    full.contains(&error.raw_os_error())
}

/// Whether a program, or all together, may open no more files.
#[cfg(not(unix))]
pub fn is_out_of_files(_: &io::Error) -> bool {
    false
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
///
/// # Errors
/// When the system has run out of what it takes.
fn read(root: &Path, entry: &DirEntry) -> io::Result<Option<(String, Raw)>> {
    let (path, is_text) = relative(root, entry.path());
    if !is_text {
        return Ok(Some((path, refused(Refusal::NotUtf8Name))));
    }
    let form = form(&path);
    let longest = if is_page(&path) {
        LONGEST_PAGE
    } else {
        LONGEST_FILE
    };
    let length = entry.metadata().map_or(0, |metadata| metadata.len());
    if form != Form::Other && length > longest {
        return Ok(Some((path, refused(Refusal::TooLarge { length, longest }))));
    }
    let raw = match form {
        Form::Other => hashed(&path, entry.path()),
        _ => fs::read(entry.path()).map(|bytes| raw(&path, bytes)),
    };
    let raw = match raw {
        Ok(raw) => raw,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if is_exhausted(&error) => return Err(error),
        Err(error) => refused(Refusal::Unreadable(error.to_string())),
    };
    Ok(Some((path, raw)))
}

/// A file of which its hash is kept, and what its first bytes say that it is. It is read piece by piece: a
/// recording of two gigabytes takes no more memory than a page.
fn hashed(path: &str, on_disk: &Path) -> io::Result<Raw> {
    let mut file = File::open(on_disk)?;
    let mut head = Vec::new();
    (&mut file)
        .take(format::HEAD as u64)
        .read_to_end(&mut head)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head).update_reader(file)?;
    Ok(Raw {
        hash: hasher.finalize(),
        len: hasher.count(),
        content: Content::Other(format::of(path, &head)),
    })
}

/// A file of these bytes, kept in the form that its path asks for.
pub(super) fn raw(path: &str, bytes: Vec<u8>) -> Raw {
    Raw {
        hash: blake3::hash(&bytes),
        len: bytes.len() as u64,
        content: match form(path) {
            Form::Text => Content::Text(text(bytes)),
            Form::Bytes => Content::Bytes(bytes.into()),
            Form::Other => {
                Content::Other(format::of(path, &bytes[..bytes.len().min(format::HEAD)]))
            }
        },
    }
}

/// What is kept of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Bytes,
    /// Its hash and what it is.
    Other,
}

fn form(path: &str) -> Form {
    let is_text = match path.split_once('/') {
        Some((CONTENT, path)) => is_page(path) || is_bibliography(path),
        Some((THEMES, path)) => match theme::is_bytes(path) {
            Some(true) => return Form::Bytes,
            Some(false) => true,
            None => false,
        },
        _ => path == SITE_TOML,
    };
    if is_text { Form::Text } else { Form::Other }
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
        let found = |entry| read(folder.path(), entry).expect("there are files to spare");
        assert!(found(&entry).is_some());
        fs::remove_file(&path).expect("it is there");
        assert_eq!(found(&entry), None);
    }
}
