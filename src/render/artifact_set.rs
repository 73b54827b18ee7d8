//! The artifacts of one edition of a site by their paths, with `/` between names, made on demand.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::document::PublishedFiles as _;
use crate::model::edition::Edition;
use crate::model::lang::Lang;
use crate::model::sheet::Printing;
use crate::model::site::{PageIndex, Route, Site};
use crate::model::source::Span;
use crate::render::artifact::{Artifact, PageWithOrigins, RenderError, Rendered};
use crate::render::i18n::Words;
use crate::render::renderer::core::{Materials, Renderer};
use crate::render::search::FOLDER as SEARCH;
use crate::resolve::tonight::TonightPart;

pub(crate) struct ArtifactSet {
    listed: BTreeMap<String, Artifact>,
    /// What search loads. Naming these means making them, which a preview need not wait for.
    searched: OnceLock<BTreeMap<String, Artifact>>,
    renderer: Renderer,
}

impl ArtifactSet {
    /// What an edition holds.
    pub(crate) fn new(materials: Arc<Materials>, edition: Edition) -> Self {
        let renderer = Renderer::new(materials, edition);
        Self {
            listed: list(&renderer),
            searched: OnceLock::new(),
            renderer,
        }
    }

    pub(crate) fn site(&self) -> &Site {
        self.renderer.site()
    }

    pub(crate) fn len(&self) -> usize {
        self.listed.len() + self.searched().len()
    }

    /// All paths, in order.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let all = self.listed.keys().chain(self.searched().keys());
        let mut paths: Vec<&str> = all.map(String::as_str).collect();
        paths.sort_unstable();
        paths
    }

    /// All artifacts with their paths.
    pub(crate) fn all(&self) -> Vec<(&str, &Artifact)> {
        let all = self.listed.iter().chain(self.searched());
        all.map(|(path, artifact)| (path.as_str(), artifact))
            .collect()
    }

    /// Those that can be listed without making anything.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&str, &Artifact)> {
        let listed = self.listed.iter();
        listed.map(|(path, artifact)| (path.as_str(), artifact))
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Artifact> {
        if path.starts_with(SEARCH) && path.ends_with(".js") {
            self.searched().get(path)
        } else {
            self.listed.get(path)
        }
    }

    fn searched(&self) -> &BTreeMap<String, Artifact> {
        self.searched.get_or_init(|| self.renderer.searched())
    }

    /// Whether it takes little to make what is at `path`, if anything is: a page, or a file of the theme.
    pub(crate) fn is_light(&self, path: &str) -> bool {
        match self.listed.get(path) {
            Some(artifact) => artifact.is_light(),
            // What search loads is not known yet.
            None => !path.starts_with(SEARCH),
        }
    }

    /// Whether the artifact at `path` is a file that somebody brought along, which may be anything.
    pub(crate) fn is_attachment(&self, path: &str) -> bool {
        let artifact = self.listed.get(path);
        matches!(artifact, Some(Artifact::File(_) | Artifact::Resized(..)))
    }

    /// The bytes of an artifact of the set, and what was found in making them.
    ///
    /// # Errors
    /// See [`Renderer::make`].
    pub(crate) fn make(&self, path: &str, artifact: &Artifact) -> Result<Rendered, RenderError> {
        self.renderer.make(path, artifact)
    }

    /// The bytes of what is at `path`.
    ///
    /// # Errors
    /// As [`ArtifactSet::make`], and when nothing is there.
    pub(crate) fn bytes(&self, path: &str) -> Result<Vec<u8>, RenderError> {
        let missing = || RenderError::Failure(anyhow::anyhow!("nothing is at {path}"));
        let artifact = self.get(path).ok_or_else(missing)?;
        Ok(self.make(path, artifact)?.bytes)
    }

    /// The file that the artifact at `path` is a copy of, as it stands, and its length; `None` for
    /// what is made.
    pub(crate) fn copied(&self, path: &str) -> Option<(PathBuf, u64)> {
        self.renderer.copied(self.listed.get(path)?)
    }

    /// The path of the file of the content folder that is published at `path`.
    pub(crate) fn original(&self, path: &str) -> Option<&str> {
        match self.listed.get(path)? {
            Artifact::File(path) | Artifact::Resized(path, ..) => Some(path),
            _ => None,
        }
    }

    /// The path of the widest copy of the picture of which one is at `path`; `None` where there are no copies.
    pub(crate) fn widest_copy(&self, path: &str) -> Option<&str> {
        let copies = self.renderer.materials.assets.copies(self.original(path)?);
        copies.last().map(|copy| copy.url.as_str())
    }

    /// The size of the picture of the content folder that is published at `path`.
    pub(crate) fn picture_size(&self, path: &str) -> Option<(u32, u32)> {
        let original = self.original(path)?;
        self.renderer.materials.assets.size(original)
    }

    /// The words of a language.
    pub(crate) fn words(&self, lang: Lang) -> &Words {
        &self.renderer.materials.theme.words[lang.0 as usize]
    }

    /// The length of the file of the content folder that the artifact at `path` is made of.
    pub(crate) fn file_length(&self, path: &str) -> Option<u64> {
        match self.listed.get(path)? {
            Artifact::File(path) => Some(self.site().files[path].len),
            _ => None,
        }
    }

    /// Opens what the artifact at `path` is a copy of, for reading it piece by piece; `None` for what
    /// is made.
    pub(crate) fn open(&self, path: &str) -> Option<Result<impl Read + use<>, RenderError>> {
        self.renderer.open(self.listed.get(path)?)
    }

    /// See [`crate::render::output::Output::input_fingerprint`].
    pub(crate) fn input_fingerprint(&self, path: &str) -> Option<String> {
        match self.listed.get(path)? {
            Artifact::Print(page, printing) => self.renderer.printed_of(*page, *printing),
            // Its name has the hash of what it is made of.
            Artifact::Resized(..) => Some(path.to_owned()),
            _ => None,
        }
    }

    /// The path and the artifact of a sheet of a page that need not be in the set; `name` is that of its
    /// file.
    pub(crate) fn sheet(
        &self,
        page: PageIndex,
        name: &str,
        printing: Printing,
    ) -> (String, Artifact) {
        let path = self.renderer.print_path(page, name);
        (path, Artifact::Print(page, printing))
    }

    /// All the paper of a meeting that goes on one size of paper, in one file.
    ///
    /// # Errors
    /// When the cover cannot be set, or the environment fails.
    pub(crate) fn tonight(
        &self,
        path: &str,
        page: PageIndex,
        parts: &[&TonightPart],
        elsewhere: &[&TonightPart],
    ) -> Result<Rendered, RenderError> {
        self.renderer.tonight(path, page, parts, elsewhere)
    }

    /// The page at `path` with the origin of each block of its text; `None` for what shows no page
    /// of content.
    ///
    /// # Errors
    /// When a template cannot be filled.
    pub(crate) fn make_with_origins(
        &self,
        path: &str,
    ) -> Option<Result<PageWithOrigins, RenderError>> {
        self.renderer
            .make_with_origins(path, self.listed.get(path)?)
    }

    /// The path of the page that the artifact at `path` sends readers on to, if it does.
    pub(crate) fn redirect(&self, path: &str) -> Option<&str> {
        self.renderer.redirected(self.listed.get(path)?)
    }

    /// The place in the project that gives most of what the artifact at `path` shows; `None` for
    /// lists, files and what is not there.
    pub(crate) fn origin(&self, path: &str) -> Option<Span> {
        self.renderer.origin(self.listed.get(path)?)
    }
}

/// What stands at the routes of an edition, and the files that its pages show.
fn list(renderer: &Renderer) -> BTreeMap<String, Artifact> {
    let (site, routes) = (renderer.site(), renderer.routes());
    // Collected at once from what is sorted already, a map is made several times as fast.
    let routed = site.routes.iter().filter_map(|(path, claims)| {
        let route = Route::first(claims)?;
        let artifact = routes.has(route).then(|| Artifact::at(route))??;
        Some((path.clone(), artifact))
    });
    let mut listed: BTreeMap<String, Artifact> = routed.collect();
    for (url, _) in site.blocked() {
        listed.remove(url);
    }
    let assets = &renderer.materials.assets;
    for (url, path) in assets.published() {
        listed.insert(url.to_owned(), Artifact::File(path.to_owned()));
    }
    for (copy, path) in assets.published_copies() {
        let artifact = Artifact::Resized(path.to_owned(), copy.width, copy.format);
        listed.insert(copy.url.clone(), artifact);
    }
    for (url, path) in assets.published_statics() {
        listed.insert(url.to_owned(), Artifact::Static(path.to_owned()));
    }
    listed
}
