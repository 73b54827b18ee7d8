//! A theme's files: from the project, or those of the default theme that the binary carries.

use include_dir::{Dir, include_dir};

use crate::load::Texts;
use crate::source::SourceId;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of one theme.
#[derive(Debug, Default, Clone)]
pub struct ThemeFiles {
    pub kinds: Option<SourceId>,
    /// By name: `page.html`, `kinds/source.html`.
    pub templates: Vec<(String, SourceId)>,
    /// By language code.
    pub words: Vec<(String, SourceId)>,
    pub statics: Vec<StaticFile>,
}

/// A file that a theme brings along.
#[derive(Debug, Clone, PartialEq)]
pub struct StaticFile {
    /// From the theme's `static` folder.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// The theme of this name among the project's files; `None` when there is none.
pub(super) fn choose(
    name: &str,
    files: Vec<(String, Vec<u8>)>,
    texts: &mut Texts<'_>,
) -> Option<ThemeFiles> {
    let prefix = format!("{name}/");
    let mut theme = ThemeFiles::default();
    let mut found = false;
    for (path, bytes) in files {
        if let Some(path) = path.strip_prefix(&prefix) {
            found = true;
            theme.add(name, path, bytes, texts);
        }
    }
    if found {
        return Some(theme);
    }
    (name == "default").then(|| embedded(texts))
}

/// The default theme as the binary carries it.
pub(super) fn embedded(texts: &mut Texts<'_>) -> ThemeFiles {
    let mut files = Vec::new();
    collect(&DEFAULT, &mut files);
    files.sort();
    let mut theme = ThemeFiles::default();
    for (path, bytes) in files {
        theme.add("default", &path, bytes, texts);
    }
    theme
}

fn collect(folder: &Dir<'_>, files: &mut Vec<(String, Vec<u8>)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.push((path, file.contents().to_vec()));
    }
    for folder in folder.dirs() {
        collect(folder, files);
    }
}

impl ThemeFiles {
    fn add(&mut self, name: &str, path: &str, bytes: Vec<u8>, texts: &mut Texts<'_>) {
        if let Some(path) = path.strip_prefix("static/") {
            let path = path.to_owned();
            self.statics.push(StaticFile { path, bytes });
            return;
        }
        let source = || texts.add(&format!("themes/{name}/{path}"), bytes);
        if let Some(template) = path.strip_prefix("templates/") {
            self.templates.push((template.to_owned(), source()));
        } else if let Some(code) = path
            .strip_prefix("i18n/")
            .and_then(|p| p.strip_suffix(".toml"))
        {
            self.words.push((code.to_owned(), source()));
        } else if path == "kinds.toml" {
            self.kinds = Some(source());
        }
    }
}
