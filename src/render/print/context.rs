//! What printing needs to know.

use std::collections::BTreeMap;

use crate::render::render_context::RenderContext;

/// What printing needs to know beside the site.
#[derive(Clone, Copy)]
pub(crate) struct PrintContext<'a> {
    pub(crate) cx: RenderContext<'a>,
    /// The names of the fonts, the first preferred.
    pub(crate) fonts: &'a [String],
    pub(crate) has_letter: &'a dyn Fn(char) -> bool,
    /// The tokens of the theme.
    pub(crate) tokens: &'a BTreeMap<String, String>,
}
