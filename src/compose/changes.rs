//! What the sections of a page do to those of the page that it extends.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::compose::attributes;
use crate::compose::beside::{self, Change, Ranked};
use crate::compose::copied::Copied;
use crate::compose::sections::{Section, numbered, outermost, sections};
use crate::diagnostic::{Diagnostic, extended_page};
use crate::model::source::Span;
use crate::parse;

/// All changes.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// By place, and at one place in the order in which they are made.
    pub(super) changes: Vec<Change>,
    /// What of ours stands at the end.
    pub(super) at_end: Vec<Range<usize>>,
    /// What of the headings that stay is otherwise, in the original's text.
    pub(super) headings: Vec<(Range<usize>, String)>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What a section of ours does.
enum Way<'a> {
    /// It stands in place of the original's, or is new.
    Itself,
    Before,
    After,
    Out,
    /// It stands behind or before another.
    Beside {
        id: &'a str,
        is_before: bool,
    },
}

/// Finds what ours changes. `kept` are the sections that the original had when ours was made from it.
pub(super) fn find(own: &Copied<'_>, base: &Copied<'_>, kept: &[String]) -> Changes {
    let ours = sections(own.page);
    let theirs = sections(base.page);
    let mut finder = Finder {
        theirs: &theirs,
        kept,
        page: &base.page.meta.id.value,
        base: &base.page.text,
        changes: Vec::new(),
        at_end: Vec::new(),
        found: Changes::default(),
    };
    finder.opening(own, base, &ours);
    finder.sections(&ours, &own.page.text);
    finder.finish()
}

struct Finder<'a> {
    theirs: &'a [Section],
    kept: &'a [String],
    /// The original's id.
    page: &'a str,
    /// The original's text.
    base: &'a str,
    changes: Vec<Ranked>,
    /// What of ours stands at the end.
    at_end: Vec<Ranked>,
    found: Changes,
}

impl Finder<'_> {
    /// What stands before the first section: ours in place of theirs, if there is any. A comment is a note to its writer.
    fn opening(&mut self, own: &Copied<'_>, base: &Copied<'_>, ours: &[Section]) {
        let opening = |copied: &Copied<'_>, sections: &[Section]| {
            let end = sections
                .first()
                .map_or(copied.page.text.len(), |first| first.range.start);
            let start = copied.title.map_or(copied.body, |title| {
                let text = &copied.page.text;
                let end = title.end as usize;
                text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
            });
            start..end.max(start)
        };
        let mine = opening(own, ours);
        if !parse::is_blank(&own.page.text[mine.clone()]) {
            let at = opening(base, self.theirs);
            self.change(REPLACE, at, mine);
        }
    }

    /// What to say of a section that replaces none: a second one of a heading, or one whose original has gone. Any
    /// other is new.
    fn without_target(&self, section: &Section) -> Option<Diagnostic> {
        let first = numbered(&section.id);
        let is_twice = self.theirs.iter().any(|one| Some(&*one.id) == first);
        if let Some(id) = first.filter(|_| is_twice) {
            return Some(extended_page::twice(section.heading, id));
        }
        let is_lost = self.kept.contains(&section.id);
        is_lost.then(|| extended_page::lost(section.heading, &section.id, self.page))
    }

    /// All sections of ours. One that stands beside another of ours comes once that has its place, wherever in the text
    /// it was typed.
    fn sections(&mut self, ours: &[Section], text: &str) {
        let mut ahead: HashSet<&str> = outermost(ours).map(|section| &*section.id).collect();
        for one in self.theirs {
            ahead.remove(&*one.id);
        }
        let mut waiting: HashMap<&str, Vec<&Section>> = HashMap::new();
        for section in outermost(ours) {
            let anchor = match way(section) {
                Ok(Way::Beside { id, .. }) if ahead.contains(id) => id,
                _ => {
                    let mut next = vec![section];
                    while let Some(section) = next.pop() {
                        self.section(section, text);
                        ahead.remove(&*section.id);
                        let behind = waiting.remove(&*section.id).unwrap_or_default();
                        next.extend(behind.into_iter().rev());
                    }
                    continue;
                }
            };
            waiting.entry(anchor).or_default().push(section);
        }
        // What is left waits for itself, in the order of the text.
        for section in outermost(ours) {
            if let Ok(Way::Beside { id, .. }) = way(section)
                && ahead.contains(&*section.id)
                && waiting.contains_key(id)
            {
                let finding = extended_page::waits_for_itself(section.heading, &section.id, id);
                self.found.findings.push(finding);
                self.put_at_end(section);
            }
        }
    }

    fn section(&mut self, section: &Section, text: &str) {
        let way = match way(section) {
            Ok(way) => way,
            Err(finding) => {
                self.found.findings.push(finding);
                return self.put_at_end(section);
            }
        };
        if let (Some(add), Some(place)) = (&section.add, &section.place) {
            let finding = extended_page::place_beside_add(section.heading, add, place);
            self.found.findings.push(finding);
        }
        let theirs = self.theirs;
        let target = theirs.iter().find(|one| one.id == section.id);
        let below = section.content..section.range.end;
        match (way, target) {
            (Way::Itself, Some(target)) => self.replace(section, target),
            (Way::Itself, None) => {
                let finding = self.without_target(section);
                self.found.findings.extend(finding);
                self.put_at_end(section);
            }
            (Way::Before, Some(target)) => {
                self.attributes(section, target, text);
                self.insert(BELOW, target.content, below);
            }
            (Way::After, Some(target)) => {
                self.attributes(section, target, text);
                self.insert(BELOW, target.range.end, below);
            }
            (Way::Out, Some(target)) => {
                if !text[below].trim().is_empty() {
                    let finding = extended_page::text_left_out(section.heading);
                    self.found.findings.push(finding);
                }
                self.remove(target);
            }
            // No text that somebody has written may get lost: without a target it goes to the end of the page.
            (Way::Before | Way::After | Way::Out, None) => {
                let is_empty = text[below].trim().is_empty();
                self.miss(section, &section.id);
                if !is_empty {
                    self.put_at_end(section);
                }
            }
            (Way::Beside { id, is_before }, target) => {
                if let Some(target) = target {
                    self.remove(target);
                }
                self.place(section, id, is_before);
            }
        }
    }

    /// What ours says at the heading of a section that stays theirs.
    fn attributes(&mut self, section: &Section, target: &Section, text: &str) {
        let (own, theirs) = (section.heading.range(), target.heading.range());
        let found = attributes::merged(text, &own, self.base, &theirs);
        self.found.headings.extend(found);
    }

    fn replace(&mut self, section: &Section, target: &Section) {
        if self.is_gone(target) {
            let finding = extended_page::twice(section.heading, &section.id);
            self.found.findings.push(finding);
            return self.put_at_end(section);
        }
        self.change(REPLACE, target.range.clone(), section.range.clone());
    }

    fn remove(&mut self, target: &Section) {
        if !self.is_gone(target) {
            self.change(REPLACE, target.range.clone(), 0..0);
        }
    }

    /// Whether a section of theirs, or one that it is in, is taken out already.
    fn is_gone(&self, target: &Section) -> bool {
        let gone = |Ranked { change, .. }: &Ranked| {
            !change.at.is_empty()
                && change.at.start <= target.range.start
                && target.range.end <= change.at.end
        };
        self.changes.iter().any(gone)
    }

    fn insert(&mut self, rank: usize, at: usize, own: Range<usize>) {
        self.change(rank, at..at, own);
    }

    fn change(&mut self, rank: usize, at: Range<usize>, own: Range<usize>) {
        self.changes.push(Ranked::new(rank, Change { at, own }));
    }

    fn put_at_end(&mut self, section: &Section) {
        let at = self.base.len();
        let own = section.range.clone();
        let change = Change { at: at..at, own };
        self.at_end.push(Ranked::section(BEHIND, change, section));
    }

    fn place(&mut self, section: &Section, id: &str, is_before: bool) {
        for list in [&mut self.changes, &mut self.at_end] {
            if beside::insert(list, id, is_before, section) {
                return;
            }
        }
        let Some(theirs) = self.theirs.iter().find(|one| one.id == id) else {
            self.miss(section, id);
            return self.put_at_end(section);
        };
        let (rank, at) = if is_before {
            (BEFORE, theirs.range.start)
        } else {
            (BEHIND, theirs.range.end)
        };
        let own = section.range.clone();
        let change = Change { at: at..at, own };
        self.changes.push(Ranked::section(rank, change, section));
    }

    /// A section that is named is not there, or no more.
    fn miss(&mut self, section: &Section, id: &str) {
        let finding = if self.kept.iter().any(|kept| kept == id) {
            extended_page::lost(section.heading, id, self.page)
        } else {
            let known: Vec<&str> = self.theirs.iter().map(|one| one.id.as_str()).collect();
            extended_page::no_section(section.heading, id, &known)
        };
        self.found.findings.push(finding);
    }

    fn finish(mut self) -> Changes {
        self.changes
            .sort_by_key(|one| (one.change.at.start, one.rank));
        // What was to stand within a section that is gone stands behind it.
        let mut end = 0;
        for Ranked { mut change, .. } in self.changes {
            let start = change.at.start.max(end);
            change.at = start..change.at.end.max(start);
            end = change.at.end;
            self.found.changes.push(change);
        }
        let at_end = self.at_end.into_iter();
        self.found.at_end = at_end.map(|one| one.change.own).collect();
        self.found
    }
}

/// The order of changes at one place: the end of one section is the beginning of the next.
const BELOW: usize = 0;
const BEHIND: usize = 1;
const BEFORE: usize = 2;
const REPLACE: usize = 3;

fn way(section: &Section) -> Result<Way<'_>, Diagnostic> {
    let heading: Span = section.heading;
    match (section.add.as_deref(), section.place.as_deref()) {
        (Some("before"), _) => Ok(Way::Before),
        (Some("after"), _) => Ok(Way::After),
        (Some("out"), _) => Ok(Way::Out),
        (Some(typed), _) => Err(extended_page::add_value(heading, typed)),
        (None, Some(typed)) => match typed.split_once(':') {
            Some(("after", id)) if !id.is_empty() => Ok(Way::Beside {
                id,
                is_before: false,
            }),
            Some(("before", id)) if !id.is_empty() => Ok(Way::Beside {
                id,
                is_before: true,
            }),
            _ => Err(extended_page::place_value(heading, typed)),
        },
        (None, None) => Ok(Way::Itself),
    }
}
