//! Makes the bytes of one artifact: gathers its data, writes bodies and fills the template.
//!
//! `pages`, `sources` and `lists` make pages of HTML, `print_artifact`
//! sheets of paper, `web` what programs read.

pub(crate) mod core;
mod lists;
mod pages;
mod sources;

use self::core::Renderer;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use crate::check::plain_code;
use crate::model::export::ExportFormat;
use crate::model::lang::Lang;
use crate::model::site::{Exported, FeedFile, PageIndex};
use crate::model::source::Span;
use crate::render::artifact::{Artifact, PageWithOrigins, RenderError, Rendered};
use crate::render::asset;
use crate::render::export;
use crate::render::html;
use crate::render::listing;
use crate::render::web;

impl Renderer {
    /// The bytes of the artifact at `path`.
    ///
    /// # Errors
    /// [`RenderError::Finding`] for a template that cannot be filled and a file that cannot be read any
    /// more.
    pub(crate) fn make(&self, path: &str, artifact: &Artifact) -> Result<Rendered, RenderError> {
        let mut findings = Vec::new();
        let bytes = match artifact {
            Artifact::Page(page) => {
                let html = html::page(self.cx_of(*page), *page);
                findings.extend(self.unshown_sources(*page, &html));
                let of = &self.site().pages[*page].page;
                let slow = html.slow_code.as_ref();
                findings.extend(slow.map(|code| plain_code::too_slow(of, code)));
                self.page(path, *page, html)
            }
            Artifact::Redirect(page) => self.redirect(path, *page),
            Artifact::Work(lang, work) => {
                let prose = self.materials.site.source_page(*lang, *work);
                let prose = prose.map(|page| (page, html::page(self.cx_of(page), page)));
                findings.extend(self.unshown_work(*lang, *work));
                self.work(path, *lang, *work, prose)
            }
            Artifact::Kind(lang, kind) => self.kind(path, *lang, kind),
            Artifact::Tag(lang, tag) => {
                self.list(path, *lang, listing::tag(self.cx(*lang), *lang, tag))
            }
            Artifact::Builtin(lang, page) => self.builtin(path, *lang, page),
            Artifact::Sheet(page, sheet) => self.sheet(path, *page, *sheet),
            // It is set by another library, which finds things of its own.
            Artifact::Print(page, printing) => return self.print(path, *page, *printing),
            Artifact::Feed(file) => Ok(self.feed(*file)),
            Artifact::File(path) => self.file(path).map_err(RenderError::Finding),
            Artifact::Resized(path, width, format) => match self.file(path) {
                Ok(picture) => Ok(asset::resized(picture, *width, *format)),
                Err(finding) => Err(RenderError::Finding(finding)),
            },
            Artifact::Static(path) => Ok(self.materials.statics[path].to_vec()),
            Artifact::Search(lang) => Ok(self.search_script(path, *lang)),
            Artifact::Export(of, format) => Ok(self.export(*of, *format)),
        };
        bytes.map(|bytes| Rendered { bytes, findings })
    }

    fn export(&self, of: Exported, format: ExportFormat) -> Vec<u8> {
        let cx = match of {
            Exported::Site => self.cx(Lang::default()),
            Exported::Page(page) => self.cx_of(page),
        };
        export::file(cx, of, format).into_bytes()
    }

    fn search_script(&self, path: &str, lang: Lang) -> Vec<u8> {
        let index = self.materials.search.as_ref();
        let index = index.map(|all| all.index(self.cx(lang), lang));
        index.map_or_else(Vec::new, |index| index.bytes(path))
    }

    /// The file that an artifact is a copy of, as it stands, and its length; `None` for what is made.
    pub(crate) fn copied(&self, artifact: &Artifact) -> Option<(PathBuf, u64)> {
        match artifact {
            Artifact::File(path) if self.materials.assets.is_copied(path) => {
                let on_disk = self.materials.root.path(path)?;
                Some((on_disk, self.materials.site.files[path].len))
            }
            _ => None,
        }
    }

    /// Opens what an artifact is a copy of; `None` for what is made.
    ///
    /// # Errors
    /// With a finding when it cannot be read any more.
    pub(crate) fn open(
        &self,
        artifact: &Artifact,
    ) -> Option<Result<impl Read + use<>, RenderError>> {
        match artifact {
            Artifact::File(path) if self.materials.assets.is_copied(path) => {
                let opened = self.materials.root.open(path)?;
                let missed = |error| RenderError::Finding(self.unreadable(path, &error));
                Some(opened.map_err(missed))
            }
            _ => None,
        }
    }

    /// The artifacts that search loads, which means making the indices.
    pub(crate) fn searched(&self) -> BTreeMap<String, Artifact> {
        let mut artifacts = BTreeMap::new();
        let Some(search) = &self.materials.search else {
            return artifacts;
        };
        for lang in search.langs() {
            let index = search.index(self.cx(lang), lang);
            let paths = index.paths().map(str::to_owned);
            artifacts.extend(paths.map(|path| (path, Artifact::Search(lang))));
        }
        artifacts
    }

    /// The page at `path` with the origin of each block of its text; `None` for what shows no page
    /// of content.
    pub(crate) fn make_with_origins(
        &self,
        path: &str,
        artifact: &Artifact,
    ) -> Option<Result<PageWithOrigins, RenderError>> {
        let index = match artifact {
            Artifact::Page(page) => *page,
            Artifact::Work(lang, work) => self.materials.site.source_page(*lang, *work)?,
            _ => return None,
        };
        let mut body = html::page_with_origins(self.cx_of(index), index);
        let origins = std::mem::take(&mut body.origins);
        let made = match artifact {
            Artifact::Work(lang, work) => self.work(path, *lang, *work, Some((index, body))),
            _ => self.page(path, index, body),
        };
        Some(made.map(|html| PageWithOrigins { html, origins }))
    }

    pub(crate) fn redirected(&self, artifact: &Artifact) -> Option<&str> {
        match artifact {
            Artifact::Redirect(page) => Some(&self.materials.site.pages[*page].url),
            _ => None,
        }
    }

    /// The place in the project that gives most of what an artifact shows; `None` for lists and for
    /// files.
    pub(crate) fn origin(&self, artifact: &Artifact) -> Option<Span> {
        let site = &self.materials.site;
        let page = |index: PageIndex| Span::whole(site.pages[index].page.source);
        match artifact {
            Artifact::Page(index)
            | Artifact::Redirect(index)
            | Artifact::Sheet(index, _)
            | Artifact::Print(index, _) => Some(page(*index)),
            Artifact::Work(lang, work) => {
                let own = site.source_page(*lang, *work);
                Some(own.map_or(site.works[*work].record.span, page))
            }
            _ => None,
        }
    }

    /// A file for programs, which a site has where its address is known.
    fn feed(&self, file: FeedFile) -> Vec<u8> {
        let site = self.site();
        let base = site.config.base_url.as_deref().unwrap_or_default();
        let routes = self.routes();
        match file {
            FeedFile::Sitemap => web::sitemap(site, base, |route| routes.has(route)),
            FeedFile::SitemapPart(part) => web::part(site, base, part, |route| routes.has(route)),
            FeedFile::Robots => web::robots(site, base),
            FeedFile::Feed(lang) => web::feed(self.cx(lang), base, lang),
        }
    }
}
