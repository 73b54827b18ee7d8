//! Everything a build makes: a map from paths to artifacts whose bytes are made on demand.
//!
//! `build` makes all of them on threads and streams them to disk; `check` makes them to find what
//! goes wrong; a preview makes those that a browser asks for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use anyhow::Context as _;
use rayon::prelude::*;

use crate::config::Lang;
use crate::diagnostic::Diagnostic;
use crate::download::Download;
use crate::print::Printing;
use crate::render::{Renderer, SEARCH, download};
use crate::report;
use crate::site::{Owner, PageIndex, Site};
use crate::source::Span;
use crate::write::{Artifacts, Stream};

/// What stands at a path of the output.
#[derive(Clone)]
pub enum Artifact {
    /// A page of HTML.
    Owned(Owner),
    /// A file of the content folder, by its path from there.
    File(String),
    /// A file of the theme, by its path from the `static` folder.
    Static(String),
    /// A script that search in a language loads.
    Search(Lang),
    /// A file that holds a whole site, and the output that it is made of.
    Download(Download, Arc<Output>),
}

/// The artifacts of a site by their paths, with `/` between names.
pub struct Output {
    artifacts: BTreeMap<String, Artifact>,
    /// What search loads. Naming these means making them, which a preview need not wait for.
    searched: OnceLock<BTreeMap<String, Artifact>>,
    renderer: Renderer,
    /// What was found in making artifacts.
    found: Mutex<Vec<Diagnostic>>,
    /// The paths of those in which something was found.
    unsettled: Mutex<BTreeSet<String>>,
}

/// A page whose blocks tell where they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// The markup that [`Output::make`] gives, with the attribute `data-origin` on each block.
    pub html: Vec<u8>,
    /// What the attributes count.
    pub origins: Vec<Span>,
}

/// An artifact's bytes, and what was found in making them.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) bytes: Vec<u8>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl From<Vec<u8>> for Made {
    fn from(bytes: Vec<u8>) -> Self {
        Made {
            bytes,
            findings: Vec::new(),
        }
    }
}

/// Why an artifact has no bytes.
#[derive(Debug)]
pub enum Unmade {
    /// The project is at fault.
    Finding(Box<Diagnostic>),
    /// The environment is.
    Failure(anyhow::Error),
}

impl fmt::Display for Unmade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unmade::Finding(finding) => f.write_str(&finding.message),
            Unmade::Failure(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for Unmade {}

impl Output {
    pub(crate) fn new(artifacts: BTreeMap<String, Artifact>, renderer: Renderer) -> Self {
        Self {
            artifacts,
            searched: OnceLock::new(),
            renderer,
            found: Mutex::default(),
            unsettled: Mutex::default(),
        }
    }

    /// Adds a file that holds a whole site, of which `copy` is the output.
    pub(crate) fn add(&mut self, download: Download, path: String, copy: Output) {
        let artifact = Artifact::Download(download, Arc::new(copy));
        self.artifacts.insert(path, artifact);
    }

    pub(crate) fn site(&self) -> &Site {
        self.renderer.site()
    }

    pub fn len(&self) -> usize {
        self.artifacts.len() + self.searched().len()
    }

    pub fn is_empty(&self) -> bool {
        self.artifacts.is_empty()
    }

    /// The paths of all artifacts, in order.
    pub fn paths(&self) -> Vec<&str> {
        let all = self.artifacts.keys().chain(self.searched().keys());
        let mut paths: Vec<&str> = all.map(String::as_str).collect();
        paths.sort_unstable();
        paths
    }

    pub fn contains(&self, path: &str) -> bool {
        self.artifact(path).is_some()
    }

    /// Whether it takes little to make what is at `path`, if anything is: a page, or a file of the theme.
    pub(crate) fn is_light(&self, path: &str) -> bool {
        match self.artifacts.get(path) {
            Some(Artifact::Owned(_)) => path.ends_with(".html"),
            Some(Artifact::Static(_)) => true,
            Some(Artifact::File(_) | Artifact::Search(_) | Artifact::Download(..)) => false,
            // What search loads is not known yet.
            None => !path.starts_with(SEARCH),
        }
    }

    /// Whether the artifact at `path` is a file that somebody brought along, which may be anything.
    pub fn is_attachment(&self, path: &str) -> bool {
        matches!(self.artifacts.get(path), Some(Artifact::File(_)))
    }

    fn artifact(&self, path: &str) -> Option<&Artifact> {
        match path.starts_with(SEARCH) && path.ends_with(".js") {
            true => self.searched().get(path),
            false => self.artifacts.get(path),
        }
    }

    fn searched(&self) -> &BTreeMap<String, Artifact> {
        self.searched.get_or_init(|| self.renderer.searched())
    }

    /// The bytes of the artifact at `path`; `None` when there is none.
    ///
    /// # Errors
    /// When a template cannot be filled or a file not be read.
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, Unmade>> {
        let artifact = self.artifact(path)?;
        let made = self.renderer.make(path, artifact);
        Some(made.map(|made| {
            self.keep(path, made.findings);
            made.bytes
        }))
    }

    /// The file that the artifact at `path` is a copy of, as it stands, and its length; `None` for
    /// what is made.
    pub fn copied(&self, path: &str) -> Option<(PathBuf, u64)> {
        self.renderer.copied(self.artifacts.get(path)?)
    }

    /// The length of the file of the content folder that the artifact at `path` is made of.
    pub(crate) fn file_length(&self, path: &str) -> Option<u64> {
        match self.artifacts.get(path)? {
            Artifact::File(path) => Some(self.site().files[path].len),
            _ => None,
        }
    }

    /// Opens what the artifact at `path` is a copy of, for reading it piece by piece; `None` for what
    /// is made.
    pub(crate) fn open(&self, path: &str) -> Option<Result<impl Read + use<>, Unmade>> {
        self.renderer.open(self.artifacts.get(path)?)
    }

    /// Whether nothing was found in making the artifact at `path`.
    pub fn is_settled(&self, path: &str) -> bool {
        let unsettled = self.unsettled.lock();
        !unsettled
            .expect("nothing fails while it is locked")
            .contains(path)
    }

    /// What was found in making artifacts since this was last asked, each once.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut found = self.found.lock().expect("nothing fails while it is locked");
        std::mem::take(&mut *found)
    }

    fn keep(&self, path: &str, findings: Vec<Diagnostic>) {
        if findings.is_empty() {
            return;
        }
        let mut unsettled = self
            .unsettled
            .lock()
            .expect("nothing fails while it is locked");
        unsettled.insert(path.to_owned());
        let mut found = self.found.lock().expect("nothing fails while it is locked");
        for finding in findings {
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }

    /// The paths of what may turn out to be impossible to make, or to have something to be said of; sheets
    /// of paper first. Scripts and files of the theme are none of these.
    pub(crate) fn unsure(&self) -> Vec<&str> {
        let is_sheet = |artifact: &Artifact| matches!(artifact, Artifact::Owned(Owner::Print(..)));
        let is_sure = |artifact: &Artifact| {
            use Artifact::{Download, Search, Static};
            matches!(artifact, Static(_) | Search(_) | Download(..))
        };
        let unsure = self.artifacts.iter();
        let unsure = unsure.filter(|(_, artifact)| !is_sure(artifact));
        let (mut paths, others): (Vec<_>, Vec<_>) =
            unsure.partition(|(_, artifact)| is_sheet(artifact));
        paths.extend(others);
        paths.into_iter().map(|(path, _)| path.as_str()).collect()
    }

    /// Something that stands for all that a sheet of paper is made of, but for the program itself;
    /// `None` for what is made in no time, and for a sheet of which something is to be said.
    pub fn made_of(&self, path: &str) -> Option<String> {
        match self.artifacts.get(path)? {
            Artifact::Owned(Owner::Print(page, printing)) => {
                self.renderer.printed_of(path, *page, *printing)
            }
            _ => None,
        }
    }

    /// Makes a sheet of a page that need not be among the artifacts; `name` is that of its file. `None`
    /// when it cannot be made, for a reason that is among what was found.
    ///
    /// # Errors
    /// When the environment fails.
    pub fn print(
        &self,
        page: PageIndex,
        name: &str,
        printing: Printing,
    ) -> anyhow::Result<Option<Vec<u8>>> {
        let path = self.renderer.print_path(page, name);
        let artifact = Artifact::Owned(Owner::Print(page, printing));
        self.made(&path, &artifact)
    }

    /// The page at `path` with the origin of each block of its text; `None` for what shows no page
    /// of content.
    ///
    /// # Errors
    /// When a template cannot be filled.
    pub fn make_with_origins(&self, path: &str) -> Option<Result<Traced, Unmade>> {
        let artifact = self.artifacts.get(path)?;
        self.renderer.make_with_origins(path, artifact)
    }

    /// The path of the page that the artifact at `path` sends readers on to, if it does.
    pub fn redirect(&self, path: &str) -> Option<&str> {
        self.renderer.redirected(self.artifacts.get(path)?)
    }

    /// The place in the project that gives most of what the artifact at `path` shows; `None` for
    /// lists, files and what is not there.
    pub fn origin(&self, path: &str) -> Option<Span> {
        self.renderer.origin(self.artifacts.get(path)?)
    }

    /// Makes every artifact, to find what goes wrong; each finding once.
    ///
    /// # Errors
    /// The first failure of the environment.
    pub fn force(&self, made: &(dyn Fn() + Sync)) -> anyhow::Result<Vec<Diagnostic>> {
        let searched = self.searched();
        let failures: Vec<anyhow::Error> = self
            .artifacts
            .par_iter()
            .chain(searched.par_iter())
            .filter_map(|(path, artifact)| {
                // Of a recording of two gigabytes it is enough that it can be read.
                let result = match self.renderer.open(artifact) {
                    Some(opened) => opened.map(drop).or_else(|unmade| self.unmade(path, unmade)),
                    None => self.made(path, artifact).map(drop),
                };
                made();
                result.err()
            })
            .collect();
        match failures.into_iter().next() {
            Some(failure) => Err(failure),
            None => Ok(self.findings()),
        }
    }

    /// The bytes of an artifact; `None` for one that the project is at fault for, which is kept among
    /// what was found.
    fn made(&self, path: &str, artifact: &Artifact) -> anyhow::Result<Option<Vec<u8>>> {
        match self.renderer.make(path, artifact) {
            Ok(made) => {
                self.keep(path, made.findings);
                Ok(Some(made.bytes))
            }
            Err(unmade) => self.unmade(path, unmade).map(|()| None),
        }
    }

    /// Keeps what the project is at fault for among what was found; a failure of the environment is
    /// the caller's.
    fn unmade(&self, path: &str, unmade: Unmade) -> anyhow::Result<()> {
        match unmade {
            Unmade::Finding(finding) => {
                self.keep(path, vec![*finding]);
                Ok(())
            }
            Unmade::Failure(error) => Err(error),
        }
    }

    /// Whether anything of weight error was found in making artifacts since that was last asked.
    pub fn has_found_errors(&self) -> bool {
        let found = self.found.lock().expect("nothing fails while it is locked");
        report::has_errors(&found)
    }
}

impl Artifacts for Output {
    fn paths(&self) -> Vec<&str> {
        self.paths()
    }

    fn bytes(&self, path: &str) -> anyhow::Result<Option<Cow<'_, [u8]>>> {
        let artifact = self.artifact(path);
        let artifact = artifact.ok_or_else(|| anyhow::anyhow!("nothing is at {path}"))?;
        Ok(self.made(path, artifact)?.map(Cow::Owned))
    }

    fn stream(&self, path: &str) -> Option<Stream<'_>> {
        let artifact = self.artifacts.get(path)?;
        if let Artifact::Download(Download::Archive, copy) = artifact {
            return Some(Stream {
                copy_of: None,
                least: download::packed_length(copy),
                write: Box::new(|file| Ok(download::pack(copy, file)?)),
            });
        }
        let (copy_of, least) = self.renderer.copied(artifact)?;
        // One that is gone meanwhile is missed where its bytes are asked for.
        if matches!(self.renderer.open(artifact), Some(Err(_))) {
            return None;
        }
        Some(Stream {
            copy_of: Some(copy_of),
            least,
            write: Box::new(|file| {
                let mut original = self.renderer.open(artifact).transpose()?;
                let original = original.as_mut().context("it is no copy")?;
                io::copy(original, file).map(drop).context("cannot copy it")
            }),
        })
    }
}
