//! Front matter, `site.toml` or another file of data that is not well-formed.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const RULE: Rule = Rule {
    name: "data-syntax",
    severity: Severity::Error,
    about: "TOML or YAML that cannot be read. The fields around the fault are still used, so that \
            one missing quotation mark does not hide other findings.",
};

pub(crate) fn is_one(finding: &Diagnostic) -> bool {
    finding.rule == RULE.name
}

pub(crate) fn toml(span: Span, cause: &str) -> Diagnostic {
    let finding = RULE.at(span, format!("this TOML cannot be read: {cause}"));
    match cause {
        _ if cause.contains("string values must be quoted") => {
            finding.help("put the text between quotation marks: title = \"One-to-ones\"")
        }
        _ if cause.contains("basic string") || cause.contains("literal string") => {
            finding.help("end the text with the quotation mark that it begins with")
        }
        _ if cause.contains("duplicate key") => {
            finding.help("a field is given once; join the two or delete one")
        }
        _ => finding.help(
            "fields are written name = value, with text between quotation marks: title = \"One-to-ones\"",
        ),
    }
}

pub(crate) fn yaml(span: Span, cause: &str) -> Diagnostic {
    RULE.at(span, format!("this YAML cannot be read: {cause}"))
        .help(
            "fields are written name: value; put a text that holds a colon between quotation marks",
        )
}

pub(crate) fn not_a_mapping(span: Span, found: &str) -> Diagnostic {
    RULE.at(
        span,
        format!("front matter holds fields, but this is {found}"),
    )
    .help("write a field a line: title: One-to-ones")
}

pub(crate) fn too_many_aliases(span: Span) -> Diagnostic {
    RULE.at(
        span,
        "aliases repeat too much here, so that nothing of it is read",
    )
    .help("write out what `*` stands for, or take some of them out")
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    RULE.at(span, "these brackets nest too deeply to be read")
        .help("a field holds a value, a list or a table of values; close the brackets")
}

pub(crate) fn unclosed(span: Span, fence: &str) -> Diagnostic {
    RULE.at(span, "this front matter is never closed")
        .help(format!("end it with a line {fence} before the text"))
}
