//! The pages of sources.

use super::core::Renderer;
use crate::diagnostic::{Diagnostic, citation_style};
use crate::model::lang::Lang;
use crate::model::site::{BuiltinPage, PageIndex, WorkIndex};
use crate::model::source::Span;
use crate::render::artifact::RenderError;
use crate::render::html::Html;
use crate::render::page as page_data;
use crate::render::web;

/// The template of a source's page, where the kind of such pages has none of its own.
const SOURCE: &str = "source.html";

impl Renderer {
    /// What is to be said of a work at which the citation style stops.
    pub(super) fn unshown_work(&self, lang: Lang, work: WorkIndex) -> Option<Diagnostic> {
        let site = self.site();
        let fails = |code: &str| self.materials.references.of(work, code).is_stand_in;
        // Each work has a page in every language; the first at which the style stops tells it.
        let mut languages = site.config.languages.iter();
        let first = languages.position(|code| fails(code))?;
        let record = &site.works[work].record;
        (first == lang.0 as usize).then(|| citation_style::stops_at_work(record.span, &record.id))
    }

    /// What is to be said of a page at whose sources together the citation style stops, where it stops at none of them alone.
    pub(super) fn unshown_sources(&self, index: PageIndex, html: &Html) -> Option<Diagnostic> {
        let site = self.site();
        if !html.citations.as_ref()?.is_stand_in {
            return None;
        }
        let code = site.lang_of(index);
        let references = self.cx_of(index).references;
        let mut works = html.cited.iter().map(|cited| cited.work);
        if works.any(|work| references.of(work, code).is_stand_in) {
            return None;
        }
        let page = &site.pages[index].page;
        let mark = page.body.citations.first();
        let place = mark.map_or(Span::whole(page.source), |mark| mark.span);
        Some(citation_style::stops_at_page(place, page.meta.title()))
    }

    pub(super) fn work(
        &self,
        path: &str,
        lang: Lang,
        work: WorkIndex,
        prose: Option<(PageIndex, Html)>,
    ) -> Result<Vec<u8>, RenderError> {
        let cx = match &prose {
            Some((page, _)) => self.cx_of(*page),
            None => self.cx(lang),
        };
        let code = self.materials.site.config.code(lang);
        // Before `data` takes the body: the head of the page, below, needs the works that it cites.
        let cited = prose.as_ref().map(|(page, body)| (*page, body.works()));
        let data = match prose {
            Some((page, body)) => page_data::data(cx, page, body),
            None => page_data::bare_record(cx, work, code),
        };
        let reference = &self.materials.references.of(work, code).text;
        let mut context = self.context(path, lang, &data.title, Some(reference));
        if let Some((page, cited)) = &cited {
            self.add_head(&mut context, path, lang, Some((*page, cited)));
        }
        context.insert("meta", &web::of_work(self.materials.references.item(work)));
        context.insert("page", &data);
        let section = self.materials.site.builtin_url(lang, BuiltinPage::SOURCES);
        context.insert("section", &section);
        let site = &self.materials.site;
        let kind = match &cited {
            Some((page, _)) => Some(&*site.pages[*page].kind),
            None => site.schema.kind_of_sources(),
        };
        let own = kind.map(|kind| format!("kinds/{}.html", kind.id));
        let own = own.filter(|own| self.materials.theme.has(own));
        self.fill(own.as_deref().unwrap_or(SOURCE), lang, context)
    }
}
