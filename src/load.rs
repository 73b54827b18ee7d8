//! Reads a project's files; nothing else does.
//!
//! 1. [`Files`] holds the project as it was last read: it walks the folders and reads every file on
//!    threads, or only what may have changed.
//! 2. [`Layers`] does so for the project and for those beneath it, which `site.toml` names.
//! 3. `classify` makes sources of texts, keeps of other files only what names them, and finds what
//!    no later phase could see: wrong encodings, links out of the project, files too large.
//!
//! Takes the project's root; gives [`Loaded`]. A file that cannot be read is a finding, and the
//! work goes on without it.

mod builtin_themes;
mod classify;
mod content_root;
mod files;
mod folders;
mod layers;
mod loaded;
mod manual;
mod raw_file;
mod stray_theme_files;
mod texts;
mod theme;
mod theme_chain;
mod theme_part;
mod walk;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, misnamed_file};
use crate::load::classify::Of;
use crate::load::raw_file::RawFile;
use crate::model::source::{Sources, Span};
pub use builtin_themes::{DEFAULT as DEFAULT_THEME, ENGLISH_WORDS, is_built_in_static};
pub use content_root::ContentRoot;
pub use files::Changes;
pub use folders::{CONTENT, KNOWN_PAGES, ORIGINALS, SITE_TOML, THEMES, find_project};
pub use layers::Layers;
pub use loaded::{Loaded, LoadedLayer, TextFile};
pub use manual::manual_size;
pub use theme::{LayeredFile, StaticFile, ThemeFiles, WordsFile};
pub use walk::{decoded, is_out_of_files};

/// The project and those beneath it as `layers` holds them, their texts put into `sources`.
///
/// All that is wrong is a finding.
pub fn project(layers: &Layers, sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    let themes = layers.themes_beneath();
    let (mut loaded, mut findings) = classify::classify(layers.own(), Of::OURS, themes, sources);
    layers.classify_beneath(&mut loaded, sources, &mut findings);
    findings.extend(missing_content(layers, &loaded));
    (loaded, findings)
}

/// Says that our content folder is not there, where another folder holds what was meant for it. A project of
/// settings alone has no pages yet, and one that is built on another may do without any.
fn missing_content(layers: &Layers, loaded: &Loaded) -> Option<Diagnostic> {
    if !layers.lacks_content() {
        return None;
    }
    let folders = layers.own_folders();
    let near = misnamed_file::near_content(&folders).map(str::to_owned);
    let meant = near.or_else(|| {
        let mut with_pages = folders.into_iter().filter(|name| layers.has_pages(name));
        with_pages.next().filter(|_| loaded.beneath.is_empty())
    })?;
    Some(misnamed_file::no_content(
        Span::whole(loaded.config.source),
        &meant,
    ))
}

/// Where the content of the project at `root` and of those beneath it is.
pub fn content_root(root: &Path, loaded: &Loaded) -> ContentRoot {
    let mut beneath = BTreeMap::new();
    for layer in &loaded.beneath {
        for path in layer
            .files
            .keys()
            .filter(|path| !loaded.files.contains_key(*path))
        {
            let root = || layer.layer.root.clone();
            beneath.entry(path.clone()).or_insert_with(root);
        }
    }
    ContentRoot::Folder {
        root: root.to_owned(),
        beneath: Arc::new(beneath),
    }
}

/// The manual, as the program carries it.
pub fn manual(sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    classify::classify(manual::raw(), Of::OURS, Vec::new(), sources)
}

/// A project of these texts, for tests: paths from the root, and their texts.
pub fn texts(files: &[(&str, &str)], sources: &mut Sources) -> (Loaded, Vec<Diagnostic>) {
    let mut raw: BTreeMap<String, RawFile> = files
        .iter()
        .map(|(path, text)| {
            (
                (*path).to_owned(),
                walk::raw(path, text.as_bytes().to_vec()),
            )
        })
        .collect();
    raw.entry(SITE_TOML.to_owned())
        .or_insert_with(|| walk::raw(SITE_TOML, b"title = \"Test\"\n".to_vec()));
    classify::classify(&raw, Of::OURS, Vec::new(), sources)
}
