//! The references of a site's sources, each formatted once in each language at its first asking.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::render::reference::{MarkItem, MarkPiece, Reference, Styles};
use crate::site::{Site, WorkIndex};

/// Formats references and marks in the site's style.
pub(crate) struct References {
    styles: Arc<Styles>,
    /// By language, for each work.
    formatted: HashMap<String, Vec<OnceLock<Reference>>>,
}

impl References {
    pub(crate) fn new(site: &Site, styles: Arc<Styles>) -> Self {
        let slots = || site.works.iter().map(|_| OnceLock::new()).collect();
        let languages = site.config.languages.iter();
        References {
            styles,
            formatted: languages.map(|code| (code.clone(), slots())).collect(),
        }
    }

    /// The reference of a work in one of the site's languages, without its number.
    pub(crate) fn of(&self, site: &Site, work: WorkIndex, lang: &str) -> &Reference {
        self.formatted[lang][work]
            .get_or_init(|| self.styles.reference(&site.works[work].record, lang))
    }

    /// The mark of one group of citations.
    pub(crate) fn mark(&self, items: &[MarkItem<'_>], lang: &str) -> Vec<MarkPiece> {
        self.styles.mark(items, lang)
    }
}
