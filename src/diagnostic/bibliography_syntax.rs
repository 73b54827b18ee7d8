//! A place in a bibliography file that cannot be read. What it belongs to is lost; all other
//! records of the file are kept.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "bibliography-syntax",
    severity: Severity::Error,
    about: "A bibliography file cannot be read at one place, so that the record there is lost and \
            every citation of it is dead.",
};

/// A finding whose message and help the parser of the format has put into words.
pub(crate) fn broken(
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Diagnostic {
    RULE.at(span, message).help(help)
}

/// A file that no format we read has.
pub(crate) fn unknown_format(span: Span, path: &str) -> Diagnostic {
    RULE.at(span, format!("`{path}` is not a kind of bibliography file"))
        .help("name it .bib (BibLaTeX), .yaml (Hayagriva) or .json (CSL JSON)")
}

/// What the findings of [`stand_in`] say of all places alike.
const STANDS_IN: &str = "a file that stands in for a bibliography";

/// A file under the name of a bibliography that holds another thing in its place, called `what`.
pub(crate) fn stand_in(span: Span, what: &str, help: &str) -> Diagnostic {
    let message = format!("this file holds {what}, and no sources");
    RULE.at(span, message).fact(STANDS_IN).help(help)
}

/// Whether a finding is one of [`stand_in`].
pub(crate) fn is_stand_in(finding: &Diagnostic) -> bool {
    *finding.rule == RULE && finding.fact.as_deref() == Some(STANDS_IN)
}

/// A record whose type is missing, without which it cannot be formatted.
pub(crate) fn missing_type(id: &str, span: Span) -> Diagnostic {
    RULE.at(
        span,
        format!("the source `{id}` does not say what type it is"),
    )
    .fact("a source without a type")
    .help("add a line such as `type: book`, `type: article` or `type: web`")
}

/// An id that citations could not spell.
pub(crate) fn missing_id(span: Span) -> Diagnostic {
    RULE.at(span, "this source has no id, so that nothing can cite it")
        .help("give it a short id such as smith-2020")
}

#[cfg(test)]
mod tests {
    use super::{missing_type, unknown_format};
    use crate::diagnostic::finding::Severity;
    use crate::model::source::{Sources, Span};

    #[test]
    fn what_loses_a_record_is_an_error() {
        let span = Span::whole(Sources::default().insert("a.txt", ""));
        assert_eq!(missing_type("a", span).severity, Severity::Error);
        assert!(unknown_format(span, "a.txt").message.contains("a.txt"));
    }
}
