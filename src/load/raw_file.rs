//! A file as it was found, before anything is made of it.

use std::sync::Arc;

use crate::diagnostic::file_text::Encoding;
use crate::diagnostic::unreadable_file::SkipReason;
use crate::model::format::FileFormat;

/// A file as it was found.
#[derive(Debug, PartialEq)]
pub(crate) struct RawFile {
    pub(crate) hash: blake3::Hash,
    pub(crate) len: u64,
    pub(crate) content: Content,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Content {
    Text(Text),
    /// What a theme brings along that is no text.
    Bytes(Arc<[u8]>),
    /// Kept by its hash and what it is.
    Other(FileFormat),
    /// Not read, and why.
    Skipped(SkipReason),
}

#[derive(Debug, PartialEq)]
pub(crate) struct Text {
    pub(crate) text: Arc<str>,
    pub(crate) encoding: Encoding,
}
