//! A project's configuration, as `site.toml` gives it.

use std::sync::Arc;

use crate::model::colour::Colour;
use crate::model::date::Date;
use crate::model::download::Download;
use crate::model::kind::{Ability, Kind};
use crate::model::lang::Lang;
use crate::model::layer::Upstream;
use crate::model::menu::MenuSetting;
use crate::model::sheet::Paper;
use crate::model::source::{SourceId, Span, Spanned};

/// All that `site.toml` says, with what holds where it says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// `site.toml` itself, where findings stand about what it does not say.
    pub source: SourceId,
    /// The name of the site; `Untitled` where none is given.
    pub title: String,
    /// Ends with a slash.
    pub base_url: Option<String>,
    /// The edition, as pages show it: `2026.11`.
    pub version: Option<String>,
    /// From `site.toml`, or else from `SOURCE_DATE_EPOCH`.
    pub date: Option<Date>,
    /// Language codes (BCP 47), at least one.
    pub languages: Vec<String>,
    /// Where each of them is said; the whole file for one that is not.
    pub languages_at: Vec<Span>,
    /// A folder of `themes/`; `default` may be that of the program itself.
    pub theme: Spanned<String>,
    /// The licence of pages that name none of their own.
    pub licence: Option<String>,
    /// In order.
    pub menu: Vec<MenuSetting>,
    /// From `[look]`.
    pub look: Look,
    /// The address to which readers write what they would change, with names of [`FEEDBACK_PARTS`] in braces.
    pub feedback: Option<String>,
    /// The name of a CSL style, or of a file of one: `ieee`, unless `[citations]` has another.
    pub citation_style: Spanned<String>,
    /// What becomes of sources that no page has a use for.
    pub uncited: Uncited,
    /// Kinds that `site.toml` adds or changes, to be laid over the theme's.
    pub kinds: crate::model::value::Table,
    /// Whether straight quotation marks become curly ones, and `--` a dash.
    pub smart_punctuation: bool,
    /// Whether the raw HTML of pages is published as it is, and not cleaned of what may do harm.
    pub trust_html: bool,
    /// The projects beneath this one, the uppermost first.
    pub upstreams: Vec<Upstream>,
    /// The oldest version of this program that can build the project.
    pub requires: Option<Spanned<String>>,
    /// How times of the day are written, where that is not left to the language and the paper.
    pub clock: Option<HourClock>,
    /// From `[print]`, and what this program can do.
    pub print: PrintConfig,
    /// The files that hold the whole site; asked for on the command line.
    pub downloads: Vec<Download>,
    /// The address that opens a file in the writer's editor from the preview, with `{path}` for the file.
    pub editor: Option<Spanned<String>>,
}

/// What may stand in braces in the address to which readers write.
pub const FEEDBACK_PARTS: [&str; 5] = ["title", "page", "file", "version", "lang"];

/// How many hours a clock has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HourClock {
    /// 7:00 pm
    Twelve,
    /// 19:00
    TwentyFour,
}

impl HourClock {
    /// The number of its hours.
    pub fn hours(self) -> &'static str {
        match self {
            HourClock::Twelve => "12",
            HourClock::TwentyFour => "24",
        }
    }
}

/// How the site looks, whatever its theme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// The path of a picture, from the content folder.
    pub logo: Option<Spanned<String>>,
    /// The colour of the group.
    pub accent: Option<Spanned<Colour>>,
}

/// What becomes of the sources of a bibliography that no page has a use for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Uncited {
    /// `hide`: they are not published.
    #[default]
    Hide,
    /// `list`: they are published like others.
    List,
}

impl Uncited {
    /// Each with its word.
    pub const ALL: [(&'static str, Uncited); 2] =
        [("hide", Uncited::Hide), ("list", Uncited::List)];
}

/// What a build prints.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintConfig {
    /// At least one; the files of the first go without its name.
    pub papers: Vec<Paper>,
    /// The kinds of pages that are printed unless they say otherwise; where nothing is said, those that
    /// say so themselves.
    pub kinds: Option<Vec<Spanned<String>>>,
    /// Whether there are files with large letters as well.
    pub large: bool,
    /// Whether there are any files; not in a program that was compiled without printing.
    pub makes_pdfs: bool,
}

impl PrintConfig {
    /// Whether pages of this kind are printed unless they say otherwise.
    pub fn prints(&self, kind: &Kind) -> bool {
        match &self.kinds {
            Some(kinds) => kinds.iter().any(|known| known.value == kind.id),
            None => kind.printed,
        }
    }
}

impl Config {
    /// The code of a language as `site.toml` spells it: `pt-BR`.
    pub fn code(&self, lang: Lang) -> &str {
        &self.languages[lang.0 as usize]
    }

    /// The code of the first language.
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

    /// All languages, the default first.
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
    /// As in [`Config::languages`].
    pub languages: Vec<String>,
    /// Those of the theme, changed and added to by `site.toml`; exactly one is the default.
    pub kinds: Vec<Arc<Kind>>,
    /// The kind of a page that says none.
    pub default_kind: Arc<Kind>,
    /// As in [`Config::smart_punctuation`].
    pub smart_punctuation: bool,
    /// The day of the site, which some pages are published from.
    pub date: Option<Date>,
    /// What a home page without a title is called.
    pub site_title: String,
}

impl Schema {
    /// A schema of these kinds; where none of them is that of pages that say none, it gets one more.
    pub fn new(
        languages: Vec<String>,
        mut kinds: Vec<Kind>,
        smart_punctuation: bool,
        date: Option<Date>,
    ) -> Self {
        if !kinds.iter().any(|kind| kind.default) {
            kinds.push(Kind::of_pages());
        }
        let kinds: Vec<Arc<Kind>> = kinds.into_iter().map(Arc::new).collect();
        let default_kind = kinds.iter().find(|kind| kind.default);
        let default_kind = default_kind.cloned().unwrap_or_default();
        Schema {
            languages,
            kinds,
            default_kind,
            smart_punctuation,
            date,
            site_title: String::new(),
        }
    }

    /// The kind of this id, if there is one.
    pub fn kind(&self, id: &str) -> Option<&Arc<Kind>> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The kind of the pages that add prose to sources; the page of every source is shown as one of this kind.
    pub fn kind_of_sources(&self) -> Option<&Kind> {
        let mut kinds = self.kinds.iter();
        let found = kinds.find(|kind| kind.can(Ability::ProseOfSource));
        found.map(|kind| &**kind)
    }
}
