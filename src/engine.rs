//! Runs the phases for every command, and remembers what they need not make again.
//!
//! An [`Engine`] belongs to one project. Its memos are keyed by their full input and pruned each
//! time, so that after any series of edits its result equals a fresh engine's, byte for byte.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::diagnostic::Diagnostic;
use crate::download::Download;
use crate::load::{self, Changes, Files, Loaded, ThemeFiles};
use crate::memo::Memo;
use crate::output::Output;
use crate::page::{Meta, Page, Withheld};
use crate::parse;
use crate::print::Meeting;
use crate::render;
use crate::report;
use crate::resolve::{self, Parts};
use crate::site::Site;
use crate::source::{Sources, Span};

/// What the writer asks for on the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether drafts are pages like others.
    pub drafts: bool,
    /// Whether pages that are never published are pages like others, where nothing is made of them.
    pub withheld: bool,
    /// In place of that of `site.toml`; ends with a slash.
    pub base_url: Option<String>,
    /// A meeting whose agenda is another than its page says, and what of it is.
    pub meeting: Option<(String, Meeting)>,
    /// Files that hold the whole site, to be made beside it.
    pub downloads: Vec<Download>,
}

#[derive(Default)]
pub struct Engine {
    /// None for a project of texts.
    files: Option<Files>,
    sources: Sources,
    parsed: Memo,
    resolved: resolve::Memo,
    checked: check::Memo,
    rendered: render::Memo,
}

/// A project as it was read.
#[derive(Debug)]
pub struct Input {
    loaded: Loaded,
    findings: Vec<Diagnostic>,
    /// The files that differ from those read before, by path from the root, in order.
    pub changed: Vec<String>,
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
            files: Some(Files::new(root)),
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
        self.read_again(&Changes::All, options)
    }

    /// Reads of the project what may have changed since it was last read.
    ///
    /// # Errors
    /// When `site.toml` cannot be read.
    pub fn read_again(&mut self, changes: &Changes, options: &Options) -> anyhow::Result<Input> {
        let files = self.files.get_or_insert_default();
        let changed = files.read(changes)?;
        let (loaded, findings) = load::project(files, &mut self.sources);
        Ok(Input {
            fingerprint: options.fingerprint(&loaded.fingerprint),
            changed,
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
            sources,
            parsed: self.parsed.clone(),
            ..Engine::default()
        };
        let analysis = engine.resolve(loaded, findings, options);
        (analysis, engine.sources)
    }

    /// Resolves and checks what was read, and lists what its output holds.
    pub fn build(&mut self, input: Input, options: &Options) -> Built {
        let copies = self.copies(&input, options);
        let analysis = self.analyse(input, options);
        let mut built = self.render(analysis, options);
        for (download, copy) in copies {
            let path = download.path(&built.site.config.title);
            built.output.add(download, path, copy);
        }
        built
    }

    /// The outputs that files to carry away are made of: the same site, without these files in it. One
    /// that is a single file has no sheets of paper.
    fn copies(&mut self, input: &Input, options: &Options) -> Vec<(Download, Output)> {
        let own = Options {
            downloads: Vec::new(),
            ..options.clone()
        };
        let downloads = options.downloads.iter();
        let copies = downloads.map(|download| {
            let mut loaded = input.loaded.clone();
            loaded.config.print.makes_pdfs &= *download != Download::SingleFile;
            // What is found is found in the site itself.
            let analysis = self.resolve(loaded, Vec::new(), &own);
            (*download, self.render(analysis, &own).output)
        });
        copies.collect()
    }

    /// As [`Engine::build`], for a project of these texts.
    pub fn build_texts(&mut self, files: &[(&str, &str)], options: &Options) -> Built {
        let (loaded, findings) = load::texts(files, &mut self.sources);
        let analysis = self.resolve(loaded, findings, options);
        self.render(analysis, options)
    }

    /// Makes every artifact to find what goes wrong, adds that to the findings, and settles them:
    /// sorted, without those that the writer allows.
    ///
    /// # Errors
    /// When the environment fails, as when a picture cannot be read any more.
    pub fn settle(&self, built: &mut Built, made: &(dyn Fn() + Sync)) -> anyhow::Result<()> {
        let found = built.output.force(made)?;
        self.add(built, found);
        Ok(())
    }

    /// Adds what was found in making artifacts, but for what the writer allows, and sorts all.
    pub fn add(&self, built: &mut Built, mut found: Vec<Diagnostic>) {
        check::silence_made(&built.site, &mut found);
        // A theme that cannot be compiled is found before any artifact fails for it.
        let mut known: HashSet<Diagnostic> = match found.is_empty() {
            true => HashSet::new(),
            false => built.findings.iter().cloned().collect(),
        };
        found.retain(|finding| known.insert(finding.clone()));
        built.findings.extend(found);
        report::sort(&mut built.findings, &self.sources);
    }

    fn root(&self) -> Option<PathBuf> {
        self.files.as_ref().map(|files| files.root().to_owned())
    }

    fn render(&mut self, analysis: Analysis, options: &Options) -> Built {
        let Analysis {
            site,
            theme,
            mut findings,
        } = analysis;
        let root = self.root();
        let meeting = options.meeting.as_ref();
        let meeting = meeting.map_or_else(Meeting::default, |(_, meeting)| meeting.clone());
        let (output, found) = render::render(
            site.clone(),
            &theme,
            &self.sources,
            root,
            meeting,
            &mut self.rendered,
        );
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
        loaded.config.downloads.clone_from(&options.downloads);
        let schema = parse::schema(
            &loaded.config,
            loaded.theme.kinds,
            &self.sources,
            &mut findings,
        );
        let (pages, bibliographies) = self.parsed.parse(
            &loaded.pages,
            &loaded.bibliographies,
            &schema,
            &self.sources,
        );
        let mut site_pages: Vec<Arc<Page>> = Vec::with_capacity(pages.len());
        for parsed in pages {
            findings.extend_from_slice(&parsed.findings);
            let held = options.held(&parsed.page);
            let judged = match &held {
                Some(page) => check::page(page, &schema, &parsed.findings),
                None => parsed.judged.to_vec(),
            };
            // A page that is left out as it says itself is none of those that the rules judge.
            if options.judges(&parsed.page.meta) {
                findings.extend(judged);
            }
            site_pages.push(held.map_or(parsed.page, Arc::new));
        }
        for file in &bibliographies {
            findings.extend_from_slice(&file.findings);
        }
        let records = bibliographies.iter().flat_map(|file| file.records.iter());
        let parts = Parts {
            config: loaded.config,
            schema,
            pages: site_pages,
            records: records.cloned().collect(),
            files: Arc::new(loaded.files),
            drafts: options.drafts,
            withheld: options.withheld,
        };
        let site = resolve::resolve(parts, &mut self.resolved);
        findings.extend(check::check(&site, &mut self.checked));
        Analysis {
            site: Arc::new(site),
            theme: loaded.theme,
            findings,
        }
    }
}

impl Input {
    /// What was read, and what was found in reading it.
    pub fn parts(&self) -> (&Loaded, &[Diagnostic]) {
        (&self.loaded, &self.findings)
    }
}

impl Options {
    /// A page whose agenda is that of one meeting; `None` for any other.
    fn held(&self, page: &Page) -> Option<Page> {
        let (id, meeting) = self.meeting.as_ref()?;
        if page.agenda.is_none() || page.meta.id.value != *id {
            return None;
        }
        let mut page = page.clone();
        let place = Span::whole(page.source);
        meeting.apply(page.agenda.as_mut()?, place);
        Some(page)
    }

    fn judges(&self, meta: &Meta) -> bool {
        let is_draft = meta.draft && !self.drafts;
        !is_draft && (self.withheld || meta.withheld != Some(Withheld::Asked))
    }

    fn fingerprint(&self, input: &str) -> String {
        let options = format!("{input} {self:?}");
        blake3::hash(options.as_bytes()).to_hex()[..32].to_owned()
    }
}
