//! Pages of content as HTML, and what agendas become in a browser.

use tera::Context;

use super::core::Renderer;
use crate::document::address;
use crate::model::kind::{Ability, Kind};
use crate::model::lang::Lang;
use crate::model::sheet::Sheet;
use crate::model::site::{BuiltinPage, PageIndex, WorkIndex};
use crate::render::artifact::RenderError;
use crate::render::edition_routes::template_of;
use crate::render::html::Html;
use crate::render::page as page_data;
use crate::render::page_facts;
use crate::render::scripts::Feature;
use crate::render::{agenda, base_context, builtin_pages, web};

/// The template of a meeting's page, where its kind has none of its own.
const TIMED: &str = "timed.html";

impl Renderer {
    pub(super) fn page(
        &self,
        path: &str,
        index: PageIndex,
        body: Html,
    ) -> Result<Vec<u8>, RenderError> {
        let meta = &self.materials.site.pages[index].page.meta;
        let cited = body.works();
        let data = page_data::data(self.cx_of(index), index, body);
        let mut context = self.context(path, meta.lang, &data.title, data.summary.as_deref());
        self.add_head(&mut context, path, meta.lang, Some((index, &cited)));
        let translations =
            base_context::translations(&self.materials.site, index, &self.materials.theme.words);
        context.insert("translations", &translations);
        context.insert("page", &data);
        context.insert(
            "section",
            &self.materials.site.kind_url(meta.lang, &meta.kind.value.id),
        );
        let scripts = scripts_of(&meta.kind.value, data.agenda.is_some());
        base_context::add_scripts(&mut context, scripts, &self.materials.assets);
        let home = self
            .materials
            .site
            .builtin_url(meta.lang, BuiltinPage::HOME);
        if path == home {
            builtin_pages::add_contents(self.cx(meta.lang), meta.lang, &mut context);
            return self.fill("home.html", meta.lang, context);
        }
        let template = self.template_of(&meta.kind.value);
        self.fill(&template, meta.lang, context)
    }

    /// The template of a kind's pages: one of the kind's own, or else that of what they can do.
    fn template_of(&self, kind: &Kind) -> String {
        let theme = &self.materials.theme;
        let own = format!("kinds/{}.html", kind.id);
        if theme.has(&own) {
            own
        } else if kind.can(Ability::Timed) && theme.has(TIMED) {
            TIMED.to_owned()
        } else {
            "page.html".to_owned()
        }
    }

    /// A sheet that is made of an agenda.
    pub(super) fn sheet(
        &self,
        path: &str,
        index: PageIndex,
        sheet: Sheet,
    ) -> Result<Vec<u8>, RenderError> {
        let meta = &self.materials.site.pages[index].page.meta;
        let cx = self.cx_of(index);
        let mut data = page_data::empty(&self.materials.site, meta.title());
        data.summary = page_facts::summary(&self.materials.site, index);
        data.kind = page_facts::kind(&self.materials.site, index);
        data.agenda = agenda::of_sheet(cx, index, sheet, path);
        let title = cx.words.plain(sheet.name());
        let title = format!("{}: {title}", meta.title());
        let mut context = self.context(path, meta.lang, &title, None);
        context.insert("page", &data);
        let scripts: &[Feature] = match sheet {
            Sheet::RunSheet => &[Feature::AgendaTimes, Feature::Meeting],
            _ => &[Feature::AgendaTimes],
        };
        base_context::add_scripts(&mut context, scripts, &self.materials.assets);
        self.fill(&template_of(sheet), meta.lang, context)
    }

    pub(super) fn redirect(&self, path: &str, index: PageIndex) -> Result<Vec<u8>, RenderError> {
        let page = &self.materials.site.pages[index];
        let lang = page.page.meta.lang;
        let mut context = self.context(path, lang, page.page.meta.title(), None);
        context.insert("target", &address::href(path, &page.url));
        if let Some(base) = &self.materials.site.config.base_url {
            context.insert("canonical", &address::absolute(base, &page.url));
        }
        self.fill("redirect.html", lang, context)
    }

    /// What a page of content says of itself to programs.
    pub(super) fn add_head(
        &self,
        context: &mut Context,
        path: &str,
        lang: Lang,
        page: Option<(PageIndex, &[WorkIndex])>,
    ) {
        let head = web::head(self.cx(lang), path, lang, page);
        context.insert("open_graph", &head.open_graph);
        context.insert("json_ld", &head.json_ld);
        context.insert("meta", &head.meta);
    }
}

/// What only some pages have a use for: a meeting has times to work out, and a list of works is filtered.
fn scripts_of(kind: &Kind, is_meeting: bool) -> &'static [Feature] {
    if is_meeting {
        &[Feature::AgendaTimes]
    } else if kind.can(Ability::Entries) {
        &[Feature::SourceFilter]
    } else {
        &[]
    }
}
