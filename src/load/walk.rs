//! Walks folders and reads their files, on threads.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::file_text::Encoding;
use crate::diagnostic::unreadable_file::SkipReason;
use crate::limits::{PAGE_FILE, TEXT_FILE};
use crate::load::folders::{CONTENT, KNOWN_PAGES, ORIGINALS, OWN_FIELDS, SITE_TOML, THEMES};
use crate::load::raw_file::{Content, RawFile, Text};
use crate::load::theme_part;
use crate::model::failure;
use crate::model::format;

/// Texts and files of a theme longer than this are a mistake: all of one is held in memory. Other
/// files may have any length, since they are read piece by piece.
const LONGEST_FILE: u64 = TEXT_FILE.most as u64;

/// A page longer than this is a mistake: a book is shorter than a megabyte.
const LONGEST_PAGE: u64 = PAGE_FILE.most as u64;

/// What a walk has found.
pub(super) struct Walked {
    /// By path from the root.
    pub(super) files: Vec<(String, RawFile)>,
    /// Whether there are symbolic links among them.
    pub(super) has_links: bool,
    /// What the system has refused of memory or open files, for which no file is at fault.
    pub(super) exhausted: Option<io::Error>,
}

/// The file at `root/start`, or all files below it, those whose names begin with a dot aside.
/// Symbolic links are followed where they stay in the project.
pub(super) fn walk(root: &Path, start: &Path) -> Walked {
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
                refused.push(refuse(root, entry.path(), SkipReason::Outside));
            }
            Ok(entry) => {
                has_links |= entry.path_is_symlink();
                let kind = entry.file_type();
                if kind.is_file() {
                    found.push(entry);
                } else if !kind.is_dir() {
                    refused.push(refuse(root, entry.path(), SkipReason::NoFile));
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
    // Read on threads only when all is found: the walk itself cannot be divided.
    let read: Vec<io::Result<Option<(String, RawFile)>>> =
        found.par_iter().map(|entry| read(root, entry)).collect();
    let mut files = refused;
    for read in read {
        match read {
            Ok(read) => files.extend(read),
            Err(error) => exhausted = Some(error),
        }
    }
    Walked {
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
    entry.depth() > 0 && is_hidden_name(&entry.file_name().to_string_lossy())
}

/// Whether a file of this name is no part of a project. GitBook keeps the pictures of its pages in `.gitbook`.
pub(super) fn is_hidden_name(name: &str) -> bool {
    name.starts_with('.') && name != ".gitbook" && name != ORIGINALS
}

fn leaves(root: &Path, path: &Path) -> bool {
    match path.canonicalize() {
        Ok(path) => !path.starts_with(root),
        Err(_) => false,
    }
}

fn failure(root: &Path, error: &walkdir::Error) -> Option<(String, RawFile)> {
    let path = error.path()?;
    if error.loop_ancestor().is_some() {
        return Some(refuse(root, path, SkipReason::Circle));
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
        .map_or_else(|| "the system refuses it".to_owned(), failure::reason);
    Some(refuse(root, path, SkipReason::Unreadable(cause)))
}

fn refuse(root: &Path, path: &Path, refusal: SkipReason) -> (String, RawFile) {
    (relative(root, path).0, refused(refusal))
}

fn refused(refusal: SkipReason) -> RawFile {
    RawFile {
        hash: blake3::hash(&[]),
        len: 0,
        content: Content::Skipped(refusal),
    }
}

/// A file and its path; `None` for one that is gone meanwhile.
///
/// # Errors
/// When the system has run out of what it takes.
fn read(root: &Path, entry: &DirEntry) -> io::Result<Option<(String, RawFile)>> {
    let (path, is_text) = relative(root, entry.path());
    if !is_text {
        return Ok(Some((path, refused(SkipReason::NotUtf8Name))));
    }
    let form = form(&path);
    let longest = if is_page(&path) {
        LONGEST_PAGE
    } else {
        LONGEST_FILE
    };
    let length = entry.metadata().map_or(0, |metadata| metadata.len());
    if form != Form::Other && length > longest {
        return Ok(Some((
            path,
            refused(SkipReason::TooLarge { length, longest }),
        )));
    }
    // A picture or film may be large and its bytes are asked for only when it is published: its hash is enough here.
    let raw = match form {
        Form::Other => hashed(&path, entry.path()),
        _ => fs::read(entry.path()).map(|bytes| raw(&path, bytes)),
    };
    let raw = match raw {
        Ok(raw) => raw,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if is_exhausted(&error) => return Err(error),
        Err(error) => refused(SkipReason::Unreadable(failure::reason(&error))),
    };
    Ok(Some((path, raw)))
}

/// A file whose hash is kept, and its format as its first bytes tell it. It is read piece by piece: a
/// recording of two gigabytes takes no more memory than a page.
fn hashed(path: &str, on_disk: &Path) -> io::Result<RawFile> {
    let mut file = File::open(on_disk)?;
    let mut head = Vec::new();
    (&mut file)
        .take(format::HEAD as u64)
        .read_to_end(&mut head)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&head).update_reader(file)?;
    Ok(RawFile {
        hash: hasher.finalize(),
        len: hasher.count(),
        content: Content::Other(format::detect(path, &head)),
    })
}

/// A file of these bytes, kept in the form that its path asks for.
pub(super) fn raw(path: &str, bytes: Vec<u8>) -> RawFile {
    RawFile {
        hash: blake3::hash(&bytes),
        len: bytes.len() as u64,
        content: match form(path) {
            Form::Text => Content::Text(text(bytes)),
            Form::Bytes => Content::Bytes(bytes.into()),
            Form::Other => Content::Other(format::detect(
                path,
                &bytes[..bytes.len().min(format::HEAD)],
            )),
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
        Some((CONTENT, path)) => {
            is_page(path) || is_bibliography(path) || is_own_fields(path) || is_list(path)
        }
        Some((THEMES, path)) => match theme_part::is_bytes(path) {
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

/// Whether it is the list of the pages of projects beneath.
fn is_list(path: &str) -> bool {
    let folder = path
        .strip_prefix(ORIGINALS)
        .and_then(|path| path.strip_prefix('/'));
    folder == Some(KNOWN_PAGES)
}

fn is_bibliography(path: &str) -> bool {
    matches!(ending(path), "bib" | "yaml" | "yml" | "json")
}

/// Whether it says of sources what their records do not.
pub(super) fn is_own_fields(path: &str) -> bool {
    path.rsplit('/').next() == Some(OWN_FIELDS)
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The text of a file in UTF-8, or in UTF-16 with the mark that says so; `None` for any other.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    utf16(bytes).or_else(|| String::from_utf8(bytes.to_vec()).ok())
}

/// The text of a file in UTF-16, as some programs save it under the name of Unicode. Its mark stays.
fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| rest.is_empty())
}

fn text(bytes: Vec<u8>) -> Text {
    if let Some(text) = utf16(&bytes) {
        let encoding = Encoding {
            invalid_at: None,
            is_utf16: true,
            has_crlf: text.contains("\r\n"),
        };
        let text = text.into();
        return Text { text, encoding };
    }
    let (text, invalid_at): (Arc<str>, _) = match String::from_utf8(bytes) {
        Ok(text) => (text.into(), None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into(), Some(at))
        }
    };
    let encoding = Encoding {
        invalid_at,
        is_utf16: false,
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

    use super::{decoded, read};

    #[test]
    fn a_text_in_utf_16_with_its_mark_is_read() {
        let text = "\u{feff}Caf\u{e9} \u{1f600}\r\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big, &text.as_bytes().to_vec()] {
            assert_eq!(decoded(bytes).as_deref(), Some(text));
        }
        assert_eq!(decoded(&little[..little.len() - 1]), None);
        assert_eq!(decoded(&[0xff, 0xfe, 0x00, 0xd8]), None, "half of a pair");
        assert_eq!(decoded(b"Caf\xe9"), None);
    }

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
