//! What could be typed in place of what a finding is about, as edits that a program can make.
//!
//! A [`Suggestion`] is plain data: edits of one source, and whether they are sure. It goes with the
//! help of its finding, which says the same in words. `fixes` chooses those that can be made together.

use crate::model::edit::Edit;
use crate::model::source::{SourceId, Span};

/// Edits of one source that would mend what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Suggestion {
    /// The file that is edited, which is not always that of the finding.
    pub source: SourceId,
    /// By place; none overlap.
    pub edits: Vec<Edit>,
    /// Whether `check --fix` makes them.
    pub applicability: Applicability,
}

/// Whether a suggestion may be followed without asking the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// Nobody could have meant anything else, and no words are lost.
    Sure,
    /// It is likely, and the writer decides.
    Maybe,
}

impl Applicability {
    /// Its word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Applicability::Sure => "sure",
            Applicability::Maybe => "maybe",
        }
    }

    /// [`Applicability::Sure`] where `is_sure`.
    pub(crate) fn of(is_sure: bool) -> Self {
        if is_sure {
            Applicability::Sure
        } else {
            Applicability::Maybe
        }
    }
}

impl Suggestion {
    pub(crate) fn new(applicability: Applicability, span: Span, text: impl Into<String>) -> Self {
        Self {
            source: span.source,
            edits: vec![edit(span, text)],
            applicability,
        }
    }

    pub(crate) fn sure(span: Span, text: impl Into<String>) -> Self {
        Self::new(Applicability::Sure, span, text)
    }

    pub(crate) fn maybe(span: Span, text: impl Into<String>) -> Self {
        Self::new(Applicability::Maybe, span, text)
    }

    /// Edits another place of the same source too, behind all of the others.
    pub(crate) fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.edits.push(edit(span, text));
        self
    }

    /// Gives the value of a field another text. `span` is all of the value, with the quotation marks
    /// if it has any, and `old` what is read of it; one that is written in any other way, such as with
    /// escapes or on several lines, gets no suggestion.
    pub(crate) fn value(
        applicability: Applicability,
        span: Span,
        old: &str,
        new: &str,
    ) -> Option<Self> {
        const QUOTATION_MARKS: usize = 2;
        let marks = span.range().len().checked_sub(old.len())?;
        let text = match marks {
            0 if is_bare_word(new) => new.to_owned(),
            0 | QUOTATION_MARKS if !needs_escapes(new) => format!("\"{new}\""),
            _ => return None,
        };
        Some(Self::new(applicability, span, text))
    }

    /// As [`Suggestion::value`], for a text between signs that stay as they are, such as braces.
    pub(crate) fn inner(
        applicability: Applicability,
        span: Span,
        old: &str,
        new: impl Into<String>,
    ) -> Option<Self> {
        let signs = span.range().len().checked_sub(old.len())?;
        if !matches!(signs, 0 | 2) {
            return None;
        }
        let start = span.start as usize + signs / 2;
        let place = Span::new(span.source, start..start + old.len());
        Some(Self::new(applicability, place, new))
    }

    /// Replaces `old` by `new` within `span` of a source with this text, where it stands there exactly
    /// once.
    pub(crate) fn within(
        applicability: Applicability,
        text: &str,
        span: Span,
        old: &str,
        new: &str,
    ) -> Option<Self> {
        let mut places = text.get(span.range())?.match_indices(old);
        let (at, _) = places.next().filter(|_| !old.is_empty())?;
        if places.next().is_some() {
            return None;
        }
        let start = span.start as usize + at;
        let place = Span::new(span.source, start..start + old.len());
        Some(Self::new(applicability, place, new))
    }
}

fn edit(span: Span, text: impl Into<String>) -> Edit {
    Edit {
        range: span.range(),
        text: text.into(),
    }
}

/// Words that YAML takes for something else than text where they have no quotation marks.
const YAML_WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "null", "y"];

/// Whether YAML reads it as text without quotation marks.
fn is_bare_word(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    text.starts_with(char::is_alphabetic)
        && text.chars().all(is_letter)
        && !YAML_WORDS.contains(&text.to_lowercase().as_str())
}

fn needs_escapes(text: &str) -> bool {
    text.contains(|c: char| matches!(c, '"' | '\\') || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::{Applicability, Suggestion};
    use crate::model::edit::applied;
    use crate::model::source::{Sources, Span};

    const MAYBE: Applicability = Applicability::Maybe;

    /// What becomes of a line whose value begins at `at` and is read as `old`.
    fn valued(line: &str, at: usize, old: &str, new: &str) -> Option<String> {
        let source = Sources::default().insert("a.md", line);
        let span = Span::new(source, at..line.len());
        let suggestion = Suggestion::value(MAYBE, span, old, new)?;
        Some(applied(line, suggestion.edits))
    }

    #[test]
    fn a_value_keeps_its_quotation_marks_or_its_want_of_them() {
        for (line, at, old, new, expected) in [
            ("kind = \"a\"", 7, "a", "b c", Some("kind = \"b c\"")),
            ("kind: a", 6, "a", "b", Some("kind: b")),
            ("kind: a", 6, "a", "no", Some("kind: \"no\"")),
            ("kind: a", 6, "a", "b: c", Some("kind: \"b: c\"")),
            ("kind = \"\\u0061\"", 7, "a", "b", None),
            ("kind = \"a\"", 7, "a", "b\"", None),
        ] {
            let found = valued(line, at, old, new);
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn what_stands_at_two_places_is_replaced_at_none() {
        let source = Sources::default().insert("a.md", "");
        let within = |text: &str| {
            let span = Span::new(source, 0..text.len());
            let suggestion = Suggestion::within(MAYBE, text, span, "ab", "c")?;
            Some(applied(text, suggestion.edits))
        };
        assert_eq!(within("x ab x").as_deref(), Some("x c x"));
        assert_eq!(within("ab ab"), None);
        assert_eq!(within("x"), None);
    }
}
