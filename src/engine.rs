//! Runs the phases for every command, and remembers what they need not make again.
//!
//! An [`Engine`] belongs to one project. Its memos are keyed by their full input and pruned each
//! time, so that after any series of edits its result equals a fresh engine's, byte for byte.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::bibliography::Record;
use crate::check;
use crate::config::Schema;
use crate::diagnostic::Diagnostic;
use crate::load::{self, Loaded, TextFile};
use crate::page::Page;
use crate::parse;
use crate::resolve::{self, Parts};
use crate::site::Site;
use crate::source::{SourceId, Sources};

/// What the writer asks for on the command line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are pages like others.
    pub drafts: bool,
}

#[derive(Debug, Default)]
pub struct Engine {
    root: PathBuf,
    sources: Sources,
    pages: HashMap<SourceId, Parsed>,
    schema: Option<Arc<Schema>>,
}

/// A parsed page, as long as its text and the schema stay as they were.
#[derive(Debug, Clone)]
struct Parsed {
    page: Arc<Page>,
    findings: Arc<[Diagnostic]>,
}

/// A site and everything that was found on the way to it.
#[derive(Debug)]
pub struct Analysis {
    pub site: Site,
    pub loaded: LoadedTheme,
    pub fingerprint: String,
    pub findings: Vec<Diagnostic>,
}

/// The theme's files, which `render` makes templates of.
pub type LoadedTheme = load::ThemeFiles;

impl Engine {
    /// An engine for the project at `root`, which holds its `site.toml`.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            ..Self::default()
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The sources that the last analysis read.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Reads and resolves the project as it is now, and checks it.
    ///
    /// # Errors
    /// When `site.toml` cannot be read.
    pub fn analyse(&mut self, options: Options) -> anyhow::Result<Analysis> {
        let (loaded, findings) = load::project(&self.root, &mut self.sources)?;
        Ok(self.resolve(loaded, findings, options))
    }

    /// As [`Engine::analyse`], for a project of these texts.
    pub fn analyse_texts(&mut self, files: &[(&str, &str)], options: Options) -> Analysis {
        let (loaded, findings) = load::texts(files, &mut self.sources);
        self.resolve(loaded, findings, options)
    }

    fn resolve(
        &mut self,
        loaded: Loaded,
        mut findings: Vec<Diagnostic>,
        options: Options,
    ) -> Analysis {
        let schema = parse::schema(
            &loaded.config,
            loaded.theme.kinds,
            &self.sources,
            &mut findings,
        );
        let pages = self.parse(&loaded.pages, &schema, &mut findings);
        let records = self.bibliographies(&loaded.bibliographies, &mut findings);
        let site = resolve::resolve(Parts {
            config: loaded.config,
            schema,
            pages,
            records,
            files: loaded.files,
            drafts: options.drafts,
        });
        check::check(&site, &mut findings);
        check::silence(&site, &self.sources, &mut findings);
        crate::report::sort(&mut findings, &self.sources);
        Analysis {
            site,
            loaded: loaded.theme,
            fingerprint: loaded.fingerprint,
            findings,
        }
    }

    /// The pages, parsed on threads; those whose text is as it was come from the memo.
    fn parse(
        &mut self,
        files: &[TextFile],
        schema: &Schema,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<Page>> {
        if self.schema.as_deref() != Some(schema) {
            self.pages.clear();
            self.schema = Some(Arc::new(schema.clone()));
        }
        let parsed: Vec<(SourceId, Parsed)> = files
            .par_iter()
            .map(|file| (file.source, self.parsed(file, schema)))
            .collect();
        for (_, parsed) in &parsed {
            findings.extend(parsed.findings.iter().cloned());
        }
        let pages = parsed
            .iter()
            .map(|(_, parsed)| parsed.page.clone())
            .collect();
        self.pages = parsed.into_iter().collect();
        pages
    }

    fn parsed(&self, file: &TextFile, schema: &Schema) -> Parsed {
        let text = &self.sources.get(file.source).text;
        if let Some(known) = self.pages.get(&file.source)
            && known.page.text == *text
        {
            return known.clone();
        }
        let (page, findings) = parse::page(file.source, &file.path, text, schema);
        Parsed {
            page: Arc::new(page),
            findings: findings.into(),
        }
    }

    fn bibliographies(&self, files: &[TextFile], findings: &mut Vec<Diagnostic>) -> Vec<Record> {
        let mut records = Vec::new();
        for file in files {
            let text = &self.sources.get(file.source).text;
            let (read, found) = parse::bibliography::parse(file.source, &file.path, text);
            records.extend(read);
            findings.extend(found);
        }
        records
    }
}
