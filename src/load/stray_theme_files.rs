//! Files of a theme of one's own that nothing reads, since they or their folder are called otherwise than such files are, and
//! themes that no setting names.
//!
//! Only what looks like a part of a theme is told: a licence, notes or what a style sheet is made of may lie in its folder.

use crate::diagnostic::invalid_theme;
use crate::diagnostic::suggest::suggest;
use crate::load::builtin_themes;
use crate::load::texts::Texts;
use crate::load::theme_chain::{Layer, ThemeFolder};
use crate::load::theme_part::Part;
use crate::model::layer::OURS;
use crate::model::source::Span;

/// The folders of a theme.
const FOLDERS: [&str; 6] = ["fonts", "i18n", "originals", "print", "static", "templates"];

/// The files that stand beside them.
const FILES: [&str; 2] = ["kinds.toml", "theme.toml"];

/// Finds them in the folder of themes of our project; `layers` are those of the theme `wanted`.
pub(super) fn find(
    wanted: &str,
    folders: &[ThemeFolder<'_>],
    layers: &[Layer<'_>],
    texts: &mut Texts<'_>,
) {
    for layer in layers.iter().filter(|layer| is_ours(layer)) {
        misnamed(layer, texts);
    }
    let ours = folders.iter().filter(|folder| folder.layer == OURS);
    for folder in ours {
        strays(wanted, folder, layers, texts);
    }
}

fn is_ours(layer: &Layer<'_>) -> bool {
    layer.is_own && layer.of == OURS
}

/// Files that look like a part of a theme and are none; of a folder the first.
fn misnamed(layer: &Layer<'_>, texts: &mut Texts<'_>) {
    let mut told: Vec<&str> = Vec::new();
    for (path, _) in &layer.files {
        let Some(help) = help(path).filter(|_| Part::at_path(path).is_none()) else {
            continue;
        };
        let folder = path.rsplit_once('/').map_or(*path, |(folder, _)| folder);
        if told.contains(&folder) {
            continue;
        }
        told.push(folder);
        let full = format!("{}/{path}", layer.path);
        let place = Span::whole(texts.sources.insert_of(layer.of, &full, ""));
        texts
            .findings
            .push(invalid_theme::unread(place, path, &help));
    }
}

/// What to do with a file that is no part of a theme; none for one that need not be.
fn help(path: &str) -> Option<String> {
    let did_you_mean = |near: &str| format!("did you mean `{near}`?");
    let Some((folder, file)) = path.split_once('/') else {
        let is_settings = path.to_ascii_lowercase().ends_with(".toml");
        return is_settings.then(|| match suggest(path, FILES) {
            Some(near) => did_you_mean(near),
            None => "what a theme says of itself, its colors and its measures stand in theme.toml, its kinds in kinds.toml, its \
                     words in i18n/en.toml"
                .to_owned(),
        });
    };
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    match folder {
        "i18n" => matches!(&*ending, "yaml" | "yml" | "json" | "po" | "tml")
            .then(|| "words stand in a file such as i18n/en.toml".to_owned()),
        "print" => ending
            .starts_with("ty")
            .then(|| "sheets stand in files that end with .typ".to_owned()),
        "fonts" => matches!(&*ending, "woff" | "woff2" | "eot").then(|| {
            "sheets take .ttf and .otf; put a font that is for screens alone into static".to_owned()
        }),
        folder if FOLDERS.contains(&folder) => None,
        folder => suggest(folder, FOLDERS).map(did_you_mean),
    }
}

/// Folders of themes that are neither the one that is wanted nor beneath it. Where that one is missing, it is told already
/// which there are.
fn strays(wanted: &str, folder: &ThemeFolder<'_>, layers: &[Layer<'_>], texts: &mut Texts<'_>) {
    let is_there = |name: &str| {
        layers
            .iter()
            .any(|layer| layer.path.ends_with(&format!("/{name}")))
    };
    if !is_there(wanted) {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for file in &folder.files {
        let Some((name, _)) = file.path.split_once('/') else {
            continue;
        };
        let is_known = is_there(name) || builtin_themes::NAMES.contains(&name);
        if is_known || told.contains(&name) {
            continue;
        }
        told.push(name);
        let full = format!("{}/{}", folder.path, file.path);
        let place = Span::whole(texts.sources.insert_of(folder.layer, &full, ""));
        texts
            .findings
            .push(invalid_theme::stray(place, name, wanted));
    }
}
