//! The settings of `site.toml`.

use super::field::{FieldSet, field};

/// Those that stand before the first line in square brackets, and the tables behind it.
pub static SITE: FieldSet = FieldSet {
    place: "`site.toml`",
    fields: &[
        field(
            "title",
            "text",
            "What the site is called. Every site needs one.",
        ),
        field(
            "base_url",
            "an address that begins with https:// or http://",
            "Where the site will be on the web. Feeds, the list of pages for search engines and links to share need it; \
             all other links work without it.",
        ),
        field(
            "version",
            "text",
            "The edition of the handbook. It stands on every printed sheet.",
        ),
        field(
            "date",
            "a date such as `2026-11-22`",
            "The day of the edition. Without it the pages name no day, so that the same text always gives the same site.",
        ),
        field(
            "languages",
            "a list of codes such as `[\"en\", \"fr\"]`",
            "The languages of the pages. The first is the default. English alone if nothing is said.",
        ),
        field(
            "theme",
            "the name of a folder in `themes/`",
            "The look of the site; `default` is in the program.",
        ),
        field(
            "licence",
            "the short name of a license, such as `CC-BY-SA-4.0`",
            "Under which terms others may use the pages. It stands at the foot of each page that names no other.",
        ),
        field(
            "menu",
            "a list of ids, and of entries in braces",
            "What the menu leads to, in order: pages, lists such as `methods` or `sources`, groups of these, and addresses \
             elsewhere.",
        ),
        field(
            "look",
            "a table, `[look]`",
            "Your logo and your color, on pages and on paper.",
        ),
        field(
            "feedback",
            "an address that begins with mailto: or https://",
            "Where readers write what they would change. Each page then leads there, with its title and version.",
        ),
        field(
            "clock",
            "`12` or `24`",
            "How times of the day are written: `12` for 7:00 pm, `24` for 19:00. If nothing is said, as the language has it; in \
             English and Spanish on Letter paper with 12 hours.",
        ),
        field(
            "smart_punctuation",
            "`true` or `false`",
            "Whether straight quotation marks, `--` and `...` become curly ones, dashes and an ellipsis. `false` if nothing is said.",
        ),
        field(
            "trust_html",
            "`true` or `false`",
            "Whether raw HTML is kept as it is, with scripts, frames and forms. Only for pages that all come from people you \
             trust. `false` if nothing is said.",
        ),
        field(
            "citations",
            "a table, `[citations]`",
            "How references are written.",
        ),
        field(
            "print",
            "a table, `[print]`",
            "What is printed, and on which paper.",
        ),
        field(
            "preview",
            "a table, `[preview]`",
            "How the preview opens your editor.",
        ),
        field(
            "kinds",
            "a table for each kind, such as `[kinds.ritual]`",
            "Kinds of page of your own, and changes to those that are built in.",
        ),
        field(
            "upstream",
            "a table for each, `[[upstream]]`",
            "Handbooks on which this one is built. The first is the uppermost.",
        ),
        field(
            "requires",
            "a version such as `\"0.1\"`",
            "The oldest version of groundwork that can build the handbook.",
        ),
    ],
};

/// Those below `[[upstream]]`.
pub static UPSTREAM: FieldSet = FieldSet {
    place: "`upstream`",
    fields: &[
        field(
            "path",
            "a folder, such as `upstream` or `../their-handbook`",
            "Where the other handbook is: the folder that holds its `site.toml`. It may lie outside your own, and nothing is \
             ever written there.",
        ),
        field(
            "name",
            "text",
            "What readers and findings call it. Its title if nothing is said.",
        ),
        field(
            "hide",
            "a list of ids",
            "Its pages that your handbook leaves out.",
        ),
    ],
};

/// Those below `[citations]`.
pub static CITATIONS: FieldSet = FieldSet {
    place: "`citations`",
    fields: &[
        field(
            "style",
            "the name of a style, such as `ieee` or `apa`, or of a `.csl` file",
            "How pages cite, by numbers, by names and years or in notes. `ieee` if nothing is said. The manual has a list of all names.",
        ),
        field(
            "uncited",
            "`\"hide\"` or `\"list\"`",
            "What becomes of sources that no page cites, links to or is about: they are left out of the site, or listed like \
             others. `hide` if nothing is said.",
        ),
    ],
};

/// Those below `[print]`.
pub static PRINT: FieldSet = FieldSet {
    place: "`print`",
    fields: &[
        field(
            "paper",
            "`a4`, `letter` or a list of both",
            "The papers for which sheets are made. `a4` if nothing is said.",
        ),
        field(
            "kinds",
            "a list of kinds",
            "The kinds of page whose sheets a build makes. Agendas and handouts if nothing is said; an empty list makes none.",
        ),
        field(
            "large",
            "`true` or `false`",
            "Whether sheets are made in large letters too. `false` if nothing is said.",
        ),
    ],
};

/// Those below `[preview]`.
pub static PREVIEW: FieldSet = FieldSet {
    place: "`preview`",
    fields: &[field(
        "editor",
        "an address with `{path}` and `{line}` in it",
        "What opens a file in your editor, such as `vscode://file/{path}:{line}`. Places in the preview then are links.",
    )],
};

/// Those below `[look]`.
pub static LOOK: FieldSet = FieldSet {
    place: "`look`",
    fields: &[
        field(
            "logo",
            "the path of a picture in `content/`",
            "A picture beside the title, at the top of each page, and of each sheet but cards and slips.",
        ),
        field(
            "accent",
            "a color, such as `\"#a32a17\"`",
            "The color of the band at the top, of links, and of what heads a sheet. On dark screens, and where it could not \
             be read, the nearest that can is used.",
        ),
    ],
};

/// Those of an entry of the menu in braces.
pub static MENU_ENTRY: FieldSet = FieldSet {
    place: "an entry of the menu",
    fields: &[
        field("page", "an id", "The page or the list that it leads to."),
        field(
            "url",
            "an address",
            "Where it leads outside of the handbook: an address that begins with https://, http://, mailto: or tel:.",
        ),
        field(
            "items",
            "a list like the menu",
            "What a group holds. No group stands in a group.",
        ),
        field(
            "label",
            "text, or a text for each language such as `{ en = \"About\", fr = \"À propos\" }`",
            "What it is called. A page without one goes by its title.",
        ),
    ],
};
