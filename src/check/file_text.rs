//! A text file whose bytes are not plain UTF-8 with plain line ends.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::{SourceId, Span};

pub(crate) const RULE: Rule = Rule {
    name: "invalid-utf8",
    severity: Severity::Error,
    about: "A text file that is not UTF-8, so that some of its letters are lost.",
};

pub(crate) const MARK: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Note,
    about: "A file that begins with a byte order mark. It is left out; other tools may show it.",
};

pub(crate) const LINE_ENDS: Rule = Rule {
    name: "line-ends",
    severity: Severity::Note,
    about: "A file with the line ends of Windows. They are read like others; a repository is easier to \
            merge when all files have the same.",
};

/// How a text file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Encoding {
    /// The byte at which it stops being UTF-8.
    pub(crate) invalid_at: Option<usize>,
    pub(crate) has_crlf: bool,
}

/// What is to be said of a text.
pub(crate) fn findings(source: SourceId, text: &str, encoding: Encoding) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if let Some(at) = encoding.invalid_at {
        let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
        findings.push(
            RULE.at(
                Span::new(source, at..end),
                "this file is not UTF-8 from here on",
            )
            .help("save it as UTF-8 in your editor"),
        );
    }
    if text.starts_with('\u{feff}') {
        findings.push(
            MARK.at(
                Span::whole(source),
                "this file begins with a byte order mark",
            )
            .help("save it as UTF-8 without BOM"),
        );
    }
    if encoding.has_crlf {
        findings.push(
            LINE_ENDS
                .at(
                    Span::whole(source),
                    "this file has the line ends of Windows",
                )
                .help("set your editor to LF, or let Git do it: * text=auto"),
        );
    }
    findings
}
