//! The file of a page that stands, as it is to be parsed.

use std::sync::Arc;

use crate::model::page::Standing;
use crate::model::source::SourceId;

/// A page's file, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct PageFile {
    /// Its text.
    pub source: SourceId,
    /// From the content folder.
    pub path: String,
    /// As the path, if the file were named after this program's own custom.
    pub place: String,
    /// Whether a project above hides it.
    pub is_hidden: bool,
    /// Whether it cannot be told what is private in it.
    pub is_faulty: bool,
    /// Where it stands among the projects.
    pub standing: Arc<Standing>,
}
