//! Files that hold a whole site, to carry away: which there are, and what they are called.

use crate::model::file_name::fitting;
use crate::model::slug::slug;

/// A form of the whole site as one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Download {
    /// All pages in one file of HTML: a phone opens a file, and hardly a folder.
    SingleFile,
    /// The site as it is, packed.
    Archive,
}

impl Download {
    /// The word of the interface for it.
    pub fn word(self) -> &'static str {
        match self {
            Download::SingleFile => "as-one-file",
            Download::Archive => "as-archive",
        }
    }

    /// Its path in the output of a site with this title.
    pub fn path(self, title: &str) -> String {
        let ending = match self {
            Download::SingleFile => "html",
            Download::Archive => "zip",
        };
        format!("{}.{ending}", fitting(&slug(title)))
    }
}
