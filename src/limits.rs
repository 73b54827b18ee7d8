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
pub const ALL: [&Limit; 29] = [
    &PAGE_FILE,
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
    &ITEMS,
    &ROLES,
    &MATERIALS,
    &MARKED,
    &SHEET,
    &SHEET_BLOCKS,
    &MENU,
    &LANGUAGES,
    &STYLE_FILE,
    &UPSTREAMS,
    &FINDINGS_OF_RULE,
];

pub const PAGE_FILE: Limit = bytes("a page's file", 10 << 20, "it is left out");
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
    "the block is shown without colours",
);
pub const COLOURED_ON_PAGE: Limit = bytes(
    "code in colours on a page",
    64 << 10,
    "the rest is shown without colours",
);
pub const ALIASED: Limit = bytes(
    "what aliases in YAML repeat",
    1 << 20,
    "nothing of it is read",
);
pub const ITEMS: Limit = things("items of an agenda", 500, "the rest are not timed");
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
pub const MENU: Limit = things("entries of the menu", 500, "the rest are left out");
pub const STYLE_FILE: Limit = bytes(
    "the file of a citation style",
    1 << 20,
    "sources are cited as if it were not there",
);
pub const LANGUAGES: Limit = things("languages of a site", 100, "the rest are left out");
pub const UPSTREAMS: Limit = things("handbooks beneath a site", 16, "the rest are left out");

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
    let widest = ALL.iter().map(|limit| limit.what.len()).max().unwrap_or(0);
    let line = |limit: &&Limit| {
        let (what, most, beyond) = (limit.what, limit.most_in_words(), limit.beyond);
        format!("  {what:widest$}  {most:>7}  {beyond}\n")
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
    fn every_limit_has_a_line_of_its_own() {
        let text = documentation();
        assert_eq!(text.lines().count(), ALL.len());
        assert!(ALL.iter().all(|limit| text.contains(limit.what)));
    }
}
