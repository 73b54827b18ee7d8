//! Which themes lie beneath the one that `site.toml` names.
//!
//! A theme is a chain of layers, the uppermost first: the folder of its name, that of the theme it extends, and so
//! on, down to the default theme of the program. Each folder of themes that lies beneath the project's own
//! adds a layer of its own for each name. Of each file the uppermost is used.
//!
//! Takes the folders and the name; gives the layers, whatever is wrong, with a finding for each fault.

use crate::diagnostic::{invalid_setting, invalid_theme};
use crate::limits;
use crate::load::builtin_themes::{self, DEFAULT};
use crate::load::folders::THEMES;
use crate::load::raw_file::Content;
use crate::load::texts::Texts;
use crate::load::theme_part::Part;
use crate::model::layer::{LayerIndex, OURS};
use crate::model::source::{SourceId, Span, Spanned};
use crate::model::theme::ThemeSettings;
use crate::parse::theme_toml;

/// A theme may stand on as many others.
const MOST: usize = limits::THEMES.most;

/// The templates that every theme needs, by itself or from what lies beneath it.
pub(super) const NEEDED: [&str; 8] = [
    "404.html",
    "a-z.html",
    "changes.html",
    "home.html",
    "list.html",
    "open-questions.html",
    "page.html",
    "sources.html",
];

/// A folder of themes: that of the project, or one that lies beneath it.
pub(super) struct ThemeFolder<'a> {
    /// The project that it is of.
    pub(super) layer: LayerIndex,
    /// Where it is, as findings name its files: `themes`.
    pub(super) path: String,
    pub(super) files: Vec<ThemeFile<'a>>,
}

/// A file of some theme.
pub(super) struct ThemeFile<'a> {
    /// From the folder of themes.
    pub(super) path: &'a str,
    pub(super) content: &'a Content,
}

/// The files of one theme in one folder of themes.
pub(super) struct Layer<'a> {
    /// The project that it is of; ours for what the program carries.
    pub(super) of: LayerIndex,
    /// Its folder, as findings name its files: `themes/own`.
    pub(super) path: String,
    /// By path from its folder.
    pub(super) files: Vec<(&'a str, &'a Content)>,
    pub(super) settings: ThemeSettings,
    /// Whether it comes from a folder, and not from the program itself.
    pub(super) is_own: bool,
}

/// The layers of a theme, and what else it needs.
pub(super) struct Chain<'a> {
    /// The uppermost first.
    pub(super) layers: Vec<Layer<'a>>,
    /// Whether its lowest layer stands by itself: of the default theme it then takes only what no theme need bring
    /// along.
    pub(super) is_standalone: bool,
}

/// The layers of the theme that `site.toml` names. `folders` are those of the project first, then what lies beneath.
pub(super) fn chain<'a>(
    wanted: &Spanned<String>,
    folders: &[ThemeFolder<'a>],
    texts: &mut Texts<'_>,
) -> Chain<'a> {
    let mut layers: Vec<Layer<'a>> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some(wanted.clone());
    while let Some(name) = next.take() {
        let mut found = layers_of(&name.value, folders, texts);
        let is_builtin = builtin_themes::NAMES.contains(&&*name.value) && name.value != DEFAULT;
        if found.is_empty() && is_builtin {
            found.push(builtin(&name.value, folders, texts));
        }
        if found.is_empty() {
            if name.value != DEFAULT {
                texts.findings.push(missing(&name, &layers, folders));
            }
            layers.push(builtin(DEFAULT, folders, texts));
            break;
        }
        let mut settings = found.iter().map(|layer| &layer.settings);
        next = settings.find_map(|one| one.extends.clone());
        layers.extend(found);
        seen.push(name.value.clone());
        let Some(beneath) = &next else {
            return ending(layers, folders, texts);
        };
        // A folder of that name may lie over the program's own.
        let is_program = beneath.value == DEFAULT && name.value == DEFAULT;
        let is_ring = seen.contains(&beneath.value) && !is_program;
        if is_ring {
            let finding = invalid_theme::ring(beneath.span, &seen, &beneath.value);
            texts.findings.push(finding);
        } else if layers.len() >= MOST {
            texts
                .findings
                .push(invalid_theme::too_many(beneath.span, MOST));
        }
        if is_program || is_ring || layers.len() >= MOST {
            layers.push(builtin(DEFAULT, folders, texts));
            break;
        }
    }
    Chain {
        layers,
        is_standalone: false,
    }
}

/// Ends a chain whose lowest layer extends nothing: it stands by itself if it has all that pages need.
fn ending<'a>(
    mut layers: Vec<Layer<'a>>,
    folders: &[ThemeFolder<'a>],
    texts: &mut Texts<'_>,
) -> Chain<'a> {
    let has = |template: &&str| {
        let mut files = layers.iter().flat_map(|layer| &layer.files);
        files.any(|(path, _)| Part::at_path(path) == Some(Part::Template(template)))
    };
    let lacking: Vec<&str> = NEEDED.into_iter().filter(|name| !has(name)).collect();
    if lacking.is_empty() {
        return Chain {
            layers,
            is_standalone: true,
        };
    }
    // A theme that lacks a template is completed by ours, so that the site is built while its writer mends it.
    if let Some(lowest) = layers.last() {
        let at = lowest.settings.source.map(Span::whole);
        let at = at.unwrap_or_else(|| first_place(lowest, texts));
        let finding = invalid_theme::incomplete(at, &lowest.path, &lacking);
        texts.findings.push(finding);
    }
    layers.push(builtin(DEFAULT, folders, texts));
    Chain {
        layers,
        is_standalone: false,
    }
}

/// Where a layer without a `theme.toml` is spoken of: the place at which that would be.
fn first_place(layer: &Layer<'_>, texts: &mut Texts<'_>) -> Span {
    Span::whole(
        texts
            .sources
            .insert_of(layer.of, &format!("{}/theme.toml", layer.path), ""),
    )
}

/// What is to be said of a theme that is not there.
fn missing(
    name: &Spanned<String>,
    above: &[Layer<'_>],
    folders: &[ThemeFolder<'_>],
) -> crate::diagnostic::Diagnostic {
    let files = folders.iter().flat_map(|folder| &folder.files);
    let names = files.filter_map(|file| Some(file.path.split_once('/')?.0));
    let mut known: Vec<&str> = names.collect();
    known.extend(builtin_themes::NAMES);
    known.sort_unstable();
    known.dedup();
    if above.is_empty() {
        invalid_setting::no_such_theme(name.span, &name.value, &known)
    } else {
        invalid_theme::missing(name.span, &name.value, &known)
    }
}

/// The layers of this name, one for each folder that has it.
fn layers_of<'a>(name: &str, folders: &[ThemeFolder<'a>], texts: &mut Texts<'_>) -> Vec<Layer<'a>> {
    let prefix = format!("{name}/");
    let mut layers = Vec::new();
    for folder in folders {
        let files = folder.files.iter();
        let files = files.filter_map(|file| Some((file.path.strip_prefix(&prefix)?, file.content)));
        let files: Vec<_> = files.collect();
        if !files.is_empty() {
            let path = format!("{}/{name}", folder.path);
            layers.push(layer(folder.layer, path, files, true, texts));
        }
    }
    layers
}

/// The default theme as the program carries it.
pub(super) fn default_theme<'a>(folders: &[ThemeFolder<'_>], texts: &mut Texts<'_>) -> Layer<'a> {
    builtin(DEFAULT, folders, texts)
}

/// A theme that the program carries.
fn builtin<'a>(name: &str, folders: &[ThemeFolder<'_>], texts: &mut Texts<'_>) -> Layer<'a> {
    let prefix = format!("{name}/");
    let mut files = folders.iter().flat_map(|folder| &folder.files);
    let is_taken = files.any(|file| file.path.starts_with(&prefix));
    // The program's own text must not take the place of a file in the project.
    let path = if is_taken {
        format!("groundwork:{THEMES}/{name}")
    } else {
        format!("{THEMES}/{name}")
    };
    let files = builtin_themes::files(name).iter();
    let files = files.map(|(path, raw)| (path.as_str(), &raw.content));
    layer(OURS, path, files.collect(), false, texts)
}

fn layer<'a>(
    of: LayerIndex,
    path: String,
    files: Vec<(&'a str, &'a Content)>,
    is_own: bool,
    texts: &mut Texts<'_>,
) -> Layer<'a> {
    let source = source(of, &path, &files, texts);
    let settings = source.map_or_else(ThemeSettings::default, |source| {
        let text = texts.sources.get(source).text.clone();
        let (settings, findings) = theme_toml::parse(source, &text);
        texts.findings.extend(findings);
        settings
    });
    Layer {
        of,
        path,
        files,
        settings,
        is_own,
    }
}

/// The text of its `theme.toml`, where it has one.
fn source(
    of: LayerIndex,
    path: &str,
    files: &[(&str, &Content)],
    texts: &mut Texts<'_>,
) -> Option<SourceId> {
    let mut all = files.iter();
    let found = all.find(|(path, _)| Part::at_path(path) == Some(Part::Settings));
    match found {
        Some((name, Content::Text(text))) => {
            Some(texts.add_of(of, &format!("{path}/{name}"), text))
        }
        _ => None,
    }
}
