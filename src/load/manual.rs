//! The manual: the project in `docs/`, which the program carries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::load::folders::{CONTENT, SITE_TOML};
use crate::load::raw_file::RawFile;
use crate::load::walk;

static CONTENT_FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/content");
static SITE: &str = include_str!("../../docs/site.toml");

/// Its files by their paths from its root, as a walk would have found them.
static FILES: LazyLock<BTreeMap<String, RawFile>> = LazyLock::new(|| {
    let content = embedded(&CONTENT_FOLDER).into_iter();
    let content = content.map(|(path, bytes)| (format!("{CONTENT}/{path}"), bytes));
    let site = (SITE_TOML.to_owned(), SITE.as_bytes());
    let raw = content.chain([site]).map(|(path, bytes)| {
        let file = walk::raw(&path, bytes.to_vec());
        (path, file)
    });
    raw.collect()
});

/// Its files, as a walk would have found them.
pub(super) fn raw() -> &'static BTreeMap<String, RawFile> {
    &FILES
}

/// The bytes of a file of its content folder.
///
/// # Errors
/// When there is no such file.
pub(super) fn content_file(path: &str) -> anyhow::Result<Vec<u8>> {
    let file = CONTENT_FOLDER.get_file(path);
    let bytes = file.map(|file| file.contents().to_vec());
    bytes.ok_or_else(|| anyhow::anyhow!("the manual has no file {path}"))
}

/// How many bytes of the program it takes.
pub fn manual_size() -> usize {
    let files = embedded(&CONTENT_FOLDER).into_iter();
    let content: usize = files.map(|(_, bytes)| bytes.len()).sum();
    content + SITE.len()
}

/// All files of a folder in the program, by their paths from its root.
pub(super) fn embedded<'a>(folder: &'a Dir<'a>) -> Vec<(String, &'a [u8])> {
    let files = folder.files().map(|file| {
        let path = file.path().to_string_lossy().replace('\\', "/");
        (path, file.contents())
    });
    let mut found: Vec<_> = files.collect();
    found.extend(folder.dirs().flat_map(embedded));
    found
}
