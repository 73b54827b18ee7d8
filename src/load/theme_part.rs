//! What a theme does with a file, by its path, so that a walk knows how to read it.

/// What a theme does with a file, by its path from the theme's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Static(&'a str),
    Template(&'a str),
    Words(&'a str),
    Print(&'a str),
    Font(&'a str),
    Kinds,
    /// What a template or a sheet was copied from.
    Original(&'a str),
    /// `theme.toml`: what the theme says of itself.
    Settings,
}

impl<'a> Part<'a> {
    pub(super) fn at_path(path: &'a str) -> Option<Self> {
        if let Some(path) = path.strip_prefix("static/") {
            return Some(Part::Static(path));
        }
        if let Some(template) = path.strip_prefix("templates/") {
            return Some(Part::Template(template));
        }
        // A folder may hold other files too, such as a licence beside a font: those are no part of the theme.
        if let Some(font) = path.strip_prefix("fonts/") {
            return is_font(font).then_some(Part::Font(font));
        }
        if let Some(template) = path.strip_prefix("print/") {
            return template.ends_with(".typ").then_some(Part::Print(template));
        }
        if let Some(path) = path.strip_prefix("originals/") {
            let is_known = path.starts_with("templates/") || path.starts_with("print/");
            return is_known.then_some(Part::Original(path));
        }
        let words = path.strip_prefix("i18n/");
        if let Some(code) = words.and_then(|path| path.strip_suffix(".toml")) {
            return Some(Part::Words(code));
        }
        match path {
            "kinds.toml" => Some(Part::Kinds),
            "theme.toml" => Some(Part::Settings),
            _ => None,
        }
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
    Part::at_path(path).map(|part| matches!(part, Part::Static(_) | Part::Font(_)))
}
