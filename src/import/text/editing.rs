//! A text that is changed in places outside its code.

use std::ops::Range;

use regex::{Captures, Regex};

use super::kept::Kept;
use crate::model::edit::{Edit, applied};
use crate::parse::code_ranges;

/// A text, its code, and what takes the place of what.
pub(super) struct Editing<'a> {
    pub(super) text: &'a str,
    code: Vec<Range<usize>>,
    edits: Vec<Edit>,
}

impl<'a> Editing<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Editing {
            text,
            code: code_ranges(text),
            edits: Vec::new(),
        }
    }

    /// Whether a byte is part of code.
    pub(super) fn is_code(&self, at: usize) -> bool {
        let behind = self.code.partition_point(|range| range.start <= at);
        self.code[..behind]
            .last()
            .is_some_and(|range| at < range.end)
    }

    /// Whether a block of code, or code within a line, begins at a byte.
    pub(super) fn begins_code(&self, at: usize) -> bool {
        let found = self.code.binary_search_by_key(&at, |range| range.start);
        found.is_ok()
    }

    /// Puts words in the place of a stretch, unless something was put there before.
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        let is_free = |edit: &Edit| edit.range.end <= range.start || range.end <= edit.range.start;
        if self.edits.iter().all(is_free) {
            self.edits.push(Edit {
                range,
                text: text.into(),
            });
        }
    }

    /// Puts what `made` gives in the place of each match outside code.
    pub(super) fn replace_all(
        &mut self,
        pattern: Option<&Regex>,
        mut made: impl FnMut(&Captures<'_>) -> Option<String>,
    ) {
        for found in pattern
            .iter()
            .flat_map(|pattern| pattern.captures_iter(self.text))
        {
            let Some(whole) = found.get(0) else {
                continue;
            };
            let first = whole.as_str().len() - whole.as_str().trim_start().len();
            if self.is_code(whole.start() + first) {
                continue;
            }
            if let Some(text) = made(&found) {
                self.replace(whole.range(), text);
            }
        }
    }

    /// Puts what `made` gives in the place of words between signs, which are the groups of the pattern. Signs in code, addresses
    /// and the like are none. `made` is given the place of the whole, and the words of each group.
    pub(super) fn replace_signs(
        &mut self,
        pattern: Option<&Regex>,
        kept: &Kept,
        mut made: impl FnMut(&Range<usize>, &[&str]) -> Option<String>,
    ) {
        let Some(pattern) = pattern else { return };
        let mut at = 0;
        while let Some(found) = pattern.captures_at(&kept.masked, at) {
            let Some(whole) = found.get(0).map(|whole| whole.range()) else {
                return;
            };
            let groups = found.iter().skip(1).flatten();
            let words: Vec<&str> = groups.map(|group| &self.text[group.range()]).collect();
            let text = if kept.is_parted(&whole) {
                None
            } else {
                made(&whole, &words)
            };
            at = match text {
                Some(text) => {
                    self.replace(whole.clone(), text);
                    whole.end
                }
                // A sign that is none may stand before one that is.
                None => {
                    let sign = self.text[whole.start..].chars().next();
                    whole.start + sign.map_or(1, char::len_utf8)
                }
            };
        }
    }

    /// The text as a search for signs sees it.
    pub(super) fn kept(&self) -> Kept {
        Kept::of(self.text, &self.code)
    }

    /// The whole line around a stretch, its end included, where nothing else stands on it.
    pub(super) fn whole_line(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.text[range.end..];
        let end = range.end + rest.find('\n').map_or(rest.len(), |at| at + 1);
        let is_alone = self.text[start..range.start].trim().is_empty()
            && self.text[range.end..end].trim().is_empty();
        is_alone.then_some(start..end)
    }

    /// The text with what was put in; `None` where nothing was.
    pub(super) fn finish(mut self) -> Option<String> {
        if self.edits.is_empty() {
            return None;
        }
        self.edits
            .sort_by_key(|edit| (edit.range.start, edit.range.end));
        Some(applied(self.text, self.edits))
    }
}
