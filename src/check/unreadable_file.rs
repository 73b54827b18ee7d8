//! A file of the project that is there but is not read.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::load::Refusal;
use crate::source::{SourceId, Span};

pub(crate) const RULE: Rule = Rule {
    name: "unreadable-file",
    severity: Severity::Error,
    about: "A file that is left out of the site because it cannot be read, is too large to be a page, \
            or is a symbolic link that leaves the project.",
};

pub(crate) fn finding(source: SourceId, refusal: &Refusal) -> Diagnostic {
    let place = Span::whole(source);
    match refusal {
        Refusal::Unreadable(cause) => RULE
            .at(place, format!("this file cannot be read: {cause}"))
            .help("see who may read it, and whether it is still there"),
        Refusal::TooLarge { length, longest } => RULE
            .at(
                place,
                format!("this file is too large: {} MB", length >> 20),
            )
            .help(format!(
                "split it into several pages or files; one like this holds at most {} MB",
                longest >> 20
            )),
        Refusal::Outside => RULE
            .at(
                place,
                "this link leads out of the project, so it is not followed",
            )
            .help("copy what it leads to into the project"),
        Refusal::Circle => RULE
            .at(place, "this link leads to a folder that it is in")
            .help("delete the link"),
        Refusal::NoFile => RULE
            .at(place, "this is a pipe, a socket or a device, and no file")
            .help("delete it, or save the text in a file of this name"),
        Refusal::NotUtf8Name => RULE
            .at(place, "this file's name is not UTF-8")
            .help("rename it with plain letters"),
    }
}
