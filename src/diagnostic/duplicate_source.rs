//! Two records with one id. A citation of it could mean either, so the first counts until the
//! writer has said which is which.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-source",
    severity: Severity::Error,
    about: "Two records of the bibliography have the same id. A citation would reach only the \
            first of them, so that a claim may point at the wrong work.",
};

/// The record at `second` has the id of the one at `first`.
pub(crate) fn taken(id: &str, second: Span, first: Span) -> Diagnostic {
    RULE.at(second, format!("there are two sources with the id `{id}`"))
        .fact("an id that two sources have")
        .note(first, "the first, which counts")
        .help("remove one of them, or give it an id of its own")
}

#[cfg(test)]
mod tests {
    use super::taken;
    use crate::model::source::{Sources, Span};

    #[test]
    fn both_places_are_named() {
        let source = Sources::default().insert("a.bib", "");
        let (second, first) = (Span::new(source, 9..10), Span::new(source, 1..2));
        let finding = taken("smith", second, first);
        assert_eq!((finding.span, finding.notes[0].span), (second, first));
    }
}
