//! The themes that the program carries.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::load::folders::THEMES;
use crate::load::manual;
use crate::load::raw_file::{Content, RawFile};
use crate::load::theme_part::Part;
use crate::load::walk;

/// What the theme is called that lies beneath all others.
pub const DEFAULT: &str = "default";

/// The words that every theme falls back on.
pub const ENGLISH_WORDS: &str = include_str!("../../themes/default/i18n/en.toml");

static DEFAULT_FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
static PHOTOCOPY_FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/photocopy");

/// By path, made ready once: fonts are large.
type Files = Vec<(String, RawFile)>;

static DEFAULT_FILES: LazyLock<Files> = LazyLock::new(|| read(DEFAULT, &DEFAULT_FOLDER));
static PHOTOCOPY_FILES: LazyLock<Files> = LazyLock::new(|| read("photocopy", &PHOTOCOPY_FOLDER));

/// The names of all of them.
pub(super) const NAMES: [&str; 2] = [DEFAULT, "photocopy"];

/// The files of the theme of this name, by path from its folder, in order; none where the program has no such theme.
pub(super) fn files(name: &str) -> &'static [(String, RawFile)] {
    match name {
        DEFAULT => &DEFAULT_FILES,
        "photocopy" => &PHOTOCOPY_FILES,
        _ => &[],
    }
}

/// Whether a theme of the program has this file among those to publish, byte for byte.
pub fn is_built_in_static(path: &str, bytes: &[u8]) -> bool {
    let is_it = |(known, file): &(String, RawFile)| {
        Part::at_path(known) == Some(Part::Static(path))
            && matches!(&file.content, Content::Bytes(own) if **own == *bytes)
    };
    NAMES.iter().any(|name| files(name).iter().any(is_it))
}

fn read(name: &str, folder: &'static Dir<'static>) -> Files {
    let files = manual::embedded(folder).into_iter();
    let raw = files.map(|(path, bytes)| {
        let full = format!("{THEMES}/{name}/{path}");
        (path, walk::raw(&full, bytes.to_vec()))
    });
    let mut files: Files = raw.collect();
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
}
