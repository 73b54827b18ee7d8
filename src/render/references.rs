//! The references of a site's sources, each formatted once in each language at its first asking.

use std::sync::{Arc, OnceLock};

use crate::bibliography::Record;
use crate::render::reference::{Language, MarkItem, MarkPiece, Reference, Styles};
use crate::site::{Site, WorkIndex};

/// Formats references and marks in the site's style.
pub(crate) struct References {
    styles: Arc<Styles>,
    records: Vec<Arc<Record>>,
    languages: Vec<Formatted>,
}

/// What is made in one language.
struct Formatted {
    code: String,
    language: OnceLock<Language>,
    /// For each work.
    references: Vec<OnceLock<Reference>>,
}

impl References {
    pub(crate) fn new(site: &Site, styles: Arc<Styles>) -> Self {
        let languages = site.config.languages.iter().map(|code| Formatted {
            code: code.clone(),
            language: OnceLock::new(),
            references: site.works.iter().map(|_| OnceLock::new()).collect(),
        });
        References {
            styles,
            records: records(site).cloned().collect(),
            languages: languages.collect(),
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
    pub(crate) fn of(&self, work: WorkIndex, lang: &str) -> &Reference {
        let formatted = self.formatted(lang);
        formatted.references[work].get_or_init(|| {
            let language = self.language(formatted);
            self.styles.reference(&self.records[work], language)
        })
    }

    /// The mark of one group of citations.
    pub(crate) fn mark(&self, items: &[MarkItem<'_>], lang: &str) -> Vec<MarkPiece> {
        let language = self.language(self.formatted(lang));
        self.styles.mark(items, language)
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

fn records(site: &Site) -> impl Iterator<Item = &Arc<Record>> {
    site.works.iter().map(|work| &work.record)
}
