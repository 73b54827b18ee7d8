//! Where each block of a text comes from, for a preview that leads writers to their files.
//!
//! The markup of a page never says so. A second rendering of the same text does, in attributes:
//! whoever asks lays the two side by side.

use crate::model::source::Span;

/// The attribute of a block: its place in the list of origins.
pub(crate) const ATTRIBUTE: &str = "data-origin";

/// Where blocks begin in what was written, and in the sources.
pub(super) type Origins = Vec<(usize, Span)>;

/// The markup with an attribute on each block, and the places that the attributes count.
pub(super) fn mark(html: &str, origins: &[(usize, Span)]) -> (String, Vec<Span>) {
    let mut out = String::with_capacity(html.len() + 20 * origins.len());
    let mut written = 0;
    for (at, (start, _)) in origins.iter().enumerate() {
        let name = html[*start..].find([' ', '>', '\n', '/']);
        let end = name.map_or(html.len(), |length| start + length);
        out.push_str(&html[written..end]);
        out.push_str(&format!(" {ATTRIBUTE}=\"{at}\""));
        written = end;
    }
    out.push_str(&html[written..]);
    (out, origins.iter().map(|(_, span)| *span).collect())
}
