//! A template that cannot be read or filled.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "template-error",
    severity: Severity::Error,
    about: "A theme's template that cannot be read, or that names a value it is not given.",
};

pub(crate) fn finding(span: Span, cause: &str) -> Diagnostic {
    RULE.at(span, format!("this template does not work: {}", cause.trim_end_matches('.')))
        .help("themes/default/README.md says what each template is given; write {{ x or \"\" }} for what may be missing")
}
