//! What stands in braces behind a heading of an agenda, and behind a picture.

use super::field::{FieldSet, field, word};

/// The attributes of an item of an agenda.
pub static ITEM: FieldSet = FieldSet {
    place: "an item",
    fields: &[
        field(
            "minutes",
            "`10`, `5+2/person` or `5+2/member`",
            "How long the item takes: a number, or a number and so many more for each person, or for each member of the largest group.",
        ),
        field(
            "cap",
            "minutes",
            "The most that it takes, however many come.",
        ),
        field(
            "least",
            "minutes",
            "What it can be cut to when the meeting runs late.",
        ),
        field(
            "priority",
            "`must`, `should` or `could`",
            "What goes first when time is short. `should` if nothing is said.",
        ),
        field(
            "group",
            "a number of people, from 2",
            "Everyone works in groups of about so many. The sheets say how many groups there are and of which sizes.",
        ),
        field(
            "uses",
            "ids of methods, with commas between",
            "The methods that the item uses.",
        ),
        field("lead", "a role", "Who leads the item."),
    ],
};

/// What stands in braces behind a heading of a page that extends another.
pub static CHANGE: FieldSet = FieldSet {
    place: "a heading of a page that extends another",
    fields: &[
        field(
            "add",
            "`before`, `after` or `out`",
            "Puts the text below the heading before or after that of the original's section, or leaves that section out.",
        ),
        field(
            "place",
            "`after:` or `before:` and the id of a section, such as `after:steps`",
            "Where a section of your own stands. At the end if nothing is said.",
        ),
    ],
};

/// The types of an item, each a word behind a dot.
pub static ITEM_TYPES: FieldSet = FieldSet {
    place: "a type of item",
    fields: &[
        word("opening", "The meeting begins."),
        word("relational", "People get to know each other."),
        word("report", "Some tell the others what has happened."),
        word("discussion", "People talk about something."),
        word("decision", "People decide something."),
        word("practice", "People try something out."),
        word("break", "People rest."),
        word("logistics", "Dates, places and other arrangements."),
        word("evaluation", "People say how the meeting was."),
        word("closing", "The meeting ends."),
    ],
};

/// The priorities of an item.
pub static ITEM_PRIORITIES: FieldSet = FieldSet {
    place: "a priority",
    fields: &[
        word(
            "must",
            "The meeting fails without it. It may be shortened to its `least`, and is never left out.",
        ),
        word(
            "should",
            "It is shortened, and then left out, after the items that only could be.",
        ),
        word(
            "could",
            "It is the first to be shortened, and the first to be left out.",
        ),
    ],
};

/// The attributes of a picture.
pub static PICTURE: FieldSet = FieldSet {
    place: "a picture",
    fields: &[
        field(
            "width",
            "`300`, `50%` or `8cm`",
            "How wide the picture is shown.",
        ),
        field(
            "height",
            "`200`",
            "How high the picture is shown, where no width is given.",
        ),
        field(
            "alt",
            "text",
            "What the picture shows, for those who do not see it. Also `fig-alt`.",
        ),
        field(
            "caption",
            "text",
            "What stands under the picture. Also `fig-cap`, `title` and `data-caption`.",
        ),
        field(
            "credit",
            "text",
            "Who made the picture. Also `attribution` and `data-credit`.",
        ),
    ],
};
