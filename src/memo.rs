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
    /// Of the whole file, what it hides included.
    text: Arc<str>,
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
    /// These pages and bibliographies, in their order, parsed on threads; the pages are judged too.
    pub(crate) fn parse(
        &mut self,
        pages: &[TextFile],
        bibliographies: &[TextFile],
        schema: &Schema,
        sources: &Sources,
    ) -> (Vec<ParsedPage>, Vec<Bibliography>) {
        if self.schema.as_ref() != Some(schema) {
            self.pages.clear();
            self.schema = Some(schema.clone());
        }
        let text = |file: &TextFile| &sources.get(file.source).text;
        let known = &mut self.pages;
        let parse_pages = || {
            let same = |known: &ParsedPage, text: &Arc<str>| same(&known.text, text);
            each(known, pages, text, same, |file, text| {
                page(file, text, schema)
            })
        };
        let known = &mut self.bibliographies;
        let parse_bibliographies = || {
            let same = |known: &Bibliography, text: &Arc<str>| same(&known.text, text);
            each(known, bibliographies, text, same, bibliography)
        };
        rayon::join(parse_pages, parse_bibliographies)
    }
}

/// What each file is parsed to: what is `known` of it if that was made of the same text. Afterwards
/// just these are known.
fn each<'s, T: Clone + Send + Sync>(
    known: &mut HashMap<SourceId, T>,
    files: &[TextFile],
    text: impl Fn(&TextFile) -> &'s Arc<str> + Sync,
    same: impl Fn(&T, &Arc<str>) -> bool + Sync,
    parse: impl Fn(&TextFile, &Arc<str>) -> T + Sync,
) -> Vec<T> {
    let last = &*known;
    let parsed: Vec<T> = files
        .par_iter()
        .map(|file| {
            let text = text(file);
            let last = last.get(&file.source).filter(|last| same(last, text));
            last.cloned().unwrap_or_else(|| parse(file, text))
        })
        .collect();
    let sources = files.iter().map(|file| file.source);
    *known = sources.zip(parsed.iter().cloned()).collect();
    parsed
}

/// Texts that were not read again are one in memory too, which is quicker to see.
fn same(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

fn page(file: &TextFile, text: &Arc<str>, schema: &Schema) -> ParsedPage {
    let (page, findings) = parse::page(file.source, &file.path, text, schema);
    let judged = check::page(&page, schema, &findings);
    ParsedPage {
        text: text.clone(),
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
