//! Turns the texts of a project into the parts that a site is resolved from, and judges each page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::options::Options;
use super::parse_cache::{ParseCache, ParsedPage};
use crate::check;
use crate::compose::{self, ComposeCache};
use crate::diagnostic::Diagnostic;
use crate::load::{Loaded, TextFile};
use crate::model::adaptation::KeptCopy;
use crate::model::config::Schema;
use crate::model::lang::Lang;
use crate::model::layer::OURS;
use crate::model::own_fields::OwnFile;
use crate::model::page::{Page, Withheld};
use crate::model::source::Sources;
use crate::parse;
use crate::render::builtin_pages;
use crate::resolve::Parts;

/// Parses what was loaded, but for what `cache` still has; gives what is found in each file alone.
pub(super) fn parse(
    mut loaded: Loaded,
    options: &Options,
    sources: &mut Sources,
    composed: &mut ComposeCache,
    cache: &mut ParseCache,
) -> (Parts, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let beneath = loaded.beneath.iter().map(|layer| &layer.kinds);
    let (config, kinds) = (&loaded.config, &loaded.theme.kinds);
    let schema = parse::schema(config, kinds, beneath, sources, &mut findings);
    let kept = kept_copies(&loaded.originals, &schema, sources, cache);
    let known_beneath = loaded
        .known_beneath
        .map(|source| known_pages(&sources.get(source).text));
    let (composed, found) = compose::compose(&mut loaded, &schema, sources, composed);
    findings.extend(found);
    let beneath = loaded
        .beneath
        .iter()
        .flat_map(|layer| &layer.bibliographies);
    let bibliographies: Vec<&TextFile> = loaded.bibliographies.iter().chain(beneath).collect();
    let layer_of = |file: &TextFile| sources.get(file.source).layer;
    let beneath = bibliographies.iter().filter(|file| layer_of(file) != OURS);
    let beneath = beneath.map(|file| (file.source, layer_of(file))).collect();
    let own_fields = own_fields(&loaded, sources, cache, &mut findings);
    let (pages, bibliographies) = cache.parse(&composed.pages, &bibliographies, &schema, sources);
    let mut pages = pages;
    hide_folders(&mut pages);
    let pages = pages.into_iter();
    let pages = pages.map(|parsed| page(parsed, &schema, options, &mut findings));
    let pages = pages.collect();
    for file in &bibliographies {
        findings.extend_from_slice(&file.findings);
    }
    // Of two files at one path the uppermost is published.
    let mut files = loaded.files;
    for layer in loaded.beneath {
        for (path, file) in layer.files {
            files.entry(path).or_insert(file);
        }
    }
    let records = bibliographies.iter().flat_map(|file| file.records.iter());
    let records: Vec<_> = records.cloned().collect();
    let parts = Parts {
        config: loaded.config,
        schema,
        pages,
        kept,
        known_beneath: known_beneath.map(Arc::new),
        layers: composed.layers,
        unlisted: composed.unlisted,
        second_records: compose::second_records(&records, sources),
        records,
        own_fields,
        beneath,
        files: Arc::new(files),
        builtin_pages: builtin_pages::routes().collect(),
        drafts: options.drafts,
        withheld: options.withheld,
    };
    (parts, findings)
}

/// What files say of sources beside their records, the uppermost project's first.
fn own_fields(
    loaded: &Loaded,
    sources: &Sources,
    cache: &mut ParseCache,
    findings: &mut Vec<Diagnostic>,
) -> Vec<OwnFile> {
    let beneath = loaded.beneath.iter().flat_map(|layer| &layer.own_fields);
    let files: Vec<&TextFile> = loaded.own_fields.iter().chain(beneath).collect();
    let parsed = files.iter().zip(cache.parse_own_fields(&files, sources));
    let read = parsed.map(|(file, parsed)| {
        findings.extend_from_slice(&parsed.findings);
        OwnFile {
            layer: sources.get(file.source).layer,
            records: parsed.records,
        }
    });
    read.collect()
}

/// The copies of what pages were made from, by the language and the id that their paths give.
fn kept_copies(
    files: &[TextFile],
    schema: &Schema,
    sources: &Sources,
    cache: &mut ParseCache,
) -> Vec<KeptCopy> {
    let places = files.iter().filter_map(|file| {
        let (code, id) = file.path.strip_suffix(".md")?.split_once('/')?;
        let known = |known: &String| known.eq_ignore_ascii_case(code);
        let lang = schema.languages.iter().position(known)?;
        Some((file, Lang(lang as u16), id.to_owned()))
    });
    let places: Vec<_> = places.collect();
    let pages: Vec<&TextFile> = places.iter().map(|(file, ..)| *file).collect();
    let pages = cache.parse_kept(&pages, schema, sources);
    let kept = places.into_iter().zip(pages);
    kept.map(|((_, lang, id), page)| KeptCopy { lang, id, page })
        .collect()
}

/// A list of pages beneath: a line for each, with its language and its id.
fn known_pages(text: &str) -> BTreeSet<(String, String)> {
    let lines = text.lines().filter_map(|line| line.trim().split_once(' '));
    lines
        .map(|(lang, id)| (lang.to_owned(), id.trim().to_owned()))
        .collect()
}

/// Hides the pages of folders whose own pages say so, as other tools do.
fn hide_folders(pages: &mut [ParsedPage]) {
    let hiding = pages.iter().filter(|parsed| parsed.page.meta.hides_folder);
    // A draft hides its folder as drafts.
    let folders: BTreeMap<String, bool> = hiding
        .map(|parsed| (folder(&parsed.page.path).to_owned(), parsed.page.meta.draft))
        .collect();
    if folders.is_empty() {
        return;
    }
    for parsed in pages {
        let path = parsed.page.path.clone();
        let above = std::iter::successors(Some(folder(&path)), |inner| {
            (!inner.is_empty()).then(|| folder(inner))
        });
        for is_draft in above.filter_map(|above| folders.get(above)) {
            let meta = &mut Arc::make_mut(&mut parsed.page).meta;
            if *is_draft {
                meta.draft = true;
            } else if meta.withheld.is_none() && !meta.hides_folder {
                meta.withheld = Some(Withheld::Asked);
            }
        }
    }
}

/// The path of the folder in which a file or a folder is.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A page as the site is to have it: that of one meeting where one is asked for.
fn page(
    parsed: ParsedPage,
    schema: &Schema,
    options: &Options,
    findings: &mut Vec<Diagnostic>,
) -> Arc<Page> {
    findings.extend_from_slice(&parsed.findings);
    let held = options.held(&parsed.page);
    if options.judges(&parsed.page.meta) {
        match &held {
            Some(page) => findings.extend(check::page(page, schema, &parsed.findings)),
            None => findings.extend_from_slice(&parsed.judged),
        }
    }
    held.map_or(parsed.page, Arc::new)
}
