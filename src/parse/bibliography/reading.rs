//! What a bibliography file has given so far, in whichever format: records, findings, ids taken.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, duplicate_source};
use crate::model::bibliography::BibEntry;
use crate::model::source::{SourceId, Span};

/// The state of reading one file.
pub(super) struct Reading {
    pub(super) source: SourceId,
    /// Where the parsers' text begins in the file: after a byte order mark.
    pub(super) offset: usize,
    pub(super) records: Vec<BibEntry>,
    pub(super) findings: Vec<Diagnostic>,
    /// The ids given out, with the place of each.
    pub(super) taken: HashMap<String, Span>,
}

impl Reading {
    pub(super) fn new(source: SourceId) -> Self {
        Self {
            source,
            offset: 0,
            records: Vec::new(),
            findings: Vec::new(),
            taken: HashMap::new(),
        }
    }

    /// The span of a range of the parsers' text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(
            self.source,
            range.start + self.offset..range.end + self.offset,
        )
    }

    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Claims an id; false, with a finding, when an earlier record has it.
    pub(super) fn claim(&mut self, id: &str, span: Span) -> bool {
        match self.taken.entry(id.to_owned()) {
            Slot::Vacant(slot) => {
                slot.insert(span);
                true
            }
            Slot::Occupied(slot) => {
                let finding = duplicate_source::taken(id, span, *slot.get());
                self.findings.push(finding);
                false
            }
        }
    }

    /// The records and the findings, each in the order of the file.
    pub(super) fn finish(mut self) -> (Vec<BibEntry>, Vec<Diagnostic>) {
        self.records.sort_by_key(|record| record.span.start);
        self.findings.sort_by_key(|finding| finding.span.start);
        (self.records, self.findings)
    }
}
