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
use crate::load::{self, Loaded, TextFile, ThemeFiles};
use crate::output::Output;
use crate::page::Page;
use crate::parse;
use crate::render;
use crate::report;
use crate::resolve::{self, Parts};
use crate::site::Site;
use crate::source::{SourceId, Sources};

/// What the writer asks for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are pages like others.
    pub drafts: bool,
    /// In place of that of `site.toml`; ends with a slash.
    pub base_url: Option<String>,
}

#[derive(Debug, Default)]
pub struct Engine {
    /// None for a project of texts.
    root: Option<PathBuf>,
    sources: Sources,
    pages: HashMap<SourceId, Parsed>,
    /// What the pages were parsed with.
    schema: Option<Schema>,
}

/// A parsed page, as long as its text and the schema stay as they were.
#[derive(Debug, Clone)]
struct Parsed {
    page: Arc<Page>,
    findings: Arc<[Diagnostic]>,
}

/// A project as it was read.
#[derive(Debug)]
pub struct Input {
    loaded: Loaded,
    findings: Vec<Diagnostic>,
    /// Changes whenever a byte of the input or an option does.
    pub fingerprint: String,
}

/// A site and everything that was found on the way to it, before anything is rendered.
#[derive(Debug)]
pub struct Analysis {
    pub site: Arc<Site>,
    pub theme: ThemeFiles,
    /// Not yet sorted, nor silenced where the writer allows.
    pub findings: Vec<Diagnostic>,
}

/// An output and everything that was found on the way to it.
pub struct Built {
    pub site: Arc<Site>,
    pub output: Output,
    /// Sorted by place. Those of making the artifacts come when they are made.
    pub findings: Vec<Diagnostic>,
}

impl Engine {
    /// An engine for the project at `root`, which holds its `site.toml`.
    pub fn new(root: &Path) -> Self {
        Self {
            root: Some(root.to_owned()),
            ..Self::default()
        }
    }

    /// The sources that were read last.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Reads the project as it is now.
    ///
    /// # Errors
    /// When `site.toml` cannot be read.
    pub fn read(&mut self, options: &Options) -> anyhow::Result<Input> {
        let root = self.root.clone().unwrap_or_default();
        let (loaded, findings) = load::project(&root, &mut self.sources)?;
        Ok(Input {
            fingerprint: options.fingerprint(&loaded.fingerprint),
            loaded,
            findings,
        })
    }

    /// Resolves and checks what was read, and renders nothing.
    pub fn analyse(&mut self, input: Input, options: &Options) -> Analysis {
        self.resolve(input.loaded, input.findings, options)
    }

    /// Resolves and checks a project that was read and changed in memory; remembers nothing of it.
    pub fn analyse_changed(
        &self,
        loaded: Loaded,
        sources: Sources,
        findings: Vec<Diagnostic>,
        options: &Options,
    ) -> (Analysis, Sources) {
        let mut engine = Engine {
            root: self.root.clone(),
            sources,
            pages: self.pages.clone(),
            schema: self.schema.clone(),
        };
        let analysis = engine.resolve(loaded, findings, options);
        (analysis, engine.sources)
    }

    /// Resolves and checks what was read, and lists what its output holds.
    pub fn build(&mut self, input: Input, options: &Options) -> Built {
        let analysis = self.analyse(input, options);
        self.render(analysis)
    }

    /// As [`Engine::build`], for a project of these texts.
    pub fn build_texts(&mut self, files: &[(&str, &str)], options: &Options) -> Built {
        let (loaded, findings) = load::texts(files, &mut self.sources);
        let analysis = self.resolve(loaded, findings, options);
        self.render(analysis)
    }

    /// Makes every artifact to find what goes wrong, adds that to the findings, and settles them:
    /// sorted, without those that the writer allows.
    ///
    /// # Errors
    /// When the environment fails, as when a picture cannot be read any more.
    pub fn settle(&self, built: &mut Built, made: &(dyn Fn() + Sync)) -> anyhow::Result<()> {
        for finding in built.output.force(made)? {
            // A theme that cannot be compiled is found before any artifact fails for it.
            if !built.findings.contains(&finding) {
                built.findings.push(finding);
            }
        }
        report::sort(&mut built.findings, &self.sources);
        Ok(())
    }

    fn render(&self, analysis: Analysis) -> Built {
        let Analysis {
            site,
            theme,
            mut findings,
        } = analysis;
        let (output, found) =
            render::render(site.clone(), &theme, &self.sources, self.root.clone());
        findings.extend(found);
        check::silence(&site, &mut findings);
        report::sort(&mut findings, &self.sources);
        Built {
            site,
            output,
            findings,
        }
    }

    fn resolve(
        &mut self,
        mut loaded: Loaded,
        mut findings: Vec<Diagnostic>,
        options: &Options,
    ) -> Analysis {
        if let Some(base_url) = &options.base_url {
            loaded.config.base_url = Some(base_url.clone());
        }
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
        Analysis {
            site: Arc::new(site),
            theme: loaded.theme,
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
        if self.schema.as_ref() != Some(schema) {
            self.pages.clear();
            self.schema = Some(schema.clone());
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

impl Input {
    /// What was read, and what was found in reading it.
    pub fn parts(&self) -> (&Loaded, &[Diagnostic]) {
        (&self.loaded, &self.findings)
    }
}

impl Options {
    fn fingerprint(&self, input: &str) -> String {
        let options = format!("{input} {self:?}");
        blake3::hash(options.as_bytes()).to_hex()[..32].to_owned()
    }
}
