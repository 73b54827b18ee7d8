//! Runs the phases for every command, and remembers what they need not make again.
//!
//! 1. [`Engine::read`] loads the project: texts, names of other files, the theme.
//! 2. [`Engine::analyse`] parses each file, resolves all of them to one site, and checks it.
//! 3. [`Engine::build`] goes on to render: it lists the artifacts, whose bytes are made on demand.
//! 4. [`Engine::settle`] makes them all, to find what goes wrong.
//!
//! An [`Engine`] belongs to one project. Its caches are keyed by their full input and pruned each
//! time, so that after any series of edits its result equals a fresh engine's, byte for byte.

mod options;
mod parse_cache;
mod parsed;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::compose::ComposeCache;
use crate::diagnostic::{Diagnostic, layered};
use crate::load::{self, Changes, ContentRoot, Layers, Loaded, ThemeFiles};
use crate::model::site::Site;
use crate::model::source::Sources;
use crate::render;
use crate::render::output::Output;
use crate::report;
use crate::resolve;
pub use options::Options;
use parse_cache::ParseCache;

/// Runs the phases for one project, and keeps what the next run need not make again.
#[derive(Default)]
pub struct Engine {
    /// None for a project that is not on disk.
    files: Option<Layers>,
    /// The project's folder, if it is in one.
    root: Option<PathBuf>,
    content: ContentRoot,
    sources: Sources,
    composed: ComposeCache,
    parsed: ParseCache,
    resolved: resolve::ResolveCache,
    checked: check::CheckCache,
    rendered: render::RenderCache,
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
    /// With all that was resolved, whatever was found wrong.
    pub site: Arc<Site>,
    /// What `render` will make the site's pages with.
    pub theme: ThemeFiles,
    /// Not yet sorted, nor silenced where the writer allows.
    pub findings: Vec<Diagnostic>,
}

/// An output and everything that was found on the way to it.
pub struct Built {
    /// The site that the output is made of.
    pub site: Arc<Site>,
    /// The artifacts, whose bytes are made when they are asked for.
    pub output: Output,
    /// Sorted by place. Those of making the artifacts come when they are made.
    pub findings: Vec<Diagnostic>,
    /// The same of the projects beneath, whose faults cannot be mended here.
    pub beneath: Vec<Diagnostic>,
}

impl Engine {
    /// An engine for the project at `root`, which holds its `site.toml`.
    pub fn new(root: &Path) -> Self {
        Self {
            files: Some(Layers::new(root)),
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
        if let Some(root) = &self.root {
            self.content = load::content_root(root, &loaded);
        }
        Ok(Input {
            fingerprint: options.fingerprint(&loaded.fingerprint),
            changed,
            loaded,
            findings,
        })
    }

    /// Whether the project that was last read has no content folder, so that nothing should take the place
    /// of a site.
    pub fn lacks_content(&self) -> bool {
        self.files.as_ref().is_some_and(Layers::lacks_content)
    }

    /// Whether the file at `path` was there when the project was last read.
    pub(crate) fn has_file(&self, path: &Path) -> bool {
        self.files.as_ref().is_some_and(|files| files.has(path))
    }

    /// The folders of the projects beneath the one that was last read, the uppermost first.
    pub fn folders_beneath(&self) -> Vec<PathBuf> {
        let roots = self.files.iter().flat_map(Layers::roots);
        roots.map(Path::to_owned).collect()
    }

    /// Parses, resolves and checks what was read, and renders nothing.
    pub fn analyse(&mut self, input: Input, options: &Options) -> Analysis {
        self.analyse_loaded(input.loaded, input.findings, options)
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
        let analysis = engine.analyse_loaded(loaded, findings, options);
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
        let analysis = self.analyse_loaded(loaded, findings, options);
        self.render(analysis)
    }

    /// As [`Engine::analyse`], for the manual that the program carries.
    pub fn analyse_manual(&mut self, options: &Options) -> Analysis {
        self.content = ContentRoot::Manual;
        let (loaded, findings) = load::manual(&mut self.sources);
        self.analyse_loaded(loaded, findings, options)
    }

    /// As [`Engine::build`], for the manual that the program carries.
    pub fn build_manual(&mut self, options: &Options) -> Built {
        let analysis = self.analyse_manual(options);
        self.render(analysis)
    }

    /// Makes every artifact to find what goes wrong, adds that to the findings, and settles them:
    /// sorted, without those that the writer allows.
    ///
    /// # Errors
    /// When the environment fails, as when a picture cannot be read any more.
    pub fn settle(&self, built: &mut Built, made: &(dyn Fn() + Sync)) -> anyhow::Result<()> {
        let found = built.output.render_all(made)?;
        self.add(built, found);
        Ok(())
    }

    /// Adds what was found in making artifacts, but for what the writer allows, and sorts all.
    pub fn add(&self, built: &mut Built, mut found: Vec<Diagnostic>) {
        check::suppress_rendered(&built.site, &mut found);
        layered::place_where_typed(&mut found, &self.sources);
        built
            .beneath
            .extend(layered::split_off_beneath(&mut found, &self.sources));
        report::sort(&mut built.beneath, &self.sources);
        // A theme that cannot be compiled is found before any artifact fails for it.
        let mut known: HashSet<Diagnostic> = if found.is_empty() {
            HashSet::new()
        } else {
            built.findings.iter().cloned().collect()
        };
        found.retain(|finding| known.insert(finding.clone()));
        built.findings.extend(found);
        report::sort(&mut built.findings, &self.sources);
    }

    fn analyse_loaded(
        &mut self,
        mut loaded: Loaded,
        mut findings: Vec<Diagnostic>,
        options: &Options,
    ) -> Analysis {
        options.apply(&mut loaded.config);
        let theme = loaded.theme.clone();
        let (sources, composed) = (&mut self.sources, &mut self.composed);
        let (parts, found) = parsed::parse(loaded, options, sources, composed, &mut self.parsed);
        findings.extend(found);
        let site = resolve::resolve(parts, &mut self.resolved);
        findings.extend(check::check(&site, &mut self.checked));
        findings.extend(check::theme(&site, &theme, &self.sources));
        Analysis {
            site: Arc::new(site),
            theme,
            findings,
        }
    }

    fn render(&mut self, analysis: Analysis) -> Built {
        let Analysis {
            site,
            theme,
            mut findings,
        } = analysis;
        let root = self.content.clone();
        let (output, found) = render::render(
            site.clone(),
            &theme,
            &self.sources,
            root,
            &mut self.rendered,
        );
        findings.extend(found);
        // Only now are all findings there: rendering has its own, and a page may allow any of them.
        check::drop_echoes(&self.sources, &mut findings);
        check::suppress(&site, &mut findings);
        layered::place_where_typed(&mut findings, &self.sources);
        let mut beneath = layered::split_off_beneath(&mut findings, &self.sources);
        report::sort(&mut findings, &self.sources);
        report::sort(&mut beneath, &self.sources);
        Built {
            site,
            output,
            findings,
            beneath,
        }
    }
}

impl Input {
    /// What was read, and what was found in reading it.
    pub fn parts(&self) -> (&Loaded, &[Diagnostic]) {
        (&self.loaded, &self.findings)
    }
}
