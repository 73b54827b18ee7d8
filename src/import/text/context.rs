//! What the translation of a page's text depends on beside the text.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::import::original::Original;
use crate::import::tool::Tool;

/// What all pages have in common.
pub(in crate::import) struct Context<'a> {
    pub(in crate::import) tool: Tool,
    pub(in crate::import) original: &'a Original,
    pub(in crate::import) variables: &'a BTreeMap<String, String>,
    pub(in crate::import) include_folders: &'a [String],
    /// What labels name: a page of the original, and the words that stand there.
    pub(in crate::import) labels: &'a HashMap<String, Label>,
    /// The keys of the sources that the handbook has.
    pub(in crate::import) keys: &'a [String],
    /// Where each page of the original goes.
    pub(in crate::import) places: &'a HashMap<String, String>,
    /// The pages of the original that readers see.
    pub(in crate::import) shown: &'a HashSet<&'a str>,
}

/// What a label stands for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) struct Label {
    /// The path of its page in the original.
    pub(in crate::import) page: String,
    /// The words of the heading or the caption that it stands at.
    pub(in crate::import) words: String,
}

/// The page that is translated.
#[derive(Clone, Copy)]
pub(in crate::import) struct OnPage<'a> {
    /// In the original.
    pub(in crate::import) from: &'a str,
    /// From the content folder.
    pub(in crate::import) to: &'a str,
    pub(in crate::import) title: Option<&'a str>,
}
