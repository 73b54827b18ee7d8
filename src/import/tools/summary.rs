//! `SUMMARY.md` of mdBook and GitBook: nested lists of links are the chapters of the book.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::import::handbook::{NavEntry, NavTarget};
use crate::import::paths;

/// The chapters that a summary lists. Addresses count from `folder`.
pub(super) fn chapters(text: &str, folder: &str) -> Vec<NavEntry> {
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, Options::empty())
        .into_offset_iter()
        .collect();
    let mut reader = Reader {
        folder,
        parts: vec![NavEntry::default()],
        stack: Vec::new(),
        words: String::new(),
        target: None,
        has_title: false,
    };
    for (event, _) in &events {
        reader.event(event);
    }
    reader.finish()
}

struct Reader<'a> {
    folder: &'a str,
    /// Those between two headings; the first has none.
    parts: Vec<NavEntry>,
    /// The items of lists that are open.
    stack: Vec<NavEntry>,
    words: String,
    target: Option<String>,
    has_title: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Item) => {
                self.end_words();
                self.stack.push(NavEntry::default());
            }
            Event::End(TagEnd::Item) => {
                self.end_words();
                if let Some(entry) = self.stack.pop() {
                    self.add(entry);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.words.clear();
                self.target = Some(dest_url.to_string());
            }
            Event::End(TagEnd::Link) if self.stack.is_empty() => {
                // A chapter without a number stands in a paragraph of its own.
                let entry = NavEntry {
                    label: self.take_words(),
                    target: self.take_target(),
                    children: Vec::new(),
                };
                self.add(entry);
            }
            Event::Start(Tag::Heading { .. }) => self.words.clear(),
            Event::End(TagEnd::Heading(level)) => {
                let label = self.take_words();
                // The first heading of the first level is the title of the list itself.
                if *level == HeadingLevel::H1 && !self.has_title && self.parts.len() == 1 {
                    self.has_title = true;
                } else {
                    self.parts.push(NavEntry::section(label, Vec::new()));
                }
            }
            Event::Text(text) | Event::Code(text) => self.words.push_str(text),
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            _ => {}
        }
    }

    /// Gives the item that is open the words and the address that were read.
    fn end_words(&mut self) {
        let target = self.take_target();
        let label = self.take_words();
        if let Some(entry) = self.stack.last_mut() {
            entry.target = entry.target.take().or(target);
            entry.label = entry.label.take().or(label);
        }
    }

    fn add(&mut self, entry: NavEntry) {
        let parent = match self.stack.last_mut() {
            Some(parent) => Some(parent),
            None => self.parts.last_mut(),
        };
        if let Some(parent) = parent {
            parent.children.push(entry);
        }
    }

    fn take_words(&mut self) -> Option<String> {
        let words = std::mem::take(&mut self.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    fn take_target(&mut self) -> Option<NavTarget> {
        let address = self.target.take()?;
        if address.is_empty() {
            return None;
        }
        if address.contains("://") {
            return Some(NavTarget::Web(address));
        }
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        Some(NavTarget::Path(paths::beside(self.folder, &path)))
    }

    fn finish(self) -> Vec<NavEntry> {
        let mut entries = Vec::new();
        for part in self.parts {
            if part.label.is_none() {
                entries.extend(part.children);
            } else if !part.children.is_empty() {
                entries.push(part);
            }
        }
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::chapters;

    #[test]
    fn parts_and_nested_chapters_are_read() {
        let text = "# Summary\n\n[Preface](preface.md)\n\n- [One](one.md)\n  - [Two *b*](a/two.md#x)\n- [Draft]()\n\n# Part\n\n* [Web](https://x.org)\n";
        let found = chapters(text, "src");
        let shown = format!("{found:?}");
        assert_eq!(found.len(), 4, "{shown}");
        assert_eq!(found[1].children[0].label.as_deref(), Some("Two b"));
        assert!(shown.contains("src/a/two.md"));
        assert_eq!(found[3].label.as_deref(), Some("Part"));
        assert_eq!(found[2].target, None);
    }
}
