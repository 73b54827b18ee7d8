//! What comes out of a sheet of paper otherwise than it should: a card that does not fit its place,
//! more sides than there may be.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::Span;

pub(crate) const CARD: Rule = Rule {
    name: "card-too-long",
    severity: Severity::Warning,
    about: "The text of a card that does not fit a quarter of a sheet. It is printed on a page of its \
            own, behind the other cards.",
};

pub(crate) const SIDES: Rule = Rule {
    name: "too-many-sides",
    severity: Severity::Warning,
    about: "A sheet that takes more sides of paper than it may: a handout with a number of `sides`, or \
            the agenda to hand out, which has one.",
};

/// `title` is the card's, `file` the sheet's.
pub(crate) fn card(place: Span, title: &str, file: &str) -> Diagnostic {
    CARD.at(
        place,
        format!("the card “{title}” has more text than fits its place in {file}"),
    )
    .help("shorten it; until then it is printed on a page of its own")
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
