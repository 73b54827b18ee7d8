//! How much of one thing a project may hold, all in one place.
//!
//! Each limit is far above what a handbook needs and far below what a machine cannot bear, since a few
//! small files can ask for any amount of work. What meets one says so in a finding and goes on with
//! what is within it. All of them count bytes or things, never time, so that the same input
//! gives the same bytes on every machine.

#![expect(
    missing_docs,
    reason = "each constant says in its own words what it limits, and what becomes of more"
)]

/// The most that there may be of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted, as a writer calls it.
    pub what: &'static str,
    /// How many of them, or how many bytes.
    pub most: usize,
    /// Whether it counts bytes.
    pub bytes: bool,
    /// What becomes of more.
    pub beyond: &'static str,
}

/// Every limit that a project can meet, in the order in which a manual lists them.
pub const ALL: [&Limit; 75] = [
    &PAGE_FILE,
    &TEXT_FILE,
    &FILE_NAME,
    &FIELD_DEPTH,
    &EMBEDDED_ON_PAGE,
    &EMBEDDED_ON_SITE,
    &EMBED_DEPTH,
    &DEPTH,
    &HTML_DEPTH,
    &HTML_ATTRIBUTES,
    &TITLE,
    &SUMMARY,
    &NAME,
    &TAGS,
    &ALIASES,
    &AUTHORS,
    &RELATIONS,
    &CITED_IN_MARK,
    &COLOURED_LINE,
    &COLOURED_ON_PAGE,
    &ALIASED,
    &PICTURE_FILE,
    &PICTURE_SIDE,
    &PICTURE_PIXELS,
    &DRAWING_DEPTH,
    &DRAWING_ATTRIBUTES,
    &DRAWING_NAMESPACES,
    &DRAWING_ENTITIES,
    &DRAWING_COPIES,
    &DRAWINGS_WITHIN,
    &DRAWING_RULES,
    &DRAWING_STYLES,
    &DRAWING_LOOKUPS,
    &DRAWING_PARTS,
    &DRAWING_CHAIN,
    &DRAWING_WORDS,
    &DRAWING_FILTERS,
    &ITEMS,
    &MINUTES,
    &PEOPLE,
    &ROLES,
    &MATERIALS,
    &MARKED,
    &SHEET,
    &SHEET_BLOCKS,
    &SHEET_DEPTH,
    &SIGN_IN_ROWS,
    &ABBREVIATION,
    &BRACES,
    &INDENT,
    &FAMILY,
    &INHERITED,
    &MENU,
    &LANGUAGES,
    &STYLE_FILE,
    &STYLE_PARTS,
    &STYLE_DEPTH,
    &STYLE_MACROS,
    &STYLE_TEXT,
    &THEMES,
    &UPSTREAMS,
    &CHANGES_IN_FEED,
    &MAP_PAGES,
    &MAP_ARROWS,
    &SEARCHED_SECTIONS,
    &CARRIED_FILE,
    &CARRIED,
    &ADDED_SOURCES,
    &ARCHIVE,
    &ARCHIVE_FILES,
    &IMPORTED_TEXT,
    &INCLUDED,
    &INCLUDE_DEPTH,
    &CONNECTIONS,
    &FINDINGS_OF_RULE,
];

pub const PAGE_FILE: Limit = bytes("a page's file", 10 << 20, "it is left out");
pub const TEXT_FILE: Limit = bytes(
    "a file of sources, of settings or of a theme",
    100 << 20,
    "it is left out",
);
pub const FILE_NAME: Limit = bytes(
    "a name in the address of a page or file",
    200,
    "the address is cut",
);
pub const FIELD_DEPTH: Limit = things(
    "lists and tables within each other, in fields and settings",
    64,
    "the file is not read",
);
pub const EMBEDDED_ON_PAGE: Limit = bytes(
    "what a page shows of other pages",
    10 << 20,
    "further embeds are links",
);
pub const EMBEDDED_ON_SITE: Limit = bytes(
    "what all pages show of others",
    100 << 20,
    "further embeds are links",
);
pub const EMBED_DEPTH: Limit = things("embeds within embeds", 8, "the outermost is a link");

pub const DEPTH: Limit = things(
    "quotations or lists within each other",
    100,
    "the text of the inner ones stands in the outer",
);
pub const HTML_DEPTH: Limit = things(
    "elements of raw HTML within each other",
    256,
    "the HTML of the page is shown as text",
);
pub const HTML_ATTRIBUTES: Limit = things(
    "attributes of an element of raw HTML",
    256,
    "the HTML of the page is shown as text",
);
pub const TITLE: Limit = bytes("a title", 1_000, "the rest is left out");
pub const SUMMARY: Limit = bytes("a summary", 10_000, "the rest is left out");
pub const NAME: Limit = bytes("a tag or an alias", 1_000, "the rest is left out");
pub const TAGS: Limit = things("tags of a page", 200, "the rest are left out");
pub const ALIASES: Limit = things("aliases of a page", 500, "the rest are left out");
pub const AUTHORS: Limit = things("authors of a page", 500, "the rest are left out");
pub const RELATIONS: Limit = things("relations of a page", 5_000, "the rest are left out");
pub const CITED_IN_MARK: Limit = things("sources in one citation", 100, "the rest are left out");
pub const COLOURED_LINE: Limit = bytes(
    "a line of code",
    2 << 10,
    "the block is shown without colors",
);
pub const COLOURED_ON_PAGE: Limit = bytes(
    "code in colors on a page",
    64 << 10,
    "the rest is shown without colors",
);
pub const ALIASED: Limit = bytes(
    "what aliases in YAML repeat",
    1 << 20,
    "nothing of it is read",
);
pub const PICTURE_FILE: Limit = bytes("a picture's file", 100 << 20, "it is not shown");
pub const PICTURE_SIDE: Limit =
    things("pixels on one side of a picture", 32_767, "it is not shown");
pub const PICTURE_PIXELS: Limit = things("pixels of a picture in all", 1 << 28, "it is not shown");
pub const DRAWING_DEPTH: Limit = things(
    "elements of a drawing within each other",
    250,
    "it is not shown",
);
pub const DRAWING_ATTRIBUTES: Limit = things(
    "attributes of an element of a drawing",
    256,
    "it is not shown",
);
pub const DRAWING_NAMESPACES: Limit = things(
    "namespaces at one place of a drawing",
    500,
    "it is not shown",
);
pub const DRAWING_ENTITIES: Limit =
    bytes("what entities add to a drawing", 1 << 20, "it is not shown");
pub const DRAWING_COPIES: Limit = things(
    "elements that a drawing shows as copies of others",
    200_000,
    "it is not shown",
);
pub const DRAWINGS_WITHIN: Limit = things(
    "drawings within a drawing, one in the other",
    3,
    "it is not shown",
);
pub const DRAWING_RULES: Limit = things(
    "rules of style of a drawing, times its elements",
    5_000_000,
    "it is left out on paper",
);
pub const DRAWING_STYLES: Limit = things(
    "properties that the style of a drawing gives its elements",
    500_000,
    "it is left out on paper",
);
pub const DRAWING_LOOKUPS: Limit = things(
    "values of style that a drawing takes from others",
    200_000,
    "it is left out on paper",
);
pub const DRAWING_PARTS: Limit = things(
    "elements of a drawing, with all that they take their look from",
    200_000,
    "it is left out on paper",
);
pub const DRAWING_CHAIN: Limit = things(
    "parts of a drawing that take their look from others, one after another",
    32,
    "it is left out on paper",
);
pub const DRAWING_WORDS: Limit = things(
    "letters of a drawing, times the parts of the text that they stand in",
    1_000_000,
    "it is left out on paper",
);
pub const DRAWING_FILTERS: Limit = things(
    "points that the filters of a drawing work out, step by step",
    50_000_000,
    "it is left out on paper",
);
pub const ITEMS: Limit = things("items of an agenda", 500, "the rest are not timed");
pub const MINUTES: Limit = things(
    "minutes of an item or a meeting",
    24 * 60,
    "the number is not read",
);
pub const PEOPLE: Limit = things("people at a meeting", 10_000, "the number is not read");
pub const ROLES: Limit = things("roles of an agenda", 100, "the rest are left out");
pub const MATERIALS: Limit = things("materials of an item", 200, "the rest are not packed");
pub const MARKED: Limit = things("marked blocks of an item", 200, "the rest are on no sheet");
pub const SHEET: Limit = bytes(
    "what a sheet of paper holds",
    512 << 10,
    "it is not printed",
);
pub const SHEET_BLOCKS: Limit = things(
    "paragraphs, items of lists and the like on a sheet",
    1_500,
    "it is not printed",
);
pub const SHEET_DEPTH: Limit = things(
    "quotations, lists and the like within each other on paper",
    8,
    "the inner ones are printed more simply",
);
pub const SIGN_IN_ROWS: Limit = things("rows of a sheet to sign", 500, "the rest are not printed");
pub const ABBREVIATION: Limit = bytes(
    "an abbreviation of a bibliography",
    4 << 10,
    "it is not read",
);
pub const BRACES: Limit = things(
    "braces within each other in a field of a source",
    64,
    "the field is left out",
);
pub const INDENT: Limit = things(
    "spaces before a line of sources in YAML",
    200,
    "the file is not read",
);
pub const FAMILY: Limit = things(
    "sources that one takes fields from, by crossref and the like",
    64,
    "it takes none",
);
pub const INHERITED: Limit = bytes(
    "what all sources of a file take from others",
    16 << 20,
    "the rest take nothing",
);
pub const MENU: Limit = things("entries of the menu", 500, "the rest are left out");
pub const STYLE_FILE: Limit = bytes(
    "the file of a citation style",
    1 << 20,
    "sources are cited as if it were not there",
);
pub const STYLE_PARTS: Limit = things(
    "parts of a citation style, macros written out",
    20_000,
    "sources are cited as if it were not there",
);
pub const STYLE_DEPTH: Limit = things(
    "parts of a citation style within each other",
    100,
    "sources are cited as if it were not there",
);
pub const STYLE_MACROS: Limit = things(
    "macros of a citation style",
    1_000,
    "sources are cited as if it were not there",
);
pub const STYLE_TEXT: Limit = bytes(
    "an attribute of a citation style",
    1_000,
    "sources are cited as if it were not there",
);
pub const THEMES: Limit = things(
    "themes on top of each other",
    30,
    "the default theme takes the place of the rest",
);
pub const LANGUAGES: Limit = things("languages of a site", 100, "the rest are left out");
pub const UPSTREAMS: Limit = things("handbooks beneath a site", 16, "the rest are left out");
pub const CHANGES_IN_FEED: Limit = things(
    "changes in a feed",
    50,
    "the newest are told; the page of changes has all",
);
pub const MAP_PAGES: Limit = things("pages on the map", 120, "the rest are counted below it");
pub const MAP_ARROWS: Limit = things("arrows on the map", 240, "their pages are counted below it");
pub const SEARCHED_SECTIONS: Limit = things(
    "sections in which search finds one word",
    15_000,
    "those in which it counts least are left out",
);
pub const CARRIED_FILE: Limit = bytes(
    "a linked file in the site as one file",
    500 << 10,
    "its name stands there",
);
pub const CARRIED: Limit = bytes(
    "all linked files in the site as one file",
    10 << 20,
    "the names of the rest stand there",
);
pub const ADDED_SOURCES: Limit = bytes(
    "what groundwork sources add takes",
    50 << 20,
    "nothing is added",
);
pub const ARCHIVE: Limit = bytes(
    "an archive, unpacked by groundwork take",
    1 << 30,
    "nothing is taken",
);
pub const ARCHIVE_FILES: Limit = things(
    "files in an archive for groundwork take",
    100_000,
    "nothing is taken",
);
pub const IMPORTED_TEXT: Limit = bytes(
    "settings and parts of pages of a handbook that is imported",
    1 << 20,
    "they are not read",
);
pub const INCLUDED: Limit = bytes(
    "what an imported page includes of other files",
    4 << 20,
    "the rest stays as it was typed",
);
pub const INCLUDE_DEPTH: Limit = things(
    "included files within each other, in an import",
    8,
    "the rest stays as it was typed",
);
pub const CONNECTIONS: Limit = things(
    "connections to a preview at a time",
    256,
    "the idlest are closed, and further ones wait",
);

pub const FINDINGS_OF_RULE: Limit = things(
    "causes of one rule on a terminal",
    30,
    "the rest are counted, and shown by check --full",
);

const fn bytes(what: &'static str, most: usize, beyond: &'static str) -> Limit {
    Limit {
        what,
        most,
        bytes: true,
        beyond,
    }
}

const fn things(what: &'static str, most: usize, beyond: &'static str) -> Limit {
    Limit {
        what,
        most,
        bytes: false,
        beyond,
    }
}

impl Limit {
    /// The most of it in words: `10 MB`, `1,000`.
    pub fn most_in_words(&self) -> String {
        if self.bytes {
            size_in_words(self.most as u64)
        } else {
            grouped(self.most as u64)
        }
    }
}

/// Bytes as a writer reads them: `1,300 MB`, `64 KB`.
pub fn size_in_words(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{} bytes", grouped(bytes)),
        1_024..1_048_576 => format!("{} KB", grouped(bytes.div_ceil(1 << 10))),
        _ => format!("{} MB", grouped(bytes.div_ceil(1 << 20))),
    }
}

/// A number with a comma between its thousands.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The list of limits, one a line, for the program's help.
pub fn documentation() -> String {
    let line = |limit: &&Limit| {
        let (what, most, beyond) = (limit.what, limit.most_in_words(), limit.beyond);
        format!("  {what}: at most {most}; {beyond}\n")
    };
    ALL.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{ALL, documentation, grouped, size_in_words};

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), expected);
        }
        assert_eq!(size_in_words(10 << 20), "10 MB");
        assert_eq!(size_in_words(64 << 10), "64 KB");
    }

    #[test]
    fn every_limit_is_listed() {
        let declared = include_str!("limits.rs").lines();
        let declared =
            declared.filter(|line| line.starts_with("pub const") && line.contains(": Limit ="));
        assert_eq!(declared.count(), ALL.len());
    }

    #[test]
    fn every_limit_has_a_line_of_its_own() {
        let text = documentation();
        assert_eq!(text.lines().count(), ALL.len());
        assert!(ALL.iter().all(|limit| text.contains(limit.what)));
    }
}
