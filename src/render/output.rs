//! Everything a build makes: the artifacts of a site, and files to carry away that hold all of them.
//!
//! `build` makes all of it on threads and streams it to disk; `check` makes it to find what goes
//! wrong; a preview makes what a browser asks for. Whatever is found on the way is kept until it is
//! asked for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use anyhow::Context as _;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, has_errors};
use crate::model::download::Download;
use crate::model::sheet::{Paper, Printing, Size};
use crate::model::site::PageIndex;
use crate::model::source::Span;
use crate::publish::{Artifacts, Stream};
use crate::render::artifact::{Artifact, PageWithOrigins, RenderError, Rendered};
use crate::render::artifact_set::ArtifactSet;
use crate::render::download;
use crate::resolve::tonight;

/// The artifacts of a site, the downloads beside them, and what was found in making either.
pub struct Output {
    artifacts: ArtifactSet,
    /// By path, each with the edition that it is made of.
    downloads: BTreeMap<String, (Download, ArtifactSet)>,
    found: Mutex<Vec<Diagnostic>>,
    /// The paths of those in which something was found.
    unclean: Mutex<BTreeSet<String>>,
}

impl Output {
    pub(crate) fn new(
        artifacts: ArtifactSet,
        downloads: BTreeMap<String, (Download, ArtifactSet)>,
    ) -> Self {
        Self {
            artifacts,
            downloads,
            found: Mutex::default(),
            unclean: Mutex::default(),
        }
    }

    /// How many files it holds.
    pub fn len(&self) -> usize {
        self.artifacts.len() + self.downloads.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The paths of all files, in order.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths = self.artifacts.paths();
        paths.extend(self.downloads.keys().map(String::as_str));
        paths.sort_unstable();
        paths
    }

    /// Whether there is anything at `path`.
    pub fn contains(&self, path: &str) -> bool {
        self.downloads.contains_key(path) || self.artifacts.get(path).is_some()
    }

    /// Whether it takes little to make what is at `path`, if anything is: a page, or a file of the theme.
    pub(crate) fn is_light(&self, path: &str) -> bool {
        !self.downloads.contains_key(path) && self.artifacts.is_light(path)
    }

    /// Whether the artifact at `path` is a file that somebody brought along, which may be anything.
    pub fn is_attachment(&self, path: &str) -> bool {
        self.artifacts.is_attachment(path)
    }

    /// The bytes of what is at `path`; `None` when nothing is.
    ///
    /// # Errors
    /// When a template cannot be filled or a file not be read.
    pub fn make(&self, path: &str) -> Option<Result<Vec<u8>, RenderError>> {
        if let Some((download, edition)) = self.downloads.get(path) {
            let made = download::make(*download, edition);
            return Some(made.map(|made| self.kept(path, made)));
        }
        let artifact = self.artifacts.get(path)?;
        let made = self.artifacts.make(path, artifact);
        Some(made.map(|made| self.kept(path, made)))
    }

    /// The file that the artifact at `path` is a copy of, as it stands, and its length; `None` for
    /// what is made.
    pub fn copied(&self, path: &str) -> Option<(PathBuf, u64)> {
        self.artifacts.copied(path)
    }

    /// Whether nothing was found in making the artifact at `path`.
    pub fn is_clean(&self, path: &str) -> bool {
        !lock(&self.unclean).contains(path)
    }

    /// What was found in making artifacts since this was last asked, each once.
    pub fn findings(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *lock(&self.found))
    }

    /// Whether anything of weight error was found in making artifacts since that was last asked.
    pub fn has_found_errors(&self) -> bool {
        has_errors(&lock(&self.found))
    }

    /// The bytes of what was made; what was found in making it is kept.
    fn kept(&self, path: &str, made: Rendered) -> Vec<u8> {
        self.keep(path, made.findings);
        made.bytes
    }

    fn keep(&self, path: &str, findings: Vec<Diagnostic>) {
        if findings.is_empty() {
            return;
        }
        lock(&self.unclean).insert(path.to_owned());
        let mut found = lock(&self.found);
        for finding in findings {
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }

    /// The paths of what may turn out to be impossible to make, or to have something to be said of; sheets
    /// of paper first. Scripts, files of the theme and downloads are none of these.
    pub(crate) fn unsure(&self) -> Vec<&str> {
        let unsure = self.artifacts.listed();
        let unsure = unsure.filter(|(_, artifact)| !artifact.is_sure());
        let (mut paths, others): (Vec<_>, Vec<_>) =
            unsure.partition(|(_, artifact)| matches!(artifact, Artifact::Print(..)));
        paths.extend(others);
        paths.into_iter().map(|(path, _)| path).collect()
    }

    /// Something that stands for all that a sheet of paper is made of, but for the program itself;
    /// `None` for what is made in no time, and for a sheet that has findings.
    pub fn input_fingerprint(&self, path: &str) -> Option<String> {
        self.artifacts.input_fingerprint(path)
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
        let (path, artifact) = self.artifacts.sheet(page, name, printing);
        self.made(&path, &artifact)
    }

    /// Makes all the paper of a meeting: a file for each size of paper, the usual one first, each with the name that it is
    /// written under. What cannot be made is left out, for a reason that is among what was found.
    ///
    /// # Errors
    /// When the environment fails.
    pub fn tonight(
        &self,
        page: PageIndex,
        paper: Paper,
        large: bool,
    ) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
        let parts = tonight::parts(self.artifacts.site(), page, paper, large);
        for part in &parts {
            self.print(part.page, &part.name, part.printing)?;
        }
        // A file holds one size of paper, since few printers change it within a job.
        let (usual, others): (Vec<_>, Vec<_>) = parts
            .iter()
            .partition(|part| part.printing.on() == Size::Middle);
        let mut files = Vec::new();
        let large_size = paper.name(Size::Large);
        let named = [
            ("tonight.pdf".to_owned(), usual, &others),
            (
                format!("tonight-{large_size}.pdf"),
                others.clone(),
                &Vec::new(),
            ),
        ];
        for (name, parts, elsewhere) in named {
            if parts.is_empty() {
                continue;
            }
            match self.artifacts.tonight(&name, page, &parts, elsewhere) {
                Ok(made) => {
                    let bytes = self.kept(&name, made);
                    files.push((name, bytes));
                }
                Err(error) => self.unmade(&name, error)?,
            }
        }
        Ok(files)
    }

    /// The page at `path` with the origin of each block of its text; `None` for what shows no page
    /// of content.
    ///
    /// # Errors
    /// When a template cannot be filled.
    pub fn make_with_origins(&self, path: &str) -> Option<Result<PageWithOrigins, RenderError>> {
        self.artifacts.make_with_origins(path)
    }

    /// The path of the page that the artifact at `path` sends readers on to, if it does.
    pub fn redirect(&self, path: &str) -> Option<&str> {
        self.artifacts.redirect(path)
    }

    /// The place in the project that gives most of what the artifact at `path` shows; `None` for
    /// lists, files and what is not there.
    pub fn origin(&self, path: &str) -> Option<Span> {
        self.artifacts.origin(path)
    }

    /// Makes everything, to find what goes wrong; each finding once. `made` is told of each file.
    ///
    /// # Errors
    /// The first failure of the environment.
    pub fn render_all(&self, made: &(dyn Fn() + Sync)) -> anyhow::Result<Vec<Diagnostic>> {
        let artifacts = self.artifacts.all();
        let checked = artifacts.par_iter().map(|(path, artifact)| {
            // Of a recording of two gigabytes it is enough that it can be read.
            let result = match self.artifacts.open(path) {
                Some(opened) => opened.map(drop).or_else(|error| self.unmade(path, error)),
                None => self.made(path, artifact).map(drop),
            };
            made();
            result
        });
        let failures: Vec<anyhow::Error> = checked.filter_map(Result::err).collect();
        if let Some(failure) = failures.into_iter().next() {
            return Err(failure);
        }
        for (path, (download, edition)) in &self.downloads {
            let rendered = download::make(*download, edition);
            let kept = rendered.map(|rendered| drop(self.kept(path, rendered)));
            kept.or_else(|error| self.unmade(path, error))?;
            made();
        }
        Ok(self.findings())
    }

    /// The bytes of an artifact; `None` for one that the project is at fault for, which is kept among
    /// what was found.
    fn made(&self, path: &str, artifact: &Artifact) -> anyhow::Result<Option<Vec<u8>>> {
        match self.artifacts.make(path, artifact) {
            Ok(made) => Ok(Some(self.kept(path, made))),
            Err(error) => self.unmade(path, error).map(|()| None),
        }
    }

    /// Keeps what the project is at fault for among what was found; a failure of the environment is
    /// the caller's.
    fn unmade(&self, path: &str, error: RenderError) -> anyhow::Result<()> {
        match error {
            RenderError::Finding(finding) => {
                self.keep(path, vec![*finding]);
                Ok(())
            }
            RenderError::Failure(error) => Err(error),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("nothing fails while it is locked")
}

impl Artifacts for Output {
    fn paths(&self) -> Vec<&str> {
        self.paths()
    }

    fn bytes(&self, path: &str) -> anyhow::Result<Option<Cow<'_, [u8]>>> {
        let made = self.make(path);
        let made = made.ok_or_else(|| anyhow::anyhow!("nothing is at {path}"))?;
        match made {
            Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
            Err(error) => self.unmade(path, error).map(|()| None),
        }
    }

    fn stream(&self, path: &str) -> Option<Stream<'_>> {
        if let Some((Download::Archive, edition)) = self.downloads.get(path) {
            return Some(Stream {
                copy_of: None,
                least: download::packed_length(edition),
                write: Box::new(|file| Ok(download::pack(edition, file)?)),
            });
        }
        let (copy_of, least) = self.artifacts.copied(path)?;
        // One that is gone meanwhile is missed where its bytes are asked for.
        let mut original = self.artifacts.open(path)?.ok()?;
        Some(Stream {
            copy_of: Some(copy_of),
            least,
            write: Box::new(move |file| {
                io::copy(&mut original, file)
                    .map(drop)
                    .context("cannot copy it")
            }),
        })
    }
}
