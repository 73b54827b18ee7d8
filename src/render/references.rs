//! The references of a site's sources, each formatted once in each language at its first asking.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::bibliography::Record;
use crate::render::reference::{MarkItem, MarkPiece, Reference, Styles};
use crate::site::{Site, WorkIndex};

/// Formats references and marks in the site's style.
pub(crate) struct References {
    styles: Arc<Styles>,
    records: Vec<Arc<Record>>,
    /// By language, for each work.
    formatted: HashMap<String, Vec<OnceLock<Reference>>>,
}

impl References {
    pub(crate) fn new(site: &Site, styles: Arc<Styles>) -> Self {
        let slots = || site.works.iter().map(|_| OnceLock::new()).collect();
        let languages = site.config.languages.iter();
        References {
            styles,
            records: records(site).cloned().collect(),
            formatted: languages.map(|code| (code.clone(), slots())).collect(),
        }
    }

    /// Whether they are those of this site in this style: of the same records, for the same
    /// languages.
    pub(crate) fn are_of(&self, site: &Site, styles: &Arc<Styles>) -> bool {
        let languages = &site.config.languages;
        Arc::ptr_eq(&self.styles, styles)
            && self.formatted.len() == languages.len()
            && languages
                .iter()
                .all(|code| self.formatted.contains_key(code))
            && self.records.len() == site.works.len()
            && records(site)
                .zip(&self.records)
                .all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// The reference of a work in one of the site's languages, without its number.
    pub(crate) fn of(&self, work: WorkIndex, lang: &str) -> &Reference {
        self.formatted[lang][work].get_or_init(|| self.styles.reference(&self.records[work], lang))
    }

    /// The mark of one group of citations.
    pub(crate) fn mark(&self, items: &[MarkItem<'_>], lang: &str) -> Vec<MarkPiece> {
        self.styles.mark(items, lang)
    }
}

fn records(site: &Site) -> impl Iterator<Item = &Arc<Record>> {
    site.works.iter().map(|work| &work.record)
}
