//! What lies in the folder of a handbook, as the command has read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::date::Date;

/// The files of a handbook that was made for another tool.
#[derive(Debug, Default)]
pub struct Original {
    /// The name of its folder.
    pub name: String,
    /// By their paths from the folder, with `/` between names.
    pub files: BTreeMap<String, OriginalFile>,
    /// What was passed over, and why, in words: links that lead out of the folder, files that cannot be
    /// read.
    pub skipped: Vec<(String, String)>,
    /// The day on which it is brought in; pages of later days were not yet seen by readers of the original.
    pub today: Option<Date>,
}

/// One of its files.
#[derive(Debug, Clone, Default)]
pub struct OriginalFile {
    /// Its length in bytes.
    pub len: u64,
    /// What it says, where it is a text of a length that a page or settings may have.
    pub text: Option<Arc<str>>,
    /// Whether its letters were in an encoding other than UTF-8.
    pub was_recoded: bool,
}

impl Original {
    /// The text of a file; nothing where it is not there or no text.
    pub(super) fn text(&self, path: &str) -> Option<&Arc<str>> {
        self.files.get(path)?.text.as_ref()
    }

    /// The first of these files that is there.
    pub(super) fn first<'a>(&self, paths: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let mut paths = paths.into_iter();
        let found = paths.find(|path| self.files.contains_key(*path))?;
        Some(found.to_owned())
    }

    /// Whether there is anything in a folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.below(folder).next().is_some()
    }

    /// The files below a folder, by their whole paths and by those from the folder; all for the empty
    /// name.
    pub(super) fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let start = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let from = self.files.range(start.clone()..);
        from.map(|(path, _)| path.as_str())
            .map_while(move |path| Some((path, path.strip_prefix(start.as_str())?)))
    }
}
