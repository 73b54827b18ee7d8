//! The fields at the head of a page.

use super::field::{FieldSet, field};

/// Those that a page of any kind may have.
pub static PAGE: FieldSet = FieldSet {
    place: "a page",
    fields: &[
        field(
            "title",
            "text",
            "What the page is called. Without it, the heading with which the text begins, or else the words of the file's name.",
        ),
        field(
            "kind",
            "the name of a kind",
            "What sort of page it is. `page` if nothing is said.",
        ),
        field(
            "summary",
            "text",
            "One sentence that says what the page is about, for cards, lists and search. Without it, the first sentence of \
             a section called Summary.",
        ),
        field(
            "id",
            "letters, digits, hyphens and underscores",
            "The name that links use. Without it, the name of the file without its ending.",
        ),
        field(
            "aliases",
            "a list of texts",
            "Other names that links may use. One with a `/` in it is an old address, which leads to the page.",
        ),
        field(
            "lang",
            "one of the site's languages",
            "The language of the page, where the file's name does not say it.",
        ),
        field(
            "extends",
            "the id of a page of a handbook beneath",
            "The page that this one changes: it keeps all fields and sections that this one does not name.",
        ),
        field(
            "translation_of",
            "the id of a page",
            "The page that this one translates, where the two have different ids.",
        ),
        field(
            "status",
            "`stub`, `draft` or `reviewed`",
            "How finished the page is. Readers see it.",
        ),
        field(
            "reviewed",
            "a table with `on` and `by`",
            "The day on which somebody last checked the page, and who that was.",
        ),
        field(
            "updated",
            "a date, or a table with `on` and `what`",
            "The day of the last change, and what changed. The list of changes shows it.",
        ),
        field(
            "tags",
            "a list of texts",
            "Words by which pages are gathered in lists.",
        ),
        field(
            "order",
            "a number",
            "Where the page stands in lists: lower numbers come first.",
        ),
        field(
            "draft",
            "`true` or `false`",
            "Whether the page is left out unless `--drafts` asks for it.",
        ),
        field(
            "publish",
            "`true` or `false`",
            "`false` keeps the page from being published, whatever the options.",
        ),
        field(
            "published",
            "`true` or `false`",
            "The same as `publish`. A date says that the page is published.",
        ),
        field(
            "private",
            "`true` or `false`",
            "`true` keeps the page from being published, whatever the options.",
        ),
        field(
            "print",
            "`true` or `false`",
            "Whether a build makes sheets of this page, whatever its kind.",
        ),
        field(
            "citation_style",
            "the name of a style, or of a `.csl` file",
            "How this page cites, in place of the style of the site. The manual has a list of all names.",
        ),
        field("authors", "a list of texts", "Who wrote the page."),
        field(
            "licence",
            "the short name of a license",
            "The terms for this page, in place of those of the site.",
        ),
        field(
            "adapted_from",
            "a table with `title`, `url`, `licence` and `changes`",
            "What the page was made from, and what was changed. It is credited at the foot of the page.",
        ),
        field(
            "prerequisites",
            "relations",
            "Pages to read before this one.",
        ),
        field("see_also", "relations", "Pages that go well with this one."),
        field(
            "contrasts_with",
            "relations",
            "Pages that say or do it another way.",
        ),
        field(
            "uses",
            "relations",
            "Methods that an agenda or a case uses.",
        ),
        field("handouts", "relations", "Handouts that belong to the page."),
        field("series", "relations", "Series of which the page is a part."),
        field(
            "allow",
            "a table of rules with reasons",
            "Findings that you have thought about: `allow = { missing-break = \"we stand up all the time\" }`.",
        ),
        field(
            "extra",
            "a table of anything",
            "Fields for a theme of your own.",
        ),
    ],
};

/// Fields of other tools that are understood where the page has none of ours for the same.
pub static FOREIGN: FieldSet = FieldSet {
    place: "a page of another tool",
    fields: &[
        field("description", "text", "The same as `summary`."),
        field("excerpt", "text", "The same as `summary`."),
        field("lastmod", "a date", "The same as `updated`."),
        field(
            "date",
            "a date",
            "The same as `updated`; of a meeting, its day, which is left as it is.",
        ),
        field("sidebar_position", "a number", "The same as `order`."),
        field("nav_order", "a number", "The same as `order`."),
        field("weight", "a number", "The same as `order`."),
        field(
            "author",
            "a name, or a list of names",
            "The same as `authors`.",
        ),
        field("categories", "a text, or a list", "The same as `tags`."),
        field("category", "a text", "The same as `tags`."),
        field(
            "permalink",
            "a path",
            "An old address, which leads to the page.",
        ),
        field(
            "slug",
            "a name",
            "An old address in the page's folder, which leads to the page.",
        ),
        field(
            "redirect_from",
            "a path, or a list",
            "Old addresses, which lead to the page.",
        ),
    ],
};

/// A relation to another page, where more than its id is said.
pub static RELATION: FieldSet = FieldSet {
    place: "a relation",
    fields: &[
        field("page", "the id of a page", "The other page."),
        field(
            "why",
            "text",
            "Why a reader of this page should go there. It is shown on this page.",
        ),
        field(
            "back_why",
            "text",
            "Why a reader of the other page should come here. It is shown on that page.",
        ),
    ],
};

/// `reviewed`
pub static REVIEWED: FieldSet = FieldSet {
    place: "`reviewed`",
    fields: &[
        field("on", "a date", "The day of the check."),
        field("by", "text", "Who checked the page."),
    ],
};

/// `updated`
pub static UPDATED: FieldSet = FieldSet {
    place: "`updated`",
    fields: &[
        field("on", "a date", "The day of the change."),
        field("what", "text", "What changed, in a few words."),
    ],
};

/// `adapted_from`
pub static ADAPTED: FieldSet = FieldSet {
    place: "`adapted_from`",
    fields: &[
        field("title", "text", "What the original is called."),
        field("url", "an address", "Where it is."),
        field(
            "licence",
            "the short name of a license",
            "The terms under which it may be used.",
        ),
        field("changes", "text", "What was changed."),
    ],
};

/// A field of type `time`.
pub static TIME: FieldSet = FieldSet {
    place: "a time",
    fields: &[
        field("fixed", "minutes", "What it takes whoever comes."),
        field("per_person", "minutes", "What it takes for each person."),
        field("up_to", "minutes", "The most that it takes."),
    ],
};

/// A field of type `range`.
pub static RANGE: FieldSet = FieldSet {
    place: "a range",
    fields: &[
        field("min", "a number", "The fewest."),
        field(
            "expected",
            "a number",
            "As many as are likely. Times are worked out for these.",
        ),
        field("max", "a number", "The most."),
    ],
};
