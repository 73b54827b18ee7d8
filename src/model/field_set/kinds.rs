//! What a kind of page may say of itself, in `[kinds.…]` of `site.toml` or in a theme's `kinds.toml`.

use super::field::{FieldSet, field, word};

/// The settings of a kind, its abilities among them.
pub static KIND: FieldSet = FieldSet {
    place: "a kind",
    fields: &[
        field(
            "like",
            "the name of another kind",
            "Begins with all that the other kind has, but for its names.",
        ),
        field(
            "labels",
            "a text for each language",
            "What one page is called: `{ en = \"Ritual\", fr = \"Rituel\" }`.",
        ),
        field(
            "plurals",
            "a text for each language",
            "What several pages are called.",
        ),
        field(
            "listing",
            "a name",
            "The name by which `menu` names the list of these pages. It is their folder too.",
        ),
        field(
            "listed",
            "`true` or `false`",
            "`false`: there is no such list, and no page shows the label.",
        ),
        field(
            "default",
            "`true` or `false`",
            "`true`: pages that say no kind are of this one. One kind is.",
        ),
        field(
            "summary",
            "`true` or `false`",
            "Whether a page must have a summary.",
        ),
        field(
            "icon",
            "a file in the theme's `static/`",
            "A picture beside the label.",
        ),
        field(
            "fields",
            "a list of tables",
            "The fields of its pages, beside those of every page.",
        ),
        field(
            "sections",
            "a list of tables",
            "The sections of its pages, in order.",
        ),
        field(
            "any_heading",
            "`true` or `false`",
            "Whether a page must have a heading beside those of its sections.",
        ),
        field(
            "sheets",
            "a list of sheets",
            "What a page can be printed as, the usual sheet first.",
        ),
        field(
            "printed",
            "`true` or `false`",
            "Whether a build prints the pages where `[print]` does not say which kinds.",
        ),
        field(
            "roles",
            "a label for each role",
            "What the holders of roles in a meeting are called.",
        ),
        field(
            "per_person",
            "a list of phrases for each language",
            "What is read after a number of things as “for each person”.",
        ),
        field(
            "per_group",
            "a list of phrases for each language",
            "What is read after a number of things as “for each group”.",
        ),
        field(
            "timed",
            "`true` or `false`",
            "Whether each page is a meeting.",
        ),
        field(
            "terms",
            "`true` or `false`",
            "Whether each heading is a term.",
        ),
        field(
            "ordered",
            "`true` or `false`",
            "Whether a page is a series.",
        ),
        field(
            "entries",
            "`true` or `false`",
            "Whether a page lists works.",
        ),
        field(
            "prose_of_source",
            "`true` or `false`",
            "Whether a page speaks of one source.",
        ),
        field(
            "on_map",
            "`true` or `false`",
            "Whether the map has all of these pages.",
        ),
        field(
            "in_booklets",
            "`true` or `false`",
            "Whether booklets hold the pages that `see_also` names.",
        ),
        field(
            "cited",
            "`true` or `false`",
            "Whether what the pages claim wants sources.",
        ),
    ],
};

/// What pages of a kind can do.
pub static ABILITIES: FieldSet = FieldSet {
    place: "an ability",
    fields: &[
        word(
            "timed",
            "Each page is a meeting: headings are items with minutes, and there are a timetable and sheets. The kind \
             needs the field `minutes`.",
        ),
        word(
            "terms",
            "Each heading of the second level is a term, which links find by its words.",
        ),
        word(
            "ordered",
            "Items of lists that begin with a link or a mark are the parts of a series.",
        ),
        word(
            "entries",
            "Items of lists that begin with a citation show the full reference.",
        ),
        word(
            "prose_of_source",
            "A page with the id of a source is the page of that source.",
        ),
        word(
            "on_map",
            "The map has these pages, also those that nothing comes before or after.",
        ),
        word(
            "in_booklets",
            "The pages go into the booklet of a page that names them under `see_also`.",
        ),
        word(
            "cited",
            "What the pages claim wants sources: a section that begins without a mark is noted.",
        ),
    ],
};

/// A field of a kind.
pub static FIELD_OF_KIND: FieldSet = FieldSet {
    place: "a field of a kind",
    fields: &[
        field("id", "a name", "The name that pages type."),
        field(
            "type",
            "a type",
            "What the field takes. `text` if nothing is said.",
        ),
        field(
            "labels",
            "a text for each language",
            "What the field is called on pages.",
        ),
        field(
            "choices",
            "a label for each choice",
            "What a field of type `choice` takes.",
        ),
        field(
            "in_lists",
            "`true` or `false`",
            "Whether lists show it beside the title. Times and ranges unless `false`.",
        ),
        field(
            "on_sheet",
            "`true` or `false`",
            "`false`: paper does not show it.",
        ),
        field(
            "example",
            "a value of the field's type",
            "What `groundwork new` writes for it behind a `#`.",
        ),
    ],
};

/// The types of a field.
pub static FIELD_TYPES: FieldSet = FieldSet {
    place: "a type of field",
    fields: &[
        word("text", "Text, or a whole number."),
        word("list", "A list of texts. One alone counts as a list."),
        word("number", "A number."),
        word("choice", "One of a few words."),
        word(
            "time",
            "Minutes: a number, or a table with `fixed`, `per_person` and `up_to`.",
        ),
        word(
            "range",
            "A number, or a table with `min`, `expected` and `max`.",
        ),
        word("date", "A date such as `2026-11-22`."),
        word("flag", "`true` or `false`."),
        word("table", "Anything, for a theme of your own."),
    ],
};

/// A section of a kind.
pub static SECTION_OF_KIND: FieldSet = FieldSet {
    place: "a section of a kind",
    fields: &[
        field(
            "id",
            "a name",
            "The name that links use, the same in every language.",
        ),
        field(
            "headings",
            "texts for each language",
            "The headings that are read as this section. `groundwork new` writes the first.",
        ),
        field(
            "required",
            "`true` or `false`",
            "Whether each page needs it.",
        ),
        field(
            "on_sheet",
            "`whole`, `first` or `apart`",
            "What paper shows: all of it, its first paragraph or item, or all of it apart from the rest.",
        ),
        field(
            "about",
            "a text for each language",
            "What belongs there. `groundwork new` writes it below the heading.",
        ),
    ],
};

/// What a page can be printed as.
pub static SHEETS: FieldSet = FieldSet {
    place: "a sheet",
    fields: &[
        word(
            "run-sheet",
            "What the facilitator of a meeting holds in the hand, on one leaf.",
        ),
        word("script", "The same with every word."),
        word("agenda", "What those who come to a meeting are given."),
        word(
            "role-cards",
            "A card for each role, with its cues on the back.",
        ),
        word(
            "wall-agenda",
            "Items and times, to be read from across the room.",
        ),
        word("sign-in", "Who came, and how to reach them."),
        word("notes", "What the note-taker fills in."),
        word("packing-list", "What to bring, counted for those who come."),
        word("evaluation", "Slips to fill in at the end."),
        word("group-cards", "A card for each group of a meeting."),
        word("booklet", "A page with all that it builds on."),
        word("sheet", "A page as a handout."),
        word("card", "The same card four times."),
        word("cards", "Different cards, four on each sheet."),
        word("list", "A reading list or a series, with whole references."),
        word(
            "zine",
            "A page or a series as eight small pages of one sheet, which every page can be printed as.",
        ),
    ],
};
