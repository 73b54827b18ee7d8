//! The level at which a heading is typed, which is another than it is shown at where the page's title stands
//! among the headings.

use crate::model::page::{Heading, Page};
use crate::model::source::Span;

/// The headings that are not within a quotation or a list, where levels mean nothing.
pub(super) fn headings(page: &Page) -> impl Iterator<Item = &Heading> {
    let headings = page.body.headings.iter();
    headings.filter(|heading| !heading.nested)
}

/// The place of the # that a heading begins with; one that is underlined has none.
pub(super) fn signs(page: &Page, heading: &Heading) -> Option<Span> {
    let text = &page.text[heading.span.range()];
    let count = text.bytes().take_while(|byte| *byte == b'#').count();
    let start = heading.span.start as usize;
    (count > 0).then(|| Span::new(heading.span.source, start..start + count))
}

/// How many levels down the heading is, as it is typed.
pub(super) fn typed_level(page: &Page, heading: &Heading) -> u8 {
    match signs(page, heading) {
        Some(signs) => signs.range().len() as u8,
        None => {
            let text = page.text[heading.span.range()].trim_end();
            if text.ends_with('=') { 1 } else { 2 }
        }
    }
}
