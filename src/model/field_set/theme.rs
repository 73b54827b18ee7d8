//! What a theme says of itself in its `theme.toml`.

use super::field::{FieldSet, field};

/// What may stand in `theme.toml`.
pub static THEME: FieldSet = FieldSet {
    place: "`theme.toml`",
    fields: &[
        field("name", "text", "What the theme is called."),
        field("description", "text", "What it looks like, in a sentence."),
        field(
            "licence",
            "the short name of a license",
            "Under which terms others may use the theme.",
        ),
        field(
            "extends",
            "the name of a theme, such as `\"default\"`",
            "The theme that lies beneath this one, which has all that this one lacks.",
        ),
        field(
            "groundwork",
            "a version, such as `\"0.1.0\"`",
            "The oldest program with which the theme works. An older one warns.",
        ),
        field(
            "tokens",
            "a table, `[tokens]`",
            "Colors, letters and measures, by name, for screens and for paper. `[tokens.dark]` has those of dark screens, \
             `[tokens.more-contrast]` and `[tokens.more-contrast-dark]` those for readers who ask for more contrast.",
        ),
        field(
            "contrast",
            "a list of pairs such as `[[\"ink\", \"paper\"]]`",
            "Which token is read on which. Their contrast is checked.",
        ),
    ],
};
