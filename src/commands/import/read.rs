//! Takes in the folder of a handbook: the texts as texts, of all other files that they are there.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::bail;
use groundwork::import::{Original, OriginalFile};
use groundwork::limits;
use groundwork::load::decoded;
use groundwork::model::date::Date;
use groundwork::model::failure;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

/// Hidden folders and files that say something of the handbook, or hold its pictures.
const HIDDEN: [&str; 7] = [
    ".obsidian",
    ".vitepress",
    ".gitbook",
    ".gitbook.yaml",
    ".bookdown",
    ".pages",
    ".nav.yml",
];

/// Folders that hold what programs have made or fetched.
const MADE: [&str; 4] = ["node_modules", "__pycache__", "site-packages", "_freeze"];

/// Other texts than pages are settings or parts of pages, and short.
const LONGEST_TEXT: u64 = limits::IMPORTED_TEXT.most as u64;

/// Endings of texts that may say something of a handbook.
const TEXTS: [&str; 44] = [
    "md", "markdown", "mdown", "mkd", "mdx", "mdoc", "qmd", "rmd", "toml", "yaml", "yml", "json",
    "jsonc", "js", "mjs", "cjs", "ts", "mts", "cts", "html", "txt", "bib", "rs", "py", "r", "go",
    "c", "h", "cpp", "java", "sh", "rb", "css", "sql", "tsx", "jsx", "vue", "kt", "swift", "php",
    "cs", "lua", "csv", "",
];

const PAGES: [&str; 8] = [
    "md", "markdown", "mdown", "mkd", "mdx", "mdoc", "qmd", "rmd",
];

/// The handbook in a folder.
///
/// # Errors
/// When the folder itself cannot be read.
pub(super) fn original(root: &Path) -> anyhow::Result<Original> {
    if let Err(error) = fs::read_dir(root) {
        bail!(
            "cannot look into {}: {}",
            root.display(),
            failure::reason(&error)
        );
    }
    let name = root.file_name();
    let mut original = Original {
        name: name.map_or_else(
            || "/".to_owned(),
            |name| name.to_string_lossy().into_owned(),
        ),
        today: today(),
        ..Original::default()
    };
    let found = entries(root, &mut original.skipped);
    let read: Vec<(String, io::Result<OriginalFile>)> = found
        .par_iter()
        .map(|entry| (relative(root, entry.path()), file(entry)))
        .collect();
    // A file that cannot be read is told in the report, and the others are brought in all the same.
    for (path, file) in read {
        let file = match file {
            Ok(file) => file,
            Err(error) => {
                original.skipped.push((path, failure::reason(&error)));
                continue;
            }
        };
        if is_page(&path) && file.text.is_none() {
            let most = limits::PAGE_FILE.most_in_words();
            let why = format!("longer than a page may be, {most}");
            original.skipped.push((path, why));
        } else {
            original.files.insert(path, file);
        }
    }
    Ok(original)
}

/// Today, by the clock, or the day that is set for a run that can be repeated.
fn today() -> Option<Date> {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok();
    let set = set.and_then(|seconds| seconds.trim().parse().ok());
    let seconds = set.or_else(|| {
        #[expect(
            clippy::disallowed_methods,
            reason = "other tools go by the clock too when they leave out pages of days to come"
        )]
        let now = SystemTime::now();
        Some(now.duration_since(UNIX_EPOCH).ok()?.as_secs())
    });
    Date::from_epoch(seconds?)
}

/// The files of a folder. What is passed over is told.
fn entries(root: &Path, skipped: &mut Vec<(String, String)>) -> Vec<DirEntry> {
    let mut found = Vec::new();
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
    let mut entries = walk
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || counts(entry));
    while let Some(entry) = entries.next() {
        match entry {
            // Such a link would bring in files that the handbook's owner never meant to be part of it.
            Ok(entry) if entry.path_is_symlink() && leaves(root, entry.path()) => {
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                let why = "a link that leads out of the folder";
                skipped.push((relative(root, entry.path()), why.to_owned()));
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if entry.file_type().is_file() => found.push(entry),
            Ok(entry) => {
                let why = "neither a file nor a folder";
                skipped.push((relative(root, entry.path()), why.to_owned()));
            }
            Err(error) => {
                let path = error
                    .path()
                    .map_or_else(String::new, |path| relative(root, path));
                skipped.push((path, refused(&error)));
            }
        }
    }
    found
}

fn refused(error: &walkdir::Error) -> String {
    match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => "a link that leads back to a folder above it".to_owned(),
        (None, Some(error)) => failure::reason(error),
        (None, None) => "the system refuses it".to_owned(),
    }
}

fn counts(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if entry.file_type().is_dir() && MADE.contains(&&*name) {
        return false;
    }
    let in_settings = entry
        .path()
        .components()
        .any(|part| part.as_os_str() == ".vitepress" || part.as_os_str() == ".obsidian");
    if in_settings
        && entry.file_type().is_dir()
        && matches!(&*name, "cache" | "dist" | "themes" | "icons")
    {
        return false;
    }
    !name.starts_with('.') || HIDDEN.contains(&&*name)
}

fn leaves(root: &Path, path: &Path) -> bool {
    path.canonicalize()
        .is_ok_and(|path| !path.starts_with(root))
}

/// The path from the root with `/`.
fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

fn is_page(path: &str) -> bool {
    PAGES.contains(&ending(path).as_str())
}

/// A file, and its text if it has one of interest. Of any other nothing is read but that it can be.
fn file(entry: &DirEntry) -> io::Result<OriginalFile> {
    let name = entry.file_name().to_string_lossy().into_owned();
    let len = entry.metadata().map_err(io::Error::from)?.len();
    let is_page = is_page(&name);
    let longest = if is_page {
        limits::PAGE_FILE.most as u64
    } else {
        LONGEST_TEXT
    };
    let mut opened = File::open(entry.path())?;
    let is_text = TEXTS.contains(&ending(&name).as_str()) && len <= longest;
    if !is_text {
        return Ok(OriginalFile {
            len,
            ..OriginalFile::default()
        });
    }
    let mut bytes = Vec::with_capacity(len as usize);
    opened.read_to_end(&mut bytes)?;
    // A page must not be lost for its encoding, so what is neither UTF-8 nor UTF-16 is taken for Windows-1252.
    let (text, was_recoded) = match decoded(&bytes) {
        Some(text) => (
            Some(text),
            bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]),
        ),
        None if is_page => (Some(windows(&bytes)), true),
        None => (None, false),
    };
    Ok(OriginalFile {
        len,
        text: text.map(Arc::from),
        was_recoded,
    })
}

/// What bytes 128 to 159 mean in the encoding of old Windows; what is missing there is as in Latin 1.
const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// A text in the encoding that Western texts had before UTF-8.
fn windows(bytes: &[u8]) -> String {
    let high: Vec<char> = HIGH.chars().collect();
    let letters = bytes.iter().map(|byte| match byte {
        0x80..=0x9f => high
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        byte => char::from(*byte),
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::windows;

    #[test]
    fn old_encodings_are_read_as_windows_has_them() {
        assert_eq!(windows(b"Caf\xe9 \x93a\x94 \x80"), "Café “a” €");
    }
}
