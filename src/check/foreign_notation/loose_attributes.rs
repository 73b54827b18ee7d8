//! Attributes in braces that do not stand right behind their picture, so that they are shown.

use crate::diagnostic::{Diagnostic, other_syntax};
use crate::model::page::{EventKind, Page};
use crate::model::source::Span;
use crate::parse::attributes;

/// The first such on a page.
pub(super) fn judge(page: &Page) -> Option<Diagnostic> {
    let events = &page.body.events;
    let pictures = events.iter().enumerate();
    let mut pictures = pictures.filter(|(_, event)| matches!(event.kind, EventKind::Image(_)));
    pictures.find_map(|(at, picture)| {
        let next = events.get(at + 1)?;
        let is_break = matches!(next.kind, EventKind::SoftBreak);
        let text = events.get(at + 1 + usize::from(is_break))?;
        if !matches!(text.kind, EventKind::Text(_)) {
            return None;
        }
        let typed = &page.text[text.span.range()];
        let braces = typed.trim_start_matches([' ', '\t']);
        let (read, length) = attributes::read(braces)?;
        if read.values.is_empty() && read.classes.is_empty() {
            return None;
        }
        let start = text.span.end as usize - braces.len();
        let place = Span::new(text.span.source, start..start + length);
        let is_apart = is_break || braces.len() < typed.len();
        let help = help(
            &page.text[picture.span.range()],
            &braces[..length],
            is_apart,
        );
        let what = "is read only right behind the address of a picture";
        Some(other_syntax::notation(
            place,
            &braces[..length],
            what,
            &help,
        ))
    })
}

fn help(picture: &str, braces: &str, is_apart: bool) -> String {
    if is_apart && picture.ends_with(')') {
        return format!("put it right behind the picture, without a space: {picture}{braces}");
    }
    format!(
        "write the picture with its address between parentheses, and this right behind: \
         ![what it shows](picture.png){braces}"
    )
}
