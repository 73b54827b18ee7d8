//! Signs that turn the direction of all text behind them: in a title or an address they make another be seen than the
//! one that stands there (Unicode's overrides, embeddings and isolates). They are read as blanks, so that all places
//! stay where they are.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, bibliography_field};
use crate::model::source::{SourceId, Span};

/// Whether a character is such a sign.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with blanks in the place of such signs, of as many bytes; a finding at the first of them.
pub(crate) fn without_turning(source: SourceId, text: &str) -> (Cow<'_, str>, Option<Diagnostic>) {
    let Some(first) = text.find(is_turning) else {
        return (Cow::Borrowed(text), None);
    };
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if is_turning(c) {
            plain.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            plain.push(c);
        }
    }
    let end = first + text[first..].chars().next().map_or(0, char::len_utf8);
    let count = text.chars().filter(|c| is_turning(*c)).count();
    let finding = bibliography_field::turning(count, Span::new(source, first..end));
    (Cow::Owned(plain), Some(finding))
}

#[cfg(test)]
mod tests {
    use super::without_turning;
    use crate::model::source::Sources;

    #[test]
    fn what_turns_text_around_is_read_as_blanks() {
        let source = Sources::default().insert("a.bib", "");
        let (plain, finding) = without_turning(source, "a\u{202e}b\u{2069}");
        assert_eq!(plain, "a   b   ");
        assert_eq!(finding.unwrap().span.range(), 1..4);
        assert!(without_turning(source, "a b").1.is_none());
    }
}
