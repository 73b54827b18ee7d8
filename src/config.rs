//! A project's configuration, as `site.toml` gives it.

use crate::date::Date;
use crate::download::Download;
use crate::kind::Kind;
use crate::print::Paper;
use crate::source::{SourceId, Spanned};

/// A language of the site: its place in [`Config::languages`]. The first is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lang(pub u16);

#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    pub source: SourceId,
    pub title: String,
    /// Ends with a slash.
    pub base_url: Option<String>,
    pub version: Option<String>,
    /// From `site.toml`, or else from `SOURCE_DATE_EPOCH`.
    pub date: Option<Date>,
    /// Language codes (BCP 47), at least one.
    pub languages: Vec<String>,
    pub theme: Spanned<String>,
    pub licence: Option<String>,
    pub menu: Vec<Spanned<String>>,
    pub citation_style: Spanned<String>,
    /// Kinds that `site.toml` adds or changes, to be laid over the theme's.
    pub kinds: crate::value::Table,
    pub smart_punctuation: bool,
    pub trust_html: bool,
    pub print: PrintConfig,
    /// The files that hold the whole site; asked for on the command line.
    pub downloads: Vec<Download>,
    /// The address by which the preview opens a file in the writer's editor, with `{path}`.
    pub editor: Option<Spanned<String>>,
}

/// What a build prints.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintConfig {
    /// At least one; the files of the first go without its name.
    pub papers: Vec<Paper>,
    /// The kinds of pages that are printed unless they say otherwise; [`PRINTED_KINDS`] where
    /// nothing is said.
    pub kinds: Option<Vec<Spanned<String>>>,
    /// Whether there are files with large letters as well.
    pub large: bool,
    /// Whether there are any files; not in a program that was compiled without printing.
    pub makes_pdfs: bool,
}

/// The kinds whose pages are printed where `site.toml` says nothing of it.
const PRINTED_KINDS: [&str; 2] = ["agenda", "handout"];

impl PrintConfig {
    pub fn has_kind(&self, kind: &str) -> bool {
        match &self.kinds {
            Some(kinds) => kinds.iter().any(|known| known.value == kind),
            None => PRINTED_KINDS.contains(&kind),
        }
    }
}

impl Config {
    pub fn code(&self, lang: Lang) -> &str {
        &self.languages[lang.0 as usize]
    }

    pub fn default_code(&self) -> &str {
        &self.languages[0]
    }

    /// The language of this code, without regard to case.
    pub fn lang(&self, code: &str) -> Option<Lang> {
        let at = self
            .languages
            .iter()
            .position(|known| known.eq_ignore_ascii_case(code))?;
        Some(Lang(at as u16))
    }

    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        (0..self.languages.len()).map(|at| Lang(at as u16))
    }

    /// The folder of a language's pages in the output: empty for the default, or `fr/`.
    pub fn folder(&self, lang: Lang) -> String {
        if lang == Lang(0) {
            String::new()
        } else {
            format!("{}/", self.code(lang).to_lowercase())
        }
    }
}

/// What the parsing of a page depends on beside its own text.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    pub languages: Vec<String>,
    pub kinds: Vec<Kind>,
    pub smart_punctuation: bool,
    /// The day of the site, which some pages are published from.
    pub date: Option<Date>,
}

impl Schema {
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}
