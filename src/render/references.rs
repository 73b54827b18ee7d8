//! The references of a site's sources, each formatted once in each language at its first asking.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use crate::model::bibliography::BibEntry;
use crate::model::export::ExportFormat;
use crate::model::page::Locator;
use crate::model::site::{Site, WorkIndex};
use crate::parse::locator;
use crate::render::export::csl_item::{self, Item};
use crate::render::export::{coins, entry::entry};
use crate::render::reference::{
    Citing, Form, FormattedReference, Language, MarkItem, MarkPiece, Styles, TextCitations,
    TextMark, are_alike,
};

/// Formats references and marks in the site's style.
pub(crate) struct References {
    styles: Arc<Styles>,
    shows_places: bool,
    records: Vec<Arc<BibEntry>>,
    languages: Vec<Formatted>,
    exports: Vec<ExportedWork>,
}

/// What readers take with them of a work, each made at its first asking.
#[derive(Default)]
struct ExportedWork {
    item: OnceLock<Item>,
    /// In each format.
    entries: [OnceLock<String>; ExportFormat::ALL.len()],
    /// What Zotero reads of it in a list.
    coins: OnceLock<String>,
}

/// What is made in one language.
struct Formatted {
    code: String,
    language: OnceLock<Language>,
    /// For each work.
    references: Vec<OnceLock<FormattedReference>>,
    /// The place of each work in a list of all of them; `None` where the style gives up.
    ranks: OnceLock<Option<Vec<usize>>>,
}

impl References {
    pub(crate) fn new(site: &Site, styles: Arc<Styles>) -> Self {
        let languages = site.config.languages.iter().map(|code| Formatted {
            code: code.clone(),
            language: OnceLock::new(),
            references: site.works.iter().map(|_| OnceLock::new()).collect(),
            ranks: OnceLock::new(),
        });
        References {
            shows_places: styles.shows_places(),
            styles,
            records: records(site).cloned().collect(),
            languages: languages.collect(),
            exports: site.works.iter().map(|_| ExportedWork::default()).collect(),
        }
    }

    /// Whether they are those of this site in this style: of the same records, for the same
    /// languages.
    pub(crate) fn are_of(&self, site: &Site, styles: &Arc<Styles>) -> bool {
        let languages = self.languages.iter().map(|language| &language.code);
        Arc::ptr_eq(&self.styles, styles)
            && languages.eq(&site.config.languages)
            && self.records.len() == site.works.len()
            && records(site)
                .zip(&self.records)
                .all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// The reference of a work in one of the site's languages, without its number.
    pub(crate) fn of(&self, work: WorkIndex, lang: &str) -> &FormattedReference {
        let formatted = self.formatted(lang);
        formatted.references[work].get_or_init(|| {
            let language = self.language(formatted);
            self.styles.reference(&self.records[work], language)
        })
    }

    /// A place in a work in words of one of the site's languages: `p. 12`.
    pub(crate) fn place(&self, work: WorkIndex, locator: &Locator, lang: &str) -> String {
        let language = self.language(self.formatted(lang));
        let locator = self.located(work, locator);
        language.place(locator.kind, &locator.value)
    }

    /// A place as it is meant in this work.
    pub(crate) fn located<'a>(&self, work: WorkIndex, locator: &'a Locator) -> Cow<'a, Locator> {
        locator::in_work(locator, &self.records[work].entry)
    }

    /// Whether marks show any places.
    pub(crate) fn shows_places(&self) -> bool {
        self.shows_places
    }

    /// Whether a mark shows the place that it names. A long one is told beside the source, as is any where the style shows none;
    /// a note has room for all that its style shows.
    pub(crate) fn shows_place(&self, locator: &Locator) -> bool {
        self.shows_places && (self.citing() == Citing::InNotes || !is_long(&locator.value))
    }

    /// The reference of a record that is none of the site's works.
    pub(crate) fn of_record(&self, record: &BibEntry, lang: &str) -> FormattedReference {
        let language = self.language(self.formatted(lang));
        self.styles.reference(record, language)
    }

    /// A work as an item of CSL JSON.
    pub(crate) fn item(&self, work: WorkIndex) -> &Item {
        let exported = &self.exports[work].item;
        exported.get_or_init(|| csl_item::item(&self.records[work]))
    }

    /// A work as the entry of a file, of which nothing is said that its record does not say.
    pub(crate) fn exported(&self, work: WorkIndex, format: ExportFormat) -> &str {
        let exported = &self.exports[work].entries[format as usize];
        exported.get_or_init(|| entry(self.item(work), &self.records[work].written, format))
    }

    /// A work as Zotero reads it in a list.
    pub(crate) fn coins(&self, work: WorkIndex) -> &str {
        let exported = &self.exports[work].coins;
        exported.get_or_init(|| coins::of_item(self.item(work)))
    }

    /// How the style cites.
    pub(crate) fn citing(&self) -> Citing {
        self.styles.citing()
    }

    /// The marks and references of a text that cites these works.
    pub(crate) fn text(
        &self,
        works: impl Iterator<Item = WorkIndex>,
        marks: &[TextMark],
        lang: &str,
    ) -> TextCitations {
        let works: Vec<WorkIndex> = works.collect();
        let records: Vec<Arc<BibEntry>> = works
            .iter()
            .map(|work| self.records[*work].clone())
            .collect();
        let language = self.language(self.formatted(lang));
        let in_parts = || self.in_parts(&works, &records, marks, lang);
        in_parts().unwrap_or_else(|| self.styles.text(&records, marks, language))
    }

    /// The same, made of the marks and of references that each work has in every text: to format these takes most of the
    /// time. `None` where what a work shows as depends on the others, or where the style gives up.
    fn in_parts(
        &self,
        works: &[WorkIndex],
        records: &[Arc<BibEntry>],
        marks: &[TextMark],
        lang: &str,
    ) -> Option<TextCitations> {
        if are_alike(records) {
            return None;
        }
        let ranks = self.ranks(lang)?;
        let mut references: Vec<(usize, &FormattedReference)> = works
            .iter()
            .enumerate()
            .map(|(at, work)| (at, self.of(*work, lang)))
            .collect();
        if references
            .iter()
            .any(|(_, reference)| reference.is_stand_in)
        {
            return None;
        }
        references.sort_by_key(|(at, _)| ranks[works[*at]]);
        let language = self.language(self.formatted(lang));
        let mut made = self.styles.marks_alone(records, marks, language)?;
        let references = references.into_iter();
        made.references = references
            .map(|(at, reference)| (at, reference.clone()))
            .collect();
        Some(made)
    }

    /// The place of each work in a list of all of them.
    fn ranks(&self, lang: &str) -> Option<&[usize]> {
        let formatted = self.formatted(lang);
        let ranks = formatted
            .ranks
            .get_or_init(|| self.styles.ranks(&self.records, self.language(formatted)));
        ranks.as_deref()
    }

    /// The mark of one group of citations.
    pub(crate) fn mark(&self, items: &[MarkItem<'_>], lang: &str, form: Form) -> Vec<MarkPiece> {
        let language = self.language(self.formatted(lang));
        self.styles.mark(items, language, form)
    }

    /// There are few languages.
    fn formatted(&self, lang: &str) -> &Formatted {
        let mut languages = self.languages.iter();
        let found = languages.find(|formatted| formatted.code == lang);
        found.expect("references are asked for in the languages of their site")
    }

    fn language<'f>(&self, formatted: &'f Formatted) -> &'f Language {
        let language = &formatted.language;
        language.get_or_init(|| self.styles.language(&formatted.code))
    }
}

/// How many letters of a place stand in a mark; more would tear the sentence apart.
const SHORT: usize = 16;

fn is_long(place: &str) -> bool {
    place.chars().count() > SHORT
}

fn records(site: &Site) -> impl Iterator<Item = &Arc<BibEntry>> {
    site.works.iter().map(|work| &work.record)
}
