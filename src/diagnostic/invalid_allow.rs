//! A comment or field that is meant to silence a rule but does not say which, or why.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggest::suggest;
use crate::diagnostic::suggestion::Applicability::Maybe;
use crate::diagnostic::suggestion::Suggestion;
use crate::model::front_matter::Notation;
use crate::model::source::Span;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-allow",
    severity: Severity::Warning,
    about: "A comment `<!-- allow rule-name: reason -->` or a field `allow` that names no rule, or \
            gives no reason. Who reads the page later needs the reason.",
};

pub(crate) fn form(span: Span) -> Diagnostic {
    RULE.at(span, "this comment does not say which rule it allows")
        .help("write <!-- allow rule-name: reason -->, a comment for each rule")
}

/// `text` is that of the page, in which the name stands within `span`.
pub(crate) fn unknown_rule<'a>(
    text: &str,
    span: Span,
    rule: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let finding = RULE.at(span, format!("there is no rule `{rule}`"));
    match suggest(rule, known) {
        Some(near) => finding.did_you_mean(near, Suggestion::within(Maybe, text, span, rule, near)),
        None => finding.help("copy the rule's name from between the brackets of the finding"),
    }
}

/// `page` is the text of the page where it is a field of its front matter, and nothing where it is a comment.
pub(crate) fn no_reason(span: Span, rule: &str, page: Option<&str>) -> Diagnostic {
    let finding = RULE.at(span, format!("this allows `{rule}` without a reason"));
    finding.help(match page.map(Notation::of) {
        Some(notation) => {
            let reason = notation.braces(&[(rule, "\"why it is right here\"")]);
            format!("write {}", notation.field("allow", reason))
        }
        None => format!("write <!-- allow {rule}: why it is right here -->"),
    })
}
