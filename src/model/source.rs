//! Source texts and places in them.
//!
//! A [`Source`] is one text file of the project, named by its path from the project's root. A
//! [`Span`] is a byte range in one source. Lines and columns are worked out in `report` alone, so
//! that every other phase speaks of bytes.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::layer::{LayerIndex, OURS};
use crate::model::origins::Origins;
pub use crate::model::span::{SourceId, Span, Spanned};

/// One text file: its path from the project's root, with `/` between names, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Such as `content/methods/one-to-ones.md`.
    pub path: Arc<str>,
    /// In UTF-8, with the byte order mark and the line ends that the file has.
    pub text: Arc<str>,
    /// The project that it is of.
    pub layer: LayerIndex,
    /// For a text that is composed of others: where its stretches come from.
    pub origins: Option<Arc<Origins>>,
}

/// All sources of a project. A path keeps its [`SourceId`] when its text is replaced, so that
/// values made from an earlier text can be told apart by that text alone.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    all: Vec<SourceFile>,
    by_path: HashMap<Arc<str>, SourceId>,
}

impl Sources {
    /// Adds a source of ours or replaces the text of the one at `path`.
    pub fn insert(&mut self, path: &str, text: impl Into<Arc<str>>) -> SourceId {
        self.insert_of(OURS, path, text)
    }

    /// As [`Sources::insert`], for a text of the project `layer`.
    pub fn insert_of(
        &mut self,
        layer: LayerIndex,
        path: &str,
        text: impl Into<Arc<str>>,
    ) -> SourceId {
        self.put(SourceFile {
            path: path.into(),
            text: text.into(),
            layer,
            origins: None,
        })
    }

    /// Adds a text that is composed of others, under a path of its own.
    pub fn insert_composed(
        &mut self,
        layer: LayerIndex,
        path: &str,
        text: Arc<str>,
        origins: Arc<Origins>,
    ) -> SourceId {
        self.put(SourceFile {
            path: path.into(),
            text,
            layer,
            origins: Some(origins),
        })
    }

    fn put(&mut self, file: SourceFile) -> SourceId {
        if let Some(&id) = self.by_path.get(&file.path) {
            self.all[id.index()] = file;
            return id;
        }
        let id = SourceId::new(self.all.len());
        self.by_path.insert(file.path.clone(), id);
        self.all.push(file);
        id
    }

    /// The place in the file in which a writer typed what stands at `span`.
    pub fn typed_at(&self, span: Span) -> Span {
        let mut span = span;
        while let Some(origins) = &self.get(span.source).origins {
            match origins.place(&span.range()) {
                Some(place) => span = place,
                None => break,
            }
        }
        span
    }

    /// As [`Sources::typed_at`], where all of it was typed so, byte for byte.
    pub fn typed_exactly_at(&self, span: Span) -> Option<Span> {
        let mut span = span;
        while let Some(origins) = &self.get(span.source).origins {
            span = origins.exact(&span.range())?;
        }
        Some(span)
    }

    /// The project in which a writer typed what stands at `span`.
    pub fn layer(&self, span: Span) -> LayerIndex {
        self.get(self.typed_at(span).source).layer
    }

    /// The source named by `id`, which these sources gave out.
    pub fn get(&self, id: SourceId) -> &SourceFile {
        &self.all[id.index()]
    }

    /// The source at this path from the project's root.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.by_path.get(path).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Sources;

    #[test]
    fn a_path_keeps_its_id_when_its_text_changes() {
        let mut sources = Sources::default();
        let first = sources.insert("content/a.md", "one");
        let other = sources.insert("content/b.md", "two");
        let again = sources.insert("content/a.md", "three");
        assert_eq!(first, again);
        assert_ne!(first, other);
        assert_eq!(&*sources.get(first).text, "three");
        assert_eq!(sources.find("content/b.md"), Some(other));
    }
}
