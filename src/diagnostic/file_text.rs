//! A text file whose bytes are not plain UTF-8 with plain line ends.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::diagnostic::suggestion::Suggestion;
use crate::model::source::{SourceId, Span};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-utf8",
    severity: Severity::Error,
    about: "A text file that is not UTF-8, so that some of its letters are lost. UTF-16 is read too, with \
            a warning.",
};

pub(crate) static MARK: Rule = Rule {
    name: "byte-order-mark",
    severity: Severity::Note,
    about: "A file that begins with a byte order mark. It is left out; other tools may show it.",
};

pub(crate) static LINE_ENDS: Rule = Rule {
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
    /// Whether it is UTF-16, which is read without loss.
    pub(crate) is_utf16: bool,
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
    // UTF-16 begins with a mark as well, which is then no fault of its own.
    if encoding.is_utf16 {
        findings.push(utf16(source));
    } else if text.starts_with('\u{feff}') {
        findings.push(byte_order_mark(source));
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

fn utf16(source: SourceId) -> Diagnostic {
    let finding = RULE
        .at(
            Span::whole(source),
            "this file is UTF-16: it is read, but other programs take it for no text",
        )
        .help("save it as UTF-8 in your editor")
        .suggest(Suggestion::sure(mark_of(source), ""));
    Diagnostic {
        severity: Severity::Warning,
        ..finding
    }
}

fn byte_order_mark(source: SourceId) -> Diagnostic {
    MARK.at(
        Span::whole(source),
        "this file begins with a byte order mark",
    )
    .help("save it as UTF-8 without BOM")
    .suggest(Suggestion::sure(mark_of(source), ""))
}

/// Where a byte order mark stands.
fn mark_of(source: SourceId) -> Span {
    Span::new(source, 0..'\u{feff}'.len_utf8())
}
