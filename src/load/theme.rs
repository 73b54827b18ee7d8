//! A theme's files: from the project, or those of the default theme that the binary carries.

use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};

use crate::load::arrange::Texts;
use crate::load::{Content, Raw, THEMES, gather};
use crate::source::SourceId;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of the default theme, by path, made ready once: its fonts are large.
static FILES: LazyLock<Vec<(String, Raw)>> = LazyLock::new(|| {
    let mut files = Vec::new();
    collect(&DEFAULT, &mut files);
    files.sort_by(|one, other| one.0.cmp(&other.0));
    files
});

/// The files of one theme.
#[derive(Debug, Default, Clone)]
pub struct ThemeFiles {
    /// Whether they come from the project, and not from the program itself.
    pub is_own: bool,
    pub kinds: Option<SourceId>,
    /// By name: `page.html`, `kinds/source.html`.
    pub templates: Vec<(String, SourceId)>,
    /// By language code.
    pub words: Vec<(String, SourceId)>,
    pub statics: Vec<StaticFile>,
    /// Templates of printed sheets, by name: `run-sheet.typ`.
    pub prints: Vec<(String, SourceId)>,
    pub fonts: Vec<StaticFile>,
}

/// A file that a theme brings along.
#[derive(Debug, Clone, PartialEq)]
pub struct StaticFile {
    /// From the theme's folder for such files.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// A file of some theme.
pub(super) struct ThemeFile<'a> {
    /// From the folder of themes.
    pub(super) path: &'a str,
    pub(super) content: &'a Content,
}

/// What a theme does with a file, by its path from the theme's folder.
enum Part<'a> {
    Static(&'a str),
    Template(&'a str),
    Words(&'a str),
    Print(&'a str),
    Font(&'a str),
    Kinds,
}

impl<'a> Part<'a> {
    fn of(path: &'a str) -> Option<Self> {
        if let Some(path) = path.strip_prefix("static/") {
            return Some(Part::Static(path));
        }
        if let Some(template) = path.strip_prefix("templates/") {
            return Some(Part::Template(template));
        }
        if let Some(font) = path.strip_prefix("fonts/") {
            return is_font(font).then_some(Part::Font(font));
        }
        if let Some(template) = path.strip_prefix("print/") {
            return template.ends_with(".typ").then_some(Part::Print(template));
        }
        let words = path.strip_prefix("i18n/");
        if let Some(code) = words.and_then(|path| path.strip_suffix(".toml")) {
            return Some(Part::Words(code));
        }
        (path == "kinds.toml").then_some(Part::Kinds)
    }
}

fn is_font(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["ttf", "otf", "ttc", "otc"]
        .iter()
        .any(|font| font.eq_ignore_ascii_case(ending))
}

/// Whether the file at `path`, counted from the folder of themes, is kept as bytes and not as text;
/// `None` for a file that no theme uses.
pub(super) fn is_bytes(path: &str) -> Option<bool> {
    let (_, path) = path.split_once('/')?;
    Part::of(path).map(|part| matches!(part, Part::Static(_) | Part::Font(_)))
}

/// The theme of this name among the project's files; `None` when there is none.
pub(super) fn choose(
    name: &str,
    files: &[ThemeFile<'_>],
    texts: &mut Texts<'_>,
) -> Option<ThemeFiles> {
    let prefix = format!("{name}/");
    let mut theme = ThemeFiles::default();
    let mut found = false;
    for file in files {
        if let Some(path) = file.path.strip_prefix(&prefix) {
            found = true;
            theme.add(name, path, file.content, texts);
        }
    }
    if found {
        theme.is_own = true;
        theme.complete(texts);
        return Some(theme);
    }
    (name == "default").then(|| embedded(texts))
}

/// The default theme as the binary carries it.
pub(super) fn embedded(texts: &mut Texts<'_>) -> ThemeFiles {
    let mut theme = ThemeFiles::default();
    for (path, file) in FILES.iter() {
        theme.add("default", path, &file.content, texts);
    }
    theme
}

fn collect(folder: &Dir<'_>, files: &mut Vec<(String, Raw)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        let raw = gather::raw(
            &format!("{THEMES}/default/{path}"),
            file.contents().to_vec(),
        );
        files.push((path, raw));
    }
    for folder in folder.dirs() {
        collect(folder, files);
    }
}

impl ThemeFiles {
    /// Adds what a theme of one's own need not bring along: sheets and letters to print.
    fn complete(&mut self, texts: &mut Texts<'_>) {
        for (path, file) in FILES.iter() {
            let is_missing = match Part::of(path) {
                Some(Part::Print(name)) => self.prints.iter().all(|(own, _)| own != name),
                Some(Part::Font(name)) => self.fonts.iter().all(|own| own.path != name),
                _ => false,
            };
            // Its text would otherwise take the place of the theme's own.
            if is_missing {
                self.add("default", path, &file.content, texts);
            }
        }
    }

    fn add(&mut self, name: &str, path: &str, content: &Content, texts: &mut Texts<'_>) {
        let Some(part) = Part::of(path) else {
            return;
        };
        match (part, content) {
            (Part::Static(path), Content::Bytes(bytes)) => self.statics.push(StaticFile {
                path: path.to_owned(),
                bytes: bytes.clone(),
            }),
            (Part::Font(path), Content::Bytes(bytes)) => self.fonts.push(StaticFile {
                path: path.to_owned(),
                bytes: bytes.clone(),
            }),
            (part, Content::Text(text)) => {
                let source = texts.add(&format!("{THEMES}/{name}/{path}"), text);
                match part {
                    Part::Template(template) => self.templates.push((template.to_owned(), source)),
                    Part::Words(code) => self.words.push((code.to_owned(), source)),
                    Part::Print(name) => self.prints.push((name.to_owned(), source)),
                    _ => self.kinds = Some(source),
                }
            }
            _ => {}
        }
    }
}
