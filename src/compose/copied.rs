//! A page of whose text another is made.

use crate::model::page::Page;
use crate::model::source::Span;

/// A page of whose text stretches are copied.
pub(super) struct Copied<'a> {
    pub(super) page: &'a Page,
    /// Where its body begins in the text of the page.
    pub(super) body: usize,
    /// Where that is in its file.
    pub(super) body_in_file: usize,
    /// The heading that is its title.
    pub(super) title: Option<Span>,
}
