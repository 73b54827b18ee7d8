//! A template that cannot be read or filled.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "template-error",
    severity: Severity::Error,
    about: "A theme's template that cannot be read, or that names a value it is not given.",
};

pub(crate) fn finding(span: Span, cause: &str) -> Diagnostic {
    RULE.at(span, format!("this template does not work: {}", cause.trim_end_matches('.')))
        .help("themes/default/README.md says what each template is given; write {{ x or \"\" }} for what may be missing")
}

/// A block that is overridden, and that no template beneath has.
pub(crate) fn unknown_block(span: Span, block: &str) -> Diagnostic {
    let cause = format!("no template beneath has a block `{block}`, so that nobody would see it");
    finding(span, &cause).help("name a block of the template that this one extends, or write the text outside of blocks into that template")
}
