//! What sheets of paper are made with, beside the site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::render::pdf::Typesetter;

/// What printing needs beside the site.
pub(crate) struct PrintSetup {
    pub(crate) typesetter: Arc<Typesetter>,
    /// The tokens of the theme, as sheets are given them.
    pub(crate) tokens: BTreeMap<String, String>,
    pub(crate) build: usize,
}
