//! Lists of pages, and the pages that are made for every site.

use super::core::Renderer;
use crate::model::kind::Ability;
use crate::model::lang::Lang;
use crate::model::site::BuiltinPage;
use crate::render::artifact::RenderError;
use crate::render::scripts::Feature;
use crate::render::view::ListData;
use crate::render::{base_context, builtin_pages, listing};

impl Renderer {
    /// The list of a kind's pages.
    pub(super) fn kind(&self, path: &str, lang: Lang, kind: &str) -> Result<Vec<u8>, RenderError> {
        let mut list = listing::kind(self.cx(lang), lang, kind);
        let kind = self.site().schema.kind(kind);
        let is_on_map = kind.is_some_and(|kind| kind.can(Ability::OnMap));
        list.map = self.map_url(lang).filter(|_| is_on_map);
        self.list(path, lang, list)
    }

    pub(super) fn list(
        &self,
        path: &str,
        lang: Lang,
        list: ListData,
    ) -> Result<Vec<u8>, RenderError> {
        let description = list.intro.clone().or_else(|| listing::first_titles(&list));
        let mut context = self.context(path, lang, &list.title, description.as_deref());
        context.insert("list", &list);
        self.fill("list.html", lang, context)
    }

    pub(super) fn builtin(
        &self,
        path: &str,
        lang: Lang,
        page: &BuiltinPage,
    ) -> Result<Vec<u8>, RenderError> {
        let cx = self.cx(lang);
        let intro = cx.words.all().get(&format!("{}-intro", page.word));
        let intro = intro.map(String::as_str);
        let mut context = self.context(path, lang, cx.words.plain(page.word), intro);
        builtin_pages::fill(page, cx, lang, path, &mut context);
        if page.name == BuiltinPage::SOURCES {
            let assets = &self.materials.assets;
            base_context::add_scripts(&mut context, &[Feature::SourceFilter], assets);
        }
        self.fill(page.template, lang, context)
    }

    /// Where the map of a language is, if there is one.
    fn map_url(&self, lang: Lang) -> Option<String> {
        let mut pages = self.site().builtin_pages.iter();
        let map = pages.find(|page| page.name == BuiltinPage::MAP)?;
        let is_made = self.routes().has_builtin(lang, map);
        is_made.then(|| self.site().builtin_url(lang, map.name))
    }
}
