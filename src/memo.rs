//! What an engine need not parse again.
//!
//! Each file's result is kept with all that it was made from: a page with its text and the schema,
//! the records of a bibliography with its text. What a build does not ask for is forgotten after
//! it, so that a [`Memo`] never holds more than one build's files.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bibliography::Record;
use crate::check;
use crate::config::Schema;
use crate::diagnostic::Diagnostic;
use crate::load::TextFile;
use crate::page::Page;
use crate::parse;
use crate::source::{SourceId, Sources};

/// The files of the last build, parsed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memo {
    /// What the pages were parsed with.
    schema: Option<Schema>,
    pages: HashMap<SourceId, ParsedPage>,
    bibliographies: HashMap<SourceId, Bibliography>,
}

/// A page and what is to be said of it alone.
#[derive(Debug, Clone)]
pub(crate) struct ParsedPage {
    pub(crate) page: Arc<Page>,
    /// Of parsing it.
    pub(crate) findings: Arc<[Diagnostic]>,
    /// Of the rules that need no other page.
    pub(crate) judged: Arc<[Diagnostic]>,
}

/// A bibliography file's records.
#[derive(Debug, Clone)]
pub(crate) struct Bibliography {
    text: Arc<str>,
    pub(crate) records: Arc<[Arc<Record>]>,
    pub(crate) findings: Arc<[Diagnostic]>,
}

impl Memo {
    /// The pages of these files, in their order, parsed and judged on threads.
    pub(crate) fn pages(
        &mut self,
        files: &[TextFile],
        schema: &Schema,
        sources: &Sources,
    ) -> Vec<ParsedPage> {
        if self.schema.as_ref() != Some(schema) {
            self.pages.clear();
            self.schema = Some(schema.clone());
        }
        let known = &self.pages;
        let pages: Vec<ParsedPage> = files
            .par_iter()
            .map(|file| {
                let text = &sources.get(file.source).text;
                let known = known.get(&file.source);
                let known = known.filter(|known| same(&known.page.text, text));
                known.cloned().unwrap_or_else(|| page(file, text, schema))
            })
            .collect();
        let sources = files.iter().map(|file| file.source);
        self.pages = sources.zip(pages.iter().cloned()).collect();
        pages
    }

    /// The bibliographies of these files, in their order, parsed on threads.
    pub(crate) fn bibliographies(
        &mut self,
        files: &[TextFile],
        sources: &Sources,
    ) -> Vec<Bibliography> {
        let known = &self.bibliographies;
        let bibliographies: Vec<Bibliography> = files
            .par_iter()
            .map(|file| {
                let text = &sources.get(file.source).text;
                let known = known.get(&file.source);
                let known = known.filter(|known| same(&known.text, text));
                known.cloned().unwrap_or_else(|| bibliography(file, text))
            })
            .collect();
        let sources = files.iter().map(|file| file.source);
        self.bibliographies = sources.zip(bibliographies.iter().cloned()).collect();
        bibliographies
    }
}

/// Texts that were not read again are one in memory too, which is quicker to see.
fn same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

fn page(file: &TextFile, text: &Arc<str>, schema: &Schema) -> ParsedPage {
    let (page, findings) = parse::page(file.source, &file.path, text, schema);
    let judged = check::page(&page, schema, &findings);
    ParsedPage {
        page: Arc::new(page),
        findings: findings.into(),
        judged: judged.into(),
    }
}

fn bibliography(file: &TextFile, text: &Arc<str>) -> Bibliography {
    let (records, findings) = parse::bibliography::parse(file.source, &file.path, text);
    Bibliography {
        text: text.clone(),
        records: records.into_iter().map(Arc::new).collect(),
        findings: findings.into(),
    }
}
