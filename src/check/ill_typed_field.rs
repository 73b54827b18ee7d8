//! A field whose value is of another type than the field takes.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;
use crate::value::Data;

pub(crate) const RULE: Rule = Rule {
    name: "ill-typed-field",
    severity: Severity::Error,
    about: "A field whose value is of another type than the field takes, such as text where a date \
            belongs.",
};

pub(crate) fn finding(span: Span, field: &str, wanted: &str, found: &Data) -> Diagnostic {
    RULE.at(
        span,
        format!(
            "`{field}` takes {wanted}, but this is {}",
            found.type_name()
        ),
    )
    .help(example(field, wanted))
}

/// A value for the field that names another one than the field allows.
pub(crate) fn not_one_of(span: Span, field: &str, found: &str, allowed: &[&str]) -> Diagnostic {
    let finding = RULE.at(span, format!("`{field}` cannot be \"{found}\""));
    finding.help(format!("write one of: {}", allowed.join(", ")))
}

fn example(field: &str, wanted: &str) -> String {
    match wanted {
        "text" => format!("write {field} = \"…\""),
        "true or false" => {
            format!("write {field} = true or {field} = false, without quotation marks")
        }
        "a number" => format!("write {field} = 3, without quotation marks"),
        "a list of texts" => format!("write {field} = [\"…\", \"…\"]"),
        "a table" => format!("write {field} = {{ … }}"),
        _ => format!("write {wanted}"),
    }
}
