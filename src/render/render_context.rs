//! What writing any text of a page needs to know.

use crate::document::Context;
use crate::model::edition::Edition;
use crate::model::site::Site;
use crate::render::asset::Assets;
use crate::render::highlight::Highlighter;
use crate::render::i18n::Words;
use crate::render::reading_order::ReadingOrder;
use crate::render::references::References;

/// The site, with what makes its pages in one language.
#[derive(Clone, Copy)]
pub(crate) struct RenderContext<'a> {
    pub(crate) site: &'a Site,
    pub(crate) words: &'a Words,
    pub(crate) reading_order: &'a ReadingOrder,
    pub(crate) references: &'a References,
    pub(crate) highlighter: &'a Highlighter,
    pub(crate) assets: &'a Assets,
    /// The form of the site that it is written for.
    pub(crate) edition: Edition,
}

impl<'a> RenderContext<'a> {
    /// What a walk through a text needs of it.
    pub(crate) fn document(&self) -> Context<'a> {
        Context {
            site: self.site,
            files: self.assets,
        }
    }
}
