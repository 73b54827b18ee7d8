//! A file of the project that is there but is not read.

use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::{SourceId, Span};

pub(crate) static RULE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    about: "A file that is left out of the site because it cannot be read, is too large to be a page, \
            or is a symbolic link that leaves the project.",
};

/// Why a file is not read.
#[derive(Debug, PartialEq)]
pub(crate) enum SkipReason {
    Unreadable(String),
    TooLarge {
        length: u64,
        longest: u64,
    },
    /// A symbolic link that leaves the project.
    Outside,
    /// A symbolic link to a folder that it is in.
    Circle,
    NotUtf8Name,
    /// A pipe, a socket or a device.
    NoFile,
}

pub(crate) fn finding(source: SourceId, reason: &SkipReason) -> Diagnostic {
    let place = Span::whole(source);
    match reason {
        SkipReason::Unreadable(cause) => RULE
            .at(place, format!("this file cannot be read: {cause}"))
            .help("see who may read it, and whether it is still there"),
        SkipReason::TooLarge { length, longest } => RULE
            .at(
                place,
                format!("this file is too large: {} MB", length >> 20),
            )
            .help(format!(
                "split it into several pages or files; one like this holds at most {} MB",
                longest >> 20
            )),
        // A message and a way out for each reason: what helps against one does nothing for another.
        SkipReason::Outside => RULE
            .at(
                place,
                "this link leads out of the project, so it is not followed",
            )
            .help("copy what it leads to into the project"),
        SkipReason::Circle => RULE
            .at(place, "this link leads to a folder that it is in")
            .help("move the link out of the project; the folder is read where it is"),
        SkipReason::NoFile => RULE
            .at(place, "this is a pipe, a socket or a device, and no file")
            .help("move it out of the project, or save the text in a file of this name"),
        SkipReason::NotUtf8Name => RULE
            .at(place, "this file's name is not UTF-8")
            .help("rename it with plain letters"),
    }
}
