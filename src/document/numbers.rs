//! The numbers that a text gives, each in the order in which something is first met: to the sources it
//! cites, to its notes, and to what its links lead to, for paper, where nobody can follow them.

use std::collections::{HashMap, HashSet};

use crate::model::site::{PageIndex, WorkIndex};

/// A source that a text cites.
#[derive(Debug, PartialEq)]
pub(crate) struct Cited {
    pub(crate) work: WorkIndex,
    /// The claims that rest on it, each once.
    pub(crate) claims: Vec<Claim>,
}

/// A claim that rests on a source, by the mark that says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Claim {
    /// The number of its mark in the text.
    pub(crate) mark: usize,
    /// The page on which the mark stands, and its index there.
    pub(crate) page: PageIndex,
    pub(crate) citation: u32,
    pub(crate) place: ClaimPlace,
}

/// Where in a text a claim stands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct ClaimPlace {
    /// The page and the index there of the heading above it; none before the first.
    pub(crate) heading: Option<(PageIndex, u32)>,
    /// The number of the item of a numbered list in which it stands.
    pub(crate) item: Option<u64>,
    /// The number of the note in which it stands.
    pub(crate) note: Option<usize>,
}

/// What a number among the links of a page leads to.
#[derive(Debug, PartialEq)]
pub(crate) struct NumberedLink {
    /// None where the address says it all.
    pub(crate) title: Option<String>,
    /// As it is seen from paper.
    pub(crate) address: String,
}

/// A note, with how often it is named.
pub(super) struct Note {
    pub(super) text: NoteText,
    pub(super) references: usize,
}

/// What a note says.
#[derive(Clone)]
pub(super) enum NoteText {
    /// What the writer of a page wrote: its index among the footnotes of that page.
    Footnote(PageIndex, u32),
    /// What a mark cites.
    Citation {
        /// The page on which it stands, and its index there.
        page: PageIndex,
        index: u32,
        /// Its number among the marks of the text.
        number: usize,
    },
}

#[derive(Default)]
pub(super) struct Numbers {
    /// The sources by their numbers.
    pub(super) cited: Vec<Cited>,
    cited_at: HashMap<WorkIndex, usize>,
    /// The marks that have the number of their place in their page.
    own_marks: HashSet<(PageIndex, u32)>,
    /// How many others there were.
    other_marks: usize,
    pub(super) notes: Vec<Note>,
    notes_at: HashMap<(PageIndex, u32), usize>,
    pub(super) links: Vec<NumberedLink>,
    /// The numbers of links by address.
    links_at: HashMap<String, usize>,
}

impl Numbers {
    /// The number of the next mark. One of the page that shows it has that of its place in the page,
    /// which has `own` of them, so that other pages can lead to it.
    pub(super) fn mark(&mut self, of_page: Option<(PageIndex, u32)>, own: usize) -> usize {
        if let Some(place) = of_page.filter(|place| self.own_marks.insert(*place)) {
            return place.1 as usize + 1;
        }
        self.other_marks += 1;
        own + self.other_marks
    }

    /// The number of a source that a mark cites.
    pub(super) fn source(&mut self, work: WorkIndex, claim: Claim) -> usize {
        let at = *self.cited_at.entry(work).or_insert_with(|| {
            self.cited.push(Cited {
                work,
                claims: Vec::new(),
            });
            self.cited.len() - 1
        });
        let claims = &mut self.cited[at].claims;
        if claims.last().map(|last| last.mark) != Some(claim.mark) {
            claims.push(claim);
        }
        at + 1
    }

    /// The number of a source that was cited before.
    pub(super) fn known_source(&self, work: WorkIndex) -> usize {
        self.cited_at.get(&work).map_or(0, |at| at + 1)
    }

    /// The number of a footnote that is named once more, and how often it was by now.
    pub(super) fn note(&mut self, page: PageIndex, footnote: u32) -> (usize, usize) {
        let at = *self.notes_at.entry((page, footnote)).or_insert_with(|| {
            self.notes.push(Note {
                text: NoteText::Footnote(page, footnote),
                references: 0,
            });
            self.notes.len() - 1
        });
        self.notes[at].references += 1;
        (at + 1, self.notes[at].references)
    }

    /// The number of a note of its own for what a mark cites.
    pub(super) fn citation_note(&mut self, text: NoteText) -> usize {
        self.notes.push(Note {
            text,
            references: 1,
        });
        self.notes.len()
    }

    /// The number of what a link leads to.
    pub(super) fn link(
        &mut self,
        address: String,
        title: impl FnOnce() -> Option<String>,
    ) -> usize {
        if let Some(number) = self.links_at.get(&address) {
            return *number;
        }
        self.links.push(NumberedLink {
            title: title(),
            address: address.clone(),
        });
        let number = self.links.len();
        self.links_at.insert(address, number);
        number
    }
}
