//! A citation mark that names no source, or names one in a way that cannot be read.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "malformed-citation",
    severity: Severity::Error,
    about: "A citation mark that is empty or cannot be read. Marks are written [source: id], \
            [source: id, p. 12], [@id] or [see @id, pp. 3–5; @other].",
};

pub(crate) fn empty(span: Span) -> Diagnostic {
    RULE.at(span, "this mark cites nothing")
        .help("name a source: [source: id]")
}

pub(crate) fn no_key(span: Span, part: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("this part of the mark cites nothing: `{part}`"),
    )
    .help("begin each source with @: [@one; @other]")
}

pub(crate) fn spaces(span: Span, part: &str, key: &str, rest: &str) -> Diagnostic {
    RULE.at(span, format!("`{part}` is not the id of a source"))
        .help(format!(
            "an id has no spaces; put a comma before what follows it: [source: {key}, {rest}]"
        ))
}
