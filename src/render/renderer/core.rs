//! What makes the artifacts of one edition of a site, and what all editions are made from.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Context;

use crate::diagnostic::{Diagnostic, unusable_image};
use crate::load::ContentRoot;
use crate::model::edition::Edition;
use crate::model::lang::Lang;
#[cfg(feature = "pdf")]
use crate::model::sheet::Paper;
use crate::model::site::{PageIndex, Site};
use crate::model::source::Span;
use crate::render::artifact::RenderError;
use crate::render::asset::{self, Assets};
use crate::render::base_context::BaseContext;
use crate::render::citation_style::OwnReferences;
use crate::render::edition_routes::EditionRoutes;
use crate::render::highlight::Highlighter;
#[cfg(feature = "pdf")]
use crate::render::print_setup::PrintSetup;
use crate::render::reading_order::ReadingOrder;
use crate::render::references::References;
use crate::render::render_context::RenderContext;
use crate::render::search::Search;
use crate::render::theme::Theme;

/// What every edition of a site is made from.
pub(crate) struct Materials {
    pub(crate) site: Arc<Site>,
    pub(crate) theme: Theme,
    pub(crate) references: Arc<References>,
    /// Those of pages that cite in a style of their own.
    pub(crate) own_references: OwnReferences,
    /// Made when the first page is.
    pub(crate) reading_order: OnceLock<ReadingOrder>,
    pub(crate) highlighter: Highlighter,
    pub(crate) assets: Assets,
    pub(crate) statics: BTreeMap<String, Arc<[u8]>>,
    /// None for a theme that has no script to search with.
    pub(crate) search: Option<Search>,
    /// The project's folder; none for a project of texts.
    pub(crate) root: ContentRoot,
    #[cfg(feature = "pdf")]
    pub(crate) printing: PrintSetup,
}

impl Materials {
    fn reading_order(&self) -> &ReadingOrder {
        self.reading_order
            .get_or_init(|| ReadingOrder::new(&self.site))
    }

    fn routes(&self, edition: Edition) -> EditionRoutes<'_> {
        EditionRoutes {
            site: &self.site,
            theme: &self.theme,
            edition,
        }
    }
}

/// Makes artifacts of one edition of a site. Shared by threads.
pub(crate) struct Renderer {
    pub(crate) materials: Arc<Materials>,
    pub(crate) edition: Edition,
    /// For each language.
    bases: Vec<BaseContext>,
}

impl Renderer {
    pub(crate) fn new(materials: Arc<Materials>, edition: Edition) -> Self {
        let routes = materials.routes(edition);
        let langs = materials.site.config.langs();
        let bases = langs.map(|lang| BaseContext::new(routes, lang, &materials.assets));
        Renderer {
            bases: bases.collect(),
            materials,
            edition,
        }
    }

    pub(crate) fn site(&self) -> &Site {
        &self.materials.site
    }

    /// Which routes the edition has.
    pub(crate) fn routes(&self) -> EditionRoutes<'_> {
        self.materials.routes(self.edition)
    }

    /// What is published of a file; a finding where it was named first, if it cannot be read any more.
    pub(crate) fn file(&self, path: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let read = |path: &str| self.materials.root.read(path);
        let file = &self.materials.site.files[path];
        asset::bytes(file, path, &read).map_err(|error| self.unreadable(path, &error))
    }

    /// That a file cannot be read any more, where it was named first.
    pub(crate) fn unreadable(&self, path: &str, error: &anyhow::Error) -> Box<Diagnostic> {
        let place = asset::first_place(&self.materials.site, path);
        let place = place.unwrap_or(Span::whole(self.materials.site.config.source));
        Box::new(unusable_image::unreadable(place, path, error))
    }

    pub(crate) fn cx_of(&self, page: PageIndex) -> RenderContext<'_> {
        let cx = self.cx(self.materials.site.pages[page].page.meta.lang);
        match self.materials.own_references.get(&page) {
            Some(references) => RenderContext { references, ..cx },
            None => cx,
        }
    }

    /// What sheets of a family of paper are made with.
    #[cfg(feature = "pdf")]
    pub(crate) fn cx_on(&self, page: PageIndex, paper: Paper) -> RenderContext<'_> {
        let lang = self.materials.site.pages[page].page.meta.lang;
        RenderContext {
            words: &self.materials.theme.words_on(paper)[lang.0 as usize],
            ..self.cx(lang)
        }
    }

    pub(crate) fn cx(&self, lang: Lang) -> RenderContext<'_> {
        RenderContext {
            site: &self.materials.site,
            words: &self.materials.theme.words[lang.0 as usize],
            references: &self.materials.references,
            reading_order: self.materials.reading_order(),
            highlighter: &self.materials.highlighter,
            assets: &self.materials.assets,
            edition: self.edition,
        }
    }

    /// What every template is given.
    pub(crate) fn context(
        &self,
        path: &str,
        lang: Lang,
        title: &str,
        description: Option<&str>,
    ) -> Context {
        let base = &self.bases[lang.0 as usize];
        base.context(&self.materials.site, path, title, description)
    }

    pub(crate) fn fill(
        &self,
        template: &str,
        lang: Lang,
        mut context: Context,
    ) -> Result<Vec<u8>, RenderError> {
        let config = &self.materials.site.config;
        self.bases[lang.0 as usize]
            .add_menu(&mut context, &self.materials.theme, config)
            .and_then(|()| self.materials.theme.fill(template, &context, config))
            .map_err(RenderError::Finding)
    }
}
