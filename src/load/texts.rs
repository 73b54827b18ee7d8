//! Texts on their way into the sources, those of the project and those of the theme.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, file_text};
use crate::load::raw_file::Text;
use crate::model::layer::LayerIndex;
use crate::model::source::{SourceId, Sources};

/// Where texts are kept, with what is to be said of their encoding.
pub(super) struct Texts<'a> {
    pub(super) layer: LayerIndex,
    /// The way to that project from ours, with which the paths of its texts begin; empty for ours.
    pub(super) folder: &'a str,
    pub(super) sources: &'a mut Sources,
    pub(super) findings: Vec<Diagnostic>,
}

impl Texts<'_> {
    pub(super) fn add(&mut self, path: &str, text: &Text) -> SourceId {
        let source = self.insert(path, text.text.clone());
        self.findings
            .extend(file_text::findings(source, &text.text, text.encoding));
        source
    }

    /// As [`Texts::add`], for a text of another layer, whose path has the way to it already.
    pub(super) fn add_of(&mut self, layer: LayerIndex, path: &str, text: &Text) -> SourceId {
        let source = self.sources.insert_of(layer, path, text.text.clone());
        self.findings
            .extend(file_text::findings(source, &text.text, text.encoding));
        source
    }

    /// An empty text in place of a file that cannot be read.
    pub(super) fn add_empty(&mut self, path: &str) -> SourceId {
        self.insert(path, "".into())
    }

    fn insert(&mut self, path: &str, text: Arc<str>) -> SourceId {
        if self.folder.is_empty() {
            return self.sources.insert_of(self.layer, path, text);
        }
        let path = format!("{}/{path}", self.folder);
        self.sources.insert_of(self.layer, &path, text)
    }
}
