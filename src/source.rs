//! Source texts and places in them.
//!
//! A [`Source`] is one text file of the project, named by its path from the project's root. A
//! [`Span`] is a byte range in one source. Lines and columns are worked out in `report` alone, so
//! that every other phase speaks of bytes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Names a source within the [`Sources`] that gave it out, and keeps its value for as long as they live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceId(u32);

/// A byte range in one source. Its start and end lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of `range`; ranges beyond 4 GiB do not occur, since `load` refuses such files.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        Self {
            source,
            start: range.start as u32,
            end: range.end.max(range.start) as u32,
        }
    }

    /// The empty span at the head of a source, for what concerns the file as a whole.
    pub fn whole(source: SourceId) -> Self {
        Self::new(source, 0..0)
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

/// One text file: its path from the project's root, with `/` between names, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    pub path: Arc<str>,
    pub text: Arc<str>,
}

/// All sources of a project. A path keeps its [`SourceId`] when its text is replaced, so that
/// values made from an earlier text can be told apart by that text alone.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    all: Vec<Source>,
    by_path: HashMap<Arc<str>, SourceId>,
}

impl Sources {
    /// Adds a source or replaces the text of the one at `path`.
    pub fn insert(&mut self, path: &str, text: impl Into<Arc<str>>) -> SourceId {
        let text = text.into();
        if let Some(&id) = self.by_path.get(path) {
            self.all[id.0 as usize].text = text;
            return id;
        }
        let id = SourceId(self.all.len() as u32);
        let path: Arc<str> = path.into();
        self.all.push(Source {
            path: path.clone(),
            text,
        });
        self.by_path.insert(path, id);
        id
    }

    /// The source named by `id`, which these sources gave out.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

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
