//! One bibliography file to its records: BibLaTeX, Hayagriva YAML or CSL JSON, by the file's name.
//!
//! 1. Find the records of the file and the place of each.
//! 2. Read each by itself, so that a broken one costs no other.
//! 3. Read each field; one that cannot be read is dropped with a finding and the rest is kept.
//! 4. Convert to hayagriva's entry, with our own fields beside it, and mend what every format gets
//!    wrong in the same way ([`mend`]).

mod bibtex;
mod csl_json;
mod date;
mod mend;
mod yaml;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::ops::Range;

use crate::bibliography::Record;
use crate::check::{bibliography_syntax, duplicate_source};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Reads the bibliography file at `path`, whose text is `text`.
///
/// Gives the records in the order of the file, one for each id, beside the findings. Never fails:
/// what cannot be read is a finding, and everything else is kept. Takes time linear in the text.
pub fn parse(source: SourceId, path: &str, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let mut reading = Reading::new(source);
    let text_without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    reading.offset = text.len() - text_without_mark.len();
    match path
        .rsplit('.')
        .next()
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("bib" | "bibtex") => bibtex::parse(&mut reading, text_without_mark),
        Some("yaml" | "yml") => yaml::parse(&mut reading, text_without_mark),
        Some("json") => csl_json::parse(&mut reading, text_without_mark),
        _ => reading.report(bibliography_syntax::unknown_format(
            Span::whole(source),
            path,
        )),
    }
    reading.finish()
}

/// What a file has given so far.
struct Reading {
    source: SourceId,
    /// Where the parsers' text begins in the file: after a byte order mark.
    offset: usize,
    records: Vec<Record>,
    findings: Vec<Diagnostic>,
    /// The ids given out, with the place of each.
    taken: HashMap<String, Span>,
}

impl Reading {
    fn new(source: SourceId) -> Self {
        Self {
            source,
            offset: 0,
            records: Vec::new(),
            findings: Vec::new(),
            taken: HashMap::new(),
        }
    }

    /// The span of a range of the parsers' text.
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(
            self.source,
            range.start + self.offset..range.end + self.offset,
        )
    }

    fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Claims an id; false, with a finding, when an earlier record has it.
    fn claim(&mut self, id: &str, span: Span) -> bool {
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
    fn finish(mut self) -> (Vec<Record>, Vec<Diagnostic>) {
        self.records.sort_by_key(|record| record.span.start);
        self.findings.sort_by_key(|finding| finding.span.start);
        (self.records, self.findings)
    }
}

/// `text` shortened for a message, on one line.
fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::source::Sources;

    #[test]
    fn the_name_of_the_file_decides_and_another_name_is_a_finding() {
        let mut sources = Sources::default();
        let id = sources.insert("content/a.bib", "");
        let bib = "\u{feff}@BOOK{a, title = {A}}";
        let (records, findings) = parse(id, "content/a.BIB", bib);
        assert_eq!(findings, []);
        assert_eq!(&bib[records[0].span.range()], "a");
        let (records, findings) = parse(id, "content/a.txt", bib);
        assert!(records.is_empty());
        assert_eq!(findings[0].rule, "bibliography-syntax");
    }

    #[test]
    fn an_empty_file_is_an_empty_bibliography() {
        let id = Sources::default().insert("a", "");
        for path in ["a.bib", "a.yaml", "a.json"] {
            assert_eq!(parse(id, path, " \n"), (vec![], vec![]), "{path}");
        }
    }
}
