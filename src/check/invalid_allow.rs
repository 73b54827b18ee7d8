//! A comment or field that is meant to silence a rule but does not say which, or why.

use crate::diagnostic::{Diagnostic, Rule, Severity, nearest};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "invalid-allow",
    severity: Severity::Warning,
    about: "A comment `<!-- allow rule-name: reason -->` or a field `allow` that names no rule, or \
            gives no reason. Who reads the page later needs the reason.",
};

pub(crate) fn form(span: Span) -> Diagnostic {
    RULE.at(span, "this comment does not say which rule it allows")
        .help("write <!-- allow rule-name: reason -->, a comment for each rule")
}

pub(crate) fn unknown_rule<'a>(
    span: Span,
    rule: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no rule `{rule}`"));
    match nearest(rule, known) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("copy the rule's name from between the brackets of the finding"),
    }
}

/// `field` says whether it is a field of front matter or else a comment.
pub(crate) fn no_reason(span: Span, rule: &str, field: bool) -> Diagnostic {
    let finding = RULE.at(span, format!("this allows `{rule}` without a reason"));
    finding.help(match field {
        true => format!("write allow = {{ {rule} = \"why it is right here\" }}"),
        false => format!("write <!-- allow {rule}: why it is right here -->"),
    })
}
