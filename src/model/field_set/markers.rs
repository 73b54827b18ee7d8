//! The markers that begin a quotation.

use super::field::{FieldSet, field, word};

/// Our own words, those of GitHub's alerts first.
pub static MARKERS: FieldSet = FieldSet {
    place: "a marker",
    fields: &[
        word(
            "NOTE",
            "Worth knowing, also for those who skim. Everyone reads it.",
        ),
        word("TIP", "Advice that helps. Everyone reads it."),
        word("IMPORTANT", "What nobody should miss. Everyone reads it."),
        word(
            "WARNING",
            "What needs attention at once. Everyone reads it.",
        ),
        word("CAUTION", "What may do harm. Everyone reads it."),
        word(
            "SAY",
            "Words for the facilitator to say aloud. Only the run sheet has them.",
        ),
        word(
            "FACILITATOR",
            "Advice for the facilitator. Only the run sheet has it.",
        ),
        word(
            "LATE",
            "What to do when time runs out. Only the run sheet has it.",
        ),
        field(
            "WHAT IF",
            "nothing, or a condition, as in `[!WHAT IF people > 18]`",
            "What may go wrong, and what to do then. Only the run sheet has it. With a condition it is settled once it is known how many come.",
        ),
        field(
            "CUE",
            "a role, as in `[!CUE timekeeper]`",
            "What the holder of a role has to do. Only the run sheet and that role's card have it.",
        ),
        word(
            "MATERIALS",
            "What to bring, a thing in each item of a list. Everyone reads it, and the packing list counts it.",
        ),
        word(
            "ONLINE",
            "How this is done online. Everyone reads it, folded on the page; the run sheet of an online meeting shows it in place of materials.",
        ),
        word(
            "DECISION",
            "The proposal that is decided. Everyone reads it, and the notes have a place for the answer.",
        ),
    ],
};
