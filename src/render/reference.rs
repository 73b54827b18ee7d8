//! References and marks in a numeric CSL style.
//!
//! A [`Reference`] is the formatted entry without its number, so that it can be made once and stand
//! in every page's list; a mark is what a citation shows in the text, such as `[2, p. 12]`, in
//! pieces that can each be a link. hayagriva formats; the HTML is written here, since its own
//! writer escapes nothing.

mod mark;
mod style;
mod write;

use std::fmt;

use citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Entry,
};

use self::mark::Templates;
pub use self::mark::{MarkItem, MarkPiece};
use crate::bibliography::Record;
use crate::diagnostic::nearest;

/// A formatted entry without its number: as HTML, and as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    pub html: String,
    pub text: String,
}

/// A numeric style, ready to format in any language. Made once and shared by threads.
pub struct Styles {
    /// The style of marks.
    marks: IndependentStyle,
    /// The same style for references, without their numbers.
    references: IndependentStyle,
    locales: Vec<Locale>,
}

/// What one language needs: its locale before English, and the shapes of marks. Shared by threads.
pub struct Language {
    code: LocaleCode,
    locales: Vec<Locale>,
    templates: Templates,
}

/// Why a style cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleError {
    /// No style has this name; `nearest` is the name that was probably meant.
    Unknown {
        name: String,
        nearest: Option<&'static str>,
    },
    /// The style cites by author or in notes, not by number.
    NotNumeric { name: String },
    /// A `.csl` file that cannot be read, with the cause.
    Unreadable { cause: String },
}

impl StyleError {
    /// What to type instead.
    pub fn help(&self) -> String {
        match self {
            Self::Unknown {
                nearest: Some(near),
                ..
            } => format!("did you mean \"{near}\"?"),
            Self::Unreadable { .. } => {
                "take the file from https://www.zotero.org/styles, an independent style".into()
            }
            _ => "type a numeric style such as \"ieee\", \"vancouver\" or \"nature\"".into(),
        }
    }
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { name, .. } => write!(f, "there is no citation style `{name}`"),
            Self::NotNumeric { name } => write!(
                f,
                "the citation style `{name}` does not number its sources, which is not yet possible"
            ),
            Self::Unreadable { cause } => {
                write!(f, "the citation style cannot be read: {cause}")
            }
        }
    }
}

impl std::error::Error for StyleError {}

impl Styles {
    /// The style with this name in hayagriva's archive. Fails for an unknown name, and for a style
    /// that does not number its sources.
    pub fn load(name: &str) -> Result<Self, StyleError> {
        let found = ArchivedStyle::by_name(&name.trim().to_lowercase());
        let Some(archived) = found else {
            let names = ArchivedStyle::all().iter().flat_map(|style| style.names());
            return Err(StyleError::Unknown {
                name: name.to_owned(),
                nearest: nearest(name, names.copied()),
            });
        };
        match archived.get() {
            Style::Independent(style) => Self::of(style, name),
            Style::Dependent(_) => Err(StyleError::NotNumeric {
                name: name.to_owned(),
            }),
        }
    }

    /// The style that the text of a `.csl` file gives. Fails for one that is no independent style,
    /// and for one that does not number its sources.
    pub fn from_csl(text: &str) -> Result<Self, StyleError> {
        let style = IndependentStyle::from_xml(text).map_err(|error| StyleError::Unreadable {
            cause: error.to_string(),
        })?;
        let name = style.info.title.value.clone();
        Self::of(style, &name)
    }

    fn of(marks: IndependentStyle, name: &str) -> Result<Self, StyleError> {
        if !style::is_numeric(&marks) {
            return Err(StyleError::NotNumeric {
                name: name.to_owned(),
            });
        }
        let mut references = marks.clone();
        style::remove_numbers(&mut references);
        style::date_web_pages(&mut references);
        Ok(Self {
            marks,
            references,
            locales: locales(),
        })
    }

    /// The record's reference in a language. An entry of which the style prints nothing gives its
    /// title, or else its id.
    pub fn reference(&self, record: &Record, language: &Language) -> Reference {
        let formatted = self.formatted(&record.entry, language).unwrap_or_default();
        let reference = write::reference(&formatted);
        if reference.text.is_empty() {
            let title = record.title().unwrap_or_else(|| record.id.clone());
            return write::plain(&title);
        }
        reference
    }

    fn formatted(&self, entry: &Entry, language: &Language) -> Option<ElemChildren> {
        let (style, code) = (&self.references, Some(language.code.clone()));
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(
            vec![CitationItem::with_entry(entry)],
            style,
            code.clone(),
            &language.locales,
            None,
        ));
        let rendered = driver.finish(BibliographyRequest::new(style, code, &language.locales));
        let items = rendered.bibliography?.items;
        items.into_iter().next().map(|item| item.content)
    }

    /// The mark of one group of citations, in the style's order, as pieces that join to the whole.
    pub fn mark(&self, items: &[MarkItem<'_>], language: &Language) -> Vec<MarkPiece> {
        mark::pieces(&self.marks, language, items)
    }

    /// What the style needs to format in a language, given by its tag: made once and kept by those who
    /// format. A language without a locale takes English.
    pub fn language(&self, lang: &str) -> Language {
        let mut language = Language::new(&self.locales, lang);
        style::put_first(&mut language.locales, &self.references);
        language
    }
}

impl Language {
    fn new(all: &[Locale], lang: &str) -> Self {
        let locale = locale(all, lang);
        let english = locale_of(all, &LocaleCode::en_us());
        let code = locale.or(english).and_then(|locale| locale.lang.clone());
        let mut locales: Vec<Locale> = locale.into_iter().chain(english).cloned().collect();
        // To look for a word in English twice only takes longer.
        locales.dedup_by(|one, other| one.lang == other.lang);
        Self {
            code: code.unwrap_or_else(LocaleCode::en_us),
            locales,
            templates: Templates::default(),
        }
    }
}

/// The locale of a language's tag: its own, that of its main country, or the first of its language.
fn locale<'l>(all: &'l [Locale], lang: &str) -> Option<&'l Locale> {
    let lang = lang.replace('_', "-");
    let own = all.iter().find(|locale| {
        let code = locale.lang.as_ref();
        code.is_some_and(|code| code.0.eq_ignore_ascii_case(&lang))
    });
    // Norwegian alone means Bokmål, which CSL has under its own tag.
    let base = match lang
        .split('-')
        .next()
        .unwrap_or_default()
        .to_lowercase()
        .as_str()
    {
        "no" => "nb".to_owned(),
        base => base.to_owned(),
    };
    let main = || locale_of(all, &LocaleCode(base.clone()).fallback()?);
    let any = || {
        all.iter().find(|locale| {
            let code = locale.lang.as_ref();
            code.is_some_and(|code| code.0.split('-').next() == Some(base.as_str()))
        })
    };
    own.or_else(main).or_else(any)
}

fn locale_of<'l>(all: &'l [Locale], code: &LocaleCode) -> Option<&'l Locale> {
    all.iter().find(|locale| locale.lang.as_ref() == Some(code))
}

#[cfg(test)]
mod tests;
