//! What checking one site leaves to the next: the findings of the rules that need a page and the
//! works that it cites.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::bibliography::BibEntry;
use crate::model::config::Schema;
use crate::model::page::Page;
use crate::model::site::{ResolvedLinks, Site, SitePage, Work};

/// What a rule that needs one page, the works and the schema has to say of the page.
pub(super) type CitedJudge = fn(&SitePage, &[Work], &Schema, &mut Vec<Diagnostic>);

/// Belongs to one project.
#[derive(Debug, Default)]
pub struct CheckCache {
    schema: Option<Schema>,
    records: Vec<Arc<BibEntry>>,
    pages: Vec<Judged>,
}

/// A page's findings, as long as it, what it leads to, the works and the schema are the same.
#[derive(Debug)]
struct Judged {
    page: Arc<Page>,
    resolved: Arc<ResolvedLinks>,
    findings: Vec<Diagnostic>,
}

impl CheckCache {
    /// The findings of `judges`, which are the same each time, on every page.
    pub(super) fn judged(&mut self, site: &Site, judges: &[CitedJudge]) -> Vec<Diagnostic> {
        let records = || site.works.iter().map(|work| &work.record);
        let same_records = records().len() == self.records.len()
            && records()
                .zip(&self.records)
                .all(|(one, other)| Arc::ptr_eq(one, other));
        if !same_records || self.schema.as_ref() != Some(&site.schema) {
            self.pages.clear();
            self.records = records().cloned().collect();
            self.schema = Some(site.schema.clone());
        }
        self.pages.truncate(site.pages.len());
        let added = &site.pages[self.pages.len()..];
        self.pages
            .par_extend(added.par_iter().map(|page| Judged::new(site, page, judges)));
        let pages = self.pages.par_iter_mut().zip(&site.pages);
        pages
            .filter(|(judged, page)| !judged.is_of(page))
            .for_each(|(judged, page)| *judged = Judged::new(site, page, judges));
        let pages = self.pages.par_iter();
        pages
            .flat_map_iter(|judged| judged.findings.iter().cloned())
            .collect()
    }
}

impl Judged {
    fn new(site: &Site, page: &SitePage, judges: &[CitedJudge]) -> Self {
        let mut findings = Vec::new();
        for judge in judges {
            judge(page, &site.works, &site.schema, &mut findings);
        }
        Judged {
            page: page.page.clone(),
            resolved: page.resolved.clone(),
            findings,
        }
    }

    fn is_of(&self, page: &SitePage) -> bool {
        Arc::ptr_eq(&self.page, &page.page) && Arc::ptr_eq(&self.resolved, &page.resolved)
    }
}
