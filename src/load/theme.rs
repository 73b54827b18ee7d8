//! The files that a theme comes to: of each the uppermost in the chain of its layers.
//!
//! Templates and sheets of lower layers are kept too, since one above may extend the one beneath it; kinds and words
//! are laid over each other, key by key.

use std::sync::Arc;

use crate::load::raw_file::Content;
use crate::load::stray_theme_files;
use crate::load::texts::Texts;
use crate::load::theme_chain::{self, Chain, Layer, ThemeFolder};
use crate::load::theme_part::Part;
use crate::model::kind::base;
use crate::model::layer::OURS;
use crate::model::source::{SourceId, Spanned};
use crate::model::theme::Tokens;

/// The style sheet of a theme that comes behind those beneath it, and takes the place of none.
const MORE_STYLE: &str = "more.css";

/// The files of one theme.
#[derive(Debug, Default, Clone)]
pub struct ThemeFiles {
    /// Whether some of its templates come from the project, and not from the program itself.
    pub is_own: bool,
    /// `kinds.toml` of each layer that has one, the lowest first.
    pub kinds: Vec<SourceId>,
    /// Those of all layers, the uppermost first.
    pub templates: Vec<LayeredFile>,
    /// Of all layers, the uppermost first.
    pub words: Vec<WordsFile>,
    /// What `static/` holds: published under names with a hash.
    pub statics: Vec<StaticFile>,
    /// Templates of printed sheets of all layers, the uppermost first.
    pub prints: Vec<LayeredFile>,
    /// What `fonts/` holds: for printing, and for style sheets that name it.
    pub fonts: Vec<StaticFile>,
    /// Those of all layers, laid over each other.
    pub tokens: Tokens,
    /// `static/more.css` of each layer that has one, the lowest first: what comes behind `style.css`.
    pub more_styles: Vec<StaticFile>,
    /// What templates of a layer were copied from, by their paths from the layer's folder.
    pub originals: Vec<LayeredFile>,
    /// The folder of the uppermost layer, where that is in the project itself and not in one beneath.
    pub folder: Option<String>,
}

/// A template of some layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayeredFile {
    /// From the layer's folder of such files: `page.html`, `sheets/agenda.html`, `run-sheet.typ`.
    pub name: String,
    /// Counted from the uppermost, which is 0.
    pub layer: usize,
    /// Its text.
    pub source: SourceId,
}

/// The words of a language in some layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFile {
    /// The language, as the file is named.
    pub code: String,
    /// Its text.
    pub source: SourceId,
}

/// A file that a theme brings along.
#[derive(Debug, Clone, PartialEq)]
pub struct StaticFile {
    /// From the theme's folder for such files.
    pub path: String,
    /// As they are in the file.
    pub bytes: Arc<[u8]>,
    /// Where findings about a style sheet of the project stand.
    pub source: Option<SourceId>,
}

/// The theme of this name, which may be in any of the `folders`, the project's own first and then those of
/// the projects beneath.
pub(super) fn choose(
    name: &Spanned<String>,
    folders: &[ThemeFolder<'_>],
    texts: &mut Texts<'_>,
) -> ThemeFiles {
    let Chain {
        layers,
        is_standalone,
    } = theme_chain::chain(name, folders, texts);
    stray_theme_files::find(&name.value, folders, &layers, texts);
    let mut theme = ThemeFiles::default();
    for (at, layer) in layers.iter().enumerate() {
        theme.add(at, layer, |_| true, texts);
    }
    if is_standalone {
        theme.complete(layers.len(), folders, texts);
    }
    // Files are found from the top, where the first counts; kinds and styles are laid over each other from
    // the bottom.
    theme.kinds.reverse();
    theme.more_styles.reverse();
    let is_ours = |layer: &&Layer<'_>| layer.is_own && layer.of == OURS;
    let uppermost = layers.first().filter(is_ours);
    theme.folder = uppermost.map(|layer| layer.path.clone());
    for layer in layers.into_iter().rev() {
        theme.tokens.merge(layer.settings.tokens, layer.is_own);
    }
    theme
}

impl ThemeFiles {
    /// The words of a language, of which later files lie over earlier ones: those of `pt` and then those of `pt-BR`, of
    /// each the lowest layer first.
    pub fn words_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a WordsFile> {
        let language = Some(base(code)).filter(|language| *language != code);
        let codes = language.into_iter().chain([code]);
        codes.flat_map(|code| {
            let layers = self.words.iter().rev();
            layers.filter(move |file| file.code.eq_ignore_ascii_case(code))
        })
    }

    /// Adds what a theme that stands by itself need not bring along: kinds, words, sheets and letters to print.
    fn complete(&mut self, at: usize, folders: &[ThemeFolder<'_>], texts: &mut Texts<'_>) {
        let has_kinds = !self.kinds.is_empty();
        let is_wanted = |part: Part<'_>| match part {
            Part::Kinds => !has_kinds,
            Part::Words(_) | Part::Print(_) | Part::Font(_) => true,
            Part::Static(_) | Part::Template(_) | Part::Settings | Part::Original(_) => false,
        };
        let default = theme_chain::default_theme(folders, texts);
        self.add(at, &default, is_wanted, texts);
    }

    /// Adds the wanted files of a layer below those of the layers above it.
    fn add(
        &mut self,
        at: usize,
        layer: &Layer<'_>,
        is_wanted: impl Fn(Part<'_>) -> bool,
        texts: &mut Texts<'_>,
    ) {
        for (path, content) in &layer.files {
            let part = Part::at_path(path).filter(|part| is_wanted(*part));
            match (part, content) {
                (Some(Part::Static(name)), Content::Bytes(bytes)) => {
                    let source = style_source(layer, path, bytes, texts);
                    // Such a sheet is added to that of the theme beneath, where any other file replaces the one beneath.
                    if name == MORE_STYLE {
                        self.more_styles.push(StaticFile {
                            path: name.to_owned(),
                            bytes: bytes.clone(),
                            source,
                        });
                    } else {
                        add_beneath(&mut self.statics, name, bytes, source);
                    }
                }
                (Some(Part::Font(name)), Content::Bytes(bytes)) => {
                    add_beneath(&mut self.fonts, name, bytes, None);
                }
                (Some(Part::Settings), _) => {}
                (Some(part), Content::Text(text)) => {
                    let source = texts.add_of(layer.of, &format!("{}/{path}", layer.path), text);
                    self.is_own |= layer.is_own && matches!(part, Part::Template(_));
                    self.add_text(at, part, source);
                }
                _ => {}
            }
        }
    }

    fn add_text(&mut self, layer: usize, part: Part<'_>, source: SourceId) {
        let file = |name: &str| LayeredFile {
            name: name.to_owned(),
            layer,
            source,
        };
        match part {
            Part::Template(name) => self.templates.push(file(name)),
            Part::Print(name) => self.prints.push(file(name)),
            Part::Words(code) => self.words.push(WordsFile {
                code: code.to_owned(),
                source,
            }),
            Part::Kinds => self.kinds.push(source),
            Part::Original(path) => self.originals.push(file(path)),
            Part::Static(_) | Part::Font(_) | Part::Settings => {}
        }
    }
}

/// Adds a file unless a layer above has one of its name.
fn add_beneath(
    files: &mut Vec<StaticFile>,
    path: &str,
    bytes: &Arc<[u8]>,
    source: Option<SourceId>,
) {
    if files.iter().all(|known| known.path != path) {
        files.push(StaticFile {
            path: path.to_owned(),
            bytes: bytes.clone(),
            source,
        });
    }
}

/// The text of a style sheet of the project, so that findings can point into it.
fn style_source(
    layer: &Layer<'_>,
    path: &str,
    bytes: &[u8],
    texts: &mut Texts<'_>,
) -> Option<SourceId> {
    let is_style = layer.is_own && path.to_ascii_lowercase().ends_with(".css");
    let text = std::str::from_utf8(bytes).ok().filter(|_| is_style)?;
    let path = format!("{}/{path}", layer.path);
    Some(texts.sources.insert_of(layer.of, &path, text))
}
