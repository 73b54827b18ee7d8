//! References and marks in a CSL style.
//!
//! A [`FormattedReference`] is a formatted entry; a mark is what a citation shows in the text, such as `[2, p. 12]` or
//! `(Han, 2014, p. 12)`, in pieces that can each be a link. Where a style numbers its sources, each entry is formatted once,
//! without its number, to stand in every page's list, and marks are filled in from templates. In other styles the marks and
//! references of a text depend on each other: `text` formats them together. hayagriva formats; the HTML is written here,
//! since its own writer escapes nothing.

mod alike;
mod bounds;
mod branch;
mod citable;
mod kind_styles;
mod language;
mod locales;
mod mark;
mod mend;
mod mend_case;
mod mend_number;
mod mend_style;
mod namesakes;
mod places;
mod remark;
mod stand_ins;
mod style;
mod style_error;
mod style_walk;
#[cfg(feature = "csl-suite")]
mod suite;
mod template;
mod text;
mod text_mark;
mod words;
mod write;

use std::sync::{Arc, OnceLock};

use citationberg::{DependentStyle, IndependentStyle, LocaleCode, Style};
use hayagriva::archive::ArchivedStyle;
use hayagriva::io::from_yaml_str;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChildren, Entry,
};

pub(crate) use self::alike::are_alike;
use self::kind_styles::KindStyles;
pub use self::language::Language;
pub use self::mark::{Form, MarkItem, MarkPiece};
pub use self::style::Citing;
pub use self::style_error::StyleError;
#[cfg(feature = "csl-suite")]
pub use self::suite::SuiteResult;
pub use self::text::TextCitations;
pub use self::text_mark::{CitedWork, TextMark};
pub use self::write::{FormattedReference, Run};
use crate::diagnostic::suggest::suggest;
use crate::model::bibliography::{BibEntry, LocatorKind};
use crate::model::guarded::guarded;

/// A style, ready to format in any language. Made once and shared by threads.
pub struct Styles {
    citing: Citing,
    /// The style of marks.
    marks: KindStyles,
    /// The same style for references, without their numbers.
    references: KindStyles,
    /// The style of marks without its list.
    unlisted: KindStyles,
    /// A style that makes nothing but the order of the list; `None` where works stand as they are cited.
    order: Option<IndependentStyle>,
    /// The language of a dependent style, which counts in place of the page's.
    own_language: Option<LocaleCode>,
    /// Made when this one gives up on something.
    stand_in: OnceLock<Box<Styles>>,
}

impl Styles {
    /// The style with this name in hayagriva's archive. Fails for an unknown name.
    pub fn load(name: &str) -> Result<Self, StyleError> {
        let found = ArchivedStyle::by_name(&name.trim().to_lowercase());
        let Some(archived) = found else {
            let names = ArchivedStyle::all().iter().flat_map(|style| style.names());
            return Err(StyleError::Unknown {
                name: name.to_owned(),
                nearest: suggest(name, names.copied()).map(str::to_owned),
            });
        };
        match archived.get() {
            Style::Independent(style) => Self::of(style, None),
            Style::Dependent(style) => Err(no_parent(style)),
        }
    }

    /// Every style of the archive: its names, what it is called, and how it cites.
    pub fn known() -> impl Iterator<Item = (&'static [&'static str], &'static str, Citing)> {
        ArchivedStyle::all().iter().filter_map(|archived| {
            let Style::Independent(style) = archived.get() else {
                return None;
            };
            Some((
                archived.names(),
                archived.display_name(),
                style::citing(&style),
            ))
        })
    }

    /// Whether the archive has a style of this name.
    pub fn has(name: &str) -> bool {
        ArchivedStyle::by_name(&name.trim().to_lowercase()).is_some()
    }

    /// The style that the text of a `.csl` file gives; `parent` is the text of the file of the style that it follows, where the
    /// archive has none. Fails for one that cannot be read, for one whose parent is not there, and for one that stops at every
    /// work.
    pub fn from_csl(text: &str, parent: Option<&str>) -> Result<Self, StyleError> {
        let styles = Self::untried(text, parent)?;
        match guarded(|| styles.shows_a_book()) {
            Some(true) => Ok(styles),
            Some(false) => Err(StyleError::Empty),
            None => Err(StyleError::GivesUp),
        }
    }

    /// The style of a case of CSL's test suite, which need show no more than what it tests.
    #[cfg(feature = "csl-suite")]
    pub fn of_suite(text: &str) -> Result<Self, StyleError> {
        Self::untried(text, None)
    }

    fn untried(text: &str, parent: Option<&str>) -> Result<Self, StyleError> {
        let style = read(text)?;
        let (style, own_language) = match style {
            Style::Independent(style) => (style, None),
            Style::Dependent(style) => {
                let parent = match (ArchivedStyle::by_id(&style.parent_link.href), parent) {
                    (Some(archived), _) => archived.get(),
                    (None, Some(text)) => read(text)?,
                    (None, None) => return Err(no_parent(style)),
                };
                match parent {
                    Style::Independent(parent) => (parent, style.default_locale),
                    Style::Dependent(parent) => return Err(no_parent(parent)),
                }
            }
        };
        Self::of(style, own_language)
    }

    fn of(
        mut marks: IndependentStyle,
        own_language: Option<LocaleCode>,
    ) -> Result<Self, StyleError> {
        if bounds::is_endless(&marks) {
            return Err(StyleError::Endless);
        }
        if let Some(name) = bounds::missing_macro(&marks) {
            return Err(StyleError::NoMacro {
                name: name.to_owned(),
            });
        }
        mend_style::mend(&mut marks);
        let citing = style::citing(&marks);
        let mut references = marks.clone();
        if citing == Citing::ByNumber {
            style::remove_numbers(&mut references);
            style::date_web_pages(&mut references);
        }
        let unlisted = IndependentStyle {
            bibliography: None,
            ..marks.clone()
        };
        Ok(Self {
            citing,
            unlisted: KindStyles::new(unlisted),
            order: style::order_alone(&marks),
            marks: KindStyles::new(marks),
            references: KindStyles::new(references),
            own_language,
            stand_in: OnceLock::new(),
        })
    }

    /// Cites a book with a page and without, and makes its reference: whether its mark shows anything. Stops in a
    /// panic where the style does. So a style that works for nothing is told once, where it is named, and not at
    /// every work.
    fn shows_a_book(&self) -> bool {
        let book = from_yaml_str(BOOK).expect("this is a record");
        let language = self.language("en-US");
        let mut shows = true;
        for book in &book {
            if self.citing == Citing::ByNumber {
                let page = |several| Some((LocatorKind::Page, several));
                for shape in [None, page(false), page(true)] {
                    mark::shaped(&self.marks, &language, shape);
                }
            } else {
                shows &= !write::runs(&citable::alone(&self.marks, book, &language)).is_empty();
            }
            formatted(book, &self.references, &language);
        }
        shows
    }

    /// How the style cites.
    pub fn citing(&self) -> Citing {
        self.citing
    }

    /// Whether its marks show the place in a source: the page or the chapter.
    pub fn shows_places(&self) -> bool {
        style::shows_places(&self.marks)
    }

    /// The marks of a text and the references of its works, which depend on each other in a style that does not number its
    /// sources. The works of the marks count in `records`; each is cited.
    ///
    /// Where the style gives up on them, another that cites in the same way takes its place, which the result says.
    pub fn text(
        &self,
        records: &[Arc<BibEntry>],
        marks: &[TextMark],
        language: &Language,
    ) -> TextCitations {
        let made =
            |styles: &Self| guarded(|| text::formatted(&styles.marks, records, marks, language));
        made(self).unwrap_or_else(|| made(self.stand_in()).unwrap_or_default().into_stand_in())
    }

    /// The marks alone of a text whose works cannot be taken for each other; `None` where the style gives up.
    pub(crate) fn marks_alone(
        &self,
        records: &[Arc<BibEntry>],
        marks: &[TextMark],
        language: &Language,
    ) -> Option<TextCitations> {
        guarded(|| text::marks_alone(&self.unlisted, records, marks, language))
    }

    /// The place of each of these works in a list of all of them; `None` where the style gives up.
    pub(crate) fn ranks(
        &self,
        records: &[Arc<BibEntry>],
        language: &Language,
    ) -> Option<Vec<usize>> {
        let Some(order) = &self.order else {
            // Works stand as they are cited, and are given in that order.
            return Some(vec![0; records.len()]);
        };
        guarded(|| text::ranks(order, records, language)).flatten()
    }

    /// What a case of CSL's test suite comes to; `None` where the style gives up.
    #[cfg(feature = "csl-suite")]
    pub fn suite(
        &self,
        items: &[citationberg::json::Item],
        marks: &[TextMark],
    ) -> Option<SuiteResult> {
        let own = self.marks.default_locale.as_ref();
        let language = self.language(own.map_or("en-US", |own| &own.0));
        guarded(|| suite::result(&self.marks, items, marks, &language))
    }

    /// The record's reference in a language, with its remarks behind it. An entry of which the style
    /// prints nothing gives its title, or else its id. Where the style gives up on it, another takes its place, which the result
    /// says.
    pub fn reference(&self, record: &BibEntry, language: &Language) -> FormattedReference {
        let made = |styles: &Self| guarded(|| styles.formatted_reference(record, language));
        made(self).unwrap_or_else(|| FormattedReference {
            is_stand_in: true,
            ..made(self.stand_in()).unwrap_or_else(|| text::finished(Vec::new(), record, language))
        })
    }

    fn formatted_reference(&self, record: &BibEntry, language: &Language) -> FormattedReference {
        let written = &record.written;
        let names_all = !written.more_authors && !written.more_editors;
        // As in the list of a text, where a style may leave out what its notes say in full.
        if self.citing != Citing::ByNumber && names_all {
            return text::listed_alone(&self.marks, record, language);
        }
        let mended = mend::mended(record, language);
        let formatted = if names_all {
            let style = self.references.for_entry(&mended.entry, language);
            formatted(&mended.entry, &style, language)
        } else {
            let style = mend::with_others(&self.references, record);
            formatted(&mended.entry, &style, language)
        };
        let made =
            formatted.unwrap_or_else(|| citable::alone(&self.marks, &mended.entry, language));
        let mut runs = write::runs(&made);
        mended.reveal(&mut runs);
        mend::Others::new(language).name(&mut runs);
        let runs = write::mended(runs);
        text::finished(runs, record, language)
    }

    /// The mark of one group of citations, in the style's order, as pieces that join to the whole.
    pub fn mark(&self, items: &[MarkItem<'_>], language: &Language, form: Form) -> Vec<MarkPiece> {
        let shapes = mark::Shapes {
            style: &self.marks,
            stand_in: &|| &self.stand_in().marks,
        };
        mark::pieces(shapes, language, items, form)
    }

    /// The style whose work is taken where this one gives up.
    fn stand_in(&self) -> &Self {
        self.stand_in.get_or_init(|| {
            let archived = self.citing.plainest().get();
            let Style::Independent(style) = archived else {
                unreachable!("the plainest styles follow no other");
            };
            Box::new(Self::of(style, None).expect("the styles of the archive have an end"))
        })
    }

    fn has_words_for(&self, lang: &str) -> bool {
        let mut own = self.marks.locale.iter();
        own.any(|own| own.lang.as_ref().is_some_and(|code| code.0 == lang))
    }

    /// What the style needs to format in a language, given by its tag: made once and kept by those who
    /// format. A language without a locale takes English.
    pub fn language(&self, lang: &str) -> Language {
        let lang = self.own_language.as_ref().map_or(lang, |own| &own.0);
        let mut language = Language::new(lang);
        style::put_first(&mut language.locales, &self.references);
        // A style may bring words for a language for which CSL has none.
        if self.has_words_for(lang) && !language.is_of(lang) {
            language.code = LocaleCode(lang.to_owned());
        }
        language
    }
}

/// A book with all that a style asks first.
const BOOK: &str = "a:\n  type: book\n  title: Title\n  author: [\"Family, Given\", \"Other, Name\"]\n  date: 2001-02-03\n  \
                    publisher: { name: Press, location: Town }\n";

/// A style as its text has it.
fn read(text: &str) -> Result<Style, StyleError> {
    if !bounds::is_readable(text) {
        return Err(StyleError::Endless);
    }
    let read = guarded(|| Style::from_xml(text).ok()).flatten();
    read.ok_or(StyleError::Unreadable)
}

/// The address of the style that the text of another follows, where the archive does not have it; `None` for one that follows
/// none.
pub(crate) fn parent_of(text: &str) -> Option<String> {
    let at = text.find("independent-parent")?;
    let tag = &text[text[..at].rfind('<')?..];
    let tag = &tag[..tag.find('>')?];
    let (_, address) = tag.split_once("href=")?;
    let address = address.split(['"', '\'']).nth(1)?.trim();
    ArchivedStyle::by_id(address)
        .is_none()
        .then(|| address.to_owned())
}

fn no_parent(style: DependentStyle) -> StyleError {
    StyleError::NoParent {
        name: style.info.title.value,
        parent: style.parent_link.href,
    }
}

/// What hayagriva makes of an entry in a style.
fn formatted(entry: &Entry, style: &IndependentStyle, language: &Language) -> Option<ElemChildren> {
    let code = Some(language.code.clone());
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

#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod record_tests;
#[cfg(test)]
mod tests;
