//! What comes out of a sheet of paper otherwise than it should: a card that does not fit its place,
//! more sides than there may be, nothing at all.

use crate::diagnostic::few::few;
use crate::diagnostic::finding::{Diagnostic, Rule, Severity};
use crate::model::source::Span;

pub(crate) static CARD: Rule = Rule {
    name: "card-too-long",
    severity: Severity::Warning,
    about: "The text of a card that does not fit a quarter of a sheet. It is printed on a page of its \
            own, behind the other cards.",
};

pub(crate) static SIDES: Rule = Rule {
    name: "too-many-sides",
    severity: Severity::Warning,
    about: "A sheet that takes more sides of paper than it may: a handout with a number of `sides`, or \
            the agenda to hand out, which has one.",
};

pub(crate) static LEFT_OUT: Rule = Rule {
    name: "too-long-to-fold",
    severity: Severity::Warning,
    about: "A page with more text than eight small pages hold in the smallest letters, printed as a zine or a pocket \
            guide. What has no room is left out, and the last of the small pages says so.",
};

pub(crate) static UNFINISHED: Rule = Rule {
    name: "unfinished-sheet",
    severity: Severity::Error,
    about: "A sheet that takes too long to set, or that cannot be set whatever is left out of it. It is \
            not printed, and everything else is.",
};

/// `title` is the card's, `file` the sheet's.
pub(crate) fn card(place: Span, title: &str, file: &str) -> Diagnostic {
    CARD.at(
        place,
        format!("the card “{title}” has more text than fits its place in {file}"),
    )
    .help("shorten it; until then it is printed on a page of its own")
}

/// `left_out` are the parts that there is no room for, in words.
pub(crate) fn left_out(place: Span, file: &str, left_out: &[String]) -> Diagnostic {
    let parts = few(left_out.iter().cloned(), ", ");
    LEFT_OUT
        .at(
            place,
            format!("{file} holds eight small pages, and has no room for {parts}"),
        )
        .help("print the booklet or the sheet, which have all of it; or make a shorter page to be folded")
}

pub(crate) fn sides(place: Span, file: &str, sides: usize, most: usize) -> Diagnostic {
    let many = |n: usize| match n {
        1 => "one side".to_owned(),
        n => format!("{n} sides"),
    };
    SIDES
        .at(
            place,
            format!(
                "{file} takes {}, and is to have {}",
                many(sides),
                many(most)
            ),
        )
        .help(format!("shorten the text, or expect {}", many(sides)))
}

/// `file` is the sheet's.
pub(crate) fn late(place: Span, file: &str, seconds: u64) -> Diagnostic {
    let message = format!("{file} is not finished after {seconds} seconds, so it is left out");
    UNFINISHED
        .at(place, message)
        .help("divide the page into several, or write `print = false` at its top")
}

/// `file` is the sheet's.
pub(crate) fn failed(place: Span, file: &str) -> Diagnostic {
    let message = format!("{file} cannot be set, so it is left out");
    UNFINISHED
        .at(place, message)
        .help("write the page more simply; this is a fault in groundwork, so please report it with the page")
}
