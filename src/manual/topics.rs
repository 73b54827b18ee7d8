//! Finds what the manual says of a topic.

use std::sync::Arc;

use super::plain_text::PlainText;
use super::row::Row;
use crate::diagnostic::suggest::suggest;
use crate::document::{Context, PublishedFiles, Scope, Walk};
use crate::engine::{Engine, Options};
use crate::model::site::{PageIndex, Site};

/// The folder of the pages that list what can be typed.
const REFERENCE: &str = "reference/";

/// The deepest level of headings that are topics.
const DEEPEST: u8 = 3;

/// The manual's pages, to look up what they say.
pub struct Manual {
    site: Arc<Site>,
}

/// What the manual says of a name.
#[derive(Debug, PartialEq)]
pub enum Explained {
    /// This, as plain text.
    Text(String),
    /// Nothing, but perhaps of this name, which is near.
    Unknown(Option<String>),
}

impl Manual {
    /// Reads the manual that the program carries.
    pub fn read() -> Self {
        let analysis = Engine::default().analyse_manual(&Options::default());
        Manual {
            site: analysis.site,
        }
    }

    /// What there is to read about: the pages of the manual, each with its title.
    pub fn pages(&self) -> Vec<(&str, &str)> {
        let pages = self.site.pages.iter();
        let pages = pages.filter(|page| !page.url.ends_with("index.html"));
        let named = pages.map(|page| (&*page.page.meta.id.value, &*page.title));
        named.collect()
    }

    /// What the manual says of `name`, in lines of at most `width` columns where words allow it.
    pub fn explain(&self, name: &str, width: usize) -> Explained {
        let name = without_weight(name);
        let wanted = key(name);
        let rows = self.rows(width);
        // Who types an option with its hyphens means that, and no field of the same name.
        let mut parts = option_rows(name, &rows);
        if parts.is_empty() {
            parts = self.parts(&wanted, &rows, width);
        }
        // Of a command line the last option says what is asked for, or else the command.
        let mut words = name.split_whitespace();
        let option = words.clone().rfind(|word| word.starts_with('-'));
        for word in option.into_iter().chain(words.next()) {
            if parts.is_empty() {
                parts = option_rows(word, &rows);
            }
            if parts.is_empty() {
                parts = self.parts(&key(word), &rows, width);
            }
        }
        if parts.is_empty() {
            return Explained::Unknown(self.near(&wanted, &rows));
        }
        Explained::Text(parts.join("\n"))
    }

    /// What the manual says of a key: in the reference, under another name, or else in its chapters.
    fn parts(&self, wanted: &str, rows: &[Row], width: usize) -> Vec<String> {
        if let Some((_, page, heading)) = SYNONYMS.iter().find(|(word, ..)| *word == wanted) {
            let pages = self.site.pages.iter();
            let index = pages
                .enumerate()
                .find(|(_, one)| one.page.meta.id.value == *page)
                .map(|(index, _)| index);
            let found = self.headings(index.into_iter(), heading, width);
            return if found.is_empty() {
                self.whole_pages(page, width)
            } else {
                found
            };
        }
        let mut parts = self.headings(self.reference(), wanted, width);
        if parts.is_empty() {
            parts = self.whole_pages(wanted, width);
        }
        let rows = rows.iter().filter(|row| key(&row.name) == wanted);
        parts.extend(rows.map(Row::explained));
        if parts.is_empty() {
            parts = self.headings(0..self.site.pages.len(), wanted, width);
        }
        parts
    }

    /// What stands below the headings of these pages that are called so.
    fn headings(
        &self,
        pages: impl Iterator<Item = PageIndex>,
        wanted: &str,
        width: usize,
    ) -> Vec<String> {
        let mut found = Vec::new();
        for index in pages {
            let headings = self.site.pages[index].page.body.headings.iter();
            let called = headings.filter(|heading| {
                let names = [&*heading.id, &*heading.text];
                heading.level <= DEEPEST && names.iter().any(|name| key(name) == wanted)
            });
            found.extend(called.map(|heading| {
                let mut walk = self.walk(index, width);
                walk.stretch(self.context(), index, heading.events.clone());
                walk.finish().0.finish().0
            }));
        }
        found
    }

    /// The pages that are called so, from their titles to their ends.
    fn whole_pages(&self, wanted: &str, width: usize) -> Vec<String> {
        let pages = self.site.pages.iter().enumerate();
        let called = pages.filter(|(_, page)| {
            let names = [page.page.meta.id.value.as_str(), &page.title];
            names.iter().any(|name| key(name) == wanted)
        });
        let texts = called.map(|(index, page)| {
            let mut walk = self.walk(index, width);
            walk.writer().title(&page.title);
            walk.page(self.context());
            walk.finish().0.finish().0
        });
        texts.collect()
    }

    /// The rows of all tables of the reference.
    fn rows(&self, width: usize) -> Vec<Row> {
        let rows = self.reference().flat_map(|index| {
            let mut walk = self.walk(index, width);
            walk.page(self.context());
            let title = self.site.pages[index].title.to_string();
            let rows = walk.finish().0.finish().1.into_iter();
            rows.map(move |row| Row {
                heading: [&*title, &row.heading].join(": "),
                ..row
            })
        });
        rows.collect()
    }

    /// The known name nearest to one that is not.
    fn near(&self, wanted: &str, rows: &[Row]) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for index in 0..self.site.pages.len() {
            let headings = self.site.pages[index].page.body.headings.iter();
            let headings = headings.filter(|heading| heading.level <= DEEPEST);
            names.extend(headings.map(|heading| heading.id.to_string()));
        }
        let pages = self.pages().into_iter();
        names.extend(pages.map(|(id, _)| id.to_owned()));
        names.extend(rows.iter().map(|row| key(&row.name)));
        suggest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
    }

    fn reference(&self) -> impl Iterator<Item = PageIndex> {
        let pages = self.site.pages.iter().enumerate();
        let pages = pages.filter(|(_, page)| page.url.starts_with(REFERENCE));
        pages.map(|(index, _)| index)
    }

    fn walk(&self, page: PageIndex, width: usize) -> Walk<'_, PlainText> {
        let scope = Scope {
            marks: false,
            ..Scope::PRINTED
        };
        Walk::new(self.context(), page, scope, PlainText::new(width))
    }

    fn context(&self) -> Context<'_> {
        Context {
            site: &self.site,
            files: &NoFiles,
        }
    }
}

/// The words by which people look for a part of the manual that is called otherwise: the page and the heading
/// of each.
const SYNONYMS: [(&str, &str, &str); 70] = [
    ("front-matter", "writing", "front-matter"),
    ("frontmatter", "writing", "front-matter"),
    ("toml", "writing", "front-matter"),
    ("yaml", "page-fields", "other-tools"),
    ("zotero", "citing", "with-zotero"),
    ("usb", "building", "on-a-usb-stick"),
    ("usb-stick", "building", "on-a-usb-stick"),
    ("phone", "building", "to-a-phone"),
    ("zip", "building", "as-an-archive"),
    ("stub", "checking", "words-that-are-not-finished"),
    ("todo", "checking", "words-that-are-not-finished"),
    ("footnote", "writing", "headings-and-text"),
    ("footnotes", "writing", "headings-and-text"),
    ("image", "writing", "pictures"),
    ("images", "writing", "pictures"),
    ("picture", "writing", "pictures"),
    ("photo", "writing", "pictures"),
    ("table", "writing", "tables"),
    ("tables", "writing", "tables"),
    ("heading", "writing", "headings-and-text"),
    ("link", "writing", "links"),
    ("sitetoml", "settings", "site"),
    ("settings-of-the-site", "settings", "site"),
    ("translation", "languages", "a-translated-page"),
    ("bold", "writing", "headings-and-text"),
    ("italic", "writing", "headings-and-text"),
    ("lists", "writing", "headings-and-text"),
    ("markdown", "writing", "headings-and-text"),
    ("quotation", "writing", "headings-and-text"),
    ("tag", "writing", "tags"),
    ("embed", "writing", "showing-a-part-of-another-page"),
    ("embeds", "writing", "showing-a-part-of-another-page"),
    ("box", "writing", "notes-and-warnings"),
    ("comment", "writing", "what-readers-do-not-see"),
    ("hidden", "writing", "what-readers-do-not-see"),
    ("secret", "writing", "what-readers-do-not-see"),
    ("callout", "marks", "callouts"),
    ("marker", "marks", "markers"),
    ("mark", "citing", "a-mark"),
    ("cite", "citing", "a-mark"),
    ("citation", "citing", "a-mark"),
    ("locator", "citing", "a-mark"),
    ("record", "citing", "a-record"),
    ("bibliography", "citing", "a-record"),
    ("bibtex", "citing", "a-record"),
    ("meeting", "agendas", "the-meeting"),
    ("item", "agendas", "the-items"),
    ("role", "agendas", "roles"),
    ("pdf", "printing", "the-paper-for-a-meeting"),
    ("color", "look", "logo"),
    ("colors", "look", "logo"),
    ("colour", "look", "logo"),
    ("font", "look", "files"),
    ("fonts", "look", "files"),
    ("template", "look", "files"),
    ("translate", "languages", "a-translated-page"),
    ("language", "languages", "a-translated-page"),
    ("error", "checking", "errors-warnings-notes"),
    ("errors", "checking", "errors-warnings-notes"),
    ("finding", "checking", "a-finding"),
    ("web", "building", "on-the-web"),
    ("website", "building", "on-the-web"),
    ("upload", "publishing", "a-plain-web-host"),
    ("delete", "renaming", "deleting"),
    ("move", "renaming", "another-folder"),
    ("search", "questions", "the-search-does-not-work"),
    (
        "install",
        "questions",
        "the-terminal-says-command-not-found",
    ),
    ("obsidian", "other-tools", "bring-it-in"),
    ("mkdocs", "other-tools", "bring-it-in"),
    ("hugo", "other-tools", "bring-it-in"),
];

/// The rows of the option that a word names, without the value that it takes: `--out` of `--out DIR`.
fn option_rows(word: &str, rows: &[Row]) -> Vec<String> {
    if !word.starts_with('-') {
        return Vec::new();
    }
    let options = rows.iter().filter(|row| {
        let mut names = row.name.split([' ', ',', '=']);
        names.any(|name| name == word)
    });
    options.map(Row::explained).collect()
}

/// The rule of a finding, as `dead-link` of `error[dead-link]`.
fn without_weight(name: &str) -> &str {
    let name = name.trim();
    let inner = ["error[", "warning[", "note["]
        .iter()
        .find_map(|weight| name.strip_prefix(weight));
    inner.map_or(name, |inner| inner.split(']').next().unwrap_or(inner))
}

/// What names are compared by: `[!WHAT IF]` and `what-if` are one, and so are `--fix` and `fix`.
fn key(name: &str) -> String {
    let mut key = name.trim().to_lowercase().replace([' ', '_'], "-");
    key.retain(|c| c.is_alphanumeric() || c == '-');
    key.trim_start_matches('-').to_owned()
}

/// On a terminal there are neither pictures nor files to open.
struct NoFiles;

impl PublishedFiles for NoFiles {
    fn url(&self, path: &str) -> String {
        path.to_owned()
    }

    fn is_published(&self, _: &str) -> bool {
        true
    }

    fn is_unusable(&self, _: &str) -> bool {
        false
    }

    fn size(&self, _: &str) -> Option<(u32, u32)> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Explained, Manual, SYNONYMS, key};
    use crate::check::RULES;

    fn text(manual: &Manual, name: &str) -> String {
        match manual.explain(name, 80) {
            Explained::Text(text) => text,
            Explained::Unknown(near) => panic!("{name} is unknown, and near {near:?}"),
        }
    }

    #[test]
    fn names_are_compared_without_their_signs() {
        assert_eq!(key("[!WHAT IF]"), "what-if");
        assert_eq!(key("base_url"), key("base-url"));
    }

    #[test]
    fn every_rule_is_explained_in_plain_text() {
        let manual = Manual::read();
        for rule in RULES {
            let text = text(&manual, rule.name);
            assert!(text.starts_with(rule.name), "{text}");
            assert!(!text.contains("<!-- generated"), "{text}");
        }
    }

    #[test]
    fn a_page_a_heading_and_a_row_of_a_table_are_topics() {
        let manual = Manual::read();
        for name in ["limits", "Kinds of page", "build", "base_url", "[!SAY]"] {
            text(&manual, name);
        }
    }

    #[test]
    fn what_people_call_a_thing_leads_to_where_it_is_explained() {
        let manual = Manual::read();
        for (name, says) in [
            ("front matter", "title"),
            ("With Zotero", "Zotero"),
            ("error[dead-link]", "dead-link"),
            ("--open", "browser"),
            ("--out", "folder"),
            ("print --people", "come"),
            ("--people", "come"),
            ("check --fix", "Mend"),
            ("check --no-such-option", "check"),
        ] {
            assert!(text(&manual, name).contains(says), "{name}");
        }
        for (word, page, heading) in SYNONYMS {
            let pages = manual.site.pages.iter();
            let mut pages = pages.filter(|one| one.page.meta.id.value == page);
            let page = pages.next().expect(word);
            let mut headings = page.page.body.headings.iter();
            assert!(headings.any(|one| key(&one.id) == heading), "{word}");
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_one_that_is_near() {
        let manual = Manual::read();
        let near = Explained::Unknown(Some("dead-link".to_owned()));
        assert_eq!(manual.explain("dead-lnik", 80), near);
        assert_eq!(manual.explain("xyzzyplugh", 80), Explained::Unknown(None));
    }
}
