//! What an engine need not parse again.
//!
//! Each file's result is kept with all that it was made from: a page with its text and the schema,
//! the records of a bibliography with its text. What a build does not ask for is forgotten after
//! it, so that a [`ParseCache`] never holds more than one build's files.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check;
use crate::compose::PageFile;
use crate::diagnostic::Diagnostic;
use crate::load::TextFile;
use crate::model::bibliography::BibEntry;
use crate::model::config::Schema;
use crate::model::lang::Lang;
use crate::model::own_fields::OwnRecord;
use crate::model::page::{Page, Withheld};
use crate::model::source::{SourceId, Sources, Span, Spanned};
use crate::parse;
use crate::resolve::routes;

/// The files of the last build, parsed.
#[derive(Debug, Clone, Default)]
pub(crate) struct ParseCache {
    /// What the pages were parsed with.
    schema: Option<Schema>,
    pages: HashMap<SourceId, ParsedPage>,
    bibliographies: HashMap<SourceId, Bibliography>,
    own_fields: HashMap<SourceId, ParsedOwnFields>,
    /// Copies of what pages were made from.
    kept: HashMap<SourceId, (Arc<str>, Arc<Page>)>,
}

/// A page and what is to be said of it alone.
#[derive(Debug, Clone)]
pub(crate) struct ParsedPage {
    /// Of the whole file, what it hides included.
    text: Arc<str>,
    is_hidden: bool,
    is_faulty: bool,
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
    pub(crate) records: Arc<[Arc<BibEntry>]>,
    pub(crate) findings: Arc<[Diagnostic]>,
}

/// What a file says of sources beside their records.
#[derive(Debug, Clone)]
pub(crate) struct ParsedOwnFields {
    text: Arc<str>,
    pub(crate) records: Arc<[OwnRecord]>,
    pub(crate) findings: Arc<[Diagnostic]>,
}

impl ParseCache {
    /// What these files say of sources beside their records.
    pub(crate) fn parse_own_fields(
        &mut self,
        files: &[&TextFile],
        sources: &Sources,
    ) -> Vec<ParsedOwnFields> {
        let is_same = |known: &ParsedOwnFields, _: &&TextFile, text: &Arc<str>| {
            is_same_text(&known.text, text)
        };
        let source = |file: &&TextFile| file.source;
        let text = |source: SourceId| &sources.get(source).text;
        let parse = |file: &&TextFile, text: &Arc<str>| {
            let (records, findings) = parse::own_fields::parse(file.source, text);
            ParsedOwnFields {
                text: text.clone(),
                records: records.into(),
                findings: findings.into(),
            }
        };
        parse_changed(&mut self.own_fields, files, source, text, is_same, parse)
    }

    /// Copies of what pages were made from, parsed as pages.
    pub(crate) fn parse_kept(
        &mut self,
        files: &[&TextFile],
        schema: &Schema,
        sources: &Sources,
    ) -> Vec<Arc<Page>> {
        if self.schema.as_ref() != Some(schema) {
            self.kept.clear();
        }
        let is_same = |known: &(Arc<str>, Arc<Page>), _: &&TextFile, text: &Arc<str>| {
            is_same_text(&known.0, text)
        };
        let source = |file: &&TextFile| file.source;
        let text = |source: SourceId| &sources.get(source).text;
        let parse = |file: &&TextFile, text: &Arc<str>| {
            let at = parse::File::at(&file.path);
            let page = parse::page(file.source, at, text, schema).0;
            (text.clone(), Arc::new(page))
        };
        let parsed = parse_changed(&mut self.kept, files, source, text, is_same, parse);
        parsed.into_iter().map(|(_, page)| page).collect()
    }

    /// These pages and bibliographies, in their order, parsed on threads; the pages are judged too.
    pub(crate) fn parse(
        &mut self,
        pages: &[PageFile],
        bibliographies: &[&TextFile],
        schema: &Schema,
        sources: &Sources,
    ) -> (Vec<ParsedPage>, Vec<Bibliography>) {
        if self.schema.as_ref() != Some(schema) {
            self.pages.clear();
            self.kept.clear();
            self.schema = Some(schema.clone());
        }
        // A page is judged with its parsing, so what it hangs on besides its text is compared as well.
        let text = |source: SourceId| &sources.get(source).text;
        let known = &mut self.pages;
        let parse_pages = || {
            let is_same = |known: &ParsedPage, file: &PageFile, text: &Arc<str>| {
                is_same_text(&known.text, text)
                    && *known.page.place == *file.place
                    && known.is_hidden == file.is_hidden
                    && known.is_faulty == file.is_faulty
                    && known.page.standing == file.standing
            };
            let source = |file: &PageFile| file.source;
            parse_changed(known, pages, source, text, is_same, |file, text| {
                page(file, text, schema)
            })
        };
        let known = &mut self.bibliographies;
        let parse_bibliographies = || {
            let is_same = |known: &Bibliography, _: &&TextFile, text: &Arc<str>| {
                is_same_text(&known.text, text)
            };
            let source = |file: &&TextFile| file.source;
            parse_changed(
                known,
                bibliographies,
                source,
                text,
                is_same,
                |file, text| bibliography(file, text),
            )
        };
        rayon::join(parse_pages, parse_bibliographies)
    }
}

/// What each file is parsed to: what is `known` of it if that was made of the same text. Afterwards
/// just these are known.
fn parse_changed<'s, F: Sync, T: Clone + Send + Sync>(
    known: &mut HashMap<SourceId, T>,
    files: &[F],
    source: impl Fn(&F) -> SourceId + Sync,
    text: impl Fn(SourceId) -> &'s Arc<str> + Sync,
    is_same: impl Fn(&T, &F, &Arc<str>) -> bool + Sync,
    parse: impl Fn(&F, &Arc<str>) -> T + Sync,
) -> Vec<T> {
    let last = &*known;
    let parsed: Vec<T> = files
        .par_iter()
        .map(|file| {
            let text = text(source(file));
            let last = last.get(&source(file));
            let last = last.filter(|last| is_same(last, file, text));
            last.cloned().unwrap_or_else(|| parse(file, text))
        })
        .collect();
    let sources = files.iter().map(source);
    *known = sources.zip(parsed.iter().cloned()).collect();
    parsed
}

/// Texts that were not read again are one in memory too, which is quicker to see.
fn is_same_text(one: &Arc<str>, other: &Arc<str>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

fn page(file: &PageFile, text: &Arc<str>, schema: &Schema) -> ParsedPage {
    let at = parse::File {
        path: &file.path,
        place: &file.place,
    };
    let (mut page, findings) = parse::page(file.source, at, text, schema);
    page.standing = file.standing.clone();
    if file.is_faulty {
        page.meta.withheld = Some(Withheld::Fault);
    }
    if file.is_hidden {
        page.meta.withheld = Some(Withheld::Hidden);
    }
    let folder = match page.meta.lang {
        Lang(0) => String::new(),
        Lang(lang) => format!("{}/", schema.languages[usize::from(lang)].to_lowercase()),
    };
    // The addresses of the pages in whose place it stands lead to it.
    let old = page.standing.instead_of.iter().map(|place| Spanned {
        value: format!("/{folder}{}", routes::stem(place, &schema.languages)),
        span: Span::whole(file.source),
    });
    let old: Vec<_> = old.collect();
    page.meta.redirects.extend(old);
    let judged = check::page(&page, schema, &findings);
    ParsedPage {
        text: text.clone(),
        is_hidden: file.is_hidden,
        is_faulty: file.is_faulty,
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
