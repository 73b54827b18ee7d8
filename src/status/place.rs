//! One place that is left open.

use crate::model::adaptation::PartChange;
use crate::model::source::Span;

/// One place that is left open.
#[derive(Debug, PartialEq)]
pub struct OpenPlace {
    /// A title of a page, a mark, or the record of a source.
    pub span: Span,
    /// The title of the page or the source, or what a finding says.
    pub text: String,
    /// What has changed there, part by part.
    pub changes: Vec<PartChange>,
}
