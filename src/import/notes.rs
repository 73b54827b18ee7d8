//! What the report of an import tells: kinds of things, how often, and where first.

use std::collections::{BTreeMap, HashSet};

/// A kind of thing that the report has a section for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    UnreadSettings,
    Language,
    UnclosedFields,
    Clash,
    DeadLink,
    DeadPicture,
    RefusedLink,
    UnknownTag,
    Sign,
    UnknownCallout,
    UnknownRole,
    UnknownDirective,
    Template,
    Component,
    Query,
    Formula,
    Computed,
    CrossReference,
    EmbeddedPart,
    Layout,
    Tabs,
    Code,
    Hidden,
    PartlyHidden,
    UnreadPage,
    LeftOut,
    Recoded,
    SilentPicture,
    WebPicture,
    Picture,
    Skipped,
    OtherFiles,
    NoTitle,
    Navigation,
}

/// What each kind is called, and what is to be done about it.
const WORDS: [(Kind, &str, &str); 34] = [
    (
        Kind::UnreadSettings,
        "Settings that could not be read",
        "What they say of the title, the menu or the languages is missing. Look at `site.toml` and add it there.",
    ),
    (
        Kind::Language,
        "The language of the pages outside of the folders of translations",
        "Nothing says which it is, so this is a guess. If it is another, put its code in the place of the first one of \
         `languages` in `site.toml`.",
    ),
    (
        Kind::UnclosedFields,
        "Fields that cannot be read",
        "These pages are not published until the fields between their first lines are mended. `groundwork check` says how.",
    ),
    (
        Kind::Clash,
        "Files whose names were too much alike",
        "Two names that differ in capitals or accents alone cannot stand beside each other on every computer, and some are \
         those of pages that every handbook has here. The second got another name, and links to it were mended.",
    ),
    (
        Kind::DeadLink,
        "Links that lead nowhere",
        "Nothing that they could mean was found, or it was left out: a draft, a folder without a page, a file of settings. On \
         these pages `allow` in the first lines lets the build pass; write the link anew or take it out, then take out that \
         line.",
    ),
    (
        Kind::DeadPicture,
        "Pictures that cannot be shown",
        "`groundwork check` says how to save each, once `allow` is taken out of the first lines of its page.",
    ),
    (
        Kind::RefusedLink,
        "Addresses that no page here may lead to",
        "They open a program on the reader's own computer, or are mistyped, and are shown as text. Write an address that \
         begins with https://, or take it out; then take out `allow` in the first lines of the page.",
    ),
    (
        Kind::UnknownTag,
        "Shortcodes and tags that mean nothing here",
        "They stand in the text as they were typed. Write in their place what they showed.",
    ),
    (
        Kind::Sign,
        "Signs within lines that mean nothing here",
        "They stand in the text as they were typed: short forms that are explained, pictures of faces, fields within the text, \
         lists that were filled in, descriptions that were taken from code. Write in their place what they showed.",
    ),
    (
        Kind::UnknownCallout,
        "Boxes under names of your own",
        "They became notes with the title that they had, or else with their name as one.",
    ),
    (
        Kind::UnknownRole,
        "Roles of MyST that mean nothing here",
        "They stand in the text as they were typed.",
    ),
    (
        Kind::UnknownDirective,
        "Directives of MyST that mean nothing here",
        "They are shown as code. Write their text in Markdown.",
    ),
    (
        Kind::Template,
        "Words that a template filled in",
        "They stand in the text as they were typed, between braces. Write in their place what they showed.",
    ),
    (
        Kind::Component,
        "Components and lines of code of the page itself",
        "What loads components or computes was taken out; the text within components stays. What a component made by \
         itself is missing: write it as text.",
    ),
    (
        Kind::Query,
        "Queries that made lists of notes",
        "They are shown as code. Lists of kinds and tags are made by this program; others you can write by hand.",
    ),
    (
        Kind::Formula,
        "Formulas",
        "They are shown as they were typed. Write them in words, or show a picture of them.",
    ),
    (
        Kind::Computed,
        "Code that the other tool ran",
        "What it gave is missing. The code is shown, unless its options keep it from readers. Put in the result by hand, as a table or a picture.",
    ),
    (
        Kind::CrossReference,
        "References to figures, tables or sections that were not found",
        "They stand in the text as they were typed.",
    ),
    (
        Kind::EmbeddedPart,
        "Parts of pages that were shown on others",
        "A paragraph cannot be shown on another page here, so there is a link to it in its place.",
    ),
    (
        Kind::Layout,
        "Columns, cards and other layout",
        "The text is there, one part below the other; the lines that set it side by side were taken out.",
    ),
    (
        Kind::Tabs,
        "Tabs",
        "Their texts stand one below the other, each under its name.",
    ),
    (
        Kind::Code,
        "Files of code that pages show",
        "Their text was put in; it does not change any more when the file does.",
    ),
    (
        Kind::Hidden,
        "Pages that the original did not publish",
        "They are drafts or withheld here as well. To publish one, take out `draft` or `publish` at its head.",
    ),
    (
        Kind::PartlyHidden,
        "Passages that only some readers of the original saw",
        "They are hidden from all readers here. Take out the signs around what everybody may read.",
    ),
    (
        Kind::UnreadPage,
        "Pages in another notation than Markdown",
        "They were not brought in. Write their text in Markdown, in a page of its own.",
    ),
    (
        Kind::LeftOut,
        "Files that are parts, templates or notebooks, and no pages",
        "They were not brought in as pages. The original still has them.",
    ),
    (
        Kind::Recoded,
        "Texts in an old encoding",
        "Their letters were written anew in UTF-8. See whether letters with accents are right.",
    ),
    (
        Kind::SilentPicture,
        "Pictures without a description",
        "They came without one. On these pages `allow` in the first lines lets the build pass; write \
         `![what it shows](…)`, then take out that line.",
    ),
    (
        Kind::WebPicture,
        "Pictures and frames of other sites",
        "A page here loads nothing from elsewhere, which would tell others who reads it. They became links. Save \
         the picture in the content folder and show it from there.",
    ),
    (
        Kind::Picture,
        "Films, sounds and documents shown like pictures",
        "They became links.",
    ),
    (
        Kind::Skipped,
        "What could not be read",
        "Nothing of it was brought in.",
    ),
    (
        Kind::OtherFiles,
        "Files that no page names",
        "Settings, scripts and the like were left where they are.",
    ),
    (
        Kind::NoTitle,
        "Titles from the navigation",
        "These pages had no title of their own.",
    ),
    (
        Kind::Navigation,
        "Entries of the navigation that lead to no page",
        "They were left out of the menu.",
    ),
];

impl Kind {
    /// What it is called, and what is to be done about it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        let mut all = WORDS.into_iter();
        all.find(|(kind, _, _)| *kind == self)
            .map_or(("", ""), |(_, name, help)| (name, help))
    }

    /// Whether somebody has to do something about it.
    pub(super) fn asks(self) -> bool {
        !matches!(
            self,
            Kind::Clash
                | Kind::Tabs
                | Kind::Code
                | Kind::Layout
                | Kind::OtherFiles
                | Kind::NoTitle
                | Kind::Picture
                | Kind::UnknownCallout
                | Kind::Hidden
                | Kind::LeftOut
        )
    }
}

/// So many places of one kind are named in the report.
const NAMED: usize = 12;

/// What was found, by kind.
#[derive(Debug, Default)]
pub(super) struct Notes {
    found: BTreeMap<Kind, Found>,
}

/// What was found of one kind.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) count: usize,
    /// A file and what stands there, which may be empty.
    pub(super) places: Vec<(String, String)>,
}

impl Notes {
    /// Takes a place down. `what` is what stands there, as typed.
    pub(super) fn add(&mut self, kind: Kind, file: &str, what: impl Into<String>) {
        let found = self.found.entry(kind).or_default();
        found.count += 1;
        if found.places.len() < NAMED {
            found.places.push((file.to_owned(), what.into()));
        }
    }

    /// Takes over what another has found.
    pub(super) fn extend(&mut self, other: Notes) {
        for (kind, more) in other.found {
            let found = self.found.entry(kind).or_default();
            found.count += more.count;
            let room = NAMED.saturating_sub(found.places.len());
            found.places.extend(more.places.into_iter().take(room));
        }
    }

    /// The first files of a kind.
    pub(super) fn files(&self, kind: Kind) -> HashSet<String> {
        let found = self.found.get(&kind);
        let places = found.iter().flat_map(|found| &found.places);
        places.map(|(file, _)| file.clone()).collect()
    }

    /// All kinds, in the order of the report.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Kind, &Found)> {
        self.found.iter().map(|(kind, found)| (*kind, found))
    }
}
