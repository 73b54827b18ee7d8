//! What the passes over a body hand to each other, before its markers are dissolved.

use crate::model::page::Event;
use crate::model::source::Span;

/// An event of the body, or a marker's label, which `callout` will dissolve.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Event(Event),
    Marker { label: Box<str>, span: Span },
}
